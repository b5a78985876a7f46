#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs scholiast-cli as its users do: every command, exit codes, shapes of JSON. Prints TAP.

    test-cli.py SCHOLIAST-CLI GOLD-TO-JSONL
"""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from clitest import CLI, Run, digest, main, test

GOLD_TO_JSONL = os.path.abspath(sys.argv[2])
SHARED = pathlib.Path(os.environ.get("SCH_SHARED", "/nonexistent"))
TEXT = "💩 Ann Lee of the U.S. Navy met Bob’s team.\r\nShe left.\n"


def span(ident, label, start, end, text=TEXT, **more):
    return {"id": ident, "label": label, "start": start, "end": end, "text": text[start:end], **more}


def record(path="a.txt", text=TEXT, **more):
    ann = text.index("Ann")
    navy = text.index("U.S.")
    bob = text.index("Bob")
    return {"path": path, "text": text, "layer": "gold", "status": "done",
            "metadata": {"title": "A", "story": "s1"},
            "spans": [span("s1", "person", ann, ann + 7, text, cluster="c1",
                           attributes={"mention": "name"}),
                      span("s2", "person", ann, ann + 3, text),
                      span("s3", "organization", navy, navy + 9, text),
                      span("s4", "place", navy, navy + 4, text),
                      span("s5", "person", bob, bob + 3, text, note="a, \"note\"")],
            "relations": [{"id": "r1", "type": "part-of", "from": "s2", "to": "s1"}],
            "clusters": [{"id": "c1", "kind": "entity", "name": "Ann Lee"}], **more}


def write_lines(path, records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records),
                    encoding="utf-8")
    return path


def make_corpus(tmp, records=None, name="c"):
    corpus = tmp / name
    Run("init", str(corpus), "--title", "Tést")
    source = write_lines(tmp / "source.jsonl", records or [record()])
    Run("import", "--format", "jsonl", str(source), str(corpus))
    return corpus


def read_lines(text):
    return [json.loads(line) for line in text.splitlines()]


@test
def usage(tmp):
    assert "import" in Run("--help").out
    assert Run("--version").out.startswith("scholiast-cli ")
    Run(code=2)
    assert "nonsense" in Run("nonsense", code=2).err
    for command in ("init", "info", "validate", "import", "export", "convert", "formats"):
        assert "Usage:" in Run(command, "--help").out
        Run(command, "--nonsense", code=2)
    Run("info", code=2)
    Run("info", "a", "b", code=2)
    Run("export", str(tmp), code=2)
    Run("export", "--format", "nonsense", str(tmp), code=2)
    Run("export", "--format", "jsonl", "--kind", "nonsense", str(tmp), code=2)
    Run("export", "--format", "jsonl", "--split", "80,10", "--output", "x", str(tmp), code=2)
    Run("export", "--format", "jsonl", "--split", "80,20", str(tmp), code=2)
    Run("import", "--format", "jsonl", "--layer", "No Name", "x", str(tmp), code=2)
    Run("info", str(tmp / "missing"), code=3)


@test
def init(tmp):
    Run("init", str(tmp / "c"), "--title", "Tést")
    written = json.loads((tmp / "c/scholiast.json").read_text(encoding="utf-8"))
    assert written["format"] == "scholiast-corpus" and written["title"] == "Tést"
    scheme = json.loads((tmp / "c/scheme.json").read_text(encoding="utf-8"))
    assert scheme["name"] == "News"
    before = digest(tmp / "c")
    assert "scholiast.json" in Run("init", str(tmp / "c"), code=3).err
    assert digest(tmp / "c") == before
    Run("init", str(tmp / "d"), "--scheme", str(tmp / "c/scheme.json"))
    assert (tmp / "d/scheme.json").read_bytes() == (tmp / "c/scheme.json").read_bytes()
    (tmp / "bad.json").write_text("{", encoding="utf-8")
    assert "bad.json:1:" in Run("init", str(tmp / "e"), "--scheme", str(tmp / "bad.json"), code=3).err
    assert not (tmp / "e").exists()


@test
def import_and_info(tmp):
    corpus = make_corpus(tmp)
    assert (corpus / "a.txt").read_bytes() == TEXT.encode("utf-8")
    info = json.loads(Run("info", "--json", str(corpus)).out)
    assert info["documents"] == 1 and info["title"] == "Tést"
    layer = info["layers"]["gold"]
    assert (layer["documents"], layer["spans"], layer["relations"]) == (1, 5, 1), layer
    assert layer["labels"] == {"organization": 1, "person": 3, "place": 1}
    assert layer["status"]["done"] == 1
    assert "gold" in Run("info", str(corpus)).out
    document = json.loads((corpus / "annotations/gold/a.txt.json").read_text(encoding="utf-8"))
    assert {s["id"] for s in document["spans"]} == {"s1", "s2", "s3", "s4", "s5"}
    assert all(s["text"] == TEXT[s["ranges"][0][0]:s["ranges"][0][1]] for s in document["spans"])
    documents = json.loads((corpus / "documents.json").read_text(encoding="utf-8"))
    assert documents["documents"][0]["story"] == "s1"


@test
def import_repeats(tmp):
    corpus = make_corpus(tmp)
    before = digest(corpus)
    out = Run("import", "--format", "auto", str(tmp / "source.jsonl"), str(corpus)).out
    assert digest(corpus) == before
    assert out.splitlines()[2].split() == ["spans", "5", "0", "5", "0", "0"], out
    # Spans without ids, from a format without any.
    conll = tmp / "a.conll"
    conll.write_text("-DOCSTART- -X- -X- O\n\n💩 O\nAnn B-person\nLee I-person\nof O\nthe O\n"
                     "U.S. B-place\nNavy O\nmet O\nBob O\n’s O\nteam B-group\n. O\n\nShe O\n"
                     "left O\n. O\n", encoding="utf-8")
    Run("import", "--format", "conll2003", "--layer", "gold", str(conll), str(corpus))
    info = json.loads(Run("info", "--json", str(corpus)).out)["layers"]["gold"]
    assert info["spans"] == 6, info
    before = digest(corpus)
    Run("import", "--format", "conll2003", "--layer", "gold", str(conll), str(corpus))
    assert digest(corpus) == before


@test
def import_options(tmp):
    corpus = make_corpus(tmp)
    source = str(tmp / "source.jsonl")
    before = digest(corpus)
    Run("import", "--format", "jsonl", "--layer", "other", "--dry-run", source, str(corpus))
    assert digest(corpus) == before
    Run("import", "--format", "jsonl", "--on-existing", "error", source, str(corpus), code=3)
    Run("import", "--format", "jsonl", "--on-existing", "skip", source, str(corpus))
    assert digest(corpus) == before
    (tmp / "map.csv").write_text("source,target\nperson,\nplace,location\n", encoding="utf-8")
    Run("import", "--format", "jsonl", "--layer", "other", "--map", str(tmp / "map.csv"), source,
        str(corpus))
    layers = json.loads(Run("info", "--json", str(corpus)).out)["layers"]
    assert layers["other"]["labels"] == {"location": 1, "organization": 1}, layers
    changed = record()
    changed["spans"][0]["label"] = "group"
    changed["spans"][1]["state"] = "suggested"
    write_lines(tmp / "changed.jsonl", [changed])
    Run("import", "--format", "jsonl", str(tmp / "changed.jsonl"), str(corpus))
    layers = json.loads(Run("info", "--json", str(corpus)).out)["layers"]
    assert layers["gold"]["labels"]["group"] == 1 and layers["suggestions"]["spans"] == 1, layers
    # Another annotator's only, and merged.
    Run("import", "--format", "jsonl", "--annotators", "dana", source, str(corpus))
    Run("import", "--format", "jsonl", "--annotators", "merge", "--layer", "all-in-one", source,
        str(corpus))
    layers = json.loads(Run("info", "--json", str(corpus)).out)["layers"]
    assert "dana" not in layers and layers["all-in-one"]["spans"] == 5


@test
def import_refuses(tmp):
    corpus = make_corpus(tmp)
    before = digest(corpus)
    cases = {
        "bad.jsonl": ("{\"path\": \"new.txt\", \"text\": \"x\"}\n{\"path\": 1", "bad.jsonl:2:"),
        "span.jsonl": (json.dumps({"path": "new.txt", "text": "I met Ann", "spans": [
            {"id": "q", "label": "person", "start": 0, "end": 3, "text": "Ann"}]}), "“q”"),
        "text.jsonl": (json.dumps({"path": "a.txt", "text": "another"}), "another text"),
        "path.jsonl": (json.dumps({"path": "../out.txt", "text": "x y"}), "..",),
        "into.jsonl": (json.dumps({"path": "annotations/x.txt", "text": "x y"}), "annotations"),
    }
    for name, (content, message) in cases.items():
        (tmp / name).write_text(content, encoding="utf-8")
        good = write_lines(tmp / "good.jsonl", [record("zzz.txt", TEXT + "more Ann U.S. Bob\n")])
        run = Run("import", "--format", "jsonl", "--layer", "l", str(good), str(tmp / name),
                  str(corpus), code=3)
        assert message in run.err, (name, run.err)
        assert digest(corpus) == before, name
    assert not (tmp / "out.txt").exists()
    Run("import", "--format", "jsonl", str(tmp / "missing.jsonl"), str(corpus), code=3)


@test
def import_matches_text(tmp):
    corpus = make_corpus(tmp)
    write_lines(tmp / "moved.jsonl", [record("elsewhere/b.txt", layer="second")])
    Run("import", "--format", "jsonl", str(tmp / "moved.jsonl"), str(corpus))
    assert not (corpus / "elsewhere").exists()
    assert (corpus / "annotations/second/a.txt.json").exists()


@test
def validate(tmp):
    corpus = make_corpus(tmp)
    Run("validate", str(corpus))
    assert json.loads(Run("validate", "--json", str(corpus)).out) == {"problems": []}
    file = corpus / "annotations/gold/a.txt.json"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('"cluster": "c1"', '"cluster": "gone"'), encoding="utf-8")
    run = Run("validate", "--json", str(corpus), code=1)
    problem = json.loads(run.out)["problems"][0]
    assert problem["rule"] == "dangling-cluster" and problem["span"] == "s1", problem
    assert list(problem) == ["path", "layer", "line", "column", "start", "end", "span", "severity",
                             "rule", "message"]
    assert Run("validate", str(corpus), code=1).out.startswith("a.txt:1:3: ")
    Run("validate", "--layer", "gold", str(corpus), code=1)
    Run("validate", "--layer", "none", str(corpus), code=2)
    file.write_text(good[:200], encoding="utf-8")
    run = Run("validate", str(corpus), code=1)
    assert run.out.startswith("annotations/gold/a.txt.json:"), run.out
    assert int(run.out.split(":")[1]) > 5, run.out
    Run("export", "--format", "jsonl", str(corpus), code=3)
    file.write_text(good, encoding="utf-8")
    (corpus / "b.txt").write_bytes(b"\xff\xfe\x00")
    assert "b.txt:1:1: error: " in Run("validate", str(corpus), code=1).out
    (corpus / "b.txt").unlink()
    (corpus / "scheme.json").write_text("{]", encoding="utf-8")
    assert "scheme.json:1:2: error: " in Run("validate", str(corpus), code=1).out


# Of each kind of rule: what it asks, and what validate says of a span or relation that breaks it.
RULES = {
    "count": ({"labels": ["claim"], "requires": "said-by", "min": 1, "max": 2},
              "There must be 1 to 2 relations “said by”"),
    "ends": ({"relation": "near", "from": ["claim"]}, "“near” must start at “Claim”"),
    "value": ({"labels": ["claim"], "attribute": "quote"}, "“Quotation” has no value"),
    "flat": ({"labels": ["person"], "noOverlap": ["person"]},
             "This overlaps with “Ada Lovelace” (Person)"),
    "nested": ({"labels": ["person"], "noCrossing": ["claim"]},
               "This lies half in “Lovelace said “it ra” (Claim)"),
    "inside": ({"labels": ["cue"], "inside": ["claim"]}, "This is not within “Claim”"),
    "outside": ({"labels": ["cue"], "outside": ["person"]},
                "This is not outside “Ada Lovelace” (Person)"),
    "marks": ({"labels": ["claim"], "balanced": "quotes"}, "The mark “ has no partner"),
    "words": ({"labels": ["person"], "wholeWords": True, "severity": "info"},
              "This starts or ends within a word"),
    "own": ({"labels": ["cue"], "inside": ["claim"], "message": "M", "severity": "error"}, "M"),
}


@test
def validate_rules(tmp):
    text = "Ada Lovelace said “it rained” (in Rome).\n"
    labels = [{"id": kind, "name": kind.capitalize(), "kind": kind} for kind in ("claim", "cue")]
    labels[0]["attributes"] = [{"id": "quote", "name": "Quotation", "type": "text"}]
    labels.append({"id": "person", "name": "Person", "kind": "entity"})
    scheme = {"format": "scholiast-scheme", "version": 1, "revision": 1, "name": "T",
              "labels": labels,
              "relations": [{"id": "said-by", "name": "said by", "from": ["claim"],
                             "to": ["person"]},
                            {"id": "near", "name": "near", "from": ["person"],
                             "to": ["person"]}],
              "rules": [{"id": name, **rule} for name, (rule, _) in RULES.items()]
              + [{"id": "later", "labels": ["cue"], "notBefore": ["claim"]}]}
    spans = [("p", "person", 0, 7), ("q", "person", 0, 12), ("c", "claim", 4, 24),
             ("u", "cue", 1, 3)]
    layer = {"format": "scholiast-annotations", "version": 1, "scheme": 1,
             "document": {"path": "a.txt", "length": len(text),
                          "sha256": hashlib.sha256(text.encode()).hexdigest()},
             "spans": [{"id": name, "label": label, "ranges": [[start, end]],
                        "text": text[start:end]} for name, label, start, end in spans],
             "relations": [{"id": "r", "type": "near", "from": "p", "to": "q"}]}
    corpus = tmp / "rules"
    Run("init", str(corpus))
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    (corpus / "scheme.json").write_text(json.dumps(scheme), encoding="utf-8")
    (corpus / "annotations/dana").mkdir(parents=True)
    (corpus / "annotations/dana/a.txt.json").write_text(json.dumps(layer), encoding="utf-8")
    problems = json.loads(Run("validate", "--json", str(corpus), code=1).out)["problems"]
    found = {problem["rule"]: problem for problem in problems}
    assert set(found) == set(RULES), sorted(found)
    for name, (rule, message) in RULES.items():
        assert found[name]["message"] == message, found[name]
        assert found[name]["severity"] == rule.get("severity", "warning"), found[name]
    lines = Run("validate", str(corpus), code=1).out.splitlines()
    assert "a.txt:1:2: error: M [own]" in lines, lines
    assert "a.txt:1:1: info: This starts or ends within a word [words]" in lines, lines


@test
def export_jsonl(tmp):
    corpus = make_corpus(tmp)
    run = Run("export", "--format", "jsonl", "--strict=all", str(corpus))
    line = read_lines(run.out)[0]
    assert list(line) == ["path", "text", "metadata", "attributes", "layer", "status", "spans",
                          "relations", "clusters"], list(line)
    assert line["text"] == TEXT and line["status"] == "done" and line["layer"] == "gold"
    for item in line["spans"]:
        assert TEXT[item["start"]:item["end"]] == item["text"]
        assert TEXT.encode()[slice(*item["bytes"])].decode() == item["text"]
        assert TEXT.encode("utf-16-le")[item["utf16"][0] * 2:item["utf16"][1] * 2].decode(
            "utf-16-le") == item["text"]
        assert item["kind"] == "entity"
    assert line["clusters"][0]["name"] == "Ann Lee"
    # What was exported comes back, and gives the same bytes again.
    (tmp / "out.jsonl").write_text(run.out, encoding="utf-8", newline="")
    Run("init", str(tmp / "d"))
    Run("import", "--format", "jsonl", str(tmp / "out.jsonl"), str(tmp / "d"))
    assert Run("export", "--format", "jsonl", str(tmp / "d")).out == run.out
    before = digest(corpus)
    Run("import", "--format", "jsonl", str(tmp / "out.jsonl"), str(corpus))
    assert digest(corpus) == before


@test
def export_selection(tmp):
    second = record("b.txt", TEXT + "Again.\n", status="todo")
    corpus = make_corpus(tmp, [record(), second])
    run = Run("export", "--format", "jsonl", "--labels", "person", "--nesting", "outermost",
              "--documents", "a*", str(corpus))
    assert [s["id"] for s in read_lines(run.out)[0]["spans"]] == ["s1", "s5"]
    assert "1 nested mentions chosen away" in run.err and "documents of other names" in run.err
    run = Run("export", "--format", "jsonl", "--status", "todo", str(corpus))
    assert [r["path"] for r in read_lines(run.out)] == ["b.txt"]
    assert read_lines(Run("export", "--format", "jsonl", "--kind", "claim,cue",
                          str(corpus)).out)[0]["spans"] == []
    Run("export", "--format", "jsonl", "--nesting", "error", str(corpus), code=1)
    units = read_lines(Run("export", "--format", "jsonl", "--unit", "sentence", "--documents",
                           "a.txt", str(corpus)).out)
    assert len(units) == 2 and units[1]["text"] == "She left."
    for unit in units:
        assert TEXT[unit["unit"]["start"]:unit["unit"]["end"]] == unit["text"]
        assert all(unit["text"][s["start"]:s["end"]] == s["text"] for s in unit["spans"])
    # Units find their place in the document again.
    before = digest(corpus)
    write_lines(tmp / "units.jsonl", units)
    Run("import", "--format", "jsonl", str(tmp / "units.jsonl"), str(corpus))
    assert digest(corpus) == before
    region = record("c.txt", TEXT + "[ad] end\n")
    at = region["text"].index("[ad]")
    region["spans"].append(span("z", "not-text", at, at + 4, region["text"]))
    corpus = make_corpus(tmp, [region], "d")
    line = read_lines(Run("export", "--format", "jsonl", "--exclude-regions", str(corpus)).out)[0]
    assert line["text"] == TEXT + " end\n" and len(line["spans"]) == 5


@test
def export_layers(tmp):
    corpus = make_corpus(tmp)
    Run("import", "--format", "jsonl", "--layer", "two", str(tmp / "source.jsonl"), str(corpus))
    assert "two" in Run("export", "--format", "jsonl", str(corpus), code=2).err
    Run("export", "--format", "jsonl", "--layer", "none", str(corpus), code=2)
    assert len(read_lines(Run("export", "--format", "jsonl", "--layer", "all", str(corpus)).out)) == 2
    assert len(read_lines(Run("export", "--format", "jsonl", "--layer", "two", str(corpus)).out)) == 1


@test
def export_output(tmp):
    corpus = make_corpus(tmp)
    out = tmp / "out.conll"
    # A nested span nobody chose away is a loss.
    run = Run("export", "--format", "conll2003", "--strict", "--output", str(out), str(corpus), code=1)
    assert not out.exists() and "a.txt: lost: " in run.err, run.err
    out.write_text("old", encoding="utf-8")
    Run("export", "--format", "conll2003", "--nesting", "outermost", "--strict=all", "--output",
        str(out), str(corpus), code=1)
    assert out.read_text(encoding="utf-8") == "old"
    Run("export", "--format", "conll2003", "--nesting", "outermost", "--strict", "--output", str(out),
        str(corpus))
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "-DOCSTART- -X- -X- O" and "Ann -X- _ B-person" in lines, lines
    assert "U.S. -X- _ B-organization" in lines and "Bob -X- _ B-person" in lines, lines
    columns = Run("export", "--format", "conll2003", "--nesting", "columns", "--strict", str(corpus))
    assert "U.S. -X- _ B-organization B-place" in columns.out.splitlines()
    assert [p.name for p in tmp.iterdir() if "output" in p.name] == []
    Run("export", "--format", "jsonl", "--output", str(tmp / "no/such/out"), str(corpus), code=3)
    Run("export", "--format", "jsonl", "--output", str(tmp), str(corpus), code=3)


@test
def export_split(tmp):
    records = []
    for number in range(20):
        one = record(f"d{number:02}.txt", f"{TEXT}Number {number}.\n")
        one["metadata"]["story"] = f"story {number // 4}"
        records.append(one)
    corpus = make_corpus(tmp, records)

    def split(folder, *options):
        Run("export", "--format", "jsonl", "--split", "60,20,20", "--output", str(tmp / folder),
            *options, str(corpus))
        return {name: [r["path"] for r in read_lines((tmp / folder / f"{name}.jsonl").read_text(
            encoding="utf-8"))] for name in ("train", "dev", "test")}

    one = split("one", "--seed", "7")
    assert [len(one[name]) for name in ("train", "dev", "test")] == [12, 4, 4], one
    assert sorted(sum(one.values(), [])) == [r["path"] for r in records]
    assert split("two", "--seed", "7") == one and split("three", "--seed", "8") != one
    grouped = split("four", "--group-by", "story")
    for paths in grouped.values():
        assert len(paths) % 4 == 0, grouped
    assert [len(grouped[name]) for name in ("train", "dev", "test")] == [12, 4, 4]


@test
def tables(tmp):
    corpus = make_corpus(tmp)
    for kind in ("csv", "tsv"):
        out = tmp / f"out.{kind}"
        Run("export", "--format", kind, "--output", str(out), str(corpus))
        before = digest(corpus)
        Run("import", "--format", "auto", str(out), str(corpus))
        assert digest(corpus) == before, kind
    (tmp / "t.csv").write_text("document;begin;end;quote;tag\na.txt;3;9;Ann Lee;person\n",
                               encoding="utf-8")
    run = Run("import", "--format", "csv", "--layer", "t", str(tmp / "t.csv"), str(corpus))
    assert "inside" in run.err, run.err
    layer = json.loads((corpus / "annotations/t/a.txt.json").read_text(encoding="utf-8"))
    assert layer["spans"][0]["text"] == "Ann Lee"


@test
def convert(tmp):
    source = write_lines(tmp / "s.jsonl", [record()])
    run = Run("convert", "--from", "jsonl", "--to", "csv", str(source))
    assert run.out.startswith("document,id,start,end,text,label") and len(run.out.splitlines()) == 6
    (tmp / "a.txt").write_bytes(TEXT.encode("utf-8"))
    (tmp / "s.csv").write_text(run.out, encoding="utf-8")
    back = read_lines(Run("convert", "--to", "jsonl", str(tmp / "s.csv")).out)[0]
    assert [s["id"] for s in back["spans"]] == ["s1", "s2", "s3", "s4", "s5"]
    Run("convert", "--to", "conll2003", "--strict", str(source), code=1)
    Run("convert", "--to", "conll2003", "--nesting", "columns", "--strict", "--output",
        str(tmp / "s.conll"), str(source))
    Run("convert", "--to", "jsonl", str(tmp / "missing"), code=3)
    Run("convert", str(source), code=2)


@test
def formats(tmp):
    listed = json.loads(Run("formats", "--json").out)["formats"]
    assert [f["id"] for f in listed] == ["jsonl", "csv", "tsv", "conll2003"]
    for item in listed:
        assert item["reads"] and item["writes"] and item["scope"] == "corpus"
        assert item["id"] in Run("formats").out
    assert "relations" in listed[3]["cannot"] and listed[0]["cannot"] == []


@test
def strange_names(tmp):
    for number, name in enumerate([b"with space", b"new\nline", b"bad\xff\xfe", b"-dash"]):
        corpus = os.path.join(os.fsencode(tmp), name)
        args = [b"--"] if name.startswith(b"-") else []
        for command, options in ((b"init", []), (b"info", []), (b"validate", [])):
            done = subprocess.run([CLI, command, *options, *args, name], capture_output=True,
                                  check=False, cwd=tmp)
            assert done.returncode == 0, (name, command, done.stderr)
            if command == b"init":
                with open(os.path.join(corpus, b"doc.txt"), "wb") as file:
                    file.write(b"Ann\n")
        source = write_lines(tmp / f"s{number}.jsonl",
                             [{"path": "doc.txt", "text": "Ann\n", "layer": "gold",
                               "spans": [{"label": "person", "start": 0, "end": 3}]}])
        done = subprocess.run([CLI, "import", "--format", "jsonl", *args, str(source), name],
                              capture_output=True, check=False, cwd=tmp)
        assert done.returncode == 0, (name, done.stderr)
        done = subprocess.run([CLI, "export", "--format", "csv", *args, name], capture_output=True,
                              check=False, cwd=tmp)
        assert done.returncode == 0 and b"doc.txt" in done.stdout, (name, done.stderr)


@test
def locked(tmp):
    corpus = make_corpus(tmp)
    (corpus / ".scholiast").mkdir(exist_ok=True)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    (corpus / ".scholiast/lock").write_text(json.dumps(
        {"format": "scholiast-lock", "version": 1, "owner": "somebody", "host": "elsewhere",
         "boot": "another", "user": "dana", "since": now, "live": "",
         "heartbeat": now}) + "\n", encoding="utf-8")
    before = digest(corpus)
    run = Run("import", "--format", "jsonl", "--layer", "x", str(tmp / "source.jsonl"), str(corpus),
              code=3)
    assert "open in another window" in run.err, run.err
    assert digest(corpus) == before
    Run("info", str(corpus))
    Run("validate", str(corpus))
    Run("export", "--format", "jsonl", str(corpus))


@test
def unwritable(tmp):
    corpus = make_corpus(tmp)
    corpus.chmod(0o555)
    try:
        before = digest(corpus)
        run = Run("import", "--format", "jsonl", "--layer", "x", str(tmp / "source.jsonl"),
                  str(corpus), code=3)
        assert "cannot be written" in run.err, run.err
        assert digest(corpus) == before
        Run("info", str(corpus))
        Run("export", "--format", "jsonl", str(corpus))
    finally:
        corpus.chmod(0o755)


@test
def read_only_commands_write_nothing(tmp):
    corpus = make_corpus(tmp)
    shutil.rmtree(corpus / ".scholiast", ignore_errors=True)
    before = sorted(corpus.rglob("*"))
    for args in (("info",), ("validate",), ("export", "--format", "jsonl"),
                 ("import", "--dry-run", "--layer", "n", str(tmp / "source.jsonl"))):
        Run(*args, str(corpus))
        assert sorted(corpus.rglob("*")) == before, args


@test
def interrupted(tmp):
    many = [record(f"d{number:04}.txt", f"{TEXT}Number {number}.\n") for number in range(500)]
    source = write_lines(tmp / "many.jsonl", many)
    Run("init", str(tmp / "c"))
    with subprocess.Popen([CLI, "import", "--format", "jsonl", str(source), str(tmp / "c")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not list((tmp / "c").glob("d*.txt")) and time.monotonic() < deadline \
                and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
    assert process.returncode in (-signal.SIGINT, 0), (process.returncode, err)
    Run("validate", str(tmp / "c"))
    # What was left undone is done by the next run.
    Run("import", "--format", "jsonl", str(source), str(tmp / "c"))
    assert json.loads(Run("info", "--json", str(tmp / "c")).out)["layers"]["gold"]["spans"] == 2500


@test
def gold(tmp):
    if not (SHARED / "corpus/gold/entities.json").is_file():
        return "the gold standard is not here"
    corpus = tmp / "five"
    shutil.copytree(SHARED / "corpus/five-accounts", corpus)
    corpus.chmod(0o755)
    Run("init", str(corpus))
    lines = subprocess.run([sys.executable, GOLD_TO_JSONL, SHARED / "corpus/gold/entities.json",
                            corpus], capture_output=True, check=True).stdout
    (tmp / "gold.jsonl").write_bytes(lines)
    out = Run("import", "--format", "jsonl", str(tmp / "gold.jsonl"), str(corpus)).out
    assert out.splitlines()[2].split() == ["spans", "434", "434", "0", "0", "0"], out
    before = digest(corpus)
    Run("import", "--format", "jsonl", str(tmp / "gold.jsonl"), str(corpus))
    assert digest(corpus) == before
    Run("validate", str(corpus))
    exported = 0
    for line in read_lines(Run("export", "--format", "jsonl", "--strict=all", str(corpus)).out):
        text = (corpus / line["path"]).read_bytes().decode("utf-8")
        assert text == line["text"]
        for item in line["spans"]:
            assert text[item["start"]:item["end"]] == item["text"]
            exported += 1
    assert exported == 434
    run = Run("export", "--format", "conll2003", "--kind", "entity", "--nesting", "outermost",
              "--strict", str(corpus))
    assert ": 32 nested mentions chosen away" in run.err, run.err
    assert sum(" B-" in line for line in run.out.splitlines()) == 402
    # And back: the same documents are found by their words, all spans are where they were.
    (tmp / "gold.conll").write_text(run.out, encoding="utf-8")
    out = Run("import", "--format", "conll2003", "--layer", "gold", str(tmp / "gold.conll"),
              str(corpus)).out
    assert out.splitlines()[2].split() == ["spans", "402", "0", "402", "0", "0"], out
    assert digest(corpus) == before
    return None


main()
