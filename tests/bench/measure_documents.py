# SPDX-License-Identifier: GPL-3.0-or-later
"""documents: opening, scrolling and memory of documents of all sizes, against a window with the text alone."""

import time

import bench_corpus
import xinput
from probe import REPOSITORY, Probed, ProbeError, build_folder, percentile

# size: (text painted, spans painted) in ms; scrolling above the floor in ms; MB above the empty document
LIMITS = {"S": (30, 30, 2, 10), "M": (40, 40, 2, 12), "L": (80, 80, 2, 30), "XL": (150, 500, 3, 150)}
PARAGRAPH_OPEN = 300
PARAGRAPH_FRAME = 1000 / 60
HUGE_OPEN = 1000
HUGE_BYTES = 50_000_000
GROWTH = 1.25
FREEZE_SPANS = 100_000
FREEZE = 100
MIN_SHAPES = 4  # chips on the first page
HOW = ("a running window turns from an empty document to this one by a key, for the first time, with %d copies: wall time from the event to the "
       "end of the frame with the text, and with its spans, without the time for which other processes had the "
       "processor. Scrolling: 400 frames of 37 pixels; processor time of the main thread per frame with all that it "
       "does in between, p95, above a window with a GtkSourceView with the same text, measured in turn. Memory: "
       "private pages above those with the empty document on show")


class Window:
    """A program with the probe, ready for keys."""

    def __init__(self, command, log):
        self.program = Probed("frames", command, log)
        deadline = time.monotonic() + 60
        while not (windows := xinput.windows_of(self.program.process.pid)):
            if time.monotonic() > deadline:
                raise ProbeError("no window within 60 s")
            time.sleep(0.05)
        while xinput.active_window() != str(windows[0].id):
            xinput.tool("xdotool", "windowactivate", windows[0].id)
            if time.monotonic() > deadline:
                raise ProbeError("the window does not get the keyboard")
            time.sleep(0.05)
        xinput.move(1, 1)
        self.program.settle(seconds=120)

    def drain(self):
        while self.program.read(0) is not None:
            pass

    def turn(self, key, n_chars, spans):
        """Presses the key; (cpu, wall) in ms until a text of that length is painted, and until its spans are."""
        self.drain()
        xinput.press_key(key, delay_ms=2)
        text = None
        deadline = time.monotonic() + 60
        while (left := deadline - time.monotonic()) > 0:
            line = self.program.read(left)
            if not line or line[0] != "painted" or int(line[5]) < n_chars:
                continue
            cpu, wall, delay = (int(word) / 1000 for word in line[2:5])
            text = text or (cpu, wall - delay)
            if not spans or int(line[6]) >= MIN_SHAPES:
                return text, (cpu, wall - delay)
        raise ProbeError("the document was not painted within 60 s")

    def next_short(self):
        """Turns to the next document, which holds next to nothing."""
        self.drain()
        xinput.press_key("ctrl+Page_Down", delay_ms=2)
        deadline = time.monotonic() + 30
        while not (line := self.program.read(1)) or line[0] != "painted" or int(line[5]) > 100:
            if time.monotonic() > deadline:
                raise ProbeError("the next document does not come")
        self.program.settle()

    def scroll(self):
        """Processor time of each frame in ms; the first ones do not count."""
        self.drain()
        xinput.press_key("F12", delay_ms=2)
        costs = []
        while len(costs) < 400:
            line = self.program.read(10)
            if line is None:
                raise ProbeError("the text does not scroll")
            if line[0] == "scrolled":
                costs.append(int(line[1]) / 1000)
        return costs[20:]

    def longest_turn(self, act, times=4):
        """The longest turn of the main loop, processor time in ms, while something is done and until it is over."""
        self.program.settle()
        self.drain()
        longest = 0.0
        for turn in range(times):
            act(turn)
            time.sleep(0.3)
            self.program.settle()
            while (line := self.program.read(0)) is not None:
                if line[0] == "turn":
                    longest = max(longest, int(line[2]) / 1000)
        return longest

    def zoom(self, turn):
        xinput.press_key(("ctrl+plus", "ctrl+plus", "ctrl+minus", "ctrl+0")[turn % 4], delay_ms=2)

    def jump(self, turn):
        xinput.press_key(("ctrl+End", "ctrl+Home")[turn % 2], delay_ms=2)

    def resize(self, turn):
        window = xinput.windows_of(self.program.process.pid)[0]
        xinput.tool("xdotool", "windowsize", window.id, str((1100, 1300, 1000, 1200)[turn % 4]),
                    str((700, 800, 620, 860)[turn % 4]))

    def close(self):
        self.program.close()


