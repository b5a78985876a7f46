#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Annotate All in the real window: found, looked through and annotated, checked against the disk."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Austin met the pilots. Later Austin spoke to Lloyd Austin of the harbour.\n\n"
        "Mr. Austin left Kessel. The town of Kessel slept; austin did not.\n")
OTHER = "AUSTIN wrote to Kessel. Austin’s letter came back.\n"
THIRD = "Nobody wrote to Kessel.\n"
SIZE = (1200, 800)


def start(t, spans=(), status=None, clusters=None, texts=None):
    corpus = corpora.write(t.folder("corpus"), texts or {"a.txt": TEXT, "b.txt": OTHER, "c.txt": THIRD},
                           {"a.txt": list(spans)} if spans else None, status, None, clusters)
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app, app.view("a.txt")


def rows(app):
    return [row.name for row in app.find(role="list", name="Places").children
            if row.role == "list item"]


def wait_rows(t, app, ticked, unticked=0):
    def right():
        names = rows(app)
        return (sum(name.startswith("Ticked") for name in names) == ticked
                and sum(name.startswith("Not ticked") for name in names) == unticked)

    t.becomes(right, "%d ticked places and %d that are not; there are %r"
              % (ticked, unticked, app.find_all(role="list", name="Places")))


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def wait_closed(t, app, seconds=10):
    """The text has the keyboard again, and the list of places is empty."""
    app.find(role="text", states=("multi_line", "focused"), seconds=seconds)
    t.becomes(lambda: not rows(app), "no places on the page")


def test_in_the_document(t):
    corpus, app, view = start(t, [span(TEXT, "person", "Lloyd Austin")])
    view.click_char(view.index("Austin met") + 1, count=2)
    view.wait_selection(0, 6)
    app.press_key("e")
    corpus.wait_pairs([("person", "Austin"), ("person", "Lloyd Austin")])
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 2)
    app.find(role="label", name="2 of 2 places in 1 document")
    # The keyboard is in the list: down, untick, apply.
    app.press_key("Down", "space")
    wait_rows(t, app, 1, 1)
    app.find(role="push button", name="Annotate 1 Place")
    app.press_key("Return")
    wait_closed(t, app)
    app.toast("1 annotation in 1 document")
    corpus.wait_pairs([("person", "Austin")] * 2 + [("person", "Lloyd Austin")])
    t.true("Annotate All" in undo_name(app), undo_name(app))
    made = [each for each in corpus.spans() if each.get("origin") == "occurrences"]
    t.equal([each["ranges"] for each in made], [[[29, 35]]], "what was made")
    # The focus is in the text again, on the annotation with which it began.
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 0, 1)
    app.press_key("Escape")
    wait_closed(t, app)
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Austin"), ("person", "Lloyd Austin")])
    t.quiet(app)


def test_in_the_corpus(t):
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel", cluster="kesselcluster",
                                       attributes={"mention": "name"})],
                              clusters=[{"id": "kesselcluster", "kind": "entity", "name": "Kessel",
                                         "label": "place"}])
    view.click_char(view.index("Kessel") + 1)
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 1)
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 3)
    app.find(role="label", name="3 of 3 places in 3 documents")
    # The place that is selected is shown, also in another document.
    app.press_key("Down")
    app.view("b.txt")
    app.press_key("Down")
    app.view("c.txt")
    app.press_key("Return")
    wait_closed(t, app)
    app.view("a.txt")
    corpus.wait_pairs([("place", "Kessel")] * 2)
    corpus.wait_pairs([("place", "Kessel")], "b.txt")
    corpus.wait_pairs([("place", "Kessel")], "c.txt")
    for name in ("a.txt", "b.txt", "c.txt"):
        for each in corpus.spans(name):
            t.equal(each["cluster"], "kesselcluster", "the cluster in " + name)
            t.equal(each["attributes"], {"mention": "name"}, "the attributes in " + name)
    # One step over three documents.
    app.press_toast_button("3 annotations in 3 documents")
    corpus.wait_pairs([("place", "Kessel")])
    corpus.wait_pairs([], "b.txt")
    corpus.wait_pairs([], "c.txt")
    t.quiet(app)


