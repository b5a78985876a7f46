#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program: a window to drag from. Arguments: "text" and the text, or "files" and paths."""

import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def provider():
    kind, values = sys.argv[1], sys.argv[2:]
    if kind == "text":
        return Gdk.ContentProvider.new_for_value(GObject.Value(GObject.TYPE_STRING, values[0]))
    uris = "".join(Gio.File.new_for_path(path).get_uri() + "\r\n" for path in values)
    return Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(uris.encode()))


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Drag source",
                                   default_width=160, default_height=160)
    label = Gtk.Label(label="drag me")
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(provider())
    label.add_controller(source)
    window.set_child(label)
    window.present()


application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
application.connect("activate", activate)
application.run([])
