#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A relation as a thing of its own: selected by mouse and keyboard, changed, led on, deleted."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import driver
import tap
import xinput
from corpora import span

TEXT = ("“We lost the north quay”, said Ada Quint of Kessel.\n\n"
        "So reports Tomas Bell, who was there. Nobody spoke.\n\n"
        + "\n\n".join("Entry %d of the log says that the wind came from the west and that no ship "
                      "left before noon on that day." % number for number in range(1, 31))
        + "\n\nThe keeper of the log swore to it.\n")
ARABIC = ("قال مدير الميناء إن الرصيف الشمالي ضاع قبل الظهر.\n\n"
          "ونقلت ذلك سارة الحداد في تقريرها. لم يتكلم أحد.\n")
LINE = (0x91, 0x41, 0xac)  # of “attributed to”
ACCENT = (0x1c, 0x71, 0xd8)
SIZE = (1200, 800)


def spans():
    return [span(TEXT, "claim", "We lost the north quay", ident="c1"),
            span(TEXT, "cue", "said", ident="q1"),
            span(TEXT, "source", "Ada Quint", ident="s1"),
            span(TEXT, "place", "Kessel", ident="p1"),
            span(TEXT, "source", "Tomas Bell", ident="s2"),
            span(TEXT, "claim", "Nobody spoke", ident="c2"),
            span(TEXT, "source", "keeper of the log", ident="s3")]


def relation(ident, kind, start, end, **more):
    return {"id": ident, "type": kind, "from": start, "to": end, "created": corpora.CREATED,
            "by": corpora.LAYER, **more}


def begin(t, relations=None, text=TEXT, records=None, scheme=None, **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": text},
                           {"port.txt": records or spans()},
                           relations={"port.txt": relations if relations is not None else
                                      [relation("r1", "attributed-to", "c1", "s1", note="sure")]})
    if scheme:
        corpora.put(corpus.folder / "scheme.json", scheme)
    app = t.start(args=[corpus], size=SIZE, **how)
    view = app.view()
    view.reveal(0, 10)
    return corpus, app, view


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def chip(view, words, occurrence=0):
    """A point on the chip above the first character."""
    x, y, width, _ = view.char_extents(view.index(words, occurrence))
    return (x + width - 5 if view.is_rtl(view.index(words, occurrence)) else x + 5), y - 5


def middle(view, words, occurrence=0):
    return view.middle(view.index(words, occurrence) + 1)


def wait_relations(corpus, *wanted):
    def now(load):
        return sorted((each["id"], each["type"], each["from"], each["to"])
                      for each in load.get("relations", []))

    corpus.wait_load(lambda load: now(load) == sorted(wanted),
                     "the relations %r, there are %r" % (wanted, now(corpus.load())))


def links(corpus):
    return sorted((each["type"], each["from"], each["to"])
                  for each in corpus.load().get("relations", []))


def says(app, text):
    app.find(name_contains=text)


def selected(app):
    return [row.name for row in app.find(role="list", name="Spans").children
            if "selected" in row.states]


# The picture


