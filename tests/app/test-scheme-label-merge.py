#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels merged and deleted in the window of the scheme, with annotations in two layers, checked in the
files of both; undone and done again."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import tap
from labeleditor import (click, confirm, delete, ids, label, mine, open_editor, pick_target,
                         press_button, press_undo, select, start, theirs, undo_redo,
                         wait_labels, wait_member, wait_step)


def test_merge(t):
    corpus, app = start(t, mine(), theirs())
    open_editor(app)
    select(app, "Quay")
    press_button(app, "Merge Into…")
    dialog = app.find(role="frame", name="Merge “Quay”")
    app.find(role="label", name="“Quay” is the label of 3 annotations in 2 layers, 2 documents.")
    app.find(role="label", name="1 document", within=dialog)
    pick_target(app, dialog, "Place")
    app.click(app.find(role="push button", name="Merge", within=dialog))
    wait_labels(t, corpus, ["person", "place", "place"], ["place", "place"])
    t.becomes(lambda: label(corpus, "quay") is None, "the label to be gone", 15)
    wait_member(t, corpus, "place", "replaces", ["quay"])
    app.toast("3 annotations are “Place” now")
    wait_step(t, app, "Merge “Quay” into “Place”")
    undo_redo(t, app,
              lambda: wait_labels(t, corpus, ["person", "place", "quay"], ["quay", "quay"]),
              lambda: wait_labels(t, corpus, ["person", "place", "place"], ["place", "place"]))
    t.becomes(lambda: "quay" not in ids(corpus), "the label gone again", 15)
    t.quiet(app)


def test_delete_unused(t):
    corpus, app = start(t, mine())
    open_editor(app)
    select(app, "Claim")
    app.press_key("Delete")
    t.becomes(lambda: "claim" not in ids(corpus), "the label to be gone", 15)
    press_undo(app, "“Claim” deleted")
    t.becomes(lambda: "claim" in ids(corpus), "the label to be back", 15)
    t.quiet(app)


def test_delete_and_relabel(t):
    corpus, app = start(t, mine(), theirs())
    open_editor(app)
    dialog = delete(app, "Quay", "Give them another label")
    pick_target(app, dialog, "Person")
    confirm(app, dialog)
    wait_labels(t, corpus, ["person", "person", "place"], ["person", "person"])
    wait_member(t, corpus, "person", "replaces", ["quay"])
    wait_step(t, app, "Delete Label “Quay”")
    undo_redo(t, app,
              lambda: wait_labels(t, corpus, ["person", "place", "quay"], ["quay", "quay"]),
              lambda: wait_labels(t, corpus, ["person", "person", "place"], ["person", "person"]))
    t.quiet(app)


def test_delete_and_keep(t):
    corpus, app = start(t, mine(), theirs())
    open_editor(app)
    confirm(app, delete(app, "Quay", "Keep them as they are"))
    t.becomes(lambda: "quay" not in ids(corpus), "the label to be gone", 15)
    wait_labels(t, corpus, ["person", "place", "quay"], ["quay", "quay"])
    undo_redo(t, app, lambda: t.becomes(lambda: "quay" in ids(corpus), "the label back", 15),
              lambda: t.becomes(lambda: "quay" not in ids(corpus), "the label gone", 15))
    t.quiet(app)


def test_delete_and_remove(t):
    corpus, app = start(t, mine(), theirs())
    open_editor(app)
    confirm(app, delete(app, "Quay", "Remove them too"))
    wait_labels(t, corpus, ["person", "place"], [])
    t.becomes(lambda: "quay" not in ids(corpus), "the label to be gone", 15)
    app.toast("3 annotations removed")
    undo_redo(t, app,
              lambda: wait_labels(t, corpus, ["person", "place", "quay"], ["quay", "quay"]),
              lambda: wait_labels(t, corpus, ["person", "place"], []))
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
