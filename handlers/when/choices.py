"""Texts for the buttons under a question: each is read without asking, as the sessions it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from handlers.when.answers import Choice, Reading
from handlers.when.formatting import format_span
from handlers.when.spans import instants
from storage.values.times import Span

MOST_CHOICES = 5
_ONE_WEEK = timedelta(days=7)
_LONGEST_BARE = 60  # characters of a topic without quotes; a longer one may hold anything
_DAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def choices_for(
    options: Iterable[tuple[tuple[Span, ...], str]], language: str, read: Callable[[str], Reading]
) -> tuple[Choice, ...]:
    """Return at most five choices for the readings, each with a text that `read` takes as just that.

    Args:
        options: likely sessions, each with the topic to keep.
        language: `sv` or `en`.
        read: reads a text as it would be read when it is sent.
    """
    choices: dict[object, Choice] = {}
    for spans, rest in options:
        if instants(spans) in choices or len(choices) == MOST_CHOICES:
            continue
        for text in _texts(spans, rest, language):
            reading = read(text)
            if instants(reading.spans) == instants(spans) and reading.rest == rest:
                choices[instants(spans)] = Choice(text, spans)
                break
    return tuple(choices.values())


def _texts(spans: tuple[Span, ...], rest: str, language: str) -> Iterator[str]:
    for time in _described(spans, language):
        if not rest:
            yield time
        else:
            if len(rest) <= _LONGEST_BARE:
                yield f"{time} {rest}"
            yield f'{time} "{rest}"'


def _described(spans: tuple[Span, ...], language: str) -> Iterator[str]:
    """Yield texts that name the sessions, the most readable first."""
    first = spans[0]
    if len(spans) == 1:
        yield format_span(first, language)
        yield f"{first.start.date()} {_clocks(first, language)}"
        return
    clocks = {_clocks(span, language) for span in spans}
    if len(clocks) == 1:
        weeks = {later.start.date() - span.start.date() for span, later in pairwise(spans)}
        step = weeks.pop() // _ONE_WEEK if len(weeks) == 1 else 0
        if step and spans[1].start.date() - first.start.date() == step * _ONE_WEEK:
            yield _weekly(spans, step, clocks.pop(), language)
            return
        days = [f"{span.start.date()}" for span in spans]
        kl = "at" if language == "en" else "kl"
        yield f"{', '.join(days)} {kl} {clocks.pop()}"
        return
    yield ", ".join(f"{span.start.date()} {_clocks(span, language)}" for span in spans)


def _weekly(spans: tuple[Span, ...], step: int, clocks: str, language: str) -> str:
    first, last = spans[0].start.date(), spans[-1].start.date()
    day = _DAYS[language][first.weekday()]
    if language == "en":
        every = {1: "every", 2: "every other"}.get(step, f"every {step}th")
        return f"{every} {day} {clocks} from {first} to {last}"
    every = {1: "varje", 2: "varannan"}.get(step, f"var {step}:e")
    return f"{every} {day} {clocks} från {first} till {last}"


def _clocks(span: Span, language: str) -> str:
    return format_span(span, language, year=False).rpartition(", ")[2]
