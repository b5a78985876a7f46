#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims on the command line: what import and derive fill in from the text, what problems finds, and a
gold standard of claims with sources and cues, brought in and out without loss.

    test-claims.py PROGRAM CLAIMS-TO-JSONL
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from clitest import Run, digest, main, test

CLAIMS_TO_JSONL = os.path.abspath(sys.argv[2])
SHARED = pathlib.Path(os.environ.get("SCH_SHARED", "/nonexistent"))
GOLD = SHARED / "corpus/gold/claims.json"
TEXT = ("Share this page\n“The bridge is shut”, Ada Quint said on Monday. It rained for 12 hours. "
        "Rates fell on 3 May.\n")


# --- Small corpora ---

def span(ident, label, words, **more):
    start = TEXT.index(words)
    return {"id": ident, "label": label, "start": start, "end": start + len(words), "text": words,
            **more}


def record(spans, path="a.txt", **more):
    return {"path": path, "text": TEXT, "layer": "gold", "spans": spans, **more}


def write_lines(path, records):
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records),
                    encoding="utf-8")
    return path


def bring(corpus, records, *options):
    """Imports, and returns the row of the spans in the table."""
    source = write_lines(corpus.parent / "source.jsonl", records)
    out = Run("import", "--format", "jsonl", *options, source, corpus).out
    return [int(each) for each in out.splitlines()[2].split()[1:]]


def make(tmp, records):
    Run("init", tmp / "c")
    bring(tmp / "c", records)
    return tmp / "c"


def load(corpus, path="a.txt", layer="gold"):
    file = corpus / "annotations" / layer / (path + ".json")
    return {each["id"]: each for each in json.loads(file.read_text(encoding="utf-8"))["spans"]}


def values(corpus, ident):
    return load(corpus)[ident].get("attributes", {})


def quote(corpus, ident):
    return values(corpus, ident).get("quote")


# --- Import derives ---

@test
def import_derives(tmp):
    corpus = make(tmp, [record(
        [span("c1", "claim", "The bridge is shut"), span("c2", "claim", "It rained for 12 hours"),
         span("t1", "time", "12 hours"), span("d1", "date", "Monday"), span("s1", "source", "Ada Quint"),
         span("p1", "person", "Ada Quint")],
        metadata={"published": "2026-03-05", "language": "en"},
        relations=[{"id": "r1", "type": "attributed-to", "from": "c2", "to": "s1"}])])
    assert quote(corpus, "c1") == "direct"
    # By the relation that comes with it, and the date by the metadata.
    assert values(corpus, "c2") == {"quote": "indirect", "voice": "source"}
    assert values(corpus, "t1") == {"value": 12, "unit": "hours", "hedge": "exact"}, values(corpus, "t1")
    assert values(corpus, "d1") == {"iso": "2026-03-02"}, values(corpus, "d1")
    assert values(corpus, "p1") == {}
    assert not any("set" in each for each in load(corpus).values())


@test
def import_keeps_values(tmp):
    given = record([span("c1", "claim", "The bridge is shut", attributes={"quote": "reported"}),
                    span("c2", "claim", "It rained for 12 hours", attributes={"quote": "none"}),
                    span("t1", "time", "12 hours", attributes={"value": 13})])
    corpus = make(tmp, [given])
    assert quote(corpus, "c1") == "reported"
    assert values(corpus, "t1") == {"value": 13, "unit": "hours", "hedge": "exact"}
    # What would be derived otherwise stays for good; what agrees follows.
    assert {ident: each.get("set") for ident, each in load(corpus).items()} == {
        "c1": ["quote"], "c2": None, "t1": ["value"]}
    before = digest(corpus)
    assert bring(corpus, [given])[:3] == [3, 0, 3]
    assert digest(corpus) == before
    source = dict(given, spans=given["spans"] + [span("s1", "source", "Ada Quint")],
                  relations=[{"id": "r1", "type": "attributed-to", "from": "c2", "to": "s1"},
                             {"id": "r2", "type": "attributed-to", "from": "c1", "to": "s1"}])
    bring(corpus, [source])
    assert quote(corpus, "c1") == "reported"
    # The file says so again, with the source.
    assert quote(corpus, "c2") == "none"
    assert load(corpus)["c2"].get("set") == ["quote"]


