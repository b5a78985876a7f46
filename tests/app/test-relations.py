#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linking spans with the mouse: chips dragged onto spans and rows, checked against the disk."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span

TEXT = ("“We lost the north quay”, said Ada Quint, who owns two ferries in Kessel.\n\n"
        "The harbour of Kessel stayed shut for nine days. Nobody spoke.\n\n"
        + "\n\n".join("Entry %d of the log says that the wind came from the west and that no ship "
                      "left before noon on that day." % number for number in range(1, 31))
        + "\n\nThe keeper of the log swore to it.\n")
SIZE = (1200, 800)


def spans():
    return [span(TEXT, "claim", "We lost the north quay", ident="c1"),
            span(TEXT, "cue", "said", ident="q1"),
            span(TEXT, "source", "Ada Quint", ident="s1"),
            span(TEXT, "place", "Kessel", ident="p1"),
            span(TEXT, "place", "Kessel", ident="p2", occurrence=1),
            span(TEXT, "claim", "Nobody spoke", ident="c2"),
            span(TEXT, "source", "keeper of the log", ident="s2")]


def start(t, records=None, **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": records or spans()}, **how)
    app = t.start(args=[corpus], size=SIZE)
    view = app.view()
    view.reveal(0, 30)
    return corpus, app, view


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def chip(view, words, occurrence=0):
    """A point on the chip above the first character."""
    begin = view.index(words, occurrence)
    x, y, _, _ = view.char_extents(begin)
    return x + 5, y - 5


def middle(view, words, occurrence=0):
    return view.middle(view.index(words, occurrence) + 1)


def links(corpus):
    return sorted((each["type"], each["from"], each["to"])
                  for each in corpus.load().get("relations", []))


def wait_links(t, corpus, *wanted):
    corpus.wait_load(lambda load: sorted((each["type"], each["from"], each["to"])
                                         for each in load.get("relations", []))
                     == sorted(wanted), "the relations %r, there are %r" % (wanted, links(corpus)))


def menu_items(app):
    return [node for node in app.find_all(role="menu item")]


def choose(app, name):
    app.click(app.find(role="menu item", name=name))
    app.wait_gone(role="menu item", name=name)


def test_one_type_at_once(t):
    corpus, app, view = start(t)
    # A cue can only be the cue of the claim.
    xinput.drag(chip(view, "said"), middle(view, "north"))
    wait_links(t, corpus, ("cue-of", "q1", "c1"))
    t.becomes(lambda: undo_name(app) == "Relate: cue of", "the name of the step")
    t.equal(menu_items(app), [], "no menu")
    t.equal(view.selection(), None, "dragging a chip selects no text")
    # Again: nothing is made twice.
    xinput.drag(chip(view, "said"), middle(view, "north"))
    app.find(name="These two are linked already")
    wait_links(t, corpus, ("cue-of", "q1", "c1"))
    app.press_key("ctrl+z")
    wait_links(t, corpus)
    t.quiet(app)


def test_menu_of_types(t):
    corpus, app, view = start(t)
    xinput.drag(chip(view, "We lost"), middle(view, "Ada Quint"))
    choose(app, "attributed to")
    wait_links(t, corpus, ("attributed-to", "c1", "s1"))
    # By keyboard, and the other way round: from the source to the claim.
    xinput.drag(chip(view, "Ada Quint"), middle(view, "Nobody"))
    app.find(role="menu item", name="← attributed to")
    app.press_key("Down")
    app.press_key("Escape")
    app.wait_gone(role="menu item", name="← attributed to")
    xinput.drag(chip(view, "Ada Quint"), middle(view, "Nobody"))
    choose(app, "← attributed to")
    wait_links(t, corpus, ("attributed-to", "c1", "s1"), ("attributed-to", "c2", "s1"))
    # The keyboard is back in the text.
    app.press_key("Tab")
    t.becomes(lambda: "focused" in app.view().node.states, "the text to have the keyboard")
    t.quiet(app)


def test_join_by_menu_and_row(t):
    corpus, app, view = start(t)
    xinput.drag(chip(view, "Kessel"), middle(view, "Kessel", 1))
    choose(app, "Join: the Same Entity")

    def together(first, second):
        def look(load):
            ids = {each["id"]: each.get("cluster") for each in load["spans"]}
            return ids[first] and ids[first] == ids[second]
        return look

    corpus.wait_load(together("p1", "p2"), "one cluster of the two places")
    t.true("Join “Kessel”" in undo_name(app), "the name of the step: %s" % undo_name(app))
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: not any(each.get("cluster") for each in load["spans"]), "none")
    # On the row of a claim.
    app.press_key("Escape", "Escape")
    row = app.find(role="list item", name_prefix="Claim: Nobody spoke")
    x, y, width, height = app.steady_rectangle(row)
    xinput.drag(chip(view, "We lost"), (x + width // 3, y + height // 2))
    choose(app, "Join: the Same Claim")
    corpus.wait_load(together("c1", "c2"), "one cluster of the two claims")
    t.quiet(app)


def test_not_allowed_and_escape(t):
    corpus, app, view = start(t)
    # A cue leads to claims only.
    xinput.drag(chip(view, "said"), middle(view, "Ada Quint"))
    app.find(name="Nothing there can be linked with it")
    xinput.drag(chip(view, "said"), middle(view, "stayed shut"))
    held, target = chip(view, "said"), middle(view, "Nobody")
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 20, held[1] + 20, "sleep", "0.05", "mousemove", *target)
        app.press_key("Escape")
    finally:
        xinput.xdo("mouseup", 1)
    app.wait_painted()
    wait_links(t, corpus)
    t.equal(menu_items(app), [], "no menu")
    t.equal(view.selection(), None, "no selected text")
    t.quiet(app)


def test_targets_light_up(t):
    corpus, app, view = start(t)
    held, target = chip(view, "said"), middle(view, "Nobody")
    x, y, width, height = view.char_extents(view.index("Nobody"))
    area = (x - 6, y - 4, 80, height + 10)
    app.move_pointer(*middle(view, "stayed"))
    app.wait_painted()
    before = xinput.fingerprint(area)
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 20, held[1] + 30, "sleep", "0.03", "mousemove",
                   held[0] + 30, held[1] + 60)
        t.becomes(lambda: xinput.fingerprint(area) != before, "an allowed end to stand out")
        app.press_key("Escape")
    finally:
        xinput.xdo("mouseup", 1)
    t.quiet(app)