def write_corpus(folder, copies, n_chars, n_spans, n_relations, paragraph=330):
    """The document several times, with another before each that holds next to nothing."""
    # An id of its own: the program remembers which document of a corpus was on show.
    bench_corpus.write_corpus(folder, REPOSITORY / "data/schemes/news.json", n_chars, n_spans, n_relations,
                              seed=n_chars + paragraph, paragraph=paragraph)
    text, layer = folder / "article.txt", folder / "annotations/bench/article.txt.json"
    annotated = layer.read_text("utf-8")
    for copy in range(copies):
        (folder / ("%d-0.txt" % copy)).write_text("Nothing happened.\n", encoding="utf-8")
        name = "%d-1.txt" % copy
        (folder / name).write_bytes(text.read_bytes())
        (layer.parent / (name + ".json")).write_text(annotated.replace('"article.txt"', '"%s"' % name, 1),
                                                     encoding="utf-8")
    text.unlink()
    layer.unlink()
    return folder


class Measured:
    """What one document costs in the window: each copy is opened once."""

    def __init__(self, desktop, name, size, copies, paragraph=330, scroll=True):
        folder = write_corpus(desktop.folder("documents-" + name), copies, *size, paragraph=paragraph)
        log = desktop.root / ("documents-%s.log" % name)
        window = Window([build_folder() / "src/app/scholiast", folder], log)
        try:
            self.empty = window.program.private_memory()
            self.text, self.spans = [], []
            for copy in range(copies):
                text, spans = window.turn("ctrl+Page_Down", size[0] * 9 // 10, size[1] > 0)
                self.text.append(text)
                self.spans.append(spans)
                window.program.settle()
                if copy == 0:
                    self.memory = window.program.private_memory() - self.empty
                if copy < copies - 1:
                    window.next_short()
            self.scroll = window.scroll() if scroll else []
            self.turns = {}
            if size[1] >= FREEZE_SPANS:
                self.turns = {"jumping to the end and the start": window.longest_turn(window.jump),
                              "zooming": window.longest_turn(window.zoom),
                              "resizing": window.longest_turn(window.resize)}
        finally:
            window.close()
        # GtkSourceView needs seconds for a paragraph of that length.
        self.floor, self.floor_text = floor(folder, copies if scroll else 1, scroll, log) if paragraph < size[0] else ([], [])


def floor(folder, copies, scroll, log):
    """What a window with the text alone needs: frames of scrolling, and turns to the text."""
    path = folder / "0-1.txt"
    text = path.read_text("utf-8")
    command = [build_folder() / "tests/bench/floor-window"]
    window = Window(command + copies * [folder / "0-0.txt", path], log)
    turns = []
    try:
        for copy in range(copies):
            turns.append(window.turn("ctrl+Page_Down", len(text) * 9 // 10, False)[0])
            window.program.settle()
            if copy < copies - 1:
                window.next_short()
    finally:
        window.close()
    if not scroll:
        return [], turns
    # A short text fits into that window: there it stands several times.
    path.write_text(text * max(1, 60_000 // len(text)), "utf-8")
    window = Window(command + [path], log)
    try:
        return window.scroll(), turns
    finally:
        window.close()


def middle(values, column):
    return percentile([value[column] for value in values], 50)


def open_rows(label, run, limits):
    def row(what, values, limit):
        value = middle(values, 1)
        detail = "median of %d; processor time of the main thread %.1f ms; longest %.1f ms" % (
            len(values), middle(values, 0), max(value[1] for value in values))
        if run.floor_text:
            floor_value = middle(run.floor_text, 1)
            detail += "; floor (the text in a GtkSourceView) %.1f ms: %.2f times" % (floor_value,
                                                                                 value / floor_value)
        return {"measure": "%s: open to %s painted" % (label, what), "value": round(value, 1), "unit": "ms",
                "limit": limit, "detail": detail}

    return [row("text", run.text, limits[0]), row("spans", run.spans, limits[1])]


def scroll_row(label, run, limit):
    own, floor = percentile(run.scroll, 95), percentile(run.floor, 95)
    return {"measure": label + ": frame of scrolling, p95 above the floor", "value": round(own - floor, 2),
            "unit": "ms", "limit": limit,
            "detail": "p50 %.1f, p95 %.1f, max %.1f ms; floor p50 %.1f, p95 %.1f, max %.1f ms: %.2f times" % (
                percentile(run.scroll, 50), own, max(run.scroll), percentile(run.floor, 50), floor,
                max(run.floor), own / floor)}


def freeze_rows(label, run):
    return [{"measure": "%s: longest turn while %s" % (label, what), "value": round(value, 1), "unit": "ms",
             "limit": FREEZE, "detail": "of the main loop, processor time, of 4 times"}
            for what, value in run.turns.items()]


def growth_row(runs):
    """Not growing: against the floor, the frames of the largest document cost what those of one of 60 kB cost. The
    smallest has so little text that another part of the window is painted."""
    ratio = {name: percentile(run.scroll, 50) / percentile(run.floor, 50) for name, run in runs.items() if run.floor}
    return {"measure": "growth of the frame of scrolling, p50, from M to XL", "value": round(ratio["XL"] / ratio["M"], 2),
            "unit": "times", "limit": GROWTH,
            "detail": "against the floor: " + " : ".join("%s %.2f" % item for item in ratio.items())}


def memory_row(label, run, limit):
    return {"measure": label + ": private memory above the empty document", "value": round(run.memory / 1e6, 1),
            "unit": "MB", "limit": limit,
            "detail": "with an empty document %.0f MB" % (run.empty / 1e6)}


def measure(desktop, quick):
    rows = []
    runs = {}
    for name, size in bench_corpus.SIZES.items():
        if quick and name != "S":
            continue
        run = runs[name] = Measured(desktop, name, size, 1 if quick else 5 if name != "XL" else 3)
        label = "%s, %d kB, %d spans" % (name, size[0] // 1000, size[1])
        limits = LIMITS[name]
        rows += open_rows(label, run, limits) + [scroll_row(label, run, limits[2]), memory_row(label, run, limits[3])]
        rows += freeze_rows(label, run)
    if not quick:
        rows.append(growth_row(runs))
        run = Measured(desktop, "paragraph", (1_000_000, 10_000, 0), 3, paragraph=1_000_000)
        label = "one paragraph of 1 MB, 10000 spans"
        rows += open_rows(label, run, (PARAGRAPH_OPEN, PARAGRAPH_OPEN))
        rows.append({"measure": label + ": frame of scrolling, p95", "value": round(percentile(run.scroll, 95), 2),
                     "unit": "ms", "limit": round(PARAGRAPH_FRAME, 1), "detail": "max %.1f ms" % max(run.scroll)})
        run = Measured(desktop, "huge", (HUGE_BYTES, 0, 0), 2, scroll=False)
        rows.append(open_rows("50 MB of text", run, (HUGE_OPEN, HUGE_OPEN))[0])
    return HOW % 5, rows
