#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers as a whole, in the window: copied, renamed, removed and brought back, blind; somebody
else's layer, and a corpus that cannot be changed."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import driver
import tap
from corpora import span
from waiting import DriverError, wait_until

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
SIZE = (1200, 800)
MENU = ("menu item", "radio button", "radio menu item", "check menu item", "check box",
        "push button")


def spans():
    return [span(TEXT, "person", "Mara Austin", cluster="mara"),
            span(TEXT, "person", "Ada Quint"), span(TEXT, "place", "Kessel")]


def write(t, annotator=None):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT}, {"port.txt": spans()},
                           clusters=[{"id": "mara", "kind": "entity", "name": "Mara Austin"}])
    if annotator:
        # Somebody else's: folder, annotator and what stands in the document.
        mine = corpus.folder / "annotations" / corpora.LAYER
        theirs = mine.rename(mine.with_name(annotator.lower()))
        corpora.put(theirs / "layer.json", {"format": "scholiast-layer", "version": 1,
                                            "annotator": annotator, "role": "annotator"})
    return corpus


def start(t, annotator=None):
    corpus = write(t, annotator)
    return corpus, t.start(args=[corpus], size=SIZE)


def rows(app):
    return app.find(role="list", name="Spans").children


def layer_button(app, title):
    return app.find(role="push button", name="Layer: " + title)


def open_menu(app, title, item, **how):
    """Opens the layer menu and returns an item; presses once more where X lost the press beside a
    closing popover."""
    app.click(layer_button(app, title))
    try:
        return app.find(role=MENU, name=item, seconds=3, **how)
    except DriverError:
        app.click(layer_button(app, title))
        return app.find(role=MENU, name=item, **how)


def choose(app, title, item, **how):
    app.click(open_menu(app, title, item, **how))


def info(corpus, layer):
    path = corpus.folder / "annotations" / layer / "layer.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def type_name(t, app, name):
    entry = app.find(name="Name of the layer", states="editable")
    app.press_key("ctrl+a")
    app.type_text(name)
    t.becomes(lambda: entry.text() == name, "the name")
    app.press_key("Return")


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def test_copy(t):
    corpus, app = start(t)
    t.becomes(lambda: len(rows(app)) == 3, "the spans")
    choose(app, corpora.LAYER, "Copy From…")
    app.find(name="Layer to copy")
    type_name(t, app, "Second Reading")
    layer_button(app, "Second Reading")
    t.becomes(lambda: len(rows(app)) == 3, "the spans of the copy")
    copied = info(corpus, "second-reading")
    t.equal((copied["title"], copied["annotator"], copied["role"]),
            ("Second Reading", corpora.LAYER, "annotator"), "whose it is")
    folders = [corpus.folder / "annotations" / each for each in (corpora.LAYER, "second-reading")]
    for name in ("port.txt.json", "clusters.json"):
        old, new = [json.loads((each / name).read_text(encoding="utf-8")) for each in folders]
        t.equal(new, old, name)
    # Work in the copy leaves the other as it is.
    app.view().click_char(TEXT.index("Ada") + 1)
    app.press_key("Delete")
    wait_until(lambda: len(driver.spans(corpus.folder, "second-reading", "port.txt")) == 2,
                      15, "the copy on the disk")
    t.equal(len(driver.spans(corpus.folder, corpora.LAYER, "port.txt")), 3, "spans of the first")
    t.quiet(app)


def test_rename(t):
    corpus, app = start(t)
    choose(app, corpora.LAYER, "Rename…")
    type_name(t, app, "Harbour_words")
    layer_button(app, "Harbour_words")
    t.becomes(lambda: info(corpus, corpora.LAYER).get("title") == "Harbour_words",
              "the title on the disk")
    t.equal(info(corpus, corpora.LAYER)["annotator"], corpora.LAYER, "the annotator stays")
    t.becomes(lambda: undo_name(app) == "Rename Layer", "the undo step")
    app.press_key("ctrl+z")
    layer_button(app, corpora.LAYER)
    t.becomes(lambda: "title" not in info(corpus, corpora.LAYER), "the title is gone")
    app.press_key("ctrl+shift+z")
    layer_button(app, "Harbour_words")
    t.quiet(app)


