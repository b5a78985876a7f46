#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the text shows of its annotations: hidden labels, chips, another layer behind, the strip, and
stretches that are not part of the text. In the real window."""

import json
import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span

TEXT = ("Mara Austin met Ada Quint in Kessel on Monday.\n\n"
        "Share · Save · Print\n\n"
        + "\n\n".join("Entry %d of the log says that no ship left the harbour." % number
                      for number in range(1, 81)) + "\n\n"
        "The last word was Zoe Last’s.\n\n"
        "Share · Save · Print\n")
SIZE = (1200, 800)


def some_spans():
    return [span(TEXT, "person", "Mara Austin"), span(TEXT, "person", "Ada Quint"),
            span(TEXT, "place", "Kessel"), span(TEXT, "date", "Monday"),
            span(TEXT, "person", "Zoe Last")]


def start(t, spans=None, documents=None, **how):
    corpus = corpora.write(t.folder("corpus"), documents or {"port.txt": TEXT},
                           {"port.txt": some_spans() if spans is None else spans})
    app = t.start(args=[corpus], size=SIZE, **how)
    return corpus, app, app.view()


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def selected_row(app):
    rows = app.find(role="list", name="Spans").children
    chosen = [row.name for row in rows if "selected" in row.states]
    return chosen[0] if chosen else None


def wait_selected(t, app, prefix):
    t.becomes(lambda: (selected_row(app) or "").startswith(prefix) if prefix
              else selected_row(app) is None, "the selected span to be %r, it is %r"
              % (prefix, selected_row(app)))


def hidden_text(app):
    """What the bar above the text says, or None."""
    for node in app.find_all(role="label", name_prefix="Hidden: "):
        return node.name
    for node in app.find_all(role="label", name_prefix="Only "):
        return node.name
    return None


def palette_row(app, label):
    return app.find(role="list item", name=label,
                    match=lambda node: node.parent.name == "Labels")


def focus_palette_row(t, app, label):
    """By the keyboard: the palette is the pane before the text's next one."""
    def focus():
        return app.find(states="focused")

    for _ in range(6):
        if focus().parent.name == "Labels":
            break
        before = focus().path
        app.press_key("F6")
        t.becomes(lambda: focus().path != before, "F6 to go on")
    for _ in range(40):
        if focus().name == label:
            return
        before = focus().path
        app.press_key("Down")
        t.becomes(lambda: focus().path != before, "Down to go on")
    t.true(False, "the row of %s to have the focus" % label)


def test_hidden_by_eye(t):
    corpus, app, view = start(t)
    view.click_char(view.index("Ada Quint") + 1)
    wait_selected(t, app, "Person: Ada Quint")
    app.click(app.find(role="push button", name="Hide Person"))
    t.becomes(lambda: hidden_text(app) == "Hidden: Person (3)", "the bar to say what is hidden")
    # What is hidden is no longer selected, and not hit.
    wait_selected(t, app, None)
    view.click_char(view.index("Mara Austin") + 2)
    view.click_char(view.index("Kessel") + 2)
    wait_selected(t, app, "Place: Kessel")
    view.click_char(view.index("Mara Austin") + 2)
    wait_selected(t, app, None)
    # The eye shows it again.
    app.click(app.find(role="push button", name="Show Person"))
    t.becomes(lambda: hidden_text(app) is None, "the bar to go")
    view.click_char(view.index("Mara Austin") + 2)
    wait_selected(t, app, "Person: Mara Austin")
    t.equal(len(corpus.spans()), 5, "annotations: nothing was changed")
    t.quiet(app)


def test_tab_steps_over_hidden(t):
    corpus, app, view = start(t)
    view.click_char(0)
    app.click(app.find(role="push button", name="Hide Person"))
    t.becomes(lambda: hidden_text(app) is not None, "the bar")
    view.click_char(view.index(" met") + 1)
    app.press_key("Tab")
    wait_selected(t, app, "Place: Kessel")
    app.press_key("Tab")
    wait_selected(t, app, "Date: Monday")
    app.press_key("shift+Tab")
    wait_selected(t, app, "Place: Kessel")
    app.press_key("Tab", "Tab")
    # None is ahead: the keyboard leaves the text.
    t.becomes(lambda: "focused" not in view.node.now_states(), "Tab to leave the text")
    t.quiet(app)


