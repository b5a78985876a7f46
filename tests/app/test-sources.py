#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of the document's sources: who makes which claims, how many, and how much is quoted."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("“We lost the north quay”, said Ada Quint, who owns two ferries.\n\n"
        "The harbour stayed shut for nine days, Mara Austin told reporters. Nobody spoke, Quint says.\n")
SIZE = (1200, 800)


def start(t, spans=(), relations=()):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": list(spans)} if spans else None,
                           relations={"port.txt": list(relations)} if relations else None)
    app = t.start(args=[corpus], size=SIZE)
    return corpus, app, app.view()


def related(ident, claim, source):
    return {"id": ident, "type": "attributed-to", "from": claim, "to": source,
            "created": corpora.CREATED, "by": corpora.LAYER}


def rows(app):
    found = app.find_all(role="list", name="Sources")
    return [node.name for node in found[0].walk() if node.role == "list item"] if found else []


def open_page(app):
    app.click_button("Main menu")
    app.click_button("Sources")


def test_list(t):
    spans = [span(TEXT, "claim", "We lost the north quay", ident="lost"),
             span(TEXT, "claim", "The harbour stayed shut for nine days", ident="shut"),
             span(TEXT, "claim", "Nobody spoke", ident="spoke"),
             span(TEXT, "source", "Ada Quint", ident="ada"),
             span(TEXT, "source", "Mara Austin", ident="mara")]
    corpus, app, view = start(t, spans, [related("r1", "lost", "ada"),
                                         related("r2", "shut", "mara")])
    open_page(app)
    t.becomes(lambda: rows(app) == [
        "Ada Quint, 1 claim · 5 words · 100 % of all quoted words", "We lost the north quay",
        "Mara Austin, 1 claim · 7 words", "The harbour stayed shut for nine days",
        "Without a Source, 1 claim · 2 words", "Nobody spoke"], "the sources; there are %r" % rows(app))
    # What is done in the text is soon in the list: the other Quint is the claim's source.
    view.click_char(view.index("Nobody spoke") + 2)
    at = view.index("Quint says")
    view.select_text(at, at + 5)
    app.press_key("s")
    t.becomes(lambda: "Quint, 1 claim · 2 words" in rows(app), "the new source")
    t.true(not any(name.startswith("Without") for name in rows(app)), "no claim is without one")
    app.press_key("ctrl+z")
    t.becomes(lambda: "Without a Source, 1 claim · 2 words" in rows(app), "undone")
    # A claim in the list leads to the text.
    app.click(app.find(role="list item", name="Nobody spoke"))
    app.click(app.find(role="push button", name_prefix="Back"))
    app.find(role="label", name="“Nobody spoke”")
    t.quiet(app)


def test_empty(t):
    corpus, app, view = start(t)
    open_page(app)
    app.find(role="label", name_prefix="No claims yet")
    app.click(app.find(role="push button", name_prefix="Back"))
    app.find(role="page tab", name_prefix="Spans")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
