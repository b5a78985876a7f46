#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The core sees neither GTK nor the programs, and reads nothing but what it is given."""

import re

from lintlib import Lint

# folder -> what it must not include
TOOLKIT = re.compile(r"^(gtk/|gdk/|gsk/|gtk4|adwaita|libadwaita|gtksourceview/|graphene)")
ALLOWED = {"core": {"core"}, "cli": {"core", "cli"}, "app": {"core", "app"}}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')

# What the core is told by its callers, so that tests and both programs decide it; one file gathers
# it for the programs.
GATHERER = "src/core/sch-environment.c"
SURROUNDINGS = re.compile(
    r"\b(g_get_real_time|g_date_time_new_now\w*|g_getenv|getenv|setlocale|g_get_current_dir|getcwd|"
    r"g_get_home_dir|g_get_user_\w+|g_get_real_name|g_get_language_names|gettimeofday)\s*\(")

lint = Lint("includes")
owner = {}
for path in lint.files("*.h", under=("src",)):
    owner.setdefault(path.name, set()).add(path.relative_to(lint.root).parts[1])

for path in lint.files("*.c", "*.h", under=("src",)):
    folder = path.relative_to(lint.root).parts[1]
    if folder not in ALLOWED:
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            name = match.group(1)
            if folder != "app" and TOOLKIT.match(name):
                lint.finding(path, number, f"src/{folder} must not include {name}")
            owners = owner.get(name.rsplit("/", 1)[-1], set())
            if owners and not owners & ALLOWED[folder]:
                lint.finding(path, number,
                             f"src/{folder} must not include {name} of src/{'/'.join(owners)}")
        elif folder == "core" and lint.relative(path) != GATHERER:
            match = SURROUNDINGS.search(line)
            if match:
                lint.finding(path, number, f"{match.group(1)}: the core is told this by its caller")
lint.done()
