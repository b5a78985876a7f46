#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that the text tells, in the real window: derived again by the main menu, and following what the
document's properties say and what is no part of the text. Each is one step."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Photo: the bridge is shut\n\nOn Monday it rained for 12 hours. “Nobody was warned”, "
        "said Ada Quint.\n")
SIZE = (1200, 800)


def records():
    return [span(TEXT, "claim", "the bridge is shut", ident="c1", attributes={"quote": "none"}),
            span(TEXT, "claim", "it rained for 12 hours", ident="c2",
                 attributes={"quote": "mixed"}),
            span(TEXT, "claim", "Nobody was warned", ident="c3", attributes={"quote": "reported"},
                 set=["quote"]),
            span(TEXT, "time", "12 hours", ident="t1"),
            span(TEXT, "date", "Monday", ident="d1")]


def start(t, status="in-progress"):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT}, {"port.txt": records()},
                           status={"port.txt": status})
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app, app.view()


def values(load):
    return {each["id"]: each.get("attributes", {}) for each in load["spans"]}


def open_menu(app, *path):
    app.click(app.find(role="push button", name="Main menu", index=1))
    for name in path:
        app.click(app.find(name=name, match=lambda node: "menu" in node.role or
                           "button" in node.role))


def wait_values(corpus, ident, wanted, what):
    corpus.wait_load(lambda load: values(load).get(ident) == wanted, what)


def wait_quote(corpus, ident, wanted, what):
    corpus.wait_load(lambda load: values(load)[ident].get("quote") == wanted, what)


def test_again(t):
    corpus, app, view = start(t)
    open_menu(app, "Derive Values Again")
    app.find(role="label", name="6 values changed")
    wait_values(corpus, "t1", {"value": 12, "unit": "hours", "hedge": "exact"}, "the number")
    # Nobody else is seen to answer for it.
    wait_values(corpus, "c2", {"quote": "none", "voice": "author"}, "the quotation")
    wait_values(corpus, "c3", {"quote": "reported"}, "what a person set")
    button = app.find(role="push button", name="Undo")
    t.becomes(lambda: "Derive 6 Values" in button.snapshot().description(), "the name of the step")
    app.press_toast_button("6 values changed")
    corpus.wait_load(lambda load: values(load) == {each["id"]: each.get("attributes", {})
                                                   for each in records()}, "all as before")
    app.press_key("ctrl+shift+z")
    wait_quote(corpus, "c2", "none", "the quotation again")
    open_menu(app, "Derive Values Again")
    app.find(role="label", name="No value is another one than before")
    t.quiet(app)


def test_done(t):
    corpus, app, view = start(t, "done")
    open_menu(app, "Derive Values Again")
    app.toast("“Derive Values Again” was not done: this document is done")
    t.equal(values(corpus.load())["c2"], {"quote": "mixed"}, "what is done stays")
    t.quiet(app)


def test_excluded(t):
    corpus, app, view = start(t)
    view.select_words("Photo: the bridge is shut")
    app.press_key("z")
    wait_quote(corpus, "c1", "caption", "a caption in what is no part of the text")
    t.equal(values(corpus.load())["c2"], {"quote": "mixed"}, "nothing else")
    app.press_key("ctrl+z")
    wait_quote(corpus, "c1", "none", "one step undoes both")
    corpus.wait_load(lambda load: len(load["spans"]) == 5, "the stretch is gone")
    t.quiet(app)


def test_properties(t):
    corpus, app, view = start(t)
    app.click(app.document_row("port.txt"), button=3)
    app.click(app.find(name="Properties…", match=lambda node: "menu" in node.role))
    field = app.find(name="Published", states="editable")
    app.click(field)
    app.type_text("2026-03-05")
    app.press_key("Return")
    wait_values(corpus, "d1", {"iso": "2026-03-02"}, "Monday before the document")
    t.equal(values(corpus.load())["t1"], {}, "no number by a date")
    app.view().place_caret(0)
    app.press_key("ctrl+z")
    wait_values(corpus, "d1", {}, "one step undoes both")
    file = corpus.folder / "documents.json"
    t.becomes(lambda: not file.exists() or
              not json.loads(file.read_text(encoding="utf-8")).get("documents"),
              "the date is gone", 15)
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
