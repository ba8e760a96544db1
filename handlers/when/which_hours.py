"""Which clock times are meant by what was said of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handlers.when.day_items import RelativeDay
from handlers.when.doubt import Minutes, Unclear
from handlers.when.items import Clock, Hours, Length, PartOfDay
from handlers.when.parts import HOURS, Part
from handlers.when.said import Said
from storage.values.texts import Message, t

_NOON = 12 * 60
_DAY = 24 * 60
_LONGEST = 12 * 60
_EARLY = (5, 6)  # in the morning and in the evening there is nobody at school


@dataclass(frozen=True)
class Timing:
    """From when to when on a day.

    Attributes:
        start: minutes from midnight on the wall clock.
        end: the same, where one was said.
        length: minutes of real time, where that was said instead.
        summer: which passing of the start is meant, where clocks show it twice; None was not said.
        end_summer: the same for the end.
        notes: what was taken for granted.
    """

    start: int
    end: int | None = None
    length: int | None = None
    summer: bool | None = None
    end_summer: bool | None = None
    notes: tuple[Message, ...] = ()


def timing_of(said: Said, language: str) -> Timing:
    """Return the clock times that are meant.

    Raises:
        Unclear: the clock time is missing, in doubt or in conflict.
    """
    hours, length = said.get(Hours), said.get(Length)
    part = part_of(said)
    if hours is None:
        raise Unclear(t("What time?") if part is None else t("What time, more exactly?"), missing=True)
    start, assumed = _start(hours, part)
    notes = (_note(hours.start, start, language),) if assumed else ()
    if hours.end is not None:
        end = _checked_end(hours, start, length, assumed=assumed, late=part in {"afternoon", "evening"})
        return Timing(start, end, None, hours.start.summer, hours.end.summer, notes)
    if length and length.minutes > _LONGEST:
        raise Unclear(t("That is very long for one session. How long is it?"))
    return Timing(start, None, length.minutes if length else None, hours.start.summer, None, notes)


def part_of(said: Said) -> Part | None:
    """Return the part of the day that was said. Raises Unclear where there are two."""
    part, day = said.get(PartOfDay), said.get(RelativeDay)
    named = {one for one in (part.part if part else None, day.part if day else None) if one}
    if len(named) > 1:
        raise Unclear(t("Which part of the day is meant?"))
    return named.pop() if named else None


def clock_text(minutes: int, language: str) -> str:
    """Return minutes from midnight as a clock time."""
    return f"{minutes // 60:02}{':' if language == 'en' else '.'}{minutes % 60:02}"


def _note(clock: Clock, start: int, language: str) -> Message:
    return t("“{word}” was read as {clock}.", word=clock.typed, clock=clock_text(start, language))


def _start(hours: Hours, part: Part | None) -> tuple[int, bool]:
    """Return the start in minutes, and whether the afternoon was taken for granted."""
    clock = hours.start
    half = clock.half
    if not half and clock.plain and hours.end is not None and hours.end.half:
        half = _half_before(clock, hours.end)
    if half == "am" and clock.hour == 12:
        raise Unclear(t("Noon or midnight?"), hours=((_NOON + clock.minute, None), (clock.minute, None)))
    if half:
        return _by_half(clock, half, part), False
    literal = clock.hour * 60 + clock.minute
    if clock.hour == 24:
        raise Unclear(t("Which day is midnight: the one that ends or the one that begins?"))
    if part:
        return _in_part(clock, part), False
    if clock.unsure:
        raise Unclear(t("Morning or evening?"), hours=((literal, None), (literal + _NOON, None)))
    if not hours.marked and clock.plain and clock.hour in _EARLY:
        raise Unclear(t("Morning or evening?"), hours=(_both(hours, _NOON), _both(hours, 0)))
    if clock.plain and 1 <= clock.hour <= 6:
        return literal + _NOON, True
    return literal, False


def _both(hours: Hours, later: int) -> Minutes:
    """Return the minutes from midnight of the start and the end, so many later."""
    start, end = hours.start, hours.end
    return start.hour * 60 + start.minute + later, end.hour * 60 + end.minute + later if end else None


def _half_before(clock: Clock, end: Clock) -> Literal["am", "pm"]:
    """Return am or pm for `2` in `2-4pm` and `11` in `11-1pm`."""
    same = (clock.hour % 12, clock.minute) < (end.hour % 12, end.minute)
    if end.half == "am":
        return "am"
    return "pm" if same else "am"


def _by_half(clock: Clock, half: str, part: Part | None) -> int:
    hour = clock.hour
    if hour > 12 and half == "am":
        raise Unclear(t("{word} can't be in the morning.", word=clock.typed))
    if hour == 0:
        raise Unclear(t("There is no such clock time as {word}.", word=clock.typed))
    if hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    minutes = hour * 60 + clock.minute
    if part and not is_within(minutes, part):
        raise Unclear(t("The clock time and the part of the day don't agree. Which one is meant?"))
    return minutes


def is_clock(clock: Clock, time: datetime) -> bool:
    """Tell whether a clock time may be said of a time on the wall."""
    hour, minute = clock.hour % 24, clock.minute
    if clock.half:
        return (time.hour, time.minute) == (hour % 12 + 12 * (clock.half == "pm"), minute)
    hours = {hour, hour + 12} if clock.plain and hour <= 12 else {hour}
    return time.minute == minute and time.hour in hours


def is_within(minutes: int, part: Part) -> bool:
    """Tell whether minutes from midnight lie in a part of the day."""
    first, last = HOURS[part]
    return first * 60 <= minutes < last * 60 or (part == "forenoon" and minutes == _NOON)


def _in_part(clock: Clock, part: Part) -> int:
    literal = clock.hour * 60 + clock.minute
    fitting = [
        minutes
        for minutes in ((literal, literal + _NOON) if clock.plain and clock.hour < 12 else (literal,))
        if is_within(minutes, part)
    ]
    if len(fitting) != 1:
        raise Unclear(t("The clock time and the part of the day don't agree. Which one is meant?"))
    return fitting[0]


def _checked_end(hours: Hours, start: int, length: Length | None, *, assumed: bool, late: bool) -> int:
    end = _end(hours, start, assumed=assumed, late=late)
    if length and end - start != length.minutes:
        raise Unclear(
            t("The end and the length don't agree. Which one is meant?"),
            hours=((start, end), (start, start + length.minutes)),
        )
    plain = hours.start.plain or (hours.end is not None and hours.end.plain)
    if plain and end - start > _LONGEST:
        raise Unclear(t("That is very long for one session. When does it end?"), hours=((start, end),))
    return end


def _end(hours: Hours, start: int, *, assumed: bool, late: bool) -> int:
    clock = hours.end
    assert clock is not None  # noqa: S101 - the caller looked
    literal = clock.hour * 60 + clock.minute
    if clock.half:
        end = _by_half(clock, clock.half, None)
    elif literal == 0:
        end = _DAY
    elif clock.plain and (clock.hour <= 6 or (late and literal <= start < literal + _NOON)):
        end = literal + _NOON
    elif clock.plain and assumed and literal < start:
        _ask_which_half(hours, literal)
        end = literal
    else:
        end = literal
    twice = hours.start.summer is not None and clock.summer is not None
    if end <= start and not twice:
        later = ((start, end + _NOON),) if clock.plain and start < end + _NOON <= _DAY else ()
        raise Unclear(
            t("The end comes before the start. When does it start, and when does it end?"), hours=later
        )
    return end


def _ask_which_half(hours: Hours, end: int) -> None:
    start = hours.start.hour * 60 + hours.start.minute
    afternoon = ((start + _NOON, end + _NOON),)
    morning = ((start, end),) if hours.start.hour >= 5 and start < end else ()
    raise Unclear(t("Morning or afternoon?"), hours=afternoon + morning)
