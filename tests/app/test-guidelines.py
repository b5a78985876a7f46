#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guidelines beside the text: shown as they are written, followed when the file changes, begun
where there are none; labels explained, and spans that become examples."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
from corpora import span

TEXT = ("Mara Austin met the harbour pilots on Monday. “We lost the north quay”, said Ada Quint, "
        "who owns two ferries.\n\nThe harbour of Kessel stayed shut for nine days.\n")
GUIDE = ("# Harbour guide\n\nMark **every** name, and *no* pronouns; see "
         "[the house](https://example.org/house).\n\n- Whole words\n- No `quotes`\n\n"
         "| Either | Choose |\n|---|---|\n| the pilots | group |\n\n<b onclick=\"x\">raw</b>\n")
SHOWN = ("Harbour guide\nMark every name, and no pronouns; see the house.\n•\u00a0Whole words\n"
         "•\u00a0No quotes\nthe pilots\u2028Choose: group\nraw")
SIZE = (1200, 800)


def start(t, guide=None, layer=True):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT},
                           {"port.txt": [span(TEXT, "person", "Ada Quint")]} if layer else None)
    if guide:
        (corpus.folder / "GUIDELINES.md").write_text(guide, encoding="utf-8")
    return corpus, t.start(args=[corpus], size=SIZE)


def open_page(app):
    app.click_button("Main menu")
    app.click(app.find(role=("menu item", "push button"), name="Guidelines"))


def guidelines(app):
    return app.find(role="text", name="Guidelines", states="multi_line")


def labels(app):
    return [node.name for node in app.find_all(role="label")]


def scheme_label(corpus, ident):
    path = corpus.folder / "scheme.json"
    if not path.exists():
        return {}
    scheme = json.loads(path.read_text(encoding="utf-8"))
    return next(each for each in scheme["labels"] if each["id"] == ident)


def test_text_is_shown(t):
    corpus, app = start(t, GUIDE)
    open_page(app)
    page = guidelines(app)
    t.becomes(lambda: page.text() == SHOWN, "the guidelines; %r" % page.text())
    # An editor writes it anew.
    new = corpus.folder / "GUIDELINES.md.new"
    new.write_text("# Shorter\n", encoding="utf-8")
    new.rename(corpus.folder / "GUIDELINES.md")
    t.becomes(lambda: guidelines(app).text() == "Shorter", "the new text")
    (corpus.folder / "GUIDELINES.md").write_bytes(b"caf\xe9")
    t.becomes(lambda: any("not UTF-8" in name for name in labels(app)), "what is wrong")
    # Escape goes back to the text.
    app.click_button("Back to inspector and labels")
    app.find(role="list", name="Spans")
    app.press_key("ctrl+Home", "e")
    corpus.wait_pairs([("person", "Ada Quint"), ("person", "Mara")])
    t.quiet(app)


def test_begun(t):
    corpus, app = start(t, layer=False)
    before = sorted(each.name for each in corpus.folder.iterdir())
    open_page(app)
    app.find(role="label", name="No Guidelines Yet")
    t.equal(sorted(each.name for each in corpus.folder.iterdir()), before, "nothing is written")
    app.click_button("Create Guidelines")
    t.becomes(lambda: guidelines(app).text().startswith("Guidelines: "), "the new text")
    text = (corpus.folder / "GUIDELINES.md").read_text(encoding="utf-8")
    t.true("\n## Person\n" in text and text.endswith("\n"), "the template")
    app.find(role="push button", name="Open in Text Editor")
    t.quiet(app)


def test_label_and_examples(t):
    corpus, app = start(t, GUIDE)
    view = app.view()
    view.click_char(TEXT.index("Ada") + 1)
    open_page(app)
    t.becomes(lambda: any(name.startswith("A single human being") for name in labels(app)),
              "the description")
    example = "… “We lost the north quay”, said [Ada Quint], who owns two ferries."
    app.click_button("Add as Example")
    t.becomes(lambda: scheme_label(corpus, "person").get("examples", [])[-1:] == [example],
              "the example on the disk; %r" % scheme_label(corpus, "person").get("examples"))
    t.becomes(lambda: any(example in name for name in labels(app)), "the example on the page")
    undo = app.find(role="push button", name="Undo", match=lambda node: node.description())
    t.equal(undo.description(), "Add Example of “Person”", "the undo step")
    app.click_button("Add as Counter-Example")
    t.becomes(lambda: scheme_label(corpus, "person").get("counterexamples", [])[-1:] == [example],
              "the counter-example on the disk")
    view.click_char(TEXT.index("Ada") + 1)
    app.press_key("ctrl+z", "ctrl+z")
    t.becomes(lambda: example not in scheme_label(corpus, "person").get("examples", []),
              "the example undone")
    # Nothing selected: nothing to add.
    view.click_char(TEXT.index("Kessel") + 1)
    t.becomes(lambda: not app.find_all(role="push button", name="Add as Example",
                                       states="sensitive"), "off")
    t.quiet(app)


def test_popover_explains(t):
    corpus, app = start(t)
    view = app.view()
    view.select_words("Kessel")
    app.press_key("space")
    app.find(name="Find a label", states="editable")
    app.type_text("plac")
    t.becomes(lambda: any(name.startswith("A place with a government") for name in labels(app)),
              "the description of the row")
    app.press_key("Return")
    corpus.wait_pairs([("person", "Ada Quint"), ("place", "Kessel")])
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals(), persistent_settings=True)
