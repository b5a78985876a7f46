#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Schemes that come in and go out, in the real window: chosen, loaded, saved, copied from, compared,
pasted; layers that an older revision made; labels that the scheme does not have. Checked against the
files, and undone."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. The north quay of Kessel is closed, said Ada "
        "Quint, who owns two ferries.\n\nNobody spoke. The Albatros left at noon.\n")
SIZE = (1200, 800)
SCHEME = {"format": "scholiast-scheme", "version": 1, "revision": 7, "name": "Ours", "labels": [
    {"id": "person", "name": "Person", "kind": "entity", "color": "#3584e4", "key": "e",
     "replaces": ["human"]},
    {"id": "vessel", "name": "Ship", "kind": "entity", "color": "#26a269", "key": "s"},
    {"id": "town", "name": "Place", "kind": "entity", "color": "#c64600", "key": "w"}]}
OTHER = {"format": "scholiast-scheme", "version": 1, "revision": 2, "name": "Theirs", "labels": [
    {"id": "person", "name": "Human", "kind": "entity", "color": "#3584e4", "key": "e"},
    {"id": "boat", "name": "Ship", "kind": "entity", "color": "#26a269", "key": "b"},
    {"id": "claim", "name": "Claim", "kind": "claim", "color": "#e5a50a", "key": "c"},
    {"id": "source", "name": "Source", "kind": "source", "color": "#a51d2d", "key": "f"}],
    "relations": [{"id": "says", "name": "says", "from": ["claim"], "to": ["source"],
                   "color": "#9141ac"}],
    "rules": [{"id": "has-source", "labels": ["claim"], "requires": "says",
               "severity": "warning", "message": "This claim has no source"}]}


def start(t, spans=(), scheme=SCHEME, own=(), relations=None, **how):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None,
                           relations={"port.txt": relations} if relations else None)
    if scheme:
        corpora.put(corpus.folder / "scheme.json", scheme)
    data = t.folder("data")
    for name, content in own:
        path = data / "scholiast" / "schemes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            corpora.put(path, content)
    app = t.start(args=[corpus], size=SIZE, env={"XDG_DATA_HOME": str(data)}, **how)
    view = app.view()
    return corpus, app, view, data


def read_json(path):
    """{} while it is not there, or half written."""
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except ValueError:
        return {}


def scheme_of(corpus):
    return read_json(corpus.folder / "scheme.json")


def wait_scheme(t, corpus, condition, what):
    return t.becomes(lambda: condition(scheme_of(corpus)), what, 15)


def label_names(scheme):
    return [label["name"] for label in scheme.get("labels", [])]


def undo_name(app):
    return app.find(role="push button", name="Undo").description()


def choose_item(app, item):
    app.click(app.find(name="Main menu", role=("push button", "toggle button")))
    app.click_button(item)


def open_editor_item(app, item):
    """An item of the menu of the scheme's own window, opened by the main menu."""
    if not app.find(name="Menu of the scheme", role=("push button", "toggle button"), quick=True):
        choose_item(app, "Scheme")
    app.click(app.find(name="Menu of the scheme", role=("push button", "toggle button")))
    app.click_button(item)


def select_scheme(t, app, name):
    """By keys: the list may be longer than what is in sight."""
    schemes = app.find(role="list", name="Schemes")

    def selected():
        return [row.name for row in app.find_all(role="list item", within=schemes)
                if "selected" in row.states]

    app.press_key("Home")
    for _ in range(len(app.find_all(role="list item", within=schemes))):
        before = selected()
        if before == [name]:
            return
        app.press_key("Down")
        t.becomes(lambda: selected() != before, "the next scheme after %r" % before)
    t.equal(selected(), [name], "the selected scheme")


def choose_other(app, name):
    """In a dialog that asks for another scheme."""
    app.click(app.find(role="combo box", name="Another scheme"))
    app.click(app.find(role=("list item", "label"), name=name,
                       match=lambda node: any(each.role == "list" for each in node.ancestors())))


