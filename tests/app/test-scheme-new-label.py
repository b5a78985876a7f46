#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels made while annotating, in the real window: a name that does not exist, typed beside the
text, is a new label; it and the annotation are one step, and both are in the files."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. The north quay of Kessel is closed, said Ada "
        "Quint, who owns two ferries.\n\nNobody spoke. The Albatros left at noon.\n")
SIZE = (1200, 800)
SCHEME = {"format": "scholiast-scheme", "version": 1, "revision": 7, "name": "Small", "labels": [
    {"id": "person", "name": "Person", "kind": "entity", "color": "#3584e4", "key": "e"},
    {"id": "ship-yard", "name": "Shipyard", "kind": "entity", "color": "#26a269", "key": "s"},
    {"id": "old", "name": "Vessel", "kind": "entity", "color": "#c64600", "key": "v",
     "retired": True}]}


def start(t, spans=(), scheme=SCHEME, **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None)
    if scheme:
        corpora.put(corpus.folder / "scheme.json", scheme)
    app = t.start(args=[corpus], size=SIZE, **how)
    return corpus, app, app.view()


def scheme_of(corpus):
    path = corpus.folder / "scheme.json"
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    except ValueError:
        return None


def label_named(corpus, name):
    scheme = scheme_of(corpus) or {"labels": []}
    found = [label for label in scheme["labels"] if label["name"] == name]
    return found[0] if found else None


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def open_filter(app):
    app.press_key("space")
    return app.find(role="entry", name="Find a label", states="focused")


def offered(app):
    """What Enter would take, and what could be made: names of rows of the popover."""
    entry = app.find(role="entry", name="Find a label")
    rows = [node for node in entry.parent.walk()
            if node.role == "list item" and "visible" in node.states]
    return ([row.name for row in rows if "selected" in row.states],
            [row.name for row in rows if "“" in row.name])


def wait_offered(t, app, selected, new):
    wanted = ([selected], [new] if new else [])
    t.becomes(lambda: offered(app) == wanted, "the rows to be %r" % (wanted,))


def test_enter_makes_a_label(t):
    corpus, app, view = start(t)
    view.select_words("Albatros")
    entry = open_filter(app)
    app.type_text("Ship")
    t.becomes(lambda: entry.text() == "Ship", "the filter's text")
    # Others match in part: they come first, what is new is last.
    wait_offered(t, app, "Shipyard", "New label “Ship”")
    app.press_key("Down", "Return")
    made = t.becomes(lambda: label_named(corpus, "Ship"), "the label in the scheme's file", 15)
    t.equal(made["kind"], "entity", "its kind")
    t.true(made["key"] in "asdfgqwertcvbxz" and made["key"] not in "es", "its key, %r" % made["key"])
    t.true(made["color"] not in ("#3584e4", "#26a269"), "its colour")
    t.equal(scheme_of(corpus)["revision"], 8, "the revision")
    corpus.wait_pairs([(made["id"], "Albatros")])
    t.equal(undo_name(app), "New Label “Ship”", "the undo step")
    app.palette_row("Ship")
    app.toast("New label “Ship”, key %s" % made["key"].upper())
    # Its key works at once.
    view.select_words("ferries")
    app.press_key(made["key"])
    corpus.wait_pairs([(made["id"], "Albatros"), (made["id"], "ferries")])
    # One step each: the second undo takes the label away with its annotation.
    app.press_key("ctrl+z")
    corpus.wait_pairs([(made["id"], "Albatros")])
    app.press_key("ctrl+z")
    t.becomes(lambda: label_named(corpus, "Ship") is None, "the label gone from the file", 15)
    corpus.wait_pairs([])
    app.wait_gone(role="list item", name="Ship")
    app.press_key("ctrl+shift+z")
    t.becomes(lambda: label_named(corpus, "Ship") == made, "the same label again", 15)
    corpus.wait_pairs([(made["id"], "Albatros")])
    t.quiet(app)


