"""`samlar when`: shows what a typed time is read as."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from config.settings import SettingsError, load_settings
from handlers.core.words import Words
from handlers.when import Reading, read
from handlers.when.formatting import format_span
from handlers.when.moving import as_long_as
from storage.values.texts import t
from storage.values.times import Span

Text = Annotated[
    list[str], typer.Argument(help="What was typed; - reads one text per line.", show_default=False)
]
Now = Annotated[str | None, typer.Option(help="Read as if it were this time, such as 2026-10-14T09:30.")]
Lang = Annotated[str | None, typer.Option(help="sv or en; else SAMLAR_LANGUAGE.")]
Topic = Annotated[bool, typer.Option("--topic", help="Read as booking does: other words are the topic.")]
Move = Annotated[
    str | None,
    typer.Option(help="Read as moving does, a session that is now at this time: 2026-10-15T14:00/15:30."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per text and line.")]


def when(
    text: Text,
    now: Now = None,
    lang: Lang = None,
    topic: Topic = False,
    move: Move = None,
    as_json: AsJson = False,
) -> None:
    """Show what a typed time is read as: `samlar when torsdag v 42 kl 14`."""
    settings = load_settings()
    if lang not in {None, "sv", "en"}:
        raise SettingsError(f"--lang: {lang!r} is no language here. Example: --lang sv")
    language = lang or settings.samlar_language
    moment = _moment(now, settings.zone)
    words = Words.load()
    show = _as_json if as_json else _as_text
    old = _span(move, settings.zone) if move is not None else None
    for one in _texts(text):
        reading = read(one, now=moment, language=language, topic=topic, moved=old)
        typer.echo(show(one, as_long_as(old, reading) if old else reading, words, language))


def _texts(arguments: list[str]) -> Iterable[str]:
    if arguments == ["-"]:
        return (line.rstrip("\r\n") for line in sys.stdin)
    return (" ".join(arguments),)


def _moment(now: str | None, zone: ZoneInfo) -> datetime:
    if now is None:
        return datetime.now(zone)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise SettingsError(f"--now: {now!r} is no time. Example: --now 2026-10-14T09:30") from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _span(move: str, zone: ZoneInfo) -> Span:
    """Read when a session is that is moved."""
    start, _, end = move.partition("/")
    try:
        starts = _moment(start, zone).astimezone(zone)
        ends = datetime.combine(starts.date(), time.fromisoformat(end), zone) if end else None
        return Span(start=starts, end=ends)
    except (SettingsError, ValueError):
        raise SettingsError(f"--move: {move!r} is no time. Example: --move 2026-10-15T14:00/15:30") from None


def _as_text(_: str, reading: Reading, words: Words, language: str) -> str:
    if reading.ask is None:
        lines = [format_span(span, language) for span in reading.spans]
        if reading.rest:
            lines.append(f"{words.text(t('Topic'), language)}: {reading.rest}")
        return "\n".join([*lines, *(words.text(note, language) for note in reading.notes)])
    choices = (f"  [{choice.text}]" for choice in reading.ask.choices)
    return "\n".join([words.text(reading.ask.text, language), *choices])


def _as_json(text: str, reading: Reading, words: Words, language: str) -> str:
    answer: dict[str, Any] = {
        "text": text,
        "sessions": [
            {"start": span.start.isoformat(), "end": span.end.isoformat() if span.end else None}
            for span in reading.spans
        ],
        "topic": reading.rest,
        "ask": words.text(reading.ask.text, language) if reading.ask else None,
    }
    return json.dumps(answer, ensure_ascii=False)
