# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives an application's real window: finds things by their accessible names, acts by real
pointer and key events, and reads what the application wrote to disk.

Nothing here waits blindly: every wait polls a condition with a deadline and says what it waited
for when that passes. Offsets are code points. Rectangles are (x, y, width, height) on the screen.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

import xinput
from accessible import AccessError, Bus, descendants_of, normal_role
from textview import TextView
from waiting import DriverError, wait_until

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
WAIT = 10.0
# The last two: a stack turned to another page while the text on it was being measured, and a scroll
# bar when a short text follows a long one; GTK leaves them out of one frame and draws them in the next.
QUIET = ("dconf-WARNING", "Unable to acquire session bus", "Failed to set fd limit",
         "Unable to acquire the address of the accessibility bus", "libEGL", "MESA",
         "Trying to snapshot GtkStack", "Trying to snapshot GtkGizmo")


def build_folder():
    named = os.environ.get("SCH_BUILD_ROOT") or os.environ.get("MESON_BUILD_ROOT")
    return pathlib.Path(named) if named else REPOSITORY / "build"


def scholiast_binary():
    """The application: $SCHOLIAST, else src/app/scholiast of the build folder."""
    path = pathlib.Path(os.environ.get("SCHOLIAST") or build_folder() / "src/app/scholiast")
    if not path.exists():
        raise DriverError("There is no application at %s: build it, or name it in SCHOLIAST"
                          % path)
    return path.resolve()


