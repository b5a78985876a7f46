#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The try-out without a display, as tests/try runs it: on a copy of the sample corpus."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


TITLE = "tags five words and takes a picture"


def try_out():
    """Runs it on a fresh copy of the corpus; returns what failed, or nothing."""
    with tempfile.TemporaryDirectory(prefix="scholiast-try-") as folder:
        shutil.copytree(HERE.parents[1] / "data" / "sample", pathlib.Path(folder) / "corpus")
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        run = subprocess.run([HERE / "try-headless.py", folder], env=environment, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        for line in run.stdout.splitlines():
            print("# " + line)
        if run.returncode != 0:
            said = [line for line in run.stdout.splitlines() if line.startswith("try-headless: ")]
            return (said or ["it ended with code %d" % run.returncode])[0]
        if not (pathlib.Path(folder) / "screenshot.png").is_file():
            return "there is no picture"
        if run.stdout.count("\n- ") < 4:
            return "fewer than five words were tagged"
    return ""


def main():
    print("1..1")
    failed, title = try_out(), TITLE
    if failed:
        print("# FAILED AT THE FIRST TRY: %s\n# %s" % (TITLE, failed))
        failed, title = try_out(), TITLE + " (second try)"
    print("%s 1 - %s" % ("not ok" if failed else "ok", title))
    if failed:
        print("# " + failed)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
