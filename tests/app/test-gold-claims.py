#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The claims of the gold standard in the window: imported by the command line, shown with the lines to
their sources and cues, and with the problems that the command line finds.

Needs the folder of SCH_SHARED with corpus/five-accounts and corpus/gold, and says so where it is not.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import driver
import tap
import xinput
from waiting import DriverError

SHARED = pathlib.Path(os.environ.get("SCH_SHARED") or "/nonexistent")
GOLD = SHARED / "corpus/gold/claims.json"
CONVERTER = pathlib.Path(__file__).resolve().parents[1] / "cli/claims-to-jsonl.py"
SIZE = (1360, 840)
RULE = "claim-has-source"
# Of the lines “attributed to” and “cue of”.
LINES = ((0x91, 0x41, 0xac), (0xb5, 0x83, 0x5a))


def cli(*args, codes=(0,)):
    done = subprocess.run([str(driver.build_folder() / "src/cli/scholiast-cli"), *map(str, args)],
                          capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        raise DriverError("scholiast-cli %s: %d %s" % (args[0], done.returncode, done.stderr))
    return done.stdout


def make(t):
    """The five accounts with the gold claims, some of them without source and author's mark."""
    corpus = t.folder("gold") / "five"
    shutil.copytree(SHARED / "corpus/five-accounts", corpus)
    corpus.chmod(0o755)
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    for cluster in gold["clusters"]:
        for number, member in enumerate(cluster["members"]):
            if number % 2:
                member["source"] = None
            if number % 3:
                member.pop("source_is_author", None)
    claims = corpus.parent / "claims.json"
    claims.write_text(json.dumps(gold), encoding="utf-8")
    lines = subprocess.run([sys.executable, str(CONVERTER), str(claims), str(corpus)],
                           capture_output=True, check=True).stdout
    (corpus.parent / "gold.jsonl").write_bytes(lines)
    cli("init", "--scheme", "news", corpus)
    cli("import", "--format", "jsonl", corpus.parent / "gold.jsonl", corpus)
    found = json.loads(cli("problems", "--json", corpus, codes=(0, 1)))["problems"]
    members = [member for cluster in gold["clusters"] for member in cluster["members"]]
    return corpus, members, found


def rows(app, name):
    return [row.name for row in app.find(role="list", name=name, hidden=True).children if row.name]


def mark(app, title):
    labels = [node.name for node in app.document_row(title).walk()
              if node.role == "label" and node.name.isdigit()]
    return int(labels[0]) if len(labels) > 1 else 0


def check_document(t, app, name, members, problems):
    app.click(app.document_row(name))
    view = app.view(name)
    text = view.text()
    t.becomes(lambda: mark(app, name) == len(problems), "the mark of %s" % name)
    tab = app.find(role="page tab", name="Problems %d" % len(problems))
    app.click(tab)
    listed = ["%s, line %d" % (each["message"], each["line"]) for each in problems]
    t.becomes(lambda: rows(app, "Problems") and rows(app, "Problems") == listed[:len(rows(app, "Problems"))],
              "the problems of %s: %r, wanted %r" % (name, rows(app, "Problems"), listed))
    app.click(app.find(role="page tab", name_prefix="Spans"))
    claims = sorted((each["start"], each["end"]) for each in members if each["file"] == name)
    shown = rows(app, "Spans")
    t.true(shown, "spans of %s" % name)
    for row in shown:
        if not row.startswith("Claim: "):
            continue
        # “Claim: TEXT, START–END, …”: the offsets are those of the gold.
        places = [each for each in claims if ", %d–%d" % each in row]
        t.equal(len(places), 1, "the gold's claim of the row %r" % row)
        t.true(row.startswith("Claim: " + text[places[0][0]:places[0][1]][:20].split("\n")[0]),
               "the words of %r" % row)


def count_lines(app, view):
    x, y, width, height = view.rectangle()
    area = (int(x), int(y), int(width), int(height))
    return [xinput.count_color(area, color, within=5, share=0.5) for color in LINES]


def test_problems(t):
    corpus, members, found = make(t)
    app = t.start(args=[corpus], size=SIZE)
    names = sorted({each["file"] for each in members})
    wanted = {(each["file"], each["start"], each["end"]) for each in members
              if not each["source"] and not each.get("source_is_author")}
    # The text shows of some others that they are the author's own.
    missing = {(each["path"], each["start"], each["end"]) for each in found if each["rule"] == RULE}
    t.true(missing and missing <= wanted, "problems that were made")
    for name in names:
        check_document(t, app, name, members, [each for each in found if each["path"] == name])
    others = sum(each["path"] != names[-1] for each in found)
    app.click(app.find(role="page tab", name_prefix="Problems"))
    app.find(role="push button", name="%d problems in 4 other documents" % others)
    t.quiet(app)


def test_lines(t):
    corpus, members, _ = make(t)
    app = t.start(args=[corpus], size=SIZE)
    whole = next(each for each in members if each["source"] and each["cue"] and
                 each["quote_type"] == "indirect" and each["end"] - each["start"] < 60 and
                 abs(each["source"]["start"] - each["start"]) < 200)
    app.click(app.document_row(whole["file"]))
    view = app.view(whole["file"])
    app.click(app.find(role="page tab", name_prefix="Spans"))
    places = [place for each in (whole, whole["source"], whole["cue"])
              for place in (each["start"], each["end"])]
    view.reveal(min(places), max(places))
    app.wait_painted()
    before = count_lines(app, view)
    view.click_char(whole["start"] + 2)
    panel = app.find(name="Current claim", role="panel")

    def says(words):
        return any(words in node.name for node in panel.walk() if node.role == "label")

    t.becomes(lambda: says(whole["source"]["surface"][:20]) and says(whole["cue"]["surface"]),
              "who says it, and by which words")
    t.becomes(lambda: all(now > then + 50 for now, then in zip(count_lines(app, view), before)),
              "the lines to source and cue")
    t.quiet(app)


if __name__ == "__main__":
    if not GOLD.is_file():
        print("1..0 # SKIP SCH_SHARED (%s) names no folder with corpus/gold/claims.json"
              % os.environ.get("SCH_SHARED"), flush=True)
        sys.exit(0)
    tap.main(globals())
