"""A command typed to an open form is done, or asked about where the form asks for words or a time."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

DOUBT = {"sv": "börjar som ett kommando. Vad menar du?", "en": "begins like a command. What is it meant as?"}

# The form that is open, what is typed, the button that takes it as text, and the one that does it.
TO_WORDS = """
boka Granliden | läget | Som tid | Se läget
boka Granliden | Läget Granliden | Som tid | Se läget
boka Granliden | träffar | Som tid | Se dina träffar
boka Granliden | ställ in Elevernas egna mål | Som tid | Ställ in en träff
boka Granliden | status | Som tid | Se läget
boka Granliden | hjälp | Som tid | Se vad du kan göra
boka Granliden | läge | Som tid | läget
flytta Elevernas egna mål | bka granliden tors 14 | Som tid | boka granliden tors 14
flytta Elevernas egna mål | boka Granliden fredag kl 10 | Som tid | Boka en träff
flytta Elevernas egna mål | reflektera | Som tid | Logga en reflektion
flytta Elevernas egna mål | Boka en träff | Som tid | Boka en träff
"""
TO_WORDS_IN_ENGLISH = """
book Granliden | status | As a time | See how things stand
book Granliden | cancel Elevernas egna mål | As a time | Cancel a session
book Granliden | help | As a time | See what you can do
move Elevernas egna mål | book Granliden Friday 10 am | As a time | Book a session
"""
TO_A_CHOICE = """
ställ in | läget | Granlidens gymnasium
ställ in | hjälp | Det här kan du göra
cancel | status | Granlidens gymnasium
reflektera | hej | Hej Maja
"""


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("form", "line", "as_text", "does"), _rows(TO_WORDS))
async def test_asked_about(town: Town, maja: Seat, form: str, line: str, as_text: str, does: str) -> None:
    """Where words or a time are asked for, a command's word is asked about and does nothing by itself."""
    await maja.says(form)
    before = len(await town.find(Session))
    assert DOUBT["sv"] in await maja.says(line)
    assert maja.labels == [as_text, does, "Avbryt"]
    assert len(await town.find(Session)) == before
    done = await maja.presses(does)
    assert DOUBT["sv"] not in done
    assert maja.labels != [as_text, does, "Avbryt"]


@pytest.mark.parametrize(("form", "line", "as_text", "does"), _rows(TO_WORDS_IN_ENGLISH))
async def test_asked_about_in_english(town: Town, form: str, line: str, as_text: str, does: str) -> None:
    """The same in English."""
    maja = town.seat("maja", locale="en-GB")
    await maja.says(form)
    assert DOUBT["en"] in await maja.says(line)
    assert maja.labels == [as_text, does, "Cancel"]


@pytest.mark.parametrize(("form", "line", "seen"), _rows(TO_A_CHOICE))
async def test_done_where_something_is_chosen(maja: Seat, form: str, line: str, seen: str) -> None:
    """Where something is to be chosen from a list a command is done; the form stays open if it only reads."""
    await maja.says(form)
    shown = await maja.says(line)
    assert seen in shown
    assert "Det här är fortfarande öppet" in shown


async def test_taken_as_text(town: Town, karin: Seat) -> None:
    """Taken as the field's text it is read back before it counts, to the word."""
    await karin.says("förfrågningar avböj Björkängens förskola")
    await karin.says("Personer är få just nu")
    assert karin.labels[0] == "Som skäl"
    assert "Skäl: Personer är få just nu" in await karin.presses("Som skäl")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"
    await karin.says("ja")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "declined"


async def test_the_command_keeps_its_line(maja: Seat) -> None:
    """The command's button does all of the line that was typed."""
    await maja.says("flytta Elevernas egna mål")
    await maja.says("boka Granliden fredag v. 43 kl 10 Läsning")
    shown = await maja.presses("Boka en träff")
    assert "När: fredag 23 oktober 2026, v. 43, 10.00–11.30" in shown
    assert "Ämne: Läsning" in shown


@pytest.mark.parametrize("label", ["Boka en träff", "Book a session", "boka en träff!"])
async def test_its_label_is_typed(maja: Seat, label: str) -> None:
    """What the buttons say can be typed, and does the same."""
    await maja.says("flytta Elevernas egna mål")
    await maja.says("boka Granliden fredag v. 43 kl 10 Läsning")
    assert "Ämne: Läsning" in await maja.says(label)
    await maja.says("nej")
    await maja.says("boka Granliden")
    await maja.says("läget")
    assert DOUBT["sv"] not in await maja.says("Som tid")
    await maja.says("läget")
    assert DOUBT["sv"] not in await maja.says("Se läget")


async def test_the_form_waits_meanwhile(maja: Seat) -> None:
    """What only reads leaves the form open, and what is typed then answers it."""
    await maja.says("boka Granliden")
    await maja.says("läget")
    assert "Det här är fortfarande öppet" in await maja.presses("Se läget")
    assert "När: fredag 23 oktober 2026, v. 43, 10.00–11.30" in await maja.says("fredag v. 43 kl 10")


@pytest.mark.parametrize(
    "word", ["avbryt", "cancel", "Avbryt!", "stopp", "nej", "glöm det", "never mind", "nä"]
)
async def test_left_while_asked(maja: Seat, word: str) -> None:
    """Words that leave do so there too."""
    await maja.says("boka Granliden")
    await maja.says("läget")
    assert await maja.says(word) == "Okej, inget är gjort."


async def test_what_one_may_not_send(town: Town, rut: Seat) -> None:
    """Words that begin a command of somebody else's role are the form's text."""
    await rut.says("begär Almby skola")
    assert DOUBT["sv"] not in await rut.says("Utse fler förstelärare")
    assert rut.filled_in["purpose"] == "Utse fler förstelärare"


async def test_a_greeting_is_text_in_the_middle(maja: Seat) -> None:
    """A greeting in a text is none of its own, and stays in it."""
    await maja.says("boka Granliden fredag v. 43 kl 10 ämne: Säg hej till varandra")
    assert "Ämne: Säg hej till varandra" in maja.sees


@pytest.mark.parametrize("typed", ["pausa Granliden", "avsluta Granliden", "boka Granliden torsdag 14"])
async def test_a_command_for_others_is_asked_about(town: Town, greta: Seat, typed: str) -> None:
    """What somebody may not send is no time that they propose either, unless they say so."""
    await greta.says("föreslå tid Granliden")
    await greta.says(typed)
    assert DOUBT["sv"] in greta.sees
    assert greta.labels == ["Som tid", "Avbryt"]
