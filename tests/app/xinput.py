# SPDX-License-Identifier: GPL-3.0-or-later
"""Real pointer and key events, and the windows they go to, on the private X display.

Screen coordinates are pixels of the root window. What is pressed is always released again, also
when a step between fails.
"""

import hashlib
import re
import subprocess
import time

TOOL_SECONDS = 20
DOUBLE_CLICK_SECONDS = 0.45
SEARCHES = 20
BUTTONS = {"left": 1, "middle": 2, "right": 3}
KEYS = {"ctrl": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "super": "super",
        "enter": "Return", "esc": "Escape", "escape": "Escape", "del": "Delete",
        "delete": "Delete", "tab": "Tab", "pageup": "Page_Up", "pagedown": "Page_Down",
        "space": "space", " ": "space", ".": "period", ",": "comma", "?": "question",
        "/": "slash", "=": "equal", "-": "minus", "[": "bracketleft", "]": "bracketright",
        "{": "braceleft", "}": "braceright", "up": "Up", "down": "Down", "left": "Left",
        "right": "Right", "home": "Home", "end": "End", "backspace": "BackSpace"}

_last_click = (0.0, None)


class InputError(Exception):
    """The X server or one of its tools did not do what was asked."""


def tool(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=TOOL_SECONDS)
    return done.returncode, done.stdout, done.stderr


def xdo(*args):
    code, out, err = tool("xdotool", *args)
    if code:
        raise InputError("xdotool %s: %s" % (" ".join(map(str, args)), (err or out).strip()))
    return out.strip()


class Window:
    """An X window of the application: where it is, and how wide its shadow is."""

    def __init__(self, window_id):
        self.id = window_id
        code, out, err = tool("xwininfo", "-id", window_id)
        if code:
            raise InputError("xwininfo: " + err.strip())

        def number(label):
            return int(re.search(re.escape(label) + r":\s+(-?\d+)", out).group(1))

        self.outer = (number("Absolute upper-left X"), number("Absolute upper-left Y"),
                      number("Width"), number("Height"))
        self.popup = "Override Redirect State: yes" in out
        _, out, _ = tool("xprop", "-id", window_id, "_GTK_FRAME_EXTENTS", "_NET_WM_NAME",
                         "_NET_WM_OPAQUE_REGION")
        found = re.search(r"_GTK_FRAME_EXTENTS\(CARDINAL\) = ([\d, ]+)", out)
        self.shadow = tuple(map(int, found.group(1).split(","))) if found else (0, 0, 0, 0)
        found = re.search(r'_NET_WM_NAME\(UTF8_STRING\) = "(.*)"', out)
        self.title = found.group(1) if found else ""
        # A tooltip lets through what is behind it, a popover and a menu do not.
        self.tooltip = self.popup and not re.search(r"_NET_WM_OPAQUE_REGION\(CARDINAL\) = \d", out)
        left, right, top, bottom = self.shadow
        x, y, width, height = self.outer
        # What the person sees: without the shadow. AT-SPI counts from this corner.
        self.frame = (x + left, y + top, width - left - right, height - top - bottom)

    def __repr__(self):
        return "<window %s “%s” %s%s>" % (self.id, self.title, self.frame,
                                          " popup" if self.popup else "")


def windows_of(pid):
    """The visible windows of a process, popovers and menus included."""
    for _ in range(SEARCHES):
        _, out, err = tool("xdotool", "search", "--onlyvisible", "--pid", pid)
        # xdotool gives up half way when a window goes while it looks through them.
        if "X Error" not in err:
            break
    found = []
    for window_id in out.split():
        try:
            found.append(Window(window_id))
        except (InputError, AttributeError):
            continue  # closed in the meantime
    return found


def active_window():
    code, out, _ = tool("xdotool", "getactivewindow")
    return out.strip() if code == 0 else ""


def key_name(key):
    """'ctrl+shift+pageup' as xdotool wants it."""
    parts = [key] if key == "+" else key.split("+")
    named = [KEYS.get(part.lower(), part) for part in parts]
    return "plus" if key == "+" else "+".join(named)


def press_key(*keys, repeat=1, delay_ms=12):
    for key in keys:
        xdo("key", "--delay", delay_ms, "--repeat", repeat, "--repeat-delay", delay_ms,
            key_name(key))


