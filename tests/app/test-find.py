#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding in the document and in the corpus, and tagging what was found, in the real window."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Zürich lies on a lake. From Zurich the train goes to Bern.\n\n"
        "“ZURICH!”, said Ada. The Zurichers laughed.\n\n"
        + "\n\n".join("Entry %d of the log says that the wind came from the west and that no ship "
                      "left the harbour before noon." % number for number in range(1, 41))
        + "\n\nThe last word is Zürich.\n")
OTHER = "A letter from Zurich to Bern, with a note on Züri.\n"
THIRD = "Nothing of that here; Bern only.\n"
SIZE = (1200, 800)
ZURICH = ["Zürich", "Zurich", "ZURICH", "Zurich", "Zürich"]


def start(t, spans=(), documents=None, size=SIZE, **how):
    corpus = corpora.write(t.folder("corpus"), documents or {"port.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None)
    app = t.start(args=[corpus], size=size, **how)
    return corpus, app, app.view("port.txt")


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def entry(app, name="Find in the document", **how):
    return app.find(role=("entry", "text"), name=name, **how)


def open_bar(t, app, pattern=None):
    app.press_key("ctrl+f")
    field = entry(app, states="focused")
    if pattern is not None:
        app.type_text(pattern)
        t.becomes(lambda: field.text() == pattern, "“%s” in the entry" % pattern)
    return field


def wait_count(app, count):
    app.find(role="label", name=count)


def wait_selected(t, view, words, occurrence=0):
    begin = view.index(words, occurrence)
    t.becomes(lambda: view.selection() == (begin, begin + len(words)),
              "“%s” to be selected, it is %r" % (words, view.selection()))


def test_find_as_typed(t):
    corpus, app, view = start(t)
    view.place_caret(0)
    open_bar(t, app, "zurich")
    wait_count(app, "1 of 5")
    wait_selected(t, view, "Zürich")
    app.press_key("Return")
    wait_count(app, "2 of 5")
    wait_selected(t, view, "Zurich")
    app.press_key("Down", "Return")
    wait_count(app, "4 of 5")
    # The word is longer; the hit is not.
    begin = view.index("Zurichers")
    t.becomes(lambda: view.selection() == (begin, begin + 6), "a hit in a word")
    app.press_key("shift+Return")
    wait_count(app, "3 of 5")
    app.press_key("ctrl+g", "ctrl+g")
    wait_count(app, "5 of 5")
    wait_selected(t, view, "Zürich", 1)
    # It is brought into sight.
    x, y, width, height = view.char_extents(view.index("Zürich", 1))
    left, top, _, down = view.rectangle()
    t.true(top <= y < top + down, "the hit is out of sight at %d" % y)
    app.press_key("ctrl+g")
    wait_count(app, "1 of 5")
    app.find(name="Continued from the beginning: 1 of 5")
    app.press_key("ctrl+shift+g")
    app.find(name="Continued from the end: 5 of 5")
    # From the same place on, whatever is typed next.
    app.press_key("ctrl+a")
    app.type_text("zzz")
    wait_count(app, "Not found")
    t.quiet(app)


def test_from_the_caret(t):
    corpus, app, view = start(t)
    view.place_caret(view.index("train"))
    open_bar(t, app, "zur")
    wait_count(app, "3 of 5")
    begin = view.index("ZURICH")
    t.becomes(lambda: view.selection() == (begin, begin + 3), "the first hit after the caret")
    app.type_text("ich")
    wait_count(app, "3 of 5")
    wait_selected(t, view, "ZURICH")
    # A click elsewhere: the search goes on from there.
    view.place_caret(view.index("lake"))
    wait_count(app, "5 hits")
    app.press_key("ctrl+g")
    wait_count(app, "2 of 5")
    t.quiet(app)


def test_escape_then_a_label_key(t):
    corpus, app, view = start(t)
    view.place_caret(0)
    open_bar(t, app, "zurich")
    wait_count(app, "1 of 5")
    app.press_key("Return", "Escape")
    app.wait_gone(role=("entry", "text"), name="Find in the document")
    t.becomes(lambda: "focused" in view.node.now_states(), "the text to have the keyboard")
    wait_selected(t, view, "Zurich")
    app.press_key("a")
    corpus.wait_pairs([("place", "Zurich")])
    # The bar is closed, what it looks for is not forgotten.
    app.press_key("ctrl+g")
    wait_selected(t, view, "ZURICH")
    app.press_key("a")
    corpus.wait_pairs([("place", "Zurich"), ("place", "ZURICH")])
    app.press_key("ctrl+shift+g")
    wait_selected(t, view, "Zurich")
    t.quiet(app)


def test_selected_text_is_looked_for(t):
    corpus, app, view = start(t)
    view.select_words("Bern")
    field = open_bar(t, app)
    t.becomes(lambda: field.text() == "Bern", "the selected text in the entry")
    wait_count(app, "1 of 1")
    # It is selected in the entry: typing replaces it.
    app.type_text("harbour")
    wait_count(app, "1 of 40")
    t.becomes(lambda: field.text() == "harbour", "other text in the entry")
    t.quiet(app)


def test_options(t):
    corpus, app, view = start(t)
    view.place_caret(0)
    open_bar(t, app, "Zurich")
    wait_count(app, "1 of 5")
    app.press_key("alt+c")
    app.find(role="push button", name="Match case", states="pressed")
    wait_count(app, "1 of 4")
    app.press_key("alt+a")
    wait_count(app, "1 of 2")
    app.press_key("alt+w")
    wait_count(app, "1 of 1")
    app.press_key("alt+w", "alt+c")
    wait_count(app, "1 of 3")
    app.press_key("alt+a", "alt+r")
    app.find(role="push button", name="Regular expression", states="pressed")
    app.find(role="push button", name="Match accents", without="sensitive")
    app.press_key("ctrl+a")
    app.type_text("z[uü]rich\\w+")
    wait_count(app, "1 of 1")
    wait_selected(t, view, "Zurichers")
    app.type_text("(")
    app.find(role="label", name_prefix="Character ")
    app.press_key("BackSpace")
    app.wait_gone(role="label", name_prefix="Character ")
    wait_count(app, "1 of 1")
    # By mouse; and they are still so when the bar comes back.
    app.click_button("Regular expression")
    wait_count(app, "Not found")
    app.click_button("Match case")
    app.press_key("Escape")
    app.wait_gone(role=("entry", "text"), name="Find in the document")
    app.press_key("ctrl+f")
    app.find(role="push button", name="Match case", states="pressed")
    app.find(role="push button", name="Regular expression", without="pressed")
    t.quiet(app)


def choose_label(t, app, name, button="Tag All…"):
    app.click_button(button, states="sensitive")
    field = app.find(role=("entry", "text"), name="Find a label", states="focused")
    app.type_text(name)
    t.becomes(lambda: field.text() == name, "the label's name in the filter")
    app.press_key("Return")


def test_tag_all(t):
    corpus, app, view = start(t, [span(TEXT, "place", "ZURICH", ident="z1")])
    open_bar(t, app, "zurich")
    wait_count(app, "1 of 5")
    choose_label(t, app, "plac")
    app.toast("4 places tagged as “Place”")
    corpus.wait_pairs([("place", words) for words in ZURICH])
    t.becomes(lambda: "Tag 4 Places as “Place”" in undo_name(app),
              "the name of the undo step: %s" % undo_name(app))
    app.press_key("Escape", "ctrl+z")
    corpus.wait_pairs([("place", "ZURICH")])
    app.press_key("ctrl+shift+z")
    corpus.wait_pairs([("place", words) for words in ZURICH])
    # By keyboard; there is nothing left to do.
    app.press_key("ctrl+f")
    entry(app, states="focused")
    app.press_key("alt+t")
    app.find(role=("entry", "text"), name="Find a label", states="focused")
    app.press_key("Return")
    app.toast("All hits are tagged as “Place” already")
    entry(app, states="focused")
    t.quiet(app)


def test_done_document(t):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT}, {}, {"port.txt": "done"})
    app = t.start(args=[corpus], size=SIZE)
    open_bar(t, app, "zurich")
    wait_count(app, "1 of 5")
    choose_label(t, app, "plac")
    app.toast("this document is done")
    app.click(app.find(role="push button", name_prefix="Reopen"))
    choose_label(t, app, "plac")
    corpus.wait_pairs([("place", words) for words in ZURICH])
    t.quiet(app)


