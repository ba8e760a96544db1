"""The weekly digest."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.core.incoming import Place, PlaceKind, Removed
from storage.documents.places import Channel
from tests.handlers.desk import CHANNEL, STAFF_ROOM, STOCKHOLM, Seat, Town

HERE = CHANNEL.rpartition(":")[2]
MONDAY = datetime(2026, 10, 19, 7, 59, tzinfo=STOCKHOLM)


async def test_a_preview(town: Town, karin: Seat) -> None:
    """What would be posted and where, to the one who asks only; nothing is posted."""
    seen = await karin.says("veckobrev", STAFF_ROOM)
    assert seen.startswith("Veckan i våra samarbeten, v. 42")
    assert (
        "Inga träffar är genomförda sedan förra måndagen, 1 träff väntar på en reflektion. "
        "1 förfrågan väntar." in seen
    )
    assert "Skickas varje vecka till kvalitetsutveckling." in seen
    assert karin.labels == ["Skicka nu", "Välj kanal"]
    assert karin.answer.replies[0].audience == "asker"
    assert await town.told() == {}


async def test_it_lists_what_is_to_come(town: Town, maja: Seat, karin: Seat) -> None:
    """This week's and next week's booked sessions, and none that was cancelled or is further off."""
    await maja.says("boka Granliden torsdag v 43 kl 14-15.30 Nära")
    await maja.confirms()
    seen = await karin.says("veckobrev")
    assert "tors 22 okt v. 43 14.00–15.30 | Granlidens gymnasium | Nära" in seen
    assert "Elevernas egna mål" not in seen
    await maja.says("ställ in Nära")
    await maja.confirms()
    assert "Nära" not in await karin.says("veckobrev")


async def test_nobodys_reflections(town: Town, maja: Seat, karin: Seat) -> None:
    """A channel reads no reflection, whatever its visibility."""
    await maja.says("reflektera s-ended 4 Ord för andra visibility=coordinator")
    await maja.confirms()
    assert "Ord för andra" not in await karin.says("veckobrev")
    assert "1 träff är genomförd sedan" in karin.sees


async def test_on_its_weekday_once_a_week(town: Town) -> None:
    """Posted on Monday at eight, once, also after a restart and a later tick; and the next week again."""
    town.now = MONDAY
    assert await town.tick() == 0
    town.later(minutes=1)
    assert await town.tick() == 1
    await town.restart()
    town.later(hours=2)
    assert await town.tick() == 0
    ((address, _, _),) = await town.posted()
    assert address == HERE
    town.later(days=7)
    assert await town.tick() == 1


async def test_missed_for_too_long_it_is_left(town: Town) -> None:
    """What fell due while the bot was down is posted the same day, not the day after."""
    town.now = MONDAY
    town.later(hours=11)
    await town.tick()
    assert HERE in await town.told()
    town.later(days=7, hours=2)
    await town.tick()
    assert HERE not in await town.told()


async def test_not_where_the_bot_was_taken_away(town: Town, karin: Seat) -> None:
    """A channel that the bot was removed from gets no digest."""
    place = Place(id=CHANNEL, kind=PlaceKind.CHANNEL, name="kvalitetsutveckling")
    await karin.does(Removed(actor=karin.actor, place=place, delivery_id=town.delivery()))
    town.now = MONDAY
    town.later(minutes=1)
    assert await town.tick() == 0


@pytest.mark.parametrize("fields", [{"digest": False}, {"left": True}])
async def test_not_where_it_is_no_longer_wanted(town: Town, fields: dict[str, bool]) -> None:
    """What had fallen due for a channel isn't posted where that is no longer chosen, or was left."""
    town.now = MONDAY
    town.later(minutes=1)
    due = await town.dispatch.what_is_due()
    await town.change(await town.get(Channel, CHANNEL), **fields)
    assert [one.key for one in due] == [f"digest:{CHANNEL}:2026-W43"]
    await town.dispatch.due(due[0])
    assert await town.posted() == []
    assert await town.dispatch.what_is_due() == []


@pytest.mark.parametrize("typed", ["veckobrev", "veckobrev skicka", "veckobrev kanal kvalitetsutveckling"])
async def test_refused_to_others(town: Town, maja: Seat, greta: Seat, anna: Seat, typed: str) -> None:
    """Only who coordinates sees to the digest."""
    for one in (maja, greta):
        assert (await one.says(typed)).startswith("Det hör inte till din roll.")
    assert (await anna.says(typed)).startswith("Jag känner dig inte än.")
    assert await town.posted() == []


async def test_in_english(town: Town) -> None:
    """The preview is in the reader's language; the post is in the municipality's."""
    karin = town.seat("karin", "en-GB")
    assert "The week in our collaborations, week 42" in await karin.says("digest")
    await karin.presses("Post now")
    ((_, _, language),) = await town.posted()
    assert language == "sv"


async def test_in_other_words(karin: Seat) -> None:
    """The digest is shown and posted by the words that people use."""
    assert (await karin.says("veckobrevet")).startswith("Veckan i våra samarbeten")
    assert "kvalitetsutveckling" in await karin.orders("skicka veckobrevet")


@pytest.mark.parametrize("typed", ["veckobrev skicka", "veckobrev kanal"])
async def test_a_channel_that_was_left_is_not_chosen(town: Town, karin: Seat, typed: str) -> None:
    """A channel that the bot was taken away from gets no digest, by its id either."""
    await karin.adds_the_bot(STAFF_ROOM)
    await town.change(await town.get(Channel, CHANNEL), left=True, digest=False)
    await karin.says(f"{typed} {CHANNEL}")
    assert karin.errors == {
        "channel": "Jag är inte längre med i kvalitetsutveckling. Lägg till mig där först."
    }
