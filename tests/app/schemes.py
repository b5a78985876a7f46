# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the scheme's editor, for tests: its pages, rows, drop-downs, and what is on the disk."""

import json

import corpora
import xinput
from waiting import DriverError, wait_until

SECONDS = 25


def write(folder, documents, scheme, spans=None, relations=None, **more):
    """A corpus with a scheme of its own."""
    corpus = corpora.write(folder, documents, spans, relations=relations, **more)
    head = {"format": "scholiast-scheme", "version": 1, "revision": 1, "name": "Test"}
    corpora.put(corpus.folder / "scheme.json", {**head, **scheme})
    return corpus


def load(corpus):
    return json.loads((corpus.folder / "scheme.json").read_text(encoding="utf-8"))


def by_id(things, ident):
    for thing in things:
        if thing["id"] == ident:
            return thing
    return None


def label(corpus, ident):
    return by_id(load(corpus).get("labels", []), ident)


class Editor:
    """The editor's window, on a page."""

    def __init__(self, app, page):
        self.app = app
        self.page = None
        app.press_key("ctrl+shift+l")
        app.find(role="frame", name_prefix="Scheme:")
        app.find(role="push button", name="Undo", within=self.frame())
        if page:
            self.turn(page)

    def frame(self):
        return self.app.find(role="frame", name_prefix="Scheme:")

    def find(self, **how):
        """Waits until it is there; each look is at the window as it is."""
        seconds = how.pop("seconds", 15)
        return wait_until(lambda: self.look(**how), seconds, "in the scheme's window: %r" % how)

    def look(self, index=0, **how):
        """What is on the page (the others are in the tree as well), or anywhere else in the window."""
        frame = self.frame().snapshot()
        page = None
        if self.page and self.page != "Labels":
            page = next((node for node in frame.walk() if node.name == self.page
                         and node.role not in ("label", "list", "list item")), None)
        found = page and self.app.pick(page.walk(), **how)
        found = found or self.app.pick(frame.walk(), **how)
        return found[index] if len(found) > index else None

    def reveal(self, look):
        """Scrolls the form until the middle of what look() finds is within the window."""
        def seen():
            node = look()
            if node is None:
                return None
            if all(each.role != "scroll pane" for each in node.ancestors()):
                return node
            left, top, width, height = self.app.rectangle(self.frame())
            x, y, w, h = self.app.steady_rectangle(node)
            if top + 60 < y + h // 2 < top + height - 20:
                return node
            below = y + h // 2 >= top + height - 20
            xinput.move(left + width - 18, top + height // 2)
            xinput.wheel(left + width - 18, top + height // 2, 3 if below else -3)
            return None
        return wait_until(seen, 30, "what is below to come into sight")

    def click(self, **how):
        """Clicks what is found in the window, wherever the page has to be scrolled to."""
        self.app.click(self.reveal(lambda: self.look(**how)))

    def turn(self, page):
        self.app.click(self.find(role="label", name=page))
        self.page = page

    def row(self, name, **how):
        return self.find(role="list item", name_prefix=name, **how)

    def open(self, name):
        self.click(role="list item", name_prefix=name)

    def entry(self, name, **how):
        return self.find(role="text", name=name, **how)

    def type(self, name, text, **how):
        """Types into an entry, over what is there, and presses Enter."""
        self.click(role="text", name=name, **how)
        self.app.press_key("ctrl+a")
        if text:
            self.app.type_text(text)
        else:
            self.app.press_key("Delete")
        wait_until(lambda: self.entry(name, **how).text() == text, 10, "the text of " + name)
        self.app.press_key("Return")

    def add(self, name, text):
        self.type(name, text)
        wait_until(lambda: self.entry(name).text() == "", 10, "the entry to be empty again")

    def press(self, name, **how):
        self.click(role=("push button", "toggle button"), name=name, **how)

    def choose(self, row, item):
        """Opens a combo row and takes an item by its text."""
        self.click(role=("list item", "combo box"), name=row)
        self.take(item)

    def take(self, item):
        """An item of the list that has just opened."""
        def shown():
            widths = {popup.outer[2] for popup in self.app.popovers()}
            if not widths:
                return None
            for node in self.app.find_all(name=item):
                if node.role in ("label", "menu item", "check box", "push button") and any(
                        each.extents()[2] in widths for each in node.ancestors()
                        if each.role != "application"):
                    return node
            return None
        self.app.click(wait_until(shown, 10, "the item “%s” of a list" % item))
        wait_until(lambda: not self.app.popovers(), 10, "the list to close")

    def tick(self, chooser, *names):
        """Ticks names of a chooser, and closes its list."""
        self.click(role=("push button", "toggle button"), name_prefix=chooser + ":")
        for name in names:
            self.app.click(self.app.find(role="check box", name=name))
        self.app.press_key("Escape")
        wait_until(lambda: not self.app.popovers(), 10, "the list to close")

    def undo_name(self):
        button = self.look(role="push button", name="Undo")
        return button.description() if button else ""

    def undone(self, t, step, condition, what):
        """The step has this name; undo and redo lead there and back on the disk."""
        t.becomes(lambda: self.undo_name() == step, "the undo step “%s”" % step)
        t.becomes(condition, what, seconds=SECONDS)
        self.app.click(self.look(role="push button", name="Undo"))
        t.becomes(lambda: not condition(), what + ", undone", seconds=SECONDS)
        self.app.click(self.look(role="push button", name="Redo"))
        t.becomes(condition, what + ", redone", seconds=SECONDS)

    def close(self):
        self.app.press_key("Escape")
        try:
            self.app.wait_gone(role="frame", name_prefix="Scheme:", seconds=3)
        except DriverError:
            self.app.press_key("ctrl+w")
            self.app.wait_gone(role="frame", name_prefix="Scheme:")
