#pragma once
#define _GNU_SOURCE
#include <sys/types.h>
