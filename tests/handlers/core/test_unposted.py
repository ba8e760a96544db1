"""What a platform did not take of an answer waits in the outbox, and is sent only while it may be read."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.core import unposted as module
from handlers.core.incoming import Place, PlaceKind, Removed
from handlers.core.replies import Audience, Say
from handlers.core.unposted import MadeOf, Unposted
from storage.documents.people import Person, Role
from storage.documents.places import Channel
from storage.documents.reflections import Reflection
from storage.store import OutgoingState, StoreError
from storage.values.texts import typed
from tests.handlers.desk import STAFF_ROOM, Seat, Town
from tests.handlers.mail import Mail


async def leave(town: Town, person: Seat, **more: Any) -> bool:
    """Leave what a person was just answered to the outbox."""
    act = person.act
    assert act is not None
    usual: dict[str, Any] = {"replies": person.answer.replies}
    return await town.dispatch.keep(
        Unposted(
            actor=act.actor,
            place=act.place,
            delivery_id=act.delivery_id,
            language=person.answer.language,
            **(usual | more),
        )
    )


async def test_an_answer_is_sent_later_word_for_word(town: Town, mail: Mail, karin: Seat) -> None:
    """What was asked for comes as it would have been shown."""
    shown = await karin.says("läget")
    assert await leave(town, karin)
    assert await mail.carry() == {"karin": [shown]}


async def test_it_names_what_it_was_made_of(town: Town, mail: Mail, maja: Seat) -> None:
    """An answer holds only what its reader could read, and says what that was."""
    await maja.says("läget")
    await leave(town, maja)
    (message,) = await town.store.outgoing(OutgoingState.WAITING)
    assert message.to == "maja"
    assert "collaboration:c-granliden" in message.about
    assert "collaboration:c-bjorkangen" not in message.about


async def test_a_right_that_is_gone_counts(town: Town, mail: Mail, karin: Seat) -> None:
    """Somebody who coordinates no longer is not sent what they asked for before."""
    await karin.says("läget")
    await leave(town, karin)
    await town.change(await town.get(Person, "karin"), roles=(Role.DEVELOPER,))
    assert await mail.carry() == {}
    assert [one.reason for one in await mail.settled(OutgoingState.SKIPPED)] == [
        "no longer the reader's to read"
    ]


async def test_a_reflection_that_is_gone_counts(town: Town, mail: Mail, karin: Seat) -> None:
    """A list with a reflection that can't be read any more is not sent."""
    assert "Ämneslagen" in await karin.says("reflektioner Granliden")
    await leave(town, karin)
    async with town.store.transaction() as tx:
        for one in await tx.find(Reflection):
            tx.remove(one)
    assert await mail.carry() == {}


async def test_what_may_have_arrived_is_told_to_the_coordinators(town: Town, mail: Mail, maja: Seat) -> None:
    """A reply of which nobody knows is not sent again, but counts as lost; what came after it is sent."""
    lost, after = Say(text=typed("Ett")), Say(text=typed("Två"))
    await maja.says("hjälp")
    await leave(town, maja, lost=(lost,), replies=(after,))
    assert await mail.carry() == {"maja": ["Två"]}
    assert [one.to for one in await town.store.outgoing(OutgoingState.UNKNOWN)] == ["maja"]
    await town.tick()
    assert "Till Maja Ekström" in "".join((await mail.carry())["karin"])


async def test_it_comes_behind_what_waits(town: Town, mail: Mail, maja: Seat, petter: Seat) -> None:
    """A message that waited before the answer is sent before it."""
    await petter.says("boka Granliden torsdag v 43 kl 14-15.30 Nära")
    await petter.confirms()
    await maja.says("hej")
    await leave(town, maja)
    first, second = (await mail.carry())["maja"]
    assert "Nära" in first
    assert "Maja" in second


async def test_for_all_it_goes_to_the_place(town: Town, mail: Mail, karin: Seat) -> None:
    """What all may read goes to the channel, what is for the asker to their own chat."""
    replies = (Say(text=typed("Till alla"), audience=Audience.CONVERSATION), Say(text=typed("Till dig")))
    await karin.says("hej", place=STAFF_ROOM)
    await leave(town, karin, replies=replies)
    assert await mail.carry() == {"kollegium": ["Till alla"], "karin": ["Till dig"]}


async def test_a_place_that_was_not_known_is_from_now_on(town: Town, karin: Seat) -> None:
    """A channel where the bot was mentioned is remembered with how to write there, and is no digest's."""
    place = Place(id="terminal:ny", kind=PlaceKind.CHANNEL, name="ny", reference="{}")
    await karin.says("hej", place=place)
    await leave(town, karin, replies=(Say(text=typed("Hej"), audience=Audience.CONVERSATION),))
    channel = await town.get(Channel, place.id)
    assert (channel.name, channel.reference, channel.digest, channel.personal) == ("ny", "{}", False, False)


async def test_a_stranger_gets_their_answer(town: Town, mail: Mail, anna: Seat) -> None:
    """Somebody who is not registered is written to by what their platform said of them."""
    shown = await anna.says("läget")
    await leave(town, anna)
    assert list((await mail.carry()).values()) == [[shown]]


async def test_a_stranger_who_took_the_bot_away_gets_it_too(town: Town, mail: Mail, anna: Seat) -> None:
    """Who writes to the bot again is answered, though they had taken it out of their own chat."""
    anna.actor = anna.actor.model_copy(update={"reference": "{}"})
    await anna.adds_the_bot(anna.place)
    await anna.does(Removed(actor=anna.actor, place=anna.place, delivery_id=town.delivery()))
    shown = await anna.says("läget")
    await leave(town, anna)
    assert list((await mail.carry()).values()) == [[shown]]


async def test_whoever_waits_to_be_let_in_gets_their_answer(
    town: Town, mail: Mail, waiting: None, anna: Seat
) -> None:
    """A principal who has asked is told so later, though nobody has approved them yet."""
    shown = anna.sees
    await leave(town, anna)
    assert [shown] in (await mail.carry()).values()


async def test_whoever_waits_is_told_what_is_not_for_them(
    town: Town, mail: Mail, waiting: None, anna: Seat
) -> None:
    """So for an answer that is made of nothing that they may read."""
    shown = await anna.says("blåbär")
    await leave(town, anna)
    assert (await mail.carry())["new-anna"] == [shown]


@pytest.mark.parametrize("made_of", [None, 1])
async def test_what_can_not_be_checked_is_not_sent(
    town: Town, mail: Mail, karin: Seat, made_of: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody knows (any more) what an answer was made of, its reader is told to look themselves."""
    await karin.says("läget")
    if made_of is None:
        monkeypatch.setattr(town.dispatch, "_made_of", MadeOf())
    else:
        monkeypatch.setattr(module, "MOST_READ", made_of)
    await leave(town, karin)
    assert await mail.carry() == {
        "karin": ["Mitt svar till dig kom inte fram. Se efter om det redan är gjort innan du försöker igen."]
    }


async def test_a_store_out_of_reach_is_said(town: Town, karin: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it can't be kept the front end is told so, and nothing is raised."""

    def failing() -> None:
        raise StoreError("out of reach")

    await karin.says("hej")
    monkeypatch.setattr(town.store, "transaction", failing)
    assert not await leave(town, karin)


def test_only_the_latest_are_remembered() -> None:
    """What answers were made of is forgotten, oldest first."""
    made_of = MadeOf(2)
    for name in "abc":
        made_of.note(name, {f"session:{name}"})
    assert (made_of.of("a"), made_of.of("c")) == (None, {"session:c"})
