"""Parts the time in a text from the topic around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.when.bearing import is_what_it_is_about, leads_as_weekday
from handlers.when.day_items import (
    Break,
    Dates,
    DayBeside,
    Feast,
    FeastDay,
    Months,
    Nth,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    WeekOfMonth,
    Weeks,
)
from handlers.when.items import (
    Bound,
    Distance,
    Filler,
    Found,
    FromNow,
    Hours,
    Item,
    Joint,
    Length,
    Pieces,
    Puzzle,
    SameDay,
    SameTime,
    SameWeek,
    Topic,
    Unknown,
)
from handlers.when.lexicon import languages
from handlers.when.named_together import LIMITS
from handlers.when.plan import REPEATS
from handlers.when.typed import Typed
from storage.values.marks import stripped

_OF_MOVES = (Distance, SameDay, SameWeek, SameTime)
_ALWAYS = (
    *(DayBeside, FeastDay, WeekOfMonth, Weeks, RelativeDay, RelativeWeek, Nth, Length, FromNow),
    *_OF_MOVES,
)
_ON = (DayBeside, WeekOfMonth, Weekdays, Dates, RelativeDay, Nth)
_MOST_RUNS = 4
_LABEL = re.compile(  # "Ämne: … Tid: …", as the form has it
    r"^(?:(?:tid|när|time|when)\b[:\s]*)?(?:ämne|topic):\s*|[.,;]?\s*\b(?:tid|när|time|when):?$",
    re.IGNORECASE,
)
_MOST_BEGINNING = 8  # pieces; a time that words of a topic follow is shorter
_AROUND = " ,;:-–—|/"


@dataclass(frozen=True)
class Parted:
    """A time and the topic around it."""

    time: Pieces
    rest: str


def runs_of(way: Pieces) -> list[Pieces]:
    """Return the stretches of a text that are no words of a topic."""
    runs: list[list[Found]] = [[]]
    for piece in way:
        if isinstance(piece.item, (Unknown, Topic)):
            runs.append([])
        else:
            runs[-1].append(piece)
    trimmed = (_trimmed(run, last=place == len(runs) - 1) for place, run in enumerate(runs))
    return [tuple(run) for run in trimmed if run]


def _trimmed(run: list[Found], *, last: bool) -> list[Found]:
    """Leave to the topic the small words at a time's edge, such as those that lead on to it."""
    while run and _is_edge(run[-1].item, ends=last):
        run = run[:-1]
    while run and isinstance(run[0].item, (Filler, Joint)) and run[0].item != Joint("or"):
        if len(run) > 1 and isinstance(run[1].item, _ON) and _leads(run[0], run[1]):
            break
        run = run[1:]
    return run


def _leads(piece: Found, day: Found) -> bool:
    """Tell whether a word leads on to a day, or a sign belongs to it: `på torsdag`, `_torsdag_`."""
    return isinstance(piece.item, Filler) and (piece.item.leads or piece.end == day.start)


def _is_edge(item: Item, *, ends: bool) -> bool:
    if isinstance(item, (Filler, Joint)):
        return item != Joint("or")
    return not ends and (
        isinstance(item, Bound) or (isinstance(item, Puzzle) and item.kind in {"not", "about", "after"})
    )


def is_strong(run: Pieces) -> bool:
    """Whether a stretch is a time beyond doubt, and not words or numbers of a topic."""
    items = [piece.item for piece in run]
    limits = any(isinstance(item, Bound) for item in items) and any(
        isinstance(item, LIMITS) for item in items
    )
    if limits or any(_is_strong(item) for item in items):
        return True
    return any(isinstance(item, (Weekdays, Dates)) for item in items) and any(
        isinstance(item, Hours) for item in items
    )


def _is_strong(item: Item) -> bool:
    if isinstance(item, (Weekdays, Months)):
        return not item.short
    if isinstance(item, Dates):
        return not item.guessed
    if isinstance(item, Hours):
        return item.marked and not item.guessed
    if isinstance(item, Puzzle):
        return item.kind in {"clock", "date", "week"}
    return isinstance(item, (*_ALWAYS, *REPEATS)) or (isinstance(item, TermName) and item.year is not None)


