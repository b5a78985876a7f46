#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The grips of the selected span, dragged in the real window and checked against the disk."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. Austin’s aides flew in from the U.S. the "
        "day before. “We lost the north quay”, said Ada Quint, who owns two ferries.\n\n"
        "The harbour of Kessel stayed shut for nine days. Nobody spoke.\n\n"
        "اجتمع مجلس المدينة يوم الاثنين في قاعة كبيرة قرب الميناء القديم.\n\n"
        "The word سلام عليكم stands in the middle of it.\n\n"
        + "\n\n".join("Entry %d of the log says that the wind came from the west and that no ship "
                      "left the harbour of Kessel before noon on that day." % number
                      for number in range(1, 31)) + "\n")
SIZE = (1200, 800)


def start(t, spans, **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT}, {"port.txt": list(spans)}, **how)
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app, app.view()


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def selected_row(app):
    rows = app.find(role="list", name="Spans").children
    chosen = [row.name for row in rows if "selected" in row.states]
    return chosen[0] if chosen else None


def wait_selected(t, app, prefix):
    t.becomes(lambda: (selected_row(app) or "").startswith(prefix), "the selected span to be %r"
              % prefix)


def grip(view, start, end, at_end):
    """The point of a grip of [start, end): the edge where reading begins or ends there."""
    offset = end - 1 if at_end else start
    x, y, width, height = view.char_extents(offset)
    right = view.is_rtl(offset) != at_end
    return (x + width if right else x), y + height // 2


