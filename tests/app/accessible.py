# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of an application, read over D-Bus.

Talks to the accessibility bus directly: every call has a time limit, many calls are sent at once
(a whole level of the tree in one round trip), nothing is cached behind the test's back, and an
application is found by its process id. Calls that hang or lie in GTK 4.8 (addSelection,
getOffsetAtPoint, getRangeExtents, grabFocus, screen coordinates) are not offered at all.
"""

import os

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

CALL_MS = 4000
WINDOW_COORDS = 1
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
ALIASES = {"button": "push button", "text box": "text", "window": "frame",
           "list box": "list", "row": "list item", "checkbox": "check box"}
STATES = {nick: int(getattr(Atspi.StateType, nick.upper()))
          for nick in ("active", "busy", "checked", "editable", "enabled", "expandable",
                       "expanded", "focusable", "focused", "modal", "multi_line", "pressed",
                       "selectable", "selected", "sensitive", "showing", "visible", "collapsed",
                       "indeterminate", "read_only")}


class AccessError(Exception):
    """A call to the accessibility bus failed or took too long."""


class Bus:
    """The accessibility bus of the private desktop."""

    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, Gio.DBusCallFlags.NONE, 15000, None).unpack()[0]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, name, path, interface, method, args=None):
        try:
            return self.connection.call_sync(name, path, interface, method, args, None,
                                             Gio.DBusCallFlags.NONE, CALL_MS, None).unpack()
        except GLib.Error as error:
            raise AccessError("%s of %s: %s" % (method, path, error.message)) from None

    def call_many(self, calls):
        """Sends all calls at once; a result is None where that call failed."""
        results = [None] * len(calls)
        left = [len(calls)]

        def done(connection, task, index):
            try:
                results[index] = connection.call_finish(task).unpack()
            except GLib.Error:
                pass
            left[0] -= 1

        for index, (name, path, interface, method, args) in enumerate(calls):
            self.connection.call(name, path, interface, method, args, None,
                                 Gio.DBusCallFlags.NONE, CALL_MS, None, done, index)
        context = GLib.MainContext.default()
        while left[0]:
            context.iteration(True)
        return results

    def application(self, pids):
        """The root of the application whose process id is in pids, or None."""
        children = self.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")[0]
        for name, path in children:
            try:
                pid = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                GLib.Variant("(s)", (name,)))[0]
            except AccessError:
                continue
            if pid in pids:
                return Node(name, path, None), pid
        return None


def role_name(number):
    name = Atspi.Role(number).value_nick.replace("-", " ")
    return ALIASES.get(name, name)


def normal_role(name):
    return ALIASES.get(name, name)


def plain_name(name):
    """GTK 4.8 names a button with a mnemonic “_Open Open”: as it is written, then as it is shown."""
    half = (len(name) - 2) // 2
    if len(name) > 2 and name[:half + 1].replace("_", "", 1) == name[half + 2:]:
        return name[half + 2:]
    return name


class Node:
    """One accessible. role, name, states and children are those at the time of the snapshot;
    the methods ask the application anew."""

    def __init__(self, bus_name, path, parent):
        self.bus_name = bus_name
        self.path = path
        self.parent = parent
        self.role = "application"
        self.name = ""
        self.states = frozenset()
        self.children = []

    def __repr__(self):
        return "<%s “%s”>" % (self.role, self.name)

    def snapshot(self, hidden=False):
        """Reads the whole tree below this node; hidden branches only when asked for."""
        bus = Bus.get()
        level = [self]
        self._read(bus, level)
        while level:
            following = []
            for node in level:
                if hidden or node.role == "application" or "visible" in node.states:
                    following += node.children
            self._read(bus, following)
            level = following
        return self

    def snapshot_children(self):
        """Reads this node and its children, not what is below them."""
        bus = Bus.get()
        self._read(bus, [self])
        self._read(bus, self.children)
        return self

    @staticmethod
    def _read(bus, nodes):
        calls = []
        for node in nodes:
            head = (node.bus_name, node.path)
            calls += [head + (ACCESSIBLE, "GetRole", None),
                      head + (PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name"))),
                      head + (ACCESSIBLE, "GetState", None),
                      head + (ACCESSIBLE, "GetChildren", None)]
        answers = bus.call_many(calls)
        for index, node in enumerate(nodes):
            role, name, state, children = answers[4 * index:4 * index + 4]
            node.role = role_name(role[0]) if role else "gone"
            node.name = plain_name(name[0]) if name else ""
            bits = state[0][0] | state[0][1] << 32 if state and len(state[0]) == 2 else 0
            node.states = frozenset(nick for nick, bit in STATES.items() if bits >> bit & 1)
            node.children = [Node(bus_name, path, node)
                             for bus_name, path in (children[0] if children else [])
                             if not path.endswith("/null")]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def dump(self, limit=400, geometry=False):
        """The tree as indented text, for the output of a failed test."""
        lines = []

        def add(node, depth):
            if len(lines) >= limit:
                return
            extents = ""
            if geometry:
                try:
                    extents = " %d,%d %dx%d" % node.extents()
                except AccessError:
                    pass
            shown = sorted(node.states - {"visible", "sensitive", "enabled", "focusable"})
            lines.append("%s%s “%s”%s%s" % ("  " * depth, node.role, node.name,
                                            " " + ",".join(shown) if shown else "", extents))
            for child in node.children:
                add(child, depth + 1)

        add(self, 0)
        return "\n".join(lines)

    def _call(self, interface, method, args=None):
        return Bus.get().call(self.bus_name, self.path, interface, method, args)

    def _property(self, interface, name):
        return self._call(PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))[0]

    def now_name(self):
        return self._property(ACCESSIBLE, "Name")

    def now_states(self):
        low, high = self._call(ACCESSIBLE, "GetState")[0]
        bits = low | high << 32
        return frozenset(nick for nick, bit in STATES.items() if bits >> bit & 1)

    def description(self):
        return self._property(ACCESSIBLE, "Description")

    def extents(self):
        """(x, y, width, height) in window coordinates; App.rectangle() gives those on screen."""
        return self._call("org.a11y.atspi.Component", "GetExtents",
                          GLib.Variant("(u)", (WINDOW_COORDS,)))[0]

    def actions(self):
        return [name for name, _, _ in self._call("org.a11y.atspi.Action", "GetActions")[0]]

    def do_action(self, index=0):
        """Invokes an action without pointer or keys: only for set-up, never for what is tested."""
        return self._call("org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (index,)))[0]

    def text(self, start=0, end=-1):
        if end < 0:
            end = self._property(TEXT, "CharacterCount")
        return self._call(TEXT, "GetText", GLib.Variant("(ii)", (start, end)))[0]

    def text_length(self):
        return self._property(TEXT, "CharacterCount")

    def caret(self):
        return self._property(TEXT, "CaretOffset")

    def selection(self):
        """(start, end) of the selected text, or None."""
        if self._call(TEXT, "GetNSelections")[0] < 1:
            return None
        start, end = self._call(TEXT, "GetSelection", GLib.Variant("(i)", (0,)))
        return (start, end) if start != end else None

    def char_extents(self, offset):
        """(x, y, width, height) of one character, in window coordinates."""
        return self._call(TEXT, "GetCharacterExtents",
                          GLib.Variant("(iu)", (offset, WINDOW_COORDS)))

    def value(self):
        return self._property("org.a11y.atspi.Value", "CurrentValue")


def descendants_of(pid):
    """pid and the ids of all processes below it (a wrapper script's application)."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open("/proc/%s/stat" % entry) as stream:
                    parents[int(entry)] = int(stream.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = {pid}
    grown = True
    while grown:
        new = {child for child, parent in parents.items() if parent in found} - found
        found |= new
        grown = bool(new)
    return found
