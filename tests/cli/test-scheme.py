#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs scholiast-cli scheme and merge as people and git do. Prints TAP.

    test-scheme.py SCHOLIAST-CLI
"""

import copy
import json
import shutil

from clitest import CLI, Run, digest, main, test

TEXT = "Ann Lee of the U.S. Navy met Bob’s team.\nShe left.\n"
SCHEME = {
    "format": "scholiast-scheme", "version": 1, "revision": 3, "name": "Base",
    "labels": [
        {"id": "person", "name": "Person", "kind": "entity", "color": "#3584e4", "key": "e",
         "description": "Who", "attributes": [
             {"id": "mention", "name": "Mention", "type": "choice", "values": ["name", "nominal"]}]},
        {"id": "mayor", "name": "Mayor", "kind": "entity", "color": "#26a269", "description": "Of a town",
         "parent": "person"},
        {"id": "organization", "name": "Organization", "kind": "entity", "color": "#c64600",
         "description": "A body"},
        {"id": "claim", "name": "Claim", "kind": "claim", "color": "#e5a50a", "description": "Said"}],
    "relations": [{"id": "part-of", "name": "part of", "from": ["entity"], "to": ["entity"],
                   "color": "#6f8396"}],
    "rules": [{"id": "r1", "labels": ["person"], "requires": "part-of", "severity": "info"}]}


def changed(change):
    """The scheme as somebody made it."""
    scheme = copy.deepcopy(SCHEME)
    change(scheme)
    return scheme


def label(scheme, ident):
    return next(l for l in scheme["labels"] if l["id"] == ident)


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def make_corpus(tmp, name="c"):
    corpus = tmp / name
    Run("init", corpus, "--scheme", write(tmp / "base.json", SCHEME))
    navy = TEXT.index("U.S.")
    spans = [("s1", "person", 0, 7), ("s2", "person", 0, 3), ("s3", "organization", navy, navy + 9),
             ("s4", "nonsense", navy, navy + 4)]
    record = {"path": "a.txt", "text": TEXT, "layer": "gold",
              "spans": [{"id": i, "label": l, "start": s, "end": e, "text": TEXT[s:e]}
                        for i, l, s, e in spans],
              "relations": [{"id": "r1", "type": "part-of", "from": "s2", "to": "s1"}]}
    write(tmp / "source.jsonl", record)
    Run("import", "--format", "jsonl", tmp / "source.jsonl", corpus)
    return corpus


def labels_of(corpus, layer="gold"):
    spans = read(corpus / f"annotations/{layer}/a.txt.json")["spans"]
    return {s["id"]: s["label"] for s in spans}


@test
def usage(tmp):
    assert "diff" in Run("scheme", "--help").out
    Run("scheme", code=2)
    assert "nonsense" in Run("scheme", "nonsense", code=2).err
    for command in ("list", "show", "check", "diff", "apply"):
        assert f"scholiast-cli scheme {command}" in Run("scheme", command, "--help").out
        Run("scheme", command, "--nonsense", code=2)
    Run("scheme", "show", code=2)
    Run("scheme", "diff", "news", code=2)
    Run("scheme", "apply", "news", code=2)
    assert "missing" in Run("scheme", "show", "missing", code=3).err
    Run("merge", "a", "b", code=2)


@test
def info_counts_as_the_scheme_is_now(tmp):
    corpus = make_corpus(tmp)
    merged = changed(lambda s: label(s, "organization").update(replaces=["person"]))
    merged["labels"] = merged["labels"][2:]
    merged["rules"] = []
    write(corpus / "scheme.json", merged)
    layer = Run("info", "--json", corpus).json["layers"]["gold"]
    assert layer["labels"] == {"nonsense": 1, "organization": 3}, layer
    assert layer["unknownLabels"] == ["nonsense"], layer
    lines = Run("info", corpus).out.splitlines()
    assert [line.split(None, 2)[2:] for line in lines if "nonsense" in line] == [["(not in the scheme)"]]
    assert not any("person" in line for line in lines), lines
    out = Run("export", "--format", "jsonl", corpus).out
    assert out.count('"label": "organization"') == 3 or out.count('"label":"organization"') == 3, out


@test
def lists(tmp):
    schemes = Run("scheme", "list", "--json").json["schemes"]
    assert schemes[0]["id"] == "news" and schemes[0]["labels"] > 5 and not schemes[0]["own"]
    out = Run("scheme", "list").out
    assert all(s["id"] in out and s["name"] in out for s in schemes)


@test
def shows(tmp):
    corpus = make_corpus(tmp)
    for given in (corpus, tmp / "base.json"):
        out = Run("scheme", "show", given).out
        assert "person “Person” [e] entity #3584e4" in out and "mention (choice: name, nominal)" in out
        assert "    mayor" in out, out  # below its parent
        assert "part-of “part of” entity → entity" in out and "r1 info: person requires part-of" in out
    shown = Run("scheme", "show", "--json", corpus).out
    assert shown == (corpus / "scheme.json").read_text(encoding="utf-8")
    news = Run("scheme", "show", "--json", "news").json
    assert news["name"] == "News"


@test
def checks(tmp):
    assert Run("scheme", "check", write(tmp / "good.json", SCHEME)).out == ""
    bad = changed(lambda s: s["labels"][0].update(color="123"))
    assert "bad.json: label “person”" in Run("scheme", "check", write(tmp / "bad.json", bad), code=3).err
    (tmp / "worse.json").write_text('{"format": "scholiast-scheme",\n"x', encoding="utf-8")
    assert "worse.json:2:" in Run("scheme", "check", tmp / "worse.json", code=3).err

    def weaken(scheme):
        person, mayor, organization, claim = scheme["labels"]
        person.update(color="#fefefe")
        mayor.update(key="e", retired=True)
        del organization["description"]
        claim.update(name="ORGANIZATION", kind="entity", color="#1e1e20")
        scheme["relations"][0]["from"] = ["claim"]
        scheme["rules"] += [{"id": "r2", "labels": ["source"], "wholeWords": True},
                            {"id": "r3", "labels": ["claim"], "attribute": "mention"},
                            {"id": "r4", "labels": ["person"], "inside": ["cue"]},
                            {"id": "r5", "labels": ["person"], "wholeWords": True,
                             "unless": {"voice": ["author"]}}]

    weak = write(tmp / "weak.json", changed(weaken))
    run = Run("scheme", "check", weak, code=1)
    rules = [line.rsplit("[", 1)[1].rstrip("]") for line in run.out.splitlines()]
    assert sorted(rules) == ["contrast", "contrast", "key-clash", "name-clash", "no-description",
                             "rule-condition", "rule-never", "rule-never", "rule-never",
                             "rule-never"], run.out
    problems = Run("scheme", "check", "--json", weak, code=1).json["problems"]
    assert [p["rule"] for p in problems] == rules and problems[0]["severity"] == "warning"

    corpus = make_corpus(tmp)
    before = digest(corpus)
    assert "layer gold: “nonsense”: 1 annotation with" in Run("scheme", "check", corpus, code=1).out
    problem, = Run("scheme", "check", "--json", corpus, code=1).json["problems"]
    assert (problem["rule"], problem["annotations"]) == ("unknown-label", 1), problem
    assert digest(corpus) == before
    (corpus / "scheme.json").write_text("{", encoding="utf-8")
    assert "scheme.json:1:" in Run("scheme", "check", corpus, code=3).err


@test
def bundled_are_good(tmp):
    for scheme in Run("scheme", "list", "--json").json["schemes"]:
        assert Run("scheme", "check", scheme["id"]).out == ""


@test
def compares(tmp):
    base = write(tmp / "base.json", SCHEME)
    assert Run("scheme", "diff", base, base).out == ""
    assert Run("scheme", "diff", "news", "news").out == ""

    def change(scheme):
        label(scheme, "person").update(name="Human", key="h")
        scheme["labels"].remove(label(scheme, "mayor"))
        label(scheme, "organization")["replaces"] = ["mayor"]
        scheme["rules"] = []

    other = write(tmp / "other.json", changed(change))
    out = Run("scheme", "diff", base, other, code=1).out
    assert out.splitlines() == ["label “Mayor”: merged into “Organization”",
                                "label “Human”: renamed, it was “Person”",
                                "label “Human”: key is h now, it was e", "rule “r1”: removed"], out
    told = Run("scheme", "diff", "--json", base, other, code=1).json["differences"]
    assert [d["kind"] for d in told] == ["merged", "renamed", "changed", "removed"]
    assert told[2] == {"kind": "changed", "part": "label", "id": "person", "member": "key",
                       "before": "e", "after": "h", "text": "label “Human”: key is h now, it was e"}
    assert Run("scheme", "diff", "--json", base, base).json == {"differences": []}


@test
def apply_tells_of_attributes_and_values(tmp):
    corpus = make_corpus(tmp)
    path = corpus / "annotations/gold/a.txt.json"
    layer = read(path)
    for span, mention in zip((s for s in layer["spans"] if s["label"] == "person"), ("name", "nominal")):
        span["attributes"] = {"mention": mention}
    write(path, layer)

    def without_value(scheme):
        label(scheme, "person")["attributes"][0]["values"] = ["name"]

    run = Run("scheme", "apply", write(tmp / "v.json", changed(without_value)), corpus, "--dry-run")
    line, = (line for line in run.out.splitlines() if "nonsense" not in line)
    assert line.split() == "person/mention=nominal 1 are kept, unknown to the scheme (gold: 1)".split(), line
    new = write(tmp / "a.json", changed(lambda s: label(s, "person").pop("attributes")))
    uses = Run("scheme", "apply", new, corpus, "--dry-run", "--json").json["uses"]
    use, = (u for u in uses if u["part"] == "labelAttribute")
    assert (use["owner"], use["id"], use["annotations"], use["fate"]) == ("person", "mention", 2, "kept"), use
    assert "person/mention" in Run("scheme", "apply", new, corpus, "--remove-annotations").out
    assert sum("mention" in s.get("attributes", {}) for s in read(path)["spans"]) == 2


@test
def applies(tmp):
    corpus = make_corpus(tmp)

    def change(scheme):
        scheme["name"] = "New"
        scheme["labels"] = [l for l in scheme["labels"] if l["id"] in ("organization", "claim")]
        scheme["labels"].append({"id": "human", "name": "Human", "kind": "entity"})
        scheme["relations"], scheme["rules"] = [], []

    new = write(tmp / "new.json", changed(change))
    before = digest(corpus)
    run = Run("scheme", "apply", new, corpus, code=1)
    assert "nothing was changed" in run.err and "part-of" in run.out and "person" in run.out, run.out
    assert digest(corpus) == before
    Run("scheme", "apply", new, corpus, "--map", "person=human", code=1)
    Run("scheme", "apply", new, corpus, "--map", "person=nobody", code=2)
    Run("scheme", "apply", new, corpus, "--map", "person", code=2)
    Run("scheme", "apply", new, corpus, "--layer", "nobody", "--keep-annotations", code=2)
    Run("scheme", "apply", new, corpus, "--keep-annotations", "--remove-annotations", code=2)
    run = Run("scheme", "apply", new, corpus, "--map", "person=human", "--remove-annotations",
              "--dry-run", "--json")
    uses = {(u["part"], u["id"]): u["fate"] for u in run.json["uses"]}
    assert uses == {("label", "nonsense"): "kept", ("label", "organization"): "kept",
                    ("label", "person"): "mapped", ("relation", "part-of"): "removed"}, uses
    assert not run.json["applied"]
    assert digest(corpus) == before

    run = Run("scheme", "apply", new, corpus, "--map", "person=human", "--remove-annotations")
    assert "3 annotations were changed" in run.err, run.err
    assert labels_of(corpus) == {"s1": "human", "s2": "human", "s3": "organization",
                                 "s4": "nonsense"}
    assert "relations" not in read(corpus / "annotations/gold/a.txt.json")
    scheme = read(corpus / "scheme.json")
    assert scheme["name"] == "New" and scheme["revision"] == 4, scheme["revision"]
    histories = b"".join(p.read_bytes() for p in (corpus / ".scholiast/history").rglob("*")
                         if p.is_file())
    assert "Apply Scheme “New”".encode("utf-8") in histories

    # Again: it is there already.
    after = digest(corpus)
    assert "0 annotations" in Run("scheme", "apply", new, corpus).err
    assert digest(corpus) == after
    Run("scheme", "apply", tmp / "base.json", corpus, "--map", "human=person")
    assert labels_of(corpus)["s1"] == "person"
    assert read(corpus / "scheme.json")["revision"] == 5
    # One for the other, and the clusters with them.
    clusters = corpus / "annotations/gold/clusters.json"
    write(clusters, {"format": "scholiast-clusters", "version": 1, "clusters": [
        {"id": "k", "kind": "entity", "name": "K", "label": "mayor"}]})
    Run("scheme", "apply", tmp / "base.json", corpus, "--map", "person=organization",
        "--map", "organization=person", "--map", "mayor=person")
    assert labels_of(corpus) == {"s1": "organization", "s2": "organization", "s3": "person",
                                 "s4": "nonsense"}
    assert read(clusters)["clusters"][0]["label"] == "person"


@test
def keeps(tmp):
    corpus = make_corpus(tmp)
    empty = write(tmp / "empty.json", changed(lambda s: s.update(labels=[], relations=[], rules=[])))
    annotations = (corpus / "annotations/gold/a.txt.json").read_text(encoding="utf-8")
    Run("scheme", "apply", empty, corpus, "--keep-annotations")
    after = read(corpus / "annotations/gold/a.txt.json")
    assert after["spans"] == json.loads(annotations)["spans"] and after["relations"]
    assert "labels" not in read(corpus / "scheme.json")
    (corpus / "scheme.json").write_text("{", encoding="utf-8")
    Run("scheme", "apply", empty, corpus, code=3)
    assert (corpus / "scheme.json").read_text(encoding="utf-8") == "{"


# --- Git ---


class Repository:
    """A corpus of two people in git, with the merge driver."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "x")
        self.git("config", "user.email", "x@example.org")
        self.git("config", "merge.scholiast.driver", f"'{CLI}' merge --name=%P %O %A %B")
        (folder / ".gitattributes").write_text(
            "scheme.json merge=scholiast\ndocuments.json merge=scholiast\n"
            "annotations/**/*.json merge=scholiast\n", encoding="utf-8")

    def git(self, *args, code=0):
        return Run(*args, code=code, cwd=self.folder, program="git")

    def commit(self, files, branch=None):
        if branch:
            self.git("checkout", "-q", "-B", branch, "main")
        for name, value in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, value)
        self.git("add", "-A")
        self.git("commit", "--allow-empty", "-qm", "x")

    def merge(self, name, base, ours, theirs, code=0):
        """The file after both branches were merged, and what git said."""
        self.git("checkout", "-q", "-B", "main")
        self.commit({name: base})
        self.commit({name: theirs}, "theirs")
        self.commit({name: ours}, "ours")
        run = self.git("merge", "-q", "--no-edit", "theirs", code=code)
        merged = read(self.folder / name)
        if code:
            self.git("merge", "--abort")
        self.git("checkout", "-q", "main")
        return merged, run.out + run.err


