#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Annotating with the mouse, in the real window: every gesture is checked against the disk."""

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
        + "\n\n".join("Entry %d of the log says that the wind came from the west and that no ship "
                      "left the harbour of Kessel before noon on that day." % number
                      for number in range(1, 41)) + "\n")
SIZE = (1200, 800)


def start(t, spans=(), **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None)
    app = t.start(args=[corpus], size=SIZE, **how)
    return corpus, app, app.view()


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def selected_row(app):
    """The accessible name of the row of the selected span, or None."""
    rows = app.find(role="list", name="Spans").children
    chosen = [row.name for row in rows if "selected" in row.states]
    return chosen[0] if chosen else None


def wait_selected(t, app, prefix):
    t.becomes(lambda: (selected_row(app) or "").startswith(prefix) if prefix
              else selected_row(app) is None, "the selected span to be %r, it is %r"
              % (prefix, selected_row(app)))


def test_drag_snaps_to_words(t):
    corpus, app, view = start(t)
    begin = view.index("ara Austin me")
    got = view.select_text(begin, begin + len("ara Austi"))
    t.equal(view.text(*got), "Mara Austin", "the selection")
    app.press_key("e")
    corpus.wait_pairs([("person", "Mara Austin")])
    t.true("Person" in undo_name(app), "the name of the undo step: %s" % undo_name(app))
    # A second one: the drag lets go of the span, the key tags the new text.
    begin = view.index("U.S")
    got = view.select_text(begin, begin + 3)
    t.equal(view.text(*got), "U.S.", "the abbreviation's stop belongs to it")
    app.press_key("a")
    begin = view.index("Austin’s")
    got = view.select_text(begin + 1, begin + 6)
    t.equal(view.text(*got), "Austin", "the possessive stays outside")
    app.press_key("e")
    corpus.wait_pairs([("person", "Mara Austin"), ("place", "U.S."), ("person", "Austin")])
    app.press_key("ctrl+z", "ctrl+z")
    corpus.wait_pairs([("person", "Mara Austin")])
    t.quiet(app)


def test_drag_backwards_and_within_a_span(t):
    corpus, app, view = start(t, [span(TEXT, "claim", "We lost the north quay")])
    first, last = view.edge(view.index("north")), view.edge(view.index("quay") + 3, after=True)
    view.reveal(view.index("north"))
    xinput.drag(last, first)
    t.becomes(view.selection, "a selection")
    t.equal(view.text(*view.selection()), "north quay", "dragged from right to left")
    app.press_key("f")
    corpus.wait_pairs([("claim", "We lost the north quay"), ("facility", "north quay")])
    # From the very edge of a span: still text, never the span.
    begin = view.index("We lost")
    got = view.select_text(begin, begin + 2)
    t.equal(view.text(*got), "We", "dragged from the edge of a span")
    app.press_key("g")
    corpus.wait_pairs([("claim", "We lost the north quay"), ("facility", "north quay"),
                       ("group", "We")])
    t.quiet(app)


def test_alt_drag_is_exact(t):
    corpus, app, view = start(t)
    begin = view.index("harbour pilots")
    got = view.select_text(begin + 2, begin + 10, modifiers=["alt"])
    t.equal(view.text(*got), "rbour pi", "the selection")
    app.press_key("x")
    corpus.wait_pairs([("product", "rbour pi")])
    t.quiet(app)


def test_popover_is_shown_and_takes_no_keys(t):
    corpus, app, view = start(t)
    view.select_words("Kessel stayed")
    popover = app.find(role="entry", name="Find a label")
    t.true("focused" not in popover.states, "the popover must not take the keyboard")
    t.becomes(app.popovers, "the popover on the screen")
    box = app.popovers()[0].frame
    begin = view.index("Kessel stayed")
    x, y, width, height = view.char_extents(begin)
    t.true(not (box[0] <= x < box[0] + box[2] and box[1] + 14 <= y + height / 2 < box[1] + box[3]),
           "the popover covers the selected line")
    app.press_key("a")
    app.wait_gone(role="entry", name="Find a label")
    corpus.wait_pairs([("place", "Kessel stayed")])
    t.quiet(app)


