#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems that the rules of a scheme find while a person works: the list with its filter, the button
that mends them, what is ignored, the keys that go to them, and where else they are shown. Each change is
checked against the disk and the undo step."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nNobody spoke.\n")
SIZE = (1200, 800)
SCHEME = {
    "format": "scholiast-scheme", "version": 1, "revision": 1, "name": "Rules",
    "labels": [
        {"id": "person", "name": "Person", "kind": "entity", "color": "#3584e4", "key": "e"},
        {"id": "claim", "name": "Claim", "kind": "claim", "color": "#e5a50a", "key": "c",
         "attributes": [{"id": "voice", "name": "Voice", "type": "choice",
                         "values": ["source", "author"]}]},
        {"id": "source", "name": "Source", "kind": "source", "color": "#a51d2d", "key": "s"},
        {"id": "cue", "name": "Cue", "kind": "cue", "color": "#b5835a", "key": "u"}],
    "relations": [{"id": "attributed-to", "name": "attributed to", "from": ["claim"],
                   "to": ["source"], "color": "#9141ac"}],
    "rules": [
        {"id": "words", "labels": ["entity"], "wholeWords": True},
        {"id": "marks", "labels": ["claim"], "balanced": "quotes"},
        {"id": "flat", "labels": ["entity"], "noOverlap": ["entity"]},
        {"id": "inside", "labels": ["cue"], "inside": ["claim"]},
        {"id": "sourced", "labels": ["claim"], "requires": "attributed-to",
         "unless": {"voice": ["author"]}}]}


MISSING = "The relation “attributed to” is missing"
QUAY = "The quay is shut.\n" + "Nothing happened on that day.\n" * 60 + "The ferry sank.\n"
# Of the triangles in the strip beside the scroll bar.
RED = (0xc0, 0x1c, 0x28)


def start(t, spans, documents=None):
    """@documents: name -> (text, spans) of more"""
    folder = pathlib.Path(t.folder("corpus"))
    more = documents or {}
    corpora.put(folder / "scheme.json", SCHEME)
    corpus = corpora.write(folder, {"port.txt": TEXT, **{name: more[name][0] for name in more}},
                           {"port.txt": spans, **{name: more[name][1] for name in more}})
    app = t.start(args=[corpus], size=SIZE)
    app.view()
    app.click(app.find(role="page tab", name_prefix="Problems"))
    return corpus, app


def problems(app):
    return [row.name for row in app.find(role="list", name="Problems").children if row.name]


def wait_problems(t, app, wanted):
    t.becomes(lambda: problems(app) == wanted, "the problems %r" % wanted)


def wait_undo(t, app, step):
    button = app.find(role="push button", name="Undo")
    t.becomes(lambda: step in button.snapshot().description(), "the step “%s” to undo" % step)


def test_words(t):
    corpus, app = start(t, [span(TEXT, "person", "Mara Aus"), span(TEXT, "person", "Ada Quint")])
    wait_problems(t, app, ["This starts or ends within a word, line 1"])
    app.click(app.find(role="push button", name="Change Extent to “Mara Austin”"))
    corpus.wait_pairs([("person", "Mara Austin"), ("person", "Ada Quint")])
    wait_undo(t, app, "Change Extent to “Mara Austin”")
    app.find(role="label", name="No problems")
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Mara Aus"), ("person", "Ada Quint")])
    wait_problems(t, app, ["This starts or ends within a word, line 1"])
    t.quiet(app)


def test_claim(t):
    corpus, app = start(t, [span(TEXT, "claim", "“We lost the north quay")])
    wait_problems(t, app, ["The mark “ has no partner, line 1",
                           "The relation “attributed to” is missing, line 1"])
    app.click(app.find(role="push button", name="Change Extent to ““We lost the north quay””"))
    corpus.wait_pairs([("claim", "“We lost the north quay”")])
    wait_problems(t, app, ["The relation “attributed to” is missing, line 1"])
    app.click(app.find(role="push button", name="Set “Voice” to “author”"))
    corpus.wait_load(lambda load: load["spans"][0].get("attributes", {}).get("voice") == "author",
                     "whose claim it is")
    app.find(role="label", name="No problems")
    t.quiet(app)


def test_neighbours(t):
    """What is said of one span changes with another."""
    corpus, app = start(t, [span(TEXT, "person", "Mara Austin", ident="p1"),
                            span(TEXT, "person", "Mara Austin", ident="p2"),
                            span(TEXT, "cue", "said"),
                            span(TEXT, "claim", "said Ada Quint", attributes={"voice": "author"})])
    wait_problems(t, app, ["This overlaps with “Mara Austin” (Person), line 1"])
    app.click(app.find(role="push button", name="Merge With Its Duplicate"))
    corpus.wait_load(lambda load: [each["id"] for each in load["spans"]
                                   if each["label"] == "person"] == ["p1"], "one of both")
    wait_undo(t, app, "Merge 2 Annotations")
    app.find(role="label", name="No problems")
    view = app.view()
    view.click_char(view.index("Ada Quint") + 5)
    app.press_key("Delete")
    corpus.wait_pairs([("person", "Mara Austin"), ("cue", "said")])
    wait_problems(t, app, ["This is not within “Claim”, line 1"])
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: len(load["spans"]) == 3, "the claim again")
    app.find(role="label", name="No problems")
    t.quiet(app)


