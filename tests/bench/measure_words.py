# SPDX-License-Identifier: GPL-3.0-or-later
"""smart-word: how often a snap to words gives the border of a mention in annotated articles."""

import re
import subprocess

from probe import build_folder

SHARE = 430 / 434
HOW = ("from every inner character of the first and of the last word of each mention of the annotated articles "
       "in SCH_SHARED")


def measure(_desktop, _quick):
    done = subprocess.run([str(build_folder() / "tests/bench/smart-word")], capture_output=True, text=True,
                          check=False)
    found = re.search(r"smart word: (\d+) of (\d+)", done.stdout)
    if not found:
        return HOW, [{"measure": "smart word", "value": None, "unit": "mentions", "limit": None,
                      "detail": "not measured: " + (done.stderr.strip() or "no result")}]
    right, count = map(int, found.groups())
    speed = re.search(r"a snap at .*", done.stdout)
    return HOW, [{"measure": "mentions with both borders right", "value": right, "unit": "of %d" % count,
                  "limit": -(-count * 430 // 434), "at_least": True,
                  "detail": speed.group(0) if speed else ""}]
