#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program drops on the window: text, files, a folder."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpora
import tap
import xinput

TEXT = "The harbour of Kessel stayed shut for nine days. Nobody spoke.\n"
SOURCE = pathlib.Path(__file__).resolve().parent / "drag-source.py"


class Source:
    """The other program's window, at the right of the screen."""

    def __init__(self, t, *args):
        self.t = t
        self.process = subprocess.Popen([sys.executable, str(SOURCE), *map(str, args)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        self.t.becomes(lambda: xinput.windows_of(self.process.pid), "the other program's window",
                       seconds=30)
        window = xinput.windows_of(self.process.pid)[0]
        xinput.xdo("windowmove", window.id, 1150, 300)
        self.t.becomes(lambda: abs(self.window().outer[0] - 1150) < 60, "it to be moved")
        return self

    def window(self):
        return xinput.windows_of(self.process.pid)[0]

    def drag_to(self, place):
        x, y, width, height = self.window().frame
        start = (x + width // 2, y + height * 2 // 3)
        xinput.move(*start)
        xinput.xdo("mousedown", 1)
        try:
            for step in range(1, 13):
                xinput.xdo("mousemove", start[0] + (place[0] - start[0]) * step // 12,
                           start[1] + (place[1] - start[1]) * step // 12, "sleep", "0.05")
            xinput.xdo("mousemove", place[0] + 3, place[1], "sleep", "0.3")
        finally:
            xinput.xdo("mouseup", 1)

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def start(t, args):
    """Small enough to leave room beside it."""
    return t.start(args=args, size=(900, 700))


def middle(view):
    x, y, width, height = view.rectangle()
    return x + width // 2, y + height // 2


def test_text(t):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT})
    app = start(t, [corpus])
    with Source(t, "text", "Mara Austin left at noon.") as source:
        source.drag_to(middle(app.view()))
        app.find(role="text", match=lambda node: "Mara Austin left" in (node.text() or ""),
                 seconds=15)
    t.equal(app.view("port.txt").text(), TEXT, "the document on show")
    t.quiet(app)


def test_files(t):
    corpus = corpora.write(t.folder("corpus"), {"port.txt": TEXT})
    other = t.folder("elsewhere")
    other.mkdir(parents=True, exist_ok=True)
    (other / "quay.txt").write_text("The quay is lost.\n", encoding="utf-8")
    app = start(t, [corpus])
    with Source(t, "files", other / "quay.txt") as source:
        source.drag_to(middle(app.view()))
        t.becomes(lambda: app.find_all(match=lambda node: "quay" in node.name), "the file's name",
                  seconds=15)
    t.equal((other / "quay.txt").read_text(encoding="utf-8"), "The quay is lost.\n", "the file")
    t.quiet(app)


def test_folder(t):
    first = corpora.write(t.folder("first"), {"port.txt": TEXT})
    second = corpora.write(t.folder("second"), {"quay.txt": "The quay is lost.\n"})
    app = start(t, [first])
    with Source(t, "files", second.folder) as source:
        source.drag_to(middle(app.view()))
        t.becomes(lambda: app.find_all(role="text", name="quay.txt"), "the other corpus",
                  seconds=20)
    t.quiet(app)


if __name__ == "__main__":
    tap.main(globals())
