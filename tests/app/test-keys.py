#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of modes, links, clusters and problems, in the real window: no pointer event is sent but
where a key waits for a click."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. Austin’s aides flew in from the U.S. the "
        "day before. “We lost the north quay”, said Ada Quint, who owns two ferries.\n\n"
        "The harbour of Kessel stayed shut for nine days. Nobody spoke. Nobody left.\n")
CLAIM = "The harbour of Kessel stayed shut for nine days"
QUOTE = "We lost the north quay"


def start(t, spans=(), documents=None, more=None, **how):
    written = {"port.txt": list(spans)} if spans else {}
    written.update(more or {})
    corpus = corpora.write(t.folder("corpus"), documents or {"port.txt": TEXT}, written or None,
                           **how)
    app = t.start(args=[corpus], size=(1200, 800))
    view = app.view()
    wait_text(t, view)
    return corpus, app, view


def wait_text(t, view):
    t.becomes(lambda: "focused" in view.node.now_states(), "the text to have the keyboard")


def story():
    return [span(TEXT, "claim", QUOTE, ident="c1"), span(TEXT, "source", "Ada Quint", ident="s1"),
            span(TEXT, "claim", CLAIM, ident="c2"), span(TEXT, "place", "Kessel", ident="p1")]


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def relations(load):
    return sorted((each["type"], each["from"], each["to"]) for each in load.get("relations", []))


def wait_relations(corpus, wanted):
    corpus.wait_load(lambda load: relations(load) == sorted(wanted),
                     "the relations %r; there are %r" % (wanted, relations(corpus.load())))


def ranges(corpus, ident):
    for each in corpus.spans():
        if each["id"] == ident:
            return [tuple(pair) for pair in each["ranges"]]
    return None


def wait_ranges(t, corpus, ident, wanted):
    t.becomes(lambda: ranges(corpus, ident) == wanted,
              "%s to be at %r; it is at %r" % (ident, wanted, ranges(corpus, ident)))


def caret_to(app, view, words, inside=0):
    wanted = view.index(words) + inside
    if view.caret_offset() > wanted:
        app.press_key("ctrl+Home")
        view.wait_caret(0)
    view.place_caret(wanted, by="keys")


def selected(app):
    rows = app.find(role="list", name="Spans").children
    return [row.name for row in rows if "selected" in row.states]


def wait_selected(t, app, prefix):
    t.becomes(lambda: any(name.startswith(prefix) for name in selected(app)),
              "%s to be selected; it is %r" % (prefix, selected(app)))


def says(app, text):
    """Somewhere in the window: a bar, or the line below the text."""
    app.find(name_contains=text)


def test_resize_mode(t):
    spans = [span(TEXT, "place", "Kessel", ident="p1")]
    corpus, app, view = start(t, spans)
    begin = TEXT.index("Kessel")
    app.press_key("Tab", "F3")
    says(app, "Enter accepts")
    app.press_key("ctrl+Right", "Right", "Right", "Left")
    view.wait_selection(begin, begin + len("Kessel stayed") + 1)
    # The other end; and back to what was.
    app.press_key("Tab", "ctrl+Left")
    app.press_key("Escape")
    t.becomes(lambda: view.selection() is None, "Escape to leave the mode")
    t.equal(ranges(corpus, "p1"), [(begin, begin + 6)], "ranges after Escape")
    app.press_key("F3", "ctrl+Right", "Tab", "ctrl+Left", "Return")
    wait_ranges(t, corpus, "p1", [(begin - 3, begin + len("Kessel stayed"))])
    # All of it was one step.
    app.press_key("ctrl+z")
    wait_ranges(t, corpus, "p1", [(begin, begin + 6)])
    t.equal(undo_name(app), "", "nothing more to undo")
    t.quiet(app)


def test_resize_through_ranges(t):
    spans = [span(TEXT, "person", ["Mara", "Ada Quint"], ident="m1")]
    corpus, app, view = start(t, spans)
    first, last = spans[0]["ranges"]
    # From the last end over the first start to the first end.
    app.press_key("Tab", "F3", "Tab", "Tab", "ctrl+Right", "shift+Tab", "shift+Tab", "Left",
                  "Return")
    wait_ranges(t, corpus, "m1", [(first[0], TEXT.index(" met")), (last[0], last[1] - 1)])
    t.true("Mara" in undo_name(app) or undo_name(app), "the step has a name")
    t.quiet(app)


