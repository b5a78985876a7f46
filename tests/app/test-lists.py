#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of the inspector: filtering, sorting, several selected at once, doubts, problems that
are ignored, and what is to be reviewed. Every change is checked against the disk and the undo step."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput
from corpora import span
from waiting import DriverError, wait_until

TEXT = ("Mara Austin met the harbour pilots on Monday. Austin’s aides flew in from the U.S. the "
        "day before. “We lost the north quay”, said Ada Quint, who owns two ferries.\n\n"
        "The harbour of Kessel stayed shut for nine days. Nobody spoke.\n")
SIZE = (1200, 800)


def records():
    return [span(TEXT, "person", "Mara Austin", created="2026-03-20T10:00:00Z"),
            span(TEXT, "person", "Ada Quint", created="2026-03-20T12:00:00Z", cluster="c1"),
            span(TEXT, "place", "Kessel", created="2026-03-20T11:00:00Z"),
            span(TEXT, "time", "nine days", created="2026-03-20T13:00:00Z"),
            span(TEXT, "date", "Monday", created="2026-03-20T09:00:00Z", flag="doubt")]


def start(t, spans=None, documents=None, size=SIZE, **how):
    texts = {"port.txt": TEXT, **(documents or {})}
    corpus = corpora.write(t.folder("corpus"), texts,
                           {"port.txt": records()} if spans is None else spans, **how)
    app = t.start(args=[corpus], size=size)
    return corpus, app, app.view()


def known(app, role, name):
    """Something that stays where it is: it is looked for once, then only it is read anew."""
    kept = app.__dict__.setdefault("kept", {})
    node = kept.get((role, name))
    if node is None or node.snapshot().role != role:
        node = kept[role, name] = app.find(role=role, name=name)
    return node


def wait_undo(t, app, step):
    """The button is told a moment after the disk."""
    button = known(app, "push button", "Undo")
    t.becomes(lambda: step in button.description(), "the step “%s” to undo" % step)


def rows(app, name="Spans"):
    return [row.name for row in known(app, "list", name).children if row.name]


def words(app):
    return [row.split(": ", 1)[1].split(", ")[0] for row in rows(app)]


def chosen(app):
    """The accessible names of the selected rows of the list of spans."""
    return [row.name for row in known(app, "list", "Spans").snapshot().walk()
            if "selected" in row.states]


def selected(app):
    return [name.split(": ", 1)[1].split(", ")[0] for name in chosen(app)]


def click_row(app, prefix, modifiers=(), name="Spans"):
    row = app.find(role="list item", name_prefix=prefix, within=known(app, "list", name))
    app.click(row, modifiers=modifiers)
    if modifiers or name != "Spans":
        return
    # X may lose a press beside a popover that closes: then once more.
    try:
        wait_until(lambda: any(text.startswith(prefix) for text in chosen(app)), 3, "the row")
    except DriverError:
        app.click(row)


def page(app, name):
    """Turns to a page of the inspector."""
    app.click(app.find(role="page tab", name_prefix=name))


def choose(app, drop_down, item):
    """Chooses an item of a drop-down: labels of that name are in the palette too."""
    node = app.find(role="combo box", name=drop_down)
    app.click(node)
    app.click(app.find(role="label", name=item, within=node))


def test_search_and_sort(t):
    corpus, app, view = start(t)
    t.becomes(lambda: words(app) == ["Mara Austin", "Monday", "Ada Quint", "Kessel", "nine days"],
              "the rows in the order of the text")
    click_row(app, "Place: Kessel")
    app.type_text("da")
    entry = app.find(name="Search annotations", states="editable")
    t.becomes(lambda: words(app) == ["Monday", "Ada Quint", "nine days"], "the rows that match")
    app.find(role="label", name="3 of 5")
    app.press_key("Down")
    t.becomes(lambda: selected(app) == ["Monday"], "the first of them after Down")
    app.press_key("Down")
    t.becomes(lambda: selected(app) == ["Ada Quint"], "the next after Down")
    app.type_text("y")
    t.becomes(lambda: words(app) == ["Monday", "nine days"], "the rows that match more")
    app.press_key("Escape")
    t.becomes(lambda: len(words(app)) == 5 and entry.text() == "", "all rows after Escape")
    # The keyboard is back in the list; typing goes on in the entry when no row is left.
    app.type_text("nowhere")
    app.find(role="label", name="Nothing matches")
    t.becomes(lambda: entry.text() == "nowhere", "all that was typed")
    app.click_button("Clear Filter", index=0)
    t.becomes(lambda: len(words(app)) == 5, "all rows after Clear Filter")
    app.click(app.find(name="Sort annotations", role="push button"))
    app.click(app.find(name="Newest First", role=("menu item", "radio menu item", "check menu item")))
    t.becomes(lambda: words(app) == ["nine days", "Ada Quint", "Kessel", "Mara Austin", "Monday"],
              "the rows, newest first")
    # The selected row is found in another order too.
    view.click_char(view.index("Ada Quint") + 1)
    t.becomes(lambda: app.find(role="label", name="“Ada Quint”", quick=True), "the form")
    page(app, "Spans")
    t.becomes(lambda: selected(app) == ["Ada Quint"], "the selected row")
    t.quiet(app)


