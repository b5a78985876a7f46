#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes in the window of the scheme: added and used, typed anew with what is set, values merged
and taken away, conditions and defaults; relation types with their ends."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import schemes
import tap
from corpora import span
from schemes import SECONDS, Editor, by_id

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
SIZE = (1200, 800)
SCHEME = {
    "labels": [
        {"id": "person", "name": "Person", "kind": "entity", "color": "#3584e4", "key": "e",
         "attributes": [
             {"id": "mention", "name": "Mention", "type": "choice",
              "values": [{"id": "name", "name": "name"}, {"id": "noun", "name": "noun"},
                         {"id": "pronoun", "name": "pronoun"}]},
             {"id": "rank", "name": "Rank", "type": "text"}]},
        {"id": "claim", "name": "Claim", "kind": "claim", "color": "#e5a50a", "key": "c"},
        {"id": "source", "name": "Source", "kind": "source", "color": "#a51d2d", "key": "s"}],
    "relations": [{"id": "said-by", "name": "said by", "from": ["claim"], "to": ["source"]},
                  {"id": "near", "name": "near"}],
    "documentAttributes": [{"id": "genre", "name": "Genre", "type": "choice",
                            "values": ["news", "opinion"]}]}


def start(t, relations=None, other=None):
    """@other: the file of another document in the layer."""
    people = [span(TEXT, "person", "Mara Austin", ident="mara",
                   attributes={"mention": "name", "rank": "high"}),
              span(TEXT, "person", "Ada Quint", ident="ada",
                   attributes={"mention": "noun", "rank": "low"}),
              span(TEXT, "claim", "We lost the north quay", ident="lost")]
    corpus = schemes.write(t.folder("corpus"), {"port.txt": TEXT}, SCHEME, {"port.txt": people},
                           {"port.txt": relations} if relations else None)
    if other:
        (corpus.folder / "other.txt").write_text(TEXT, encoding="utf-8")
        (corpus.folder / "annotations" / corpora.LAYER / "other.txt.json").write_text(
            other, encoding="utf-8")
    return corpus, t.start(args=[corpus], size=SIZE)


def attribute(corpus, ident, owner="person"):
    return by_id(schemes.label(corpus, owner).get("attributes", []), ident) or {}


def ids(corpus, ident):
    return [each if isinstance(each, str) else each["id"]
            for each in attribute(corpus, ident).get("values", [])]


def value(corpus, ident, name):
    return by_id(corpus.spans(), ident).get("attributes", {}).get(name)


def edit_person(app):
    editor = Editor(app, "Labels")
    app.click(editor.find(role="list item", name_prefix="Person"))
    editor.find(role="list item", name_prefix="Mention")
    return editor


def test_add_and_use(t):
    corpus, app = start(t)
    editor = edit_person(app)
    editor.add("Add an Attribute", "Gender")
    t.becomes(lambda: editor.undo_name() == "Add Attribute “Gender”", "the step")
    editor.choose("Type", "One of several values")
    editor.add("Add a Value", "female")
    editor.add("Add a Value", "male")
    editor.undone(t, "Add Value “male”", lambda: ids(corpus, "gender") == ["female", "male"],
                  "the values on the disk")
    t.equal(attribute(corpus, "gender")["type"], "choice", "the type")
    editor.close()
    # It is in the inspector of the annotation at once.
    app.view().click_char(TEXT.index("Mara") + 1)
    app.find(role="list item", name="Gender")
    t.quiet(app)


def test_type(t):
    corpus, app = start(t)
    editor = edit_person(app)
    editor.open("Mention")
    editor.choose("Type", "Text")
    app.click_button("Change", within=app.find(role="frame", name_prefix="Change the Type"))
    editor.undone(t, "Change Type of “Mention” to “Text”",
                  lambda: attribute(corpus, "mention")["type"] == "text", "the type on the disk")
    t.equal("values" in attribute(corpus, "mention"), False, "values of a text")
    t.equal((value(corpus, "mara", "mention"), value(corpus, "ada", "mention")), ("name", "noun"),
            "what is set")
    # Back to a choice: what is set makes the values, one of them by another name.
    editor.open("Mention")
    editor.open("Rank")
    editor.choose("Type", "One of several values")
    entry = app.find(role="text", name="New value for “high”")
    app.click(entry)
    app.press_key("ctrl+a")
    app.type_text("Top Rank")
    app.click_button("Change", within=app.find(role="frame", name_prefix="Change the Type"))
    editor.undone(t, "Change Type of “Rank” to “One of several values”",
                  lambda: sorted(ids(corpus, "rank")) == ["low", "top-rank"] and
                  value(corpus, "mara", "rank") == "top-rank", "the values on the disk")
    t.equal(value(corpus, "ada", "rank"), "low", "the other value")
    t.quiet(app)


def test_delete_value_in_use(t):
    corpus, app = start(t)
    editor = edit_person(app)
    editor.open("Mention")
    editor.open("noun")
    editor.press("Delete Value")
    app.click(app.find(role=("toggle button", "combo box", "push button"),
                       name="What “noun” becomes"))
    editor.take("pronoun")
    app.click_button("Delete", within=app.find(role="frame", name_prefix="Delete the Value"))
    editor.undone(t, "Merge Value “noun” into “pronoun”",
                  lambda: ids(corpus, "mention") == ["name", "pronoun"] and
                  value(corpus, "ada", "mention") == "pronoun", "the value on the disk")
    t.equal(value(corpus, "mara", "mention"), "name", "the other one")
    # What nobody has goes at once.
    editor.add("Add a Value", "title")
    editor.row("title")
    editor.open("title")
    editor.press("Delete Value")
    editor.undone(t, "Delete Value “title”",
                  lambda: ids(corpus, "mention") == ["name", "pronoun"], "the values")
    t.quiet(app)