def test_document_switch(t):
    corpus, app, view = start(t, documents={"port.txt": TEXT, "second.txt": OTHER})
    open_bar(t, app, "zuri")
    wait_count(app, "1 of 5")
    app.press_key("ctrl+Page_Down")
    second = app.view("second.txt")
    wait_count(app, "2 hits")
    app.press_key("Return")
    wait_count(app, "1 of 2")
    begin = second.index("Zurich")
    t.becomes(lambda: second.selection() == (begin, begin + 4), "a hit in the other document")
    app.press_key("Escape", "ctrl+Page_Up")
    view = app.view("port.txt")
    app.press_key("ctrl+g")
    t.becomes(view.selection, "a hit in the first document, with the bar closed")
    t.equal(view.text(*view.selection())[:3].lower(), "zur", "the hit")
    t.quiet(app)


DOCUMENTS = {"port.txt": TEXT, "second.txt": OTHER, "third.txt": THIRD}


def corpus_rows(app):
    return [row.name for row in app.find(role="list", name="Hits in the corpus").children]


def open_corpus_page(t, app, pattern=None):
    app.press_key("ctrl+shift+f")
    field = entry(app, "Find in the corpus", states="focused")
    if pattern:
        app.type_text(pattern)
        t.becomes(lambda: field.text() == pattern, "“%s” in the entry" % pattern)
        app.press_key("Return")
    return field


