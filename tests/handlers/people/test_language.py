"""Choosing a language."""

from __future__ import annotations

import pytest

from handlers.core.housekeeping import tidy
from storage.documents.newcomers import Newcomer
from storage.documents.people import Person
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize("typed", ["språk engelska", "language English", "sprak en", "språk engelsk"])
async def test_to_english(town: Town, maja: Seat, typed: str) -> None:
    """The choice is answered in the language chosen, and holds whatever the platform says."""
    if "Stämmer" in await maja.says(typed):
        await maja.confirms()
    assert maja.sees == "From now on I write English to you."
    assert (await town.get(Person, "maja")).language == "en"
    assert (await maja.says("träffar")).startswith("This week, week 42")


async def test_back_to_swedish(town: Town) -> None:
    """And back."""
    maja = town.seat("maja", "en-GB")
    assert await maja.says("language Swedish") == "Från och med nu skriver jag svenska till dig."


async def test_messages_from_others_too(town: Town, maja: Seat, petter: Seat) -> None:
    """What others' acts send comes in the language chosen."""
    await petter.says("språk engelska")
    await maja.says("boka Granliden torsdag v 43 kl 14")
    await maja.confirms()
    told = await town.told()
    assert told["petter"][0].startswith("Maja Ekström has booked: Granlidens gymnasium")
    assert told["greta"][0].startswith("Maja Ekström har bokat: Granlidens gymnasium")


async def test_errors_too(maja: Seat) -> None:
    """So do refusals."""
    await maja.says("språk engelska")
    assert (await maja.says("utse Almby Olle")).startswith("That is not for your role.")


async def test_without_a_language_it_is_asked(maja: Seat) -> None:
    """Alone it asks which, and an unknown one offers both."""
    await maja.says("språk")
    assert [option.value for option in maja.form.fields[0].options] == ["sv", "en"]
    await maja.sends(language="finska")
    assert maja.errors == {"language": "”finska” är inte ett av valen."}


@pytest.mark.parametrize("typed", ["språk engelska", "english", "på engelska"])
async def test_a_newcomers_choice(town: Town, anna: Seat, karin: Seat, typed: str) -> None:
    """A newcomer's choice is answered in it, kept for a month, and stays theirs once they are let in."""
    assert await anna.says(typed) == "From now on I write English to you."
    assert (await anna.opens_home()).startswith("Hello Anna Nyberg")
    assert len(await town.find(Person)) == 10
    await anna.presses("I work with this")
    await karin.reads()
    await karin.presses("Släpp in som kvalitetsutvecklare")
    await karin.confirms()
    assert (await town.told())["new-anna"][0].startswith("Karin Samuelsdotter has let you in.")


async def test_a_newcomer_changes_their_mind(anna: Seat) -> None:
    """And back, in the language that they read."""
    await anna.says("english")
    assert "På svenska? Skriv ”svenska”." in await anna.says("hello")
    assert await anna.says("svenska") == "Från och med nu skriver jag svenska till dig."


async def test_a_newcomers_choice_goes(town: Town, anna: Seat) -> None:
    """After a month nothing is kept of somebody who did not ask for more."""
    await anna.says("english")
    town.later(days=31)
    await tidy(town.store, town.now)
    assert await town.find(Newcomer) == []
    assert (await anna.says("hej")).startswith("Hej")


async def test_a_newcomer_who_is_registered(town: Town, anna: Seat, karin: Seat) -> None:
    """Who is registered by their account reads what they have chosen."""
    await anna.says("english")
    await karin.says("personer lägg till namn='Anna Ny' roll=partner chattkonto=terminal:new-anna")
    assert (await anna.says("hej")).startswith("Hello Anna Ny")


@pytest.mark.parametrize("typed", ["english", "Engelska", "in English, please", "på engelska"])
async def test_a_language_alone(town: Town, maja: Seat, typed: str) -> None:
    """A language's name alone chooses it, and the other's chooses back."""
    assert await maja.says(typed) == "From now on I write English to you."
    assert (await town.get(Person, "maja")).language == "en"
    assert await maja.says("Svenska!") == "Från och med nu skriver jag svenska till dig."


async def test_the_answer_is_a_language(maja: Seat) -> None:
    """What is asked for by the command alone can be answered with the language's name."""
    await maja.says("språk")
    assert await maja.says("engelska") == "From now on I write English to you."
