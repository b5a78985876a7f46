# SPDX-License-Identifier: GPL-3.0-or-later
"""However many threads read, a command prints the same: also where files are broken in the middle.

    test-streams.py CLI MAKE-CORPUS"""

import json
import os
import shutil
import stat
import subprocess
import sys
import threading

from clitest import CLI, Run, main, test

MAKE_CORPUS = sys.argv[2]
N_DOCUMENTS = 120
JOBS = ("1", "2", "7")
READING = [["info"], ["info", "--json"], ["validate"], ["validate", "--json"], ["problems"],
           ["problems", "--json", "--layer", "second"], ["validate", "--severity", "error"]]
EXPORTS = [["--format", "jsonl"], ["--format", "csv"], ["--format", "tsv"], ["--format", "conll2003"],
           ["--format", "conll2003", "--nesting", "columns"], ["--format", "conll2003", "--nesting", "error"],
           ["--format", "conll2003", "--kind", "entity", "--nesting", "innermost", "--strict"],
           ["--format", "jsonl", "--unit", "sentence"],
           ["--format", "jsonl", "--exclude-regions", "--status", "done,todo"]]


def make(tmp):
    corpus = tmp / "corpus"
    subprocess.run([sys.executable, MAKE_CORPUS, corpus, "--documents", str(N_DOCUMENTS), "--spans", "12",
                    "--relations", "4"], check=True)
    shutil.copytree(corpus / "annotations/bench", corpus / "annotations/second")
    return corpus


def all_that_is_said(*args):
    done = subprocess.run([CLI, *map(str, args)], capture_output=True, check=False, timeout=120)
    assert done.returncode >= 0, (args, done.returncode, done.stderr[-2000:])
    return done.returncode, done.stdout, done.stderr


def same(*args):
    """What one thread says, after several have said the same."""
    said = [all_that_is_said(*args, "--jobs", jobs) for jobs in JOBS]
    for jobs, other in zip(JOBS, said):
        assert other == said[0], (args, jobs, other[0], other[2][-500:], said[0][0], said[0][2][-500:])
    return said[0]


def change(path, edit):
    content = json.loads(path.read_text("utf-8"))
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def add_clusters(corpus):
    """Spans of every third document are in one of three clusters, two of which are linked."""
    layer = corpus / "annotations/bench"
    (layer / "clusters.json").write_text(json.dumps({
        "format": "scholiast-clusters", "version": 1,
        "clusters": [{"id": "c%d" % i, "label": "person", "name": "C%d" % i} for i in range(3)],
        "links": [{"id": "l1", "type": "part-of", "from": "c0", "to": "c1"}]}), encoding="utf-8")
    for number in range(0, N_DOCUMENTS, 3):
        def put(content, cluster="c%d" % (number % 4)):
            content["spans"][2]["cluster"] = cluster
        change(layer / ("part-000/report-%06d.txt.json" % number), put)


def break_files(corpus):
    texts, layer = corpus / "part-000", corpus / "annotations/bench/part-000"

    def dangle(content):
        content["spans"][3]["label"] = "no-label"
        content["spans"][4]["ranges"] = [[100000, 100001]]
        content["relations"][0]["from"] = "nowhere"
        content["orphans"] = [{"id": "o1", "label": "claim", "text": "gone"}]

    (texts / "report-000010.txt").write_bytes(b"bad \xff bytes")
    (texts / "report-000011.txt").unlink()
    (texts / "report-000012.txt").write_text("another text", encoding="utf-8")
    (layer / "report-000020.txt.json").write_text('{"format": "scholiast-annotations", "version": 1, "spans": [')
    (layer / "report-000021.txt.json").write_text('{"format": "scholiast-annotations", "version": 99}')
    for number in (30, 31):
        shutil.copy(layer / "report-000005.txt.json", layer / ("report-%06d.txt.json" % number))
    shutil.copy(layer / "report-000006.txt.json", layer / "nowhere.txt.json")
    change(layer / "report-000040.txt.json", dangle)


@test
def whole(tmp):
    corpus = make(tmp)
    add_clusters(corpus)
    for args in READING:
        same(*args, corpus)
    for args in EXPORTS:
        code, out, _ = same("export", "--layer", "bench", *args, corpus)
        assert (code == 0) == (out != b""), args
    assert same("export", "--layer", "all", "--format", "jsonl", corpus)[1].count(b"\n") == 2 * N_DOCUMENTS
    assert not (corpus / ".scholiast").exists()


@test
def broken(tmp):
    corpus = make(tmp)
    break_files(corpus)
    for args in READING:
        same(*args, corpus)
    code, out, _ = same("validate", "--json", "--layer", "bench", corpus)
    found = json.loads(out)["problems"]
    assert code == 1
    rules = {problem["rule"] for problem in found}
    assert {"document", "file", "duplicate-id", "orphan", "unknown-label", "range", "text",
            "dangling-relation"} <= rules, rules
    twice = [problem for problem in found if problem["rule"] == "duplicate-id"]
    # The second and the third copy are both told where the first one is.
    assert {problem["path"][-10:-4] for problem in twice} == {"000030", "000031"}
    assert all("000005.txt" in problem["message"] for problem in twice), twice
    for args in EXPORTS:
        code, out, _ = same("export", "--layer", "bench", *args, corpus)
        assert code != 0 and out == b"", args
    # The first one that cannot be read is named, not the one that a thread has met first.
    (corpus / "annotations/bench/part-000/nowhere.txt.json").unlink()
    for good in ("report-000010.txt", "report-000011.txt", "report-000012.txt"):
        _, out, err = same("export", "--layer", "bench", "--format", "jsonl", corpus)
        assert out == b"" and good.encode() in err, (good, err)
        (corpus / "annotations/bench/part-000" / (good + ".json")).unlink()


@test
def split(tmp):
    corpus = make(tmp)
    parts = []
    for jobs in JOBS:
        folder = tmp / ("out" + jobs)
        Run("export", "--layer", "bench", "--format", "jsonl", "--split", "80,10,10", "--jobs", jobs, "-o",
            folder, corpus)
        parts.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(parts[0]) == 3 and parts[0] == parts[1] == parts[2]


@test
def jobs(tmp):
    corpus = make(tmp)
    for command in (["info"], ["validate"], ["problems"], ["export", "--format", "csv", "--layer", "bench"]):
        assert "--jobs" in Run(*command, "--jobs", "-1", corpus, code=2).err
        Run(*command, "--jobs", "many", corpus, code=2)
    Run("info", "--jobs", "1000", corpus)


@test
def printed_as_they_come(tmp):
    """A reader that goes away early ends it: nothing waits for the last document."""
    corpus = make(tmp)
    run = subprocess.Popen([CLI, "validate", corpus], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first = run.stdout.readline()
    run.stdout.close()
    run.stderr.read()
    assert b": " in first and run.wait(timeout=60) != 0


@test
def output_into_what_is_no_file(tmp):
    """A pipe is written to; it does not become a file."""
    corpus = make(tmp)
    expected = Run("export", "--format", "csv", "--layer", "bench", corpus).out
    pipe = tmp / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    Run("export", "--format", "csv", "--layer", "bench", "-o", pipe, corpus)
    reader.join(timeout=60)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert got == [expected]


main()