def test_popover_click(t):
    corpus, app, view = start(t)
    view.select_words("Kessel")
    entry = app.find(role="entry", name="Find a label")
    row = [node for node in entry.parent.walk() if node.role == "list item"
           and node.name == "Organization"][0]
    app.click(row)
    app.wait_gone(role="entry", name="Find a label")
    corpus.wait_pairs([("organization", "Kessel")])
    # The view has the keyboard again: the next key changes the label of the new span.
    app.press_key("a")
    corpus.wait_pairs([("place", "Kessel")])
    t.quiet(app)


def test_popover_filter(t):
    corpus, app, view = start(t)
    view.select_words("nine days")
    app.press_key("space")
    entry = app.find(role="entry", name="Find a label", states="focused")
    app.type_text("tim")
    t.becomes(lambda: entry.text() == "tim", "the filter's text")
    app.press_key("Return")
    corpus.wait_pairs([("time", "nine days")])
    # Letters typed into the filter were no label keys.
    view.select_words("Nobody")
    app.press_key("space")
    app.find(role="entry", name="Find a label", states="focused")
    app.type_text("zzz")
    app.find(role="list item", name="New label “zzz”")
    app.press_key("Escape")
    app.wait_gone(role="entry", name="Find a label")
    t.equal(view.text(*view.selection()), "Nobody", "Escape keeps the selection")
    app.press_key("g")
    corpus.wait_pairs([("time", "nine days"), ("group", "Nobody")])
    t.quiet(app)


def test_click_into_the_popover_filter(t):
    corpus, app, view = start(t)
    view.select_words("Kessel")
    app.click(app.find(role="entry", name="Find a label"))
    app.find(role="entry", name="Find a label", states="focused")
    app.type_text("pla")
    app.press_key("Return")
    corpus.wait_pairs([("place", "Kessel")])
    t.quiet(app)


def test_armed_label(t):
    corpus, app, view = start(t)
    app.click(app.palette_row("Place"))
    app.find(role="push button", name="Disarm Place")
    begin = view.index("Kessel")
    view.select_text(begin, begin + 6, expect=False)
    corpus.wait_pairs([("place", "Kessel")])
    view.click_char(view.index("Kessel before") + 2, count=2)
    corpus.wait_pairs([("place", "Kessel"), ("place", "Kessel")])
    view.click_char(view.index("U.S.") + 1, count=2)
    corpus.wait_pairs([("place", "Kessel"), ("place", "Kessel"), ("place", "U.S.")])
    t.equal(app.find_all(role="entry", name="Find a label"), [], "no popover while armed")
    app.press_key("Escape")
    app.wait_gone(role="push button", name="Disarm Place")
    got = view.select_words("Nobody")
    t.equal(view.text(*got), "Nobody", "disarmed, a drag only selects")
    app.press_key("Escape", "Escape")
    # Another label is armed in place of the first; clicking it again disarms.
    app.click(app.palette_row("Time"))
    app.find(role="push button", name="Disarm Time")
    app.click(app.palette_row("Date"))
    app.find(role="push button", name="Disarm Date")
    app.click(app.palette_row("Date"))
    app.wait_gone(role="push button", name="Disarm Date")
    corpus.wait_pairs([("place", "Kessel"), ("place", "Kessel"), ("place", "U.S.")])
    t.quiet(app)


def test_palette_click_on_selected_text(t):
    corpus, app, view = start(t)
    view.select_words("Kessel")
    app.press_key("Escape")
    view.select_words("Monday")
    app.click(palette_row(app, "Date"))
    corpus.wait_pairs([("date", "Monday")])
    t.equal(app.find_all(name="Disarm Date"), [], "not armed")
    # The span is selected now: a click in the palette changes its label.
    app.click(palette_row(app, "Event"))
    corpus.wait_pairs([("event", "Monday")])
    t.quiet(app)


def palette_row(app, label):
    """The label's row in the palette, also while the popover has one of the same name."""
    return app.find_all(role="list item", name=label)[-1]


