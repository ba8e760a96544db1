"""Choosing a language."""

from __future__ import annotations

import pytest

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


async def test_refused_to_strangers(anna: Seat) -> None:
    """There is nobody yet to keep the choice for."""
    assert (await anna.says("språk engelska")).startswith("Jag känner dig inte än.")


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
