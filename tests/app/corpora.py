# SPDX-License-Identifier: GPL-3.0-or-later
"""Small corpora for window tests, written as files, and what the application wrote into them.

A Corpus knows one folder. Spans are named by label and text, so that a test says what it means:
[("person", "Mara Austin")]. Offsets are code points of the stored text.
"""

import getpass
import hashlib
import json
import pathlib

import driver
from waiting import DriverError, wait_until

CREATED = "2026-03-20T14:00:00Z"
LAYER = getpass.getuser().lower()  # what the application makes for the person


class Corpus:
    def __init__(self, folder, document="port.txt"):
        self.folder = pathlib.Path(folder)
        self.document = document

    def __fspath__(self):
        return str(self.folder)

    def __str__(self):
        return str(self.folder)

    def text(self, document=None):
        return (self.folder / (document or self.document)).read_bytes().decode("utf-8")

    def layer(self):
        """The layer that is written, or will be."""
        found = driver.layers(self.folder)
        if len(found) > 1:
            raise DriverError("More than one layer in %s: %s" % (self.folder, found))
        return found[0] if found else None

    def load(self, document=None):
        layer = self.layer()
        return (layer and driver.load_layer(self.folder, layer, document or self.document)) or {}

    def spans(self, document=None):
        return self.load(document).get("spans", [])

    def span(self, label, words, document=None):
        for span in self.spans(document):
            if span["label"] == label and span["text"] == words:
                return span
        return None

    def pairs(self, document=None):
        """(label, text) of every span, in the file's order, each checked against the document."""
        text = self.text(document)
        found = []
        for span in self.spans(document):
            covered = " ".join(text[start:end] for start, end in span["ranges"])
            if covered != span["text"]:
                raise DriverError("Span %s says “%s” but covers “%s”"
                                  % (span["id"], span["text"], covered))
            found.append((span["label"], span["text"]))
        return found

    def wait_pairs(self, wanted, document=None, seconds=15):
        """Waits until exactly these (label, text) are on the disk, in whatever order."""
        try:
            wait_until(lambda: sorted(self.pairs(document)) == sorted(wanted), seconds,
                       "spans on the disk")
        except DriverError:
            raise DriverError("On the disk after %d s: %r, wanted %r"
                              % (seconds, self.pairs(document), sorted(wanted))) from None

    def wait_load(self, condition, what, document=None, seconds=15):
        return wait_until(lambda: condition(self.load(document)), seconds, what)


def span(text, label, words, occurrence=0, ident=None, **more):
    """A span record over words, or over several stretches where words is a list."""
    parts = [words] if isinstance(words, str) else words
    ranges = []
    place = -1
    for index, part in enumerate(parts):
        for _ in range((occurrence if index == 0 else 0) + 1):
            place = text.index(part, place + 1)
        ranges.append([place, place + len(part)])
    record = {"id": ident or "%s%d" % (label, ranges[0][0]), "label": label, "ranges": ranges,
              "text": " ".join(parts)}
    record.update(more)
    record.setdefault("created", CREATED)
    record.setdefault("by", LAYER)
    return record


def write(folder, documents, spans=None, status=None, relations=None, clusters=None):
    """Writes texts (name -> text or bytes) and, with spans (name -> list of records), a layer."""
    folder = pathlib.Path(folder)
    for name, text in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    if spans or status or clusters:
        layer = folder / "annotations" / LAYER
        layer.mkdir(parents=True)
        put(layer / "layer.json", {"format": "scholiast-layer", "version": 1, "annotator": LAYER,
                                   "role": "annotator"})
        if clusters:
            put(layer / "clusters.json", {"format": "scholiast-clusters", "version": 1,
                                          "clusters": clusters})
        for name in {**(spans or {}), **(status or {})}:
            put_layer_document(folder, layer, name, (spans or {}).get(name, []),
                               (status or {}).get(name, "in-progress"),
                               (relations or {}).get(name, []))
    return Corpus(folder, next(iter(documents), None))


def put_layer_document(folder, layer, name, spans, status, relations):
    stored = (folder / name).read_bytes()
    content = {"format": "scholiast-annotations", "version": 1, "scheme": 1,
               "document": {"path": name, "length": len(stored.decode("utf-8")),
                            "sha256": hashlib.sha256(stored).hexdigest()},
               "annotator": LAYER, "status": status,
               "spans": sorted(spans, key=lambda each: (each["ranges"][0][0],
                                                        -each["ranges"][-1][1], each["id"]))}
    if relations:
        content["relations"] = relations
    path = layer / (name + ".json")
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, content)


def put(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
