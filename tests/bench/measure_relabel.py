# SPDX-License-Identifier: GPL-3.0-or-later
"""relabel: what it costs to merge two labels in a corpus of many documents, none of them open."""

import os
import re
import subprocess

from probe import REPOSITORY, build_folder

DOCUMENTS, SPANS = 100000, 50
HOW = ("%d documents with %d spans each, every fourth with the label that goes; the floor reads every file and does "
       "nothing else")
FIGURES = re.compile(r"relabel: (\d+) spans, floor (\d+) ms, applied (\d+) ms, held (\d+) ms, saved (\d+) ms, "
                     r"files (\d+) ms, peak (\d+) MB")


def measure(_desktop, quick):
    documents = 200 if quick else DOCUMENTS
    done = subprocess.run([str(build_folder() / "tests/bench/relabel"), str(documents), str(SPANS)],
                          capture_output=True, text=True, check=False,
                          env=dict(os.environ, G_TEST_SRCDIR=str(REPOSITORY)))
    found = FIGURES.search(done.stdout)
    how = HOW % (documents, SPANS)
    if not found:
        return how, [{"measure": "relabel", "value": None, "unit": "", "limit": None,
                      "detail": "not measured: " + (done.stderr.strip() or "no result")}]
    spans, floor, applied, held, saved, files, peak = map(int, found.groups())
    return how, [
        {"measure": "until it is applied, of the floor", "value": round(applied / max(floor, 1), 1), "unit": "times",
         "limit": None, "detail": "%d spans, %d ms (with progress and cancel); floor %d ms" % (spans, applied, floor)},
        {"measure": "longest hold of the main loop", "value": held, "unit": "ms", "limit": None,
         "detail": "one group, one record of the journal; saved after %d ms" % saved},
        {"measure": "all files written, behind the scenes", "value": round(files / 1000, 1), "unit": "s", "limit": None,
         "detail": "%.1f ms a file, most of it fsync; peak %d MB" % (files / documents, peak)},
    ]