def type_text(text, delay_ms=12):
    xdo("type", "--delay", delay_ms, "--", text)


class Held:
    """Modifier keys held down during a with block."""

    def __init__(self, modifiers):
        if isinstance(modifiers, str):
            modifiers = modifiers.split("+") if modifiers else []
        self.keys = [KEYS.get(key.lower(), key) for key in modifiers]

    def __enter__(self):
        for key in self.keys:
            xdo("keydown", key)

    def __exit__(self, *_):
        for key in reversed(self.keys):
            xdo("keyup", key)


def move(x, y):
    """In two steps, as a hand never jumps: GTK may take a press after a single jump for one in the
    popover that was there before."""
    x, y = int(x), int(y)
    xdo("mousemove", x + (3 if x < 10 else -3), y, "sleep", "0.01", "mousemove", x, y)


def click(x, y, count=1, modifiers=(), button=1):
    """count quick clicks at one place. Two calls at one place are always two separate clicks: the
    second waits until it cannot be taken for the second half of a double click."""
    global _last_click
    when, place = _last_click
    if place and abs(place[0] - x) < 8 and abs(place[1] - y) < 8:
        time.sleep(max(0.0, when + DOUBLE_CLICK_SECONDS - time.monotonic()))
    move(x, y)
    with Held(modifiers):
        xdo("click", "--repeat", count, "--delay", 40, BUTTONS.get(button, button))
    _last_click = (time.monotonic(), (x, y))


def drag(start, end, modifiers=(), button=1, steps=6, hold=()):
    """Presses at start, moves to end in several steps, releases. hold: points passed on the way."""
    global _last_click
    when, place = _last_click
    if place and abs(place[0] - start[0]) < 8 and abs(place[1] - start[1]) < 8:
        time.sleep(max(0.0, when + DOUBLE_CLICK_SECONDS - time.monotonic()))
    button = BUTTONS.get(button, button)
    moves = []
    points = [start, *hold, end]
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        for step in range(1, steps + 1):
            moves += ["mousemove", round(x1 + (x2 - x1) * step / steps),
                      round(y1 + (y2 - y1) * step / steps), "sleep", "0.012"]
    move(*start)
    with Held(modifiers):
        xdo("mousedown", button)
        try:
            xdo(*moves)
        finally:
            xdo("mouseup", button)
    _last_click = (time.monotonic(), tuple(end))


def wheel(x, y, clicks):
    """Turns the wheel at a place: clicks > 0 scrolls down, < 0 up."""
    move(x, y)
    if clicks:
        xdo("click", "--repeat", abs(clicks), "--delay", 8, 5 if clicks > 0 else 4)


def screenshot(path, area=None):
    """The whole screen, or area = (x, y, width, height) of it, as PNG."""
    command = ["import", "-window", "root"]
    if area:
        command += ["-crop", "%dx%d%+d%+d" % (area[2], area[3], area[0], area[1]), "+repage"]
    code, out, err = tool(*command, str(path))
    if code:
        raise InputError("import: " + (err or out).strip())


def fingerprint(area):
    """A value that changes when the picture of that part of the screen changes."""
    done = subprocess.run(["import", "-window", "root", "-crop",
                           "%dx%d%+d%+d" % (area[2], area[3], area[0], area[1]), "rgb:-"],
                          capture_output=True, timeout=TOOL_SECONDS)
    return hashlib.sha1(done.stdout).digest()


def count_color(area, color, within=12, share=1):
    """How many pixels of that part of the screen have the colour (red, green, blue), or nearly; or at
    least that share of it on white, as thin lines between pixels have."""
    done = subprocess.run(["import", "-window", "root", "-crop",
                           "%dx%d%+d%+d" % (area[2], area[3], area[0], area[1]), "-depth", "8",
                           "rgb:-"], capture_output=True, timeout=TOOL_SECONDS)
    data = done.stdout
    depth = [255 - part for part in color]
    strongest = depth.index(max(depth))

    def has(pixel):
        part = min(1, max(share, (255 - pixel[strongest]) / depth[strongest]))
        return all(abs(255 - value - part * full) <= within for value, full in zip(pixel, depth))

    return sum(has(data[at:at + 3]) for at in range(0, len(data) - 2, 3))
