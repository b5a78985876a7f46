# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be annotated of who says what, and in which steps.

By mouse each document gets up to three passes. The palette's row arms a label; each drag or double click
is an annotation then.

1. *Claim* armed: each claim; for those of a source, Enter for the cue that is offered; for the author's own, so much,
   unless the program takes it for that by itself.
2. *Cue* armed, where the cue that is offered is another one: a click on the claim, then the cue.
3. *Source* armed: each source. It goes to the claims of the nearest cue in its sentence that lack one;
   where these are not its own, a click on the claim comes first.

What is offered comes from the program itself (claim-offers), and where a source goes is the rule of
src/core/model/sch-annotate-claim.c.
"""

import json
import pathlib
import subprocess

import actions_plan
import textview
import xinput
from driver import build_folder
from waiting import DriverError, wait_until

LETTER_GAP = 3  # pixels between two letters of a word at most
BESIDE = 160  # characters beside a claim that belong to its sentence
KINDS = {"named_person": "named person", "organisation": "organization", "collective": "collective",
         "document": "document"}
FACTUALITY = {"CT+": "certain", "PR+": "probable", "CT-": "certainly not"}
NOT_TOLD = ("author's claims", "author's own", "kinds of source")
ENDS = "!?\u061f\u3002\n\r\u2029"


class Claim:
    def __init__(self, record):
        self.document = record["file"]
        self.start, self.end = record["start"], record["end"]
        self.surface = record["surface"]
        self.own = bool(record.get("source_is_author"))
        self.source, self.cue = (record.get(part) and (record[part]["start"], record[part]["end"])
                                 for part in ("source", "cue"))
        self.kind = KINDS.get(record["source_type"])
        # The scheme has no free indirect speech.
        self.quote = {"free_indirect": "indirect"}.get(record["quote_type"], record["quote_type"])
        self.factuality = record["factuality"]
        self.offered = None
        self.taken_for_own = False

    @property
    def place(self):
        return self.start, self.end

    def __repr__(self):
        return "“%s” %s %d–%d" % (self.surface, self.document, self.start, self.end)


def load_claims(shared):
    """(documents, claims) in reading order, the longer first."""
    gold = json.loads((pathlib.Path(shared) / "corpus/gold/claims.json").read_text("utf-8"))
    claims = [Claim(record) for cluster in gold["clusters"] for record in cluster["members"]]
    claims.sort(key=lambda each: (each.document, each.start, -each.end))
    return gold["files"], claims


def ask_offers(build, folder, claims):
    """Sets what the program offers and derives for each of the claims of a document."""
    path = pathlib.Path(folder) / claims[0].document
    done = subprocess.run([str(pathlib.Path(build) / "tests/bench/claim-offers"), str(path)]
                          + ["%d-%d" % claim.place for claim in claims],
                          capture_output=True, text=True, check=True)
    for claim, line in zip(claims, done.stdout.splitlines()):
        words = line.split()
        assert (int(words[0]), int(words[1])) == claim.place
        claim.taken_for_own = words[2] == "author"
        claim.offered = tuple(int(word) for word in words[3:]) or None


def is_full_stop(text, place):
    """A full stop before a blank, but not that of Mr. or U.S."""
    if text[place] != "." or not (place + 1 == len(text) or text[place + 1].isspace()):
        return False
    word = place
    while word > 0 and place - word < 5 and (text[word - 1].isalnum() or text[word - 1] == "."):
        word -= 1
    return place - word > 4 or not text[word].isupper()


def ends_sentence(text, place):
    return text[place] in ENDS or is_full_stop(text, place)


def sentence_of(text, start, end):
    """From where to where the sentence around [start, end) goes, as the program sees it."""
    before = text[max(0, start - BESIDE):start]
    after = text[end:end + BESIDE]
    first = max([place + 1 for place in range(len(before)) if ends_sentence(before, place)] or [0])
    last = min([place for place in range(len(after)) if ends_sentence(after, place)] or [len(after)])
    return start - len(before) + first, end + last


def distance(place, other):
    return max(other[0] - place[1], place[0] - other[1], 0)


def plan_cues(claims):
    """The claims of a document whose cue is not the one that is offered."""
    return [claim for claim in claims if claim.cue and claim.offered != claim.cue]


def find_current(claims):
    """The current claim when the third pass begins."""
    return (plan_cues(claims) or claims)[-1]


def has_to_let_go(claims):
    """A claim that a person declared to be the author's own takes no source, a derived one does."""
    current = find_current(claims)
    return any(claim.source for claim in claims) and current.own and current.taken_for_own


