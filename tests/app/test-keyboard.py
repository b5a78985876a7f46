#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Annotating without a mouse, in the real window: no pointer event is sent in this file."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. Austin’s aides flew in from the U.S. the "
        "day before. “We lost the north quay”, said Ada Quint, who owns two ferries.\n\n"
        "The harbour of Kessel stayed shut for nine days. Nobody spoke. Nobody left.\n")
OTHER = "The ferry Corvina left Kessel at dawn.\n"
CLAIM = "The harbour of Kessel stayed shut for nine days"


def start(t, spans=(), documents=None, **how):
    corpus = corpora.write(t.folder("corpus"), documents or {"port.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None, **how)
    app = t.start(args=[corpus], size=(1200, 800))
    view = app.view()
    t.becomes(lambda: "focused" in view.node.now_states(), "the text to have the keyboard")
    return corpus, app, view


def nested():
    return [span(TEXT, "claim", CLAIM), span(TEXT, "facility", "The harbour of Kessel"),
            span(TEXT, "place", "Kessel"), span(TEXT, "time", "nine days")]


def pairs(spans):
    return [(each["label"], each["text"]) for each in spans]


def caret_to(app, view, words, inside=0):
    """The caret to a place in the text, by keys alone."""
    wanted = view.index(words) + inside
    if view.caret_offset() > wanted:
        app.press_key("ctrl+Home")
        view.wait_caret(0)
    view.place_caret(wanted, by="keys")


def selected_row(app):
    rows = app.find(role="list", name="Spans").children
    chosen = [row.name for row in rows if "selected" in row.states]
    return chosen[0] if chosen else None


def wait_selected(t, app, prefix):
    seen = []

    def there():
        seen[:] = [selected_row(app)]
        return seen[0] is None if prefix is None else (seen[0] or "").startswith(prefix)

    try:
        t.becomes(there, "the span")
    except Exception:
        raise tap.Failure("selected: %r, wanted %r" % (seen[0], prefix)) from None


def focused(app, **how):
    return app.find(states="focused", **how)


def undo_name(app, button="Undo"):
    return app.find(role="push button", name=button).description()


def test_label_key_at_the_caret(t):
    corpus, app, view = start(t)
    for words, inside, key in (("Austin met", 2, "e"), ("Austin’s", 6, "e"), ("U.S.", 3, "a"),
                               ("Monday", 0, "d")):
        caret_to(app, view, words, inside)
        app.press_key(key)
    wanted = [("person", "Austin"), ("date", "Monday"), ("person", "Austin"), ("place", "U.S.")]
    corpus.wait_pairs(wanted)
    # Where there is no word, nothing is made.
    caret_to(app, view, "\n\n", 1)
    app.press_key("e")
    caret_to(app, view, "Nobody spoke")
    app.press_key("g")
    corpus.wait_pairs(wanted + [("group", "Nobody")])
    t.quiet(app)


def test_selection_by_keys(t):
    corpus, app, view = start(t)
    caret_to(app, view, "Mara")
    app.press_key("shift+Right", repeat=3)
    view.wait_selection(0, 3)
    app.press_key("shift+Left")
    view.wait_selection(0, 2)
    app.press_key("ctrl+shift+Right")
    view.wait_selection(0, 4)
    app.press_key("ctrl+shift+Right")
    view.wait_selection(0, 11)
    app.press_key("e")
    corpus.wait_pairs([("person", "Mara Austin")])
    # Backwards, from the end of a word: the possessive is no part of the word.
    caret_to(app, view, "Austin’s", 6)
    app.press_key("ctrl+shift+Left")
    begin = view.index("Austin’s")
    view.wait_selection(begin, begin + 6)
    app.press_key("e")
    caret_to(app, view, "The harbour of Kessel")
    app.press_key("ctrl+shift+Down")
    t.becomes(lambda: view.selection() and view.text(*view.selection()).strip() == CLAIM + ".",
              "one sentence; selected is %r" % (view.selection(),))
    app.press_key("c")
    caret_to(app, view, "Nobody left")
    app.press_key("ctrl+shift+Up")
    t.becomes(lambda: view.selection() and view.text(*view.selection()).strip()
              == "Nobody spoke.", "the sentence before; selected is %r" % (view.selection(),))
    app.press_key("ctrl+shift+Up", "ctrl+shift+Down")
    t.becomes(lambda: view.selection() and view.text(*view.selection()).strip()
              == "Nobody spoke.", "the sentence before again; selected is %r"
              % (view.selection(),))
    # What is made of it has no blank at its end.
    app.press_key("c")
    app.press_key("ctrl+shift+Down", "Escape")
    t.becomes(lambda: view.selection() is None, "Escape to let go of the text")
    corpus.wait_pairs([("person", "Mara Austin"), ("person", "Austin"), ("claim", CLAIM + "."),
                       ("claim", "Nobody spoke.")])
    t.quiet(app)


def test_relabel_keeps_the_rest(t):
    spans = [span(TEXT, "claim", CLAIM, ident="c1"),
             span(TEXT, "source", "Ada Quint", ident="s1", note="owns ferries",
                  cluster="ada", attributes={"ground": "on-record"})]
    corpus, app, view = start(
        t, spans, relations={"port.txt": [{"id": "r1", "type": "attributed-to", "from": "c1",
                                           "to": "s1", "created": corpora.CREATED,
                                           "by": corpora.LAYER}]},
        clusters=[{"id": "ada", "kind": "entity", "name": "Ada Quint", "label": "person",
                   "status": "open", "by": corpora.LAYER, "created": corpora.CREATED}])
    app.press_key("Tab")
    wait_selected(t, app, "Source: Ada Quint")
    app.press_key("e")
    wait_selected(t, app, "Person: Ada Quint")
    corpus.wait_pairs([("claim", CLAIM), ("person", "Ada Quint")])
    kept = corpus.span("person", "Ada Quint")
    t.equal((kept["id"], kept["note"], kept["cluster"]), ("s1", "owns ferries", "ada"), "span")
    t.equal([(each["from"], each["to"]) for each in corpus.load()["relations"]], [("c1", "s1")],
            "relations")
    app.press_key("ctrl+z")
    corpus.wait_pairs([("claim", CLAIM), ("source", "Ada Quint")])
    t.equal(corpus.span("source", "Ada Quint").get("attributes"), {"ground": "on-record"},
            "attributes after undo")
    t.quiet(app)


def test_shift_letter_stacks(t):
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel")])
    app.press_key("Tab")
    wait_selected(t, app, "Place: Kessel")
    app.press_key("shift+r")
    wait_selected(t, app, "Organization: Kessel")
    corpus.wait_pairs([("place", "Kessel"), ("organization", "Kessel")])
    app.press_key("ctrl+z")
    corpus.wait_pairs([("place", "Kessel")])
    t.quiet(app)


def test_repeat_and_digits(t):
    corpus, app, view = start(t)
    caret_to(app, view, "Monday", 1)
    app.press_key("d")
    caret_to(app, view, "day before", 1)
    app.press_key(".")
    caret_to(app, view, "Ada", 1)
    app.press_key("1")
    caret_to(app, view, "Kessel", 1)
    app.press_key("4")
    caret_to(app, view, "nine", 1)
    app.press_key("0")
    corpus.wait_pairs([("date", "Monday"), ("date", "day"), ("person", "Ada"), ("place", "Kessel"),
                       ("number", "nine")])
    t.quiet(app)


def test_tab_through_spans_and_out(t):
    corpus, app, view = start(t, nested())
    order = ("Claim: The harbour", "Facility: The harbour", "Place: Kessel", "Time: nine days")
    for wanted in order:
        app.press_key("Tab")
        wait_selected(t, app, wanted)
    app.press_key("Tab")
    t.becomes(lambda: "focused" not in view.node.now_states(), "Tab to leave the text at its end")
    app.press_key("shift+Tab")
    t.becomes(lambda: "focused" in view.node.now_states(), "Shift+Tab to come back")
    for wanted in reversed(order[:-1]):
        app.press_key("shift+Tab")
        wait_selected(t, app, wanted)
    app.press_key("shift+Tab")
    t.becomes(lambda: "focused" not in view.node.now_states(),
              "Shift+Tab to leave the text at its beginning")
    # The arrows let go of the span, and Tab goes on from the caret.
    app.press_key("Tab")
    t.becomes(lambda: "focused" in view.node.now_states(), "Tab to come back")
    app.press_key("ctrl+End")
    wait_selected(t, app, None)
    app.press_key("shift+Tab")
    wait_selected(t, app, "Time: nine days")
    app.press_key("ctrl+Home")
    wait_selected(t, app, None)
    app.press_key("Tab")
    wait_selected(t, app, order[0])
    t.quiet(app)


def test_no_keyboard_trap(t):
    """Tab visits text, panels and header, and comes round again."""
    corpus, app, view = start(t, nested())
    app.press_key("ctrl+End")
    seen = []
    for _ in range(60):
        app.press_key("Tab")
        now = app.find(states="focused")
        seen.append((now.role, now.name))
        if len(seen) > 3 and now.role == "text" and now.name == view.title:
            break
    t.true(seen[-1] == ("text", view.title), "Tab never came round to the text: %r" % seen)
    t.true(len(seen) > 5, "Tab went past everything: %r" % seen)


def test_panes(t):
    corpus, app, view = start(t, nested())
    seen = []
    for _ in range(4):
        app.press_key("F6")
        t.becomes(lambda: app.find(states="focused").path not in seen, "F6 to go on")
        seen.append(app.find(states="focused").path)
    t.becomes(lambda: "focused" in view.node.now_states(), "F6 to come round to the text")
    app.press_key("shift+F6")
    t.becomes(lambda: app.find(states="focused").path == seen[-2], "Shift+F6 to go back")
    app.press_key("ctrl+Tab")
    t.becomes(lambda: "focused" in view.node.now_states(), "Ctrl+Tab to do the same")
    t.quiet(app)


def test_nesting(t):
    corpus, app, view = start(t, nested())
    caret_to(app, view, "Kessel", 2)
    app.press_key("alt+Up")
    wait_selected(t, app, "Place: Kessel")
    app.press_key("alt+Up")
    wait_selected(t, app, "Facility: The harbour")
    app.press_key("alt+Up")
    wait_selected(t, app, "Claim: The harbour")
    app.press_key("alt+Down")
    wait_selected(t, app, "Facility: The harbour")
    app.press_key("alt+Down")
    wait_selected(t, app, "Place: Kessel")
    t.quiet(app)


def test_delete_undo_redo(t):
    corpus, app, view = start(t, nested())
    app.press_key("Tab", "Delete")
    wait_selected(t, app, None)
    corpus.wait_pairs(pairs(nested()[1:]))
    t.true("Delete" in undo_name(app), "name of the step: “%s”" % undo_name(app))
    app.press_key("ctrl+z")
    corpus.wait_pairs(pairs(nested()))
    t.becomes(lambda: "Delete" in undo_name(app, "Redo"), "name of the step to redo")
    t.equal(undo_name(app), "", "nothing to undo")
    app.press_key("ctrl+shift+z")
    corpus.wait_pairs(pairs(nested()[1:]))
    # What was undone and not redone is gone once something else is done.
    app.press_key("ctrl+z")
    caret_to(app, view, "Monday", 1)
    app.press_key("d")
    corpus.wait_pairs(pairs(nested()) + [("date", "Monday")])
    t.equal(undo_name(app, "Redo"), "", "nothing to redo")
    app.press_key("ctrl+shift+z", "ctrl+z", "ctrl+z")
    corpus.wait_pairs(pairs(nested()))
    t.quiet(app)


def test_inspector_and_back(t):
    corpus, app, view = start(t, nested())
    app.press_key("Tab")
    wait_selected(t, app, "Claim:")
    app.press_key("Return")
    t.becomes(lambda: "focused" not in view.node.now_states(), "Enter to leave the text")
    inspector = app.find(role="panel", name="Inspector")
    t.true(any("focused" in node.states for node in inspector.walk()),
           "the focus is in the inspector: %r" % app.find(states="focused"))
    app.press_key("Escape")
    t.becomes(lambda: "focused" in view.node.now_states(), "Escape to come back")
    wait_selected(t, app, "Claim:")
    app.press_key("e")
    wait_selected(t, app, "Person:")
    t.quiet(app)


def test_note_takes_letters(t):
    corpus, app, view = start(t, nested())
    app.press_key("Tab", "F2")
    focused(app, role="text", name="Note")
    app.type_text("seen by a pilot")
    app.press_key("Escape")
    t.becomes(lambda: "focused" in view.node.now_states(), "Escape to come back")
    corpus.wait_load(lambda load: any(each.get("note") == "seen by a pilot"
                                      for each in load["spans"]), "the note on the disk")
    corpus.wait_pairs(pairs(nested()))
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: not any(each.get("note") for each in load["spans"]),
                     "the note to be undone in one step")
    t.quiet(app)


def test_arm_by_key(t):
    corpus, app, view = start(t)
    app.press_key("ctrl+b", "a")
    app.find(role="push button", name="Disarm Place")
    t.equal(corpus.spans(), [], "arming makes nothing")
    app.press_key("Escape")
    app.wait_gone(role="push button", name="Disarm Place")
    app.press_key("ctrl+b", "Escape", "e")
    corpus.wait_pairs([("person", "Mara")])
    t.quiet(app)


def test_doubt(t):
    corpus, app, view = start(t, nested())
    app.press_key("Tab", "F4")
    corpus.wait_load(lambda load: load["spans"][0].get("flag") == "doubt", "the doubt")
    wait_selected(t, app, "Claim: ")
    t.true(selected_row(app).endswith("in doubt"), "the row says so: %s" % selected_row(app))
    app.press_key("F4")
    corpus.wait_load(lambda load: not load["spans"][0].get("flag"), "the doubt to go")
    t.quiet(app)


def test_documents_by_keys(t):
    documents = {"a.txt": "Alma rode north.\n", "b.txt": "Bela rode south.\n",
                 "c.txt": "Cora stayed at home.\n"}
    corpus, app, view = start(t, documents=documents)
    app.view("a.txt")
    app.press_key("ctrl+pagedown")
    app.view("b.txt")
    app.press_key("ctrl+pagedown")
    app.view("c.txt")
    app.press_key("ctrl+pageup")
    view = app.view("b.txt")
    app.press_key("e")
    corpus.wait_pairs([("person", "Bela")], "b.txt")
    app.press_key("ctrl+Return")
    app.view("c.txt")
    corpus.wait_load(lambda load: load.get("status") == "done", "b.txt done on the disk", "b.txt")
    app.document_row("b.txt", "Done")
    app.press_key("ctrl+Return")
    app.view("a.txt")
    corpus.wait_load(lambda load: load.get("status") == "done", "c.txt done on the disk", "c.txt")
    # A done document is protected.
    app.press_key("ctrl+pagedown")
    app.view("b.txt")
    app.press_key("g")
    app.find(role="push button", name_prefix="Reopen")
    t.equal(corpus.pairs("b.txt"), [("person", "Bela")], "nothing changed")
    # Undo goes to the document of the step.
    app.press_key("ctrl+pageup")
    app.view("a.txt")
    app.press_key("ctrl+z")
    app.view("c.txt")
    app.document_row("c.txt", "To do")
    t.quiet(app)


def test_zoom(t):
    corpus, app, view = start(t)
    height = view.char_extents(0)[3]
    app.press_key("ctrl+equal", repeat=5)
    t.becomes(lambda: view.char_extents(0)[3] > 1.3 * height, "the text to grow")
    app.press_key("ctrl+minus", repeat=8)
    t.becomes(lambda: view.char_extents(0)[3] < height, "the text to shrink")
    app.press_key("ctrl+0")
    t.becomes(lambda: view.char_extents(0)[3] == height, "the size as before")
    app.press_key("1")
    corpus.wait_pairs([("person", "Mara")])
    t.quiet(app)


def test_entries_keep_their_keys(t):
    corpus, app, view = start(t, documents={"port.txt": TEXT, "other.txt": OTHER})
    app.press_key("ctrl+Home")
    for _ in range(10):
        app.press_key("shift+Tab")
        if app.find(states="focused").name == "Search documents":
            break
    entry = focused(app, name="Search documents")
    app.type_text("age 1.")
    t.becomes(lambda: entry.text() == "age 1.", "what was typed; it is %r" % entry.text())
    app.press_key("ctrl+a", "Delete")
    t.becomes(lambda: entry.text() == "", "an empty entry")
    t.equal(corpus.spans(), [], "no label key was taken from the entry")
    t.quiet(app)


def test_span_end_by_keys(t):
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel", note="stays")])
    app.press_key("Tab")
    wait_selected(t, app, "Place: Kessel")
    app.press_key("shift+Right", repeat=3)
    wait_selected(t, app, "Place: Kessel st")
    app.press_key("ctrl+shift+Right")
    corpus.wait_pairs([("place", "Kessel stayed")])
    app.press_key("ctrl+shift+Left")
    corpus.wait_pairs([("place", "Kessel")])
    t.equal(corpus.spans()[0]["note"], "stays", "the note")
    app.press_key("shift+Left", repeat=8)
    corpus.wait_pairs([("place", "K")])
    t.quiet(app)


def test_ranges(t):
    spans = [span(TEXT, "place", "Kessel"), span(TEXT, "facility", "The harbour of Kessel")]
    corpus, app, view = start(t, spans)
    app.press_key("Tab", "Tab")
    wait_selected(t, app, "Place: Kessel")
    caret_to(app, view, "nine days")
    wait_selected(t, app, None)
    app.press_key("ctrl+shift+Right", "ctrl+shift+Right", "ctrl+r")
    corpus.wait_pairs([("place", "Kessel nine days"), ("facility", "The harbour of Kessel")])
    t.equal(len(corpus.span("place", "Kessel nine days")["ranges"]), 2, "ranges")
    # Taking out the middle splits a range.
    app.press_key("shift+Tab")
    wait_selected(t, app, "Facility: The harbour")
    caret_to(app, view, " of Kessel")
    app.press_key("shift+Right", repeat=3)
    app.press_key("ctrl+shift+r")
    begin = TEXT.index("The harbour of")
    corpus.wait_load(lambda load: load["spans"][0]["ranges"]
                     == [[begin, begin + 11], [begin + 14, begin + 21]], "two ranges")
    app.press_key("ctrl+z", "ctrl+z")
    corpus.wait_pairs(pairs(spans))
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
