#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules and words in the window of the scheme: a rule of each kind, with what it finds in the list of
problems; what is typed in their forms; words of a language, and what a double click takes then."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import schemes
import tap
from corpora import span
from schemes import SECONDS, Editor

TEXT = ("Mara Austin met the well-known pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
SIZE = (1200, 800)
SCHEME = {
    "labels": [
        {"id": "person", "name": "Person", "kind": "entity", "key": "e", "attributes": [
            {"id": "mention", "name": "Mention", "type": "choice", "values": ["name", "noun"]}]},
        {"id": "claim", "name": "Claim", "kind": "claim", "key": "c", "attributes": [
            {"id": "voice", "name": "Voice", "type": "choice", "values": ["source", "author"]}]},
        {"id": "source", "name": "Source", "kind": "source", "key": "s"}],
    "relations": [{"id": "said-by", "name": "said by", "from": ["claim"], "to": ["source"]}]}
# What each kind says of the annotations below as it is added, and how often.
KINDS = [
    ("A relation is required", "requires", 1),
    ("Where a relation may lead", "relation", 0),
    ("An attribute must be set", "attribute", 2),
    ("No overlap", "noOverlap", 1),
    ("No crossing", "noCrossing", 1),
    ("Inside another annotation", "inside", 2),
    ("Outside other annotations", "outside", 0),
    ("Balanced quotation marks or brackets", "balanced", 0),
    ("Whole words", "wholeWords", 1),
]


def start(t):
    people = [span(TEXT, "person", "Mara Austin"), span(TEXT, "person", "Austin met the well"),
              span(TEXT, "claim", "We lost the north quay")]
    people[1]["ranges"][0][1] -= 1
    people[1]["text"] = people[1]["text"][:-1]
    corpus = schemes.write(t.folder("corpus"), {"port.txt": TEXT}, SCHEME, {"port.txt": people})
    return corpus, t.start(args=[corpus], size=SIZE)


def rules(corpus):
    return schemes.load(corpus).get("rules", [])


def add_rule(editor, kind):
    editor.press("Add Rule")
    editor.take(kind)


def count(editor, n):
    words = "no problem" if n == 0 else "%d problem%s" % (n, "" if n == 1 else "s")
    return editor.find(role="list item", name_contains=" · " + words + " in this document")


def test_every_kind(t):
    corpus, app = start(t)
    editor = Editor(app, "Rules")
    for kind, member, n in KINDS:
        add_rule(editor, kind)
        t.becomes(lambda: editor.undo_name() == "Add Rule “%s”" % kind, "the step of " + kind)
        t.becomes(lambda: rules(corpus) and member in rules(corpus)[0], kind, seconds=SECONDS)
        count(editor, n)
        editor.press("Undo")
        t.becomes(lambda: not rules(corpus), kind + ", undone", seconds=SECONDS)
    t.quiet(app)


def test_form(t):
    corpus, app = start(t)
    editor = Editor(app, "Rules")
    add_rule(editor, "A relation is required")
    editor.row("Every Claim needs at least one “said by”")
    editor.type("Message (empty: made from the rule)", "Nobody said this")
    editor.undone(t, "Change Rule “The relation “said by” is missing”",
                  lambda: rules(corpus)[0].get("message") == "Nobody said this", "the message")
    app.find(role="list item", name_prefix="Nobody said this, ")
    editor.choose("Severity", "Error")
    editor.undone(t, "Change Rule “Nobody said this”",
                  lambda: rules(corpus)[0].get("severity") == "error", "the severity")
    editor.type("At Least", "2")
    editor.row("Every Claim needs at least 2 “said by”")
    t.becomes(lambda: rules(corpus)[0].get("min") == 2, "the number", seconds=SECONDS)
    # A number that cannot be is not taken over.
    editor.type("At Most (empty: any number)", "1")
    t.equal("max" in rules(corpus)[0], False, "less at most than at least")
    app.press_key("Escape")
    editor.press("Unless: add a condition")
    editor.take("Voice")
    editor.tick("Voice", "author")
    editor.row("Every Claim needs at least 2 “said by”, unless Voice is author")
    editor.undone(t, "Change Rule “Nobody said this”",
                  lambda: rules(corpus)[0].get("unless") == {"voice": ["author"]}, "the condition")
    editor.press("Delete Rule")
    editor.undone(t, "Delete Rule “Nobody said this”", lambda: not rules(corpus), "no rule")
    t.quiet(app)


def test_order(t):
    corpus, app = start(t)
    editor = Editor(app, "Rules")
    add_rule(editor, "No overlap")
    editor.row("No Person overlaps with Person")
    add_rule(editor, "Whole words")
    editor.open("Every Person starts and ends where words do")
    app.press_key("alt+Up")
    editor.undone(t, "Move Rule “This starts or ends within a word”",
                  lambda: len(rules(corpus)) == 2 and "wholeWords" in rules(corpus)[0],
                  "the order")
    t.quiet(app)


def test_words(t):
    corpus, app = start(t)
    editor = Editor(app, "Words")
    editor.type("Add a Language (its tag, such as de)", "en")
    t.becomes(lambda: editor.undo_name() == "Add Words of “en”", "the step")
    t.becomes(lambda: "en" in schemes.load(corpus).get("snap", {}), "the language",
              seconds=SECONDS)
    editor.type("A Sentence to Try It", "the well-known pilots")
    editor.find(name="Words: the | well | known | pilots")
    entries = [each for each in app.find_all(role="text", within=editor.frame())
               if "Joint" in each.name]
    t.true(entries, "an entry for joints")
    editor.type(entries[0].name, "-")
    editor.undone(t, "Change Words of “en”",
                  lambda: schemes.load(corpus)["snap"]["en"].get("join") == ["-"], "the joint")
    editor.find(name="Words: the | well-known | pilots")
    editor.close()
    # A double click takes the whole word now: the label's key tags it.
    view = app.view()
    view.click_char(TEXT.index("known") + 2, count=2)
    app.press_key("e")
    corpus.wait_load(lambda loaded: any(each["text"] == "well-known"
                                        for each in loaded.get("spans", [])), "the word")
    t.quiet(app)


def test_no_search(t):
    corpus, app = start(t)
    editor = Editor(app, "Labels")
    search = lambda: editor.find(role=("push button", "toggle button"), name="Search the scheme")
    app.press_key("ctrl+f")
    app.find(role="entry", name="Search the scheme", states="focused")
    for page in ("Documents", "Words"):
        editor.turn(page)
        t.becomes(lambda: "sensitive" not in search().states, "no search on " + page)
        t.true("checked" not in search().states and "pressed" not in search().states, "it has ended")
        app.press_key("ctrl+f")
        t.true("pressed" not in search().states, "Ctrl+F does nothing on " + page)
    editor.turn("Rules")
    t.becomes(lambda: "sensitive" in search().states, "a search on Rules")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
