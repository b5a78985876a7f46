#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands a folder to a sandboxed application, as the file dialog's portal does when it is chosen.

    grant-folder.py APPLICATION FOLDER

Prints the path under which the application sees the folder.
"""

import os
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

DIRECTORY = 8
NAME = "org.freedesktop.portal.Documents"


def main(application, folder):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    descriptors = Gio.UnixFDList.new()
    index = descriptors.append(descriptor)
    os.close(descriptor)
    answer, _none = bus.call_with_unix_fd_list_sync(
        NAME, "/org/freedesktop/portal/documents", NAME, "AddFull",
        GLib.Variant("(ahusas)", ([index], DIRECTORY, application, ["read", "write"])),
        GLib.VariantType("(asa{sv})"), Gio.DBusCallFlags.NONE, 10000, descriptors, None)
    (identifier,) = answer.unpack()[0]
    print(f"/run/user/{os.getuid()}/doc/{identifier}/{os.path.basename(folder.rstrip('/'))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