def test_filter(t):
    corpus, app = start(t, [span(TEXT, "claim", "“We lost the north quay"),
                            span(TEXT, "person", "Mara Aus"), span(TEXT, "claim", "Nobody spoke")])
    wait_problems(t, app, ["This starts or ends within a word, line 1",
                           "The mark “ has no partner, line 1", MISSING + ", line 1",
                           MISSING + ", line 3"])
    filter_by = app.find(role="combo box", name="Problems to list")
    app.click(filter_by)
    app.click(app.find(role="label", name=MISSING, within=filter_by))
    t.becomes(lambda: not app.popovers(), "the list of rules to close")
    wait_problems(t, app, [MISSING + ", line 1", MISSING + ", line 3"])
    # What goes leaves the filtered list; undone, it is there again.
    app.click(app.find(role="push button", name="Set “Voice” to “author”"))
    wait_problems(t, app, [MISSING + ", line 3"])
    app.press_key("ctrl+z")
    wait_problems(t, app, [MISSING + ", line 1", MISSING + ", line 3"])
    t.quiet(app)


def mark(app, title):
    """How many problems the row of a document tells; None without the mark."""
    labels = [node.name for node in app.document_row(title).walk()
              if node.role == "label" and node.name.isdigit()]
    # The last number counts the annotations.
    return int(labels[0]) if len(labels) > 1 else None


def strip_problems(app):
    return int(app.find(name="Overview of the document").description().rsplit(" ", 1)[1])


def red_in_strip(app, part):
    """How much of the upper (0) or lower (1) half of the strip is red as problems are."""
    x, y, width, height = app.rectangle(app.find(name="Overview of the document"))
    return xinput.count_color((x, y + part * height // 2, width, height // 2), RED)


def quay_spans():
    return [span(QUAY, "claim", "The quay is shut"), span(QUAY, "claim", "The ferry sank")]


def test_counts_and_marks(t):
    corpus, app = start(t, [span(TEXT, "claim", "Nobody spoke")],
                        documents={"quay.txt": (QUAY, quay_spans())})
    t.becomes(lambda: mark(app, "quay.txt") == 2, "the mark of the other document")
    t.equal((mark(app, "port.txt"), strip_problems(app)), (1, 1), "the document on show")
    app.find(role="push button", name="2 problems in 1 other document")
    app.click(app.document_row("quay.txt"))
    app.view("quay.txt")
    t.becomes(lambda: strip_problems(app) == 2, "the strip of the other document")
    t.becomes(lambda: red_in_strip(app, 0) and red_in_strip(app, 1), "a triangle at both ends")
    app.click(app.find(role="push button", name="Set “Voice” to “author”"))
    corpus.wait_load(lambda load: load["spans"][0].get("attributes", {}).get("voice") == "author",
                     "the first is mended", document="quay.txt")
    t.becomes(lambda: (mark(app, "quay.txt"), strip_problems(app)) == (1, 1), "one less everywhere")
    app.find(role="page tab", name="Problems 1")
    t.becomes(lambda: not red_in_strip(app, 0) and red_in_strip(app, 1), "one triangle")
    app.press_key("ctrl+z")
    t.becomes(lambda: (mark(app, "quay.txt"), strip_problems(app)) == (2, 2), "all are back")
    t.becomes(lambda: red_in_strip(app, 0) and red_in_strip(app, 1), "both triangles")
    t.quiet(app)


def selected(app):
    chosen = [row.name for row in app.find(role="list", name="Spans", hidden=True).children
              if "selected" in row.states]
    return chosen[0].split(",")[0] if chosen else None


def test_keys(t):
    """F8 goes on in the next document, and back with Shift."""
    documents = {"empty.txt": ("Nothing is here.\n", []), "quay.txt": (QUAY, quay_spans())}
    corpus, app = start(t, [span(TEXT, "claim", "Nobody spoke")], documents=documents)
    t.becomes(lambda: mark(app, "quay.txt") == 2, "the mark of the other document")
    app.click(app.find(role="page tab", name_prefix="Spans"))
    app.view().place_caret(0)
    for key, title, words in (("F8", "port.txt", "Nobody spoke"), ("F8", "quay.txt", "The quay"),
                              ("F8", "quay.txt", "The ferry sank"), ("F8", "port.txt", "Nobody"),
                              ("shift+F8", "quay.txt", "The ferry"),
                              ("shift+F8", "quay.txt", "The quay is"),
                              ("shift+F8", "port.txt", "Nobody spoke")):
        app.press_key(key)
        view = app.view(title)
        t.becomes(lambda: (selected(app) or "").startswith("Claim: " + words),
                  "%s to go to “%s”, it is %r" % (key, words, selected(app)))
        place = view.index(words)
        shown = view.rectangle()
        t.becomes(lambda: shown[1] <= view.char_extents(place)[1] <= shown[1] + shown[3],
                  "“%s” to be in sight" % words)
        app.find(role="label", name_contains=MISSING)
    t.quiet(app)


def test_ignored_stays(t):
    corpus, app = start(t, [span(TEXT, "claim", "Nobody spoke", ident="c1"),
                            span(TEXT, "claim", "We lost the north quay", ident="c2")])
    wait_problems(t, app, [MISSING + ", line 1", MISSING + ", line 3"])
    buttons = app.find_all(role="push button", name="Ignore This Problem…")
    app.click(buttons[1])
    app.find(name="Reason why this is no problem", states="editable")
    app.type_text("common knowledge")
    app.press_key("Return")
    wanted = [{"rule": "sourced", "span": "c1", "reason": "common knowledge"}]
    corpus.wait_load(lambda load: load.get("ignored") == wanted, "the reason on the disk")
    wait_problems(t, app, [MISSING + ", line 1"])
    app.close()
    app.relaunch()
    app.resize(*SIZE)
    app.view()
    app.click(app.find(role="page tab", name="Problems 1"))
    wait_problems(t, app, [MISSING + ", line 1"])
    t.becomes(lambda: (mark(app, "port.txt"), strip_problems(app)) == (1, 1), "one is left")
    app.click(app.find(name="Show ignored problems"))
    app.find(role="list item", name_contains="ignored, “Nobody spoke” · common knowledge")
    app.click(app.find(role="push button", name="Stop Ignoring This Problem"))
    corpus.wait_load(lambda load: not load.get("ignored"), "nothing is ignored")
    wait_problems(t, app, [MISSING + ", line 1", MISSING + ", line 3"])
    # One step, also over a restart: it is ignored again, and no longer.
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: load.get("ignored") == wanted, "it is ignored again")
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: not load.get("ignored"), "as at first")
    t.becomes(lambda: (mark(app, "port.txt"), strip_problems(app)) == (2, 2), "both count")
    t.quiet(app)


