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


def main():
    print("1..1")
    with tempfile.TemporaryDirectory(prefix="scholiast-try-") as folder:
        shutil.copytree(HERE.parents[1] / "data" / "sample", pathlib.Path(folder) / "corpus")
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        run = subprocess.run([HERE / "try-headless.py", folder], env=environment, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        for line in run.stdout.splitlines():
            print("# " + line)
        picture = pathlib.Path(folder) / "screenshot.png"
        done = run.returncode == 0 and picture.is_file() and run.stdout.count("\n- ") >= 4
        print(("ok" if done else "not ok") + " 1 - tags five words and takes a picture")
    sys.exit(0 if done else 1)


if __name__ == "__main__":
    main()
