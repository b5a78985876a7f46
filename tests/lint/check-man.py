#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual pages parse without a warning and name every command of the program.

    check-man.py ROOT [SCHOLIAST-CLI]
"""

import re
import subprocess

from lintlib import Lint

COMMAND = re.compile(r"^ {1,4}([a-z][a-z-]*)(?: |$)", re.M)

lint = Lint("man")
for path in lint.files("*.1", under=("data/man",)):
    run = subprocess.run(["groff", "-man", "-ww", "-z", "-Tutf8", "-K", "utf8", str(path)],
                         capture_output=True, text=True, check=False)
    if run.returncode or run.stderr.strip():
        lint.finding(path, 0, run.stderr.strip() or "groff failed")

page = lint.root / "data/man/scholiast-cli.1"
if lint.arguments and page.is_file():
    text = page.read_text(encoding="utf-8").replace("\\-", "-")
    program = lint.arguments[0]
    help_text = subprocess.run([program, "--help"], capture_output=True, text=True,
                               check=False).stdout
    commands = COMMAND.findall(help_text)
    if not commands:
        lint.finding(page, 0, f"{program} --help lists no commands")
    for command in commands:
        if f"\\fB{command}\\fR" not in text and f".B {command}" not in text:
            lint.finding(page, 0, f"does not describe the command {command}")
            continue
        said = subprocess.run([program, command, "--help"], capture_output=True, text=True,
                              check=False).stdout
        for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", said)) - {"--help"}):
            if option not in text:
                lint.finding(page, 0, f"does not describe {command} {option}")
lint.done()