def test_filter(t):
    corpus, app, view = start(t)
    app.click(app.find(name="Filter annotations", role="push button"))
    app.click(app.find(role="check box", name="Without a cluster"))
    t.becomes(lambda: words(app) == ["Mara Austin", "Monday", "Kessel", "nine days"],
              "the rows without a cluster")
    app.press_key("Escape")
    app.find(role="label", name="4 of 5")
    app.wait_gone(role="check box", name="Without a cluster")
    # What no longer matches leaves the list, what does comes in.
    click_row(app, "Person: Mara Austin")
    app.press_key("Delete")
    t.becomes(lambda: words(app) == ["Monday", "Kessel", "nine days"], "the row is gone")
    corpus.wait_load(lambda load: len(load.get("spans", [])) == 4, "the span is gone")
    app.click(app.find(role="push button", name="Clear Filter"))
    t.becomes(lambda: words(app) == ["Monday", "Ada Quint", "Kessel", "nine days"], "all rows")
    t.quiet(app)


def test_several(t):
    corpus, app, view = start(t)
    click_row(app, "Person: Mara Austin")
    t.becomes(lambda: selected(app) == ["Mara Austin"], "one row")
    click_row(app, "Place: Kessel", modifiers=["ctrl"])
    t.becomes(lambda: selected(app) == ["Mara Austin", "Kessel"], "a row more")
    click_row(app, "Person: Ada Quint", modifiers=["ctrl"])
    click_row(app, "Place: Kessel", modifiers=["ctrl"])
    t.becomes(lambda: selected(app) == ["Mara Austin", "Ada Quint"], "a row less")
    page(app, "Selected")
    app.find(role="label", name="2 annotations selected")
    # Doubt, in one step.
    app.click(app.find(name="All in doubt"))
    corpus.wait_load(lambda load: sum(each.get("flag") == "doubt" for each in load["spans"]) == 3,
                     "doubts on the disk")
    wait_undo(t, app, "Doubt 2 Annotations")
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: sum(each.get("flag") == "doubt" for each in load["spans"]) == 1,
                     "doubts undone")
    t.quiet(app)


def test_keys_in_the_list(t):
    corpus, app, view = start(t)
    click_row(app, "Date: Monday")
    app.press_key("shift+Down")
    t.becomes(lambda: selected(app) == ["Monday", "Ada Quint"], "two rows")
    app.press_key("shift+Down", "shift+Up")
    t.becomes(lambda: selected(app) == ["Monday", "Ada Quint"], "two rows again")
    app.press_key("F4")
    corpus.wait_load(lambda load: sum(each.get("flag") == "doubt" for each in load["spans"]) == 2,
                     "both in doubt")
    wait_undo(t, app, "Doubt 1 Annotation")
    app.press_key("ctrl+a")
    t.becomes(lambda: len(selected(app)) == 5, "all rows")
    app.press_key("Delete")
    corpus.wait_load(lambda load: not load.get("spans"), "nothing is left")
    wait_undo(t, app, "Delete 5 Annotations")
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: len(load.get("spans", [])) == 5, "all are back")
    t.quiet(app)


def test_bulk_form(t):
    corpus, app, view = start(t)
    click_row(app, "Person: Mara Austin")
    app.press_key("ctrl+a")
    page(app, "Selected")
    app.find(role="label", name="5 annotations selected")
    choose(app, "Label of the selected annotations", "Event")
    corpus.wait_load(lambda load: all(each["label"] == "event" for each in load["spans"]),
                     "labels on the disk")
    wait_undo(t, app, "Change Label of 5 Annotations to “Event”")
    app.press_key("ctrl+z")
    corpus.wait_load(lambda load: sorted(each["label"] for each in load["spans"])
                     == ["date", "person", "person", "place", "time"], "labels undone")
    # The undo selected one span; two again, merged.
    page(app, "Spans")
    click_row(app, "Place: Kessel")
    click_row(app, "Time: nine days", modifiers=["ctrl"])
    page(app, "Selected")
    app.click_button("Merge")
    corpus.wait_load(lambda load: any(len(each["ranges"]) == 2 for each in load["spans"]),
                     "the merged span")
    wait_undo(t, app, "Merge 2 Annotations")
    t.quiet(app)