def test_attribute_members(t):
    corpus, app = start(t)
    editor = edit_person(app)
    editor.open("Rank")
    editor.type("Name", "Position", index=1)
    editor.undone(t, "Rename Attribute “Rank” to “Position”",
                  lambda: attribute(corpus, "rank").get("name") == "Position", "the name")
    editor.click(name="Required", role=("toggle button", "check box", "switch"))
    editor.undone(t, "Require Attribute “Position”",
                  lambda: attribute(corpus, "rank").get("required") is True, "required")
    editor.choose("Default", "A fixed value")
    editor.type("Default Value", "middle")
    editor.undone(t, "Change Default of “Position”",
                  lambda: attribute(corpus, "rank").get("default") == "middle", "the default")
    editor.press("Shown Only If: add a condition")
    editor.take("Mention")
    editor.tick("Mention", "noun")
    editor.undone(t, "Change When “Position” Is Shown",
                  lambda: attribute(corpus, "rank").get("when") == {"mention": ["noun"]},
                  "the condition")
    t.quiet(app)


def test_move_and_delete_attribute(t):
    corpus, app = start(t)
    editor = edit_person(app)
    editor.click(role="label", name="Rank")
    app.press_key("alt+Up")
    editor.undone(t, "Move Attribute “Rank”",
                  lambda: [each["id"] for each in schemes.label(corpus, "person")["attributes"]]
                  == ["rank", "mention"], "the order")
    editor.click(role="label", name="Rank")
    app.press_key("Delete")
    app.click_button("Delete It Everywhere")
    editor.undone(t, "Delete Attribute “Rank”",
                  lambda: not attribute(corpus, "rank") and not value(corpus, "mara", "rank"),
                  "no attribute")
    t.quiet(app)


def test_documents(t):
    corpus, app = start(t)
    editor = Editor(app, "Documents")
    editor.add("Add an Attribute", "Region")
    editor.undone(t, "Add Attribute “Region”",
                  lambda: len(schemes.load(corpus)["documentAttributes"]) == 2, "the attribute")
    editor.type("Add an Attribute", "Office", index=1)
    editor.undone(t, "Add Attribute “Office”",
                  lambda: "entity" in schemes.load(corpus).get("clusterAttributes", {}),
                  "the attribute of clusters")
    t.quiet(app)


def test_relations(t):
    related = [{"id": "r1", "type": "near", "from": "mara", "to": "ada",
                "created": corpora.CREATED, "by": corpora.LAYER}]
    corpus, app = start(t, related)
    editor = Editor(app, "Relations")
    editor.add("Add a Relation Type", "knows")
    t.becomes(lambda: editor.undo_name() == "Add Relation Type “knows”", "the step")
    editor.tick("From", "Person")
    editor.undone(t, "Change Ends of “knows”",
                  lambda: by_id(schemes.load(corpus)["relations"], "knows").get("from")
                  == ["person"], "the end")
    editor.open("knows")
    editor.open("near")
    editor.press("Merge Into")
    editor.take("knows")
    editor.undone(t, "Merge Relation Type “near” into “knows”",
                  lambda: corpus.load()["relations"][0]["type"] == "knows" and
                  by_id(schemes.load(corpus)["relations"], "knows").get("replaces") == ["near"],
                  "the merged type")
    editor.open("knows")
    editor.press("Delete Relation Type")
    app.click_button("Delete All")
    editor.undone(t, "Delete Relation Type “knows”",
                  lambda: not corpus.load().get("relations"), "no relation")
    t.quiet(app)


def test_delete_where_a_file_cannot_be_read(t):
    corpus, app = start(t, other="{")
    editor = Editor(app, "Documents")
    editor.open("Genre")
    editor.open("opinion")
    genres = lambda: [value if isinstance(value, str) else value["id"] for attribute in
                      schemes.load(corpus).get("documentAttributes", [])
                      for value in attribute["values"]]
    for press, heading, gone in (
            ("Delete Value", "Delete the Value “opinion”?", lambda: genres() == ["news"]),
            ("Delete Attribute", "Delete the Attribute “Genre”?", lambda: genres() == [])):
        editor.press(press)
        app.find(role="label", name=heading)
        app.find(role="label", name_contains="It is set nowhere. 1 file could not be read")
        t.true(not gone(), "nothing is deleted before the answer")
        app.click_button("Delete", within=app.find(role=("dialog", "alert", "frame"),
                                                   match=lambda node: heading in [
                                                       each.name for each in node.walk()]))
        t.becomes(gone, heading, seconds=SECONDS)
    editor.turn("Relations")
    editor.open("near")
    editor.press("Delete Relation Type")
    app.find(role="label", name_contains="There is no such relation. 1 file could not be read")
    app.click_button("Retire It")
    t.becomes(lambda: by_id(schemes.load(corpus)["relations"], "near").get("retired"), "retired",
              seconds=SECONDS)
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