def test_double_and_triple_click(t):
    corpus, app, view = start(t)
    for words, inside, wanted in (("U.S.", 2, "U.S."), ("Austin’s", 1, "Austin"),
                                  ("ferries.", 3, "ferries")):
        view.click_char(view.index(words) + inside, count=2)
        t.becomes(view.selection, "a selection")
        t.equal(view.text(*view.selection()), wanted, "double click")
    view.click_char(view.index("Nobody") + 2, count=3)
    t.becomes(lambda: view.selection() and view.text(*view.selection()) == "Nobody spoke.",
              "the sentence; selected is %r" % (view.selection(),))
    view.click_char(view.index("aides") + 2, count=3)
    wanted = "Austin’s aides flew in from the U.S. the day before."
    t.becomes(lambda: view.selection() and view.text(*view.selection()) == wanted,
              "the sentence with an abbreviation in it")
    app.press_key("c")
    corpus.wait_pairs([("claim", wanted)])
    t.quiet(app)


def test_double_click_and_drag_takes_words(t):
    corpus, app, view = start(t)
    view.reveal(view.index("harbour pilots"))
    first, last = view.middle(view.index("harbour pilots") + 2), view.middle(view.index("pilots") + 3)
    xinput.move(*first)
    xinput.xdo("click", 1, "mousedown", 1)
    try:
        xinput.xdo("mousemove", (first[0] + last[0]) // 2, first[1], "sleep", "0.02",
                   "mousemove", *last)
    finally:
        xinput.xdo("mouseup", 1)
    t.becomes(lambda: view.selection() and view.text(*view.selection()) == "harbour pilots",
              "words from double click and drag")


def nested():
    return [span(TEXT, "claim", "The harbour of Kessel stayed shut for nine days"),
            span(TEXT, "facility", "The harbour of Kessel"),
            span(TEXT, "place", "Kessel"),
            span(TEXT, "time", "nine days")]


def test_clicks_step_outwards(t):
    corpus, app, view = start(t, nested())
    inside = view.index("Kessel") + 3
    for wanted in ("Place: Kessel", "Facility: The harbour", "Claim: The harbour", "Place: Kessel"):
        view.click_char(inside)
        wait_selected(t, app, wanted)
    # A second click within the double-click time is a double click, never a step.
    view.click_char(inside, count=2)
    t.becomes(lambda: view.selection() and view.text(*view.selection()) == "Kessel", "the word")
    t.equal(selected_row(app), None, "selected span")
    view.click_char(view.index("Nobody"))
    t.becomes(lambda: view.selection() is None, "no selection")
    view.click_char(inside)
    wait_selected(t, app, "Place: Kessel")
    view.click_char(view.index("nine days") + 1)
    wait_selected(t, app, "Time: nine days")
    view.click_char(view.index("Nobody") + 1)
    wait_selected(t, app, None)
    t.quiet(app)


def test_relabel_by_click_and_key(t):
    corpus, app, view = start(t, nested())
    view.click_char(view.index("Kessel") + 3)
    wait_selected(t, app, "Place: Kessel")
    app.press_key("w")
    wait_selected(t, app, "Location: Kessel")
    app.press_key("Delete")
    wait_selected(t, app, None)
    corpus.wait_pairs([(each["label"], each["text"]) for each in nested()
                       if each["label"] != "place"])
    app.press_key("ctrl+z", "ctrl+z")
    corpus.wait_pairs([(each["label"], each["text"]) for each in nested()])
    t.quiet(app)


def test_chip_selects_its_span(t):
    corpus, app, view = start(t, [span(TEXT, "claim", "The harbour of Kessel stayed shut for nine "
                                                      "days"), span(TEXT, "time", "nine days")])
    begin = view.index("nine days")
    view.reveal(begin)
    x, y, _, _ = view.char_extents(begin)
    xinput.click(x + 8, y - 4)
    wait_selected(t, app, "Time: nine days")
    app.press_key("d")
    corpus.wait_pairs([("claim", "The harbour of Kessel stayed shut for nine days"),
                       ("date", "nine days")])
    t.quiet(app)


def test_shift_click_extends(t):
    corpus, app, view = start(t)
    view.place_caret(view.index("harbour pilots"))
    view.click_char(view.index("Monday") + 2, modifiers=["shift"])
    t.becomes(lambda: view.selection() and view.text(*view.selection())
              == "harbour pilots on Monday", "from the caret to the word clicked with Shift")
    app.press_key("v")
    corpus.wait_pairs([("event", "harbour pilots on Monday")])
    t.quiet(app)