def test_remove_and_undo(t):
    corpus, app = start(t)
    folder = corpus.folder / "annotations" / corpora.LAYER
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    t.becomes(lambda: len(rows(app)) == 3, "the spans")
    choose(app, corpora.LAYER, "Remove")
    t.becomes(lambda: not folder.exists(), "the folder to go")
    t.becomes(lambda: rows(app) == [], "no spans")
    kept = list((corpus.folder / ".scholiast" / "backup").iterdir())
    t.equal([(kept[0] / corpora.LAYER / name).read_bytes() == before[name] for name in before],
            [True] * len(before), "what is kept")
    app.press_toast_button("removed; kept in .scholiast/backup")
    t.becomes(lambda: folder.exists() and len(rows(app)) == 3, "all is back")
    t.equal({path.name: path.read_bytes() for path in folder.iterdir()}, before, "the files")
    # The same with the keys.
    choose(app, corpora.LAYER, "Remove")
    t.becomes(lambda: rows(app) == [], "no spans")
    t.becomes(lambda: undo_name(app) == "Remove Layer", "the undo step")
    app.press_key("ctrl+z")
    t.becomes(lambda: folder.exists() and len(rows(app)) == 3, "all is back")
    t.equal({path.name: path.read_bytes() for path in folder.iterdir()}, before, "the files")
    t.quiet(app)


def test_blind(t):
    corpus, app = start(t)
    folder = corpus.folder / "annotations" / "gold"
    folder.mkdir()
    corpora.put(folder / "layer.json", {"format": "scholiast-layer", "version": 1,
                                        "annotator": "gold", "role": "adjudicated"})
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    app.click(layer_button(app, corpora.LAYER))
    app.find(role=MENU, name="%s (1 document)" % corpora.LAYER)
    app.find(role=MENU, name="gold (adjudicated, 0 documents)")
    app.click(app.find(role=MENU, name="Blind: Do Not Show Other Layers"))
    t.becomes(lambda: info(corpus, corpora.LAYER).get("blind") is True, "blind on the disk")
    t.becomes(lambda: "Blind" in layer_button(app, corpora.LAYER).description(), "said so")
    t.becomes(lambda: undo_name(app) == "Make Layer Blind", "the undo step")
    app.click(layer_button(app, corpora.LAYER))
    app.find(role=MENU, name="gold (adjudicated)")
    app.press_key("Escape")
    app.wait_gone(role=MENU, name="gold (adjudicated)")
    app.press_key("ctrl+z")
    t.becomes(lambda: "blind" not in info(corpus, corpora.LAYER), "seeing again on the disk")
    t.becomes(lambda: layer_button(app, corpora.LAYER).description() == "", "seeing again")
    t.quiet(app)


def test_layer_of_somebody_else(t):
    corpus, app = start(t, "Lena")
    choose(app, corpora.LAYER, None, name_prefix="Lena")
    t.becomes(lambda: len(rows(app)) == 3, "the spans")
    app.find(role="label", name_contains="the layer of Lena")
    view = app.view()
    view.click_char(TEXT.index("Kessel") + 1)
    app.press_key("Delete", "e")
    app.press_key("ctrl+z")
    for name in ("Rename…", "Blind: Do Not Show Other Layers"):
        item = open_menu(app, "Lena", name)
        t.true("sensitive" not in item.states, name + " is off")
        app.press_key("Escape")
        app.wait_gone(role=MENU, name=name)
    t.equal(len(rows(app)), 3, "nothing was changed")
    t.becomes(lambda: not app.popovers(), "the menu to be gone from the screen")
    app.click_button_until("Edit Anyway", lambda: not app.find_all(
        role="label", name_contains="the layer of Lena",
        match=lambda node: node.extents()[1] < 120), "the bar to go",
                           match=lambda node: "sensitive" in node.states)
    view.click_char(TEXT.index("Kessel") + 1)
    app.press_key("Delete")
    wait_until(lambda: len(driver.spans(corpus.folder, "lena", "port.txt")) == 2, 15,
                      "the change on the disk")
    # After opening it again it is hers again.
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    layer_button(app, "Lena")
    app.find(role="push button", name="Edit Anyway")
    t.quiet(app)


def test_corpus_that_cannot_be_changed(t):
    corpus = write(t)
    corpora.put(corpus.folder / "scholiast.json",
                {"format": "scholiast-corpus", "version": 2, "id": "k3", "title": "Newer"})
    app = t.start(args=[corpus], size=SIZE)
    app.find(role="label", name="Read-Only")
    app.click(layer_button(app, corpora.LAYER))
    for name in ("New Layer…", "Copy From…", "Rename…", "Remove",
                 "Blind: Do Not Show Other Layers"):
        item = app.find(role=MENU, name=name)
        t.true("sensitive" not in item.states, name + " is off")
    app.press_key("Escape")
    t.equal(sorted(each.name for each in corpus.folder.iterdir()),
            ["annotations", "port.txt", "scholiast.json"], "nothing is written")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals(), persistent_settings=True)
