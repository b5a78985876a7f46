#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documents promise is there: files that are linked, scripts that are named."""

import os
import re

from lintlib import Lint

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
SCRIPT = re.compile(r"(?:^|[\s`(])(?:\./)?((?:tests|flatpak|\.ci)/[\w./-]*\w)")

lint = Lint("readme")
documents = [path for path in (lint.root / "README.md", lint.root / "CONTRIBUTING.md",
                               lint.root / "flatpak/README.md") if path.is_file()]
if not (lint.root / "README.md").is_file():
    lint.finding("README.md", 0, "is missing")
for path in documents:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        for target in LINK.findall(line):
            if re.match(r"[a-z]+:", target):
                continue
            if not (path.parent / target).exists():
                lint.finding(path, number, f"links to {target}, which does not exist")
        for name in SCRIPT.findall(line):
            if not (lint.root / name).exists():
                lint.finding(path, number, f"names {name}, which does not exist")
    for block in FENCE.finditer(text):
        first = text.count("\n", 0, block.start()) + 1
        for number, line in enumerate(block.group().splitlines(), first):
            word = line.removeprefix("$ ").split(" ")[0]
            if not re.match(r"(tests|flatpak)/[\w-]+$", word):
                continue
            script = lint.root / word
            if script.is_file() and not os.access(script, os.X_OK):
                lint.finding(path, number, f"{word} cannot be executed")
lint.done()
