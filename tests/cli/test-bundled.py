#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Begins corpora with the bundled schemes and with one's own, and annotates with them. Prints TAP.

    test-bundled.py SCHOLIAST-CLI
"""

import json
import os
import pathlib
import shutil

from clitest import Run, main, test

BUNDLED = ("news", "plain-ner", "ontonotes", "quotations", "argument", "qualitative", "letters")


@test
def init_with_schemes(tmp):
    """Every scheme that comes with the program, one's own, and names that are none."""
    shown = Run("init", "--help").out
    for name in BUNDLED:
        assert name in shown, name
        Run("init", str(tmp / name), "--scheme", name)
        scheme = json.loads((tmp / name / "scheme.json").read_text(encoding="utf-8"))
        assert scheme["labels"] and scheme["description"]
        assert not Run("validate", str(tmp / name)).out
    wrong = Run("init", str(tmp / "x"), "--scheme", "nws", code=3).err
    assert "nws" in wrong and all(name in wrong for name in BUNDLED)
    assert not (tmp / "x").exists()

    own = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "scholiast/schemes"
    own.mkdir(parents=True)
    shutil.copy(tmp / "letters/scheme.json", own / "our-letters.json")
    (own / "half.json").write_text('{"format": "scholiast-scheme",', encoding="utf-8")
    shown = Run("init", "--help").out
    assert "our-letters" in shown and "half" not in shown
    Run("init", str(tmp / "own"), "--scheme", "our-letters")
    assert (tmp / "own/scheme.json").read_bytes() == (tmp / "letters/scheme.json").read_bytes()
    assert "half.json:1:" in Run("init", str(tmp / "y"), "--scheme", "half", code=3).err
    # A file of the folder one is in; with a slash it is a file in any case.
    shutil.copy(tmp / "argument/scheme.json", tmp / "news.json")
    Run("init", "here", "--scheme", "news.json", cwd=tmp)
    assert "Argument" in (tmp / "here/scheme.json").read_text(encoding="utf-8")
    Run("init", "there", "--scheme", "./missing", code=3, cwd=tmp)


# By scheme: a text, spans that keep the rules (label, words, attributes), relations between them (type,
# from, to: words), and spans that break the rules.
KEPT_AND_BROKEN = {
    "news": ('The mayor said “no”. Later: “yes, and "no.',
             [("claim", "no", {}), ("source", "The mayor", {}), ("cue", "said", {})],
             [("attributed-to", "no", "The mayor"), ("cue-of", "said", "no")],
             [("claim", "“yes", {}), ("cue", "Later", {})]),
    "plain-ner": ("Ann Lee of the U.S. Navy met Bob’s team.",
                  [("PER", "Ann Lee", {}), ("ORG", "U.S. Navy", {}), ("PER", "Bob", {})], [],
                  [("LOC", "U.S.", {}), ("MISC", "tea", {})]),
    "ontonotes": ("Ann Lee saw the Tyne Bridge on 3 June.",
                  [("PERSON", "Ann Lee", {}), ("FAC", "Tyne Bridge", {}), ("DATE", "3 June", {})], [],
                  [("LOC", "Tyne", {}), ("NORP", "sa", {})]),
    "quotations": ("“Come in,” she said to him. “Never!” “You must” he cried, and fled. “Oh”",
                   [("quotation", "“Come in,”", {"quote": "direct"}), ("speaker", "she", {}),
                    ("cue", "said", {}), ("addressee", "to him", {}),
                    ("quotation", "“Never!”", {"quote": "direct", "speaker-given": "implicit"})],
                   [("spoken-by", "“Come in,”", "she"), ("addressed-to", "“Come in,”", "to him"),
                    ("cue-of", "said", "“Come in,”")],
                   [("quotation", "“You must", {"quote": "direct"}), ("speaker", "he", {}),
                    ("quotation", "must” he", {"quote": "indirect"}), ("cue", "crie", {}),
                    ("addressee", "fled", {})]),
    "argument": ("Schools should start later, because pupils sleep longer. So costs fall.",
                 [("major-claim", "Schools should start later", {}), ("indicator", "because", {}),
                  ("premise", "pupils sleep longer", {})],
                 [("supports", "pupils sleep longer", "Schools should start later"),
                  ("supports", "pupils sleep longer", "costs fall"),
                  ("marks", "because", "pupils sleep longer")],
                 [("minor-claim", "costs fall", {}), ("indicator", "So", {}), ("premise", "fal", {})]),
    "qualitative": ("I: And then? It was like drowning. I: Why?",
                    [("interviewer", "I: And then?", {}), ("in-vivo", "drowning", {}),
                     ("feeling", "It was like drowning", {"valence": "negative"})], [],
                    [("feeling", "And then?", {}), ("in-vivo", "drown", {})]),
    "letters": ("Rome, 3 June. Dear Fanny! I am well. Farewell. Yours, Felix. [2r] Rome, 4 June",
                [("opener", "Rome, 3 June. Dear Fanny!", {}), ("salutation", "Dear Fanny!", {}),
                 ("person", "Fanny", {}), ("date", "3 June", {"iso": "1831-06-03"}),
                 ("dateline", "Rome, 3 June", {}), ("closer", "Farewell. Yours, Felix.", {}),
                 ("signature", "Yours, Felix", {}), ("editorial", "[2r] Rome, 4 June", {})], [],
                [("salutation", "I am", {}), ("signature", "well", {}), ("closer", "Fanny! I", {}),
                 ("dateline", "am", {}), ("date", "4 June", {}), ("person", "Fann", {})]),
}