def points(area, color, within=40):
    """The places of the screen in an area (x, y, width, height) that have about the colour."""
    x, y, width, height = (int(each) for each in area)
    done = subprocess.run(["import", "-window", "root", "-crop",
                           "%dx%d%+d%+d" % (width, height, x, y), "-depth", "8", "rgb:-"],
                          capture_output=True, timeout=30, check=True)
    pixels = done.stdout
    return [(x + index % width, y + index // width) for index in range(len(pixels) // 3)
            if sum(abs(pixels[3 * index + k] - color[k]) for k in range(3)) <= within]


def line_point(t, app, view, words):
    """A place on the line of the relation, in the channel above the row of the words."""
    left, _, width, _ = view.rectangle()
    _, y, _, _ = view.char_extents(view.index(words))

    def look():
        found = points((left + 4, y - 34, width - 8, 30), LINE)
        rows = {}
        for point in found:
            rows.setdefault(point[1], []).append(point)
        level = max(rows.values(), key=len, default=[])
        # Longer than what the letters of its name have in a row.
        return level[len(level) // 2] if len(level) > 60 else None

    return t.becomes(look, "a line above “%s”" % words)


def handle(t, view, words):
    """The middle of the handle above the chip of the words."""
    index = view.index(words)
    x, y, width, _ = view.char_extents(index)
    left = x + width - 46 if view.is_rtl(index) else x

    def look():
        found = points((left, y - 32, 46, 16), ACCENT)
        if len(found) < 12:
            return None
        return (sum(each[0] for each in found) // len(found),
                sum(each[1] for each in found) // len(found))

    return t.becomes(look, "a handle above “%s”" % words)


def click_line(t, app, view, words="We lost", above=None):
    """Selects the span of the words, then the relation by a click on its line."""
    view.click_char(view.index(words) + 1)
    app.wait_painted()
    x, y = line_point(t, app, view, above or words)
    xinput.click(x, y)


def wait_no_handle(t, view, words):
    x, y, _, _ = view.char_extents(view.index(words))
    t.becomes(lambda: not points((x, y - 32, 46, 16), ACCENT), "no handle above “%s”" % words)


# Tests


def test_click_line_and_escape(t):
    corpus, app, view = begin(t)
    click_line(t, app, view)
    says(app, "Relation attributed to: from “We lost the north quay” to “Ada Quint”")
    app.find(role="push button", name="From Claim: We lost the north quay")
    app.find(role="push button", name="To Source: Ada Quint")
    t.becomes(lambda: selected(app) == [], "no span to be selected")
    handle(t, view, "We lost")
    handle(t, view, "Ada")
    # A label's key tags no word that nobody looks at.
    app.press_key("e")
    says(app, "A relation is selected")
    app.press_key("Escape")
    t.becomes(lambda: [name.split(",")[0] for name in selected(app)]
              == ["Claim: We lost the north quay"], "Escape to lead back to the claim")
    wait_no_handle(t, view, "Ada")
    app.press_key("Escape")
    t.becomes(lambda: selected(app) == [], "nothing to be selected")
    t.equal(len(corpus.spans()), 7, "spans")
    t.quiet(app)


def test_click_name_and_links(t):
    corpus, app, view = begin(t)
    view.click_char(view.index("lost") + 1)
    app.wait_painted()
    left, _, width, _ = view.rectangle()
    _, y, _, _ = view.char_extents(view.index("Ada"))
    letters = t.becomes(lambda: points((left + 4, y - 12, width - 8, 7), LINE), "a name")
    xinput.click(*letters[len(letters) // 2])
    says(app, "Relation attributed to: from")
    app.click(app.find(role="push button", name="To Source: Ada Quint"))
    t.becomes(lambda: any(name.startswith("Source: Ada Quint") for name in selected(app)),
              "its far end to be selected")
    # A menu of the line is about the selected relation.
    x, y = line_point(t, app, view, "We lost")
    xinput.click(x, y, button=3)
    app.find(role="menu item", name="Remove Relation")
    app.press_key("Escape")
    handle(t, view, "Ada")
    t.quiet(app)


def test_type_and_note(t):
    corpus, app, view = begin(t)
    click_line(t, app, view)
    combo = app.find(role="combo box", name="Type of the relation")
    app.click(combo)
    # Only what may lead from a claim to a source.
    app.find(role="label", name="mediated by", within=combo)
    t.equal(app.find_all(role="label", name="supports", within=combo), [], "types that do not fit")
    app.click(app.find(role="label", name="mediated by", within=combo))
    wait_relations(corpus, ("r1", "mediated-by", "c1", "s1"))
    t.becomes(lambda: undo_name(app) == "Change Relation: mediated by", "the name of the step")
    t.equal(app.find_all(role="push button", name="Reverse"), [], "no reversing to a claim")
    app.press_key("Escape")
    app.press_key("F2")
    app.find(name="Note of the relation", states="focused")
    app.press_key("ctrl+a")
    app.type_text("by letter")
    app.press_key("Escape")
    corpus.wait_load(lambda load: load["relations"][0].get("note") == "by letter", "the note")
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: load["relations"][0].get("note") == "sure", "the note undone")
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    # It was selected all the time.
    handle(t, view, "Ada")
    app.press_key("ctrl+shift+z")
    wait_relations(corpus, ("r1", "mediated-by", "c1", "s1"))
    handle(t, view, "Ada")
    t.quiet(app)


def test_attributes_and_reverse(t):
    scheme = json.loads((driver.REPOSITORY / "data/schemes/news.json").read_text("utf-8"))
    supports = next(each for each in scheme["relations"] if each["id"] == "supports")
    supports["color"] = "#9141ac"
    supports["attributes"] = [{"id": "how", "name": "How", "type": "choice",
                               "values": ["proof", "hint"]}]
    corpus, app, view = begin(t, [relation("r1", "supports", "c1", "c2")], scheme=scheme)
    click_line(t, app, view)
    combo = app.find(role="combo box", name="How")
    app.click(combo)
    app.click(app.find(role="label", name="hint", within=combo))
    corpus.wait_load(lambda load: load["relations"][0].get("attributes") == {"how": "hint"},
                     "the attribute")
    app.press_key("Escape", "Return")
    focus_on(t, app, "Reverse")
    app.press_key("space")
    wait_relations(corpus, ("r1", "supports", "c2", "c1"))
    t.becomes(lambda: undo_name(app) == "Reverse Relation: supports", "the name of the step")
    t.equal(corpus.load()["relations"][0].get("attributes"), {"how": "hint"}, "attributes")
    app.find(role="push button", name="From Claim: Nobody spoke")
    app.press_key("ctrl+z", "ctrl+z")
    corpus.wait_load(lambda load: load["relations"] ==
                     [relation("r1", "supports", "c1", "c2")] or
                     not load["relations"][0].get("attributes"), "all undone")
    t.quiet(app)


def test_delete_key_and_undo(t):
    corpus, app, view = begin(t)
    click_line(t, app, view)
    handle(t, view, "Ada")
    app.press_key("Delete")
    wait_relations(corpus)
    t.becomes(lambda: undo_name(app) == "Remove Relation: attributed to", "the name of the step")
    # Once more deletes no span.
    app.press_key("Delete")
    app.wait_painted()
    t.equal(len(corpus.spans()), 7, "spans")
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    handle(t, view, "Ada")
    app.press_key("Delete")
    wait_relations(corpus)
    app.press_key("ctrl+z", "ctrl+shift+z")
    wait_relations(corpus)
    t.equal(len(corpus.spans()), 7, "spans")
    t.quiet(app)


def test_drag_an_end(t):
    corpus, app, view = begin(t)
    click_line(t, app, view)
    # Not onto a place, and not after Escape.
    xinput.drag(handle(t, view, "Ada"), middle(view, "Kessel"))
    says(app, "The relation cannot lead there")
    held, target = handle(t, view, "Ada"), middle(view, "Tomas")
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 20, held[1] + 20, "sleep", "0.05", "mousemove", *target)
        app.press_key("Escape")
    finally:
        xinput.xdo("mouseup", 1)
    says(app, "The relation is as it was")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    # Where it leads to, then where it starts.
    xinput.drag(handle(t, view, "Ada"), middle(view, "Tomas"))
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s2"))
    t.equal(corpus.load()["relations"][0]["note"], "sure", "note")
    t.becomes(lambda: undo_name(app) == "Change Relation: attributed to", "the name of the step")
    xinput.drag(handle(t, view, "We lost"), middle(view, "Nobody"))
    wait_relations(corpus, ("r1", "attributed-to", "c2", "s2"))
    t.equal(view.selection(), None, "selected text")
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s2"))
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    handle(t, view, "Ada")
    t.quiet(app)


def test_drag_scrolls_to_a_far_end(t):
    corpus, app, view = begin(t)
    click_line(t, app, view)
    left, top, width, height = view.rectangle()
    held = handle(t, view, "Ada")
    xinput.move(*held)
    xinput.xdo("mousedown", 1)
    try:
        xinput.xdo("mousemove", held[0] + 20, held[1] + 30, "sleep", "0.03", "mousemove",
                   held[0] + 40, top + height + 15)
        end = TEXT.index("keeper of")
        t.becomes(lambda: view.char_extents(end)[1] < top + height - 40, "the drag to scroll",
                  seconds=30)
        for up in (40, 0, 0):
            x, y = middle(view, "keeper of")
            xinput.xdo("mousemove", x, y - up, "sleep", "0.1")
    finally:
        xinput.xdo("mouseup", 1)
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s3"))
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    t.quiet(app)


def wait_type_focus(t, app):
    """The button of the drop-down has the keyboard, the first thing in the form of a relation."""
    def look():
        combo = app.find(role="combo box", name="Type of the relation", quick=True)
        return combo is not None and app.find_all(within=combo, states="focused")

    t.becomes(look, "the type of the relation to have the keyboard")


def focus_on(t, app, prefix):
    """Presses Tab until what has the name has the keyboard."""
    for _ in range(40):
        if app.find_all(name_prefix=prefix, states="focused"):
            return
        app.press_key("Tab")
        app.wait_painted()
    t.true(False, "“%s” cannot be reached by Tab" % prefix)


def change_by_keyboard(t, app, button, typed):
    """From the text: the inspector, the button beside an end, the text of another span."""
    app.press_key("Return")
    wait_type_focus(t, app)
    focus_on(t, app, button)
    app.press_key("space")
    app.find(name="Text of the other end", states="focused")
    app.type_text(typed)
    app.press_key("Return")


def test_by_keyboard(t):
    # With its cue the claim has all that it may be offered: Enter is the inspector's.
    corpus, app, view = begin(t, [relation("r1", "attributed-to", "c1", "s1", note="sure"),
                                  relation("r2", "cue-of", "q1", "c1")])
    cue = ("r2", "cue-of", "q1", "c1")
    # Tab to the claim, into the inspector, on to the relation's row.
    app.press_key("Tab", "Return")
    focus_on(t, app, "Relation attributed to Ada Quint")
    # What is above and beside it in its row comes next.
    app.press_key("Tab")
    app.find(name="attributed to Ada Quint", states="focused")
    app.press_key("Tab")
    app.find(name="Change the relation", states="focused")
    app.press_key("shift+Tab", "shift+Tab", "Return")
    says(app, "Relation attributed to: from “We lost the north quay” to “Ada Quint”")
    wait_type_focus(t, app)
    app.press_key("Escape")
    t.becomes(lambda: "focused" in app.view().node.states, "the text to have the keyboard")
    change_by_keyboard(t, app, "Change where it leads to", "Tom")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s2"), cue)
    app.find(role="push button", name="To Source: Tomas Bell")
    app.press_key("Escape")
    change_by_keyboard(t, app, "Change where it starts", "Nobody")
    wait_relations(corpus, ("r1", "attributed-to", "c2", "s2"), cue)
    t.equal([each.get("note") for each in corpus.load()["relations"] if each["id"] == "r1"],
            ["sure"], "note")
    app.press_key("Escape", "ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s2"), cue)
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"), cue)
    # Back to the claim, from which it was selected; the span is not what was deleted.
    app.press_key("Escape")
    t.becomes(lambda: any(name.startswith("Claim: We lost") for name in selected(app)), "the claim")
    t.quiet(app)


def wait_links(corpus, *wanted):
    corpus.wait_load(lambda load: sorted((each["type"], each["from"], each["to"])
                                         for each in load.get("relations", [])) == sorted(wanted),
                     "%r, there are %r" % (wanted, links(corpus)))


def choose(app, name):
    app.click(app.find(role="menu item", name=name))
    app.wait_gone(role="menu item", name=name)


def test_chain_by_drag(t):
    corpus, app, view = begin(t, [])
    xinput.drag(chip(view, "We lost"), middle(view, "Ada"))
    choose(app, "attributed to")
    wait_links(corpus, ("attributed-to", "c1", "s1"))
    xinput.drag(chip(view, "We lost"), middle(view, "Tomas"))
    choose(app, "mediated by")
    wait_links(corpus, ("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s2"))
    app.find(role="label", name_contains="as reported by")
    # The line that stands out is the one whose end is dragged.
    x, y = line_point(t, app, view, "We lost")
    xinput.click(x, y)
    says(app, "Relation attributed to: from")
    xinput.drag(handle(t, view, "Ada"), middle(view, "Tomas"))
    wait_links(corpus, ("attributed-to", "c1", "s2"), ("mediated-by", "c1", "s2"))
    app.press_key("ctrl+z")
    wait_links(corpus, ("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s2"))
    t.quiet(app)


def link_second(t, app, name):
    """In link mode on to the target of the name, by the second type that fits."""
    app.press_key("ctrl+l")
    for _ in range(10):
        app.press_key("Tab")
        app.wait_painted()
        if app.find_all(name=name, role="label"):
            break
    app.press_key("2")


def test_chain_by_keyboard(t):
    corpus, app, view = begin(t, [relation("r2", "cue-of", "q1", "c1")])
    cue = ("cue-of", "q1", "c1")
    app.press_key("Tab", "ctrl+l")
    app.type_text("quint")
    says(app, "Source: Ada Quint")
    app.press_key("Return")
    wait_links(corpus, cue, ("attributed-to", "c1", "s1"))
    link_second(t, app, "Source: Tomas Bell")
    wait_links(corpus, cue, ("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s2"))
    app.find(role="label", name_contains="as reported by")
    app.press_key("Return")
    focus_on(t, app, "Relation mediated by Tomas Bell")
    app.press_key("Return", "Escape")
    says(app, "Relation mediated by: from")
    change_by_keyboard(t, app, "Change where it leads to", "keeper")
    wait_links(corpus, cue, ("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s3"))
    app.press_key("Escape", "ctrl+z")
    wait_links(corpus, cue, ("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s2"))
    t.quiet(app)


def arabic_spans():
    return [span(ARABIC, "source", "مدير الميناء", ident="s1"),
            span(ARABIC, "claim", "الرصيف الشمالي ضاع", ident="c1"),
            span(ARABIC, "source", "سارة الحداد", ident="s2"),
            span(ARABIC, "claim", "لم يتكلم أحد", ident="c2")]


def test_right_to_left(t):
    corpus, app, view = begin(t, [relation("r1", "attributed-to", "c1", "s1", note="sure")],
                              text=ARABIC, records=arabic_spans())
    click_line(t, app, view, "الرصيف")
    says(app, "Relation attributed to: from")
    xinput.drag(handle(t, view, "مدير"), middle(view, "سارة"))
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s2"))
    t.equal(corpus.load()["relations"][0]["note"], "sure", "note")
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    handle(t, view, "مدير")
    app.press_key("Return")
    wait_type_focus(t, app)
    focus_on(t, app, "Change where it leads to")
    app.press_key("space")
    app.find(name="Text of the other end", states="focused")
    app.press_key("Return")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s2"))
    app.press_key("Escape", "ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    app.press_key("Delete")
    wait_relations(corpus)
    t.equal(len(corpus.spans()), 4, "spans")
    app.press_key("ctrl+z")
    wait_relations(corpus, ("r1", "attributed-to", "c1", "s1"))
    t.quiet(app)


def test_right_to_left_chain(t):
    corpus, app, view = begin(t, [], text=ARABIC, records=arabic_spans())
    xinput.drag(chip(view, "الرصيف"), middle(view, "مدير"))
    choose(app, "attributed to")
    wait_links(corpus, ("attributed-to", "c1", "s1"))
    view.click_char(view.index("الشمالي") + 1)
    link_second(t, app, "Source: سارة الحداد")
    wait_links(corpus, ("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s2"))
    app.find(role="label", name_contains="as reported by")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
