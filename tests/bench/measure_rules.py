# SPDX-License-Identifier: GPL-3.0-or-later
"""rule-edits: what the list of problems costs at an edit."""

import re
import subprocess

from probe import build_folder

LIMIT = 1000.0
HOW = ("ten rules of all kinds, the end of a span moved by a character, 4,000 times in each document, most of them making or "
       "mending a problem; processor time of the process, without a window")
EDIT = re.compile(r"(\d+) spans, an edit with it: ([\d.]+) us on average, p99 ([\d.]+) us, ([\d.]+) us at most")
CHECK = re.compile(r"(\d+) spans, (\d+) problems: checked at once in ([\d.]+) ms; in steps, the longest took ([\d.]+) ms")
GROWTH = re.compile(r"costs ([\d.]+) times as much")


def measure(_desktop, _quick):
    done = subprocess.run([str(build_folder() / "tests/bench/rule-edits")], capture_output=True, text=True, check=False)
    checks = {int(found[0]): found[1:] for found in CHECK.findall(done.stdout)}
    growth = GROWTH.search(done.stdout)
    if not growth:
        return HOW, [{"measure": "an edit", "value": None, "unit": "", "limit": None,
                      "detail": "not measured: " + (done.stderr.strip() or "no result")}]
    rows = []
    for spans, average, p99, longest in EDIT.findall(done.stdout):
        limited = int(spans) == 10000
        problems, at_once, step = checks[int(spans)]
        detail = "average %s, p99 %s, max %s us; %s problems, checked anew in %s ms, longest step %s ms" % (
            average, p99, longest, problems, at_once, step)
        rows.append({"measure": "%s spans, an edit: p99" % spans, "value": float(p99), "unit": "us",
                     "limit": LIMIT if limited else None, "detail": detail})
        if limited:
            rows.append({"measure": "%s spans, an edit: longest" % spans, "value": float(longest), "unit": "us",
                         "limit": None, "detail": "4,000 edits; what else runs on the machine shows here first"})
    rows.append({"measure": "growth of the average from 1,000 to 100,000", "value": float(growth.group(1)),
                 "unit": "times", "limit": 10, "detail": ""})
    return HOW, rows
