// libseccomp with its variadic rule call given fixed forms.
#pragma once
#include <errno.h>
#include <seccomp.h>
#include <sys/socket.h>

/// Refuses a system call with EPERM whatever its arguments.
static inline int callreel_refuse(scmp_filter_ctx context, int call) {
  return seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 0);
}

/// Refuses socket(2) of every address family but AF_UNIX with EPERM.
static inline int callreel_refuse_foreign_sockets(scmp_filter_ctx context) {
  return seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                          SCMP_A0_32(SCMP_CMP_NE, AF_UNIX));
}

/// Refuses socket(2) of AF_UNIX with EPERM.
static inline int callreel_refuse_local_sockets(scmp_filter_ctx context) {
  return seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                          SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX));
}

/// The number of a system call by name; negative where this machine has none.
static inline int callreel_call_number(const char *name) {
  return seccomp_syscall_resolve_name(name);
}

static inline scmp_filter_ctx callreel_filter(void) { return seccomp_init(SCMP_ACT_ALLOW); }
