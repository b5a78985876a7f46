# SPDX-License-Identifier: GPL-3.0-or-later
"""corpora: a corpus of very many documents, opened for the first time and again, and filtered."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import xinput
from probe import Probed, ProbeError, build_folder, percentile

HERE = pathlib.Path(__file__).resolve().parent
LIMIT_OPEN = 1000
LIMIT_FILTER = 50
LIMIT_TURN = 50
LIMIT_MEMORY = 400
COUNT_SECONDS = 900
# What is typed to filter: much matches the first letter, little the last; then it is deleted again.
TYPED = ("1", "7", "7", "BackSpace", "BackSpace", "BackSpace", "2", "5", "BackSpace", "BackSpace", "r", "t", "BackSpace",
         "BackSpace", "9", "9", "9", "BackSpace", "BackSpace", "BackSpace")
HOW = ("%d documents with 50 spans each, in the file cache, in the real window; from the start of the process to the end "
       "of the frame that shows the list, with real key events for the filter; turn: of the main loop, "
       "processor time; memory: USS, when everything is counted")


class Session:
    """The corpus once in a window."""

    def __init__(self, desktop, folder):
        self.turns = []
        self.filtered = []
        self.listed = self.text = self.entry = None
        self.program = Probed("list", [build_folder() / "src/app/scholiast", folder],
                              desktop.root / "corpora.log")

    def take(self, seconds):
        """Takes in one line; its word."""
        line = self.program.read(seconds)
        if line is None:
            return None
        if line[0] == "turn":
            self.turns.append((int(line[2]) / 1000, int(line[3]) / 1000))
        elif line[0] == "listed":
            self.listed = (int(line[1]) / 1000 - self.program.started * 1000, int(line[2]))
        elif line[0] == "text":
            self.text = int(line[1]) / 1000 - self.program.started * 1000
        elif line[0] == "entry":
            self.entry = int(line[1]), int(line[2])
        elif line[0] == "filtered":
            self.filtered.append(((int(line[3]) - int(line[4])) / 1000, int(line[2]) / 1000, int(line[5])))
        return line[0]

    def wait_shown(self):
        deadline = time.monotonic() + 120
        while not (self.listed and self.text):
            if time.monotonic() > deadline:
                raise ProbeError("the list was not painted within 120 s")
            self.take(1)

    def wait_counted(self):
        """Until nothing goes on any more; how long that was."""
        deadline = time.monotonic() + COUNT_SECONDS
        while time.monotonic() < deadline:
            before = self.program.cpu_ticks()
            end = time.monotonic() + 1
            while (left := end - time.monotonic()) > 0:
                self.take(left)
            if self.program.cpu_ticks() - before <= 3:
                return time.monotonic() - self.program.started
        raise ProbeError("not counted within %d s" % COUNT_SECONDS)

    def focus_search(self):
        windows = xinput.windows_of(self.program.process.pid)
        deadline = time.monotonic() + 30
        while xinput.active_window() != str(windows[0].id):
            xinput.tool("xdotool", "windowactivate", windows[0].id)
            if time.monotonic() > deadline:
                raise ProbeError("the window does not get the keyboard")
            time.sleep(0.05)
        left, top = windows[0].outer[:2]
        xinput.click(left + self.entry[0], top + self.entry[1])
        time.sleep(0.5)

    def type_filter(self, key):
        known = len(self.filtered)
        xinput.press_key(key, delay_ms=2)
        end = time.monotonic() + 1.5
        # The list may change in several steps: the last one counts.
        while (left := end - time.monotonic()) > 0:
            if self.take(left) == "filtered":
                end = time.monotonic() + 0.3
        steps = self.filtered[known:]
        del self.filtered[known:]
        if steps:
            self.filtered.append(steps[-1])

    def memory(self):
        text = pathlib.Path("/proc/%d/smaps_rollup" % self.program.process.pid).read_text("ascii")
        return sum(int(re.search(name + r": +(\d+) kB", text).group(1))
                   for name in ("Private_Clean", "Private_Dirty")) / 1024

    def close(self):
        self.program.close()


def forget_index(desktop):
    shutil.rmtree(desktop.home / ".cache/scholiast", ignore_errors=True)


def row(measure, value, unit, limit, detail):
    return {"measure": measure, "value": round(value, 1), "unit": unit, "limit": limit, "detail": detail}


def open_twice(desktop, folder):
    rows = []
    counted = {}
    for name in ("first", "second"):
        session = Session(desktop, folder)
        try:
            session.wait_shown()
            counted[name] = session.wait_counted()
            rows.append(row("%s opening: list painted" % name, session.listed[0], "ms", LIMIT_OPEN,
                            "%d documents; text painted after %.0f ms, everything counted after %.1f s"
                            % (session.listed[1], session.text, counted[name])))
            longest = max(session.turns, default=(0, 0))
            rows.append(row("%s opening: longest turn of the main loop" % name, longest[0], "ms", LIMIT_TURN,
                            "wall %.0f ms; %d turns of more than 16 ms" % (
                                longest[1], sum(turn[0] > 16 for turn in session.turns))))
            rows.append(row("%s opening: memory" % name, session.memory(), "MB", LIMIT_MEMORY, "USS"))
            if name == "second":
                rows += measure_filter(session)
        finally:
            session.close()
    return rows


def measure_filter(session):
    session.focus_search()
    session.turns.clear()
    for key in TYPED:
        session.type_filter(key)
    if not session.filtered:
        raise ProbeError("no key changed the list")
    wall = [press[0] for press in session.filtered]
    cpu = [press[1] for press in session.filtered]
    return [row("key in the filter to the painted list", max(wall), "ms", LIMIT_FILTER,
                "p50 %.1f, cpu p50 %.1f, max %.1f ms, n %d; rows: %s" % (
                    percentile(wall, 50), percentile(cpu, 50), max(cpu), len(wall),
                    " ".join(str(press[2]) for press in session.filtered)))]


def measure(desktop, quick):
    n_documents = 300 if quick else 100_000
    made = os.environ.get("SCH_BENCH_CORPUS")
    folder = pathlib.Path(made) if made else desktop.folder("corpora")
    try:
        if not made:
            folder.rmdir()
            subprocess.run([sys.executable, str(HERE / "make-corpus"), str(folder), "--documents", str(n_documents)],
                           check=True)
        forget_index(desktop)
        return HOW % n_documents, open_twice(desktop, folder)
    finally:
        if not made:
            shutil.rmtree(folder, ignore_errors=True)