def test_bracket_keys(t):
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel", ident="p1")])
    begin = TEXT.index("Kessel")
    app.press_key("Tab", "bracketleft")
    wait_ranges(t, corpus, "p1", [(begin, begin + 5)])
    app.press_key("bracketright", "bracketright")
    wait_ranges(t, corpus, "p1", [(begin, begin + 7)])
    app.press_key("braceleft", "bracketleft")
    wait_ranges(t, corpus, "p1", [(begin - 1, begin + 6)])
    app.press_key("braceright")
    wait_ranges(t, corpus, "p1", [(begin, begin + 6)])
    t.quiet(app)


def test_keep_and_merge(t):
    spans = [span(TEXT, "person", "Mara", ident="m1"), span(TEXT, "date", "Monday", ident="d1"),
             span(TEXT, "person", "Ada Quint", ident="m2")]
    corpus, app, view = start(t, spans)
    app.press_key("ctrl+m")
    says(app, "Select several annotations first")
    app.press_key("Tab", "ctrl+space", "Tab", "Tab", "ctrl+m")
    corpus.wait_pairs([("person", "Mara Ada Quint"), ("date", "Monday")])
    t.equal([tuple(pair) for pair in corpus.spans()[0]["ranges"]],
            [tuple(spans[0]["ranges"][0]), tuple(spans[2]["ranges"][0])], "ranges")
    t.true("Merge" in undo_name(app), "name of the step: “%s”" % undo_name(app))
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Mara"), ("date", "Monday"), ("person", "Ada Quint")])
    t.quiet(app)


def test_link_by_tab(t):
    corpus, app, view = start(t, story())
    app.press_key("Tab", "ctrl+l")
    says(app, "Link “%s” to" % QUOTE)
    app.press_key("Tab")
    says(app, "Source: Ada Quint")
    app.press_key("Return")
    wait_relations(corpus, [("attributed-to", "c1", "s1")])
    t.true("attributed to" in undo_name(app), "name of the step: “%s”" % undo_name(app))
    wait_text(t, view)
    wait_selected(t, app, "Claim: We lost")
    # A second type by its number.
    app.press_key("ctrl+l", "Tab", "1")
    wait_relations(corpus, [("attributed-to", "c1", "s1"), ("mediated-by", "c1", "s1")])
    app.press_key("ctrl+z", "ctrl+z")
    wait_relations(corpus, [])
    t.quiet(app)


def test_link_by_typing(t):
    corpus, app, view = start(t, story())
    app.press_key("Tab", "ctrl+l")
    app.type_text("quint")
    says(app, "Source: Ada Quint")
    app.press_key("Return")
    wait_relations(corpus, [("attributed-to", "c1", "s1")])
    wait_text(t, view)
    # Escape leaves both the entry and the mode.
    app.press_key("ctrl+l", "space")
    app.find(name="Text of the annotation to link", states="focused")
    app.press_key("Escape")
    wait_text(t, view)
    wait_selected(t, app, "Claim: We lost")
    corpus.wait_pairs([(each["label"], each["text"]) for each in story()])
    t.quiet(app)


def test_link_makes_its_target(t):
    corpus, app, view = start(t, [span(TEXT, "claim", QUOTE, ident="c1")])
    app.press_key("Tab", "ctrl+l")
    caret_to(app, view, "Ada Quint")
    app.press_key("ctrl+shift+Right", "ctrl+shift+Right", "s")
    corpus.wait_pairs([("claim", QUOTE), ("source", "Ada Quint")])
    made = corpus.span("source", "Ada Quint")["id"]
    wait_relations(corpus, [("attributed-to", "c1", made)])
    app.press_key("ctrl+z")
    corpus.wait_pairs([("claim", QUOTE)])
    t.equal(undo_name(app), "", "span and relation were one step")
    t.quiet(app)


