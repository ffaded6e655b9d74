"""A red window whose program answers questions of AT-SPI as the argument says.

extents, million, tree, silent, foreign, frames: each a lie, or nothing at all.
"""

import itertools
import os
import sys

# The toolkit must not answer in its place.
os.environ["NO_AT_BRIDGE"] = "1"

import dbus
import dbus.bus
import dbus.lowlevel
import gi
from dbus.mainloop.glib import DBusGMainLoop

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk

lie = sys.argv[1]
ROOT = "/org/a11y/atspi/accessible/root"
numbers = itertools.count(1)
style = Gtk.CssProvider()
style.load_from_data(b"window { background: #ff0000; }")
Gtk.StyleContext.add_provider_for_screen(
    Gdk.Screen.get_default(), style, Gtk.STYLE_PROVIDER_PRIORITY_USER
)
window = Gtk.Window(title="form")
window.set_wmclass("form", "form")
window.set_default_size(420, 300)

DBusGMainLoop(set_as_default=True)
session = dbus.SessionBus()
address = session.get_object("org.a11y.Bus", "/org/a11y/bus").GetAddress(
    dbus_interface="org.a11y.Bus"
)
bus = dbus.bus.BusConnection(str(address))
name = bus.get_unique_name()


def reference(path):
    return dbus.Struct((name, dbus.ObjectPath(path)), signature="so")


def references(paths):
    return dbus.Array([reference(path) for path in paths], signature="(so)")


def answer(call):
    """The values of the answer with their signature; nothing where it lacks the method."""
    member, path = call.get_member(), call.get_path()
    if member == "Get":
        return [dbus.String("gtk", variant_level=1)], "v"
    if member == "GetMatches":
        if lie == "million":
            return [references(f"/object/{index}" for index in range(200_000))], "a(so)"
        if lie in ("tree", "foreign"):
            return None
        return [references(["/object/1"])], "a(so)"
    if member == "GetChildren":
        if lie == "tree":
            return [references(f"/object/{next(numbers)}" for _ in range(3))], "a(so)"
        if lie == "foreign" and path != ROOT:
            other = dbus.Struct(("org.freedesktop.DBus", dbus.ObjectPath("/x")), signature="so")
            return [dbus.Array([other] * 1000, signature="(so)")], "a(so)"
        return [references(["/frame/1"])], "a(so)"
    if member == "GetRole":
        return [dbus.UInt32(23)], "u"
    if member == "GetState":
        return [dbus.Array([1 << 25, 0], signature="u")], "au"
    if member == "GetExtents":
        size = (0, 0, 420, 300)
        if lie == "extents" and path.startswith("/object"):
            size = (-(2**31), 5, 2**31 - 1, 2**31 - 1)
        if lie == "frames":
            size = (0, 0, 2**31 - 1, 1)
        return [dbus.Struct(size, signature="iiii")], "(iiii)"
    return None


def reply(connection, call):
    if call.get_type() != dbus.lowlevel.MESSAGE_TYPE_METHOD_CALL:
        return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED
    if lie == "silent" and call.get_member() != "Get":
        return dbus.lowlevel.HANDLER_RESULT_HANDLED
    values = answer(call)
    if values is None:
        message = dbus.lowlevel.ErrorMessage(
            call, "org.freedesktop.DBus.Error.UnknownMethod", "no such method"
        )
    else:
        message = dbus.lowlevel.MethodReturnMessage(call)
        message.append(*values[0], signature=values[1])
    connection.send_message(message)
    return dbus.lowlevel.HANDLER_RESULT_HANDLED


bus.add_message_filter(reply)
window.show_all()
print("shown", flush=True)
Gtk.main()