class App:
    """One application on the private desktop."""

    def __init__(self, desktop, name="app"):
        self.desktop = desktop
        self.name = name
        self.process = None
        self.pid = None
        self.command = None
        self.cwd = None
        self.environment = {}
        self.root = None
        self.log_path = desktop.root / (name + ".log")

    # Its life

    def start(self, binary=None, args=(), env=None, cwd=None):
        """Starts it (by default scholiast) with extra environment; a value of None unsets."""
        binary = pathlib.Path(binary or scholiast_binary())
        self.command = [str(binary)] + [str(arg) for arg in args]
        self.environment = dict(env or {})
        schemas = binary.parents[2] / "data" if len(binary.parents) > 2 else binary.parent
        if (schemas / "gschemas.compiled").exists():
            self.environment.setdefault("GSETTINGS_SCHEMA_DIR",
                                        os.environ.get("GSETTINGS_SCHEMA_DIR", str(schemas)))
        self.cwd = cwd
        self._spawn()
        return self

    def _spawn(self):
        environment = dict(os.environ)
        for key, value in self.environment.items():
            if value is None:
                environment.pop(key, None)
            else:
                environment[key] = str(value)
        self.root = self.pid = None
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.command, env=environment, cwd=self.cwd,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def wait_window(self, seconds=30, title=None):
        """Waits until its window is on the screen, in the accessibility tree and active."""
        def shown():
            if self.process.poll() is not None:
                raise DriverError("%s ended with code %s before it showed a window:\n%s"
                                  % (self.name, self.process.returncode, self.log()[-2000:]))
            found = self.root or Bus.get().application(descendants_of(self.process.pid))
            if found and not self.root:
                self.root, self.pid = found
            if not self.root:
                return None
            for window in self.windows():
                if not window.popup and (title is None or window.title == title):
                    frames = [child for child in self.tree().children
                              if child.role in ("frame", "dialog")]
                    if any(frame.extents()[2:] == window.frame[2:] for frame in frames):
                        return window
            return None

        window = wait_until(shown, seconds, "the window of " + self.name, every=0.05)
        self.activate(window)
        return window

    def activate(self, window=None):
        """Gives a window the keyboard, as a click on the task bar does."""
        window = window or self.main_window()

        def active():
            if xinput.active_window() == str(window.id):
                return True
            xinput.tool("xdotool", "windowactivate", window.id)
            return False

        wait_until(active, WAIT, "%r to be active" % window)
        wait_until(lambda: any("active" in child.states or child.role == "dialog"
                               for child in self.tree().children), WAIT,
                   "the window to know that it is active")

    def kill(self):
        """SIGKILL, as a crash or the power switch: nothing is saved on the way out."""
        if self.process and self.process.poll() is None:
            os.kill(self.pid or self.process.pid, signal.SIGKILL)
            if self.process.poll() is None and self.pid != self.process.pid:
                self.process.kill()
        if self.process:
            self.process.wait(WAIT)
        wait_until(lambda: not self._windows_or_none(), WAIT,
                   "the windows of a killed process to go")
        self.root = None

    def _windows_or_none(self):
        return xinput.windows_of(self.pid) if self.pid else []

    def close(self, seconds=20):
        """Presses the window's close button and waits for the process; returns its exit code."""
        button = self.find(role="push button", name="Close", quick=True) if self.root else None
        if button:
            self.click(button)
        else:
            x, y, width, _ = self.main_window().frame
            side = 24 if self.environment.get("LANGUAGE") in ("ar", "he", "fa") else width - 24
            xinput.click(x + side, y + 23)
        wait_until(lambda: self.process.poll() is not None, seconds, self.name + " to end")
        self.root = None
        return self.process.returncode

    def relaunch(self, args=None, seconds=30):
        """Starts it again, with the same arguments unless others are given."""
        if self.process and self.process.poll() is None:
            raise DriverError("%s still runs: kill() or close() it first" % self.name)
        if args is not None:
            self.command = self.command[:1] + [str(arg) for arg in args]
        self._spawn()
        return self.wait_window(seconds)

    def running(self):
        return self.process is not None and self.process.poll() is None

    def log(self):
        """All it printed so far, over all launches."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def complaints(self):
        """Warnings, criticals and sanitizer reports it printed."""
        marks = ("WARNING **", "CRITICAL **", "ERROR:", "runtime error:", "AddressSanitizer")
        return [line for line in self.log().splitlines()
                if any(mark in line for mark in marks)
                and not any(known in line for known in QUIET)]

    # Its windows

    def windows(self):
        return xinput.windows_of(self.pid) if self.pid else []

    def main_window(self):
        plain = [window for window in self.windows() if not window.popup]
        if not plain:
            raise DriverError("%s has no window on the screen" % self.name)
        return max(plain, key=lambda window: window.frame[2] * window.frame[3])

    def popups(self):
        """Popovers, menus and tooltips that are on the screen."""
        return [window for window in self.windows() if window.popup]

    def popovers(self):
        """Popovers and menus, without tooltips, which come whenever the pointer rests."""
        return [window for window in self.windows() if window.popup and not window.tooltip]

    def resize(self, width, height):
        """Makes the window width x height, not counting its shadow."""
        window = self.main_window()
        left, right, top, bottom = window.shadow
        xinput.xdo("windowsize", window.id, width + left + right, height + top + bottom)
        return wait_until(lambda: self._settled_frame((width, height)), WAIT,
                          "the window to be %d x %d (it may not get that small; now %r)"
                          % (width, height, window))

    def _settled_frame(self, size):
        window = self.main_window()
        frames = [child for child in self.frames() if child.role == "frame"]
        return (window.frame[2:] == tuple(size) and window if any(
            frame.extents()[2:] == tuple(size) for frame in frames) else None)

    def move_to(self, x, y):
        """Moves the window's visible corner to x, y."""
        window = self.main_window()
        left, _, top, _ = window.shadow
        xinput.xdo("windowmove", window.id, x - left, y - top)
        wait_until(lambda: self.main_window().frame[:2] == (x, y), WAIT,
                   "the window to stand at %d, %d" % (x, y))

    def wait_painted(self, seconds=5):
        """Waits until the screen has stopped changing: three pictures of it in a row are equal.
        Something may blink or spin for ever, so the end of the time is no error."""
        last, same = None, 0
        deadline = time.monotonic() + seconds
        while same < 2 and time.monotonic() < deadline:
            now = xinput.fingerprint(self.main_window().frame)
            same = same + 1 if now == last else 0
            last = now

    def screenshot(self, path, window=False):
        """A PNG of the screen, or of the window alone (with what lies over it)."""
        xinput.screenshot(path, self.main_window().frame if window else None)
        return path

    # Its things

    def tree(self, hidden=False):
        if not self.root:
            raise DriverError("%s is not in the accessibility tree: wait_window() first"
                              % self.name)
        return self.root.snapshot(hidden)

    def frames(self):
        """The windows alone: far less to read than the tree."""
        if not self.root:
            raise DriverError("%s is not in the accessibility tree: wait_window() first"
                              % self.name)
        return self.root.snapshot_children().children

    def dump(self, limit=400):
        try:
            return self.tree().dump(limit)
        except (AccessError, DriverError) as error:
            return str(error)

    def find_all(self, role=None, within=None, hidden=False, **how):
        """All that match now, in tree order. role is a name or a tuple of names."""
        if role == "frame" and within is None:
            nodes = self.frames()
        else:
            nodes = (within.snapshot(hidden) if within is not None else self.tree(hidden)).walk()
        return self.pick(nodes, role=role, hidden=hidden, **how)

    @staticmethod
    def pick(nodes, role=None, name=None, name_prefix=None, name_contains=None, states=(),
             without=(), match=None, hidden=False):
        """Those of the nodes that match, as they were when they were read."""
        roles = (role,) if isinstance(role, str) else role
        roles = roles and {normal_role(each) for each in roles}
        states = {states} if isinstance(states, str) else set(states)
        without = {without} if isinstance(without, str) else set(without)
        return [node for node in nodes
                if (not roles or node.role in roles)
                and (name is None or node.name == name)
                and (name_prefix is None or node.name.startswith(name_prefix))
                and (name_contains is None or name_contains in node.name)
                and states <= node.states and not without & node.states
                and (hidden or node.role == "application" or "visible" in node.states)
                and (match is None or match(node))]

    def find(self, role=None, name=None, seconds=WAIT, quick=False, index=0, **how):
        """Waits for the first (or index-th) match; quick looks once and may return None."""
        def look():
            found = self.find_all(role=role, name=name, **how)
            return found[index] if len(found) > index else None

        if quick:
            return look()
        wanted = {"role": role, "name": name, **how}
        return wait_until(look, seconds, "something with " + ", ".join(
            "%s=%r" % item for item in wanted.items() if item[1] not in (None, (), False)))

    def wait_gone(self, seconds=WAIT, **how):
        wait_until(lambda: not self.find_all(**how), seconds, "%r to go" % how)

    def origin(self, node):
        """Where on the screen the window or popover that holds the node has its corner."""
        return wait_until(lambda: self._origin_now(node), WAIT,
                          "a window on the screen of the size of the one of %r: there is %r"
                          % (node, self.windows()))

    def _origin_now(self, node):
        windows = self.windows()
        popups = [window for window in windows if window.popup and not window.tooltip]
        frame = None
        for each in [node, *node.ancestors()]:
            if each.role == "application":
                break
            x, y, width, height = each.extents()
            for popup in popups:
                # The X window is a few pixels higher than the popover where that has an arrow.
                if (each.role != "frame" and width == popup.outer[2]
                        and 0 <= popup.outer[3] - height <= 10):
                    return popup.outer[0] - x, popup.outer[1] - y
            frame = each
        size = frame.extents()[2:]
        fitting = [window for window in windows
                   if not window.popup and window.frame[2:] == size]
        named = [window for window in fitting if window.title == frame.name]
        return (named or fitting)[0].frame[:2] if fitting else None

    def rectangle(self, node):
        x, y, width, height = node.extents()
        left, top = self.origin(node)
        return left + x, top + y, width, height

    # Pointer and keys

    press_key = staticmethod(xinput.press_key)
    type_text = staticmethod(xinput.type_text)
    click_at = staticmethod(xinput.click)
    drag = staticmethod(xinput.drag)
    wheel = staticmethod(xinput.wheel)
    move_pointer = staticmethod(xinput.move)
    hold = staticmethod(xinput.Held)

    def click(self, node, count=1, modifiers=(), button=1):
        """Clicks the middle of something, once it has stopped moving, scrolled into sight."""
        x, y, width, height = self.steady_rectangle(node)
        xinput.click(x + width // 2, y + height // 2, count, modifiers, button)

    def steady_rectangle(self, node):
        """The node's rectangle once it is on the screen and the same twice in a row."""
        last = [None]

        def steady():
            now = self.rectangle(node)
            same = now == last[0] and now[2] > 0 and now[3] > 0
            last[0] = now
            return now if same else None

        return wait_until(steady, WAIT, "%r to have a steady place" % node, every=0.03)

    def click_button(self, name, match=None, **how):
        """A message has its buttons twice, in a row and one below the other: the one that is within
        the window is clicked."""
        roles = ("push button", "toggle button", "check box", "radio button", "menu item")
        self.click(self.find(role=roles, name=name, **how, match=lambda node: (
            match is None or match(node)) and self._within_width(node)))

    def click_button_until(self, name, condition, what, **how):
        """Clicks a button until the condition holds: a click that comes while a menu is still letting go of the
        pointer is lost. Only for what a second click does not undo."""
        for tries_left in (2, 1, 0):
            self.click_button(name, **how)
            try:
                return wait_until(condition, WAIT / 2, what)
            except DriverError:
                if not tries_left:
                    raise

    @staticmethod
    def _within_width(node):
        dialog = next((each for each in node.ancestors() if each.role == "dialog"), None)
        if dialog is None:
            return True
        x, _, width, _ = node.extents()
        return x >= 0 and x + width <= dialog.extents()[2]

    # Scholiast's own things, by their stable names

    def view(self, title=None, seconds=WAIT):
        """The document view: the multi-line text named by the document's title."""
        node = self.find(role="text", name=title, states="multi_line", seconds=seconds)
        return TextView(self, node)

    def palette_row(self, label, **how):
        return self.find(role=("list item", "push button", "toggle button"), name=label, **how)

    def document_row(self, title, status=None, **how):
        if status:
            return self.find(role="list item", name="%s, %s" % (title, status), **how)
        return self.find(role="list item", name_prefix=title + ", ", **how)

    def span_row(self, label, text, start, end, **how):
        return self.find(role="list item", name_prefix="%s: %s, %d–%d"
                         % (label, text, start, end), **how)

    def problem_row(self, message, **how):
        return self.find(role="list item", name_prefix=message, **how)

    def toast(self, text, seconds=WAIT):
        """A label somewhere that contains the text: toasts have no role of their own."""
        return self.find(role="label", name_contains=text, seconds=seconds)

    def press_toast_button(self, text, button="Undo"):
        toast = self.toast(text)
        for parent in toast.ancestors():
            found = [node for node in parent.walk()
                     if node.role == "push button" and node.name == button]
            if found:
                return self.click(found[0])
        raise DriverError("The toast “%s” has no button “%s”" % (text, button))


def copy_corpus(source, target):
    """A copy of a corpus folder that can be written, without anything private to the program."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".scholiast"))
    for path in [pathlib.Path(target), *pathlib.Path(target).rglob("*")]:
        path.chmod(path.stat().st_mode | 0o600 | (0o100 if path.is_dir() else 0))
    return pathlib.Path(target)


# What is on the disk

def layers(corpus):
    folder = pathlib.Path(corpus) / "annotations"
    return sorted(path.name for path in folder.glob("*") if path.is_dir())


def layer_path(corpus, layer, document):
    return pathlib.Path(corpus) / "annotations" / layer / (document + ".json")


def load_layer(corpus, layer, document):
    """The layer document as a dict, or None when there is none. A file that is not JSON is an
    error at once: files are only ever replaced whole."""
    try:
        return json.loads(layer_path(corpus, layer, document).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def spans(corpus, layer, document):
    return (load_layer(corpus, layer, document) or {}).get("spans", [])


def find_span(corpus, layer, document, start, end, label=None):
    """The span with exactly this one range, or None. layer None looks through all layers."""
    for name in layers(corpus) if layer is None else [layer]:
        for span in spans(corpus, name, document):
            if span["ranges"] == [[start, end]] and label in (None, span["label"]):
                return span
    return None


def wait_span(corpus, layer, document, start, end, label=None, seconds=15):
    return wait_until(lambda: find_span(corpus, layer, document, start, end, label), seconds,
                      "a span %s [%d, %d) of %s on the disk" % (label, start, end, document))


def wait_no_span(corpus, layer, document, start, end, label=None, seconds=15):
    wait_until(lambda: not find_span(corpus, layer, document, start, end, label), seconds,
               "no span %s [%d, %d) of %s on the disk" % (label, start, end, document))
