#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts parse and can be executed."""

import ast
import os
import subprocess

from lintlib import Lint

lint = Lint("scripts")
for path in lint.files("*", under=("tests", "flatpak", ".ci", "data", "src")):
    with open(path, "rb") as file:
        start = file.read(100).split(b"\n")[0]
    shell = start.startswith(b"#!") and (b"bash" in start or start.endswith(b"/sh"))
    python = (start.startswith(b"#!") and b"python" in start) or path.suffix == ".py"
    if shell:
        run = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
        if run.returncode:
            lint.finding(path, 0, run.stderr.strip())
    if python:
        try:
            ast.parse(path.read_bytes(), str(path))
        except SyntaxError as error:
            lint.finding(path, error.lineno, error.msg)
    if start.startswith(b"#!") and not os.access(path, os.X_OK):
        lint.finding(path, 0, "begins with #! but cannot be executed")
    if start.startswith(b"#!") and b"env python" in start:
        lint.finding(path, 1, "must name /usr/bin/python3: another python3 may lack the modules")
lint.done()