def test_choose_at_once(t):
    corpus, app, view, _ = start(t, scheme=None)
    # What the folder uses is said, and where another is found.
    app.find(role="label", name="Scheme: News")
    app.click_button("Choose Another…")
    app.find(role="list", name="Schemes")
    select_scheme(t, app, "Plain NER")
    app.press_key("Return")
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Plain NER", "the scheme's file")
    app.toast("The scheme is “Plain NER” now")
    app.wait_gone(role="push button", name="Choose Another…")
    t.equal(undo_name(app), "Change Scheme to “Plain NER”", "the undo step")
    view.select_words("Albatros")
    app.press_key("ctrl+z")
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "News", "the scheme as it was")
    app.press_key("ctrl+shift+z")
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Plain NER", "again the other")
    t.quiet(app)


def test_choose_with_annotations(t):
    corpus, app, view, _ = start(
        t, [span(TEXT, "person", "Mara Austin"), span(TEXT, "human", "Ada Quint"),
            span(TEXT, "vessel", "Albatros"), span(TEXT, "town", "Kessel")],
        own=[("theirs.json", OTHER), ("broken.json", '{"format": "scholiast-scheme",\n "labels": [}'),
             ("later.json", {**OTHER, "version": 99, "name": "Later"})])
    choose_item(app, "Choose a Scheme…")
    # One that is broken is listed, says why, and cannot be taken.
    select_scheme(t, app, "broken")
    t.becomes(lambda: "sensitive" not in app.find(role="push button", name="Use Scheme").states,
              "no use for a broken one")
    app.find(role="label", name_contains="broken.json")
    app.find(role="label", name_contains="2:")
    select_scheme(t, app, "Theirs")
    app.find(role="list item", name="Human", within=app.find(role="list",
                                                             name="Labels of the scheme"))
    app.press_key("Return")
    # “Place” is not there; “Ship” has another id; what was merged into Person goes with it.
    rows = app.find(role="list", name="Labels that the scheme does not have")
    t.becomes(lambda: [row.name for row in app.find_all(role="combo box", within=rows)]
              == ["Place", "Ship"], "what is asked")
    app.click_button("Change Scheme")
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Theirs", "the scheme's file")
    corpus.wait_pairs([("person", "Mara Austin"), ("person", "Ada Quint"), ("boat", "Albatros"),
                       ("town", "Kessel")])
    t.equal(scheme_of(corpus)["revision"], 8, "the revision goes on")
    # What was kept is shown as not in the scheme.
    app.palette_row("town")
    view.place_caret(view.index("Nobody"))
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Mara Austin"), ("human", "Ada Quint"), ("vessel", "Albatros"),
                       ("town", "Kessel")])
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Ours", "the scheme as it was")
    t.quiet(app)


def test_save_to_my_schemes(t):
    corpus, app, view, data = start(t)
    open_editor_item(app, "Save to My Schemes…")
    entry = app.find(role="text", name="Name of the scheme")
    t.becomes(lambda: entry.text() == "Ours", "its own name is proposed")
    app.press_key("Return")
    saved = data / "scholiast" / "schemes" / "ours.json"
    t.becomes(lambda: label_names(read_json(saved)) == ["Person", "Ship", "Place"], "the file")
    # Once more: asked first.
    open_editor_item(app, "Save to My Schemes…")
    app.find(role="text", name="Name of the scheme")
    app.press_key("Return")
    app.click_button("Replace")
    app.wait_gone(role="push button", name="Replace")
    t.quiet(app)


def test_save_and_load(t):
    corpus, app, view, data = start(t, [span(TEXT, "person", "Mara Austin")])
    saved = t.folder("out") / "saved.json"
    open_editor_item(app, "Save Scheme As…")
    app.find(role="text", match=lambda node: node.text() == "ours.json")
    app.press_key("ctrl+a")
    app.type_text(str(saved))
    app.press_key("Return")
    t.becomes(lambda: label_names(read_json(saved)) == ["Person", "Ship", "Place"], "the file")
    # A file that is broken says where; nothing is changed.
    broken = saved.parent / "broken.json"
    broken.write_text('{"format": "scholiast-scheme",\n "labels": [}')
    load(app, broken)
    app.find(role="label", name_contains="broken.json:2:")
    app.click_button("Close", within=app.find(role="dialog"))
    changed = json.loads(saved.read_text(encoding="utf-8"))
    changed["labels"][0]["name"] = "Somebody"
    corpora.put(saved, changed)
    load(app, saved)
    wait_scheme(t, corpus, lambda scheme: label_names(scheme)[:1] == ["Somebody"],
                "the scheme's file")
    t.equal(scheme_of(corpus)["revision"], 8, "the revision goes on")
    t.quiet(app)


