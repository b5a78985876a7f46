#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interface files are well formed, translatable and usable with a screen reader."""

import re
import xml.etree.ElementTree as ET

from lintlib import Lint

TEXT = {"label", "title", "subtitle", "tooltip-text", "placeholder-text", "description", "heading",
        "body", "tooltip-markup", "secondary-text"}
BUTTONS = {"GtkButton", "GtkToggleButton", "GtkMenuButton"}
LEAVING = {"GtkInfoBar", "GtkDialog", "GtkMessageDialog", "GtkTreeView", "GtkComboBox",
           "GtkComboBoxText", "GtkEntryCompletion", "GtkShortcutsWindow", "AdwFlap", "AdwLeaflet",
           "GtkFileChooserDialog"}


def parse(path):
    """The root, and the line of each element."""
    lines = {}
    parser = ET.XMLPullParser(["start"])
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            parser.feed(text)
            for _event, element in parser.read_events():
                lines[element] = number
    parser.close()
    root = next(iter(lines), None)
    return root, lines


lint = Lint("ui")
for path in lint.files("*.ui", under=("data", "src")):
    try:
        root, lines = parse(path)
    except ET.ParseError as error:
        lint.finding(path, error.position[0], f"is not well-formed XML: {error}")
        continue
    if root is None or root.tag != "interface":
        lint.finding(path, 1, "must have the root element interface")
        continue
    ids = set()
    for element, line in lines.items():
        name = element.get("id")
        if name and element.tag in ("object", "template", "menu"):
            if name in ids:
                lint.finding(path, line, f"the id {name} is used twice")
            ids.add(name)
        of_class = element.get("class", "")
        if of_class in LEAVING or element.get("parent") in LEAVING:
            lint.finding(path, line, f"{of_class} is about to leave the toolkit")
        if element.tag in ("property", "attribute"):
            text = (element.text or "").strip()
            name = element.get("name", "").replace("_", "-")
            if name in TEXT and re.search(r"[^\W\d_]", text) and element.get("translatable") is None \
                    and element.get("bind-source") is None:
                lint.finding(path, line, f"“{text}” is not translatable")
        if of_class in BUTTONS:
            own = {p.get("name", "").replace("_", "-") for p in element.findall("property")}
            if "icon-name" in own and not own & {"label", "child"}:
                if "tooltip-text" not in own:
                    lint.finding(path, line, f"a {of_class} with only an icon needs a tooltip")
                if not any(p.get("name") in ("label", "labelled-by")
                           for a in element.findall("accessibility") for p in a):
                    lint.finding(path, line,
                                 f"a {of_class} with only an icon needs an accessible label")
lint.done()