def make_repository(tmp):
    if shutil.which("git") is None:
        return None
    return Repository(tmp / "repository")


@test
def git_merges_schemes(tmp):
    repository = make_repository(tmp)
    if repository is None:
        return "no git"

    def merge(ours, theirs, code=0):
        return repository.merge("scheme.json", SCHEME, changed(ours), changed(theirs), code)

    # Both change, both add, one retires what the other renames.
    town = {"id": "town", "name": "Town", "kind": "entity", "key": "t"}
    river = {"id": "river", "name": "River", "kind": "entity", "key": "r"}

    def add_town(scheme):
        scheme["revision"] = 4
        label(scheme, "person").update(name="Human")
        scheme["labels"].append(town)

    def add_river(scheme):
        scheme["revision"] = 5
        label(scheme, "person").update(retired=True)
        label(scheme, "claim").update(color="#111111")
        scheme["labels"].append(river)

    merged, _said = merge(add_town, add_river)
    assert merged["revision"] == 6
    assert [l["id"] for l in merged["labels"]] == ["person", "mayor", "organization", "claim", "town",
                                                  "river"]
    assert label(merged, "person")["name"] == "Human" and label(merged, "person")["retired"]
    assert label(merged, "claim")["color"] == "#111111"

    # The same member, and the same key.
    def ours(scheme):
        label(scheme, "person").update(name="Human")
        label(scheme, "mayor").update(key="m")

    def theirs(scheme):
        label(scheme, "person").update(name="Being")
        label(scheme, "claim").update(key="M")

    merged, said = merge(ours, theirs, 1)
    assert label(merged, "person")["name"] == "Human" and label(merged, "mayor")["key"] == "m"
    assert "key" not in label(merged, "claim")
    assert "name was changed on both sides; “Human” is taken, not “Being”" in said, said
    assert "the key M belongs to “Mayor”" in said and "scheme.json" in said, said

    # One merges what the other changes; one removes what the other changes.
    def unite(scheme):
        scheme["labels"].remove(label(scheme, "mayor"))
        label(scheme, "person")["replaces"] = ["mayor"]
        scheme["rules"] = []

    def describe(scheme):
        label(scheme, "mayor").update(description="Elected")
        scheme["rules"][0].update(severity="error")

    merged, said = merge(unite, describe, 1)
    assert label(merged, "person")["replaces"] == ["mayor"]
    assert all(l["id"] != "mayor" for l in merged["labels"])
    assert merged["rules"][0]["severity"] == "error"
    assert "it is merged" in said and "it is kept" in said, said

    # Both merge, in the other direction as well: a scheme in any case.
    merged, _said = merge(describe, unite, 1)
    Run("scheme", "check", write(tmp / "merged.json", merged))
    return None


