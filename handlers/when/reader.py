"""Reads a typed text into sessions, or asks back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from config.calendar import Calendar, load_calendar
from handlers.when.alternatives import likely
from handlers.when.answers import Question, Reading
from handlers.when.bearing import bears_on_time, days_in
from handlers.when.choices import choices_for
from handlers.when.day_items import Dates, Weeks
from handlers.when.doubt import Days, Unclear
from handlers.when.items import Hours, Item, Pieces, Topic, Unknown
from handlers.when.meant import Sessions
from handlers.when.moment import Moment
from handlers.when.moving import moved_sessions, plainer
from handlers.when.plan import plan
from handlers.when.puzzles import not_understood
from handlers.when.rescue import rescued
from handlers.when.scan import ways
from handlers.when.sessions import sessions_of
from handlers.when.spans import instants
from handlers.when.spelling import spelled
from handlers.when.topics import parted
from handlers.when.typed import Typed
from storage.values.texts import Message, t
from storage.values.times import Span

MOST_CHARACTERS = 200
Options = list[tuple[tuple[Span, ...], str]]


@dataclass(frozen=True)
class _Outcome:
    """What one way to take a text apart gives: sessions, or a doubt with its options."""

    spans: tuple[Span, ...] = ()
    rest: str = ""
    notes: tuple[Message, ...] = ()
    until: date | None = None
    left_out: Days = ()
    doubt: Message | None = None
    options: tuple[tuple[tuple[Span, ...], str], ...] = ()
    missing: bool = False
    guessed: Message | None = None


def read(
    text: str,
    *,
    now: datetime,
    language: str = "sv",
    topic: bool = False,
    calendar: Calendar | None = None,
    moved: Span | None = None,
) -> Reading:
    """Read Swedish or English scheduling text into sessions, or ask back.

    Args:
        text: what a person typed.
        now: an aware time whose tzinfo is the ZoneInfo in which people's times are meant.
        language: the person's, `sv` or `en`: what is tried first. Both are read.
        topic: whether words may be left over beside the time; they come back in `rest`.
        calendar: terms and breaks, for limits such as the end of the term; None is the municipality's.
        moved: the present time of a session, where the text says when it is moved to: what it leaves out,
            day, weekday or clock, is as it was.
    """
    moment = Moment(now, "en" if language == "en" else "sv", calendar or load_calendar(), moved)
    outcome = _read(text, moment, topic=topic)
    if outcome.doubt is None:
        return Reading(
            outcome.spans,
            outcome.rest,
            notes=outcome.notes,
            until=outcome.until,
            left_out=outcome.left_out,
        )

    def takes(choice: str) -> Reading:
        again = _read(choice, moment, topic=topic)
        return Reading(again.spans, again.rest)

    return Reading((), ask=Question(outcome.doubt, choices_for(outcome.options, moment.language, takes)))


def _read(text: str, moment: Moment, *, topic: bool) -> _Outcome:
    if len(text) > MOST_CHARACTERS:
        return _Outcome(
            doubt=t("That is long. Write the time in at most {most} characters.", most=MOST_CHARACTERS)
        )
    typed = spelled(Typed.of(plainer(text) if moment.moved else text))
    taken = ways(typed.text, moment.language, moved=moment.moved is not None)
    if not taken:
        return _Outcome(doubt=t("That can be read in more than one way. Which one is meant?"))
    reader = _WayReader(typed, moment, taken)
    agreed = _agreed([outcome for way in taken for outcome in reader.outcomes(way, topic=topic)])
    if agreed.doubt is None:
        return agreed
    saved = rescued(taken, typed.text, moment)
    again = _agreed(reader.outcomes(saved, topic=topic)) if saved else agreed
    return again if again.doubt is None or not agreed.options else agreed


def _agreed(outcomes: Sequence[_Outcome]) -> _Outcome:
    """Return the reading on which all ways to take the text apart agree, or else the doubt."""
    read = {(instants(one.spans), one.rest): one for one in reversed(outcomes) if one.doubt is None}
    options = tuple((one.spans, one.rest) for one in read.values())
    if len(read) > 1:
        return _Outcome(
            doubt=t("That can be read in more than one way. Which one is meant?"), options=options
        )
    guesses = [one.guessed for one in outcomes if one.guessed and one.missing]
    if read and not guesses:
        return next(iter(read.values()))
    if read:
        return _Outcome(doubt=guesses[0], options=options)
    return min(outcomes, key=lambda one: (not one.missing, not one.missing and not one.options))


def _is_guess(item: Item) -> bool:
    return isinstance(item, (Dates, Hours)) and item.guessed


def _guess(run: Pieces) -> Message | None:
    """Return the question about a day or week that may as well be an hour, or None."""
    for piece in run:
        if isinstance(piece.item, Dates) and (piece.item.guessed or piece.item.or_hours):
            return t("Is that a clock time or a day of the month?")
        if isinstance(piece.item, Weeks) and piece.item.or_hours:
            return t("Is that a clock time or a week?")
    return None


class _WayReader:
    """Reads one way after the other to take a text apart."""

    def __init__(self, typed: Typed, moment: Moment, ways: Sequence[Pieces]) -> None:
        self._typed = typed
        self._moment = moment
        self._days = days_in(ways, typed)
        self._known: dict[tuple[int, ...], tuple[Pieces, Sessions | Unclear]] = {}

    def outcomes(self, way: Pieces, *, topic: bool) -> list[_Outcome]:
        """Return what the way gives; several where it is in doubt which words are the topic."""
        strange = [piece for piece in way if isinstance(piece.item, (Unknown, Topic))]
        if not strange:
            return [self._outcome(way, "")]
        parts, sure = parted(way, self._typed, lambda run: bool(self._spans(run)))
        words = bears_on_time(way, parts[0].time, self._typed, self._days) if topic and sure else ""
        if words:
            doubt = t(
                "“{word}” may be part of the time. Write the day and the clock time, or the topic in quotes.",
                word=words,
            )
            likely_ones = ((spans, parts[0].rest) for spans in self._readings(parts[0].time) if spans)
            return [_Outcome(doubt=doubt, options=tuple(likely_ones))]
        if topic and sure:
            likeliest = self._outcome(parts[0].time, parts[0].rest)
            offered = tuple((self._spans(part.time), part.rest) for part in parts[1:])
            return [replace(likeliest, options=(*likeliest.options, *offered)) if offered else likeliest]
        options = [
            (spans, part.rest if topic else "")
            for part in parts
            for spans in self._readings(part.time)
            if spans
        ]
        if topic:
            return [
                _Outcome(doubt=t("Which words are the time, and which the topic?"), options=tuple(options))
            ]
        unknown = [self._typed.piece(piece.start, piece.end) for piece in strange]
        if any(word.isdigit() for word in unknown) or any(_is_guess(piece.item) for piece in way):
            options = []
        return [_Outcome(doubt=not_understood(" ".join(unknown)), options=tuple(options))]

    def _outcome(self, run: Pieces, rest: str) -> _Outcome:
        guessed = _guess(run)
        try:
            read = self._sessions(run)
        except Unclear as doubt:
            likely_ones = [] if guessed else [*doubt.spans, *likely(run, self._readings)]
            options = tuple((spans, rest) for spans in likely_ones if spans)
            return _Outcome(
                rest=rest, doubt=doubt.message, options=options, missing=doubt.missing, guessed=guessed
            )
        return _Outcome(read.spans, rest, read.notes, read.until, read.left_out, guessed=guessed)

    def _sessions(self, run: Pieces) -> Sessions:
        """Return the sessions of pieces, read once however many ways they are part of."""
        key = tuple(map(id, run))
        if key not in self._known:
            self._known[key] = run, self._fresh(run)
        read = self._known[key][1]
        if isinstance(read, Unclear):
            raise read
        return read

    def _fresh(self, run: Pieces) -> Sessions | Unclear:
        try:
            said, old = plan(run, self._typed), self._moment.moved
            return moved_sessions(said, old, self._moment) if old else sessions_of(said, self._moment)
        except Unclear as doubt:
            return doubt

    def _readings(self, run: Pieces) -> list[tuple[Span, ...]]:
        try:
            return [self._sessions(run).spans]
        except Unclear as doubt:
            return list(doubt.spans)

    def _spans(self, run: Pieces) -> tuple[Span, ...]:
        with suppress(Unclear):
            return self._sessions(run).spans
        return ()