def test_ctrl_drag_adds_a_range(t):
    corpus, app, view = start(t, nested()[2:])
    view.click_char(view.index("Kessel") + 2)
    wait_selected(t, app, "Place: Kessel")
    view.reveal(view.index("shut"))
    begin = view.index("shut")
    xinput.drag(view.edge(begin), view.edge(begin + 3, after=True), ["ctrl"])
    corpus.wait_pairs([("place", "Kessel shut"), ("time", "nine days")])
    wait_selected(t, app, "Place: Kessel")
    t.equal(view.selection(), None, "selected text")
    app.press_key("ctrl+z")
    corpus.wait_pairs([("place", "Kessel"), ("time", "nine days")])
    t.quiet(app)


def test_drag_scrolls_at_the_edge(t):
    corpus, app, view = start(t)
    begin = view.index("Entry 1 of")
    view.reveal(begin)
    x, y = view.edge(begin)
    left, top, width, height = view.rectangle()
    xinput.move(x, y)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", x + 20, y + 30, "sleep", "0.02", "mousemove", x + 60,
                   top + height + 20)
        t.becomes(lambda: (view.selection() or (0, 0))[1] > view.index("Entry 20 of"),
                  "the drag to scroll", seconds=20)
        t.equal(view.selection()[0], begin, "where the drag began")
        bottom = view.selection()[1]
        xinput.xdo("mousemove", x + 60, top - 20)
        t.becomes(lambda: (view.selection() or (0, TEXT.index("Entry 40")))[1] < bottom - 300,
                  "the drag to scroll back", seconds=20)
    finally:
        xinput.xdo("mouseup", 1)
    # The pointer is up: nothing scrolls on.
    last = view.selection()
    t.becomes(lambda: still(view, last), "the selection to stay")
    t.quiet(app)


def test_drag_scrolls_near_the_edge(t):
    """Where the pointer cannot leave the view: the window fills the screen, say."""
    corpus, app, view = start(t)
    begin = view.index("Entry 1 of")
    view.reveal(begin)
    x, y = view.edge(begin)
    left, top, width, height = view.rectangle()
    xinput.move(x, y)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", x + 20, y + 30, "sleep", "0.02", "mousemove", x + 60,
                   top + height - 4)
        t.becomes(lambda: (view.selection() or (0, 0))[1] > view.index("Entry 15 of"),
                  "the drag to scroll", seconds=30)
        app.press_key("Escape")
        t.becomes(lambda: view.selection() is None, "Escape to leave the drag")
    finally:
        xinput.xdo("mouseup", 1)
    t.equal(view.selection(), None, "selected text")
    t.quiet(app)


def test_ctrl_click_selects_several(t):
    corpus, app, view = start(t, nested())
    view.click_char(view.index("Kessel") + 3)
    wait_selected(t, app, "Place: Kessel")
    view.click_char(view.index("nine days") + 1, modifiers=["ctrl"])
    t.becomes(lambda: selected_labels(app) == ["Place", "Time"], "both to be selected")
    view.click_char(view.index("Kessel") + 3, modifiers=["ctrl"])
    t.becomes(lambda: selected_labels(app) == ["Time"], "the second one alone")
    view.click_char(view.index("Nobody") + 1)
    wait_selected(t, app, None)
    t.quiet(app)


def selected_labels(app):
    rows = app.find(role="list", name="Spans").children
    return sorted(row.name.split(":")[0] for row in rows if "selected" in row.states)


def still(view, last):
    for _ in range(4):
        view.text(0, 10)
        if view.selection() != last:
            raise tap.Failure("the selection went on from %r to %r" % (last, view.selection()))
    return True


def test_hover_repaints(t):
    corpus, app, view = start(t, nested())
    app.move_pointer(*view.middle(view.index("Nobody")))
    app.wait_painted()
    begin = view.index("Kessel")
    x, y, width, height = view.char_extents(begin)
    area = (x - 4, y - 4, 6 * width + 8, height + 8)
    before = xinput.fingerprint(area)
    app.move_pointer(*view.middle(begin + 2))
    t.becomes(lambda: xinput.fingerprint(area) != before, "the span below the pointer to be shown")
    app.move_pointer(*view.middle(view.index("Nobody")))
    t.becomes(lambda: xinput.fingerprint(area) == before, "the hover to end")
    t.equal(selected_row(app), None, "hovering selects nothing")


if __name__ == "__main__":
    tap.main(globals())
