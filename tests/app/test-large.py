#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that are read behind the scenes, in the real window: first their text, then their annotations."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

SIZE = (1200, 800)
BEGIN = "Mara Austin met the harbour pilots on Monday.\n"
ENTRY = "Entry %05d of the log says that the wind came from the west and that no ship left the harbour.\n"
LARGE = BEGIN + "".join(ENTRY % number for number in range(14_000)) + "Ada Quint wrote the last entry.\n"
SHORT = "Nothing happened.\n"


def write(t, **more):
    spans = [span(LARGE, "person", "Mara Austin"), span(LARGE, "person", "Ada Quint")]
    spans += [span(LARGE, "number", "%05d" % number) for number in range(0, 400)]
    return corpora.write(t.folder("corpus"), {"a.txt": SHORT, "b.txt": LARGE, "c.txt": "Ada Quint rests.\n", **more},
                         {"b.txt": spans})


def start(t, **more):
    corpus = write(t, **more)
    app = t.start(args=[corpus], size=SIZE)
    app.view("a.txt")
    return corpus, app


def wait_loaded(app):
    app.find(role="page tab", name="Spans 402")


def test_open_and_annotate(t):
    corpus, app = start(t)
    app.press_key("ctrl+Page_Down")
    view = app.view("b.txt")
    t.becomes(lambda: view.text(0, len(BEGIN)) == BEGIN, "the text")
    wait_loaded(app)
    view.click_char(LARGE.index("Monday"), count=2)
    app.press_key("d")
    t.becomes(lambda: ("date", "Monday") in corpus.pairs("b.txt"), "the new span on the disk")
    t.equal(len(corpus.pairs("b.txt")), 403, "spans on the disk")
    # It is at hand from now on.
    app.press_key("ctrl+Page_Up")
    app.view("a.txt")
    app.press_key("ctrl+Page_Down")
    app.view("b.txt")
    app.press_key("ctrl+z")
    t.becomes(lambda: len(corpus.pairs("b.txt")) == 402, "undone on the disk")
    t.quiet(app)


def test_turn_on_before_it_is_read(t):
    corpus, app = start(t)
    for _ in range(3):
        app.press_key("ctrl+Page_Down", "ctrl+Page_Down", delay_ms=1)
        view = app.view("c.txt")
        t.becomes(lambda: view.text(0, 9) == "Ada Quint", "the third text")
        app.press_key("ctrl+Page_Up", "ctrl+Page_Up", delay_ms=1)
        view = app.view("a.txt")
        t.becomes(lambda: view.text(0, 7) == "Nothing", "the first text")
    app.press_key("ctrl+Page_Down")
    view = app.view("b.txt")
    t.becomes(lambda: view.text(0, len(BEGIN)) == BEGIN, "the large text")
    wait_loaded(app)
    t.equal(len(corpus.pairs("b.txt")), 402, "spans on the disk")
    t.quiet(app)


def test_place_and_selection_come_back(t):
    corpus, app = start(t)
    app.press_key("ctrl+Page_Down")
    view = app.view("b.txt")
    wait_loaded(app)
    # The corpus gets its id, by which it is remembered, with the first change.
    view.click_char(LARGE.index("Monday"), count=2)
    app.press_key("d")
    t.becomes(lambda: (corpus.folder / "scholiast.json").exists(), "the corpus on the disk")
    app.press_key("ctrl+End")
    view.reveal(LARGE.rindex("Ada Quint"))
    view.click_char(LARGE.rindex("Ada Quint") + 2)
    app.find(role="label", name="“Ada Quint”")
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    view = app.view("b.txt")
    app.find(role="label", name="“Ada Quint”")
    x, y, width, height = view.char_extents(LARGE.rindex("Ada Quint"))
    left, top, _, down = view.rectangle()
    t.true(top <= y < top + down, "the span is out of sight at %d" % y)
    t.quiet(app)


def test_close_while_it_is_read(t):
    corpus, app = start(t)
    before = (corpus.folder / "annotations" / corpora.LAYER / "b.txt.json").read_bytes()
    app.press_key("ctrl+Page_Down", delay_ms=1)
    t.equal(app.close(), 0, "exit code")
    t.equal((corpus.folder / "annotations" / corpora.LAYER / "b.txt.json").read_bytes(), before, "the file")
    t.equal(app.complaints(), [], "complaints")


def test_trouble(t):
    """Broken annotations and a text that is none, both large."""
    corpus, app = start(t, **{"b2.txt": LARGE, "b3.txt": LARGE.encode() + b"\xff\xfe\n"})
    layer = corpus.folder / "annotations" / corpora.LAYER
    (layer / "b2.txt.json").write_text(
        json.dumps({"format": "scholiast-annotations", "version": 1})[:-1] + ',\n"spans": [7]}', encoding="utf-8")
    t.equal(app.close(), 0, "exit code")
    app.relaunch()
    app.view("a.txt")
    app.press_key("ctrl+Page_Down", "ctrl+Page_Down")
    view = app.view("b2.txt")
    t.becomes(lambda: view.text(0, len(BEGIN)) == BEGIN, "the text")
    app.find(role="label", name_contains="b2.txt.json:2")
    broken = (layer / "b2.txt.json").read_bytes()
    view.click_char(LARGE.index("Monday"), count=2)
    app.press_key("d")
    app.press_key("ctrl+Page_Down")
    app.find(name="Cannot Show This Document")
    app.press_key("ctrl+Page_Down")
    app.view("c.txt")
    t.equal((layer / "b2.txt.json").read_bytes(), broken, "the broken file")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals(), persistent_settings=True)