def parted(way: Pieces, typed: Typed, reads: Callable[[Pieces], bool]) -> tuple[list[Parted], bool]:
    """Return the ways to part the time from the topic, the likeliest first.

    Args:
        way: the whole text, taken apart.
        typed: the text.
        reads: tells whether pieces are a whole time.

    Returns:
        The ways, and whether the first may be taken without asking.
    """
    runs = runs_of(way)
    last = max(piece.start for piece in way if isinstance(piece.item, (Unknown, Topic)))
    strong = [
        _time_of(run, reads) if run[-1].end <= last else run
        for run in runs
        if is_strong(run) or leads_as_weekday(run[0], typed)
    ]
    if not strong:
        return [Parted((), _rest((), typed))], True
    if len(strong) > _MOST_RUNS:
        return [], False
    together = tuple(piece for run in strong for piece in run)
    everything = tuple(piece for run in runs for piece in run)
    whole = [run for run in strong if reads(run)]
    stray = any(isinstance(p.item, Unknown) and typed.text[p.start : p.end].isdigit() for p in way)
    stray = stray or (
        bool(whole) and any(_is_range(piece) for run in runs if not is_strong(run) for piece in run)
    )
    ways = [*whole, together] if reads(together) else [*whole]
    sure = len(strong) == 1 or not whole or all(_is_length(run) for run in strong if run not in whole[:1])
    sure = sure and not (len(strong) > 1 and _is_in_a_name(strong[0], typed))
    said_together = len(strong) > 1 and together in ways and _belong_together(strong, whole, typed)
    if (sure or said_together) and ways and not stray:
        ways, sure = [together], True
    elif sure and not ways and reads(everything):
        sure, ways = False, [everything]
    elif sure and not ways:
        return [Parted(together, _rest(together, typed)), *_begun(strong[0], typed, reads)], not stray
    return [Parted(run, _rest(run, typed)) for run in dict.fromkeys(ways)], sure and not stray


def _belong_together(strong: Sequence[Pieces], whole: Sequence[Pieces], typed: Typed) -> bool:
    """Whether times that stand apart are surely one: the first begins the text, or date and weekday agree.

    A text begins so with what is no time by itself: `v 46 lärträff torsdag kl 14`.
    """
    if typed.text[: strong[0][0].start].strip(_AROUND) == "" and strong[0] not in whole:
        return not _is_in_a_name(strong[0], typed)
    return any(_is_confirmed(run, other, typed) for run in strong for other in strong if run is not other)


def _is_in_a_name(run: Pieces, typed: Typed) -> bool:
    """Tell whether a weekday may begin a name: `Friday Club planning 2pm`."""
    after = typed.piece(run[-1].end, run[-1].end + 2)
    english = languages(typed.text) == {"en"}
    return english and after.isupper() and all(isinstance(piece.item, Weekdays) for piece in run)


def _is_confirmed(run: Pieces, other: Pieces, typed: Typed) -> bool:
    dated = any(isinstance(p.item, Dates) and not p.item.guessed and p.item.dates[0].month for p in run)
    by_weekday = any(isinstance(piece.item, Weekdays) for piece in other)
    return dated and by_weekday and not is_what_it_is_about(typed, run[0].start)


def _is_range(piece: Found) -> bool:
    return isinstance(piece.item, Hours) and piece.item.end is not None


def _time_of(run: Pieces, reads: Callable[[Pieces], bool]) -> Pieces:
    """Return the run, or as much of it as is a whole time where only words of the topic follow."""
    shorter = run
    while len(shorter) > 1 and _is_wordlike(shorter[-1].item) and not isinstance(shorter[-2].item, Bound):
        shorter = shorter[:-1]
    return shorter if shorter != run and not reads(run) and reads(shorter) else run


def _is_wordlike(item: Item) -> bool:
    if isinstance(item, (Weekdays, Months)):
        return item.short
    return isinstance(item, (Feast, Break, Bound, Filler)) or item in {Joint("-"), Joint("to")}


def _begun(run: Pieces, typed: Typed, reads: Callable[[Pieces], bool]) -> list[Parted]:
    """Return the longest beginning of a run that is a whole time, with the rest of it as topic."""
    for end in range(min(len(run) - 1, _MOST_BEGINNING), 0, -1):
        if reads(run[:end]):
            return [Parted(run[:end], _rest(run[:end], typed))]
    return []


def _is_length(run: Pieces) -> bool:
    return all(isinstance(piece.item, (Length, Filler, Joint)) for piece in run)


def _rest(time: Sequence[Found], typed: Typed) -> str:
    """Return what was typed around the time, in order."""
    edges = [0]
    for run in _joined(time):
        edges += run
    edges.append(len(typed.text))
    pieces = (
        stripped(typed.piece(start, end), _AROUND) for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
    rest = " ".join(filter(None, map(_unquoted, pieces)))
    return stripped(_LABEL.sub("", rest), _AROUND)


def _joined(time: Sequence[Found]) -> list[tuple[int, int]]:
    """Return from where to where the time stands, stretches with nothing between them as one."""
    ends: list[tuple[int, int]] = []
    for piece in time:
        if ends and piece.start - ends[-1][1] <= 1:
            ends[-1] = (ends[-1][0], piece.end)
        else:
            ends.append((piece.start, piece.end))
    return ends


def _unquoted(piece: str) -> str:
    piece = stripped(piece.removeprefix(")").removesuffix("("), _AROUND)  # of a time in brackets
    quotes = '"“”„«»″'
    return piece[1:-1].strip() if len(piece) > 1 and piece[0] in quotes and piece[-1] in quotes else piece
