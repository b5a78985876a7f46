#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person annotates real articles, the power fails twice, and a dataset is exported.

Needs the folder of SCH_SHARED with corpus/five-accounts and the mentions of corpus/gold, and says so
where it is not there. 30 mentions are made by mouse, 30 by keyboard; spans nest and overlap as the
mentions do.
"""

import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import driver
import tap
import xinput

SHARED = pathlib.Path(os.environ.get("SCH_SHARED") or "/nonexistent")
KEYS = {"PERSON": ("person", "e"), "GROUP": ("group", "g"), "ORG": ("organization", "r"),
        "GPE": ("place", "a"), "EVENT": ("event", "v"), "DATE": ("date", "d")}
MOUSE_DOCUMENT, KEYBOARD_DOCUMENT = 1, 3
EACH = 30


def gold_mentions(document):
    """(start, end, label, key, surface) in the order of the text; no two with the same range."""
    gold = json.loads((SHARED / "corpus/gold/entities.json").read_text(encoding="utf-8"))
    found = {}
    for cluster in gold["clusters"]:
        for mention in cluster["mentions"]:
            if mention["doc"] == document:
                found.setdefault((mention["start"], mention["end"]), cluster["type"])
    text = (SHARED / "corpus/five-accounts" / gold["files"][document]).read_bytes().decode("utf-8")
    return gold["files"][document], text, [
        (start, end, *KEYS[kind], text[start:end]) for (start, end), kind in sorted(found.items())]


class Scenario:
    """What was annotated so far in one corpus, and the window that it is annotated in."""

    def __init__(self, t, document):
        self.t = t
        self.name, self.text, self.mentions = gold_mentions(document)
        folder = t.folder("corpus") / "accounts"
        driver.copy_corpus(SHARED / "corpus/five-accounts", folder)
        self.corpus = corpora.Corpus(folder, self.name)
        self.app = t.start(args=[folder], size=(1280, 860))
        self.made = []
        self.show()

    def show(self):
        row = self.app.document_row(self.name)
        if "selected" not in row.states:
            self.app.click(row)
        self.view = self.app.view(self.name)
        self.t.equal(self.view.text(), self.text, "the text on show")

    def note(self, mention):
        self.made.append((mention[2], mention[4]))

    def wait_saved(self):
        """Until the window shows the last span and says that it is saved."""
        self.t.becomes(lambda: len(self.rows()) == len(self.made), "%d rows of spans, there are %d"
                       % (len(self.made), len(self.rows())), seconds=15)
        self.app.find(role="label", name="Saved")

    def rows(self):
        return [row.name for row in self.app.find(role="list", name="Spans").children]

    def power_cut(self):
        """Kills the process at once after it said “Saved”, and starts it again."""
        self.wait_saved()
        self.app.kill()
        self.app.relaunch()
        self.app.resize(1280, 860)
        self.show()
        self.t.becomes(lambda: len(self.rows()) == len(self.made), "all %d spans after the restart"
                       % len(self.made))
        self.corpus.wait_pairs(self.made)

    def undo_last(self):
        """Undo reaches behind the restart: the last span goes, and comes back by redo."""
        self.app.press_key("ctrl+z")
        self.corpus.wait_pairs(self.made[:-1])
        self.app.press_key("ctrl+shift+z")
        self.corpus.wait_pairs(self.made)


def by_mouse(scenario, mention):
    start, end, _, key, surface = mention
    view = scenario.view
    got = view.select_text(start, end)
    scenario.t.equal(view.text(*got), surface, "the selection by a drag over “%s”" % surface)
    scenario.app.press_key(key)


def by_keyboard(scenario, mention):
    """A click for the caret, then keys: the word at the caret, or Shift and the arrows."""
    start, end, _, key, surface = mention
    view = scenario.view
    view.reveal(start, end)
    place = view.edge(start)
    view.clear_way(place)
    xinput.click(*place)
    view.wait_caret(start)
    # A click on a span selects it; the arrows let go of it.
    xinput.press_key("Left", "Right", delay_ms=4)
    view.wait_caret(start)
    words = len(surface.split())
    if words > 1 or not surface.isalnum():
        for _ in range(words + 3):
            selection = view.selection()
            if selection and selection[1] >= end:
                break
            xinput.press_key("ctrl+shift+Right")
            scenario.t.becomes(lambda: view.selection() not in (None, selection),
                               "the selection to grow")
        selection = view.selection()
        if selection[1] > end:
            xinput.press_key("shift+Left", repeat=selection[1] - end, delay_ms=6)
        view.wait_selection(start, end)
    scenario.app.press_key(key)


def annotate(t, document, how):
    scenario = Scenario(t, document)
    mentions = scenario.mentions[:EACH]
    t.true(len(mentions) == EACH, "%s has only %d mentions" % (scenario.name, len(mentions)))
    for number, mention in enumerate(mentions, 1):
        how(scenario, mention)
        scenario.note(mention)
        if number == EACH // 2:
            scenario.power_cut()
    scenario.power_cut()
    scenario.undo_last()
    t.equal(scenario.app.close(), 0, "exit code")
    scenario.corpus.wait_pairs(scenario.made)
    check_ranges(t, scenario, mentions)
    check_export(t, scenario)
    t.quiet(scenario.app)


def check_ranges(t, scenario, mentions):
    stored = sorted((span["ranges"][0][0], span["ranges"][-1][1], span["label"])
                    for span in scenario.corpus.spans())
    t.equal(stored, sorted((start, end, label) for start, end, label, _, _ in mentions), "ranges")
    for name in os.listdir(SHARED / "corpus/five-accounts"):
        t.equal((scenario.corpus.folder / name).read_bytes(),
                (SHARED / "corpus/five-accounts" / name).read_bytes(), "the text of " + name)


def check_export(t, scenario):
    cli = driver.build_folder() / "src/cli/scholiast-cli"
    t.true(cli.exists(), "there is no %s: build it" % cli)
    target = t.folder("export") / "dataset.jsonl"
    done = subprocess.run([str(cli), "export", "--format", "jsonl", "-o", str(target),
                           str(scenario.corpus.folder)], capture_output=True, text=True)
    t.equal(done.returncode, 0, "exit code of the export: " + done.stderr)
    spans = 0
    for line in target.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for span in record.get("spans", []):
            covered = " ".join(record["text"][start:end] for start, end in span["ranges"])
            t.equal(covered, span["text"], "text of an exported span")
            spans += 1
    t.equal(spans, len(scenario.made), "exported spans")


def test_by_mouse(t):
    annotate(t, MOUSE_DOCUMENT, by_mouse)


def test_by_keyboard(t):
    annotate(t, KEYBOARD_DOCUMENT, by_keyboard)


if __name__ == "__main__":
    if not (SHARED / "corpus/gold/entities.json").is_file():
        print("1..0 # SKIP SCH_SHARED (%s) names no folder with corpus/gold/entities.json"
              % os.environ.get("SCH_SHARED"), flush=True)
        sys.exit(0)
    tap.main(globals())