def test_drag_scrolls_to_a_far_end(t):
    corpus, app, view = start(t)
    left, top, width, height = view.rectangle()
    held = chip(view, "We lost")
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 20, held[1] + 30, "sleep", "0.03", "mousemove",
                   held[0] + 40, top + height + 15)
        end = TEXT.index("keeper of")
        t.becomes(lambda: view.char_extents(end)[1] < top + height - 40, "the drag to scroll",
                  seconds=30)
        x, y = middle(view, "keeper of")
        xinput.xdo("mousemove", x, y - 40, "sleep", "0.1")
        x, y = middle(view, "keeper of")
        xinput.xdo("mousemove", x, y, "sleep", "0.1")
        x, y = middle(view, "keeper of")
        xinput.xdo("mousemove", x, y, "sleep", "0.05")
    finally:
        xinput.xdo("mouseup", 1)
    choose(app, "attributed to")
    wait_links(t, corpus, ("attributed-to", "c1", "s2"))
    t.quiet(app)


def test_third_grip_with_chips_off(t):
    corpus, app, view = start(t)
    app.click(app.find(role="push button", name="Main menu"))
    choose_chips(app, "Off")
    view.click_char(view.index("said") + 1)
    x, y, width, _ = view.char_extents(view.index("said"))
    last = view.char_extents(view.index("said") + 3)
    xinput.drag(((x + last[0] + last[2]) // 2, y - 2), middle(view, "north"))
    wait_links(t, corpus, ("cue-of", "q1", "c1"))
    t.equal(view.selection(), None, "selected text")
    t.quiet(app)


def choose_chips(app, name):
    app.click(app.find(role="menu item", name="Label Chips"))
    app.click(app.find(role=("radio menu item", "menu item", "radio button"), name=name))
    app.wait_gone(name="Label Chips")


def test_clicks_on_chips(t):
    corpus, app, view = start(t, [span(TEXT, "claim", "Nobody spoke", ident="c2"),
                                  span(TEXT, "person", "Nobody", ident="n1")])
    rows = app.find(role="list", name="Spans")

    def selected():
        return [row.name.split(":")[0] for row in app.find(role="list", name="Spans").children
                if "selected" in row.states]

    # Inner and outer begin at the same place; each chip is its span's, clicked as often as you like.
    x, y = chip(view, "Nobody")
    xinput.click(x - 3, y)
    t.becomes(lambda: selected() == ["Claim"], "the claim by its chip")
    xinput.click(x - 3, y)
    xinput.click(x - 3, y, count=2)
    app.wait_painted()
    t.equal(selected(), ["Claim"], "still the claim")
    t.equal(view.selection(), None, "no word")
    t.true(rows is not None, "the list")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
