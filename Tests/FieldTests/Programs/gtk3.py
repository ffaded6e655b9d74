"""A form of GTK 3 whose password field is red; with an argument that is the field's name."""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk

style = Gtk.CssProvider()
style.load_from_data(b"#secret { background: #ff0000; color: #ff0000; border: none; }")
Gtk.StyleContext.add_provider_for_screen(
    Gdk.Screen.get_default(), style, Gtk.STYLE_PROVIDER_PRIORITY_USER
)
window = Gtk.Window(title="form")
window.set_wmclass("form", "form")
window.set_default_size(420, 300)
box = Gtk.VBox(spacing=12, border_width=20)
for text in ("Name", "Town", "Password"):
    entry = Gtk.Entry(text=text)
    if text == "Password":
        entry.set_name("secret")
        if sys.argv[1:]:
            entry.get_accessible().set_name(sys.argv[1])
        else:
            entry.set_visibility(False)
    box.pack_start(entry, False, False, 0)
window.add(box)
window.connect("destroy", Gtk.main_quit)
window.show_all()
print("shown", flush=True)
Gtk.main()
