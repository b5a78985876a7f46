#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems that the rules of a scheme find while a person works, and the button that mends them:
each fix is checked against the disk and the undo step."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
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


def start(t, spans):
    folder = pathlib.Path(t.folder("corpus"))
    corpora.put(folder / "scheme.json", SCHEME)
    corpus = corpora.write(folder, {"port.txt": TEXT}, {"port.txt": spans})
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


if __name__ == "__main__":
    tap.main(globals())
