"""Sorts what was found in a text into what was said of each session, and how it repeats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from handlers.when.day_items import (
    Break,
    Dates,
    EndOf,
    Feast,
    Months,
    NextTerm,
    Parity,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Unclear
from handlers.when.items import (
    Bare,
    Bound,
    Every,
    EveryMonth,
    Filler,
    ForWeeks,
    Found,
    Hours,
    Item,
    Joint,
    Length,
    PartOfDay,
    Puzzle,
    Times,
)
from handlers.when.meanings import Present, next_term
from handlers.when.meeting import one_by_one
from handlers.when.named_together import LIMITS, between, parted, weekday_lists
from handlers.when.puzzles import PUZZLES, not_understood, puzzle, which_one
from handlers.when.said import Said
from handlers.when.typed import Typed
from storage.values.texts import t

_NO_START = t("When does it start? Only the end was named.")
_REACHING = frozenset({"-", "to"})
_LEADS_ON = frozenset({"sedan", "sen", "därefter", "then"})  # to nothing, at a text's end
REPEATS = (Every, EveryMonth, Parity, Times, ForWeeks)


@dataclass
class Plan:
    """What a text says.

    Attributes:
        sessions: what was said of each, in the order it was typed.
        reaches: whether the two sessions are one, from the first to the second.
        limits: the days that the sessions repeat between, by the word that introduces them.
        repeats: how they repeat, by type.
        term: the term or läsår that they lie in.
        next_term: the same, told from the one at hand.
        without: the breaks that are to be left out.
        since: whether the day said is where a stretch of days begins, and not the first session's.
    """

    sessions: list[Said] = field(default_factory=list)
    reaches: bool = False
    limits: dict[str, Said] = field(default_factory=dict)
    repeats: Said = field(default_factory=Said)
    term: TermName | None = None
    next_term: NextTerm | None = None
    since: bool = False
    without: tuple[Break, ...] = ()

    def settled(self, present: Present) -> Plan:
        """Return the same with what is told from the present day by its name and year."""
        return replace(
            self,
            sessions=[one.settled(present) for one in self.sessions],
            limits={kind: limit.settled(present) for kind, limit in self.limits.items()},
            term=next_term(self.next_term, present)[0] if self.next_term else self.term,
            next_term=None,
        )

    @property
    def names_several(self) -> bool:
        """Whether days are named of which some may be left out."""
        weekdays = (said.get(Weekdays) for said in self.sessions)
        return self.is_series or any(one is not None and one.plural for one in weekdays)

    @property
    def is_series(self) -> bool:
        """Whether something repeats."""
        if self.repeats or self.limits:
            return True
        days = [said.get(Weekdays) for said in self.sessions]
        anchored = any(said.has(Weeks, Dates, RelativeWeek, RelativeDay) for said in self.sessions)
        return not anchored and (bool(self.term or self.next_term) or any(day and day.plural for day in days))


def plan(pieces: Iterable[Found], typed: Typed) -> Plan:
    """Sort the pieces of a text. Raises Unclear where they don't go together."""
    pieces = tuple(pieces)
    if pieces and (left := typed.piece(pieces[-1].start, pieces[-1].end)).casefold() in _LEADS_ON:
        raise Unclear(not_understood(left))
    found = [piece for piece in pieces if not isinstance(piece.item, Filler)]
    if any(_repeats(piece.item) for piece in found):
        found = [piece for piece in found if piece.item != Puzzle("repeats")]
    found, without = _without(found)
    if any(isinstance(piece.item, Hours) for piece in found):
        found = [piece for piece in found if piece.item != Puzzle("lunch")]
    for piece in found:
        if isinstance(piece.item, Puzzle):
            raise puzzle(piece.item.kind, typed.piece(piece.start, piece.end))
        if isinstance(piece.item, Bare):
            raise Unclear(not_understood(typed.piece(piece.start, piece.end)))
    _check_guesses([piece.item for piece in found])
    items = list(weekday_lists(between(parted([piece.item for piece in found]))))
    if any(isinstance(item, Joint) and item.kind in {"or", "/"} for item in items):
        timed = any(isinstance(item, Hours) for item in items)
        raise Unclear(which_one(timed=timed), missing=not timed)
    sorted_out = replace(_Sorter(items).sorted(), without=without)
    if without and not sorted_out.names_several:
        raise Unclear(PUZZLES["not"])
    return sorted_out


def _without(pieces: list[Found]) -> tuple[list[Found], tuple[Break, ...]]:
    """Return the pieces without the breaks that are to be left out, and those. Raises Unclear for others."""
    place = next((at for at, piece in enumerate(pieces) if piece.item == Puzzle("not")), None)
    if place is None:
        return pieces, ()
    left = [piece.item for piece in takewhile(lambda one: isinstance(one.item, Break), pieces[place + 1 :])]
    breaks = tuple(item for item in left if isinstance(item, Break))
    if not breaks:
        raise Unclear(PUZZLES["not"])
    before = pieces[: place - 1] if place and pieces[place - 1].item == Joint(",") else pieces[:place]
    after = pieces[place + 1 + len(breaks) :]
    if any(piece.item == Puzzle("not") for piece in after):
        raise Unclear(PUZZLES["not"])
    return [*before, *after], breaks


