#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the mentions of a gold standard of entities as JSON lines for scholiast-cli import.

    gold-to-jsonl.py ENTITIES.json FOLDER-OF-TEXTS > gold.jsonl
"""

import json
import pathlib
import sys

LABELS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "GROUP": "group",
          "EVENT": "event", "DATE": "date"}
MENTIONS = {"name": "name", "nominal": "nominal", "metonym": "name"}


def main():
    gold = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    documents = {name: {"path": name, "layer": "gold", "status": "done", "spans": [],
                        "relations": [], "clusters": []} for name in gold["files"]}
    for cluster in gold["clusters"]:
        label = LABELS[cluster["type"]]
        seen = set()
        for number, mention in enumerate(cluster["mentions"]):
            document = documents[mention["file"]]
            if mention["file"] not in seen:
                seen.add(mention["file"])
                document["clusters"].append({"id": cluster["id"], "kind": "entity",
                                             "name": cluster["name"], "label": label})
            span = {"id": f"{cluster['id']}-{number}", "label": label, "kind": "entity",
                    "start": mention["start"], "end": mention["end"], "text": mention["surface"],
                    "cluster": cluster["id"],
                    "bytes": [mention["utf8_start"], mention["utf8_end"]]}
            if label != "date":
                span["attributes"] = {"mention": MENTIONS[mention["mention_type"]]}
            document["spans"].append(span)
    for name in gold["files"]:
        text = pathlib.Path(sys.argv[2], name).read_bytes().decode("utf-8")
        print(json.dumps({**documents[name], "text": text}, ensure_ascii=False))


main()
