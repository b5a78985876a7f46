#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver's own test, on a small GTK 4 window compiled here: what other window tests rely on."""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desktop as desktops
import tap
from waiting import DriverError, wait_until

SOURCE = pathlib.Path(__file__).resolve().parent / "selftest-window.c"
built = {}


def setup(desktop):
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "gtk4"], check=True,
                           capture_output=True, text=True).stdout.split()
    built["binary"] = desktop.folder("selftest") / "selftest-window"
    subprocess.run(["cc", "-o", str(built["binary"]), str(SOURCE)] + flags, check=True)


def start(t, **how):
    return t.start(binary=built["binary"], **how)


def test_find_and_click(t):
    app = start(t)
    t.true(app.find(role="label", name="ready"), "status")
    app.click_button("Press Me")
    app.find(role="label", name="pressed")
    t.equal(app.palette_row("Place").role, "list item", "role")
    app.click(app.palette_row("Place"))
    app.find(role="label", name="row 1")
    t.true("selected" in app.palette_row("Place").states, "the row is selected")
    try:
        app.find(role="push button", name="Nowhere", seconds=0.2)
    except DriverError as error:
        t.true("Nowhere" in str(error), "the message names what was sought")
    else:
        raise tap.Failure("a missing button was found")
    t.quiet(app)


def test_popover(t):
    app = start(t)
    app.click(app.find(role="push button", name="More"))
    inside = app.find(role="push button", name="Inside")
    wait_until(app.popovers, 5, "the popover")
    app.click(inside)
    app.find(role="label", name="inside")
    app.press_key("Escape")
    wait_until(lambda: not app.popovers(), 5, "the popover to close")


def test_type(t):
    app = start(t)
    entry = app.find(role="text", name="Filter")
    app.click(entry)
    app.type_text("Kessel, 3 + 4?")
    t.becomes(lambda: entry.text() == "Kessel, 3 + 4?", "the typed text")
    app.press_key("ctrl+a", "Delete")
    t.becomes(lambda: entry.text() == "", "the entry to be empty")


def test_caret_and_extents(t):
    app = start(t)
    view = app.view("The Harbour")
    t.true(view.text().startswith("The harbour of Kessel"), "text")
    for words in ("The", "Kessel", "Monday", "owners", "nothing."):
        offset = view.index(words)
        view.place_caret(offset)
        t.equal(view.caret_offset(), offset, "caret at " + words)
    view.place_caret(view.index("\n"))
    view.place_caret(view.index("Café") + 6, by="keys")
    view.place_caret(view.index("Line 7 ") + 3, by="keys")


def test_select_by_drag(t):
    app = start(t)
    view = app.view("The Harbour")
    for words in ("Kessel", "Monday", "Café", "😀", "said nothing", "i"):
        # GTK takes a press on selected text for the start of a drag of that text.
        view.place_caret(0)
        start_, end = view.index(words), view.index(words) + len(words)
        t.equal(view.select_text(start_, end), (start_, end), "selection of " + words)
    # Over a line's end, and forwards and back again on the way.
    start_, end = view.index("Monday"), view.index("owners") + 3
    t.equal(view.select_text(start_, end), (start_, end), "selection over two lines")
    app.press_key("ctrl+c")


def test_right_to_left(t):
    app = start(t)
    view = app.view("The Harbour")
    for words in ("שלום", "עולם", "טוב", "ולם ט"):
        start_, end = view.index(words), view.index(words) + len(words)
        t.equal(view.select_text(start_, end), (start_, end), "selection of " + words)
    view.place_caret(view.index("עולם"))


def test_scrolls_to_text(t):
    app = start(t, size=(700, 400))
    view = app.view("The Harbour")
    for words in ("Line 120 of", "Line 1 of", "Line 60 of", "Kessel"):
        start_, end = view.index(words), view.index(words) + len(words)
        t.equal(view.select_text(start_, end), (start_, end), "selection of " + words)


def test_click_counts(t):
    app = start(t)
    view = app.view("The Harbour")
    start_ = view.index("Kessel")
    view.click_char(start_ + 2, count=2)
    view.wait_selection(start_, start_ + 6)
    view.click_char(start_ + 2)
    t.becomes(lambda: view.selection() is None, "no selection")
    view.click_char(start_ + 2)
    view.click_char(start_ + 2)
    t.equal(view.selection(), None, "two separate clicks are no double click")
    view.place_caret(start_)
    with app.hold("shift"):
        app.press_key("Right", repeat=3)
    view.wait_selection(start_, start_ + 3)


def test_move_and_resize(t):
    app = start(t)
    app.resize(900, 600)
    app.move_to(10, 20)
    t.equal(app.main_window().frame, (10, 20, 900, 600), "frame")
    view = app.view()
    start_ = view.index("Kessel")
    t.equal(view.select_text(start_, start_ + 6), (start_, start_ + 6), "selection after a move")
    picture = t.folder("picture") / "window.png"
    app.screenshot(picture, window=True)
    size = subprocess.run(["identify", "-format", "%w %h", str(picture)], check=True,
                          capture_output=True, text=True).stdout
    t.equal(size, "900 600", "size of the picture")


def test_text_scale_and_right_to_left_window(t):
    heights = []
    for scale, language in ((1, None), (2, None), (1, "ar")):
        t.desktop.set_text_scale(scale)
        app = start(t, env={"LANGUAGE": language})
        view = app.view()
        start_ = view.index("Kessel")
        heights.append(view.char_extents(start_)[3])
        t.equal(view.select_text(start_, start_ + 6), (start_, start_ + 6), "selection")
        if language:
            close = app.find(role="push button", match=lambda node: node.name != "Press Me"
                             and app.rectangle(node)[0] < app.main_window().frame[0] + 60)
            t.true(close, "the close button on the left")
        t.equal(app.close(), 0, "exit code")
    t.near(heights[1], 2 * heights[0], 4, "height of a line at 200 %")


def test_close_kill_relaunch(t):
    app = start(t)
    app.kill()
    t.true(not app.running(), "killed")
    app.relaunch()
    app.find(role="label", name="ready")
    t.equal(app.close(), 0, "exit code")


def test_desktop_leaves_nothing(t):
    code = ("import sys; sys.path.insert(0, %r); import desktop, os, signal, subprocess; "
            "d = desktop.enter((800, 600)); print(d.root, flush=True); "
            "subprocess.Popen(['sleep', '1000']); os.kill(os.getppid(), 0); "
            "open(d.root / 'up', 'w').close(); signal.pause()" % str(SOURCE.parent))
    script = t.folder("script") / "inner.py"
    script.write_text(code)
    environment = {key: value for key, value in os.environ.items() if key != desktops.TOKEN}
    for how in ("terminate", "kill"):
        process = subprocess.Popen([sys.executable, str(script)], env=environment,
                                   stdout=subprocess.PIPE, text=True,
                                   preexec_fn=desktops.die_with_parent)
        try:
            root = pathlib.Path(process.stdout.readline().strip())
            t.true(root.is_absolute(), "folder of the inner desktop: %s" % root)
            wait_until((root / "up").exists, 20, "the inner desktop")
            t.true(len(desktops.token_processes(root)) >= 4, "processes of the inner desktop")
        finally:
            getattr(process, how)()
            process.wait()
        wait_until(lambda: not desktops.token_processes(root), 15, "the inner desktop to end")
        wait_until(lambda: not root.exists(), 15, "the inner desktop's folder to go")


if __name__ == "__main__":
    tap.main(globals(), setup=setup)
