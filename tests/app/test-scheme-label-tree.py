#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree of labels in the window of the scheme: moved, nested, retired, searched; a scheme without
labels, and one that cannot be changed."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span
from labeleditor import (SCHEME, SIZE, TEXT, drag, editor, ids, in_editor, label, names,
                         open_editor, press_button, press_undo, row, scheme_of, select, set_key,
                         start, undo_redo, wait_labels, wait_member, wait_step)


def test_order_and_nest(t):
    corpus, app = start(t)
    open_editor(app)
    select(app, "Quay")
    app.press_key("alt+Up")
    t.becomes(lambda: ids(corpus)[:3] == ["person", "quay", "place"], "the order", 15)
    wait_step(t, app, "Move “Quay”")
    t.becomes(lambda: names(app)[:3] == ["Person", "Quay", "Place"], "the rows")
    t.becomes(lambda: "focused" in row(app, "Quay").states, "the row to keep the keyboard")
    app.press_key("alt+Right")
    wait_member(t, corpus, "quay", "parent", "person")
    app.press_key("alt+Left")
    wait_member(t, corpus, "quay", "parent", None)
    app.press_key("alt+Down")
    t.becomes(lambda: ids(corpus)[:3] == ["person", "place", "quay"], "the old order", 15)
    # By the mouse: onto a row is below it, onto its upper edge before it.
    drag(app, "Quay", "Place", 0.5)
    wait_member(t, corpus, "quay", "parent", "place")
    drag(app, "Place", "Person", 0.1)
    t.becomes(lambda: names(app)[:3] == ["Place", "Quay", "Person"], "both to move", 15)
    t.becomes(lambda: ids(corpus)[:3] == ["place", "quay", "person"], "the order on the disk", 15)
    undo_redo(t, app, lambda: t.becomes(lambda: ids(corpus)[0] == "person", "the order undone", 15),
              lambda: t.becomes(lambda: ids(corpus)[0] == "place", "the order redone", 15))
    # Not into another kind.
    drag(app, "Quay", "Claim", 0.5)
    app.toast("A label can stand beside and below labels of its kind only")
    t.equal(label(corpus, "quay")["parent"], "place", "the parent")
    t.quiet(app)


def test_retire(t):
    corpus, app = start(t, [span(TEXT, "quay", "north quay")])
    open_editor(app)
    select(app, "Quay")
    press_button(app, "Retire")
    wait_member(t, corpus, "quay", "retired", True)
    wait_labels(t, corpus, ["quay"])
    app.wait_gone(role="list item", name="Quay", within=app.find(role="frame", name_contains="port"))
    t.becomes(lambda: names(app)[-2:] == ["Quay", "Boat"], "it is among the retired")
    press_undo(app, "“Quay” retired: its annotations are kept")
    wait_member(t, corpus, "quay", "retired", None)
    # One whose key another label has by now comes back without it.
    select(app, "Quay")
    set_key(app, "b")
    wait_member(t, corpus, "quay", "key", "b")
    select(app, "Boat")
    press_button(app, "Restore")
    wait_member(t, corpus, "boat", "retired", None)
    t.true("key" not in label(corpus, "boat"), "no key")
    app.toast("“Boat” is in use again, without its key")
    wait_step(t, app, "Restore “Boat”")
    undo_redo(t, app, lambda: wait_member(t, corpus, "boat", "retired", True),
              lambda: wait_member(t, corpus, "boat", "retired", None))
    t.quiet(app)


def test_search_and_empty(t):
    corpus, app = start(t, scheme=dict(SCHEME, labels=[]))
    open_editor(app)
    in_editor(app, "label", "No Labels")
    press_button(app, "Add a Label")
    app.find(role="text", name="Name of the label", states="focused")
    app.type_text("Harbour")
    app.press_key("Return")
    t.becomes(lambda: ids(corpus) == ["harbour"], "the first label", 15)
    press_button(app, "Undo")
    t.becomes(lambda: ids(corpus) == [], "no label", 15)
    in_editor(app, "label", "No Labels")
    t.quiet(app)


def test_search(t):
    corpus, app = start(t)
    open_editor(app)
    app.press_key("ctrl+f")
    app.find(role="entry", name="Search the scheme", states="focused")
    app.type_text("qua")
    t.becomes(lambda: names(app) == ["Quay"], "the rows that match")
    app.press_key("Escape")
    t.becomes(lambda: len(names(app)) == 5, "all rows")
    editor(app)
    t.quiet(app)


def test_read_only(t):
    # From a version that is not known: nothing may be changed.
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT})
    corpora.put(corpus.folder / "scheme.json", SCHEME)
    corpora.put(corpus.folder / "scholiast.json", {"format": "scholiast-corpus", "version": 99})
    app = t.start(args=[corpus], size=SIZE)
    app.find(role="label", name="Read-Only")
    open_editor(app)
    for name in ("Merge Into…", "Retire", "Delete…"):
        t.becomes(lambda: "sensitive" not in in_editor(app, "push button", name).states,
                  name + " to be off")
    app.press_key("Delete", "alt+Down")
    t.equal(names(app), ["Person", "Place", "Quay", "Claim", "Boat"], "the labels")
    t.equal(scheme_of(corpus), SCHEME, "the scheme on the disk")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
