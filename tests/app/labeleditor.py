# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor of the labels for window tests: a corpus with a small scheme, what the editor shows, and
what stands on the disk."""

import json

import corpora
import driver
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
    return next((each for each in scheme_of(corpus).get("labels", []) if each["id"] == ident), None)


def ids(corpus):
    return [each["id"] for each in scheme_of(corpus).get("labels", [])]


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


def set_key(app, key):
    app.click(app.find(name_prefix="Key: ", within=editor(app)))
    app.find(name="Press a key, or Escape", within=editor(app))
    app.press_key(key)


def drag(app, name, target, share):
    x, y, _, height = app.steady_rectangle(row(app, name))
    to_x, to_y, _, to_height = app.steady_rectangle(row(app, target))
    app.drag((x + 60, y + height // 2), (to_x + 60, to_y + int(to_height * share)), steps=12)


def mine():
    return [span(TEXT, "person", "Mara Austin"), span(TEXT, "quay", "north quay"),
            span(TEXT, "place", "Kessel")]


def theirs():
    return [span(TEXT, "quay", "north quay", by=OTHER), span(TEXT, "quay", "Kessel", by=OTHER)]


def pick_target(app, dialog, name):
    """Chooses a label in the dialog's drop-down."""
    app.click(app.find(within=dialog, match=lambda node: node.name in (
        "Merge into", "Another label") and node.role in ("combo box", "push button",
                                                         "toggle button")))
    found = wait_until(lambda: app.find_all(role="label", name=name, within=dialog), 10,
                       "the choice " + name)
    app.click(found[-1])


def delete(app, name, choice):
    select(app, name)
    press_button(app, "Delete…")
    dialog = app.find(role="frame", name="Delete “%s”" % name)
    app.click(app.find(role=("radio button", "check box"), name=choice, within=dialog))
    return dialog


def confirm(app, dialog):
    app.click(app.find(role="push button", name="Delete", within=dialog))
    app.wait_gone(role="frame", name=dialog.name)
