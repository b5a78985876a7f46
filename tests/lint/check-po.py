#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with text for people is in POTFILES, and every translation is sound.

    check-po.py ROOT [--write]

With --write, POTFILES is written anew first.
"""

import re
import subprocess
import tempfile

from lintlib import Lint

CALL = re.compile(r"(?<![\w.])(_|N_|C_|NC_|Q_|gettext|ngettext|dgettext|dngettext|g_dngettext|"
                  r"g_dpgettext2?)\s*\(\s*(?:GETTEXT_PACKAGE\s*,\s*)?[\"(]")
UI = re.compile(r"translatable\s*=\s*[\"']yes[\"']")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def entries(path):
    """(line number, entry) of a list with comments."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if line:
            yield number, line


lint = Lint("po")
po = lint.root / "po"
potfiles = po / "POTFILES"
wanted = set()
for path in lint.files("*.c", "*.h", under=("src",)):
    if CALL.search(COMMENT.sub("", path.read_text(encoding="utf-8"))):
        wanted.add(lint.relative(path))
for path in lint.files("*.ui", under=("data", "src")):
    if UI.search(path.read_text(encoding="utf-8")):
        wanted.add(lint.relative(path))
for path in lint.files("*.desktop.in", "*.metainfo.xml.in", "*.gschema.xml", under=("data",)):
    wanted.add(lint.relative(path))
if "--write" in lint.arguments:
    head = [line for line in potfiles.read_text(encoding="utf-8").splitlines()
            if line.startswith("#")]
    potfiles.write_text("\n".join(head + sorted(wanted)) + "\n", encoding="utf-8")

listed = {}
for number, name in entries(potfiles):
    if name in listed:
        lint.finding(potfiles, number, f"{name} is listed twice")
    listed[name] = number
    if not (lint.root / name).is_file():
        lint.finding(potfiles, number, f"{name} does not exist")
if list(listed) != sorted(listed):
    lint.finding(potfiles, 0, "is not in order")

for name in sorted(wanted - set(listed)):
    lint.finding(potfiles, 0, f"lacks {name}")
for name in sorted(set(listed) - wanted):
    if (lint.root / name).is_file():
        lint.finding(potfiles, listed[name], f"{name} has nothing to translate")

# Nothing stands in the way of extracting: no syntax that xgettext cannot read.
c_files = [name for name in listed if name.endswith((".c", ".h")) and (lint.root / name).is_file()]
if c_files:
    run = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--keyword=_",
         "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3",
         "--output=-", *c_files],
        cwd=lint.root, capture_output=True, text=True, check=False)
    if run.returncode or "warning" in run.stderr or "error" in run.stderr:
        lint.finding(potfiles, 0, f"xgettext says: {run.stderr.strip()}")

linguas = [name for _number, name in entries(po / "LINGUAS")]
linguas = [code for line in linguas for code in line.split()]
files = sorted(path.stem for path in po.glob("*.po"))
for code in sorted(set(linguas) ^ set(files)):
    lint.finding(po / "LINGUAS", 0, f"{code}: LINGUAS and the .po files must agree")
for path in sorted(po.glob("*.po")):
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(["msgfmt", "--check", "--statistics", "-o", out.name, str(path)],
                             capture_output=True, text=True, check=False)
    if run.returncode:
        lint.finding(path, 0, run.stderr.strip())
    else:
        print(f"{lint.relative(path)}: {run.stderr.strip()}")
lint.done()
