"""A reflection in one line, with the grade and what became of the session as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.core.replies import Confirm
from storage.documents.sessions import Session
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM, Seat, Town


def _facts(person: Seat) -> dict[str, str]:
    return {person._word(one.label): person._word(one.value) for one in person.shown_as(Confirm).facts}


@pytest.mark.parametrize(
    ("line", "happened"),
    [
        ("4 Bra", "Bra"),
        ("4. Bra", "Bra"),
        ("4, bra", "bra"),
        ("4: bra", "bra"),
        ("4 - bra", "bra"),
        ("4/5 bra", "bra"),
        ("4 / 5 bra", "bra"),
        ("4 av 5, bra", "bra"),
        ("betyg 4, bra", "bra"),
        ("fyra", ""),
        ("Fyra, bra", "bra"),
        ("fyra av fem, bra", "bra"),
        ("en fyra, bra", "bra"),
        ("Granliden 4: bra", "bra"),
        ("Granliden 4/5 bra", "bra"),
        ("Granliden, 4, bra", "bra"),
        ("må 12 okt 4. Bra", "Bra"),
        ("s-ended fyra: bra", "bra"),
        ("4 of 5, good", "good"),
        ("four, good", "good"),
        ("grade 4 good", "good"),
    ],
)
async def test_a_grade(maja: Seat, line: str, happened: str) -> None:
    """However the grade is written, it is the grade, and the rest is what happened."""
    await maja.says(f"reflektera {line}")
    facts = _facts(maja)
    assert facts["Ledde den mot sitt syfte?"] == "4, mycket"
    assert facts.get("Vad hände", "") == happened


@pytest.mark.parametrize(
    ("line", "outcome", "happened"),
    [
        ("inställd", "blev inte av", ""),
        ("Inställd, Petter sjuk", "blev inte av", "Petter sjuk"),
        ("Granliden inställt på grund av snö", "blev inte av", "på grund av snö"),
        ("blev inte av, Petter sjuk", "blev inte av", "Petter sjuk"),
        ("blev inte av. Petter sjuk", "blev inte av", "Petter sjuk"),
        ("träffen blev inte av, Petter sjuk", "blev inte av", "Petter sjuk"),
        ("ställdes in, Petter sjuk", "blev inte av", "Petter sjuk"),
        ("cancelled, Petter ill", "blev inte av", "Petter ill"),
        ("didn't happen: Petter ill", "blev inte av", "Petter ill"),
        ("flyttad, Petter sjuk", "flyttad", "Petter sjuk"),
        ("uppskjuten, Petter sjuk", "flyttad", "Petter sjuk"),
    ],
)
async def test_what_became_of_it(maja: Seat, line: str, outcome: str, happened: str) -> None:
    """That it was not held is what became of it, and no grade is asked for."""
    await maja.says(f"reflektera {line}")
    facts = _facts(maja)
    assert facts["Blev den av?"] == outcome
    assert facts.get("Vad hände", "") == happened
    assert "Ledde den mot sitt syfte?" not in facts


@pytest.mark.parametrize(
    "line",
    ["det gick bra idag", "Inte så bra", "fyra lärare kom", "Granliden det gick bra", "two of us came"],
)
async def test_five_buttons_for_the_grade(maja: Seat, line: str) -> None:
    """A text without a grade is kept, and its grade is asked for with a button each."""
    await maja.says(f"reflektera {line}")
    assert "Ledde den mot sitt syfte?" in maja.sees
    assert maja.labels[:5] == ["1, knappast", "2, lite", "3, delvis", "4, mycket", "5, väldigt mycket"]
    await maja.presses("4, mycket")
    facts = _facts(maja)
    assert facts["Ledde den mot sitt syfte?"] == "4, mycket"
    assert facts["Vad hände"] == line.removeprefix("Granliden ")


async def test_five_buttons_in_english(town: Town) -> None:
    """The same is asked in English."""
    maja = town.seat("maja", "en-GB")
    await maja.says("reflect it went well today")
    assert maja.labels[:5] == ["1, hardly at all", "2, a little", "3, somewhat", "4, much", "5, very much"]
    await maja.presses("4, much")
    assert _facts(maja)["What happened"] == "it went well today"


@pytest.mark.parametrize("answer", ["4", "4.", "fyra"])
async def test_the_grade_as_an_answer(maja: Seat, answer: str) -> None:
    """What is typed after the question is the grade, too."""
    await maja.says("reflektera det gick bra idag")
    await maja.says(answer)
    assert _facts(maja)["Ledde den mot sitt syfte?"] == "4, mycket"


async def test_a_day_that_has_a_session(town: Town, maja: Seat) -> None:
    """On the fourth of May a session was held: there `4/5` is that day, and what follows is the grade."""
    held = await town.get(Session, "s-ended")
    start = datetime(2027, 5, 4, 13, tzinfo=STOCKHOLM)
    fourth = Span(start=start, end=start + timedelta(hours=1))
    await town.add(held.changed(id="s-may", version=0, topic="Vår", span=fourth))
    town.now = start + timedelta(days=2)
    await maja.says("reflektera 4/5 3 bra")
    facts = _facts(maja)
    assert facts["Träff"].endswith("Vår")
    assert facts["Ledde den mot sitt syfte?"] == "3, delvis"


async def test_only_the_session_opens_the_form(maja: Seat) -> None:
    """Where nothing but the session is named, the form is shown."""
    await maja.says("reflektera Granliden")
    assert maja.form