def scheme_record(text, spans, relations):
    marked = []
    for label, words, attributes in spans:
        start = text.index(words)
        marked.append({"id": f"s{len(marked)}", "label": label, "start": start,
                       "end": start + len(words), "text": words, "attributes": attributes})
    ids = {item["text"]: item["id"] for item in marked}
    return {"path": "a.txt", "text": text, "layer": "gold", "spans": marked,
            "relations": [{"id": f"r{number}", "type": kind, "from": ids[start], "to": ids[end]}
                          for number, (kind, start, end) in enumerate(relations)
                          if start in ids and end in ids]}


@test
def rules_of_schemes(tmp):
    """Every rule of a bundled scheme lets good annotations pass and finds what breaks it."""
    for name, (text, kept, relations, broken) in KEPT_AND_BROKEN.items():
        for spans, state in ((kept, "kept"), (kept + broken, "broken")):
            corpus = tmp / f"{name}-{state}"
            Run("init", str(corpus), "--scheme", name)
            source = tmp / "source.jsonl"
            source.write_text(json.dumps(scheme_record(text, spans, relations)), encoding="utf-8")
            Run("import", "--format", "jsonl", str(source), str(corpus))
            run = Run("validate", "--json", str(corpus), code=0 if state == "kept" else 1)
            found = {problem["rule"] for problem in json.loads(run.out)["problems"]}
            scheme = json.loads((corpus / "scheme.json").read_text(encoding="utf-8"))
            wanted = {rule["id"] for rule in scheme["rules"]} if state == "broken" else set()
            assert found == wanted, (name, state, found ^ wanted)


@test
def plain_ner_is_conll(tmp):
    """Types of CoNLL-2003 come in and go out under their own names."""
    Run("init", str(tmp / "c"), "--scheme", "plain-ner")
    source = tmp / "source.conll"
    source.write_text("Ann B-PER\nLee I-PER\nmet O\nthe O\nSwedish B-MISC\nNavy B-ORG\nin O\n"
                      "Malta B-LOC\n. O\n", encoding="utf-8")
    Run("import", "--format", "conll2003", str(source), str(tmp / "c"))
    assert not Run("validate", str(tmp / "c")).out
    out = Run("export", "--format", "conll2003", str(tmp / "c")).out
    for line in ("Ann -X- _ B-PER", "Lee -X- _ I-PER", "Swedish -X- _ B-MISC", "Navy -X- _ B-ORG",
                 "Malta -X- _ B-LOC"):
        assert line in out.splitlines(), out


main()