def plan_sources(claims, text):
    """The steps of the third pass: (claim to be clicked first or None, source, claims that get it)."""
    lacking = [claim for claim in claims if claim.source]
    current = find_current(claims)
    steps = []
    while lacking:
        claim = lacking[0]
        if current in lacking:
            first, got, claim = None, [current], current
        else:
            start, end = sentence_of(text, *claim.source)
            near = [each for each in lacking if each.cue[0] < end and each.cue[1] > start]
            nearest = min((distance(claim.source, each.cue) for each in near), default=None)
            got = [each for each in near if distance(claim.source, each.cue) == nearest]
            first = None
            if len({each.cue for each in got}) != 1 or any(each.source != claim.source for each in got):
                first, got = claim, [claim]
        steps.append((first, claim.source, got))
        lacking = [each for each in lacking if each not in got]
    return steps


def by_document(claims):
    found = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return found


def count_mouse(claims, texts):
    """The actions of the plan, by what they are for. The first document is open."""
    counts = dict.fromkeys(("claims", "offered cues", "cues by hand", "sources", "factuality", "labels armed",
                            "letting go", *NOT_TOLD), 0)
    counts["documents"] = len(by_document(claims)) - 1
    for document, chosen in by_document(claims).items():
        told = [claim for claim in chosen if claim.source]
        steps = plan_sources(chosen, texts[document])
        counts["labels armed"] += 1 + bool(plan_cues(chosen)) + bool(told)
        counts["claims"] += len(told)
        counts["author's claims"] += len(chosen) - len(told)
        counts["author's own"] += sum(claim.own and not claim.taken_for_own for claim in chosen)
        counts["letting go"] += has_to_let_go(chosen)
        counts["offered cues"] += sum(claim.offered == claim.cue for claim in told)
        counts["cues by hand"] += 2 * len(plan_cues(chosen))
        counts["factuality"] += 2 * sum(claim.factuality != "CT+" for claim in chosen)
        counts["sources"] += sum(1 if first is None else 2 for first, _, _ in steps)
        counts["kinds of source"] += 2 * len({source for _, source, _ in steps})
    return counts


def count_told(counts):
    """What the claims of a source take of it, with all that arms labels and turns to documents."""
    return {name: n for name, n in counts.items() if name not in NOT_TOLD}


class KeyboardPlan:
    """The keys for the claims of a document, one claim after the other: the label's key at the first word, then on to
    the end by words and characters. The caret stays where the last annotation ends."""

    def __init__(self, ways, counts):
        self.ways = ways
        self.counts = counts
        self.caret = 0
        self.made = {}  # cue: its source; source: nothing

    def _walk(self, first, last):
        if not first <= self.caret <= last:
            way = self.ways.find(self.caret, first, last)
            self.counts["walking"] += len(way)
            self.caret = way[-1][1]

    def _tag(self, name, place):
        """A new annotation: the word that is tagged, words to its end, characters at either end."""
        starts, ends = self.ways.units["starts"], self.ways.units["ends"]
        start = next(each for each in starts if each >= place[0])
        self._walk(start, next(each for each in ends if each > start))
        n_words, _, last_end = self.ways.words_of(start, place[1])
        self.counts[name] += n_words + abs(last_end - place[1]) + start - place[0]
        self.caret = place[1]

    def _take(self, name, place):
        """One that is there: Tab selects it from just before, Shift and the key gives it to the claim."""
        self._walk(max(0, place[0] - 1), place[0])
        self.counts[name] += 2
        self.caret = place[1]

    def _add(self, name, place):
        (self._take if place in self.made else self._tag)(name, place)

    def add(self, claim):
        self._tag("claims", claim.place)
        if claim.factuality != "CT+":
            self.counts["factuality"] += len(("space", "Tab", "Tab", "value", "Return"))
        if claim.own:
            self.counts["own"] += 0 if claim.taken_for_own else len(("ctrl+l", "a"))
            return
        known = self.made.get(claim.cue)
        if claim.offered == claim.cue:
            self.counts["offered cues"] += 1
        else:
            self._add("cues by hand", claim.cue)
        self.made[claim.cue] = claim.source
        if known == claim.source:
            return  # the cue brought it
        is_new = claim.source not in self.made
        self._add("sources", claim.source)
        self.made[claim.source] = None
        if is_new:
            self.counts["kinds of source"] += len(("space", "value", "Return"))


