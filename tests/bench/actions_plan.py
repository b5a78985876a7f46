# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be annotated, and the cheapest way there by the keyboard.

The ways are found by a breadth-first search over the caret's stops: characters, smart words,
sentences, and the rows on the screen.
"""

import bisect
import collections
import json
import pathlib
import subprocess

LABELS = {"PERSON": ("person", "Person", "e"), "GROUP": ("group", "Group", "g"),
          "ORG": ("organization", "Organization", "r"), "GPE": ("place", "Place", "a"),
          "EVENT": ("event", "Event", "v"), "DATE": ("date", "Date", "d")}


class Mention:
    def __init__(self, record, cluster):
        self.document = record["file"]
        self.start, self.end = record["start"], record["end"]
        self.surface = record["surface"]
        self.is_name = record["mention_type"] == "name"
        self.cluster = cluster["id"]
        self.cluster_name = cluster["name"]
        self.label, self.label_name, self.key = LABELS[cluster["type"]]

    @property
    def place(self):
        return self.document, self.start, self.end, self.label

    def __repr__(self):
        return "“%s” %s %d–%d" % (self.surface, self.document, self.start, self.end)


def load_gold(shared):
    """(documents, mentions) in reading order, the longer first; no two of one place and label."""
    gold = json.loads((pathlib.Path(shared) / "corpus/gold/entities.json").read_text("utf-8"))
    mentions = [Mention(record, cluster) for cluster in gold["clusters"]
                for record in cluster["mentions"]]
    mentions.sort(key=lambda each: (each.document, each.start, -each.end))
    seen, unique = set(), []
    for mention in mentions:
        if mention.place not in seen:
            seen.add(mention.place)
            unique.append(mention)
    return gold["files"], unique


def text_units(build, path):
    """Starts and ends of smart words and starts of sentences, as the keys know them."""
    done = subprocess.run([str(pathlib.Path(build) / "tests/bench/text-units"), str(path)],
                          capture_output=True, text=True, check=True)
    units = json.loads(done.stdout)
    if not units["starts"] or units["starts"][0] != 0:
        units["starts"].insert(0, 0)
    return units


class Rows:
    """The rows of a text on the screen: for each its first offset, and where each offset stands."""

    def __init__(self, view, length):
        self.x = []
        self.starts = []
        last = None
        for offset in range(length):
            x, y, _, height = view.node.char_extents(offset)
            if last is None or y > last + height // 2:
                self.starts.append(offset)
                last = y
            self.x.append(x)
        self.length = length
        self.x.append(self.x[-1] if self.x else 0)

    def row(self, offset):
        return bisect.bisect_right(self.starts, offset) - 1

    def bounds(self, row):
        end = self.starts[row + 1] if row + 1 < len(self.starts) else self.length
        return self.starts[row], end

    def at(self, row, x):
        start, end = self.bounds(row)
        return min(range(start, max(start + 1, end)), key=lambda each: abs(self.x[each] - x))


class Ways:
    """Where each key leads from a place; a place is (offset, wanted x of Up and Down)."""

    def __init__(self, units, rows):
        self.units = units
        self.rows = rows

    def _next(self, stops, offset):
        place = bisect.bisect_right(stops, offset)
        return stops[place] if place < len(stops) else None

    def _previous(self, stops, offset):
        place = bisect.bisect_left(stops, offset) - 1
        return stops[place] if place >= 0 else None

    def steps(self, place):
        offset, wanted = place
        units, rows = self.units, self.rows
        row = rows.row(offset)
        x = rows.x[offset] if wanted is None else wanted
        found = [("ctrl+Right", self._next(units["ends"], offset)),
                 ("ctrl+Left", self._previous(units["starts"], offset)),
                 ("ctrl+Down", self._next(units["sentences"], offset)),
                 ("ctrl+Up", self._previous([0] + units["sentences"], offset)),
                 ("Right", offset + 1 if offset < rows.length else None),
                 ("Left", offset - 1 if offset else None)]
        for key, target in found:
            if target is not None:
                yield key, (target, None)
        for key, other in (("Down", row + 1), ("Up", row - 1)):
            if 0 <= other < len(rows.starts):
                yield key, (rows.at(other, x), x)

    def find(self, offset, first, last, at_least=1):
        """The fewest keys from offset to a place in [first, last]: a list of (key, offset)."""
        if not at_least and first <= offset <= last:
            return []
        begin = (offset, None)
        came = {}
        queue = collections.deque([begin])
        while queue:
            place = queue.popleft()
            for key, after in self.steps(place):
                if after in came:
                    continue
                came[after] = (place, key)
                if first <= after[0] <= last:
                    return self._unwind(came, begin, after)
                queue.append(after)
        raise ValueError("no way from %d to %d" % (offset, first))

    def _unwind(self, came, begin, place):
        way = []
        while True:
            before, key = came[place]
            way.append((key, place[0]))
            place = before
            if place == begin:
                return way[::-1]

    def words_of(self, start, end):
        """How many smart words end in (start, end], and the end of the first and the last."""
        ends = self.units["ends"]
        first = bisect.bisect_right(ends, start)
        last = bisect.bisect_left(ends, end)
        stop = ends[last] if last < len(ends) else end
        return last - first + 1, ends[first], stop