def test_isolate(t):
    corpus, app, view = start(t)
    row = palette_row(app, "Place")
    x, y, width, height = app.steady_rectangle(row)
    app.click_at(x + width // 3, y + height // 2, modifiers=["alt"])
    t.becomes(lambda: hidden_text(app) == "Only Place is shown; 4 annotations are hidden",
              "only places to be shown; it says %r" % hidden_text(app))
    view.click_char(view.index("Monday") + 1)
    view.click_char(view.index("Kessel") + 1)
    wait_selected(t, app, "Place: Kessel")
    app.click_button("Show All")
    t.becomes(lambda: hidden_text(app) is None, "the bar to go")
    # Twice is as before; and no label was armed by that.
    app.click_at(x + width // 3, y + height // 2, modifiers=["alt"])
    t.becomes(lambda: hidden_text(app) is not None, "the bar")
    app.click_at(x + width // 3, y + height // 2, modifiers=["alt"])
    t.becomes(lambda: hidden_text(app) is None, "the bar to go")
    t.equal(app.find_all(name="Disarm Place"), [], "armed")
    t.quiet(app)


def test_keys_in_the_palette(t):
    corpus, app, view = start(t)
    view.click_char(view.index(" met") + 1)
    focus_palette_row(t, app, "Place")
    app.press_key("h")
    t.becomes(lambda: hidden_text(app) == "Hidden: Place (1)", "H to hide")
    app.press_key("h")
    t.becomes(lambda: hidden_text(app) is None, "H to show again")
    app.press_key("shift+h")
    t.becomes(lambda: (hidden_text(app) or "").startswith("Only Place is shown"),
              "Shift+H to show nothing else")
    app.press_key("shift+h")
    t.becomes(lambda: hidden_text(app) is None, "Shift+H to show all again")
    app.press_key("ctrl+h")
    t.becomes(lambda: (hidden_text(app) or "").startswith("Hidden: "), "Ctrl+H to hide the group")
    app.find(role="push button", name="Show all: Entities")
    app.press_key("ctrl+h")
    t.becomes(lambda: hidden_text(app) is None, "Ctrl+H to show the group again")
    t.equal(len(corpus.spans()), 5, "annotations: nothing was changed")
    t.quiet(app)


def test_tagging_shows_again(t):
    corpus, app, view = start(t)
    app.click(app.find(role="push button", name="Hide Person"))
    t.becomes(lambda: hidden_text(app) is not None, "the bar")
    view.select_words("log")
    app.press_key("e")
    t.becomes(lambda: hidden_text(app) is None, "the label of a new span to be shown again")
    wait_selected(t, app, "Person: log")
    t.quiet(app)


def open_menu(app, *path):
    app.click(app.find(role="push button", name="Main menu", index=1))
    for name in path:
        app.click(app.find(name=name, match=lambda node: "menu" in node.role or
                           "button" in node.role))


def test_chips_and_line_height(t):
    corpus, app, view = start(t)

    def height():
        first, second = view.char_extents(0), view.char_extents(view.index("Share"))
        return second[1] - first[1]

    full = height()
    open_menu(app, "Label Chips", "Off")
    t.becomes(lambda: height() < full - 10, "lines to come closer without chips")
    off = height()
    open_menu(app, "Label Chips", "Letters")
    t.becomes(lambda: height() == full, "lines to have room for chips again")
    open_menu(app, "Label Chips", "Off")
    t.becomes(lambda: height() == off, "lines to be close again")
    t.quiet(app)


def test_lines_of_a_type(t):
    text = "“We lost the north quay”, said Ada Quint, who owns two ferries in Kessel.\n"
    made = {"created": corpora.CREATED, "by": corpora.LAYER}
    corpus = corpora.write(
        t.folder("corpus"), {"port.txt": text},
        {"port.txt": [span(text, "claim", "We lost the north quay", ident="c1"),
                      span(text, "source", "Ada Quint", ident="s1")]},
        relations={"port.txt": [dict(made, id="r1", type="attributed-to", **{"from": "c1", "to": "s1"})]})
    app = t.start(args=[corpus], size=SIZE)
    view = app.view()
    left, top, width, _ = view.rectangle()

    def look():
        xinput.move(left + width // 2, top + 500)
        app.wait_painted()
        return xinput.fingerprint((left, view.char_extents(0)[1] - 40, width - 20, 40))

    def picture():
        """When the menu has gone, and nothing moves any more."""
        t.becomes(lambda: not app.popovers(), "the menu to go")
        before = look()
        while True:
            time.sleep(0.3)
            now = look()
            if now == before:
                return now
            before = now

    bare = picture()
    open_menu(app, "Show All Relations")
    t.becomes(lambda: picture() != bare, "the line")
    drawn = picture()
    open_menu(app, "Relation Lines", "attributed to")
    app.find(role="label", name="Not drawn: lines of attributed to")
    t.becomes(lambda: picture() != drawn, "the line to go")
    without = picture()
    open_menu(app, "Relation Lines", "cue of")
    app.find(role="label", name="Not drawn: lines of attributed to, cue of")
    t.becomes(lambda: picture() == without, "nothing else to change")
    app.click_button("Show All")
    app.wait_gone(role="label", name_prefix="Not drawn")
    t.becomes(lambda: picture() == drawn, "the line again")
    t.quiet(app)


def test_behind(t):
    corpus, app, view = start(t)
    app.close()
    other = corpus.folder / "annotations" / "dana"
    shutil.copytree(corpus.folder / "annotations" / corpora.LAYER, other)
    info = json.loads((other / "layer.json").read_text())
    corpora.put(other / "layer.json", dict(info, annotator="Dana"))
    app.relaunch()
    app.resize(*SIZE)
    view = app.view()
    open_menu(app, "Show Behind", "Dana")
    app.find(role="label", name="The layer “Dana” is shown faintly behind")
    # Only ours are hit.
    view.click_char(view.index("Kessel") + 2)
    wait_selected(t, app, "Place: Kessel")
    app.press_key("Delete")
    wait_selected(t, app, None)
    view.click_char(view.index("Kessel") + 2)
    view.click_char(view.index("Monday") + 2)
    wait_selected(t, app, "Date: Monday")
    app.click_button("Do Not Show")
    app.wait_gone(role="label", name="The layer “Dana” is shown faintly behind")
    t.becomes(lambda: len(json.loads((other / "port.txt.json").read_text())["spans"]) == 5,
              "the other layer to be as it was")
    t.quiet(app)


def test_strip_goes_there(t):
    corpus, app, view = start(t)
    strip = app.find(name="Overview of the document")
    t.becomes(lambda: "5" in strip.description(), "the strip to count annotations")
    x, y, width, height = app.rectangle(strip)
    shown = view.rectangle()

    def visible(words):
        box = view.char_extents(view.index(words))
        return shown[1] <= box[1] and box[1] + box[3] <= shown[1] + shown[3]

    t.true(not visible("Zoe Last"), "the end of the document is out of sight")
    place = view.index("Zoe Last") / len(view.text())
    xinput.click(x + width // 2, y + int(place * height))
    t.becomes(lambda: visible("Zoe Last"), "a click on the strip to go to the end")
    xinput.drag((x + width // 2, y + height - 10), (x + width // 2, y + 2))
    t.becomes(lambda: visible("Mara Austin"), "a drag on the strip to go to the begin")
    wait_selected(t, app, None)
    t.quiet(app)


def test_exclude_everywhere(t):
    texts = {"port.txt": TEXT, "quay.txt": "Quay\n\n Share ·  Save · Print \n\nText.\n",
             "rope.txt": "Rope\n\nshare · save · print\n"}
    first = [span(TEXT, "not-text", "Share · Save · Print")]
    corpus, app, view = start(t, spans=first, documents=texts)
    view.click_char(view.index("Share") + 2)
    wait_selected(t, app, "Not part of the text: Share")
    app.click_button("Apply to the Same Lines in All Documents")
    app.find(role="label", name="2 lines marked in 2 documents")
    line = ("not-text", "Share · Save · Print")
    corpus.wait_pairs([line, line])
    corpus.wait_pairs([("not-text", "Share ·  Save · Print")], document="quay.txt")
    t.equal(corpus.pairs("rope.txt"), [], "another case is another line")
    app.press_key("ctrl+z")
    corpus.wait_pairs([line])
    t.becomes(lambda: corpus.pairs("quay.txt") == [], "one step undoes it everywhere")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
