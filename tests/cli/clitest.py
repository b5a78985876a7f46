# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the command line share: the program (the first argument of the test), its runs, and the
report of all functions with @test as TAP, each in a folder and a home of its own."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

CLI = os.path.abspath(sys.argv[1])
TESTS = []
HOMES = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
         "XDG_CONFIG_HOME")


def test(function):
    """Marks a test: it gets an empty folder, and may return why it was skipped."""
    TESTS.append(function)
    return function


class Run:
    """A finished run; its streams are text."""

    def __init__(self, *args, code=0, cwd=None, program=CLI):
        done = subprocess.run([program, *map(str, args)], capture_output=True, check=False, cwd=cwd,
                              timeout=120)
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.code = done.returncode
        assert self.code == code, f"{args}: exit {self.code}, not {code}\n{self.out}{self.err}"

    @property
    def json(self):
        return json.loads(self.out)


def digest(folder):
    """Every file of the data set, with its content."""
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(pathlib.Path(folder).rglob("*"))
            if path.is_file() and ".scholiast" not in path.parts}


def run_one(number, function, folder):
    for name in HOMES:
        os.environ[name] = str(folder / "home" / name.lower())
        os.makedirs(os.environ[name], mode=0o700)
    work = folder / "work"
    work.mkdir()
    try:
        skipped = function(work)
    except Exception:  # any failure is this test's
        print(f"not ok {number} {function.__name__}")
        for line in traceback.format_exc().splitlines():
            print(f"# {line}", flush=True)
        return False
    print(f"ok {number} {function.__name__}{' # SKIP ' + skipped if skipped else ''}", flush=True)
    return True


def main():
    print(f"1..{len(TESTS)}")
    failed = 0
    for number, function in enumerate(TESTS, 1):
        with tempfile.TemporaryDirectory(prefix="scholiast cli ") as folder:
            failed += not run_one(number, function, pathlib.Path(folder))
    sys.exit(1 if failed else 0)
