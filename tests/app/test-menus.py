#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Menus of the second button and of the menu key, in the text and on rows."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span
from waiting import DriverError

TEXT = ("The harbour of Kessel stayed shut for nine days. Nobody spoke. “We lost it”, said Ada "
        "Quint.\n\nA second paragraph is here, so that something is below.\n")
SIZE = (1200, 800)


def spans():
    return [span(TEXT, "claim", "The harbour of Kessel stayed shut for nine days", ident="c1"),
            span(TEXT, "facility", "harbour of Kessel", ident="f1"),
            span(TEXT, "place", "Kessel", ident="p1"),
            span(TEXT, "time", "nine days", ident="t1")]


def start(t, records=(), **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": list(records)} if records else None, **how)
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app, app.view()


def pairs(records):
    return [(each["label"], each["text"]) for each in records]


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def selected_rows(app):
    return [row.name for row in app.find(role="list", name="Spans").children
            if "selected" in row.states]


def names(app):
    return [node.name for node in app.find_all(role="menu item")]


def open_menu(app, view, offset):
    """Clicks with the second button; once more where X lost the press beside a closing popover."""
    view.click_char(offset, button=3)
    try:
        app.find(role="menu item", seconds=3)
    except DriverError:
        view.click_char(offset, button=3)


def wait_menu(t, app, name):
    return app.find(role="menu item", name=name)


def choose(app, *path):
    for name in path:
        app.click(app.find(role="menu item", name=name))
    app.wait_gone(role="menu item", name=path[-1])


def close(app):
    name = names(app)[0]
    for _ in range(3):
        app.press_key("Escape")
        if not names(app):
            break
    app.wait_gone(role="menu item", name=name)


def clipboard():
    """What is on the clipboard, as another program gets it."""
    code = ("import gi\ngi.require_version('Gtk','4.0')\n"
            "from gi.repository import Gtk,Gdk,GLib\nGtk.init()\nl=GLib.MainLoop()\n"
            "def done(c,r):\n print(c.read_text_finish(r),end='')\n l.quit()\n"
            "Gdk.Display.get_default().get_clipboard().read_text_async(None,done)\n"
            "GLib.timeout_add_seconds(5,l.quit)\nl.run()\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20)
    return done.stdout


def test_selected_text(t):
    corpus, app, view = start(t)
    view.select_words("Nobody")
    open_menu(app, view, view.index("Nobody") + 2)
    wait_menu(t, app, "Annotate As")
    t.equal(view.text(*view.selection()), "Nobody", "the selection stays")
    choose(app, "Annotate As", "Person")
    corpus.wait_pairs([("person", "Nobody")])
    t.true("Person" in undo_name(app), "the name of the step")
    # The keyboard is back in the text: a label's key changes the label of the new span.
    app.press_key("g")
    corpus.wait_pairs([("group", "Nobody")])
    t.quiet(app)


def test_plain_text_and_sentence(t):
    corpus, app, view = start(t)
    open_menu(app, view, view.index("spoke") + 2)
    t.true("Copy Text" not in names(app), "nothing to copy in %r" % names(app))
    choose(app, "Select Sentence")
    t.becomes(lambda: view.selection() and view.text(*view.selection()) == "Nobody spoke.",
              "the sentence")
    open_menu(app, view, view.index("Nobody") + 2)
    choose(app, "Copy Text")
    t.becomes(lambda: clipboard() == "Nobody spoke.", "the text on the clipboard")
    app.press_key("Escape")
    open_menu(app, view, view.index("paragraph") + 2)
    choose(app, "Annotate Word As", "Work")
    corpus.wait_pairs([("work", "paragraph")])
    t.quiet(app)


def test_span(t):
    corpus, app, view = start(t, spans())
    inside = view.index("Kessel") + 2
    open_menu(app, view, inside)
    wait_menu(t, app, "Change Label")
    t.becomes(lambda: selected_rows(app) == [] or selected_rows(app)[0].startswith("Place"),
              "the innermost")
    choose(app, "Change Label", "Location")
    corpus.wait_pairs([("location" if label == "place" else label, text)
                       for label, text in pairs(spans())])
    # From the menu to an outer one, whose menu then is the one that opens there.
    open_menu(app, view, inside)
    choose(app, "Facility: harbour of Kessel")
    open_menu(app, view, inside)
    choose(app, "Delete")
    corpus.wait_pairs([("claim", "The harbour of Kessel stayed shut for nine days"),
                       ("location", "Kessel"), ("time", "nine days")])
    open_menu(app, view, view.index("nine days") + 1)
    choose(app, "One More With", "Date")
    corpus.wait_pairs([("claim", "The harbour of Kessel stayed shut for nine days"),
                       ("location", "Kessel"), ("time", "nine days"), ("date", "nine days")])
    app.press_key("ctrl+z", "ctrl+z", "ctrl+z")
    corpus.wait_pairs(pairs(spans()))
    t.quiet(app)


def test_doubt_note_and_copy(t):
    corpus, app, view = start(t, spans())
    open_menu(app, view, view.index("nine days") + 1)
    choose(app, "In Doubt")
    corpus.wait_load(lambda load: [each["id"] for each in load["spans"] if each.get("flag")]
                     == ["t1"], "the doubt")
    open_menu(app, view, view.index("nine days") + 1)
    choose(app, "In Doubt")
    corpus.wait_load(lambda load: not any(each.get("flag") for each in load["spans"]), "no doubt")
    app.press_key("ctrl+c")
    t.becomes(lambda: clipboard() == "nine days", "the span's text on the clipboard")
    open_menu(app, view, view.index("nine days") + 1)
    choose(app, "Note")
    app.type_text("why")
    app.press_key("Escape")
    corpus.wait_load(lambda load: any(each.get("note") == "why" for each in load["spans"]),
                     "the note")
    t.quiet(app)


def test_several(t):
    corpus, app, view = start(t, spans())
    view.click_char(view.index("Kessel") + 2)
    view.click_char(view.index("nine days") + 2, modifiers=["ctrl"])
    open_menu(app, view, view.index("nine days") + 2)
    t.true("One More With" not in names(app), "for one only: %r" % names(app))
    choose(app, "Change Label", "Event")
    corpus.wait_pairs([("event" if label in ("place", "time") else label, text)
                       for label, text in pairs(spans())])
    open_menu(app, view, view.index("nine days") + 2)
    choose(app, "Delete")
    corpus.wait_pairs([each for each in pairs(spans()) if each[0] in ("claim", "facility")])
    app.press_key("ctrl+z")
    app.press_key("ctrl+z")
    corpus.wait_pairs(pairs(spans()))
    t.quiet(app)


def test_chip(t):
    corpus, app, view = start(t, spans())
    x, y, _, _ = view.char_extents(view.index("nine days"))
    xinput.click(x + 5, y - 5, button=3)
    choose(app, "Delete")
    corpus.wait_pairs([each for each in pairs(spans()) if each[0] != "time"])
    t.quiet(app)


def test_parts(t):
    corpus, app, view = start(t, spans())
    view.click_char(view.index("nine days") + 1)
    view.select_words("Nobody")
    open_menu(app, view, view.index("Nobody") + 1)
    choose(app, "Add to “Time: nine days”")
    corpus.wait_pairs([("time", "nine days Nobody") if label == "time" else (label, text)
                       for label, text in pairs(spans())])
    # Not from its very edge, where the grip is.
    begin = view.index("nine")
    xinput.drag(view.middle(begin), view.edge(begin + 3, after=True))
    t.becomes(lambda: view.selection() == (begin, begin + 4), "the first word")
    open_menu(app, view, begin + 1)
    choose(app, "Take out of “Time: nine days … Nobody”")
    corpus.wait_load(lambda load: [each["text"] for each in load["spans"]
                                   if each["label"] == "time"][0].endswith("days Nobody"),
                     "without the first word")
    t.quiet(app)


def test_by_key(t):
    corpus, app, view = start(t, spans())
    view.click_char(view.index("nine days") + 1)
    app.press_key("shift+F10")
    wait_menu(t, app, "Change Label")
    close(app)
    app.press_key("Menu")
    wait_menu(t, app, "Change Label")
    # First item, into its submenu, and the first label there.
    app.press_key("Up")
    close(app)
    app.press_key("Delete")
    corpus.wait_pairs([each for each in pairs(spans()) if each[0] != "time"])
    view.place_caret(view.index("spoke"))
    app.press_key("shift+F10")
    wait_menu(t, app, "Annotate Word As")
    close(app)
    t.quiet(app)


def test_rows(t):
    corpus, app, view = start(t, spans())
    row = app.find(role="list item", name_prefix="Time: nine days")
    app.click(row, button=3)
    wait_menu(t, app, "Change Label")
    choose(app, "Delete")
    corpus.wait_pairs([each for each in pairs(spans()) if each[0] != "time"])
    # A label of the palette.
    app.press_key("Escape")
    app.click(app.palette_row("Place"), button=3)
    choose(app, "Arm for Every Drag")
    app.find(role="push button", name="Disarm Place")
    app.click(app.palette_row("Place"), button=3)
    choose(app, "Disarm")
    app.wait_gone(role="push button", name="Disarm Place")
    t.quiet(app)


def open_relation_menu(app, view):
    """Clicks upwards from the text until the relation's line is met."""
    view.click_char(view.index("lost") + 2)
    app.wait_painted()
    x, y, _, _ = view.char_extents(view.index("said"))
    for up in range(2, 30, 2):
        xinput.click(x + 10, y - up, button=3)
        app.wait_painted()
        if "Remove Relation" in names(app):
            break
        if names(app):
            close(app)
            view.click_char(view.index("lost") + 2)


def test_relation(t):
    records = [span(TEXT, "claim", "We lost it", ident="c2"),
               span(TEXT, "source", "Ada Quint", ident="s1")]
    corpus, app, view = start(t, records, relations={"port.txt": [
        {"id": "r1", "type": "attributed-to", "from": "c2", "to": "s1"}]})
    open_relation_menu(app, view)
    choose(app, "Change To", "mediated by")
    corpus.wait_load(lambda load: load["relations"][0]["type"] == "mediated-by", "the other type")
    t.true("Change Relation" in undo_name(app), "the name of the step: %s" % undo_name(app))
    # The same from the row of the relation.
    view.click_char(view.index("lost") + 2)
    form = app.find(role="list", name="Selected annotation")
    x, y, width, _ = app.rectangle(form)
    app.wheel(x + width // 3, y + 12, 20)
    app.click(app.find(name="Change the relation", role=("push button", "toggle button")))
    choose(app, "Change To", "attributed to")
    corpus.wait_load(lambda load: load["relations"][0]["type"] == "attributed-to", "back again")
    open_relation_menu(app, view)
    choose(app, "Remove Relation")
    corpus.wait_load(lambda load: not load.get("relations"), "no relation")
    t.true("Remove Relation" in undo_name(app), "the name of the step: %s" % undo_name(app))
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
