#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents as a whole: the menu of a row, properties, new ones, renaming, what other programs did, the
order of the list, and that one that is done is protected."""

import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import LAYER, span
from waiting import DriverError, wait_until

TEXT = ("Harbour of Kessel shut\nBy Mara Austin\n20 March 2026\n\nMara Austin met the pilots. "
        "https://kessel-post.example/9\n")
SIZE = (1200, 800)
MENU_ROLES = ("menu item", "radio menu item", "check menu item", "radio button", "push button")


def start(t, documents=None, layers=None, **how):
    documents = documents or {"a.txt": TEXT, "b.txt": "Bela Quint.\n", "c.txt": "Cora.\n"}
    spans = {name: [span(documents[name], *pair) for pair in pairs]
             for name, pairs in (layers or {}).items()}
    corpus = corpora.write(t.folder("corpus"), documents, spans, **how)
    app = t.start(args=[corpus], size=SIZE)
    app.document_row(next(iter(documents)))
    return corpus, app


def metadata(corpus, path):
    try:
        content = json.loads((corpus.folder / "documents.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return next((each for each in content.get("documents", []) if each["path"] == path), {})


def names(app):
    rows = app.find(role="list", name="Documents").children
    return [row.name for row in rows if "visible" in row.states]


def item(app, name):
    return app.find(role=MENU_ROLES, name=name, match=lambda node: node.extents()[2] > 0)


def row_menu(t, app, title, *path):
    """Right click on a row, then items of the menu and its submenus."""
    row = app.document_row(title)

    def shown():
        return app.find_all(role=MENU_ROLES, name="Copy Path",
                            match=lambda node: node.extents()[2] > 0)

    def opened():
        app.click(row, button=3)
        try:
            return wait_until(shown, 3, "the menu")
        except DriverError:
            return False

    t.becomes(opened, "the menu of the row")
    for name in path:
        app.click(item(app, name))


def entry(app, name):
    return app.find(role="text", name=name, states="editable")


def write_entry(t, app, name, text):
    field = entry(app, name)
    app.click(field)
    app.press_key("ctrl+a")
    app.type_text(text)
    t.becomes(lambda: entry(app, name).text() == text, "“%s” in %s" % (text, name))


def come_back(t, app):
    """The person did something with another program, and comes back."""
    window = app.main_window()
    xinput.xdo("windowminimize", window.id)
    t.becomes(lambda: not app.windows(), "the window to be minimized")
    app.activate(window)


def test_status_by_mouse_and_keys(t):
    corpus, app = start(t, layers={"b.txt": [("person", "Bela Quint")]})
    app.view("a.txt")
    row_menu(t, app, "b.txt", "Status", "Question")
    corpus.wait_load(lambda load: load.get("status") == "question", "a question on the disk", "b.txt")
    app.document_row("b.txt", "Question")
    app.view("a.txt")  # Another one stays on show.
    # By keys: the row that has the focus, its menu key.
    app.click(app.document_row("c.txt"))
    app.view("c.txt")
    app.press_key("Menu")
    app.click(item(app, "Status"))
    app.click(item(app, "Done"))
    corpus.wait_load(lambda load: load.get("status") == "done", "done on the disk", "c.txt")
    t.quiet(app)


def test_properties(t):
    corpus, app = start(t)
    row_menu(t, app, "b.txt", "Properties…")
    write_entry(t, app, "Title", "Bela at sea")
    write_entry(t, app, "Published", "2026-02-30")
    app.find(role="label", name_prefix="Write the date as year-month-day")
    t.true("sensitive" not in app.find(role="push button", name="Save").states, "no Save")
    write_entry(t, app, "Published", "2026-02-28")
    app.press_key("Return")
    t.becomes(lambda: metadata(corpus, "b.txt") == {"path": "b.txt", "title": "Bela at sea",
                                                    "published": "2026-02-28"},
              "the metadata on the disk; %r" % metadata(corpus, "b.txt"))
    app.document_row("Bela at sea")
    # One step.
    app.click(app.document_row("a.txt"))
    app.view("a.txt")
    app.press_key("Escape", "ctrl+z")
    app.document_row("b.txt")
    t.becomes(lambda: not metadata(corpus, "b.txt"), "the record to go", 15)
    t.quiet(app)


def test_rename(t):
    corpus, app = start(t, layers={"a.txt": [("person", "Mara Austin")]})
    app.view("a.txt")
    row_menu(t, app, "a.txt", "Rename or Move…")
    write_entry(t, app, "Path in the Corpus", "b.txt")
    app.find(role="label", name_contains="is there already")
    write_entry(t, app, "Path in the Corpus", "zoo/kessel.txt")
    app.press_key("Return")
    t.becomes(lambda: (corpus.folder / "zoo/kessel.txt").exists(), "the file at its new place")
    t.becomes(lambda: corpus.pairs("zoo/kessel.txt") == [("person", "Mara Austin")],
              "its annotations")
    t.true(not (corpus.folder / "a.txt").exists(), "the old file is gone")
    t.true(not (corpus.folder / "annotations" / LAYER / "a.txt.json").exists(), "the old layer file")
    t.equal(corpus.load("zoo/kessel.txt")["document"]["path"], "zoo/kessel.txt", "path in the file")
    view = app.view("kessel.txt")
    # Work goes on.
    view.place_caret(view.index("Kessel") + 1)
    app.press_key("a")
    corpus.wait_pairs([("person", "Mara Austin"), ("place", "Kessel")], "zoo/kessel.txt")
    app.press_toast_button("Renamed to", "Undo")
    t.becomes(lambda: (corpus.folder / "a.txt").exists(), "the file at its old place")
    corpus.wait_pairs([("person", "Mara Austin"), ("place", "Kessel")], "a.txt")
    # A step made under the other name can still be undone.
    app.view("a.txt")
    app.press_key("Escape", "ctrl+z")
    corpus.wait_pairs([("person", "Mara Austin")], "a.txt")
    t.quiet(app)


def test_paste_and_new_version(t):
    corpus, app = start(t)
    view = app.view("a.txt")
    view.place_caret(1)
    app.press_key("ctrl+a", "ctrl+c")
    app.click_button("Paste as new document")
    t.becomes(lambda: entry(app, "Title").text() == "Harbour of Kessel shut", "the title found")
    t.equal(entry(app, "Author").text(), "Mara Austin", "author")
    t.equal(entry(app, "Published").text(), "2026-03-20", "date")
    t.equal(entry(app, "Address").text(), "https://kessel-post.example/9", "address")
    t.equal(entry(app, "File Name").text(), "harbour-of-kessel-shut.txt", "file name")
    write_entry(t, app, "Title", "Nine days")
    t.becomes(lambda: entry(app, "File Name").text() == "nine-days.txt", "the name follows")
    app.click_button("Add")
    t.becomes(lambda: (corpus.folder / "nine-days.txt").exists(), "the new file")
    t.equal(corpus.text("nine-days.txt"), TEXT, "its text")
    app.view("Nine days")
    t.becomes(lambda: metadata(corpus, "nine-days.txt").get("author") == "Mara Austin",
              "its metadata", 15)
    # A newer version of it, from the menu of the document's status.
    app.press_key("ctrl+a", "ctrl+c")
    row_menu(t, app, "Nine days", "New Version…")
    app.find(role="label", name_contains="annotations are not carried over")
    app.click_button("Paste Text")
    app.find(role="label", name="%d characters" % len(TEXT))
    app.click_button("Add")
    t.becomes(lambda: metadata(corpus, "nine-days-2.txt").get("version_of") == "nine-days.txt",
              "the newer version's metadata", 15)
    t.equal(metadata(corpus, "nine-days-2.txt")["author"], "Mara Austin", "metadata are copied")
    t.quiet(app)


def test_order(t):
    corpus, app = start(t, layers={"b.txt": [("person", "Bela Quint")],
                                   "c.txt": [("person", "Cora")]},
                        status={"a.txt": "question"})
    t.becomes(lambda: names(app) == ["a.txt, Question", "b.txt, In progress", "c.txt, In progress"],
              "by name; %r" % names(app))
    app.click(app.document_row("c.txt"))
    app.view("c.txt")
    app.click(app.find(role=("push button", "toggle button"), name="Sort documents"))
    app.click(item(app, "Number of Annotations"))
    t.becomes(lambda: [name[0] for name in names(app)] == ["a", "b", "c"], "by number")
    app.click(app.find(role=("push button", "toggle button"), name="Sort documents"))
    app.click(item(app, "Reverse Order"))
    t.becomes(lambda: [name[0] for name in names(app)] == ["b", "c", "a"],
              "the most first; %r" % names(app))
    app.press_key("Escape", "Escape")
    app.press_key("ctrl+pagedown")
    app.view("a.txt")
    app.press_key("ctrl+pageup", "ctrl+pageup")
    app.view("b.txt")
    t.quiet(app)


def test_done_is_protected(t):
    corpus, app = start(t, layers={"b.txt": [("person", "Bela Quint")]}, status={"b.txt": "done"})
    app.click(app.document_row("b.txt"))
    view = app.view("b.txt")
    view.place_caret(view.index("Quint") + 1)
    app.press_key("g")
    app.toast("“Tag “Group”” was not done")
    app.find(role="push button", name="Reopen (Ctrl+Shift+Enter)")
    t.equal(corpus.pairs("b.txt"), [("person", "Bela Quint")], "nothing changed")
    app.press_key("ctrl+shift+Return")
    corpus.wait_load(lambda load: load.get("status") == "in-progress", "reopened", "b.txt")
    app.wait_gone(role="push button", name_prefix="Reopen")
    app.press_key("g")
    corpus.wait_pairs([("group", "Bela Quint")], "b.txt")
    t.quiet(app)


def test_moved_by_another_program(t):
    corpus, app = start(t, layers={"b.txt": [("person", "Bela Quint")]})
    app.view("a.txt")
    os.rename(corpus.folder / "b.txt", corpus.folder / "renamed.txt")
    come_back(t, app)
    app.document_row("b.txt", "Missing")
    app.document_row("renamed.txt")
    app.click_button("Move the Annotations Along")
    corpus.wait_pairs([("person", "Bela Quint")], "renamed.txt")
    app.wait_gone(role="list item", name_prefix="b.txt")
    app.click(app.document_row("renamed.txt"))
    app.view("renamed.txt")
    app.find(role="list item", name_prefix="Person: Bela Quint")
    t.quiet(app)


def test_missing(t):
    corpus, app = start(t, layers={"b.txt": [("person", "Bela Quint")]})
    app.click(app.document_row("b.txt"))
    app.view("b.txt")
    kept = (corpus.folder / "b.txt").read_bytes()
    os.unlink(corpus.folder / "b.txt")
    come_back(t, app)
    app.document_row("b.txt", "Missing")
    app.find(role="push button", name="Locate…")
    t.equal(len(corpus.load("b.txt")["spans"]), 1, "its annotations are kept")
    (corpus.folder / "b.txt").write_bytes(kept)
    app.click_button("Try Again")
    app.view("b.txt")
    app.find(role="list item", name_prefix="Person: Bela Quint")
    # A new one is said to be there.
    (corpus.folder / "new.txt").write_text("New.\n", encoding="utf-8")
    come_back(t, app)
    app.document_row("new.txt")
    app.find(role="status bar", name_contains="New document: “new.txt”")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
