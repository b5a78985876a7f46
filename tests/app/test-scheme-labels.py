#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The labels in the window of the scheme, by mouse and keys: each gesture is one named step, stands in
scheme.json and in the annotations of all layers, and is undone and done again."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import driver
import tap
from corpora import span
from waiting import wait_until

TEXT = ("Mara Austin met the harbour pilots on Monday. The north quay of Kessel is closed, said Ada "
        "Quint, who owns two ferries.\n\nNobody spoke. The Albatros left at noon.\n")
SIZE = (1240, 840)
OTHER = "second"
SCHEME = {"format": "scholiast-scheme", "version": 1, "revision": 7, "name": "Small", "labels": [
    {"id": "person", "name": "Person", "kind": "entity", "color": "#3584e4", "key": "e",
     "examples": ["Mara Austin", "the pilots"]},
    {"id": "place", "name": "Place", "kind": "entity", "color": "#26a269", "key": "a"},
    {"id": "quay", "name": "Quay", "kind": "entity", "color": "#c64600", "key": "q"},
    {"id": "claim", "name": "Claim", "kind": "claim", "color": "#e5a50a", "key": "c"},
    {"id": "boat", "name": "Boat", "kind": "entity", "color": "#9141ac", "key": "b",
     "retired": True}]}
ITEM = ("menu item", "push button")


def start(t, spans=(), other=(), scheme=SCHEME, **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT, "sea.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None)
    if other:
        layer = corpus.folder / "annotations" / OTHER
        layer.mkdir(parents=True)
        corpora.put(layer / "layer.json", {"format": "scholiast-layer", "version": 1,
                                           "annotator": OTHER, "role": "annotator"})
        corpora.put_layer_document(corpus.folder, layer, "sea.txt", list(other), "in-progress", [])
    corpora.put(corpus.folder / "scheme.json", scheme)
    app = t.start(args=[corpus], size=SIZE, **how)
    app.view()
    return corpus, app


def scheme_of(corpus):
    return json.loads((corpus.folder / "scheme.json").read_text(encoding="utf-8"))


def label(corpus, ident):
    return next((each for each in scheme_of(corpus)["labels"] if each["id"] == ident), None)


def ids(corpus):
    return [each["id"] for each in scheme_of(corpus)["labels"]]


def wait_scheme(t, corpus, condition, what):
    t.becomes(lambda: condition(scheme_of(corpus)), what, 15)


def wait_member(t, corpus, ident, member, value):
    t.becomes(lambda: (label(corpus, ident) or {}).get(member) == value,
              "%s of %s to be %r on the disk" % (member, ident, value), 15)


def labels_in(corpus, layer, document):
    return sorted(each["label"] for each in driver.spans(corpus.folder, layer, document))


def wait_labels(t, corpus, mine, theirs=None):
    t.becomes(lambda: labels_in(corpus, corpora.LAYER, "port.txt") == sorted(mine),
              "my labels to be %r" % (mine,), 15)
    if theirs is not None:
        t.becomes(lambda: labels_in(corpus, OTHER, "sea.txt") == sorted(theirs),
                  "their labels to be %r" % (theirs,), 15)


def editor(app):
    return app.find(role="frame", name_prefix="Scheme: ")


def open_editor(app):
    app.press_key("ctrl+shift+l")
    frame = editor(app)
    wait_until(lambda: "active" in editor(app).now_states(), 10, "the editor to be active")
    return frame


def close_editor(app):
    app.press_key("Escape")
    app.wait_gone(role="frame", name_prefix="Scheme: ")
    app.activate()


def in_editor(app, role, name, **how):
    return app.find(role=role, name=name, within=editor(app), **how)


def reveal(app, node):
    """Scrolls the form until the node is in the window."""
    def visible():
        x, y, width, height = app.rectangle(node)
        left, top = app.origin(node)
        _, _, frame_width, frame_height = editor(app).extents()
        if height > 0 and y >= top + 60 and y + height <= top + frame_height - 20:
            return True
        app.wheel(left + frame_width - 60, top + frame_height // 2, 3 if y > top + 60 else -3)
        return False

    wait_until(visible, 20, "%r to be in sight" % node)


def click(app, node):
    reveal(app, node)
    app.click(node)


def row(app, name):
    return in_editor(app, "list item", name)


def names(app):
    """The rows of the tree, from top to bottom."""
    rows = in_editor(app, "list", "Labels of the scheme").children
    found = [each for each in rows if each.role == "list item" and "visible" in each.states]
    return [each.name for each in sorted(found, key=lambda each: each.extents()[1])]


def select(app, name):
    app.click(row(app, name))
    wait_until(lambda: "selected" in row(app, name).states, 10, "the row %s to be selected" % name)


def press_button(app, name):
    app.click(in_editor(app, "push button", name))


def press_undo(app, text):
    """The button of a toast in the editor."""
    toast = in_editor(app, "label", text)
    own = next(parent for parent in toast.ancestors() if any(
        node.role == "push button" and node.name == "Undo" for node in parent.walk()))
    app.click([node for node in own.walk() if node.name == "Undo"][0])


def step(app):
    return in_editor(app, "push button", "Undo").description()


def wait_step(t, app, name):
    t.becomes(lambda: step(app) == name, "the undo step “%s”" % name)


def undo_redo(t, app, undone, done):
    """Both by keys, each checked on the disk."""
    app.press_key("ctrl+z")
    undone()
    app.press_key("ctrl+shift+z")
    done()


def type_into(app, name, text):
    click(app, in_editor(app, "text", name))
    app.press_key("ctrl+a")
    app.type_text(text)
    app.press_key("Return")


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


def set_key(app, key):
    app.click(app.find(name_prefix="Key: ", within=editor(app)))
    app.find(name="Press a key, or Escape", within=editor(app))
    app.press_key(key)


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


def drag(app, name, target, share):
    x, y, _, height = app.steady_rectangle(row(app, name))
    to_x, to_y, _, to_height = app.steady_rectangle(row(app, target))
    app.drag((x + 60, y + height // 2), (to_x + 60, to_y + int(to_height * share)), steps=12)


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


def mine():
    return [span(TEXT, "person", "Mara Austin"), span(TEXT, "quay", "north quay"),
            span(TEXT, "place", "Kessel")]


def theirs():
    return [span(TEXT, "quay", "north quay", by=OTHER), span(TEXT, "quay", "Kessel", by=OTHER)]


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


def pick_target(app, dialog, name):
    """Chooses a label in the dialog's drop-down."""
    app.click(app.find(within=dialog, match=lambda node: node.name in (
        "Merge into", "Another label") and node.role in ("combo box", "push button",
                                                         "toggle button")))
    found = wait_until(lambda: app.find_all(role="label", name=name, within=dialog), 10,
                       "the choice " + name)
    app.click(found[-1])


def test_delete_unused(t):
    corpus, app = start(t, mine())
    open_editor(app)
    select(app, "Claim")
    app.press_key("Delete")
    t.becomes(lambda: "claim" not in ids(corpus), "the label to be gone", 15)
    press_undo(app, "“Claim” deleted")
    t.becomes(lambda: "claim" in ids(corpus), "the label to be back", 15)
    t.quiet(app)


def delete(app, name, choice):
    select(app, name)
    press_button(app, "Delete…")
    dialog = app.find(role="frame", name="Delete “%s”" % name)
    app.click(app.find(role=("radio button", "check box"), name=choice, within=dialog))
    return dialog


def confirm(app, dialog):
    app.click(app.find(role="push button", name="Delete", within=dialog))
    app.wait_gone(role="frame", name=dialog.name)


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
