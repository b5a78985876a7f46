# SPDX-License-Identifier: GPL-3.0-or-later
"""claims: how many actions it takes to say who says what, for the gold claims in SCH_SHARED."""

import json
import os
import pathlib
import subprocess
import sys

from probe import ProbeError

HERE = pathlib.Path(__file__).resolve().parent
HOW = ("tests/bench/actions claims: the gold claims are annotated in the real window with real pointer and key events, and the "
       "files are compared with the gold; an action is a press of a key, a click, a double click or a drag, also those that "
       "arm a label, turn to a document or correct something")
MEASURES = {"claims by mouse": "all claims, with every attribute, by mouse",
            "claims of a source": "claims of a source, without its kind, by mouse",
            "claims by keyboard": "all claims by keyboard, planned"}


def measure(desktop, quick):
    if not (pathlib.Path(os.environ.get("SCH_SHARED") or "/nonexistent") / "corpus/gold/claims.json").is_file():
        return HOW, [{"measure": "actions a claim", "value": None, "unit": "", "limit": None,
                      "detail": "not measured: SCH_SHARED names no folder with corpus/gold/claims.json"}]
    result = desktop.root / "claims.json"
    done = subprocess.run([sys.executable, str(HERE / "actions"), "--json", str(result)]
                          + (["--spans", "2"] if quick else ["--all"]) + ["claims"],
                          capture_output=True, text=True, check=False)
    if not result.exists():
        raise ProbeError("actions: " + (done.stderr or done.stdout).strip()[-800:])
    return HOW, [{"measure": MEASURES[row["figure"]], "value": round(row["value"], 2), "unit": "actions a claim",
                  "limit": row["limit"], "detail": row["detail"]} for row in json.loads(result.read_text("utf-8"))]