def place(words, occurrence=0):
    at = -1
    for _ in range(occurrence + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def test_end_and_start(t):
    note = {"note": "keep me", "attributes": {"mention": "name"}}
    corpus, app, view = start(t, [span(TEXT, "claim", "lost the north", ident="c1",
                                       cluster="k1", **note),
                                  span(TEXT, "source", "Ada Quint", ident="s1")],
                              clusters=[{"id": "k1", "kind": "claim", "name": "k"}],
                              relations={"port.txt": [{"id": "r1", "type": "attributed-to",
                                                       "from": "c1", "to": "s1"}]})
    view.click_char(view.index("north") + 2)
    wait_selected(t, app, "Claim: lost the north")
    where = place("lost the north")
    # The middle of a word: it snaps to the whole of it.
    xinput.drag(grip(view, *where, True), view.middle(view.index("quay") + 1))
    corpus.wait_pairs([("claim", "lost the north quay"), ("source", "Ada Quint")])
    t.true("north quay" in undo_name(app), "the name of the step: %s" % undo_name(app))
    wait_selected(t, app, "Claim: lost the north quay")
    t.equal(view.selection(), None, "selected text")
    where = place("lost the north quay")
    xinput.drag(grip(view, *where, False), view.middle(view.index("We lost")))
    corpus.wait_pairs([("claim", "We lost the north quay"), ("source", "Ada Quint")])
    claim = corpus.span("claim", "We lost the north quay")
    t.equal(claim["id"], "c1", "the span is the same one")
    t.equal(claim["note"], "keep me", "its note")
    t.equal(claim["cluster"], "k1", "its cluster")
    t.equal(claim["attributes"]["mention"], "name", "its attribute")
    t.equal([(each["from"], each["to"]) for each in corpus.load()["relations"]], [("c1", "s1")],
            "its relation")
    # One step each.
    app.press_key("ctrl+z")
    corpus.wait_pairs([("claim", "lost the north quay"), ("source", "Ada Quint")])
    app.press_key("ctrl+z")
    corpus.wait_pairs([("claim", "lost the north"), ("source", "Ada Quint")])
    t.quiet(app)


def test_shrink_exact_and_never_empty(t):
    corpus, app, view = start(t, [span(TEXT, "person", "harbour pilots on Monday")])
    view.click_char(view.index("pilots") + 2)
    wait_selected(t, app, "Person: harbour pilots on Monday")
    where = place("harbour pilots on Monday")
    xinput.drag(grip(view, *where, True), view.middle(view.index("pilots") + 2))
    corpus.wait_pairs([("person", "harbour pilots")])
    where = place("harbour pilots")
    inside = view.index("pilots") + 3
    xinput.drag(grip(view, *where, True), grip(view, 0, inside, True), ["alt"])
    corpus.wait_pairs([("person", "harbour pil")])
    # Far beyond its own start: one word is left.
    where = place("harbour pil")
    xinput.drag(grip(view, *where, True), view.middle(view.index("Mara") + 1))
    corpus.wait_pairs([("person", "harbour")])
    where = place("harbour")
    xinput.drag(grip(view, *where, False), view.middle(view.index("Monday") + 1))
    t.becomes(lambda: view.selection() is None, "no selected text")
    corpus.wait_pairs([("person", "harbour")])
    t.quiet(app)


def test_away_from_the_grips_is_text(t):
    corpus, app, view = start(t, [span(TEXT, "claim", "The harbour of Kessel stayed shut")])
    view.click_char(view.index("of Kessel") + 1)
    wait_selected(t, app, "Claim: The harbour")
    first, last = view.middle(view.index("Kessel") + 2), view.middle(view.index("stayed") + 2)
    xinput.drag(first, last)
    t.becomes(lambda: view.selection() and view.text(*view.selection()) == "Kessel stayed",
              "text within the span")
    t.equal(selected_row(app), None, "selected span")
    app.press_key("Escape", "Escape")
    # Not selected, a span has no grips: its very edge is text.
    begin = view.index("The harbour of")
    got = view.select_text(begin, begin + 3)
    t.equal(view.text(*got), "The", "from the edge of a span that is not selected")
    t.equal(corpus.pairs(), [("claim", "The harbour of Kessel stayed shut")], "spans")
    t.quiet(app)


def test_right_to_left(t):
    corpus, app, view = start(t, [span(TEXT, "person", "المدينة يوم"),
                                  span(TEXT, "group", "word سلام")])
    view.click_char(view.index("المدينة") + 3)
    wait_selected(t, app, "Person")
    # The end of the text is at its left.
    where = place("المدينة يوم")
    target = view.middle(view.index("الاثنين") + 3)
    held = grip(view, *where, True)
    t.true(target[0] < held[0], "the text runs to the left")
    xinput.drag(held, target)
    corpus.wait_pairs([("person", "المدينة يوم الاثنين"), ("group", "word سلام")])
    where = place("المدينة يوم الاثنين")
    xinput.drag(grip(view, *where, False), view.middle(view.index("مجلس") + 2))
    corpus.wait_pairs([("person", "مجلس المدينة يوم الاثنين"), ("group", "word سلام")])
    # Both directions in one span: its end is at the left of the word from right to left.
    view.click_char(view.index("word سلام") + 1)
    wait_selected(t, app, "Group")
    where = place("word سلام")
    xinput.drag(grip(view, *where, True), view.middle(view.index("عليكم") + 2))
    corpus.wait_pairs([("person", "مجلس المدينة يوم الاثنين"), ("group", "word سلام عليكم")])
    t.quiet(app)


def test_wrapped_and_discontinuous(t):
    words = TEXT[:TEXT.index("\n")]
    corpus, app, view = start(t, [span(TEXT, "claim", words), span(TEXT, "time", ["nine",
                                                                                  "Nobody"])])
    start_y = view.char_extents(0)[1]
    t.true(view.char_extents(len(words) - 1)[1] > start_y, "the first paragraph is in several rows")
    view.click_char(view.index("aides") + 2)
    wait_selected(t, app, "Claim")
    xinput.drag(grip(view, 0, len(words), True), view.middle(view.index("said Ada") + 1))
    wanted = words[:words.index("said") + 4]
    corpus.wait_pairs([("claim", wanted), ("time", "nine Nobody")])
    xinput.drag(grip(view, 0, len(wanted), False), view.middle(view.index("harbour pilots") + 2))
    wanted = wanted[wanted.index("harbour"):]
    corpus.wait_pairs([("claim", wanted), ("time", "nine Nobody")])
    # Each part of a discontinuous one has grips of its own.
    view.click_char(view.index("Nobody") + 2)
    wait_selected(t, app, "Time")
    xinput.drag(grip(view, *place("nine"), True), view.middle(view.index("days") + 1))
    corpus.wait_pairs([("claim", wanted), ("time", "nine days Nobody")])
    xinput.drag(grip(view, *place("Nobody"), True), view.middle(view.index("spoke") + 1))
    corpus.wait_pairs([("claim", wanted), ("time", "nine days Nobody spoke")])
    xinput.drag(grip(view, *place("nine days"), False), view.middle(view.index("shut") + 1))
    corpus.wait_pairs([("claim", wanted), ("time", "shut for nine days Nobody spoke")])
    # Parts that meet become one.
    xinput.drag(grip(view, *place("Nobody spoke"), False), view.middle(view.index("days") + 1))
    corpus.wait_load(lambda load: [each["text"] for each in load["spans"]
                                   if each["label"] == "time"]
                     == ["shut for nine days. Nobody spoke"], "one part")
    t.quiet(app)


def test_escape_and_ball_and_armed(t):
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel")])
    view.click_char(view.index("Kessel") + 2)
    wait_selected(t, app, "Place: Kessel")
    held = grip(view, *place("Kessel"), True)
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 40, held[1], "sleep", "0.05", "mousemove",
                   held[0] + 90, held[1], "sleep", "0.05")
        app.press_key("Escape")
    finally:
        xinput.xdo("mousemove", held[0] + 120, held[1], "mouseup", 1)
    wait_selected(t, app, "Place: Kessel")
    app.wait_painted()
    t.equal(corpus.pairs(), [("place", "Kessel")], "spans after Escape")
    # The handle below the line.
    x, y, width, height = view.char_extents(place("Kessel")[1] - 1)
    xinput.drag((x + width, y + height + 4), view.middle(view.index("stayed") + 2))
    corpus.wait_pairs([("place", "Kessel stayed")])
    # While a label is armed every drag makes a span, from the edge of the selected one too.
    app.press_key("ctrl+b", "t")
    app.find(role="push button", name="Disarm Time")
    xinput.drag(grip(view, *place("Kessel"), False), view.middle(view.index("Kessel") + 4))
    corpus.wait_pairs([("place", "Kessel stayed"), ("time", "Kessel")])
    t.quiet(app)


def test_drag_scrolls(t):
    corpus, app, view = start(t, [span(TEXT, "claim", "Entry 2 of the log")])
    begin = TEXT.index("Entry 2 of the log")
    view.click_char(begin + 3)
    wait_selected(t, app, "Claim: Entry 2")
    view.reveal(begin)
    held = grip(view, begin, begin + len("Entry 2 of the log"), True)
    left, top, width, height = view.rectangle()
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 20, held[1] + 30, "sleep", "0.02", "mousemove",
                   held[0] + 20, top + height + 15)
        t.becomes(lambda: view.char_extents(TEXT.index("Entry 20 of"))[1] < top + height,
                  "the drag to scroll", seconds=20)
        x, y = view.middle(TEXT.index("Entry 20 of") + 2)
        xinput.xdo("mousemove", x, y - 20, "sleep", "0.1", "mousemove", x, top + height // 2)
    finally:
        xinput.xdo("mouseup", 1)
    corpus.wait_load(lambda load: len(load["spans"]) == 1
                     and load["spans"][0]["ranges"][0][0] == begin
                     and load["spans"][0]["ranges"][0][1] > TEXT.index("Entry 10"),
                     "the end far below")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
