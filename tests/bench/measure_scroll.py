# SPDX-License-Identifier: GPL-3.0-or-later
"""relations: a frame of scrolling with 500 relations on the screen, all of them drawn."""

import os
import subprocess

from probe import REPOSITORY, ProbeError, build_folder

LIMIT = 8.0
FRAMES = 600
WANTED = 500
HOW = ("the document view of the program in a window of 1100x900 pixels, every word a claim or a source, scrolled by 37 "
       "pixels a frame to the end and back, %d frames each with all relations and with none between rows that stand "
       "equally far apart; processor time of the main thread. snapshot: what the program itself does for a frame, the "
       "render nodes of the whole view. frame: all of it, with GTK painting the nodes without a graphics card")


def run_bench(frames):
    done = subprocess.run([str(build_folder() / "tests/bench/scroll-relations"), str(frames)],
                          capture_output=True, text=True, check=False,
                          env=dict(os.environ, G_TEST_SRCDIR=str(REPOSITORY)))
    found = {}
    for line in done.stdout.splitlines():
        name, *numbers = line.split()
        found[name] = [int(number) for number in numbers]
    if done.returncode != 0 or "arcs" not in found:
        raise ProbeError("scroll-relations: " + (done.stderr.strip() or "no result"))
    if found["arcs"][0] < WANTED:
        raise ProbeError("only %d relations were drawn in a frame" % found["arcs"][0])
    return found


def row_of(measure, times, limit, more=""):
    p50, p95, p99, longest = (time / 1000 for time in times[:4])
    return {"measure": measure + ": cpu p95", "value": round(p95, 2), "unit": "ms", "limit": limit,
            "detail": "p50 %.2f, p95 %.2f, p99 %.2f, max %.2f ms, n %d%s" % (p50, p95, p99, longest, times[4], more)}


def measure(_desktop, quick):
    frames = 20 if quick else FRAMES
    found = run_bench(frames)
    drawn = "; %d to %d relations in a frame" % tuple(found["arcs"])

    def median_more(kind):
        return found[kind + "-all"][0] / max(found[kind + "-none"][0], 1)

    return HOW % frames, [
        row_of("snapshot with all relations", found["snapshot-all"], LIMIT, drawn),
        row_of("snapshot without", found["snapshot-none"], None,
               "; with: %.1f times the median" % median_more("snapshot")),
        row_of("finding and drawing the relations", found["relations"], None),
        row_of("frame with all relations", found["frame-all"], None, drawn),
        row_of("frame without", found["frame-none"], None, "; with: %.1f times the median" % median_more("frame")),
    ]
