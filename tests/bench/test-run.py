#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The measurements can be made: every one of them in its shortest form, in the build under test.

Speed is not judged here: other tests run beside this one.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ("start", "documents", "large", "key", "relabel", "relations", "corpora")

print("1..%d" % (2 * len(NAMES)))
failed = False
number = 0


def check(passed, name, why=""):
    global failed, number
    number += 1
    failed = failed or not passed
    print("%s %d %s" % ("ok" if passed else "not ok", number, name), flush=True)
    for line in "" if passed else why.splitlines():
        print("# " + line, flush=True)


for each in NAMES:
    with tempfile.TemporaryDirectory(prefix="sch-bench-") as folder:
        result = pathlib.Path(folder) / "result.json"
        done = subprocess.run([str(HERE / "run"), "--quick", "--json", str(result), each],
                              capture_output=True, text=True, timeout=300, check=False)
        check(done.returncode == 0, "%s ends well" % each, done.stdout + done.stderr)
        figures = json.loads(result.read_text("utf-8"))["figures"] if result.exists() else []
        check(bool(figures) and all(row["value"] is not None and row["how"] for row in figures),
              "%s gives figures" % each, repr(figures))
sys.exit(1 if failed else 0)
