#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window around the document: start page, documents, palette, lists, inspector, layers, what is
said about bad files, and what comes back after closing."""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import driver
import tap
import xinput
from corpora import span
from waiting import DriverError, wait_until

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
LOG = "".join("Entry %d: the wind came from the west, and no ship left the harbour of Kessel.\n\n"
              % number for number in range(1, 61))
SIZE = (1200, 800)
LIVE = "LIVE: Stuck on the Corvel! 🚡 What we know"


def spans():
    return [span(TEXT, "person", "Mara Austin"), span(TEXT, "claim", "We lost the north quay"),
            span(TEXT, "person", "Ada Quint"), span(TEXT, "place", "Kessel")]


def start(t, documents=None, layer=None, **how):
    corpus = corpora.write(t.folder("corpus"), documents or {"port.txt": TEXT},
                           {"port.txt": layer} if layer else None, **how)
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app


def shown(app, **how):
    """What matches and has a place on the screen: pages that are not on show have none."""
    return [node for node in app.find_all(**how) if node.extents()[2] > 0 and on_show(node)]


def on_show(node):
    """Not on a page of a stack that is turned away: those lie in the tree, but not in their parent."""
    x, y, width, height = node.extents()
    return width > 0 and height > 0 and x >= 0 and y >= 0


def find_shown(t, app, what, **how):
    return t.becomes(lambda: shown(app, **how), what)[0]


def rows(app, name="Spans"):
    return app.find(role="list", name=name).children


def selected_row(app, name="Spans"):
    chosen = [row.name for row in rows(app, name) if "selected" in row.states]
    return chosen[0] if chosen else None


def document_names(app):
    return [row.name for row in rows(app, "Documents") if "visible" in row.states]


def count_of(app, label):
    row = app.palette_row(label)
    numbers = [node.name for node in row.walk() if node.role == "label" and node.name.isdigit()]
    return int(numbers[0])


def page(app, name):
    app.click(app.find(role="page tab", name_prefix=name))


def messages(app):
    return [node.name for node in app.find_all(role="label")]


def wait_message(t, app, *parts):
    return t.becomes(lambda: [name for name in messages(app) if all(part in name
                                                                    for part in parts)],
                     "a message with %r; labels: %r" % (parts, messages(app)))[0]


# The start page

def test_start_page(t):
    app = t.start(size=SIZE)
    app.find(role="push button", name="Open a Corpus Folder…")
    app.click_button("Try the Sample Corpus")
    view = app.view("Night above the valley ends without loss of life")
    t.true(view.text().startswith("Night above the valley"), "the sample's text")
    t.equal(len(document_names(app)), 5, "documents of the sample")
    t.equal(app.close(), 0, "exit code")
    # It is among the recent corpora now.
    app.relaunch(args=[])
    app.click(app.find(role="list item", name_prefix="Nine hours on the Corvel"))
    app.view()
    t.equal(app.close(), 0, "exit code")
    app.relaunch(args=[])
    app.click(app.find(role="push button", name="Remove from the list"))
    app.wait_gone(role="list item", name_prefix="Nine hours on the Corvel")
    t.quiet(app)


def test_sample_is_kept(t):
    """What a person did to the sample is there when it is opened again."""
    app = t.start(size=SIZE)
    app.click_button("Try the Sample Corpus")
    app.click(app.document_row(LIVE))
    view = app.view(LIVE)
    view.place_caret(view.index("tickets for now") + 2)
    app.press_key("e")
    t.becomes(lambda: any(row.name.startswith("Person: tickets") for row in rows(app)), "the span")
    t.equal(app.close(), 0, "exit code")
    app.relaunch(args=[])
    app.click_button("Try the Sample Corpus")
    app.click(app.document_row(LIVE))
    t.becomes(lambda: any(row.name.startswith("Person: tickets") for row in rows(app)), "the span")


# Documents

def test_documents_search_and_filter(t):
    documents = {"alma.txt": "Alma.\n", "bela.txt": "Bela.\n", "deep/cora.txt": "Cora.\n"}
    corpus, app = start(t, documents, status={"bela.txt": "done"})
    names = ["alma.txt, To do", "bela.txt, Done", "cora.txt, To do"]
    t.becomes(lambda: document_names(app) == names, "all documents; %r" % document_names(app))
    app.find(role="label", name="1 of 3 documents done")
    entry = app.find(name="Search documents", states="editable")
    app.click(entry)
    app.type_text("cora")
    t.becomes(lambda: document_names(app) == names[2:], "one found; %r" % document_names(app))
    app.press_key("Return")
    app.view("cora.txt")
    app.click(entry)
    app.press_key("ctrl+a")
    app.type_text("nowhere")
    find_shown(t, app, "the page that says so", role="label", name="No document matches")
    app.press_key("Escape")
    t.becomes(lambda: document_names(app) == names, "all documents again")
    app.click(app.document_row("alma.txt"))
    app.view("alma.txt")
    choose(app, "Filter by status", "Done")
    t.becomes(lambda: document_names(app) == names[:2], "the done one and the one on show; %r"
              % document_names(app))
    choose(app, "Filter by status", "All documents")
    t.becomes(lambda: document_names(app) == names, "all documents")
    t.quiet(app)


def choose(app, combo, item):
    """Opens a drop-down and clicks one of its items."""
    button = (app.find(role="combo box", name=combo, quick=True)
              or app.find(role="list item", name=combo))
    app.click(button)
    app.click(app.find(role="label", name=item, within=button, match=lambda node: any(
        each.role == "list item" and each.path != button.path for each in node.ancestors())))


def click_until(t, app, node, state):
    """The first click after a drop-down has closed is sometimes taken by GTK for its popover."""
    def there():
        try:
            return wait_until(lambda: state in node.now_states(), 1, "the click to count")
        except DriverError:
            app.click(node)
            return False

    app.click(node)
    t.becomes(there, "%r to be %s" % (node, state))


def test_selecting_documents(t):
    corpus, app = start(t, {"a.txt": TEXT, "b.txt": LOG})
    app.click(app.document_row("b.txt"))
    view = app.view("b.txt")
    t.equal(view.text(0, 8), LOG[:8], "the text")
    app.find(role="frame", name_prefix="b.txt")
    app.click(app.document_row("a.txt"))
    view = app.view("a.txt")
    t.equal(view.text(0, 8), TEXT[:8], "the text")
    t.quiet(app)


def test_new_documents_appear(t):
    corpus, app = start(t, {"a.txt": TEXT})
    app.document_row("a.txt")
    (corpus.folder / "later.txt").write_text("Later.\n", encoding="utf-8")
    # The person copied it there with another program, and comes back.
    window = app.main_window()
    xinput.xdo("windowminimize", window.id)
    t.becomes(lambda: not app.windows(), "the window to be minimized")
    app.activate(window)
    app.click(app.document_row("later.txt", seconds=20))
    t.equal(app.view("later.txt").text(), "Later.\n", "the text")
    t.quiet(app)


# Palette, lists, inspector

def test_palette_counts(t):
    corpus, app = start(t, layer=spans())
    t.equal(count_of(app, "Person"), 2, "persons")
    view = app.view()
    view.place_caret(view.index("Monday") + 1)
    app.press_key("d")
    t.becomes(lambda: count_of(app, "Date") == 1, "the count to grow")
    app.press_key("e")
    t.becomes(lambda: (count_of(app, "Date"), count_of(app, "Person")) == (0, 3), "the relabelled")
    app.press_key("Delete")
    t.becomes(lambda: count_of(app, "Person") == 2, "the deleted")
    app.find(role="page tab", name="Spans 4")
    t.quiet(app)


def test_span_list_and_view(t):
    corpus, app = start(t, layer=spans())
    view = app.view()
    app.click(app.find(role="list item", name_prefix="Place: Kessel"))
    t.becomes(lambda: selected_row(app) == "Place: Kessel, %d–%d"
              % (TEXT.index("Kessel"), TEXT.index("Kessel") + 6), "the row")
    # The inspector turned to it; the keys of the view work on it.
    view.click_char(view.index("Ada") + 1)
    t.becomes(lambda: (selected_row(app) or "").startswith("Person: Ada"), "the other row")
    app.press_key("r")
    corpus.wait_pairs([("person", "Mara Austin"), ("claim", "We lost the north quay"),
                       ("organization", "Ada Quint"), ("place", "Kessel")])
    t.quiet(app)


def test_inspector_edits(t):
    corpus, app = start(t, layer=spans())
    view = app.view()
    view.click_char(view.index("Mara") + 1)
    t.becomes(lambda: (selected_row(app) or "").startswith("Person: Mara"), "selected")
    page(app, "Selected")
    find_shown(t, app, "the quote", role="label", name="“Mara Austin”")
    choose(app, "Mention", "common noun")
    corpus.wait_load(lambda load: load["spans"][0].get("attributes") == {"mention": "nominal"},
                     "the attribute on the disk")
    click_until(t, app, app.find(name="In doubt", role="check box"), "checked")
    corpus.wait_load(lambda load: load["spans"][0].get("flag") == "doubt", "the doubt on the disk")
    note = app.find(role="text", name="Note")
    click_until(t, app, note, "focused")
    app.type_text("owner, says the port 1")
    app.press_key("Escape")
    corpus.wait_load(lambda load: load["spans"][0].get("note") == "owner, says the port 1",
                     "the note on the disk")
    choose(app, "Label", "Group")
    corpus.wait_load(lambda load: load["spans"][0]["label"] == "group", "the label on the disk")
    kept = corpus.spans()[0]
    t.equal((kept["note"], kept.get("flag"), kept.get("attributes")),
            ("owner, says the port 1", "doubt", {"mention": "nominal"}), "what stays")
    app.click(app.find(role="push button", name="Undo"))
    corpus.wait_load(lambda load: load["spans"][0]["label"] == "person", "the label undone")
    app.click_button("Delete")
    corpus.wait_pairs([(each["label"], each["text"]) for each in spans()[1:]])
    app.press_toast_button("Deleted")
    corpus.wait_pairs([(each["label"], each["text"]) for each in spans()])
    t.quiet(app)


def test_problems(t):
    corpus, app = start(t, layer=spans())
    view = app.view()
    view.place_caret(view.text().index("two ferries"))
    app.find(role="page tab", name="Problems 1")
    page(app, "Problems")
    row = app.find(role="list item", name_contains=", line 1")
    app.click(row)
    t.becomes(lambda: (selected_row(app) or "").startswith("Claim: We lost"), "the span of it")
    page(app, "Spans")
    t.quiet(app)


def test_layers(t):
    corpus, app = start(t, layer=spans())
    button = app.find(role="push button", name_prefix="Layer: ")
    app.click(button)
    app.click(app.find(role=("menu item", "push button"), name="New Layer…"))
    entry = app.find(name="Name of the layer", states="editable")
    app.type_text("Zora Vale")
    t.becomes(lambda: entry.text() == "Zora Vale", "the name")
    app.press_key("Return")
    app.find(role="push button", name="Layer: Zora Vale")
    t.becomes(lambda: rows(app) == [], "no spans in the new layer")
    view = app.view()
    view.place_caret(view.index("Kessel") + 1)
    app.press_key("w")
    t.becomes(lambda: len(driver.layers(corpus.folder)) == 2, "two layers on the disk")
    new = [name for name in driver.layers(corpus.folder) if name != corpora.LAYER][0]
    driver.wait_span(corpus.folder, new, "port.txt", TEXT.index("Kessel"),
                     TEXT.index("Kessel") + 6, "location")
    old = driver.spans(corpus.folder, corpora.LAYER, "port.txt")
    t.equal(len(old), 4, "spans of the first layer")
    # Each layer has its own history.
    app.click(app.find(role="push button", name="Layer: Zora Vale"))
    app.click(app.find(role=("menu item", "radio button", "radio menu item", "push button"),
                       name_prefix=corpora.LAYER))
    t.becomes(lambda: len(rows(app)) == 4, "the first layer's spans")
    t.equal(app.find(role="push button", name="Undo").description(), "", "nothing to undo here")
    t.quiet(app)


def test_saved_label(t):
    corpus, app = start(t)
    app.find(role="label", name="Saved")
    view = app.view()
    view.place_caret(view.index("Monday"))
    app.press_key("d")
    t.becomes(lambda: count_of(app, "Date") == 1, "the span")
    app.find(role="label", name="Saved")
    # What is said to be saved outlives the process.
    app.kill()
    app.relaunch()
    t.becomes(lambda: count_of(app, "Date") == 1, "the span after the crash")
    t.quiet(app)


def test_place_comes_back(t):
    documents = {"a.txt": TEXT, "log.txt": LOG}
    corpus, app = start(t, documents)
    app.click(app.document_row("log.txt"))
    view = app.view("log.txt")
    place = view.index("Entry 50")
    view.place_caret(place)
    app.press_key("v")
    t.becomes(lambda: count_of(app, "Event") == 1, "the span")
    place += len("Entry")
    app.press_key("Right")
    place += 1
    view.wait_caret(place)
    app.click(app.document_row("a.txt"))
    app.view("a.txt")
    app.click(app.document_row("log.txt"))
    view = app.view("log.txt")
    view.wait_caret(place)
    wait_in_sight(t, view, place)
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    view = app.view("log.txt")
    view.wait_caret(place)
    wait_in_sight(t, view, place)
    t.quiet(app)


def wait_in_sight(t, view, offset):
    def inside():
        _, y, _, height = view.char_extents(offset)
        _, top, _, whole = view.rectangle()
        return top <= y and y + height <= top + whole

    t.becomes(inside, "offset %d to be in sight" % offset)


def test_layout_comes_back(t):
    corpus, app = start(t, {"a.txt": TEXT})
    app.press_key("F9")
    t.becomes(lambda: not shown(app, role="panel", name="Inspector"), "the panels to go")
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    app.view("a.txt")
    t.equal(app.main_window().frame[2:], SIZE, "the window's size")
    t.equal(shown(app, role="panel", name="Inspector"), [], "the panels stay hidden")
    app.press_key("F9")
    t.becomes(lambda: shown(app, role="panel", name="Inspector"), "the panels to come back")
    t.equal(app.close(), 0, "exit code")


# Bad folders and files

def test_folder_without_texts(t):
    folder = t.folder("corpus")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    app = t.start(args=[folder], size=SIZE)
    find_shown(t, app, "the page that says so", name="No Texts in This Folder")
    wait_message(t, app, str(folder), "**/*.txt")
    t.equal(sorted(os.listdir(folder)), ["picture.png"], "opening writes nothing")
    t.quiet(app)


def test_documents_that_cannot_be_shown(t):
    documents = {"good.txt": TEXT, "latin.txt": "Genève\nÉvian\n".encode("latin-1"),
                 "nul.txt": b"one\0two\n", "empty.txt": b""}
    corpus = corpora.write(t.folder("corpus"), documents)
    with open(corpus.folder / "huge.txt", "wb") as stream:
        stream.truncate(3 << 30)
    app = t.start(args=[corpus], size=SIZE)
    for name, parts in (("latin.txt", ("Line 1", "not UTF-8")), ("nul.txt", ("Line 1", "NUL")),
                        ("huge.txt", ("huge.txt", "Split it"))):
        app.click(app.document_row(name))
        find_shown(t, app, "the page for trouble", name="Cannot Show This Document")
        wait_message(t, app, *parts)
        app.press_key("e", "ctrl+z", "Tab")
    app.click(app.document_row("empty.txt"))
    t.equal(app.view("empty.txt").text(), "", "the empty text")
    app.press_key("e")
    app.click(app.document_row("good.txt"))
    view = app.view("good.txt")
    view.place_caret(view.index("Monday"))
    app.press_key("d")
    corpus.document = "good.txt"
    corpus.wait_pairs([("date", "Monday")])
    t.equal((corpus.folder / "latin.txt").read_bytes(), documents["latin.txt"], "the text")
    t.quiet(app)


def test_broken_layer_document(t):
    corpus = corpora.write(t.folder("corpus"), {"good.txt": TEXT, "port.txt": TEXT},
                           {"port.txt": spans(), "good.txt": spans()})
    path = driver.layer_path(corpus.folder, corpora.LAYER, "port.txt")
    broken = path.read_text(encoding="utf-8").replace('"label": "claim"', '"label" "claim"')
    path.write_text(broken, encoding="utf-8")
    line = next(number for number, text in enumerate(broken.splitlines(), 1)
                if '"label" "claim"' in text)
    app = t.start(args=[corpus], size=SIZE)
    app.click(app.document_row("port.txt"))
    view = app.view("port.txt")
    wait_message(t, app, "port.txt.json:%d:" % line)
    view.place_caret(view.index("Monday"))
    app.press_key("d")
    app.click(app.document_row("good.txt"))
    view = app.view("good.txt")
    view.place_caret(view.index("Monday"))
    app.press_key("d")
    corpus.wait_pairs([(each["label"], each["text"]) for each in spans()] + [("date", "Monday")],
                      "good.txt")
    t.equal(app.close(), 0, "exit code")
    t.equal(path.read_text(encoding="utf-8"), broken, "the broken file is as it was")
    t.quiet(app)


def test_read_only_folder(t):
    corpus = corpora.write(t.folder("corpus") / "fixed", {"port.txt": TEXT})
    corpus.folder.chmod(0o555)
    app = t.start(args=[corpus], size=SIZE)
    view = app.view("port.txt")
    view.place_caret(view.index("Monday"))
    app.press_key("d")
    t.becomes(lambda: count_of(app, "Date") == 1, "the span")
    wait_message(t, app, "cannot be written")
    app.find(role="label", name="Saved")
    t.equal(sorted(os.listdir(corpus.folder)), ["port.txt"], "nothing is written there")
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    t.becomes(lambda: count_of(app, "Date") == 1, "the span after closing")
    t.equal(app.close(), 0, "exit code")
    corpus.folder.chmod(0o755)
    app.relaunch()
    app.view("port.txt")
    t.becomes(lambda: count_of(app, "Date") == 1, "the span once the folder can be written")
    app.press_key("ctrl+Home", "e")
    corpus.wait_pairs([("date", "Monday"), ("person", "Mara")])
    t.quiet(app)


def test_odd_names(t):
    folder = t.folder("corpus") / "a folder  with spaces"
    names = {"two  spaces.txt": TEXT, "ümlaut ñ 日本.txt": "Uma.\n", "under_score & <b>.txt": "Bo.\n"}
    corpus = corpora.write(folder, names)
    (folder / "line\nbreak.txt").write_text("Lin.\n", encoding="utf-8")
    with open(os.fsencode(str(folder)) + b"/\xff\xfe.txt", "wb") as stream:
        stream.write(b"Raw.\n")
    app = t.start(args=[folder], size=SIZE)
    app.find(role="label", name_contains="line break or another control character")
    app.find(role="label", name_contains="not valid UTF-8")
    for name, key in (("two  spaces.txt", "e"), ("ümlaut ñ 日本.txt", "e"),
                      ("under_score & <b>.txt", "e")):
        app.click(app.document_row(name))
        view = app.view(name)
        view.place_caret(0)
        app.press_key(key)
        corpus.wait_load(lambda load: len(load.get("spans", [])) == 1, "a span in " + name, name)
    t.equal(app.close(), 0, "exit code")
    t.quiet(app)


def test_folder_that_is_not_there(t):
    app = t.start(args=[t.folder("corpus") / "nowhere"], wait=False)
    app.wait_window(title="The Folder Could Not Be Opened")
    wait_message(t, app, "There is no folder")
    app.press_key("Escape")
    app.click_button("Try the Sample Corpus")
    app.view()
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals(), persistent_settings=True)
