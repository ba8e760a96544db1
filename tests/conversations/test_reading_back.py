"""What is typed while something is read back or a form is open, on each screen, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.documents.people import Account
from storage.open import open_store
from tests.conversations.conftest import MONDAY, STOCKHOLM
from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace
from tests.conversations.places.terminal import TerminalPlace
from tests.town import fill_town

WORDS: dict[str, dict[str, Any]] = {
    "sv": {
        "book": "boka Granliden torsdag v. 50 kl 14-15.30 Bedömning",
        "changes": [
            ("kl 15", "15.00–16.30"),
            ("nej kl 10", "10.00–11.30"),
            ("onsdag istället", "onsdag 9 december 2026"),
            ("ämne: läsning", "läsning"),
        ],
        "assign": "utse Björkängen Maja och Olle",
        "without": "utan Olle",
        "right": "Stämmer det här?",
        "unclear": "Jag förstod inte ”Vänta lite”",
        "booked": "Bokad: Granlidens gymnasium",
        "nothing": "Okej, inget är gjort.",
        "look": "läget",
        "open": "Det här är fortfarande öppet",
        "let go": "så jag släppte det",
        "other": "ställ in Elevernas egna mål",
        "begin": "boka Granliden",
        "doubt": "börjar som ett kommando. Vad menar du?",
        "as time": "Som tid",
        "look up": "Se läget",
        "cancel": "Avbryt",
        "confirm": "Bekräfta",
    },
    "en": {
        "book": "book Granliden Thursday week 50 14:00-15:30 Bedömning",
        "changes": [
            ("3 pm", "15:00–16:30"),
            ("no, 10 am", "10:00–11:30"),
            ("Wednesday instead", "Wednesday 9 December 2026"),
            ("topic: reading", "reading"),
        ],
        "assign": "assign Björkängen Maja and Olle",
        "without": "without Olle",
        "right": "Is this right?",
        "unclear": "I did not understand “Vänta lite”",
        "booked": "Booked: Granlidens gymnasium",
        "nothing": "All right, nothing was done.",
        "look": "status",
        "open": "It is still open",
        "let go": "so I let go of it",
        "other": "cancel Elevernas egna mål",
        "begin": "book Granliden",
        "doubt": "begins like a command. What is it meant as?",
        "as time": "As a time",
        "look up": "See how things stand",
        "cancel": "Cancel",
        "confirm": "Confirm",
    },
}
YES = {"sv": ["kör", "👍", "j", "1"], "en": ["yes please", "👍", "y", "1"]}
NO = {"sv": ["nä", "glöm det", "avbryt", "cancel"], "en": ["never mind", "no thanks", "cancel", "avbryt"]}


@pytest.fixture(params=[SlackPlace, TeamsPlace, TerminalPlace], ids=["slack", "teams", "terminal"])
async def town_place(request: pytest.FixtureRequest, tmp_path: Path, language: str) -> AsyncIterator[Any]:
    """One of the three places in the town of the tests, where its people have their accounts."""
    here = request.param(tmp_path, language, MONDAY)
    store = open_store(here.settings().samlar_store)
    await store.open()
    await fill_town(store, STOCKHOLM, MONDAY.date())
    async with store.transaction() as tx:
        for who in ("karin", "maja", "olle"):
            if await tx.get(Account, here.identity(who)) is None:
                tx.save(Account(id=here.identity(who), person_id=who))
    await store.close()
    await here.start()
    yield here
    await here.leave()
    assert here.refused == []


async def test_what_is_to_be_different(town_place: Any) -> None:
    """Times, days, names and topics change what is read back; what isn't understood leaves it as it is."""
    words, maja, karin = WORDS[town_place.language], town_place.person("maja"), town_place.person("karin")
    await maja.say(words["book"])
    for said, seen in words["changes"]:
        await maja.say(said)
        assert seen in maja.screen
        assert words["right"] in maja.screen
    await maja.say("Vänta lite")
    assert words["unclear"] in maja.screen
    await maja.press(words["confirm"])
    assert words["booked"] in maja.screen
    await karin.say(words["assign"])
    await karin.say(words["without"])
    assert "Maja Ekström" in karin.screen
    assert "Olle" not in karin.screen


async def test_yes(town_place: Any) -> None:
    """Words and signs that say yes confirm."""
    words, maja = WORDS[town_place.language], town_place.person("maja")
    for place, yes in enumerate(YES[town_place.language]):
        await maja.say(words["book"].replace("50", str(45 + place)))
        await maja.say(yes)
        assert words["booked"] in maja.screen, yes


async def test_no(town_place: Any) -> None:
    """Words that leave do so at a read-back and in a form, and so does the button that all have."""
    words, maja = WORDS[town_place.language], town_place.person("maja")
    for no in NO[town_place.language]:
        for line in (words["book"], words["begin"]):
            await maja.say(line)
            await maja.say(no)
            assert words["nothing"] in maja.screen, (line, no)
    for line in (words["book"], words["begin"]):
        await maja.say(line)
        await maja.press(words["cancel"])
        assert words["nothing"] in maja.screen, line


async def test_a_look_up_in_between(town_place: Any) -> None:
    """A look-up keeps the read-back open and says so; what gives it up is heard."""
    words, maja = WORDS[town_place.language], town_place.person("maja")
    await maja.say(words["book"])
    await maja.say(words["look"])
    assert words["open"] in maja.screen
    await maja.say(words["other"])
    assert words["let go"] in maja.screen
    assert words["right"] in maja.screen


async def test_a_command_in_a_form(town_place: Any) -> None:
    """A command's word typed to a form that asks for a time is asked about, and never its text by itself."""
    words, maja = WORDS[town_place.language], town_place.person("maja")
    await maja.say(words["begin"])
    await maja.say(words["look"])
    assert words["doubt"] in maja.screen
    await maja.press(words["look up"])
    assert "Granlidens gymnasium" in maja.screen
    assert words["open"] in maja.screen
    await maja.say(words["look"])
    await maja.press(words["as time"])
    assert words["booked"] not in maja.screen
