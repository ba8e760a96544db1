"""The reader against two sets of 400 texts, written with what they mean before anybody looked at the reader.

Each line has the text, its language, whether a topic may stand beside the time, and what is right: the starts
(and ends) with the `rest` that is the topic, or that it is asked. `clear` texts have one reading; a `soft`
one may be asked or read. `disputed` ones say why another answer than the writer's is given.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handlers.when import Reading, read
from tests.handlers.when.corpus_files import ZONE

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)
FOLDER = Path(__file__).parent / "blind"
MOST_ASKED = 0.03
SETS = ("first", "second")
Text = dict[str, Any]


@cache
def _texts(name: str) -> tuple[Text, ...]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def _read(one: Text, language: str = "") -> Reading:
    return read(one["text"], now=NOW, language=language or one["language"], topic="topic" in one)


def _times(reading: Reading) -> tuple[list[str], list[str]]:
    starts = [f"{span.start:%Y-%m-%dT%H:%M}" for span in reading.spans]
    return starts, [f"{span.end:%Y-%m-%dT%H:%M}" for span in reading.spans if span.end]


def _is_wrong(one: Text, reading: Reading) -> bool:
    if reading.ask or "soft" in one or "disputed" in one:
        return False
    told = (one.get("starts"), one.get("ends", []), one.get("rest", ""))
    return told != (*_times(reading), reading.rest)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("language", ["", "sv", "en"])
def test_nothing_is_read_wrong(name: str, language: str) -> None:
    """Whatever is read is the time and the topic that its writer meant, in whichever language it is tried."""
    texts = _texts(name)
    assert len(texts) == 400
    assert [one["text"] for one in texts if _is_wrong(one, _read(one, language))] == []


@pytest.mark.parametrize("name", SETS)
def test_few_clear_texts_are_asked_about(name: str) -> None:
    """Of those with one clear reading at most 3 in 100 are asked about."""
    clear = [one for one in _texts(name) if "clear" in one]
    asked = [one["text"] for one in clear if _read(one).ask]
    assert len(asked) <= MOST_ASKED * len(clear), asked


@pytest.mark.parametrize("name", SETS)
def test_the_sets_are_as_people_write(name: str) -> None:
    """Nearly half of them have a topic, both languages are there, and a good part is to be asked about."""
    texts = _texts(name)
    assert sum("topic" in one for one in texts) >= 150
    assert sum(one["language"] == "en" for one in texts) >= 40
    assert sum(one["expect"] == "ask" for one in texts) >= 80