def count_keyboard(claims, ways_of):
    """The keys of the plan by what they are for; ways_of: the Ways of a document."""
    counts = {"documents": len(by_document(claims)) - 1, "walking": 0, "claims": 0, "own": 0, "offered cues": 0,
              "cues by hand": 0, "sources": 0, "factuality": 0, "kinds of source": 0}
    for document, chosen in by_document(claims).items():
        plan = KeyboardPlan(ways_of[document], counts)
        for claim in chosen:
            plan.add(claim)
    return counts


# --- In the window ---


class Writer:
    """Annotates claims by mouse in a session of tests/bench/actions."""

    def __init__(self, session):
        self.session = session
        self.app = session.app
        self.count = session.count
        self.spent = {}  # actions, by what they are for
        self.units = {}

    def spend(self, name, before):
        self.spent[name] = self.spent.get(name, 0) + self.count.n - before

    def do(self, name, act, *args):
        before = self.count.n
        act(*args)
        self.spend(name, before)

    # Steps

    def arm(self, label, name):
        """By a click on its row in the palette, to which the wheel is turned."""
        if self.session.armed == label:
            return
        row = self.app.find_all(role="list item", name=name)[-1]
        self._turn_to(row)
        self.count.click(row)
        self.app.find(role="push button", name="Disarm " + name)
        self.session.armed = label

    def _turn_to(self, row):
        _, top, _, room = self.app.main_window().frame
        for _ in range(30):
            x, y, _, height = self.app.steady_rectangle(row)
            if y + height < top + room - 20:
                return
            xinput.wheel(x + 20, top + room - 60, 3)
        raise DriverError("The wheel does not bring the label into view")

    def sweep(self, place):
        """A double click on one word, a drag over several; with Alt where it does not begin and end with words."""
        view, (start, end) = self.session.view, place
        view.reveal(start, end)
        self.count.n += 1
        if view.text(start, end).isalnum():
            middle = view.middle(start + (end - start) // 2)
            view.clear_way(middle)
            xinput.click(*middle, count=2)
        else:
            first, last = view.edge(start), view.edge(end - 1, after=True)
            view.clear_way(first, last)
            xinput.drag(first, last, hold=textview.beyond(first, last),
                        modifiers=() if self.is_whole_words(place) else ("alt",))

    def is_whole_words(self, place):
        units = self.units.get(self.session.document)
        if units is None:
            units = self.units[self.session.document] = actions_plan.text_units(
                build_folder(), self.session.corpus.folder / self.session.document)
        return place[0] in units["starts"] and place[1] in units["ends"]

    def wait_selected(self, label, place):
        wanted = ", %d–%d" % place
        wait_until(lambda: any("selected" in row.states and wanted in row.name and row.name.startswith(label)
                               for row in self.app.find(role="list", name="Spans").children), 15,
                   "%s at %d–%d to be selected" % (label, *place))

    def sentence(self):
        """The label that says of the current claim who says it, once it holds still."""
        state = {"last": None, "same": 0}

        def steady():
            panel = self.app.find(name="Current claim", role="panel", quick=True)
            found = [node for node in panel.walk() if node.role == "label" and " — " in node.name] if panel else []
            name = found[0].name if found else None
            state["same"] = state["same"] + 1 if name and name == state["last"] else 0
            state["last"] = name
            return found[0] if state["same"] >= 3 else None

        return wait_until(steady, 10, "the sentence of the current claim", every=0.06)

    def sentence_text(self):
        return plain_text(self.sentence().name)

    def click_words(self, words):
        """A click on a link of the sentence, on the first of its words."""
        label = self.sentence()
        plain = plain_text(label.name)
        # From the end: only the claim before them may have an ellipsis.
        place = -len(plain[plain.rindex(words):].split())
        self.count.n += 1
        xinput.click(*word_places(self.app.steady_rectangle(label))[place])

    def take_cue(self):
        """Enter; the sentence above the inspector says when the words are on offer."""
        wait_until(lambda: " — add “" in self.sentence_text(), 10, "words of saying on offer")
        self.count.keys("Return")

    def let_go(self):
        self.count.click(self.app.find(role="push button", name="No claim is current"))
        self.app.wait_gone(name="Current claim", role="panel")

    def steady_row(self, name):
        """The drop-down of an attribute, once the form holds still."""
        state = {"last": None, "same": 0}

        def steady():
            box = self.app.find(role="combo box", name=name, quick=True)
            now = box and (box.path, self.app.rectangle(box))
            state["same"] = state["same"] + 1 if now and now == state["last"] else 0
            state["last"] = now
            return box if state["same"] >= 4 else None

        return wait_until(steady, 10, "the row %s to hold still" % name, every=0.06)

    def choose(self, row, value):
        """In the inspector, turned to its top: a click on the drop-down and one on the value."""
        x, y, width, height = self.app.steady_rectangle(self.app.find(name="Current claim", role="panel"))
        xinput.wheel(x + width // 2, y + height + 30, -30)
        box = self.steady_row(row)
        self.count.click(box)
        self.count.click(self.app.find(role="label", name=value, within=box, match=lambda node: any(
            each.role == "list item" and each.path != box.path for each in node.ancestors())))
        wait_until(lambda: not self.app.popovers(), 10, "the list of values to be gone")

    def click_claim(self, claim, others):
        """On a character that no other annotation has."""
        free = [place for place in range(claim.start + 1, claim.end - 1)
                if not any(other[0] <= place < other[1] for other in others)]
        view = self.session.view
        view.reveal(claim.start, claim.end)
        self.count.n += 1
        view.click_char(free[len(free) // 2])
        self.wait_selected("Claim", claim.place)

    # Passes

    def write_claim(self, claim):
        self.do("claims" if claim.source else "author's claims", self.sweep, claim.place)
        self.wait_selected("Claim", claim.place)
        if claim.own:
            if not claim.taken_for_own:
                self.do("author's own", self.click_words, "the author’s own")
            self.wait_stored(lambda: self.stored(claim).get("voice") == "author", "%r as the author's own" % claim)
        elif claim.offered == claim.cue:
            self.do("offered cues", self.take_cue)
            self.wait_tied("cue-of", claim)
        if claim.factuality != "CT+":
            self.do("factuality", self.choose, "Factuality", FACTUALITY[claim.factuality])

    def write_cue(self, claim, taken):
        self.do("cues by hand", self.click_claim, claim, taken)
        self.do("cues by hand", self.sweep, claim.cue)
        self.wait_tied("cue-of", claim)

    def write_source(self, first, source, got, kinds, taken):
        if first is not None:
            self.do("sources", self.click_claim, first, taken)
        self.do("sources", self.sweep, source)
        for claim in got:
            self.wait_tied("attributed-to", claim)
        if source not in kinds:
            kinds.add(source)
            self.wait_selected("Source", source)
            self.do("kinds of source", self.choose, "Kind of source", got[0].kind)

    def write_document(self, claims, text):
        taken = {claim.place for claim in claims} | {part for claim in claims if claim.source
                                                     for part in (claim.source, claim.cue)}
        self.do("labels armed", self.arm, "claim", "Claim")
        for claim in claims:
            self.write_claim(claim)
        for claim in plan_cues(claims):
            self.do("labels armed", self.arm, "cue", "Cue")
            self.write_cue(claim, taken - {claim.place})
        if has_to_let_go(claims):
            self.do("letting go", self.let_go)
        kinds = set()
        for first, source, got in plan_sources(claims, text):
            self.do("labels armed", self.arm, "source", "Source")
            self.write_source(first, source, got, kinds, taken - {first.place} if first else taken)

    # What is on the disk

    def load(self):
        return self.session.corpus.load(self.session.document)

    def stored(self, claim):
        for span in self.load().get("spans", []):
            if span["label"] == "claim" and tuple(span["ranges"][0]) == claim.place:
                return span.get("attributes", {})
        return {}

    def wait_stored(self, condition, what):
        wait_until(condition, 15, what)

    def wait_tied(self, kind, claim):
        part = claim.source if kind == "attributed-to" else claim.cue
        tie = (kind, claim.place, part) if kind == "attributed-to" else (kind, part, claim.place)
        self.wait_stored(lambda: tie in stored_ties(self.load()), "%s of %r" % (kind, claim))

    def correct_quotations(self, claims):
        """What is not derived as the gold has it."""
        taken = {claim.place for claim in claims} | {part for claim in claims if claim.source
                                                     for part in (claim.source, claim.cue)}
        for claim in claims:
            if self.stored(claim).get("quote") != claim.quote:
                self.do("quotation", self.click_claim, claim, taken - {claim.place})
                self.do("quotation", self.choose, "Quotation", claim.quote)
                self.wait_stored(lambda each=claim: self.stored(each).get("quote") == each.quote,
                                 "the quotation of %r" % claim)


def plain_text(text):
    """Without signs of direction."""
    return text.translate(dict.fromkeys((0x200E, 0x200F, 0x2068, 0x2069)))


def stored_ties(document):
    """(type, place of the start, place of the end) of all relations of a layer document."""
    places = {span["id"]: tuple(span["ranges"][0]) for span in document.get("spans", [])}
    return {(each["type"], places.get(each["from"]), places.get(each["to"]))
            for each in document.get("relations", [])}


def gold_of(claims):
    """The annotations and relations that the file is to have: (label, place, attributes), ties."""
    spans, ties = set(), set()
    for claim in claims:
        attributes = {"quote": claim.quote, "voice": "author" if claim.own else "source"}
        if claim.factuality != "CT+":
            attributes["factuality"] = claim.factuality
        spans.add(("claim", claim.place, frozenset(attributes.items())))
        if claim.source:
            spans.add(("cue", claim.cue, frozenset()))
            spans.add(("source", claim.source, frozenset({("source-kind", claim.kind.replace(" ", "-"))})))
            ties |= {("attributed-to", claim.place, claim.source), ("cue-of", claim.cue, claim.place)}
    return spans, ties


def stored_spans(document):
    return {(span["label"], tuple(span["ranges"][0]), frozenset(span.get("attributes", {}).items()))
            for span in document.get("spans", [])}


def check_document(document, claims, what):
    """The file has exactly what the gold has."""
    spans, ties = gold_of(claims)
    made, tied = stored_spans(document), stored_ties(document)
    if len(document.get("spans", [])) != len(spans) or made != spans or tied != ties \
            or len(document.get("relations", [])) != len(ties):
        raise DriverError("%s: missing %r %r, too many %r %r"
                          % (what, sorted(map(str, spans - made)), sorted(map(str, ties - tied)),
                             sorted(map(str, made - spans)), sorted(map(str, tied - ties))))


def word_places(area):
    """The middle of each word in a picture of text; the dots of an ellipsis count as words."""
    x, y, width, height = (round(each) for each in area)
    done = subprocess.run(["import", "-window", "root", "-crop", "%dx%d%+d%+d" % (width, height, x, y),
                           "+repage", "-depth", "8", "gray:-"], capture_output=True, check=True, timeout=30)
    rows = [done.stdout[row * width:(row + 1) * width] for row in range(height)]
    page = max(set(done.stdout), key=done.stdout.count)
    ink = [[abs(value - page) > 24 for value in row] for row in rows]
    lines, start = [], None
    for row in range(height + 1):
        has = row < height and any(ink[row])
        if has and start is None:
            start = row
        elif not has and start is not None:
            lines.append((start, row))
            start = None
    return [(x + (first + last) // 2, y + (top + bottom) // 2) for top, bottom in join_lines(lines)
            for first, last in words_of_line([any(ink[row][column] for row in range(top, bottom))
                                              for column in range(width)])]


def join_lines(lines):
    """What is less high than a letter, such as a row of dots, belongs to the line beside it."""
    joined = []
    for top, bottom in lines:
        if joined and (joined[-1][1] - joined[-1][0] < 5 or bottom - top < 5):
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def words_of_line(columns):
    words = []
    for column, has in enumerate(columns):
        if has and words and column - words[-1][1] <= LETTER_GAP:
            words[-1] = (words[-1][0], column)
        elif has:
            words.append((column, column))
    return words