def test_link_by_click(t):
    corpus, app, view = start(t, [span(TEXT, "cue", "said", ident="q1"),
                                  span(TEXT, "claim", CLAIM, ident="c2")])
    app.press_key("Tab", "ctrl+l")
    says(app, "Link “said” to")
    x, y, width, height = view.char_extents(view.index("stayed"))
    xinput.click(x + width // 2, y + height // 2)
    wait_relations(corpus, [("cue-of", "q1", "c2")])
    t.quiet(app)


def test_authors_own(t):
    corpus, app, view = start(t, story())
    app.press_key("Tab", "ctrl+l", "a")
    corpus.wait_load(lambda load: load["spans"][0].get("attributes")
                     == {"quote": "none", "voice": "author"},
                     "the claim to be the author’s own")
    t.true("Voice" in undo_name(app), "name of the step: “%s”" % undo_name(app))
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: not load["spans"][0].get("attributes"), "that to be undone")
    # From another span it is a letter to look for.
    app.press_key("Tab", "ctrl+l", "a")
    app.find(name="Text of the annotation to link", states="focused")
    app.press_key("Escape")
    t.quiet(app)


def test_join_cluster(t):
    clusters = [{"id": "k1", "kind": "entity", "name": "Kessel harbour", "label": "place",
                 "status": "open", "by": corpora.LAYER, "created": corpora.CREATED}]
    corpus, app, view = start(t, [span(TEXT, "place", "Kessel", ident="p1"),
                                  span(TEXT, "person", "Mara Austin", ident="m1")],
                              clusters=clusters)
    app.press_key("Tab", "Tab", "ctrl+j")
    app.find(name="Search clusters", states="focused")
    app.press_key("Return")
    corpus.wait_load(lambda load: any(each.get("cluster") == "k1" for each in load["spans"]),
                     "Kessel to join its cluster")
    t.true("Join" in undo_name(app), "name of the step: “%s”" % undo_name(app))
    wait_text(t, view)
    # Escape closes the list and changes nothing.
    app.press_key("ctrl+j")
    app.find(name="Search clusters", states="focused")
    app.press_key("Escape")
    wait_text(t, view)
    t.equal([each.get("cluster") for each in corpus.spans()], [None, "k1"], "clusters")
    t.quiet(app)


def test_next_unclustered(t):
    other = "The ferry Corvina left Kessel at dawn.\n"
    documents = {"a.txt": TEXT, "b.txt": "Nothing is here.\n", "c.txt": other}
    corpus, app, view = start(
        t, documents=documents,
        more={"a.txt": [span(TEXT, "source", "Ada Quint", ident="s1"),
                        span(TEXT, "person", "Mara Austin", ident="m1"),
                        span(TEXT, "place", "Kessel", ident="p1")],
              "c.txt": [span(other, "product", "Corvina", ident="f1")]})
    app.press_key("ctrl+shift+j")
    wait_selected(t, app, "Person: Mara Austin")
    app.press_key("ctrl+shift+j")
    wait_selected(t, app, "Place: Kessel")
    app.press_key("ctrl+shift+j")
    app.view("c.txt")
    wait_selected(t, app, "Product: Corvina")
    app.press_key("ctrl+shift+j")
    app.view("a.txt")
    wait_selected(t, app, "Person: Mara Austin")
    t.quiet(app)


def test_problems(t):
    corpus, app, view = start(t, story())
    app.press_key("F8")
    wait_selected(t, app, "Claim: We lost")
    says(app, "This claim has no source")
    app.press_key("F8")
    wait_selected(t, app, "Claim: The harbour")
    app.press_key("shift+F8")
    wait_selected(t, app, "Claim: We lost")
    app.press_key("shift+F8")
    wait_selected(t, app, "Claim: The harbour")
    wait_text(t, view)
    t.quiet(app)


def test_what_is_here(t):
    spans = story()
    spans[3]["attributes"] = {"mention": "nominal"}
    corpus, app, view = start(t, spans, relations={"port.txt": [
        {"id": "r1", "type": "attributed-to", "from": "c2", "to": "s1",
         "created": corpora.CREATED, "by": corpora.LAYER}]})
    caret_to(app, view, "Kessel", 2)
    app.press_key("ctrl+i")
    here = app.find(role="list", name="What is here")
    t.equal([row.name for row in here.children],
            ["Place: Kessel\nMention: common noun",
             "Claim: %s\nattributed to → Ada Quint" % CLAIM], "what is here")
    app.press_key("Escape")
    wait_text(t, view)
    t.equal(view.caret_offset(), view.index("Kessel") + 2, "place of the caret")
    app.press_key("ctrl+i", "Down", "Return")
    wait_selected(t, app, "Claim: The harbour")
    t.quiet(app)


