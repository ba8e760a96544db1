"""Finds what a text may mean that can't be taken as it stands: either–or, and about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.when.day_items import Date, Dates, Nth, RelativeDay, Weekdays
from handlers.when.items import Bound, Filler, Found, Hours, Joint, Length, Offset, PartOfDay, Pieces, Puzzle
from handlers.when.plan import REPEATS
from storage.values.times import Span

Spans = tuple[Span, ...]
_OR = frozenset({Joint("or"), Joint("/")})
_LISTS = _OR | {Joint(",")}
_DAY = (Weekdays, Dates, RelativeDay, Nth)
_SERIES = (*REPEATS, Bound)
_CLOCK = (Hours, PartOfDay, Length, Offset)


def likely(way: Pieces, reads: Callable[[Pieces], list[Spans]]) -> list[Spans]:
    """Return the likely readings of a text with `eller` or `ungefär` in it, none where there are none.

    Args:
        way: the text, taken apart.
        reads: returns the readings of pieces: one where they are clear, several or none where not.
    """
    pieces = tuple(piece for piece in way if not isinstance(piece.item, Filler))
    exact = tuple(
        piece for piece in pieces if not (isinstance(piece.item, Puzzle) and piece.item.kind == "about")
    )
    if not any(piece.item in _OR for piece in exact):
        return reads(exact) if exact != pieces else []
    while exact and exact[0].item in _OR:  # "antingen"
        exact = exact[1:]
    found = [spans for run in _either(exact) for spans in reads(run)]
    if len(found) < 2:
        both = tuple(
            Found(Joint("and"), piece.start, piece.end) if piece.item in _OR else piece for piece in exact
        )
        found = [(span,) for spans in reads(both) for span in spans] or found
    return found


def _either(pieces: Pieces) -> list[Pieces]:
    """Return the texts with one of what `eller` stands between: of its kind, or all on each side of it."""
    place = next((at for at in range(len(pieces) - 1, 0, -1) if pieces[at].item in _OR), None)
    if place is None:
        return []
    first, last = place - 1, place + 1
    kinds = {type(piece.item) for piece in pieces[first : last + 1]} - {Joint}
    if len(kinds) > 1:
        return _sides(pieces[:place], pieces[last:])
    while first > 1 and pieces[first - 1].item in _LISTS and type(pieces[first - 2].item) in kinds:
        first -= 2
    return [(*pieces[:first], one, *pieces[last + 1 :]) for one in pieces[first : last + 1 : 2]]


def _sides(before: Pieces, after: Pieces) -> list[Pieces]:
    """Return what stands on each side of `eller`, where both say a day; the clock may be said once."""
    before = _dated(before, after)
    if not (_says(before, _DAY) and _says(after, _DAY)) or _says(before, _SERIES):
        return []
    return [_timed(before, after), _timed(after, before)]


def _timed(side: Pieces, other: Pieces) -> Pieces:
    """Return a side with the other's clock where it has none."""
    return side if _says(side, _CLOCK) else (*side, *(one for one in other if isinstance(one.item, _CLOCK)))


def _says(side: Pieces, kinds: tuple[type, ...]) -> bool:
    return any(isinstance(piece.item, kinds) for piece in side)


def _dated(before: Pieces, after: Pieces) -> Pieces:
    """Return what stands before `eller` with its last number as a day: `22 eller fredag 23 oktober`."""
    last = before[-1]
    date = next((piece.item.dates[0] for piece in after if isinstance(piece.item, Dates)), None)
    if date is None or date.month is None:
        return before
    match last.item:
        case Hours(guessed=True, start=start) if "." not in start.typed:
            day = start.hour
        case Dates(guessed=True, dates=(Date(day=day, month=None),)):
            pass
        case _:
            return before
    return (*before[:-1], replace(last, item=Dates((replace(date, day=day),))))