def _repeats(item: Item) -> bool:
    return isinstance(item, REPEATS) or (isinstance(item, Weekdays) and item.plural)


def _check_guesses(items: list[Item]) -> None:
    """Raise Unclear where a number by itself can't be a day, or where a clock time is sooner a date.

    A number by itself is a day only right after its weekday.
    """
    dates = [item for item in items if isinstance(item, Dates)]
    if not dates and any(isinstance(item, Hours) and item.or_date for item in items):
        raise Unclear(t("Is that a clock time or a day of the month?"))
    for before, date in pairwise([None, *items]):
        if not isinstance(date, Dates) or not date.guessed:
            continue
        if len(dates) > 1 or (date.dates[0].month is None and not isinstance(before, Weekdays)):
            raise Unclear(t("Two times stand beside each other. Are both meant? Write “and” between them."))


class _Sorter:
    """Goes through the items in order and puts each where it belongs."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._plan = Plan()
        self._said = Said()
        self._limit: Said | None = None
        self._joint = ""
        self._before: Item | None = None
        self._repeating = any(map(_repeats, items))

    def sorted(self) -> Plan:
        """Return the plan."""
        for place, item in enumerate(self._items):
            self._put(item, place)
            if not isinstance(item, Joint):
                self._before = item
        if self._joint == "to":
            raise Unclear(_NO_START, missing=True)
        self._close()
        return self._plan

    def _put(self, item: Item, place: int) -> None:
        if isinstance(item, Joint):
            self._joint = item.kind if self._joint in {"", ","} else self._joint
            if item.kind not in _REACHING:
                self._limit = None
        elif isinstance(item, Bound):
            self._bound(item, place)
        elif isinstance(item, REPEATS):
            self._repeat(item)
        elif self._limit is not None and self._limits(item):
            self._limit.add(item)
        elif isinstance(item, NextTerm) and self._plan.term is None:
            self._plan.next_term = item
        elif isinstance(item, TermName) and self._plan.term is None:
            self._plan.term = item
        elif isinstance(item, EndOf) and item.limits:
            self._repeat(item)
        elif isinstance(item, (Feast, Break, EndOf, TermName)):
            raise Unclear(t("Until then, or from then on? Write “until” or “from” before it."))
        else:
            self._limit = None
            self._say(item)

    def _repeat(self, item: Item) -> None:
        self._limit = None
        self._joint = ""
        self._once(self._plan.repeats, item)

    @staticmethod
    def _once(said: Said, item: Item) -> None:
        if said.has(type(item)):
            raise Unclear(t("The times repeat in two ways. Which one is meant?"))
        said.add(item)

    def _limits(self, item: Item) -> bool:
        """Whether the item belongs to the limit that is being read."""
        limit = self._limit or Said()
        if isinstance(item, Weekdays):
            return not item.plural and not limit.has(Weekdays, Feast, Break, EndOf, TermName, Months)
        return isinstance(item, LIMITS) and not limit.has(*LIMITS)

    def _bound(self, item: Bound, place: int) -> None:
        after = self._items[place + 1] if place + 1 < len(self._items) else None
        self._joint = ""
        if isinstance(after, Hours):
            if item.kind != "from":
                raise Unclear(_NO_START, missing=True)
            return
        if item.leads and place == 0 and not self._repeating:
            return
        if not isinstance(after, (*LIMITS, Weekdays)):
            raise Unclear(
                t("From when, and until when? Write the first and the last day or week."), missing=True
            )
        if item.kind in self._plan.limits:
            raise Unclear(t("The times repeat in two ways. Which one is meant?"))
        self._limit = self._plan.limits[item.kind] = Said()
        if item.kind in {"until", "through"} and place and isinstance(self._items[place - 1], Dates):
            self._plan.since = True

    def _say(self, item: Item) -> None:
        if (
            isinstance(item, Dates)
            and isinstance(self._before, Dates)
            and self._joint in _REACHING
            and self._repeating
        ):
            self._joint = ""
            self._plan.since = True
            self._limit = self._plan.limits.setdefault("until", Said())
            self._limit.add(item)
            return
        if isinstance(item, Dates) and item.stretch and self._repeating and "until" not in self._plan.limits:
            first, last = one_by_one(item)
            self._plan.since = True
            self._plan.limits["until"] = Said([last])
            item = first
        if self._joint == "to" and not self._said.has(type(item)):
            raise Unclear(_NO_START, missing=True)
        if self._joint == "and" and not isinstance(item, (Length, PartOfDay)):
            self._close()
        elif self._said.has(type(item)):
            if self._joint == "":
                raise Unclear(
                    t("Two times stand beside each other. Are both meant? Write “and” between them.")
                )
            self._plan.reaches = self._joint in _REACHING
            self._close()
        self._joint = ""
        self._said.add(item)

    def _close(self) -> None:
        if self._said:
            self._plan.sessions.append(self._said)
        self._said = Said()