@test
def import_again_follows(tmp):
    """What a source leaves open follows with each import, and is no change where nothing did."""
    spans = [span("c1", "claim", "It rained for 12 hours"), span("s1", "source", "Ada Quint"),
             span("d1", "date", "Monday")]
    corpus = make(tmp, [record(spans)])
    assert quote(corpus, "c1") == "none" and values(corpus, "d1") == {}
    before = digest(corpus)
    assert bring(corpus, [record(spans)])[:3] == [3, 0, 3]
    assert digest(corpus) == before
    relation = [{"id": "r1", "type": "attributed-to", "from": "c1", "to": "s1"}]
    bring(corpus, [record(spans, relations=relation, metadata={"published": "2026-03-05"})])
    assert quote(corpus, "c1") == "indirect"
    assert values(corpus, "d1") == {"iso": "2026-03-02"}
    bring(corpus, [record(spans, metadata={"published": "2026-03-12"})])
    assert values(corpus, "d1") == {"iso": "2026-03-09"}
    # A stretch that is no part of the text.
    bring(corpus, [record([span("n1", "not-text", TEXT)], path="a.txt")])
    assert quote(corpus, "c1") == "indirect"
    Run("export", "--format", "csv", "--output", tmp / "out.csv", corpus)
    before = digest(corpus)
    Run("import", "--format", "csv", "--layer", "gold", tmp / "out.csv", corpus)
    assert digest(corpus) == before


@test
def import_excludes_nested(tmp):
    """Of stretches that are left out, one within the other counts as far as the outer one reaches."""
    corpus = make(tmp, [record([
        span("x1", "not-text", "“The bridge is shut”, Ada Quint said on Monday."), span("x2", "not-text", "bridge"),
        span("x3", "not-text", "Ada"), span("c1", "claim", "said on Monday"),
        span("c2", "claim", "It rained for 12 hours"), span("x4", "not-text", "Rates fell on 3 May.")])])
    assert (quote(corpus, "c1"), quote(corpus, "c2")) == ("caption", "none"), load(corpus)


@test
def import_excludes(tmp):
    corpus = make(tmp, [record([span("c1", "claim", "It rained for 12 hours")])])
    assert quote(corpus, "c1") == "none"
    bring(corpus, [record([span("n1", "not-text", "It rained for 12 hours.")])])
    assert quote(corpus, "c1") == "caption"


# --- Derive ---

def write_native(corpus, spans, layer="gold", path="a.txt", **more):
    """A layer document as another program may have written it."""
    file = corpus / "annotations" / layer / (path + ".json")
    file.parent.mkdir(parents=True, exist_ok=True)
    records = [{"id": each["id"], "label": each["label"], "ranges": [[each["start"], each["end"]]],
                "text": each["text"], **{name: each[name] for name in ("attributes", "set")
                                         if name in each}} for each in spans]
    file.write_text(json.dumps({
        "format": "scholiast-annotations", "version": 1, "document": {"path": path},
        "spans": records, **more}), encoding="utf-8")