def test_ignore_problem(t):
    corpus, app, view = start(t, {"port.txt": [span(TEXT, "claim", "We lost the north quay")]})
    page(app, "Problems")
    row = app.find(role="list", name="Problems").children[0]
    message = row.name
    app.click(app.find(role="push button", name="Ignore This Problem…"))
    app.find(name="Reason why this is no problem", states="editable")
    app.type_text("Said by the pilots")
    app.press_key("Return")
    corpus.wait_load(lambda load: [each.get("reason") for each in load.get("ignored", [])]
                     == ["Said by the pilots"], "the reason on the disk")
    wait_undo(t, app, "Ignore Problem")
    app.find(role="label", name="No problems")
    app.click(app.find(name="Show ignored problems"))
    app.find(role="list item", name_contains="ignored, “We lost the north quay” · Said by")
    app.click(app.find(role="push button", name="Stop Ignoring This Problem"))
    corpus.wait_load(lambda load: not load.get("ignored"), "nothing is ignored")
    app.find(role="list item", name=message)
    t.quiet(app)


def test_doubts(t):
    other = "Ada Quint sold both ferries in May. Nobody asked Ada why.\n"
    corpus, app, view = start(
        t, {"port.txt": records(),
            "sale.txt": [span(other, "person", "Ada Quint", ident="p1"),
                         span(other, "person", "Ada", 1, ident="p2", flag="doubt",
                              note="Which Ada?")]},
        {"sale.txt": other})
    page(app, "Problems")
    app.click(app.find(role="push button", name="2 doubts in the corpus"))
    t.becomes(lambda: len(rows(app, "Doubts")) == 4, "the doubts of both documents")
    t.equal(rows(app, "Doubts")[1], "Date: Monday, in doubt", "the first doubt")
    t.equal(rows(app, "Doubts")[3], "Person: Ada, in doubt, Which Ada?", "the second doubt")
    click_row(app, "Person: Ada", name="Doubts")
    # The other document, with the span selected: undoubted in its text, it leaves the list.
    view = app.view("sale.txt")
    view.click_char(view.index("why") + 1)
    view.click_char(view.index("Ada why") + 1)
    app.press_key("F4")
    corpus.wait_load(lambda load: not any("flag" in each for each in load["spans"]),
                     "no doubt on the disk", document="sale.txt")
    t.becomes(lambda: len(rows(app, "Doubts")) == 2, "the doubts of one document")
    t.quiet(app)


def test_review(t):
    lost = {"id": "lost1", "label": "person", "ranges": [[900, 909]], "text": "Ada Quint",
            "note": "An owner"}
    corpus, app, view = start(t, {"port.txt": [
        span(TEXT, "place", "Kessel", state="suggested"),
        span(TEXT, "time", "nine days", state="doubtful")]})
    app.close()
    path = pathlib.Path(corpus.folder) / "annotations" / corpora.LAYER / "port.txt.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["orphans"] = [lost]
    corpora.put(path, content)
    app.relaunch()
    view = app.view()
    app.click(app.find(role="push button", name="3 annotations to review"))
    t.becomes(lambda: len(rows(app, "Annotations to review")) == 3, "three rows")
    app.find(role="list item", name="Person: Ada Quint, lost")
    view.select_words("Ada Quint")
    app.click(app.find(role="push button", name="Attach to the Selected Text"))
    corpus.wait_load(lambda load: not load.get("orphans") and any(
        each["id"] == "lost1" and each["note"] == "An owner" and each["text"] == "Ada Quint"
        for each in load["spans"]), "the attached span")
    wait_undo(t, app, "Attach “Ada Quint”")
    app.click(app.find(role="push button", name="Confirm All"))
    corpus.wait_load(lambda load: not any("state" in each for each in load["spans"]),
                     "all confirmed")
    wait_undo(t, app, "Confirm 2 Annotations")
    app.find(role="label", name="Nothing is left to review here")
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
