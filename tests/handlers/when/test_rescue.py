"""The phrases that dateparser is asked about."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest

from handlers.when import read, rescue
from tests.handlers.when.corpus_files import ZONE, cases

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15-okt-2026 kl 14", date(2026, 10, 15)),
        ("15.okt.2026 14:00", date(2026, 10, 15)),
        ("2026 okt 15 kl 14", date(2026, 10, 15)),
        ("15/okt 14:00", date(2026, 10, 15)),
        ("5-nov-26 kl 14", date(2026, 11, 5)),
        ("torsdag 15-okt kl 14", date(2026, 10, 15)),
    ],
)
def test_unusual_dates_are_read(text: str, day: date) -> None:
    """A bare date in an unusual order or with unusual signs is read with dateparser's help."""
    reading = read(text, now=NOW)
    assert [(span.start.date(), span.start.hour) for span in reading.spans] == [(day, 14)]


@pytest.mark.parametrize(
    "text",
    [
        "15-16-okt kl 14",
        "fredag 15-okt kl 14",
        "16-okt-2025 kl 14",
        "okt kl 14",
        "15-okt-okt kl 14",
        "99-okt kl 14",
        "15-okt-2026",
        "31-nov-2026 kl 14",
    ],
)
def test_dateparsers_guesses_are_not_taken(text: str) -> None:
    """What dateparser only guesses at is asked about."""
    assert read(text, now=NOW).ask is not None


def test_dateparser_sees_short_bare_dates_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock time, no long phrase and no word but a month's name is ever handed over."""
    seen: list[str] = []
    monkeypatch.setattr(rescue, "_parse", lambda phrase, *_: seen.append(phrase))
    for case in cases():
        read(case.text, now=case.now, language=case.language, topic=case.topic)
    read("15-okt-2026 kl 14.30", now=NOW)
    read("15-okt-2026" + "-" * 40 + " kl 14", now=NOW)
    assert "15-okt-2026" in seen
    assert all(len(phrase) <= rescue.LONGEST and "kl" not in phrase and ":" not in phrase for phrase in seen)


def test_the_readers_language_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own language is the first that dateparser tries."""
    asked: list[list[str]] = []
    monkeypatch.setattr(rescue, "_parse", lambda _, languages, __: asked.append(languages))
    read("15-okt-2026 kl 14", now=NOW, language="sv")
    read("15-oct-2026 2pm", now=NOW, language="en")
    assert [asked[0], asked[-1]] == [["sv", "en"], ["en", "sv"]]


def test_dateparser_is_loaded_only_when_it_is_asked() -> None:
    """Importing the reader, and reading a usual text, load no dateparser; warming does."""
    code = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
from handlers.when import read, warm
read("torsdag v 44 kl 14", now=datetime(2026, 10, 14, tzinfo=ZoneInfo("Europe/Stockholm")))
before = "dateparser" in sys.modules
warm()
print(before, "dateparser" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