def test_corpus(t):
    corpus, app, view = start(t, documents=DOCUMENTS)
    open_corpus_page(t, app)
    app.find(role="label", name_prefix="What is found in any document")
    app.type_text("bern")
    app.find(role="label", name="3 hits in 3 documents")
    rows = corpus_rows(app)
    t.equal(len(rows), 6, "rows: %r" % rows)
    t.equal(rows[0], "port.txt, 1 hit", "the row of a document")
    t.true("Bern" in rows[1] and rows[1].endswith(", line 1"), "the row of a hit: %s" % rows[1])
    # A click: its document, the hit selected, and a label's key tags it.
    app.click(app.find(role="list item", name_contains="letter from Zurich to Bern"))
    second = app.view("second.txt")
    wait_selected(t, second, "Bern")
    t.becomes(lambda: "focused" in second.node.now_states(), "the text to have the keyboard")
    app.press_key("a")
    t.becomes(lambda: corpus.pairs("second.txt") == [("place", "Bern")], "the span on the disk")
    # Nothing; then back to the inspector.
    open_corpus_page(t, app, "nowhere")
    app.find(role="label", name_prefix="No document has this")
    app.press_key("Escape")
    t.becomes(lambda: "focused" in second.node.now_states(), "the text to have the keyboard")
    t.quiet(app)


def test_corpus_by_keyboard(t):
    corpus, app, view = start(t, documents=DOCUMENTS)
    view.select_words("Bern")
    field = open_corpus_page(t, app)
    t.becomes(lambda: field.text() == "Bern", "the selected text in the entry")
    app.find(role="label", name="3 hits in 3 documents")
    app.press_key("Tab")
    for _ in range(12):
        if app.find_all(role="list item", states="focused"):
            break
        app.press_key("Tab")
    app.find(role="list item", states="focused")
    app.press_key("End", "Return")
    third = app.view("third.txt")
    wait_selected(t, third, "Bern")
    t.becomes(lambda: "focused" in third.node.now_states(), "the text to have the keyboard")
    t.quiet(app)


def test_corpus_tag_all(t):
    corpus, app, view = start(t, documents=DOCUMENTS)
    open_corpus_page(t, app, "bern")
    app.find(role="label", name="3 hits in 3 documents")
    choose_label(t, app, "plac")
    app.toast("3 places tagged as “Place”")
    for name in DOCUMENTS:
        t.becomes(lambda: corpus.pairs(name) == [("place", "Bern")],
                  "the span of %s on the disk, there are %r" % (name, corpus.pairs(name)))
    t.becomes(lambda: "Tag 3 Places as “Place”" in undo_name(app), "the name of the undo step")
    app.click(app.find(role="push button", name="Undo"))
    for name in DOCUMENTS:
        t.becomes(lambda: corpus.pairs(name) == [], "no span of %s on the disk" % name)
    t.quiet(app)


def test_small_window(t):
    """All of the bar is there and works in a small window with large text."""
    t.desktop.set_text_scale(2)
    corpus, app, view = start(t, size=(1024, 600))
    open_bar(t, app, "zurich")
    wait_count(app, "1 of 5")
    left, _, wide, _ = app.main_window().frame
    for name in ("Previous hit", "Next hit", "Match case", "Regular expression", "Tag All…",
                 "Close the find bar"):
        x, _, width, _ = app.rectangle(app.find(role="push button", name=name))
        t.true(width > 0 and left <= x and x + width <= left + wide, "%s is cut off" % name)
    app.click_button("Next hit")
    wait_count(app, "2 of 5")
    app.click_button("Close the find bar")
    app.wait_gone(role=("entry", "text"), name="Find in the document")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