def test_choose_tells_what_else_is_lacking(t):
    attributes = [{"id": "rank", "name": "Rank", "type": "choice", "values": ["high", "low"]}]
    scheme = {**SCHEME, "labels": [{**SCHEME["labels"][0], "attributes": attributes},
                                   *SCHEME["labels"][1:]],
              "relations": [{"id": "near", "name": "near"}]}
    other = {**OTHER, "labels": [
        {**OTHER["labels"][0], "attributes": [{**attributes[0], "values": ["high"]}]},
        *OTHER["labels"][1:]]}
    corpus, app, view, _ = start(
        t, [span(TEXT, "person", "Mara Austin", ident="s1", attributes={"rank": "low"}),
            span(TEXT, "person", "Ada Quint", ident="s2", attributes={"rank": "high"})],
        scheme=scheme, own=[("theirs.json", other)],
        relations=[{"id": "r1", "type": "near", "from": "s1", "to": "s2",
                    "created": corpora.CREATED, "by": corpora.LAYER}])
    choose_item(app, "Choose a Scheme…")
    app.find(role="list", name="Schemes")
    select_scheme(t, app, "Theirs")
    app.press_key("Return")
    rows = app.find(role="list",
                    name="Relations, attributes and values that the scheme does not have")
    t.equal([row.name for row in app.find_all(role="list item", within=rows)],
            ["label “Person”, attribute “Rank”, value “low”", "relation “near”"], "what is told")
    t.equal(scheme_of(corpus)["name"], "Ours", "nothing is changed before the answer")
    app.click_button("Change Scheme")
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Theirs", "the scheme's file")
    t.equal((corpus.spans()[0]["attributes"], len(corpus.load()["relations"])),
            ({"rank": "low"}, 1), "all of it is kept")
    t.quiet(app)


def test_choose_from_a_file(t):
    corpus, app, view, _ = start(t)
    path = t.folder("out") / "theirs.json"
    corpora.put(path, OTHER)
    # From the corpus's window, and from the scheme's own.
    choose_item(app, "Choose a Scheme…")
    app.click_button("From a File…")
    take_file(app, path)
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Theirs", "the scheme's file")
    corpora.put(path, SCHEME)
    open_editor_item(app, "Choose a Scheme…")
    app.click_button("From a File…")
    take_file(app, path)
    wait_scheme(t, corpus, lambda scheme: scheme.get("name") == "Ours", "the other one")
    t.quiet(app)


def load(app, path):
    open_editor_item(app, "Load Scheme from a File…")
    take_file(app, path)


def take_file(app, path):
    app.find(role="push button", name="Open")
    app.press_key("slash")
    app.find(role="text", match=lambda node: node.text() == "/")
    app.type_text(str(path)[1:])
    app.press_key("Return")


