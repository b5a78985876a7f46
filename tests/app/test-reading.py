#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading mode: the text alone, nothing can be changed, the keyboard scrolls; and out of it again."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
LOG = "".join("Entry %d: the wind came from the west, and no ship left the harbour of Kessel.\n\n"
              % number for number in range(1, 61))
SIZE = (1024, 600)
PANELS = ({"role": "list", "name": "Documents"}, {"role": "panel", "name": "Inspector"})


def start(t, documents=None):
    corpus = corpora.write(t.folder("corpus"), documents or {"port.txt": TEXT},
                           None if documents else {"port.txt": [span(TEXT, "person",
                                                                     "Ada Quint")]})
    return corpus, t.start(args=[corpus], size=SIZE)


def panels(app):
    return [how["name"] for how in PANELS
            if any(node.extents()[2] > 0 for node in app.find_all(**how))]


def enter(app):
    app.click_button("Main menu")
    app.click(app.find(role=("menu item", "check menu item", "check box", "push button"),
                       name="Reading Mode"))
    app.find(role="push button", name="Leave reading mode")


def test_nothing_is_changed(t):
    corpus, app = start(t)
    view = app.view()
    before = corpus.load()
    wide = view.rectangle()[2]
    enter(app)
    t.becomes(lambda: panels(app) == [], "the panels to go; %r" % panels(app))
    t.becomes(lambda: view.rectangle()[2] > wide + 200, "the text to have the room")
    view.click_char(TEXT.index("Ada") + 1)
    app.press_key("Delete", "e", "F4", "period", "ctrl+z", "ctrl+Return", "F9")
    view.select_text(TEXT.index("Kessel"), TEXT.index("Kessel") + 6)
    app.press_key("w")
    t.equal(panels(app), [], "the panels stay away")
    t.equal(app.find_all(role="text", name="Find a label", states="showing"), [], "no list")
    app.press_key("Escape")
    t.becomes(lambda: len(panels(app)) == 2, "the panels to come back")
    app.wait_gone(role="push button", name="Leave reading mode")
    t.equal(corpus.load(), before, "what is on the disk")
    # Now it is for annotating again.
    view.click_char(TEXT.index("Ada") + 1)
    app.press_key("g")
    corpus.wait_pairs([("group", "Ada Quint")])
    t.quiet(app)


def test_keyboard_scrolls(t):
    corpus, app = start(t, {"log.txt": LOG})
    view = app.view()
    enter(app)

    def top():
        return view.char_extents(0)[1]

    first = top()
    app.press_key("space")
    t.becomes(lambda: top() < first - 150, "a page on")
    second = top()
    app.press_key("Page_Down")
    t.becomes(lambda: top() < second - 150, "another page on")
    app.press_key("Page_Up", "shift+space")
    t.becomes(lambda: abs(top() - first) < 8, "back at the start")
    app.click_button("Leave reading mode")
    t.becomes(lambda: len(panels(app)) == 2, "the panels")
    # The mode is not kept over a restart.
    enter(app)
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    t.becomes(lambda: len(panels(app)) == 2, "the panels after a restart")
    t.quiet(app)


def test_full_screen(t):
    corpus, app = start(t, {"log.txt": LOG})
    app.view()
    app.press_key("F11")
    t.becomes(lambda: app.main_window().outer[2] >= 1440, "full screen")
    enter(app)
    app.press_key("Escape")
    t.becomes(lambda: len(panels(app)) == 2, "the panels")
    app.press_key("F11")
    t.becomes(lambda: app.main_window().frame[2:] == SIZE, "the size from before")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals(), persistent_settings=True)
