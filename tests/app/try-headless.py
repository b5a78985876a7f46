#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Annotates a corpus in Scholiast's window where there is no display.

    tests/app/try-headless.py DIR

Opens the corpus in a window on a display of its own, tags a few words with real pointer and key
events, and waits until the annotations are on the disk. DIR is a corpus that may be written, or a
folder with such a one in DIR/corpus. The picture of the window is DIR-screenshot.png, or
DIR/screenshot.png beside DIR/corpus. The application is build/src/app/scholiast, or $SCHOLIAST.
"""

import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desktop as desktops
import driver
import xinput
from waiting import DriverError, wait_until

WANTED = ("person", "place", "organization", "claim")


def places(folder):
    """The corpus and the picture that belong to the argument."""
    if (folder / "corpus").is_dir() and not (folder / "scholiast.json").exists():
        return folder / "corpus", folder / "screenshot.png"
    return folder, folder.parent / (folder.name + "-screenshot.png")


def labels_of(corpus):
    """Labels that have a key, the usual ones first: (id, name, key)."""
    own = corpus / "scheme.json"
    file = own if own.exists() else driver.REPOSITORY / "data/schemes/news.json"
    labels = [label for label in json.loads(file.read_text(encoding="utf-8"))["labels"]
              if label.get("key") and not label.get("retired")]
    labels.sort(key=lambda label: WANTED.index(label["id"]) if label["id"] in WANTED else 9)
    return [(label["id"], label["name"], label["key"]) for label in labels]


def free_words(corpus, document, text):
    """Words of the document that no layer has a span on, as (start, end, word)."""
    stored = (corpus / document).read_bytes().decode("utf-8")
    taken = [piece for layer in driver.layers(corpus)
             for span in driver.spans(corpus, layer, document) for piece in span["ranges"]
             if len(piece) == 2 and piece[1] - piece[0] < 60]
    words = []
    for found in re.finditer(r"(?<!\w)[A-Za-z]{6,}(?![\w’'-])", text):
        start, end = found.span()
        if stored[start:end] == found.group() and not any(a < end and start < b for a, b in taken):
            words.append((start, end, found.group()))
    return words


def document_on_show(corpus, view):
    """The path in the corpus of the document whose text the window shows."""
    shown = view.text()[:200]
    for path in sorted(corpus.rglob("*.txt")):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        if text[:200] == shown or text.replace("\r\n", "\n")[:200] == shown:
            return path.relative_to(corpus).as_posix()
    raise DriverError("No text in %s is the one that the window shows: “%s …”"
                      % (corpus, shown[:60]))


def statuses(corpus, document):
    found = [driver.load_layer(corpus, layer, document) for layer in driver.layers(corpus)
             if driver.layer_path(corpus, layer, document).exists()]
    return [layer.get("status") for layer in found]


def reopen(app, corpus, document):
    """A document that is done is protected; with this it may be changed."""
    before = statuses(corpus, document)
    if not before or set(before) != {"done"}:
        return
    app.press_key("Ctrl+Shift+Return")
    wait_until(lambda: set(statuses(corpus, document)) != {"done"}, 20, "%s to be reopened" % document)
    print("- reopened the document with Ctrl+Shift+Enter")


def expect(corpus, document, word, label, gesture):
    """Makes the gesture and waits for the span on the disk. Makes it once more where nothing comes
    of it: a press or key can get lost on its way to the window."""
    start, end, text = word
    what = "“%s” as %s [%d, %d) in %s" % (text, label, start, end, corpus / "annotations")

    def there():
        return driver.find_span(corpus, None, document, start, end, label)

    gesture()
    try:
        return wait_until(there, 12, what)
    except DriverError:
        print("  (nothing came of it: once more)")
    gesture()
    return wait_until(there, 30, what)


def annotate(app, corpus):
    view = app.view()
    document = document_on_show(corpus, view)
    words = free_words(corpus, document, view.text())
    labels = labels_of(corpus)
    if len(words) < 6 or len(labels) < 2:
        raise DriverError("%s has too few untagged words or labels to try" % document)
    step = len(words) // 6
    print("Document: %s (“%s”)" % (document, view.title))
    reopen(app, corpus, document)

    def by_key(word, label):
        view.select_text(*word[:2])
        app.press_key(label[2])

    def at_caret(word, label):
        view.place_caret(word[0] + 2, by="keys")
        app.press_key(label[2])

    def armed(word, label):
        app.click(app.palette_row(label[1]))
        view.select_text(*word[:2], expect=False)
        app.press_key("Escape")

    for number, (how, what) in enumerate((
            (by_key, "dragged over “%s” and pressed %s"),
            (by_key, "dragged over “%s” and pressed %s"),
            (at_caret, "put the caret into “%s” and pressed %s"),
            (at_caret, "put the caret into “%s” and pressed %s"),
            (armed, "clicked the label, then dragged over “%s” (its key is %s)"))):
        word, label = words[number * step], labels[number % len(labels)]
        expect(corpus, document, word, label[0], lambda: how(word, label))
        print("- " + what % (word[2], label[2]) + ": %s [%d, %d)" % (label[1], word[0], word[1]))
        app.press_key("Escape")
    for layer in driver.layers(corpus):
        path = driver.layer_path(corpus, layer, document)
        if path.exists():
            print("%d spans in %s" % (len(driver.spans(corpus, layer, document)), path))


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: try-headless.py DIR")
    folder = pathlib.Path(sys.argv[1]).resolve()
    if not folder.is_dir():
        sys.exit("try-headless: %s is not a folder" % folder)
    corpus, picture = places(folder)
    desktop = desktops.enter()
    app = driver.App(desktop, "scholiast")
    try:
        app.start(args=[corpus])
        app.wait_window()
        app.resize(1360, 840)
        annotate(app, corpus)
        app.wait_painted()
        app.screenshot(picture, window=True)
        print("Screenshot: %s" % picture)
        code = app.close()
        if code:
            raise DriverError("The application ended with code %d" % code)
    except (DriverError, xinput.InputError) as error:
        print("try-headless: %s" % error, file=sys.stderr)
        if app.running():
            xinput.screenshot(picture)
            print("The screen at that moment: %s" % picture, file=sys.stderr)
            print(app.dump(200), file=sys.stderr)
        print(app.log()[-2000:], file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