def test_escape_changes_nothing(t):
    corpus, app, view = start(t, [span(TEXT, "person", "Austin")])
    view.click_char(2)
    app.press_key("ctrl+shift+a", "ctrl+shift+a")
    wait_rows(t, app, 5)
    app.press_key("ctrl+a")
    wait_rows(t, app, 0, 5)
    app.press_key("ctrl+a")
    wait_rows(t, app, 5)
    app.press_key("Down", "Down", "Down")
    app.view("b.txt")
    app.press_key("Escape")
    wait_closed(t, app)
    app.view("a.txt")
    t.true("sensitive" not in app.find(role="push button", name="Undo").states, "nothing to undo")
    corpus.wait_pairs([("person", "Austin")])
    t.quiet(app)


def test_nested_and_remembered(t):
    corpus, app, view = start(t, [span(TEXT, "person", "Austin"),
                                  span(TEXT, "person", "Lloyd Austin")])
    view.click_char(2)
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 2)
    app.click(app.find(role="check box", name="Also nested"))
    wait_rows(t, app, 3)
    place = app.find(role="list", name="Places").children[0]
    boxes = [node for node in place.walk() if node.role == "check box"]
    app.click(boxes[0])
    wait_rows(t, app, 2, 1)
    app.click_button("Annotate 2 Places")
    wait_closed(t, app)
    corpus.wait_pairs([("person", "Austin")] * 3 + [("person", "Lloyd Austin")])
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 0, 1)
    app.press_key("space", "Return")
    wait_closed(t, app)
    corpus.wait_pairs([("person", "Austin")] * 4 + [("person", "Lloyd Austin")])
    t.quiet(app)


def test_selected_text(t):
    corpus, app, view = start(t)
    # No label was used yet, and nothing is selected.
    view.place_caret(2)
    app.press_key("ctrl+shift+a")
    app.toast("Select an annotation first")
    view.click_char(view.index("Austin met") + 1, count=2)
    app.press_key("e")
    corpus.wait_pairs([("person", "Austin")])
    view.select_words("Kessel")
    app.press_key("a")
    corpus.wait_pairs([("person", "Austin"), ("place", "Kessel")])
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Austin")])
    # The text gets the label used last, with all others like it, in one step.
    view.select_words("Kessel")
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 1)
    app.press_key("Return")
    wait_closed(t, app)
    app.toast("2 annotations in 1 document")
    corpus.wait_pairs([("person", "Austin"), ("place", "Kessel"), ("place", "Kessel")])
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Austin")])
    t.quiet(app)


def test_nothing_found_and_done(t):
    corpus, app, view = start(t, [span(TEXT, "facility", "harbour")],
                              texts={"a.txt": TEXT, "b.txt": "The harbour.\n"})
    view.click_char(view.index("harbour") + 2)
    app.press_key("ctrl+shift+a")
    app.find(role="label", name_contains="No other places in this document")
    app.press_key("ctrl+shift+a")
    wait_rows(t, app, 1)
    app.press_key("Escape")
    wait_closed(t, app)
    app.click(app.document_row("b.txt"))
    app.view("b.txt")
    app.press_key("ctrl+Return")
    corpus.wait_load(lambda load: load.get("status") == "done", "b.txt done", "b.txt")
    app.click(app.document_row("a.txt"))
    view = app.view("a.txt")
    view.click_char(view.index("harbour") + 2)
    app.press_key("ctrl+shift+a", "ctrl+shift+a")
    app.find(role="label", name_contains="1 document is done or read-only")
    t.quiet(app)


def test_large_corpus(t):
    line = "Entry %d of the log names Kessel and the wind. "
    texts = {"a.txt": TEXT}
    for number in range(20):
        texts["log-%02d.txt" % number] = "".join(line % each for each in range(400)) + "\n"
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel")], texts=texts)
    view.click_char(view.index("Kessel") + 1)
    # Enter at once: what is still to be found is annotated too.
    app.press_key("ctrl+shift+a", "ctrl+shift+a", "Return")
    wait_closed(t, app, 60)
    app.toast("8001 annotations in 21 documents", seconds=60)
    corpus.wait_load(lambda load: len(load.get("spans", [])) == 400, "400 spans", "log-19.txt", 60)
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: not load.get("spans"), "no spans", "log-19.txt", 60)
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
