#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The current claim: a source or cue that is made while it lacks one is tied to it in one step."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap

TEXT = ("“We lost the north quay”, said Ada Quint, who owns two ferries.\n\n"
        "The harbour stayed shut for nine days, Mara Austin told reporters.\n")
SIZE = (1200, 800)
# How the sentence of the current claim begins.
SENTENCE = "\N{LEFT-TO-RIGHT MARK}“"


def start(t):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT})
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app, app.view()


def tag(app, view, words, key):
    view.select_words(words)
    app.press_key(key)


def relations(corpus):
    """(type, text of the start, text of the end) of all relations on the disk, sorted."""
    document = corpus.load()
    texts = {span["id"]: span["text"] for span in document.get("spans", [])}
    return sorted((relation["type"], texts[relation["from"]], texts[relation["to"]])
                  for relation in document.get("relations", []))


def wait_relations(t, corpus, wanted):
    t.becomes(lambda: relations(corpus) == sorted(wanted),
              "the relations %r; there are %r" % (wanted, relations(corpus)), seconds=15)


def test_source_and_cue(t):
    corpus, app, view = start(t)
    tag(app, view, "We lost the north quay", "c")
    tag(app, view, "Ada Quint", "s")
    tie = ("attributed-to", "We lost the north quay", "Ada Quint")
    wait_relations(t, corpus, [tie])
    tag(app, view, "said", "b")
    cue = ("cue-of", "said", "We lost the north quay")
    wait_relations(t, corpus, [tie, cue])
    # One step each: the source goes with its relation, and comes back with it.
    app.press_key("ctrl+z")
    wait_relations(t, corpus, [tie])
    app.press_key("ctrl+z")
    corpus.wait_pairs([("claim", "We lost the north quay")])
    wait_relations(t, corpus, [])
    app.press_key("ctrl+shift+z", "ctrl+shift+z")
    wait_relations(t, corpus, [tie, cue])
    t.quiet(app)


def test_stacked_source(t):
    corpus, app, view = start(t)
    tag(app, view, "Mara Austin", "e")
    tag(app, view, "The harbour stayed shut for nine days", "c")
    view.click_char(view.index("Mara") + 1)
    app.press_key("shift+s")
    tie = ("attributed-to", "The harbour stayed shut for nine days", "Mara Austin")
    wait_relations(t, corpus, [tie])
    # The claim has its source: another one is not tied.
    tag(app, view, "reporters", "s")
    corpus.wait_pairs([("person", "Mara Austin"), ("source", "Mara Austin"),
                       ("claim", "The harbour stayed shut for nine days"),
                       ("source", "reporters")])
    wait_relations(t, corpus, [tie])
    t.quiet(app)


def test_escape_lets_go(t):
    corpus, app, view = start(t)
    tag(app, view, "We lost the north quay", "c")
    app.press_key("Escape", "Escape", "Escape")
    tag(app, view, "Ada Quint", "s")
    corpus.wait_pairs([("claim", "We lost the north quay"), ("source", "Ada Quint")])
    wait_relations(t, corpus, [])
    t.quiet(app)


def sentence(app):
    """What the strip says of the current claim, without signs of direction; None without one."""
    strip = app.find(name="Current claim", role="panel", quick=True)
    found = strip and [node.name for node in strip.walk() if node.role == "label"
                       and SENTENCE in node.name]
    return found[0].translate(dict.fromkeys((0x200E, 0x2068, 0x2069))) if found else None


def follow(app, view, words, back):
    """Selects the span with the words, and follows a link of the sentence by the keyboard: the last
    one, or so many before it."""
    view.click_char(view.index(words) + 2)
    app.press_key("F6")
    for _ in range(8):
        app.press_key("shift+Tab")
        label = app.find(role="label", name_contains=SENTENCE,
                         within=app.find(name="Current claim", role="panel"))
        if "focused" in label.states:
            break
    app.press_key(*["shift+Tab"] * back, "Return")


def test_strip(t):
    corpus, app, view = start(t)
    tag(app, view, "We lost the north quay", "c")
    t.becomes(lambda: sentence(app) == "“We lost the north quay” — add “said” or another cue — "
              "by add source or the author’s own", "a bare claim")
    tag(app, view, "Ada Quint", "s")
    t.becomes(lambda: sentence(app) == "“We lost the north quay” — add “said” or another cue — "
              "by Ada Quint", "a claim with its source")
    # The words of saying nearby are taken as its cue, in one step.
    follow(app, view, "Quint", 2)
    t.becomes(lambda: sentence(app) == "“We lost the north quay” — said — by Ada Quint",
              "a whole sentence")
    # It stays while something else is made; its parts lead to what they name.
    tag(app, view, "reporters", "e")
    t.becomes(lambda: sentence(app) == "“We lost the north quay” — said — by Ada Quint", "it stays")
    follow(app, view, "reporters", 0)
    app.find(role="label", name="“Ada Quint”")
    # Another claim: by the strip it is the author's own, which is one step.
    tag(app, view, "The harbour stayed shut for nine days", "c")
    t.becomes(lambda: "add source" in (sentence(app) or ""), "the other claim")
    follow(app, view, "harbour", 0)
    t.becomes(lambda: sentence(app) == "“The harbour stayed shut for nine days” — by the author",
              "the author's own")
    t.becomes(lambda: any(span.get("attributes", {}).get("voice") == "author"
                          for span in corpus.load()["spans"]), "it is on the disk", seconds=15)
    app.press_key("ctrl+z")
    t.becomes(lambda: "add source" in (sentence(app) or ""), "undone")
    # Adding leads to link mode.
    t.becomes(lambda: "add “told” or another cue" in (sentence(app) or ""), "the words nearby")
    follow(app, view, "harbour", 2)
    app.find(role="label", name_prefix="Link “The harbour")
    app.press_key("Escape")
    app.click_button("No claim is current")
    t.becomes(lambda: sentence(app) is None, "no strip")
    t.quiet(app)


def test_own_is_derived(t):
    text = "The quay was rebuilt in nine days.\n\nAda Quint watched from her ferry.\n"
    corpus = corpora.write(t.folder("corpus"), {"port.txt": text})
    app = t.start(args=[corpus], size=SIZE)
    view = app.view()
    tag(app, view, "The quay was rebuilt in nine days", "c")
    t.becomes(lambda: sentence(app) == "“The quay was rebuilt in nine days” — by the author (derived) or "
              "add source", "taken for the author's own")
    corpus.wait_pairs([("claim", "The quay was rebuilt in nine days")])
    corpus.wait_load(lambda load: load["spans"][0]["attributes"].get("voice") == "author"
                     and "set" not in load["spans"][0], "the voice, which nobody set")
    # A source answers for it then.
    tag(app, view, "Ada Quint", "s")
    t.becomes(lambda: sentence(app) == "“The quay was rebuilt in nine days” — add cue — by Ada Quint",
              "its source")
    corpus.wait_load(lambda load: load["spans"][0]["attributes"].get("voice") == "source",
                     "the voice of a source")
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: load["spans"][0]["attributes"].get("voice") == "author", "undone")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