def test_language(t):
    """What a word is depends on the language: the list follows the document's properties at once."""
    folder = pathlib.Path(t.folder("corpus"))
    corpora.put(folder / "scheme.json", {**SCHEME, "snap": {"de": {"strip": [], "join": ["-"]}}})
    text = "Die Ost-West Frage.\n"
    corpus = corpora.write(folder, {"frage.txt": text}, {"frage.txt": [span(text, "person", "Ost")]})
    app = t.start(args=[corpus], size=SIZE)
    app.view()
    app.click(app.find(role="page tab", name_prefix="Problems"))
    app.find(role="label", name="No problems")
    app.click(app.document_row("frage.txt"), button=3)
    app.click(app.find(name="Properties…", match=lambda node: "menu" in node.role))
    app.click(app.find(role="combo box", name="Language"))
    app.click(app.find(role="label", name="Deutsch (de)"))
    app.click(app.find(role="push button", name="Save"))
    wait_problems(t, app, ["This starts or ends within a word, line 1"])
    t.becomes(lambda: mark(app, "frage.txt") == 1, "the mark")
    app.view().place_caret(0)
    app.press_key("ctrl+z")
    app.find(role="label", name="No problems")
    t.becomes(lambda: mark(app, "frage.txt") is None, "no mark")
    t.quiet(app)


def test_done(t):
    """What is done is not mended by accident: reopening is offered."""
    folder = pathlib.Path(t.folder("corpus"))
    corpora.put(folder / "scheme.json", SCHEME)
    corpus = corpora.write(folder, {"port.txt": TEXT},
                           {"port.txt": [span(TEXT, "claim", "Nobody spoke")]},
                           status={"port.txt": "done"})
    app = t.start(args=[corpus], size=SIZE)
    app.view()
    app.click(app.find(role="page tab", name_prefix="Problems"))
    app.click(app.find(role="push button", name="Set “Voice” to “author”"))
    app.press_toast_button("this document is done", "Reopen (Ctrl+Shift+Enter)")
    corpus.wait_load(lambda load: load.get("status") == "in-progress", "the document is reopened")
    t.equal("attributes" in corpus.spans()[0], False, "nothing was mended")
    app.click(app.find(role="push button", name="Set “Voice” to “author”"))
    corpus.wait_load(lambda load: load["spans"][0].get("attributes", {}).get("voice") == "author",
                     "it is mended now")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
