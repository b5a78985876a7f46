#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs geometry-window on a private desktop; what it tests stands in geometry-window.c."""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desktop
import driver

if __name__ == "__main__":
    desktop.enter()
    program = str(driver.build_folder() / "tests/app/geometry-window")
    os.environ.setdefault("G_TEST_SRCDIR", str(driver.REPOSITORY))
    sys.stdout.flush()
    os.execv(program, [program, "--tap"] + sys.argv[1:])
