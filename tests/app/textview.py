# SPDX-License-Identifier: GPL-3.0-or-later
"""The document view: where its characters are on the screen, and selecting them as a person does.

Offsets are those of the widget's text. Where the application splits long paragraphs into several
lines of the widget, the caller has to allow for that.
"""

import time
import unicodedata

import xinput
from waiting import DriverError, wait_until

WAIT = 10.0
DRAG_THRESHOLD = 12
MARGIN_TOP = 40
MARGIN_BOTTOM = 80


class TextView:
    def __init__(self, app, node):
        self.app = app
        self.node = node

    @property
    def title(self):
        return self.node.name

    def text(self, start=0, end=-1):
        return self.node.text(start, end)

    def index(self, words, occurrence=0, start=0):
        """The offset of the (occurrence + 1)-th place where words stand, from start on."""
        whole = self.text()
        place = start - 1
        for _ in range(occurrence + 1):
            place = whole.find(words, place + 1)
            if place < 0:
                raise DriverError("“%s” does not stand %d times in “%s”"
                                  % (words, occurrence + 1, self.title))
        return place

    def caret_offset(self):
        return self.node.caret()

    def selection(self):
        """(start, end) of the selected text, or None."""
        return self.node.selection()

    def wait_selection(self, start, end, seconds=WAIT):
        wait_until(lambda: self.selection() == (start, end), seconds,
                   "the selection [%d, %d); it is %r" % (start, end, self.selection()))

    def wait_caret(self, offset, seconds=WAIT):
        wait_until(lambda: self.caret_offset() == offset, seconds,
                   "the caret at %d; it is at %d" % (offset, self.caret_offset()))

    # Geometry

    def rectangle(self):
        """The visible part of the view, on the screen."""
        return self.app.rectangle(self.node)

    def char_extents(self, offset):
        """The rectangle of one character on the screen, wherever it is, also out of sight."""
        x, y, width, height = self.node.char_extents(offset)
        left, top = self.app.origin(self.node)
        if width < 0:
            x, width = x + width, -width
        return left + x, top + y, width, height

    def is_rtl(self, offset):
        """Whether the character runs from right to left where it stands."""
        length = self.node.text_length()
        character = self.text(offset, offset + 1)
        kind = unicodedata.bidirectional(character) if character else ""
        if kind in ("R", "AL"):
            return True
        if kind in ("L", "EN"):
            return False
        here = self.node.char_extents(offset)
        for other, sign in ((offset + 1, 1), (offset - 1, -1)):
            if 0 <= other < length:
                there = self.node.char_extents(other)
                if there[1] == here[1] and there[0] != here[0]:
                    return (there[0] - here[0]) * sign < 0
        return False

    def edge(self, offset, after=False):
        """The point just inside a character's leading edge, or its trailing edge with after."""
        x, y, width, height = self.char_extents(offset)
        inside = 1 if width > 2 else 0
        right = self.is_rtl(offset) != after
        return (x + width - inside if right else x + inside), y + height // 2

    def middle(self, offset):
        x, y, width, height = self.char_extents(offset)
        return x + width // 2, y + height // 2

    # Bringing text into sight

    def reveal(self, start, end=None, seconds=30):
        """Turns the wheel over the view until all of [start, end) is in sight and holds still."""
        end = start + 1 if end is None else end
        deadline = time.monotonic() + seconds
        pixels_a_turn = 40.0
        while True:
            top, bottom, view_top, view_bottom = self._steady_band(start, end)
            above = view_top + MARGIN_TOP - top
            below = bottom - (view_bottom - MARGIN_BOTTOM)
            if above <= 0 and below <= 0:
                return
            if top >= view_top and bottom <= view_bottom and self._at_end(above > 0):
                return
            distance = -above if above > 0 else below
            turns = max(1, min(80, int(abs(distance) / pixels_a_turn)))
            xinput.wheel(*self._free_place(), turns if distance > 0 else -turns)
            moved = self._moved_from(start, top)
            if moved:
                pixels_a_turn = max(pixels_a_turn / 2, abs(moved) / turns, 8.0)
            elif top >= view_top and bottom <= view_bottom:
                return  # the text's own beginning or end: it does not scroll further
            else:
                raise DriverError("[%d, %d) of “%s” cannot be scrolled into sight in one piece"
                                  % (start, end, self.title))
            if time.monotonic() > deadline:
                raise DriverError("[%d, %d) of “%s” did not come into sight within %d s"
                                  % (start, end, self.title, seconds))

    def _at_end(self, upwards):
        """Whether the text's own first (or last) line is in sight: no scrolling further."""
        _, top, _, height = self.node.extents()
        if upwards:
            return self.node.char_extents(0)[1] >= top
        _, y, _, line = self.node.char_extents(max(0, self.node.text_length() - 1))
        return y + line <= top + height

    def _band(self, start, end):
        """Top and bottom of [start, end), then of the view, in window coordinates."""
        first = self.node.char_extents(start)
        last = self.node.char_extents(max(start, end - 1))
        _, top, _, height = self.node.extents()
        return first[1], last[1] + last[3], top, top + height

    def _steady_band(self, start, end):
        state = {"last": None, "same": 0}

        def steady():
            now = self._band(start, end)
            state["same"] = state["same"] + 1 if now == state["last"] else 0
            state["last"] = now
            return now if state["same"] >= 3 else None

        return wait_until(steady, WAIT, "the text to hold still", every=0.015)

    def _moved_from(self, offset, top):
        """How far the text moved, as soon as it has; 0 when it did not within half a second."""
        deadline = time.monotonic() + 0.5
        while time.monotonic() < deadline:
            moved = self.node.char_extents(offset)[1] - top
            if moved:
                return moved
            time.sleep(0.015)
        return 0

    def _free_place(self):
        """A place over the view that no popover covers, for turning the wheel."""
        x, y, width, height = self.rectangle()
        popups = self.app.popups()
        for down in (0.5, 0.85, 0.15, 0.7, 0.3):
            for along in (0.5, 0.9, 0.1):
                place = (round(x + width * along), round(y + height * down))
                if not any(covers(popup, place) for popup in popups):
                    return place
        raise DriverError("A popover covers the whole view")

    def clear_way(self, *places):
        """Closes a popover that lies over one of the places, by Escape, as a person would."""
        def free():
            if not any(covers(popup, place) for popup in self.app.popups() for place in places):
                return True
            xinput.press_key("Escape")
            return False

        wait_until(free, WAIT, "no popover to lie over the text", every=0.1)

    # Acting on it

    def select_text(self, start, end, modifiers=(), expect=True):
        """Selects [start, end) by dragging from its first to its last character. Returns the
        selection that came of it (it may have snapped to words), or with expect=False None at
        once: where an armed label turns the drag into a span, no selection stays."""
        if end <= start:
            raise DriverError("Nothing to drag over: [%d, %d)" % (start, end))
        self.reveal(start, end)
        first, last = self.edge(start), self.edge(end - 1, after=True)
        self.clear_way(first, last)
        before = self.selection()
        for seconds in (2.5, WAIT):
            xinput.drag(first, last, modifiers, hold=beyond(first, last))
            if not expect:
                return None
            try:
                return self._settled_selection(before, seconds)
            except DriverError:
                # Soon after a popover has closed, X may lose a press: nobody gets it.
                if self.selection() or seconds == WAIT:
                    raise
        return None

    def _settled_selection(self, before, seconds):
        state = {"last": None, "same": 0}

        def settled():
            now = self.selection()
            state["same"] = state["same"] + 1 if now and now == state["last"] else 0
            state["last"] = now
            # The old selection is taken for the new one only if it holds for a while.
            return now if state["same"] >= (8 if now == before else 2) else None

        return wait_until(settled, seconds, "text to be selected by a drag", every=0.025)

    def select_words(self, words, occurrence=0, **how):
        start = self.index(words, occurrence)
        return self.select_text(start, start + len(words), **how)

    def click_char(self, offset, count=1, modifiers=(), button=1):
        """Clicks the middle of a character: selects the span there; count=2 takes the word."""
        self.reveal(offset)
        place = self.middle(offset)
        self.clear_way(place)
        xinput.click(*place, count=count, modifiers=modifiers, button=button)

    def place_caret(self, offset, by="click"):
        """Puts the caret before a character: by a click at its edge, or by="keys", the arrows from
        where the caret is (the view must have the keyboard)."""
        if by == "click":
            length = self.node.text_length()
            at_end = offset >= length or self.text(offset, offset + 1) == "\n"
            target = max(offset - 1, 0) if at_end and self._starts_not_line(offset) else offset
            self.reveal(target)
            place = self.edge(target, after=target != offset)
            self.clear_way(place)
            xinput.click(*place)
        else:
            self._walk_to(offset)
        self.wait_caret(offset)

    def _starts_not_line(self, offset):
        return offset > 0 and self.text(offset - 1, offset) != "\n"

    def _walk_to(self, offset):
        deadline = 60
        while self.caret_offset() != offset and deadline:
            deadline -= 1
            here = self.caret_offset()
            lines = self.text(min(here, offset), max(here, offset)).count("\n")
            if lines:
                key, times = ("Down" if offset > here else "Up"), lines
            else:
                rtl = self.is_rtl(min(here, offset))
                key = "Right" if (offset > here) != rtl else "Left"
                times = min(abs(offset - here), 40)
            xinput.press_key(key, repeat=times, delay_ms=4)
            wait_until(lambda: self.caret_offset() != here, WAIT, "the caret to leave %d" % here)
            self._settle_caret()

    def _settle_caret(self):
        state = {"last": None, "same": 0}

        def same():
            now = self.caret_offset()
            state["same"] = state["same"] + 1 if now == state["last"] else 0
            state["last"] = now
            return state["same"] >= 2

        wait_until(same, WAIT, "the caret to hold still", every=0.02)


def beyond(first, last):
    """For a drag shorter than GTK's drag threshold: a point further on, to come back from."""
    if abs(last[0] - first[0]) > DRAG_THRESHOLD or abs(last[1] - first[1]) > DRAG_THRESHOLD:
        return ()
    further = 2 * DRAG_THRESHOLD if last[0] >= first[0] else -2 * DRAG_THRESHOLD
    return ((first[0] + further, last[1]),)


def covers(window, place):
    x, y, width, height = window.frame
    return x <= place[0] < x + width and y <= place[1] < y + height
