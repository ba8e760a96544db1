"""Somebody is reminded at a time of their own choice, once, and nobody else hears of it."""

from __future__ import annotations

import pytest

from storage.documents.people import Person
from storage.documents.reminders import OwnReminder
from tests.handlers.desk import STAFF_ROOM, Seat, Town


@pytest.mark.parametrize(
    ("who", "locale", "typed", "text"),
    [
        ("maja", "sv-SE", "påminn mig imorgon kl 9 att ringa Rut", "ringa Rut"),
        ("greta", "sv-SE", "påminn mig att ringa Maja imorgon kl 9", "ringa Maja"),
        ("karin", "sv-SE", "kan du påminna mig imorgon kl 9 om lönesamtalet?", "lönesamtalet"),
        ("maja", "en-GB", "remind me tomorrow at 9 to call Rut", "call Rut"),
        ("rut", "en-GB", "please remind me about the budget tomorrow at 9", "the budget"),
    ],
)
async def test_it_is_read_back_and_said_once(
    town: Town, who: str, locale: str, typed: str, text: str
) -> None:
    """The time is read back; once it has come the text is said, once, to that person alone."""
    seat = town.seat(who, locale)
    seen = await seat.orders(typed)
    assert "9.00" in seen or "09.00" in seen or "09:00" in seen
    assert text in seen
    await town.tick()
    assert await town.told() == {}
    await town.restart()
    town.later(hours=23, minutes=30)
    await town.tick()
    told = await town.told()
    assert list(told) == [who]
    assert text in told[who][0]
    await town.tick()
    await town.restart()
    await town.tick()
    assert await town.told() == {}


@pytest.mark.parametrize(
    ("typed", "when", "text"),
    [
        ("påminn mig imorgon kl 9 att boka Granliden på torsdag kl 14", "16 oktober 2026, v. 42, 09.00", ""),
        ("påminn mig om två timmar att boka Granliden på torsdag kl 14", "15 oktober 2026, v. 42, 11.30", ""),
        ("påminn mig imorgon att boka Granliden på torsdag kl 14", "Vilken tid fredag 16 oktober 2026?", ""),
        ("remind me tomorrow at 9 to boka Granliden på torsdag kl 14", "16 oktober 2026, v. 42, 09.00", ""),
        ("påminn mig imorgon om att ringa Rut kl 9", "16 oktober 2026, v. 42, 09.00", "ringa Rut"),
    ],
)
async def test_the_time_ends_where_the_rest_begins(maja: Seat, typed: str, when: str, text: str) -> None:
    """A time in what to be reminded of is none of the reminder's, unless it is the only one."""
    seen = await maja.says(typed)
    assert when in seen
    assert f"Om vad: {text or 'boka Granliden på torsdag kl 14'}" in seen


async def test_which_day_is_asked(town: Town, maja: Seat) -> None:
    """What to be reminded of is kept while a button answers which day."""
    await maja.says("påminn mig kl 15 om fikat")
    await maja.presses("fredag 16 oktober 2026, v. 42, 15.00")
    await maja.confirms()
    (kept,) = await town.find(OwnReminder)
    assert (kept.text, kept.at.day) == ("fikat", 16)


async def test_nothing_is_kept_before_it_is_right(town: Town, maja: Seat) -> None:
    """What was read back and not confirmed is no reminder; a time that has passed is asked for again."""
    await maja.says("påminn mig imorgon kl 9 att ringa Rut")
    assert await town.find(OwnReminder) == []
    await maja.says("påminn mig idag kl 8 att ringa Rut")
    assert "har redan varit" in maja.errors["when"]
    await maja.says("avbryt")
    await maja.says("påminn mig imorgon kl 9")
    assert [one.name for one in maja.form.fields] == ["when", "text"]


async def test_in_a_shared_channel(town: Town, maja: Seat, petter: Seat) -> None:
    """Asked for in a channel, it is answered to the one who asks and said in their own chat."""
    await maja.says("påminn mig imorgon kl 9 att ringa Rut", STAFF_ROOM)
    assert {one.audience.value for one in maja.answer.replies} == {"asker"}
    await maja.confirms()
    town.later(days=1)
    await town.tick()
    assert [whom for whom, *_ in await town.posted()] == ["maja"]
    assert await petter.says("påminnelser") == "Du har inga påminnelser.\n[Bli påmind om något]"


async def test_what_was_missed_is_said_late_and_then_goes(town: Town, maja: Seat) -> None:
    """After an outage it is said within two days; later it is of no use, and is thrown away."""
    await maja.orders("påminn mig imorgon kl 9 att ringa Rut")
    town.later(days=2)
    await town.tick()
    assert "ringa Rut" in (await town.told())["maja"][0]
    await maja.orders("påminn mig imorgon kl 9 att ringa Bengt")
    town.later(days=4)
    await town.tick()
    assert await town.told() == {}


async def test_who_has_left_is_reminded_of_nothing(town: Town, maja: Seat) -> None:
    """Nobody is written to who is no longer let in."""
    await maja.orders("påminn mig imorgon kl 9 att ringa Rut")
    await town.change(await town.get(Person, "maja"), active=False)
    town.later(days=1)
    await town.tick()
    assert await town.told() == {}


async def test_so_many_and_no_more(town: Town, maja: Seat) -> None:
    """At most fifty wait for somebody at a time."""
    at = town.now.replace(day=20)
    await town.add(*(OwnReminder(id=f"r{n}", person_id="maja", at=at, text=f"Nr {n}") for n in range(50)))
    assert "Du har redan 50 påminnelser" in await maja.orders("påminn mig imorgon kl 9 att ringa Rut")


async def test_a_stranger_is_not_known(town: Town, anna: Seat) -> None:
    """A stranger keeps nothing here."""
    assert "Jag känner dig inte än" in await anna.says("påminn mig imorgon kl 9 att ringa Rut")
    assert await town.find(OwnReminder) == []


async def test_is_undone(town: Town, maja: Seat) -> None:
    """What was to be said later is taken back at once, and nobody else can."""
    await maja.orders("påminn mig imorgon kl 9 att ringa")
    assert "Påminnelsen är borttagen" in await maja.says("ångra")
    assert not await town.find(OwnReminder)
