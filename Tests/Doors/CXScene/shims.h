#pragma once
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/Xatom.h>
#include <X11/Xproto.h>
#include <X11/extensions/record.h>
#include <X11/extensions/shape.h>

/* XDestroyImage is a macro. */
static inline void scene_destroy_image(XImage *image) { image->f.destroy_image(image); }
