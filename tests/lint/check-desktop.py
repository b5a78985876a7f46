#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktop file, metainfo, settings and icons are valid and agree with each other.

    check-desktop.py ROOT [VERSION]
"""

import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from lintlib import Lint

APP_ID = "org.scholiast.Scholiast"
ICONS = "data/icons/hicolor"

lint = Lint("desktop")
data = lint.root / "data"


def check(path, *command):
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        lint.finding(path, 0, f"{command[0]} is not installed, so this cannot be checked")
        return
    said = (run.stdout + run.stderr).strip()
    if run.returncode or "warning:" in said or "error:" in said:
        lint.finding(path, 0, said)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    for kind, command in (("desktop", ("desktop-file-validate",)),
                          ("metainfo.xml", ("appstreamcli", "validate", "--no-net"))):
        source = data / f"{APP_ID}.{kind}.in"
        copy = folder / f"{APP_ID}.{kind}"
        shutil.copy(source, copy)
        check(source, *command, str(copy))
    check(data / f"{APP_ID}.gschema.xml", "glib-compile-schemas", "--strict", "--dry-run", str(data))

desktop = dict(line.split("=", 1) for line in
               (data / f"{APP_ID}.desktop.in").read_text(encoding="utf-8").splitlines()
               if "=" in line and not line.startswith("#"))
for path in (f"scalable/apps/{desktop.get('Icon')}.svg",
             f"symbolic/apps/{desktop.get('Icon')}-symbolic.svg"):
    if not (lint.root / ICONS / path).is_file():
        lint.finding(data / f"{APP_ID}.desktop.in", 0, f"the icon {path} does not exist")

metainfo = data / f"{APP_ID}.metainfo.xml.in"
try:
    root = ET.parse(metainfo).getroot()
    if root.findtext("id") != APP_ID or root.findtext("launchable") != f"{APP_ID}.desktop":
        lint.finding(metainfo, 0, f"must be about {APP_ID}")
    releases = [release.get("version") for release in root.iter("release")]
    news = (lint.root / "NEWS").read_text(encoding="utf-8")
    if not releases or not re.search(rf"\b{re.escape(releases[0])}\b", news):
        lint.finding(metainfo, 0, "its newest release is not in NEWS")
    if lint.arguments and releases and releases[0] != lint.arguments[0]:
        lint.finding(metainfo, 0, f"its newest release is not {lint.arguments[0]}")
except ET.ParseError as error:
    lint.finding(metainfo, error.position[0], f"is not well-formed XML: {error}")

for path in lint.files("*.svg", under=(ICONS,)):
    try:
        svg = ET.parse(path).getroot()
    except ET.ParseError as error:
        lint.finding(path, error.position[0], f"is not well-formed XML: {error}")
        continue
    size = "16" if path.stem.endswith("-symbolic") else "128"
    if svg.get("width") != size or svg.get("height") != size:
        lint.finding(path, 0, f"must be {size} pixels wide and high")
lint.done()
