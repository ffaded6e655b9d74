#pragma once
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xfixes.h>
#include <X11/extensions/Xdamage.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/Xcomposite.h>
#include <X11/extensions/shape.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>

/* XDestroyImage is a macro. */
static inline void callreel_x11_destroy_image(XImage *image) { image->f.destroy_image(image); }

/* AllPlanes is a macro with a cast. */
static inline unsigned long callreel_x11_all_planes(void) { return ~0UL; }

/* Whether the connection is a socket of this machine's own file system, and not TCP. */
static inline int callreel_x11_is_local(Display *display) {
  struct sockaddr_un address;
  socklen_t length = sizeof address;
  return getsockname(ConnectionNumber(display), (struct sockaddr *)&address, &length) == 0 &&
         address.sun_family == AF_UNIX;
}

/* The box around a window's bounding shape, relative to its inside; 0 where it has no shape. */
static inline int callreel_x11_bounding_extents(Display *display, Window window, XRectangle *box) {
  Bool bounding, clip;
  int x, y, clip_x, clip_y;
  unsigned width, height, clip_width, clip_height;
  if (!XShapeQueryExtents(display, window, &bounding, &x, &y, &width, &height, &clip, &clip_x,
                          &clip_y, &clip_width, &clip_height) ||
      !bounding)
    return 0;
  *box = (XRectangle){(short)x, (short)y, (unsigned short)width, (unsigned short)height};
  return 1;
}

/* The bits of a resource's number that its client chose; the others tell the client. */
static inline unsigned long callreel_x11_resource_mask(Display *display) {
  return ((_XPrivDisplay)display)->private4;
}
