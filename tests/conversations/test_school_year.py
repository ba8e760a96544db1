"""A school year on every screen: at each point board and load are what they must be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.conftest import STOCKHOLM
from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace
from tests.conversations.places.terminal import TerminalPlace
from tests.conversations.year import BEGINS, PEOPLE, UNITS, WORDS, YEAR, Board, On, Says, Told

PLACES: dict[str, Any] = {"slack": SlackPlace, "teams": TeamsPlace, "terminal": TerminalPlace}
PAIRS = [
    ("slack", "sv"),
    ("terminal", "sv"),
    ("teams", "en"),
    ("slack", "en"),
    ("terminal", "en"),
    ("teams", "sv"),
]
NAMES = ("Almby", "Granliden", "Björkängen", "Tallås", "Maja", "Olle", "Petter", "Sana")
EVERYBODY = ("maja", "olle", "sana", "petter", "ylva", "rut", "greta", "bengt", "nora")


@pytest.fixture(params=PAIRS, ids="-".join)
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Any]:
    """A place in a language, on the first day of the school year, with its units and people."""
    name, language = request.param
    here = PLACES[name](tmp_path, language, BEGINS)
    await here.start()
    karin = here.person("karin")
    await karin.say("hej")
    accounts = {who: here.identity(who) for who in EVERYBODY}
    imports = {"sv": ("enheter importera", "personer importera"), "en": ("units import", "people import")}
    for command, rows in zip(imports[language], (UNITS, PEOPLE.format(**accounts)), strict=True):
        await _says(here, "karin", f"{command}\n{rows.strip()}")
    yield here
    await here.leave()


async def _says(place: Any, who: str, text: str, *, press: bool = False) -> str:
    """Write or press, confirm what is read back, and return all that was seen."""
    person = place.person(who)
    await (person.press(text) if press else person.say(text))
    seen = str(person.screen)
    confirm = WORDS[place.language]["confirm"]
    if confirm in seen:
        await person.press(confirm)
        seen += f"\n{person.screen}"
    return seen


async def _was_told(place: Any, told: Told) -> None:
    wanted = told.sv if place.language == "sv" else told.en
    for _ in range(100):
        if any(wanted in one for one in place.person(told.who).inbox):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{told.who} never read {wanted!r}, but: {place.person(told.who).inbox}")


def _row(screen: str, begins: str) -> str:
    """Return what is said last of a unit or somebody: as a row, or as one thing under another."""
    lines = [line.lstrip("│• ") for line in screen.splitlines()]
    places = [place for place, line in enumerate(lines) if line.startswith(begins)]
    assert places, f"no row of {begins!r} in {screen}"
    first = places[-1]
    others = (place for place in range(first + 1, len(lines)) if lines[place].startswith(NAMES))
    return "\n".join(lines[first : next(others, len(lines))])


async def _board(place: Any, board: Board) -> None:
    words = WORDS[place.language]
    status, workload = ("läget", "belastning") if place.language == "sv" else ("status", "workload")
    seen = await _says(place, "karin", status)
    for unit, (stage, pair) in board.rows.items():
        row = _row(seen, unit)
        assert words[stage] in row, (unit, stage, row)
        assert pair in row, (unit, pair, row)
    for unit in board.missing:
        assert unit not in seen
    seen = await _says(place, "karin", workload)
    for name, count in board.load.items():
        led = words["none"] if count == 0 else words["one"] if count == 1 else words["many"].format(count)
        assert led in _row(seen, name), (name, led, _row(seen, name))


async def test_a_school_year(place: Any) -> None:
    """Two schools, a preschool and an independent school without chat live through it."""
    for step in YEAR:
        match step:
            case On(day):
                place.present.now = datetime.strptime(day, "%Y-%m-%d %H:%M").replace(tzinfo=STOCKHOLM)
                await place.tick()
            case Board():
                await _board(place, step)
            case Told():
                await _was_told(place, step)
            case Says(who, sv, en, sees, press):
                seen = await _says(place, who, sv if place.language == "sv" else en, press=press)
                if sees:
                    wanted = sees[0 if place.language == "sv" else 1]
                    assert wanted in seen, f"{who}: {sv!r} lacks {wanted!r}: {seen}"
    assert place.refused == []
