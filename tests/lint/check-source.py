#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources are short, finished, licensed, and say what they own."""

import re

from lintlib import Lint

LONGEST_FILE = 700
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")

lint = Lint("source")
c_files = lint.files("*.c", "*.h", under=("src", "tests"))
others = lint.files("*.py", "*.sh", "*.ui", "*.css", under=("src", "tests", "data/ui", "flatpak"))
for path in c_files + others:
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > LONGEST_FILE:
        lint.finding(path, 0, f"has {len(lines)} lines; split it by noun ({LONGEST_FILE} at most)")
    if not any(SPDX in line for line in lines[:5]):
        lint.finding(path, 1, f"must begin with {SPDX}")
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            lint.finding(path, number, "is unfinished")
        if line.rstrip() != line:
            lint.finding(path, number, "has trailing space")

for path in c_files:
    text = path.read_text(encoding="utf-8")
    rest = text.split("\n", 1)[1] if text.startswith("/* SPDX") else text
    if path.suffix == ".c" and path.is_relative_to(lint.root / "src") \
            and not re.match(r"\s*/\*", rest):
        lint.finding(path, 2, "must say at the top what it owns and what always holds")
lint.done()
