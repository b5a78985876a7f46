#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The labels in the window of the scheme, by mouse and keys: each gesture is one named step, stands in
scheme.json, and is undone and done again."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span
from labeleditor import (ITEM, TEXT, click, close_editor, editor, ids, in_editor, label,
                         labels_in, names, open_editor, press_button, row, select, set_key,
                         start, step, type_into, undo_redo, wait_member, wait_scheme, wait_step)


def test_open(t):
    corpus, app = start(t)
    open_editor(app)
    t.equal(names(app), ["Person", "Place", "Quay", "Claim", "Boat"], "the labels")
    t.true("focused" in row(app, "Person").states, "the keyboard is in the tree")
    app.press_key("Escape")
    app.wait_gone(role="frame", name_prefix="Scheme: ")
    # By the menu, and by the menu of a label's row in the palette.
    app.click_button("Main menu")
    app.click(app.find(role=ITEM, name="Scheme"))
    editor(app)
    app.press_key("ctrl+w")
    app.wait_gone(role="frame", name_prefix="Scheme: ")
    app.click(app.palette_row("Quay"), button=3)
    app.click(app.find(role=ITEM, name="Edit Label…"))
    t.becomes(lambda: "selected" in row(app, "Quay").states, "the label to be selected")
    t.quiet(app)


def test_add_and_use(t):
    corpus, app = start(t)
    open_editor(app)
    app.press_key("Insert")
    entry = app.find(role="text", name="Name of the label", states="focused")
    app.type_text("Person")
    app.find(role="label", name="There is a label of this name already")
    app.press_key("ctrl+a")
    app.type_text("Ship")
    t.becomes(lambda: entry.text() == "Ship", "the name")
    app.press_key("Return")
    wait_scheme(t, corpus, lambda scheme: "ship" in [each["id"] for each in scheme["labels"]],
                "the label on the disk")
    made = label(corpus, "ship")
    t.equal((made["kind"], ids(corpus)), ("entity", ["person", "ship", "place", "quay", "claim",
                                                     "boat"]), "kind and place")
    wait_step(t, app, "New Label “Ship”")
    t.becomes(lambda: "selected" in row(app, "Ship").states, "the new row to be selected")
    # At once in the main window: palette and key.
    app.palette_row("Ship")
    close_editor(app)
    app.view().select_words("Albatros")
    app.press_key(made["key"])
    corpus.wait_pairs([("ship", "Albatros")])
    open_editor(app)
    t.becomes(lambda: "1 annotation" == row(app, "Ship").description(), "the count")
    # One history: the editor's undo takes the annotation away first, then the label.
    press_button(app, "Undo")
    corpus.wait_pairs([])
    press_button(app, "Undo")
    t.becomes(lambda: "ship" not in ids(corpus), "the label to be gone", 15)
    press_button(app, "Redo")
    t.becomes(lambda: label(corpus, "ship") == made, "the same label again", 15)
    t.quiet(app)


def test_rename(t):
    corpus, app = start(t, [span(TEXT, "person", "Mara Austin")])
    open_editor(app)
    select(app, "Person")
    type_into(app, "Name", "People")
    wait_member(t, corpus, "person", "name", "People")
    wait_step(t, app, "Rename “Person” to “People”")
    row(app, "People")
    app.palette_row("People")
    undo_redo(t, app, lambda: wait_member(t, corpus, "person", "name", "Person"),
              lambda: wait_member(t, corpus, "person", "name", "People"))
    # A name that is taken is refused beside the entry; Escape takes it back.
    type_into(app, "Name", "Place")
    t.becomes(lambda: "already" in in_editor(app, "text", "Name").description(), "the complaint")
    app.press_key("Escape")
    t.becomes(lambda: in_editor(app, "text", "Name").description() == "", "no complaint")
    t.equal(label(corpus, "person")["name"], "People", "the name")
    # What is typed is taken over when the keyboard goes elsewhere.
    app.click(in_editor(app, "text", "Name"))
    app.press_key("ctrl+a")
    app.type_text("Folk")
    select(app, "Place")
    wait_member(t, corpus, "person", "name", "Folk")
    wait_member(t, corpus, "place", "name", "Place")
    t.equal(labels_in(corpus, corpora.LAYER, "port.txt"), ["person"], "the annotation's label")
    t.quiet(app)


