# SPDX-License-Identifier: GPL-3.0-or-later
"""start: what the program needs until its window is painted, against the least it could be."""

import shutil
import statistics

from probe import REPOSITORY, Probed, build_folder

LIMIT = 1.25
HOW = ("processor time of the whole process (all threads, dynamic linking included) from exec to the end "
       "of the first painted frame; median of %d starts, all programs in turn, after one that is not counted")


def measure(desktop, quick):
    rounds = 2 if quick else 15
    scholiast = build_folder() / "src/app/scholiast"
    floor = build_folder() / "tests/bench/floor-window"
    sample = REPOSITORY / "data/sample"
    text = sorted((sample / "articles").iterdir())[0]
    log = desktop.root / "start.log"
    corpus = desktop.root / "start-corpus"
    # name: (probe mode, command)
    programs = {
        "floor": ("window", [floor]),
        "page": ("window", [scholiast]),
        "corpus": ("window", [scholiast, corpus]),
        "floor-text": ("text", [floor, text]),
        "document": ("text", [scholiast, corpus]),
    }
    times = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, (mode, command) in programs.items():
            shutil.rmtree(corpus, ignore_errors=True)
            shutil.copytree(sample, corpus)
            cpu = Probed(mode, command, log).start_cpu()
            if turn:
                times[name].append(cpu)
    median = {name: statistics.median(values) for name, values in times.items()}
    spread = {name: "%.0f–%.0f" % (min(values), max(values)) for name, values in times.items()}

    def row(measure, name, against, limit):
        ratio = median[name] / median[against]
        return {"measure": measure, "value": round(ratio, 2), "unit": "times the floor", "limit": limit,
                "detail": "%.0f ms (%s) against %.0f ms (%s)" % (median[name], spread[name],
                                                              median[against], spread[against])}

    return HOW % rounds, [
        row("start page painted", "page", "floor", LIMIT),
        row("window painted, with the sample corpus", "corpus", "floor", LIMIT),
        row("document with its spans painted (floor: the text)", "document", "floor-text", None),
    ]