@test
def git_merges_annotations(tmp):
    repository = make_repository(tmp)
    if repository is None:
        return "no git"

    def span(ident, start, **more):
        return {"id": ident, "label": "person", "ranges": [[start, start + 3]], "text": "abc", **more}

    def document(*spans, **more):
        return {"format": "scholiast-annotations", "version": 1, "scheme": 3,
                "document": {"path": "a.txt", "length": 100, "sha256": "0" * 64},
                "status": "in-progress", "spans": list(spans), **more}

    name = "annotations/gold/a.txt.json"
    base = document(span("a", 0), span("b", 10))
    merged, _said = repository.merge(
        name, base, document(span("a", 0, label="claim"), span("b", 10), span("c", 11)),
        document(span("a", 0), span("b", 10, note="x"), span("d", 11), status="done"))
    assert [(s["id"], s["label"], s.get("note")) for s in merged["spans"]] == [
        ("a", "claim", None), ("b", "person", "x"), ("c", "person", None), ("d", "person", None)]
    assert merged["status"] == "done" and merged["document"] == base["document"]
    merged, said = repository.merge(
        name, base, document(span("a", 0)),
        document(span("a", 0), span("b", 10),
                 relations=[{"id": "r", "type": "part-of", "from": "a", "to": "b"}]), 1)
    assert [s["id"] for s in merged["spans"]] == ["a", "b"] and "it is kept" in said, said
    merged, said = repository.merge(name, base, document(span("a", 0, note="x"), span("b", 10)),
                                    document(span("a", 0, note="y"), span("b", 10)), 1)
    assert merged["spans"][0]["note"] == "x" and "span “a”" in said, said

    def clusters(*names):
        return {"format": "scholiast-clusters", "version": 1,
                "clusters": [{"id": n, "kind": "entity", "name": n} for n in names]}

    merged, _said = repository.merge("annotations/gold/clusters.json", clusters("a"),
                                     clusters("a", "b"), clusters("c"))
    assert [c["id"] for c in merged["clusters"]] == ["b", "c"]

    def metadata(**more):
        return {"format": "scholiast-documents", "version": 1,
                "documents": [{"path": "a.txt", **more}]}

    merged, _said = repository.merge("documents.json", metadata(), metadata(title="A"),
                                     metadata(author="B"))
    assert merged["documents"] == [{"path": "a.txt", "title": "A", "author": "B"}]
    _merged, said = repository.merge("documents.json", metadata(), metadata(title="A"),
                                     metadata(title="B"), 1)
    assert "title" in said, said
    return None


@test
def merges_files(tmp):
    base = write(tmp / "base.json", SCHEME)
    ours = write(tmp / "ours.json", changed(lambda s: s.update(name="Ours")))
    theirs = write(tmp / "theirs.json", changed(lambda s: s.update(description="Theirs")))
    Run("merge", base, ours, theirs)
    assert read(ours)["name"] == "Ours" and read(ours)["description"] == "Theirs"
    # Nothing in common.
    (tmp / "empty").write_text("", encoding="utf-8")
    Run("merge", tmp / "empty", ours, theirs, code=1)
    other = write(tmp / "other.json", {"format": "other"})
    before = other.read_bytes()
    assert "“other”" in Run("merge", base, other, theirs, code=3).err
    assert other.read_bytes() == before
    (tmp / "broken.json").write_text("{", encoding="utf-8")
    assert "ours.json" in Run("merge", base, ours, tmp / "broken.json", code=3).err
    Run("merge", base, tmp / "missing", theirs, code=3)


main()
