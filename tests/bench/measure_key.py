# SPDX-License-Identifier: GPL-3.0-or-later
"""key: from the press of a key to the painted span, in documents of three sizes."""

import random
import time

import bench_corpus
import xinput
from probe import REPOSITORY, Probed, ProbeError, build_folder, percentile

LIMIT_CPU = 8.0
FRAME = 1000 / 60
GROWTH = 1.25
GROWTH_FLOOR = 0.3
HOW = ("real key events in the real window: tag the word at the caret, give it another label, delete it, undo "
       "three times, at the start, the end and in between, seven presses a second; from the arrival of the event in the process to "
       "the end of the frame that shows the change. cpu: of the main thread. wall: without the time for which "
       "the thread was ready but other processes had the processor")
# What is pressed in turn, and what it is called. The three undos leave the document as it was.
CYCLE = (("e", "tag"), ("g", "relabel"), ("Delete", "delete"), ("ctrl+z", "undo"), ("ctrl+z", "undo"),
         ("ctrl+z", "undo"))
PLACES = (("start", ["ctrl+Home"]), ("end", ["ctrl+End"] + 8 * ["Up"]), ("between", 12 * ["Page_Up"]))


class Run:
    """One document in the window, and the times of the presses so far."""

    def __init__(self, desktop, name, n_chars, n_spans, n_relations, paragraph=330):
        folder = desktop.folder("key-" + name)
        bench_corpus.write_corpus(folder, REPOSITORY / "data/schemes/news.json", n_chars, n_spans, n_relations,
                             paragraph=paragraph)
        self.presses = []
        self.whole = []
        self.unseen = 0
        self.chance = random.Random(name)
        self.program = Probed("keys", [build_folder() / "src/app/scholiast", folder],
                              desktop.root / ("key-%s.log" % name))

    def start(self):
        deadline = time.monotonic() + 60
        while not (windows := xinput.windows_of(self.program.process.pid)):
            if time.monotonic() > deadline:
                raise ProbeError("no window within 60 s")
            time.sleep(0.05)
        while xinput.active_window() != str(windows[0].id):
            xinput.tool("xdotool", "windowactivate", windows[0].id)
            if time.monotonic() > deadline:
                raise ProbeError("the window does not get the keyboard")
            time.sleep(0.05)
        xinput.move(1, 1)
        self.program.settle(seconds=120)

    def press(self, key, kind):
        xinput.press_key(key, delay_ms=2)
        deadline = time.monotonic() + 2
        while (left := deadline - time.monotonic()) > 0:
            line = self.program.read(left)
            if line and line[0] == "whole":
                self.whole.append(int(line[1]) / 1000)
            if line and line[0] == "key":
                cpu, wall, delay = (int(word) / 1000 for word in line[2:5])
                before_frame, before_paint = (int(word) / 1000 for word in line[6:8])
                self.presses.append((kind, cpu, wall - delay, before_frame,
                                     before_paint - before_frame, cpu - before_paint))
                break
        else:
            self.unseen += 1
        # Faster than a person; never at the same place of the frame clock.
        time.sleep(0.1 + self.chance.random() * 0.04)

    def cycles(self, count):
        for turn in range(count):
            for key in ("Escape", "Down" if turn % 4 == 3 else "ctrl+Right", "ctrl+Right"):
                xinput.press_key(key, delay_ms=2)
            time.sleep(0.2)
            for key, kind in CYCLE:
                self.press(key, kind)

    def everywhere(self, count):
        """count cycles at each of the three places."""
        for _, keys in PLACES:
            xinput.press_key("Escape", *keys, delay_ms=2)
            self.program.settle()
            self.cycles(count)

    def values(self, column, kind=None):
        return [press[column] for press in self.presses if kind in (None, press[0])]


def measure_size(desktop, name, size, cycles, paragraph=330):
    run = Run(desktop, name, *size, paragraph=paragraph)
    try:
        run.start()
        run.everywhere(cycles)
    finally:
        run.program.close()
    if not run.presses:
        raise ProbeError("no key changed a span in the document %s" % name)
    return run


def rows_of(label, run, limited):
    cpu, wall = run.values(1), run.values(2)
    kinds = ", ".join("%s %.1f" % (kind, percentile(run.values(1, kind), 50))
                      for kind in ("tag", "relabel", "delete", "undo"))
    parts = tuple(percentile(run.values(column), 50) for column in (3, 4, 5))
    missed = ", %d presses changed nothing" % run.unseen if run.unseen else ""

    def detail(values):
        return "p50 %.1f, p95 %.1f, p99 %.1f, max %.1f ms, n %d" % (
            percentile(values, 50), percentile(values, 95), percentile(values, 99), max(values), len(values))

    return [
        {"measure": label + ": cpu p99", "value": round(percentile(cpu, 99), 2), "unit": "ms",
         "limit": LIMIT_CPU if limited else None,
         "detail": detail(cpu) + "; p50 by kind: " + kinds + "; p50 of the edit %.1f, of the layout %.1f, of "
                                                            "painting %.1f" % parts + missed},
        {"measure": label + ": wall p99", "value": round(percentile(wall, 99), 2), "unit": "ms",
         "limit": round(LIMIT_CPU + FRAME, 1) if limited else None, "detail": detail(wall)},
        {"measure": label + ": cpu until the next key, p99", "value": round(percentile(run.whole, 99), 2),
         "unit": "ms", "limit": None, "detail": detail(run.whole)},
    ]


def measure(desktop, quick):
    cycles = 1 if quick else 14
    runs = {}
    rows = []
    for name, size in bench_corpus.SIZES.items():
        if quick and name in ("L", "XL"):
            continue
        runs[name] = measure_size(desktop, name, size, cycles)
        rows += rows_of("%s, %d kB, %d spans" % (name, size[0] // 1000, size[1]), runs[name], True)
    if not quick:
        run = measure_size(desktop, "one paragraph", (1_000_000, 1_000, 0), 3, paragraph=1_000_000)
        rows += rows_of("one paragraph of 1 MB, 1000 spans", run, False)
    typical = {name: percentile(run.values(1), 50) for name, run in runs.items()}
    last = max(runs, key=lambda name: bench_corpus.SIZES[name][1])
    # Not growing: the largest may exceed the smallest by what two runs of the same differ.
    rows.append({"measure": "growth of cpu p50 from S to " + last,
                 "value": round(typical[last] / typical["S"], 2), "unit": "times", "limit": GROWTH,
                 "detail": " : ".join("%s %.2f" % (name, typical[name] / typical["S"]) for name in runs)})
    return HOW, rows
