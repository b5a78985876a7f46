#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences, with the text that shows what they do; and what comes back: preferences and the
selected annotation of each document."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
SIZE = (1200, 800)


def start(t):
    spans = [span(TEXT, "person", "Ada Quint"), span(TEXT, "place", "Kessel")]
    corpus = corpora.write(t.folder("corpus"), {"a.txt": TEXT, "b.txt": TEXT}, {"a.txt": spans})
    return corpus, t.start(args=[corpus], size=SIZE)


def selected_row(app):
    rows = app.find(role="list", name="Spans").children
    return next((row.name for row in rows if "selected" in row.states), None)


def open_preferences(app):
    app.press_key("ctrl+comma")
    return app.find(role="text", name="Preview", states="multi_line")


def test_selection_comes_back(t):
    corpus, app = start(t)
    view = app.view()
    view.click_char(TEXT.index("Ada") + 1)
    # An edit gives the corpus the id by which it is known again.
    app.press_key("g")
    t.becomes(lambda: (selected_row(app) or "").startswith("Group: Ada"), "selected")
    app.press_key("ctrl+Page_Down")
    app.view("b.txt")
    app.press_key("ctrl+Page_Up")
    app.view("a.txt")
    t.becomes(lambda: (selected_row(app) or "").startswith("Group: Ada"), "selected again")
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    app.view("a.txt")
    t.becomes(lambda: (selected_row(app) or "").startswith("Group: Ada"),
              "selected after a restart")
    app.press_key("Escape", "ctrl+Page_Down")
    app.view("b.txt")
    app.press_key("ctrl+Page_Up")
    app.view("a.txt")
    t.becomes(lambda: selected_row(app) is None, "nothing selected")
    t.quiet(app)


# Last, because the name that it gives stays.

def test_preferences(t):
    corpus, app = start(t)
    view = app.view()
    preview = open_preferences(app)
    t.true("Ada Quint" in preview.text(), "the preview's text")
    entry = app.find(name="Your name", states="editable")
    app.click(entry)
    app.type_text("Dana K")
    t.becomes(lambda: entry.text() == "Dana K", "the name")
    for name in ("Snap to words", "Join clusters by itself", "Line width", "Line spacing",
                 "Keys of the labels", "Label chips above annotations", "Style"):
        app.find(name=name)
    app.press_key("Escape")
    app.wait_gone(role="text", name="Preview")
    view.click_char(TEXT.index("Kessel") + 1)
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    open_preferences(app)
    t.becomes(lambda: app.find(name="Your name", states="editable").text() == "Dana K",
              "the name after a restart")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals(), persistent_settings=True)
