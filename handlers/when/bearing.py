"""Finds words that bear on time in what would be a topic: no such word becomes one unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from config.time_words import load_time_words
from handlers.when.day_items import Dates, Months, RelativeDay, RelativeWeek, Weekdays, Weeks
from handlers.when.items import Found, Pieces, Puzzle, Topic
from handlers.when.lexicon import languages
from handlers.when.typed import Typed, fold

_LIMIT = r"\b(?:till|fore|efter|innan|sedan|nasta|before|after|until|by|since|next)\s(?:den\s|the\s)?"
_LIMITS = re.compile(rf"{_LIMIT}$")
_EDGE = r"(?![^\W_])"
_THE = r"(?:(?:det|den|de|the|this|next|nasta|forsta|forra|last|first)\s)?"


def bears_on_time(way: Pieces, time: Pieces, typed: Typed, days: Iterable[Found]) -> str:
    """Return the first words beside a time, outside quotes, that bear on time too, if any.

    Args:
        way: the text, taken apart.
        time: the pieces of it that are the time.
        typed: the text.
        days: what names a day or week beyond doubt, however the text is taken apart.
    """
    if not time:
        return ""
    beside = list(fold(typed.text))
    for piece in (*time, *(piece for piece in way if isinstance(piece.item, Topic))):
        beside[piece.start : piece.end] = "|" * (piece.end - piece.start)
    words = _otherwise().sub(lambda found: "#" * len(found[0]), "".join(beside))
    dated = _is_dated(time)
    names = (one for one in _names().finditer(words) if not (one["topic"] or (dated and not one["limit"])))
    found = _vague().search(words) or next(names, None)
    left = next((one for one in days if _is_left(one, words)), None)
    start, end = found.span() if found else (left.start, left.end) if left else (0, 0)
    return typed.piece(start, end)


def _is_dated(time: Pieces) -> bool:
    return any(isinstance(p.item, Dates) and p.item.dates[0].month and not p.item.guessed for p in time)


def _is_left(piece: Found, words: str) -> bool:
    its_topics = isinstance(piece.item, Puzzle) and _about().search(words, 0, piece.start)
    return not ({"|", "#"} & set(words[piece.start : piece.end]) or its_topics)


def days_in(ways: Iterable[Pieces], typed: Typed) -> list[Found]:
    """Return what names a day or week beyond doubt in any of the ways to take a text apart."""
    pieces = dict.fromkeys(piece for way in ways for piece in way)
    return [piece for piece in pieces if _is_day(piece, typed)]


def leads_as_weekday(piece: Found, typed: Typed) -> bool:
    """Tell whether a word that may be a weekday begins a Swedish text: `to samling den 3 december`."""
    short = isinstance(piece.item, Weekdays) and piece.item.short
    return short and piece.start == 0 and piece.end < len(typed.text) and languages(typed.text) != {"en"}


def is_what_it_is_about(typed: Typed, start: int) -> bool:
    """Tell whether a time is sooner what a topic is about, or its limit: `planering inför 3 december`."""
    before = fold(typed.text[:start])
    return bool(_about().search(before) or _LIMITS.search(before))


def _is_day(piece: Found, typed: Typed) -> bool:
    match piece.item:
        case Weekdays(short=True):
            return leads_as_weekday(piece, typed)
        case Dates(guessed=guessed):
            return not guessed
        case Months(short=short):
            return not short
        case Puzzle(kind=kind):
            return kind in {"vague", "past", "repeats"}
        case _:
            return isinstance(piece.item, (Weekdays, Weeks, RelativeDay, RelativeWeek))


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first, a star for any ending."""
    ordered = sorted(map(fold, phrases), key=len, reverse=True)
    patterns = (re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for one in ordered)
    return rf"(?<![^\W_])(?:{'|'.join(patterns)}){_EDGE}"


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(_any(load_time_words().vague))


@cache
def _otherwise() -> re.Pattern[str]:
    return re.compile(_any(load_time_words().otherwise))


@cache
def _names() -> re.Pattern[str]:
    """Match the names, with the words in front where they make them a topic's."""
    words = load_time_words()
    return re.compile(rf"(?:(?P<topic>{_about_it()})|(?P<limit>{_LIMIT}))?{_any(words.names)}")


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"{_about_it()}$")


@cache
def _about_it() -> str:
    words = load_time_words()
    return rf"(?:{_any(words.about)}|[^\W_|]+\s{_any(words.of)})\s{_THE}"
