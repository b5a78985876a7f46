# SPDX-License-Identifier: GPL-3.0-or-later
"""large: finding, reading and writing of 6 MB with 100,000 spans; deleting 10,000 spans in the window."""

import subprocess
import time

import bench_corpus
import xinput
from probe import REPOSITORY, Probed, ProbeError, build_folder, percentile

FIND_LIMIT = 50
BULK_LIMIT = 200
WRITE_LIMIT = 300
HOW = ("without a window: 6 MB of text with 100,000 spans and 40,000 relations, median of 5, processor time; find: all "
       "hits of the text. In the window: all 10,000 spans selected in the list, Delete, Ctrl+Z, %d times: from the "
       "arrival of the key to the end of the frame that shows it, without the time for which other processes had the "
       "processor")
# Where a row of the list of spans is in a window that nobody has resized.
A_ROW = (975, 300)


def core_rows(desktop, quick):
    folder = desktop.folder("large-text")
    bench_corpus.write_corpus(folder, REPOSITORY / "data/schemes/news.json",
                              *bench_corpus.SIZES["M" if quick else "XL"])
    done = subprocess.run([str(build_folder() / "tests/bench/large-text"), str(folder / "article.txt"),
                           str(folder / "annotations/bench/article.txt.json"), str(folder)],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProbeError(done.stderr)
    found = {}
    for line in done.stdout.splitlines():
        name, median, p99 = line.split()
        found[name] = float(median), float(p99)

    def row(what, name, floor, limit):
        return {"measure": what, "value": round(found[name][0], 2), "unit": "ms", "limit": limit,
                "detail": "%.0f times %s (%.2f ms)" % (found[name][0] / max(found[floor][0], 0.01),
                                                      "memchr()" if floor == "floor-find" else "a copy of the bytes",
                                                      found[floor][0])}

    rows = [row("find “%s”" % what, name, "floor-find", FIND_LIMIT)
            for what, name in (("e", "find-letter"), ("harbour", "find-word"), ("zzzyx", "find-nothing"))]
    rows += [row("find “Brannoc” as it is written", "find-exact", "floor-find", FIND_LIMIT),
             row("find a regular expression", "find-regex", "floor-find", None),
             row("read the layer document", "read", "floor-write", None),
             row("write it in canonical form", "write", "floor-write", WRITE_LIMIT)]
    rows.append({"measure": "append a record and fsync, here", "value": round(found["append"][0], 3), "unit": "ms",
                 "limit": None, "detail": "p99 %.3f ms; in the writer thread, never in the main thread"
                                          % found["append"][1]})
    return rows


class Bulk:
    """A window in which all spans of its document are selected in the list."""

    def __init__(self, desktop, size):
        folder = desktop.folder("large-bulk")
        bench_corpus.write_corpus(folder, REPOSITORY / "data/schemes/news.json", *size, seed=77)
        self.program = Probed("keys", [build_folder() / "src/app/scholiast", folder], desktop.root / "large-bulk.log")
        deadline = time.monotonic() + 60
        while not (windows := xinput.windows_of(self.program.process.pid)):
            if time.monotonic() > deadline:
                raise ProbeError("no window within 60 s")
            time.sleep(0.05)
        self.program.settle(seconds=120)

    def select_all(self):
        x, y, _, _ = xinput.windows_of(self.program.process.pid)[0].frame
        xinput.click(x + A_ROW[0], y + A_ROW[1])
        self.program.settle()
        xinput.press_key("ctrl+a", delay_ms=2)
        self.program.settle()

    def press(self, key):
        while self.program.read(0) is not None:
            pass
        xinput.press_key(key, delay_ms=2)
        deadline = time.monotonic() + 10
        while (left := deadline - time.monotonic()) > 0:
            line = self.program.read(left)
            if line and line[0] == "key":
                cpu, wall, delay = (int(word) / 1000 for word in line[2:5])
                self.program.settle()
                return cpu, wall - delay
        raise ProbeError("“%s” changed no span" % key)


def bulk_rows(desktop, quick):
    bulk = Bulk(desktop, bench_corpus.SIZES["S" if quick else "L"])
    deletes, undos = [], []
    try:
        for _ in range(1 if quick else 5):
            bulk.select_all()
            deletes.append(bulk.press("Delete"))
            undos.append(bulk.press("ctrl+z"))
    finally:
        bulk.program.close()
    return [{"measure": "%s 10,000 spans" % what, "value": round(percentile([v[1] for v in values], 50), 1),
             "unit": "ms", "limit": BULK_LIMIT,
             "detail": "processor time of the main thread %.1f ms; longest %.1f ms" % (
                 percentile([v[0] for v in values], 50), max(v[1] for v in values))}
            for what, values in (("delete", deletes), ("undo the deletion of", undos))]


def measure(desktop, quick):
    return HOW % 5, core_rows(desktop, quick) + bulk_rows(desktop, quick)
