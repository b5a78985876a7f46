#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the claims of a gold standard, with sources, cues and the relations between them, as JSON lines
for scholiast-cli import.

    claims-to-jsonl.py CLAIMS.json FOLDER-OF-TEXTS > gold.jsonl

A source or cue that several claims share is one span. What the scheme has no word for stands in "x".
"""

import json
import pathlib
import sys

QUOTES = {"none": "none", "direct": "direct", "indirect": "indirect", "mixed": "mixed",
          "free_indirect": "indirect"}
SOURCES = {"named_person": "named-person", "organisation": "organization",
           "collective": "collective", "document": "document"}


class Document:
    def __init__(self, name):
        self.name = name
        self.prefix = name.split("_")[0]
        self.record = {"path": name, "layer": "gold", "status": "done", "spans": [],
                       "relations": [], "clusters": [], "links": []}
        self.ids = {}

    def add_span(self, ident, label, place, **more):
        self.record["spans"].append(
            {"id": ident, "label": label, "kind": label, "start": place["start"],
             "end": place["end"], "text": place["surface"],
             "bytes": [place["utf8_start"], place["utf8_end"]], **more})
        return ident

    def share_span(self, label, place, attributes):
        """The span of a source or cue, made for the first claim that has it."""
        ident = "%s-%s-%d-%d" % (self.prefix, label, place["start"], place["end"])
        if ident not in self.ids:
            self.ids[ident] = self.add_span(ident, label, place, **attributes)
        return ident

    def relate(self, kind, start, end):
        self.record["relations"].append({"id": "%s-%s" % (kind, start if kind != "cue-of" else end),
                                         "type": kind, "from": start, "to": end})


def add_claim(document, cluster, number, member):
    ident = "%s-%d" % (cluster["id"], number)
    values = {"quote": QUOTES[member["quote_type"]], "factuality": member["factuality"]}
    if member.get("source_is_author") or member["source"]:
        values["voice"] = "author" if member.get("source_is_author") else "source"
    document.add_span(ident, "claim", member, cluster=cluster["id"], attributes=values,
                      x={"gold": {"quote_type": member["quote_type"],
                                  "source_type": member["source_type"]}})
    if member["source"]:
        kind = {"attributes": {"source-kind": SOURCES[member["source_type"]]}}
        document.relate("attributed-to", ident,
                        document.share_span("source", member["source"], kind))
    if member["cue"]:
        document.relate("cue-of", document.share_span("cue", member["cue"], {}), ident)


def add_cluster(documents, cluster):
    for name in {member["file"] for member in cluster["members"]}:
        documents[name].record["clusters"].append(
            {"id": cluster["id"], "kind": "claim", "name": cluster["claim"], "label": "claim",
             "note": cluster["note"],
             "verdicts": [label.replace("_", "-") for label in cluster["labels"]]})
    for number, member in enumerate(cluster["members"]):
        add_claim(documents[member["file"]], cluster, number, member)


def main():
    gold = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    documents = {name: Document(name) for name in gold["files"]}
    for cluster in gold["clusters"]:
        add_cluster(documents, cluster)
    # Links between clusters belong to no document: the first carries them.
    documents[gold["files"][0]].record["links"] = [
        {"id": "link-%d" % number, "type": link["type"].replace("_", "-"), "from": link["a"],
         "to": link["b"]} for number, link in enumerate(gold["relations"])]
    for name, document in documents.items():
        text = pathlib.Path(sys.argv[2], name).read_bytes().decode("utf-8")
        print(json.dumps({**document.record, "text": text}, ensure_ascii=False))


main()