def test_copy_from_another(t):
    corpus, app, view, _ = start(t, own=[("theirs.json", OTHER)])
    open_editor_item(app, "Copy from Another Corpus…")
    choose_other(app, "Theirs")
    box = app.find(role="check box", name="Claim")
    t.true("sensitive" not in app.find(role="check box", name="Ship").states,
           "what is here already cannot be copied")
    app.click(box)
    for name in ("Source", "says"):
        app.click(app.find(role="check box", name=name))
    # What comes after is further down.
    x, y, width, height = app.rectangle(app.find(role="check box", name="Source"))
    app.wheel(x + width // 2, y + height // 2, 20)
    app.click(app.find(role="check box", name="This claim has no source"))
    app.click_button("Copy 4")
    scheme = wait_scheme(t, corpus, lambda scheme: "Source" in label_names(scheme) and scheme,
                         "the labels in the file")
    t.equal(scheme["relations"][0]["from"], ["claim"], "the relation's start")
    t.equal(scheme["rules"][0]["id"], "has-source", "the rule")
    t.becomes(lambda: undo_name(app) == "Copy from “Theirs”", "the undo step")
    # Undone where the person is: in the scheme's own window.
    app.find(name="Menu of the scheme", role=("push button", "toggle button"))
    app.press_key("ctrl+z")
    wait_scheme(t, corpus, lambda scheme: label_names(scheme) == ["Person", "Ship", "Place"]
                and not scheme.get("relations") and not scheme.get("rules"), "one step back")
    t.quiet(app)


def test_copy_attributes_of_clusters_and_words(t):
    other = {**SCHEME, "name": "Theirs", "clusterAttributes": {"claim": [
        {"id": "topic", "name": "Topic", "type": "text"}]},
             "snap": {"de": {"strip": ["s"], "join": ["-"]}, "fr": {"strip": [], "join": ["’"]}}}
    corpus, app, view, _ = start(t, scheme={**SCHEME, "snap": {"fr": {"strip": ["x"]}}},
                                 own=[("theirs.json", other)])
    open_editor_item(app, "Copy from Another Corpus…")
    choose_other(app, "Theirs")
    t.true("sensitive" not in app.find(role="check box", name="français (fr)").states,
           "what is here already cannot be copied")
    for name in ("Topic", "Deutsch (de)"):
        app.click(app.find(role="check box", name=name))
    app.click_button("Copy 2")
    scheme = wait_scheme(t, corpus, lambda scheme: "de" in scheme.get("snap", {}) and scheme,
                         "the words in the file")
    t.equal(scheme["snap"], {"de": {"strip": ["s"], "join": ["-"]}, "fr": {"strip": ["x"]}}, "words")
    t.equal([each["id"] for each in scheme["clusterAttributes"]["claim"]], ["topic"], "attributes")
    t.quiet(app)


def test_take_of_what_is_removed(t):
    corpus, app, view, _ = start(t, [span(TEXT, "vessel", "Albatros"), span(TEXT, "human", "Ada Quint")],
                                 own=[("theirs.json", OTHER)])
    open_editor_item(app, "Compare with…")
    choose_other(app, "Theirs")
    # What has annotations is asked about.
    app.click(app.find(role="push button", name_contains="label “Ship”: removed"))
    app.find(role="label", name_contains="1 annotation has it, in 1 document and 1 layer.")
    app.click_button("Cancel")
    app.wait_gone(role="label", name_contains="1 annotation has it")
    t.true("Ship" in label_names(scheme_of(corpus)), "nothing is removed")
    app.click(app.find(role="push button", name_contains="label “Ship”: removed"))
    app.click_button("Remove")
    wait_scheme(t, corpus, lambda scheme: label_names(scheme) == ["Person", "Place"], "the labels")
    t.true(("vessel", "Albatros") in corpus.pairs(), "the annotation is kept")
    # What nobody has goes at once.
    app.click(app.find(role="push button", name_contains="label “Place”: removed"))
    wait_scheme(t, corpus, lambda scheme: label_names(scheme) == ["Person"], "the labels")
    app.click_button("Close", within=app.find(role=("dialog", "frame"), name="Compare Schemes"))
    t.quiet(app)


def test_compare_and_take(t):
    corpus, app, view, _ = start(t, own=[("theirs.json", OTHER)])
    open_editor_item(app, "Compare with…")
    choose_other(app, "Theirs")
    app.find(role="label", name_prefix="What “Theirs” has otherwise than this corpus")
    search = app.find(role="entry", name="Search differences")
    app.click(search)
    app.type_text("person")
    t.becomes(lambda: search.text() == "person", "the search")
    app.click(app.find(role="push button", name_contains="renamed, it was “Person”"))
    wait_scheme(t, corpus, lambda scheme: label_names(scheme)[:1] == ["Human"], "the new name")
    t.equal(scheme_of(corpus)["labels"][0]["replaces"], ["human"], "nothing else was taken")
    app.wait_gone(role="push button", name_contains="renamed, it was “Person”")
    app.click_button("Close", within=app.find(role=("dialog", "frame"), name="Compare Schemes"))
    t.quiet(app)


def test_paste_labels(t):
    corpus, app, view, _ = start(t)
    open_editor_item(app, "Paste a List of Labels…")
    app.find(role="text", name="List of labels", states="focused")
    app.type_text("Animal [n]")
    app.press_key("Return")
    app.type_text("  Bird")
    app.press_key("Return")
    app.type_text("Ship")
    labels = app.find(role="list", name="Labels of the list")
    t.becomes(lambda: [row.name for row in app.find_all(role="list item", within=labels)
                       if row.name in ("Animal", "Bird", "Ship")] == ["Animal", "Bird", "Ship"],
              "the preview")
    app.click_button("Add 2 Labels")
    scheme = wait_scheme(t, corpus, lambda scheme: "Bird" in label_names(scheme) and scheme,
                         "the labels in the file")
    animal, bird = scheme["labels"][-2:]
    t.equal((animal["name"], animal["key"], bird["parent"]), ("Animal", "n", animal["id"]),
            "what was made")
    t.true(bird["key"] and bird["color"], "the rest was given: %r" % bird)
    t.equal(label_names(scheme).count("Ship"), 1, "what is here already was left")
    t.quiet(app)


def test_layer_of_an_older_revision(t):
    corpus, app, view, _ = start(t, [span(TEXT, "human", "Mara Austin", ident="s1"),
                                     span(TEXT, "human", "Ada Quint", ident="s2"),
                                     span(TEXT, "person", "Nobody", ident="s3")])
    app.find(role="label", name_contains="2 annotations use labels, relations or values that "
                                          "were merged")
    # Understood meanwhile: counted, hidden and relabelled as what they are now.
    row = app.palette_row("Person")
    t.becomes(lambda: any(node.name == "3" for node in row.walk()), "counted as Person")
    t.equal(corpus.pairs(), [("human", "Mara Austin"), ("human", "Ada Quint"),
                             ("person", "Nobody")], "opening writes nothing")
    app.click_button("Bring Up to Date")
    corpus.wait_pairs([("person", "Mara Austin"), ("person", "Ada Quint"), ("person", "Nobody")])
    app.wait_gone(role="push button", name="Bring Up to Date")
    t.equal(undo_name(app), "Bring Layer Up to Date", "the undo step")
    app.press_toast_button("2 annotations changed")
    corpus.wait_pairs([("human", "Mara Austin"), ("human", "Ada Quint"), ("person", "Nobody")])
    app.find(role="push button", name="Bring Up to Date")
    t.quiet(app)


def test_unknown_labels(t):
    corpus, app, view, _ = start(t, [span(TEXT, "weekday", "Monday"),
                                     span(TEXT, "Time_Of", "noon"),
                                     span(TEXT, "person", "Mara Austin")])
    app.click(app.palette_row("weekday"))
    app.click_button("Add to the Scheme")
    wait_scheme(t, corpus, lambda scheme: [label["id"] for label in scheme["labels"]][-1:]
                == ["weekday"], "the label in the file")
    t.equal(corpus.pairs(), [("person", "Mara Austin"), ("weekday", "Monday"),
                             ("Time_Of", "noon")], "the annotations are as they were")
    app.click(app.palette_row("Time_Of"))
    app.click_button("Change All To")
    app.click_button("Ship")
    corpus.wait_pairs([("person", "Mara Austin"), ("weekday", "Monday"), ("vessel", "noon")])
    app.wait_gone(role="list item", name="Time_Of")
    t.equal(undo_name(app), "Change All “Time_Of” to “Ship”", "the undo step")
    view.place_caret(view.index("Nobody"))
    app.press_key("ctrl+z")
    corpus.wait_pairs([("person", "Mara Austin"), ("weekday", "Monday"), ("Time_Of", "noon")])
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
