"""Help, by role."""

from __future__ import annotations

import pytest

import handlers
from handlers.core.rooms import rooms_of
from storage.documents.people import Role
from tests.handlers.desk import Seat, Town


def _listed(seen: str) -> list[str]:
    return [line.rpartition(": ")[2].split()[0] for line in seen.splitlines()[3:-1]]


async def test_a_developers_jobs_first(maja: Seat) -> None:
    """A developer sees booking and reflecting first, with examples, and nothing of the coordinator's."""
    seen = await maja.says("hjälp")
    assert _listed(seen)[:2] == ["boka", "reflektera"]
    assert "Boka en träff: boka Granliden torsdag 14–15.30 Formativ bedömning" in seen
    assert "utse" not in seen
    assert "begär" not in seen


async def test_a_coordinators_jobs_first(karin: Seat) -> None:
    """A coordinator sees the queue first; what they may do for others is only named."""
    seen = await karin.says("help")
    assert _listed(seen)[:4] == ["förfrågningar", "utse", "läget", "veckobrev"]
    (rest,) = [line for line in seen.splitlines() if line.startswith("Du kan också skriva: ")]
    assert {"begär", "boka", "reflektera", "enheter"} <= set(rest.partition(": ")[2].split(", "))


async def test_a_principals_jobs_first(rut: Seat) -> None:
    """A principal sees how to ask first, and no command of other roles."""
    seen = await rut.says("hjälp")
    theirs = {one.sv for one in rooms_of(handlers).commands if one.who is None or Role.PRINCIPAL in one.who}
    assert _listed(seen)[0] == "begär"
    assert set(_listed(seen)) <= theirs


async def test_short_enough_for_a_phone(karin: Seat, maja: Seat, rut: Seat) -> None:
    """Nobody's help is longer than a dozen lines."""
    for one in (karin, maja, rut):
        assert len((await one.says("hjälp")).splitlines()) <= 12


async def test_a_stranger(anna: Seat) -> None:
    """A stranger is told that they can ask for a collaboration, and who sees to the rest."""
    seen = await anna.says("hjälp")
    assert "Vi känner inte varandra än." in seen
    assert "Karin Samuelsdotter" in seen
    assert _listed(seen) == ["begär"]


async def test_one_command_in_full(maja: Seat) -> None:
    """Help and a word shows its example, its fields and their choices, and a button that begins."""
    seen = await maja.says("hjälp boka")
    assert "Till exempel: boka Granliden torsdag 14–15.30 Formativ bedömning" in seen
    assert "Typ av träff: lärträff · första möte" in seen
    assert "När: Till exempel torsdag v. 42 14–15.30" in seen
    assert (await maja.presses("Boka en träff")).startswith("Boka en träff")


@pytest.mark.parametrize("word", ["personer", "people", "PERSONER"])
async def test_what_belongs_to_a_command(karin: Seat, word: str) -> None:
    """Commands that begin with the same word are shown with it."""
    seen = await karin.says(f"hjälp {word}")
    assert "Lägg till en person: personer lägg till" in seen
    assert "Godkänn någon som har bett om samarbete: personer godkänn" in seen


@pytest.mark.parametrize("asked", ["Hjälp!", "vad kan du?", "Vad kan du göra", "what can you do?", "help."])
async def test_asked_in_other_words(maja: Seat, asked: str) -> None:
    """Help is also what answers the question of what the bot can do."""
    assert (await maja.says(asked)).startswith("Det här kan du göra")


async def test_nothing_of_other_roles(maja: Seat) -> None:
    """Help about what one may not do says so, and shows what one may."""
    title, *rest = (await maja.says("hjälp personer")).splitlines()
    assert rest.pop(0) == "”personer” hör inte till din roll."
    assert [title, *rest] == (await maja.says("hjälp")).splitlines()


@pytest.mark.parametrize(
    "typed", ["hjälp boka träff", "hjälp boka en träff på Granliden", "help book session"]
)
async def test_more_than_the_word(maja: Seat, typed: str) -> None:
    """More words than the command's own do no harm."""
    assert (await maja.says(typed)).startswith("Boka en träff\nTill exempel: boka")


async def test_nothing_of_roles_to_strangers(anna: Seat) -> None:
    """A stranger isn't told which commands there are for others."""
    assert "hör inte till din roll" not in await anna.says("hjälp boka")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("maja", "en-GB").says("hjälp")
    assert "Book a session: book Granliden Thursday 14–15:30 Formative assessment" in seen
