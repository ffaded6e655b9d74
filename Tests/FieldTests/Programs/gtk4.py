"""A form of GTK 4 whose password field is red; with an argument that is the field's name."""

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Gdk", "4.0")
from gi.repository import Gdk, GLib, Gtk

GLib.set_prgname("form")
Gtk.init()
style = Gtk.CssProvider()
style.load_from_data(b"#secret { background: #ff0000; color: #ff0000; border: none; }")
Gtk.StyleContext.add_provider_for_display(
    Gdk.Display.get_default(), style, Gtk.STYLE_PROVIDER_PRIORITY_USER
)
window = Gtk.Window(title="form", default_width=420, default_height=300)
box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=12, margin_top=20, margin_start=20)
for text in ("Name", "Town"):
    box.append(Gtk.Entry(text=text))
if sys.argv[1:]:
    secret = Gtk.Entry(text="Password", name="secret")
    secret.update_property([Gtk.AccessibleProperty.LABEL], sys.argv[1:])
else:
    secret = Gtk.PasswordEntry(text="Password", name="secret", show_peek_icon=False)
box.append(secret)
window.set_child(box)
loop = GLib.MainLoop()
window.connect("close-request", lambda _: loop.quit())
window.present()
print("shown", flush=True)
loop.run()