def test_colour(t):
    corpus, app = start(t)
    open_editor(app)
    select(app, "Claim")
    in_editor(app, "label", "Hard to read in the light style: drawn darker there")
    app.click(app.find(role="push button", name_prefix="Use the Nearest Readable", within=editor(app)))
    in_editor(app, "label", "Readable in the light and the dark style")
    wait_step(t, app, "Change Colour of “Claim”")
    wait_scheme(t, corpus, lambda _: label(corpus, "claim")["color"] != "#e5a50a", "a colour")
    nearest = label(corpus, "claim")["color"]
    press_button(app, "Teal (#188d7c)")
    wait_member(t, corpus, "claim", "color", "#188d7c")
    undo_redo(t, app, lambda: wait_member(t, corpus, "claim", "color", nearest),
              lambda: wait_member(t, corpus, "claim", "color", "#188d7c"))
    select(app, "Quay")
    press_button(app, "Blue (#2d88e2)")
    in_editor(app, "label", "Hard to tell from “Person”")
    t.quiet(app)


def test_keys(t):
    corpus, app = start(t)
    open_editor(app)
    select(app, "Quay")
    set_key(app, "x")
    wait_member(t, corpus, "quay", "key", "x")
    wait_step(t, app, "Change Key of “Quay”")
    # One that the text needs, with the reason.
    set_key(app, "period")
    app.find(role="label", name_prefix="This key has a meaning in the text: The last label again")
    # One that another label has: swapped in one step.
    set_key(app, "e")
    in_editor(app, "label", "E is the key of “Person”")
    press_button(app, "Swap: “Person” Gets X")
    wait_member(t, corpus, "quay", "key", "e")
    wait_member(t, corpus, "person", "key", "x")
    wait_step(t, app, "Swap Keys of “Quay” and “Person”")
    undo_redo(t, app, lambda: wait_member(t, corpus, "person", "key", "e"),
              lambda: wait_member(t, corpus, "person", "key", "x"))
    # The key of a retired label is free; none at all is possible.
    set_key(app, "b")
    wait_member(t, corpus, "quay", "key", "b")
    set_key(app, "BackSpace")
    wait_member(t, corpus, "quay", "key", None)
    app.find(name="Key: none", within=editor(app))
    # Its key works in the text.
    close_editor(app)
    app.view().select_words("Ada Quint")
    app.press_key("x")
    corpus.wait_pairs([("person", "Ada Quint")])
    t.quiet(app)


def test_meaning(t):
    corpus, app = start(t)
    open_editor(app)
    select(app, "Person")
    click(app, in_editor(app, "text", "Description"))
    app.type_text("A human being")
    app.press_key("ctrl+Return")
    wait_member(t, corpus, "person", "description", "A human being")
    wait_step(t, app, "Describe “Person”")
    type_into(app, "Add Example", "Ada Quint")
    wait_member(t, corpus, "person", "examples", ["Mara Austin", "the pilots", "Ada Quint"])
    wait_step(t, app, "Add Example of “Person”")
    type_into(app, "Example 2", "two pilots")
    wait_member(t, corpus, "person", "examples", ["Mara Austin", "two pilots", "Ada Quint"])
    app.press_key("alt+Up")
    wait_member(t, corpus, "person", "examples", ["two pilots", "Mara Austin", "Ada Quint"])
    wait_step(t, app, "Move Example of “Person”")
    buttons = app.find_all(role="push button", name="Remove", within=editor(app))
    click(app, buttons[0])
    wait_member(t, corpus, "person", "examples", ["Mara Austin", "Ada Quint"])
    undo_redo(t, app, lambda: wait_member(t, corpus, "person", "examples",
                                          ["two pilots", "Mara Austin", "Ada Quint"]),
              lambda: wait_member(t, corpus, "person", "examples", ["Mara Austin", "Ada Quint"]))
    type_into(app, "Add Counter-Example", "Swedes")
    wait_member(t, corpus, "person", "counterexamples", ["Swedes"])
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
