#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ghost cue: words of saying near the current claim, offered in the text. Enter or a click makes them
its cue."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span

QUOTE = "We lost the north quay"
SECOND = "two ferries are gone"
TEXT = ("“We lost the north quay”, said Ada Quint, “and two ferries are gone”.\n\n"
        "The harbour of Kessel stayed shut for nine days.\n")
ARABIC = "وقال المتحدث باسم الميناء إن العبارة غرقت في الليل.\n\nلم يصب أحد بأذى.\n"
CLAIM = "العبارة غرقت في الليل"
SIZE = (1200, 800)
OFFER = "Cue offered: “said”. Enter takes it"


def start(t, text=TEXT, spans=None, env=None, status=None):
    layer = {"port.txt": spans} if spans else None
    corpus = corpora.write(t.folder("corpus"), {"port.txt": text}, layer,
                           {"port.txt": status} if status else None)
    app = t.start(args=[corpus], size=SIZE, env=env)
    return corpus, app, app.view()


def claim_span(words=QUOTE, text=TEXT):
    return span(text, "claim", words, ident=words[-4:])


def ink(view, words):
    """How many pixels on words, and above them where the chip is, have a colour."""
    first = view.index(words)
    boxes = [view.char_extents(first + place) for place in range(len(words))]
    left = min(box[0] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    top, height = boxes[0][1], boxes[0][3]
    done = subprocess.run(["import", "-window", "root", "-depth", "8", "-crop",
                           "%dx%d%+d%+d" % (right - left, height + 22, left, top - 20), "rgb:-"],
                          capture_output=True, timeout=20, check=True)
    pixels = zip(*[iter(done.stdout)] * 3)
    return sum(1 for pixel in pixels if max(pixel) - min(pixel) > 24)


def wait_ghost(t, view, words="said"):
    t.becomes(lambda: ink(view, words) > 60, "the words on offer to be drawn")


def wait_no_ghost(t, view, words="said"):
    t.becomes(lambda: ink(view, words) == 0, "the words on offer to go")


def relations(corpus):
    """(type, text of the start, text of the end), sorted."""
    document = corpus.load()
    texts = {each["id"]: each["text"] for each in document.get("spans", [])}
    return sorted((relation["type"], texts[relation["from"]], texts[relation["to"]])
                  for relation in document.get("relations", []))


def wait_cues(t, corpus, claims, words="said"):
    """Waits until the disk has one cue, and ties it to these claims and to no others."""
    t.becomes(lambda: [tie for tie in relations(corpus) if tie[0] == "cue-of"] ==
              sorted(("cue-of", words, claim) for claim in claims) and
              len([1 for pair in corpus.pairs() if pair == ("cue", words)]) == bool(claims),
              "the cue of %r; there are %r, %r" % (claims, corpus.pairs(), relations(corpus)),
              seconds=15)


def selected_row(app):
    rows = app.find(role="list", name="Spans").children
    return next((row.name for row in rows if "selected" in row.states), None)


def focused(view):
    return "focused" in view.node.now_states()


def tag(app, view, words, key):
    view.select_words(words)
    app.press_key(key)


def test_enter_takes_it(t):
    corpus, app, view = start(t)
    t.equal(ink(view, "said"), 0, "colour on a bare word")
    tag(app, view, QUOTE, "c")
    app.find(name=OFFER)
    wait_ghost(t, view)
    corpus.wait_pairs([("claim", QUOTE)])
    app.press_key("Return")
    app.find(name="Cue: said")
    wait_cues(t, corpus, [QUOTE])
    t.becomes(lambda: (selected_row(app) or "").startswith("Claim: We lost"), "the claim to stay")
    t.true(focused(view), "the text has the keyboard")
    # Cue and relation are one step; without them they are offered again, which is not said again.
    app.press_key("ctrl+z")
    wait_cues(t, corpus, [])
    corpus.wait_pairs([("claim", QUOTE)])
    wait_ghost(t, view)
    app.find(name_prefix="Undone")
    app.press_key("ctrl+shift+z")
    wait_cues(t, corpus, [QUOTE])
    # Where nothing is on offer, Enter leads to the details.
    view.click_char(view.index("north"))
    app.press_key("Return")
    t.becomes(lambda: not focused(view), "Enter to lead to the inspector")
    t.quiet(app)


def test_at_once(t):
    """Enter right after the claim's key takes what no frame has shown yet."""
    corpus, app, view = start(t)
    view.select_words(QUOTE)
    xinput.press_key("c", "Return", delay_ms=1)
    wait_cues(t, corpus, [QUOTE])
    t.quiet(app)


def test_click_takes_it(t):
    corpus, app, view = start(t, spans=[claim_span(), span(TEXT, "person", "Ada Quint")])
    view.click_char(view.index("north"))
    wait_ghost(t, view)
    app.press_key("Escape")
    caret = view.caret_offset()
    wait_ghost(t, view)
    view.click_char(view.index("said") + 1)
    wait_cues(t, corpus, [QUOTE])
    t.equal(view.caret_offset(), caret, "the caret")
    t.equal(selected_row(app), None, "what is selected")
    # It is a span now: a click selects it.
    view.click_char(view.index("said") + 1)
    t.becomes(lambda: (selected_row(app) or "").startswith("Cue: said"), "the cue to be selected")
    app.press_key("ctrl+z")
    wait_cues(t, corpus, [])
    # A drag over the words selects text, and Enter leaves it alone.
    view.select_words("said")
    app.press_key("Return")
    t.equal(view.selection(), (view.index("said"), view.index("said") + 4), "the selected text")
    t.equal(relations(corpus), [], "relations")
    # So does a double click with a label armed: it makes that span.
    app.press_key("Escape", "ctrl+b", "d")
    app.find(role="push button", name_prefix="Disarm")
    view.click_char(view.index("said") + 1, count=2)
    corpus.wait_pairs([("claim", QUOTE), ("person", "Ada Quint"), ("date", "said")])
    t.equal(relations(corpus), [], "relations after the double click")
    t.quiet(app)


def test_source_first(t):
    """The usual way: claim, its source, Enter. Of another span Enter opens the details."""
    corpus, app, view = start(t, spans=[span(TEXT, "place", "Kessel")])
    tag(app, view, QUOTE, "c")
    tag(app, view, "Ada Quint", "s")
    t.becomes(lambda: (selected_row(app) or "").startswith("Source: Ada"), "the source selected")
    view.click_char(view.index("Kessel") + 2)
    app.press_key("Return")
    t.becomes(lambda: not focused(view), "Enter to lead to the inspector")
    t.becomes(lambda: [tie[0] for tie in relations(corpus)] == ["attributed-to"],
              "the source alone; %r" % relations(corpus), seconds=15)
    view.click_char(view.index("Quint") + 2)
    app.press_key("Return")
    wait_cues(t, corpus, [QUOTE])
    t.becomes(lambda: (selected_row(app) or "").startswith("Source: Ada"), "it is selected still")
    t.quiet(app)


def test_cue_of_another(t):
    """Both halves of a quotation have one “said”: it is tied to the second claim too."""
    corpus, app, view = start(t, spans=[claim_span(), claim_span(SECOND)])
    view.click_char(view.index("north"))
    app.press_key("Return")
    wait_cues(t, corpus, [QUOTE])
    view.click_char(view.index("gone"))
    app.find(name=OFFER)
    app.press_key("Return")
    wait_cues(t, corpus, [QUOTE, SECOND])
    app.press_key("ctrl+z")
    wait_cues(t, corpus, [QUOTE])
    t.quiet(app)


def test_escape_hides_it(t):
    corpus, app, view = start(t, spans=[claim_span()])
    view.click_char(view.index("north"))
    wait_ghost(t, view)
    app.press_key("Escape")
    wait_ghost(t, view)
    app.press_key("Escape")
    wait_no_ghost(t, view)
    app.press_key("Return")
    view.click_char(view.index("said") + 1)
    t.becomes(lambda: view.caret_offset() - view.index("said") in (1, 2), "a click like any other")
    t.equal(corpus.pairs(), [("claim", QUOTE)], "no cue")
    t.quiet(app)


def toggle_preference(t, app):
    name = "Offer the words of saying"
    app.press_key("ctrl+comma")
    app.find(name=name, role="list item")
    app.click(app.find(name="Your name", states="editable"))
    app.press_key("Tab")
    for _ in range(10):
        if app.find(states="focused").name == name:
            break
        app.press_key("Down")
    t.equal(app.find(states="focused").name, name, "the row with the keyboard")
    # The switch slides, and is turned only then.
    switch = app.find(name=name, role="check box")
    before = "checked" in switch.now_states()
    app.press_key("space")
    t.becomes(lambda: ("checked" in switch.now_states()) != before, "the switch to turn")
    app.press_key("Escape")
    app.wait_gone(name=name)


def test_preference(t):
    corpus, app, view = start(t, spans=[claim_span()])
    view.click_char(view.index("north"))
    wait_ghost(t, view)
    toggle_preference(t, app)
    wait_no_ghost(t, view)
    view.click_char(view.index("north"))
    app.press_key("Return")
    t.becomes(lambda: not focused(view), "Enter to lead to the inspector")
    t.equal(corpus.pairs(), [("claim", QUOTE)], "no cue")
    toggle_preference(t, app)
    wait_ghost(t, view)
    t.quiet(app)


def test_not_offered(t):
    """Not where cues are hidden, while one reads, and in a document that is done."""
    corpus, app, view = start(t, spans=[claim_span()])
    view.click_char(view.index("north"))
    wait_ghost(t, view)
    app.find(role="push button", name="Hide Cue").do_action()
    wait_no_ghost(t, view)
    app.find(role="push button", name="Show Cue").do_action()
    wait_ghost(t, view)
    view.click_char(view.index("north"))
    app.press_key("ctrl+e")
    wait_no_ghost(t, view)
    app.press_key("Escape")
    wait_ghost(t, view)
    app.press_key("ctrl+Return")
    wait_no_ghost(t, view)
    view.click_char(view.index("north"))
    app.press_key("Return")
    t.becomes(lambda: not focused(view), "Enter to lead to the inspector")
    view.click_char(view.index("north"))
    app.press_key("ctrl+shift+Return")
    wait_ghost(t, view)
    t.equal(corpus.pairs(), [("claim", QUOTE)], "no cue")
    t.quiet(app)


def test_tooltip(t):
    corpus, app, view = start(t, spans=[claim_span(), span(TEXT, "place", "Kessel")])
    view.click_char(view.index("north"))
    wait_ghost(t, view)
    for place, text in ((None, "Enter or click makes this the cue"),
                        ("Kessel", "Click makes this the cue")):
        if place:
            view.click_char(view.index(place) + 1)
        app.move_pointer(*view.middle(view.index("said") + 1))
        app.find(name=text)
    t.quiet(app)


def test_link_and_resize_mode(t):
    """There Enter has another meaning."""
    corpus, app, view = start(t, spans=[claim_span(), span(TEXT, "source", "Ada Quint")])
    view.click_char(view.index("north"))
    wait_ghost(t, view)
    app.press_key("F3", "ctrl+Left", "Return")
    corpus.wait_pairs([("claim", "We lost the north"), ("source", "Ada Quint")])
    t.equal(relations(corpus), [], "relations after resizing")
    app.press_key("ctrl+z")
    corpus.wait_pairs([("claim", QUOTE), ("source", "Ada Quint")])
    view.click_char(view.index("north"))
    app.press_key("ctrl+l", "Tab", "Return")
    t.becomes(lambda: relations(corpus) == [("attributed-to", QUOTE, "Ada Quint")],
              "the link; %r" % relations(corpus), seconds=15)
    app.press_key("Return")
    wait_cues(t, corpus, [QUOTE])
    t.quiet(app)


def test_menu(t):
    corpus, app, view = start(t, spans=[claim_span()])
    view.click_char(view.index("north"))
    view.click_char(view.index("north"), button=3)
    app.click(app.find(role="menu item", name="Make “said” the Cue"))
    wait_cues(t, corpus, [QUOTE])
    t.quiet(app)


def test_right_to_left(t):
    corpus, app, view = start(t, text=ARABIC, env={"LANGUAGE": "ar"})
    t.equal(ink(view, "وقال"), 0, "colour on a bare word")
    tag(app, view, CLAIM, "c")
    wait_ghost(t, view, "وقال")
    app.press_key("Return")
    wait_cues(t, corpus, [CLAIM], "وقال")
    app.press_key("ctrl+z")
    wait_cues(t, corpus, [], "وقال")
    view.click_char(view.index("وقال") + 2)
    wait_cues(t, corpus, [CLAIM], "وقال")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
