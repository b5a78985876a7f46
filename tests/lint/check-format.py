#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""C sources are laid out as clang-format does with the .clang-format of the tree."""

import difflib
import shutil
import subprocess
import sys

from lintlib import Lint

VERSION = "14."

lint = Lint("format")
for tool in ("clang-format-14", "clang-format"):
    tool = shutil.which(tool)
    if tool:
        said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
        if f"version {VERSION}" in said:
            break
else:
    print("clang-format 14 is not installed here; other versions lay out differently")
    sys.exit(77)

for path in lint.files("*.c", "*.h", under=("src", "tests")):
    text = path.read_text(encoding="utf-8")
    run = subprocess.run([tool, f"--style=file:{lint.root / '.clang-format'}", str(path)],
                         capture_output=True, text=True, check=False)
    if run.returncode:
        lint.finding(path, 0, f"clang-format failed: {run.stderr.strip()}")
        continue
    if run.stdout == text:
        continue
    old, new = text.splitlines(), run.stdout.splitlines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            wanted = " / ".join(line.strip() for line in new[c:d][:3]) or "(nothing)"
            lint.finding(path, a + 1, f"should read: {wanted}")
lint.done()