def test_attribute_strip(t):
    corpus, app, view = start(t, story())
    app.press_key("Tab", "space")
    app.find(role="label", name="Quotation")
    app.press_key("d")
    app.find(role="label", name="Voice")
    app.press_key("s", "Tab", "h")
    corpus.wait_load(lambda load: load["spans"][0].get("attributes")
                     == {"quote": "direct", "voice": "source", "check-worthiness": "high"},
                     "the attributes")
    # After the last one the text has the keyboard again.
    wait_text(t, view)
    app.press_key("space", "Delete", "Return")
    wait_text(t, view)
    # The quotation type is derived again, who answers for it is not.
    corpus.wait_load(lambda load: load["spans"][0].get("set") == ["voice"]
                     and load["spans"][0]["attributes"]["voice"] == "source",
                     "no quotation type of a person")
    app.press_key("ctrl+z", "ctrl+z")
    corpus.wait_load(lambda load: load["spans"][0].get("attributes")
                     == {"quote": "direct", "voice": "source"}, "one step a letter")
    t.quiet(app)


def test_attribute_strip_leads_to_the_inspector(t):
    corpus, app, view = start(t, [span(TEXT, "time", "nine days", ident="t1")])
    app.press_key("Tab", "space", "space")
    t.becomes(lambda: "focused" not in view.node.now_states(), "the inspector to get the keyboard")
    app.find(role="text", states="focused")
    app.type_text("9")
    app.press_key("Return")
    corpus.wait_load(lambda load: load["spans"][0].get("attributes", {}).get("value") == 9, "the value")
    t.quiet(app)


def test_space_on_text_filters_labels(t):
    corpus, app, view = start(t)
    caret_to(app, view, "Kessel")
    app.press_key("ctrl+shift+Right", "space")
    app.find(name="Find a label", states="focused")
    app.type_text("plac")
    app.press_key("Return")
    corpus.wait_pairs([("place", "Kessel")])
    wait_text(t, view)
    t.quiet(app)


def test_keys_that_work_now(t):
    corpus, app, view = start(t, story())
    app.press_key("question")
    app.find(role="label", name="Annotate the Word at the Caret")
    t.true(not app.find_all(role="label", name="Delete it"), "nothing is selected")
    app.press_key("Escape")
    wait_text(t, view)
    app.press_key("Tab", "question")
    app.find(role="label", name="Delete it")
    t.true(not app.find_all(role="label", name="Accept the new ends"), "no resize mode")
    app.press_key("question")
    wait_text(t, view)
    app.press_key("F3", "question")
    app.find(role="label", name="Accept the new ends")
    t.true(not app.find_all(role="label", name="Delete it"), "resize mode")
    app.press_key("Escape")
    wait_text(t, view)
    app.press_key("Escape")
    app.press_key("ctrl+question")
    app.find(role="label", name="Delete it")
    app.press_key("Escape")
    wait_text(t, view)
    app.press_key("F1")
    app.find(role="label", name="Accept the new ends")
    t.quiet(app)


def test_other_layouts(t):
    """Russian has no Latin letters, so places count; French has its digits behind Shift."""
    corpus, app, view = start(t)
    try:
        xinput.tool("setxkbmap", "ru")
        caret_to(app, view, "Mara", 1)
        # E on a Latin keyboard; then undone by the place of Z.
        app.press_key("Cyrillic_u")
        corpus.wait_pairs([("person", "Mara")])
        app.press_key("ctrl+Cyrillic_ya")
        corpus.wait_pairs([])
        xinput.tool("setxkbmap", "fr")
        caret_to(app, view, "Kessel", 1)
        app.press_key("apostrophe")
        corpus.wait_pairs([("place", "Kessel")])
    finally:
        xinput.tool("setxkbmap", "us")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