def make_native(tmp):
    corpus = tmp / "c"
    Run("init", corpus)
    (corpus / "a.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "b.txt").write_text(TEXT, encoding="utf-8")
    spans = [span("c1", "claim", "The bridge is shut"),
             span("c2", "claim", "It rained for 12 hours", attributes={"quote": "direct"}),
             span("c3", "claim", "Rates fell on 3 May", attributes={"quote": "mixed"}, set=["quote"]),
             span("t1", "time", "12 hours", attributes={"unit": "days"}),
             span("d1", "date", "Share", attributes={"iso": "2026"})]
    write_native(corpus, spans)
    write_native(corpus, [dict(spans[0], id="b1", attributes={"quote": "direct"})], path="b.txt")
    return corpus


def counts(run):
    found = run.json
    return {name: found[name] for name in ("documents", "new", "changed", "removed", "same", "kept",
                                           "none")}


@test
def derive(tmp):
    corpus = make_native(tmp)
    # Nobody is seen to answer for c2 and c3, so that these are the author's own.
    wanted = {"documents": 1, "new": 5, "changed": 2, "removed": 1, "same": 1, "kept": 1, "none": 2}
    before = digest(corpus)
    assert counts(Run("derive", "--dry-run", "--json", corpus)) == wanted
    assert digest(corpus) == before
    run = Run("derive", "--missing", "--dry-run", corpus)
    assert run.out.splitlines()[1].split() == ["5", "new", "values"], run.out
    run = Run("derive", "--json", corpus)
    assert counts(run) == wanted and run.json["applied"] and run.json["layer"] == "gold", run.out
    assert quote(corpus, "c1") == "direct"
    assert quote(corpus, "c2") == "none"
    assert quote(corpus, "c3") == "mixed"
    assert values(corpus, "t1") == {"value": 12, "unit": "hours", "hedge": "exact"}
    assert values(corpus, "d1") == {}
    # The work of a program begins no document.
    document = json.loads((corpus / "annotations/gold/a.txt.json").read_text(encoding="utf-8"))
    assert document["status"] == "todo", document["status"]
    before = digest(corpus)
    again = counts(Run("derive", "--json", corpus))
    assert again == {"documents": 0, "new": 0, "changed": 0, "removed": 0, "same": 8, "kept": 1,
                     "none": 3}, again
    assert digest(corpus) == before
    Run("validate", corpus, code=1)


@test
def derive_missing(tmp):
    corpus = make_native(tmp)
    found = counts(Run("derive", "--missing", "--json", corpus))
    assert found == {"documents": 1, "new": 5, "changed": 0, "removed": 0, "same": 0, "kept": 5,
                     "none": 2}, found
    assert quote(corpus, "c2") == "direct"
    assert values(corpus, "t1") == {"value": 12, "unit": "days", "hedge": "exact"}
    assert values(corpus, "d1") == {"iso": "2026"}


@test
def derive_refused(tmp):
    corpus = make_native(tmp)
    before = digest(corpus)
    assert "no layer “dana”; its layers: gold" in Run("derive", "--layer", "dana", corpus, code=2).err
    write_native(corpus, [span("x1", "claim", "The bridge is shut")], layer="other")
    assert "(gold, other)" in Run("derive", corpus, code=2).err
    Run("derive", "--layer", "other", "--dry-run", corpus)
    # One that cannot be read: nothing is changed anywhere.
    (corpus / "annotations/gold/b.txt.json").write_text("{", encoding="utf-8")
    assert "b.txt.json" in Run("derive", "--layer", "gold", corpus, code=3).err
    (corpus / "annotations/gold/b.txt.json").unlink()
    shutil.rmtree(corpus / "annotations/other")
    del before[pathlib.Path("annotations/gold/b.txt.json")]
    assert digest(corpus) == before
    Run("init", tmp / "empty")
    assert "no annotations yet" in Run("derive", tmp / "empty", code=2).err
    Run("derive", tmp / "nowhere", code=3)
    Run("derive", code=2)


# --- Problems ---

def places(found):
    return [(each["path"], each["start"], each["end"]) for each in found]


@test
def problems(tmp):
    Run("init", tmp / "c")
    corpus = tmp / "c"
    bring(corpus, [record([span("c1", "claim", "The bridge is shut"), span("u1", "cue", "said"),
                           span("c2", "claim", "“The bridge", attributes={"voice": "author"}),
                           span("x1", "nonsense", "Ada Quint")]),
                   dict(record([{"id": "b1", "label": "claim", "start": 0, "end": 3, "text": "Old"}],
                               path="b.txt"), text="Old news, they said.\n")])
    run = Run("problems", "--json", corpus, code=1)
    everything = run.json["problems"]
    assert [(each["path"], each["rule"], each["severity"]) for each in everything] == [
        ("a.txt", "quotes-in-pairs", "info"), ("a.txt", "claim-has-source", "warning"),
        ("a.txt", "unknown-label", "error"), ("a.txt", "cue-has-claim", "warning"),
        ("b.txt", "claim-has-source", "warning")], everything
    assert Run("validate", "--json", corpus, code=1).json["problems"] == everything

    def rules(*options, code=1, command="problems"):
        return [each["rule"]
                for each in Run(command, "--json", *options, corpus, code=code).json["problems"]]

    for command in ("problems", "validate"):
        assert rules("--severity", "error", command=command) == ["unknown-label"]
        assert rules("--severity", "error,info", command=command) == ["quotes-in-pairs",
                                                                      "unknown-label"]
        assert rules("--kind", "cue", command=command) == ["cue-has-claim"]
        assert rules("--kind", "claim,cue", "--severity", "warning", command=command) == [
            "claim-has-source", "cue-has-claim", "claim-has-source"]
        assert rules("--documents", "b*", command=command) == ["claim-has-source"]
        assert rules("--rule", "cue-has-claim,quotes-in-pairs", command=command) == [
            "quotes-in-pairs", "cue-has-claim"]
        assert rules("--rule", "dangling-relation", code=0, command=command) == []
        Run(command, "--severity", "fatal", corpus, code=2)
        Run(command, "--kind", "person", corpus, code=2)
        Run(command, "--layer", "dana", corpus, code=2)
    assert Run("problems", "--documents", "b*", corpus, code=1).out == (
        "b.txt:1:1: warning: This claim has no source [claim-has-source]\n")
    (corpus / "annotations/gold/b.txt.json").write_text("{", encoding="utf-8")
    run = Run("problems", "--json", corpus, code=3)
    assert len(run.json["problems"]) == 4 and "b.txt.json" in run.err, run.err


@test
def problems_ignored(tmp):
    spans = [span("c1", "claim", "The bridge is shut"), span("c2", "claim", "The bridge")]
    corpus = make(tmp, [record(spans, ignored=[
        {"rule": "claim-has-source", "span": "c1", "reason": "said by all"}])])
    for command in ("problems", "validate"):
        found = Run(command, "--json", corpus, code=1).json["problems"]
        assert [each["span"] for each in found] == ["c2"], found


# --- The gold standard ---

def make_gold(tmp, change=None, scheme="news"):
    """The corpus of the five accounts; @change: what is done to the gold before."""
    corpus = tmp / "five"
    shutil.copytree(SHARED / "corpus/five-accounts", corpus)
    corpus.chmod(0o755)
    Run("init", "--scheme", scheme, corpus)
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    if change:
        for cluster in gold["clusters"]:
            for number, member in enumerate(cluster["members"]):
                change(number, member)
    (tmp / "claims.json").write_text(json.dumps(gold), encoding="utf-8")
    lines = subprocess.run([sys.executable, CLAIMS_TO_JSONL, tmp / "claims.json", corpus],
                           capture_output=True, check=True).stdout
    (tmp / "gold.jsonl").write_bytes(lines)
    return corpus, gold


def members(gold):
    return [member for cluster in gold["clusters"] for member in cluster["members"]]


def place(member):
    return (member["file"], member["start"], member["end"])


def read_lines(text):
    return [json.loads(line) for line in text.splitlines()]


def compare_gold(gold, lines):
    """What is exported against what the gold says, claim by claim."""
    found = {}
    for line in lines:
        spans = {each["id"]: each for each in line["spans"]}
        for each in line["spans"]:
            assert line["text"][each["start"]:each["end"]] == each["text"]
            if each["label"] == "claim":
                found[line["path"], each["start"], each["end"]] = (each, [
                    (relation["type"], spans[relation["from"]], spans[relation["to"]])
                    for relation in line["relations"]
                    if each["id"] in (relation["from"], relation["to"])])
    assert len(found) == len(members(gold)) == 65
    for cluster in gold["clusters"]:
        for member in cluster["members"]:
            claim, relations = found.pop(place(member))
            assert claim["text"] == member["surface"] and claim["cluster"] == cluster["id"]
            assert claim["bytes"] == [member["utf8_start"], member["utf8_end"]]
            assert claim["attributes"]["factuality"] == member["factuality"]
            assert claim["x"]["gold"]["quote_type"] == member["quote_type"]
            assert (claim["attributes"].get("voice") == "author") == bool(
                member.get("source_is_author"))
            ends = {kind: (end if kind == "attributed-to" else start)
                    for kind, start, end in relations}
            wanted = {kind: member[name] for kind, name in (("attributed-to", "source"),
                                                            ("cue-of", "cue")) if member[name]}
            assert len(relations) == len(ends) and ends.keys() == wanted.keys(), (member, ends)
            for kind, end in ends.items():
                assert (end["start"], end["end"], end["text"]) == (
                    wanted[kind]["start"], wanted[kind]["end"], wanted[kind]["surface"])
                assert end["label"] == ("source" if kind == "attributed-to" else "cue")


def strip(record_):
    """A record without what only says how the program keeps it, and without empty members."""
    bare = {name: value for name, value in record_.items() if value}
    for name in ("spans", "relations", "clusters", "links"):
        bare[name] = sorted(
            ({key: value for key, value in each.items()
              if value and key not in ("set", "origin", "bytes", "utf16", "ranges")}
             for each in record_.get(name) or []), key=lambda each: each["id"])
    return bare


@test
def gold(tmp):
    if not GOLD.is_file():
        return "SCH_SHARED names no folder with corpus/gold/claims.json"
    corpus, claims = make_gold(tmp)
    sources = {place(each["source"]) for each in members(claims) if each["source"]}
    cues = {place(each["cue"]) for each in members(claims) if each["cue"]}
    n_spans = 65 + len(sources) + len(cues)
    n_relations = sum(bool(each["source"]) + bool(each["cue"]) for each in members(claims))
    table = Run("import", "--format", "jsonl", tmp / "gold.jsonl", corpus).out.splitlines()
    assert [line.split() for line in table[1:]] == [
        ["documents", "5", "5", "0", "0", "0"],
        ["spans", str(n_spans), str(n_spans), "0", "0", "0"],
        ["relations", str(n_relations), str(n_relations), "0", "0", "0"],
        ["clusters", "20", "20", "0", "0", "0"]], table
    before = digest(corpus)
    Run("import", "--format", "jsonl", tmp / "gold.jsonl", corpus)
    assert digest(corpus) == before
    out = Run("export", "--format", "jsonl", "--strict=all", corpus).out
    compare_gold(claims, read_lines(out))
    given = [strip(each) for each in read_lines((tmp / "gold.jsonl").read_text(encoding="utf-8"))]
    links = [each for line in given for each in line.pop("links", [])]
    exported = [strip(each) for each in read_lines(out)]
    kept = {each["id"]: each for line in exported for each in line.pop("links", [])}
    for line in given + exported:
        line.pop("metadata", None)
    assert len(links) == 3 and all(kept[each["id"]] == each for each in links), kept
    assert given == exported
    # Round: into another corpus, and out again.
    (tmp / "out.jsonl").write_text(out, encoding="utf-8")
    Run("init", tmp / "second")
    Run("import", "--format", "jsonl", tmp / "out.jsonl", tmp / "second")
    assert Run("export", "--format", "jsonl", "--strict=all", tmp / "second").out == out
    # Nothing that the gold says is what the program would say better.
    assert counts(Run("derive", "--dry-run", "--json", corpus))["documents"] == 0
    return None


def is_author(member):
    return bool(member.get("source_is_author"))


def find_own(corpus, claims):
    """Claims of which only the text says that they are the author's own."""
    marked = {place(each) for each in members(claims) if is_author(each)}
    return {(line["path"], each["start"], each["end"])
            for line in read_lines(Run("export", "--format", "jsonl", corpus).out)
            for each in line["spans"]
            if each["label"] == "claim" and each["attributes"].get("voice") == "author"} - marked


def check_problems(tmp, change, scheme):
    """Returns how many problems there must be, and how many claims the program found to be none."""
    corpus, claims = make_gold(tmp, change, scheme)
    Run("import", "--format", "jsonl", tmp / "gold.jsonl", corpus)
    own = find_own(corpus, claims)
    without = {place(each) for each in members(claims)
               if not each["source"] and not is_author(each)}
    assert own <= without
    expected = sorted(without - own)
    Run("validate", "--severity", "error", corpus)
    found = Run("problems", "--json", "--rule", "claim-has-source", corpus,
                code=1 if expected else 0).json["problems"]
    assert sorted(places(found)) == expected, (len(found), len(expected))
    assert all(each["severity"] == "warning" and each["layer"] == "gold" for each in found)
    for name in claims["files"]:
        some = Run("problems", "--json", "--rule", "claim-has-source", "--documents", name, corpus,
                   code=1 if any(each[0] == name for each in expected) else 0).json["problems"]
        assert sorted(places(some)) == [each for each in expected if each[0] == name]
    both = [Run(command, "--json", corpus, code=1).json["problems"]
            for command in ("problems", "validate")]
    assert both[0] == both[1]
    assert own <= {place(each) for each in members(json.loads(GOLD.read_text(encoding="utf-8")))
                   if is_author(each)}, "claims that are nobody's"
    shutil.rmtree(corpus)
    return len(expected), len(own)


def drop_voice(number, member):
    member.pop("source_is_author", None)


def drop_some_sources(number, member):
    if number % 2:
        member["source"] = None


def drop_both(number, member):
    drop_some_sources(number, member)
    if number % 3:
        drop_voice(number, member)


@test
def gold_problems(tmp):
    if not GOLD.is_file():
        return "SCH_SHARED names no folder with corpus/gold/claims.json"
    # Each claim of the gold has a source or is the author's: something must be taken away.
    changes = (None, drop_voice, drop_some_sources, drop_both)
    # Where nothing is derived of who answers for a claim, exactly those are found that have neither.
    scheme = Run("scheme", "show", "--json", "news").json
    for label in scheme["labels"]:
        for attribute in label.get("attributes", []):
            if attribute["id"] == "voice":
                del attribute["default"]
    (tmp / "plain.json").write_text(json.dumps(scheme), encoding="utf-8")
    plain = [check_problems(tmp, change, tmp / "plain.json") for change in changes]
    assert all(own == 0 for _, own in plain), plain
    assert plain[0][0] == 0 and plain[1][0] == 30 and 0 < plain[2][0] < plain[3][0], plain
    # Else those are left out that the text shows to be the author's, and no other.
    found = [check_problems(tmp, change, "news") for change in changes]
    print("# problems and the author's own by the text: %s" % found)
    assert [n + own for n, own in found] == [n for n, _ in plain], found
    assert found[0] == (0, 0) and found[1][1] >= 15 and found[2][1] == 0, found
    return None


@test
def gold_derives(tmp):
    """Without the quotation types of the gold, import finds them in the text."""
    if not GOLD.is_file():
        return "SCH_SHARED names no folder with corpus/gold/claims.json"
    corpus, claims = make_gold(tmp)
    lines = read_lines((tmp / "gold.jsonl").read_text(encoding="utf-8"))
    for line in lines:
        for each in line["spans"]:
            each.get("attributes", {}).pop("quote", None)
    Run("import", "--format", "jsonl", write_lines(tmp / "bare.jsonl", lines), corpus)
    types = {"free_indirect": "indirect"}
    wanted = {place(each): types.get(each["quote_type"], each["quote_type"])
              for each in members(claims)}
    found = {(line["path"], each["start"], each["end"]): each["attributes"].get("quote")
             for line in read_lines(Run("export", "--format", "jsonl", corpus).out)
             for each in line["spans"] if each["label"] == "claim"}
    assert found.keys() == wanted.keys()
    right = sum(found[each] == wanted[each] for each in wanted)
    print("# %d of %d quotation types as in the gold" % (right, len(wanted)))
    assert right >= 60, [(each, found[each], wanted[each]) for each in wanted
                         if found[each] != wanted[each]]
    assert counts(Run("derive", "--dry-run", "--json", corpus))["documents"] == 0
    return None


main()
