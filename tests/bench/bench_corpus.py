# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes corpora to measure with: invented news of any length, annotated with any number of spans.

The same arguments give the same bytes. Spans nest and overlap as in real work: names in sources,
names and sources in sentences with claims, and cues that cross their borders. Offsets are code points.
"""

import hashlib
import json
import random

# name: (characters, spans, relations)
SIZES = {
    "S": (6_000, 60, 24),
    "M": (60_000, 1_000, 400),
    "L": (600_000, 10_000, 4_000),
    "XL": (6_000_000, 100_000, 40_000),
}
FIRST = "Ilse Tomas Renée Oskar Maud Jørn Petra Idris Léa Hamo Vera Nuno".split()
LAST = "Karlsen Obermann D’Arcy Wiltz Tanaka-Reyes Šimek Abara Holm Quist Vasari".split()
BODIES = ["Harbour Authority", "Lowland Rail", "Ministry of Works", "Union of Pilots",
          "Ostmark Daily", "Saint Brannoc’s Hospital", "Coastal Watch"]
PLACES = ["Varnholm", "the lower quay", "Port Ilmen", "Saint Brannoc", "Kessel Street", "the strait"]
ROLES = ["engineer", "councillor", "spokeswoman", "harbour master", "retired pilot", "inspector"]
CUES = ["said", "told the inquiry", "wrote", "denied", "confirmed", "warned", "insisted"]
THINGS = ["the second ferry", "the inquiry", "a new timetable", "the night crossing", "the sea wall",
          "the repair", "the vote on the harbour"]
DOINGS = ["was stopped two hours from", "would bring no more work to", "had been promised for years in",
          "cost twice as much as planned in", "left nobody hurt in", "put off the opening of"]
ENDS = ["before the storm", "since the spring", "despite three letters", "for the first time in a decade",
        "as far as the log shows", "without a word to the crews"]


def sentence(chance, start):
    """A sentence that begins at start, and what can be annotated in it: (start, end, label)."""
    parts, marks, place = [], [], start

    def add(text, label=None):
        nonlocal place
        parts.append(text)
        place += len(text)
        if label:
            marks.append((place - len(text), place, label))

    if chance.random() < 0.5:
        add(chance.choice(FIRST) + " " + chance.choice(LAST), "person")
        add(", " + chance.choice(ROLES) + " at the ")
        add(chance.choice(BODIES), "organization")
        add(",")
        source_end = place - 1
    else:
        add("Officials in ")
        add(chance.choice(PLACES), "place")
        source_end = place
    marks.append((start, source_end, "source"))
    add(" ")
    add(chance.choice(CUES), "cue")
    add(" that ")
    claim = place
    add(chance.choice(THINGS), "event")
    add(" " + chance.choice(DOINGS) + " ")
    add(chance.choice(PLACES), "place")
    if chance.random() < 0.3:
        marks.append((source_end - 6, place, "not-text"))
    add(" " + chance.choice(ENDS))
    marks.append((claim, place, "claim"))
    add(". ")
    return "".join(parts), marks


def annotated_text(seed, n_chars, n_spans, paragraph=330):
    """Text of about n_chars with exactly n_spans, in paragraphs of about that length."""
    chance = random.Random(seed)
    parts, marks, place = [], [], 0
    while place < n_chars:
        begin = place
        while place - begin < paragraph and place < n_chars:
            text, found = sentence(chance, place)
            parts.append(text)
            marks += found
            place += len(text)
        parts.append("\n")
        place += 1
    if len(marks) < n_spans:
        raise ValueError("%d characters have room for %d spans only" % (n_chars, len(marks)))
    return "".join(parts), sorted(chance.sample(marks, n_spans), key=lambda m: (m[0], -m[1]))


def record_id(kind, number):
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    digest = hashlib.sha256(("%s %d" % (kind, number)).encode()).digest()
    return "".join(letters[byte % 32] for byte in digest[:16])


def relations_of(marks, count):
    """Claims to the source before them, cues to the claim after them."""
    found = []
    last = {}
    for number, (_, _, label) in enumerate(marks):
        if label == "claim" and "source" in last:
            found.append(("attributed-to", number, last["source"]))
        if label == "claim" and "cue" in last:
            found.append(("cue-of", last["cue"], number))
        last[label] = number
    return found[:count]


def write_corpus(root, scheme, n_chars, n_spans, n_relations=0, seed=1, paragraph=330,
                 annotator="bench"):
    """A corpus of one document in the folder root. scheme: path of the scheme to copy."""
    text, marks = annotated_text(seed, n_chars, n_spans, paragraph)
    data = text.encode()
    spans = [json.dumps({"id": record_id("span", number), "label": label, "ranges": [[start, end]],
                         "text": text[start:end]}, ensure_ascii=False)
             for number, (start, end, label) in enumerate(marks)]
    relations = [json.dumps({"id": record_id("relation", number), "type": kind,
                             "from": record_id("span", first), "to": record_id("span", second)})
                 for number, (kind, first, second) in enumerate(relations_of(marks, n_relations))]
    header = {"format": "scholiast-annotations", "version": 1, "scheme": 1,
              "document": {"path": "article.txt", "length": len(text),
                           "sha256": hashlib.sha256(data).hexdigest()},
              "annotator": annotator}
    lines = ["{"] + ['  "%s": %s,' % (key, json.dumps(value)) for key, value in header.items()]
    lines += ['  "spans": [', ",\n".join("    " + span for span in spans), '  ],']
    lines += ['  "relations": [', ",\n".join("    " + each for each in relations), '  ]', "}"]
    folder = root / "annotations" / annotator
    folder.mkdir(parents=True)
    (root / "article.txt").write_bytes(data)
    (root / "scheme.json").write_bytes(scheme.read_bytes())
    (root / "scholiast.json").write_text(json.dumps(
        {"format": "scholiast-corpus", "version": 1, "id": record_id("corpus", seed),
         "title": "Measured", "documents": ["*.txt"], "language": "en"}), encoding="utf-8")
    (folder / "layer.json").write_text(json.dumps(
        {"format": "scholiast-layer", "version": 1, "annotator": annotator}), encoding="utf-8")
    (folder / "article.txt.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(text), len(spans)