def test_only_row_and_click(t):
    corpus, app, view = start(t)
    view.select_words("Monday")
    open_filter(app)
    app.type_text("Weekday")
    wait_offered(t, app, "New label “Weekday”", "New label “Weekday”")
    # No other row matches: Enter makes it.
    app.press_key("Return")
    made = t.becomes(lambda: label_named(corpus, "Weekday"), "the label in the file", 15)
    corpus.wait_pairs([(made["id"], "Monday")])
    # By mouse.
    view.select_words("noon")
    t.becomes(app.popovers, "the popover on the screen")
    app.click(app.find(role="entry", name="Find a label"))
    app.find(role="entry", name="Find a label", states="focused")
    app.type_text("Hour")
    app.click(app.find(role="list item", name="New label “Hour”"))
    hour = t.becomes(lambda: label_named(corpus, "Hour"), "the other label in the file", 15)
    corpus.wait_pairs([(made["id"], "Monday"), (hour["id"], "noon")])
    t.true(hour["color"] != made["color"] and hour["key"] != made["key"], "told from each other")
    t.quiet(app)


def test_a_name_that_exists(t):
    corpus, app, view = start(t)
    view.select_words("Kessel")
    open_filter(app)
    app.type_text("pERSON ")
    wait_offered(t, app, "Person", None)
    app.press_key("Return")
    corpus.wait_pairs([("person", "Kessel")])
    t.equal(undo_name(app), "Tag “Person”", "the undo step")
    t.equal(scheme_of(corpus)["revision"], 7, "the scheme is as it was")
    # A retired one comes back.
    view.select_words("Albatros")
    open_filter(app)
    app.type_text("vessel")
    wait_offered(t, app, "Use “Vessel” again", "Use “Vessel” again")
    app.press_key("Return")
    corpus.wait_pairs([("person", "Kessel"), ("old", "Albatros")])
    t.becomes(lambda: "retired" not in label_named(corpus, "Vessel"), "in use again", 15)
    t.quiet(app)


def test_selected_span_gets_a_new_label(t):
    corpus, app, view = start(t, [span(TEXT, "person", "Albatros", ident="s1", note="why")])
    view.click_char(view.index("Albatros") + 3, button=3)
    app.click_button("Change Label")
    app.click_button("New Label…")
    app.find(role="entry", name="Find a label", states="focused")
    app.type_text("Ship")
    app.find(role="list item", name="New label “Ship”")
    app.press_key("Down", "Return")
    made = t.becomes(lambda: label_named(corpus, "Ship"), "the label in the file", 15)
    corpus.wait_pairs([(made["id"], "Albatros")])
    t.equal(corpus.spans()[0]["id"], "s1", "the same span")
    t.equal(corpus.spans()[0]["note"], "why", "with its note")
    t.equal(undo_name(app), "New Label “Ship”", "the undo step")
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Albatros")])
    t.becomes(lambda: label_named(corpus, "Ship") is None, "the label gone from the file", 15)
    t.quiet(app)


def test_without_a_scheme_file(t):
    corpus, app, view = start(t, scheme=None)
    view.select_words("Albatros")
    open_filter(app)
    app.type_text("Segelschiff")
    app.press_key("Return")
    made = t.becomes(lambda: label_named(corpus, "Segelschiff"), "the label in the file", 15)
    corpus.wait_pairs([(made["id"], "Albatros")])
    t.equal(scheme_of(corpus)["labels"][0]["id"], "person", "with the labels that were there")
    app.close()
    app.relaunch()
    app.palette_row("Segelschiff")
    view = app.view()
    view.place_caret(view.index("Nobody"))
    app.press_key("ctrl+z")
    t.becomes(lambda: label_named(corpus, "Segelschiff") is None, "undone after a restart", 15)
    corpus.wait_pairs([])
    t.quiet(app)


def test_escape_makes_nothing(t):
    corpus, app, view = start(t)
    view.select_words("Kessel")
    open_filter(app)
    app.type_text("Town")
    app.find(role="list item", name="New label “Town”")
    app.press_key("Escape")
    app.wait_gone(role="entry", name="Find a label")
    t.equal(view.text(*view.selection()), "Kessel", "Escape keeps the selection")
    app.press_key("e")
    corpus.wait_pairs([("person", "Kessel")])
    t.equal(scheme_of(corpus)["revision"], 7, "the scheme is as it was")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
