# SPDX-License-Identifier: GPL-3.0-or-later
"""streams: what scholiast-cli info, validate and export cost a document, in a small and in a large corpus."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from probe import ProbeError, build_folder

HERE = pathlib.Path(__file__).resolve().parent
HOW = ("tests/bench/make-corpus makes corpora of 2,000 and 20,000 documents with 50 spans and 10 relations each; "
       "scholiast-cli info, validate and export --format jsonl read them, with one thread and with one a processor, in "
       "turn, output to /dev/null; the floor reads all files with cat; medians of processor and wall time, peak of the "
       "resident memory")
COMMANDS = {"info": ["info"], "validate": ["validate"], "export": ["export", "--format", "jsonl"]}
GROWTH_LIMIT = 1.25
MEMORY_LIMIT = 1.5
SPEEDUP = 1.5


def peak_so_far(process, known):
    """MB. That of the kernel's accounting would be at least that of Python, which the program is started by."""
    try:
        for line in pathlib.Path("/proc/%d/status" % process.pid).read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return known


def spend(arguments):
    """Wall time, processor time (s) and peak memory (MB) of a program."""
    peak = 0
    with tempfile.TemporaryFile() as messages:
        started = time.monotonic()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=messages)
        while True:
            peak = peak_so_far(process, peak)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            time.sleep(0.005)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        # validate finds something, which is its exit 1.
        if process.returncode not in (0, 1):
            messages.seek(0)
            raise ProbeError("%s: %s" % (arguments, messages.read().decode("utf-8", "replace")[-400:]))
    return wall, usage.ru_utime + usage.ru_stime, peak


def read_all(corpus):
    """Wall and processor time of reading all files and nothing else."""
    files = b"\0".join(os.fsencode(path) for path in sorted(corpus.rglob("*")) if path.is_file())
    before = os.times()
    started = time.monotonic()
    subprocess.run(["xargs", "-0", "cat"], input=files, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return (time.monotonic() - started,
            after.children_user + after.children_system - before.children_user - before.children_system)


def median(runs, which):
    return statistics.median(run[which] for run in runs)


def row(measure, value, unit, limit, detail, at_least=False):
    return {"measure": measure, "value": round(value, 2), "unit": unit, "limit": limit, "detail": detail,
            "at_least": at_least}


def measure_command(cli, name, corpora, repetitions, floor):
    """Rows of one command; @corpora: number of documents -> folder."""
    small, large = sorted(corpora)
    alone, together = {small: [], large: []}, {small: [], large: []}
    for _ in range(repetitions):
        for size, folder in corpora.items():
            arguments = [cli, *COMMANDS[name], str(folder)]
            alone[size].append(spend(arguments + ["--jobs", "1"]))
            together[size].append(spend(arguments))
    each = {size: median(alone[size], 1) / size * 1000 for size in corpora}
    memory = {size: max(run[2] for run in together[size]) for size in corpora}
    walls = median(alone[large], 0), median(together[large], 0)
    return [
        row("%s: a document among %d" % (name, large), each[large] / each[small],
            "times that among %d" % small, GROWTH_LIMIT, "%.3f ms and %.3f ms of processor time a document" %
            (each[large], each[small])),
        row("%s: one thread" % name, walls[0] / walls[1], "times the wall time of %d" % (os.cpu_count() or 1), None,
            "%.2f s and %.2f s for %d documents; on two quiet processors at least %g times is meant" %
            (*walls, large, SPEEDUP)),
        row("%s: peak of memory among %d" % (name, large), memory[large] / memory[small],
            "times that among %d" % small, MEMORY_LIMIT, "%.1f MB and %.1f MB" % (memory[large], memory[small])),
        row("%s: processor time, one thread" % name, median(alone[large], 1) / floor[1],
            "times reading the files", None, "%.2f s; cat: %.2f s of processor time, %.2f s of wall time" %
            (median(alone[large], 1), floor[1], floor[0])),
    ]


def measure(desktop, quick):
    cli = build_folder() / "src/cli/scholiast-cli"
    sizes = (50, 500) if quick else (2000, 20000)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="scholiast-streams-"))
    try:
        corpora = {size: folder / str(size) for size in sizes}
        for size, corpus in corpora.items():
            subprocess.run([sys.executable, str(HERE / "make-corpus"), str(corpus), "--documents", str(size)],
                           check=True)
        read_all(corpora[max(sizes)])
        floor = read_all(corpora[max(sizes)])
        rows = []
        for name in COMMANDS:
            rows += measure_command(cli, name, corpora, 1 if quick else 3, floor)
        return HOW, rows
    finally:
        shutil.rmtree(folder)
