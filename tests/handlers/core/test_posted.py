"""What stands in chats is known for a while, by what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.core import posted as module
from handlers.core.posted import Shown, posts_about
from storage.documents.people import Account
from storage.documents.posts import Post, Posted
from storage.documents.sessions import Session
from tests.handlers.desk import STAFF_ROOM, Seat, Town


async def stands(town: Town, person: Seat, **where: Any) -> None:
    """Hand over what a platform calls what a person was just answered."""
    act = person.act
    assert act is not None
    await town.dispatch.remember(Shown(act.actor, act.place, act.delivery_id, **where))


async def about(town: Town, name: str) -> list[Post]:
    """Return what stands in chats about a document."""
    async with town.store.transaction() as tx:
        return await posts_about(name, tx)


async def test_which_posts_are_about_a_session(town: Town, maja: Seat, karin: Seat) -> None:
    """All posts about one session are found, the oldest first, and none about another."""
    await maja.says("boka Granliden torsdag v 43 kl 14-15.30 Nära")
    await maja.confirms()
    await stands(town, maja, own=(Posted(ids=("own",)),))
    (booked,) = [one for one in await town.find(Session) if one.topic == "Nära"]
    town.later(hours=1)
    await karin.says("träffar Granliden", place=STAFF_ROOM)
    await stands(town, karin, there=(Posted(ids=("there", "and there")),))
    first, second = await about(town, f"session:{booked.id}")
    assert (first.address, first.to, first.ids) == ("terminal:maja", "maja", ("own",))
    assert (second.address, second.to, second.ids) == (STAFF_ROOM.id, None, ("there", "and there"))
    assert second.posted_at == town.now
    assert await about(town, "session:another") == []


async def test_each_reply_is_a_post(town: Town, maja: Seat) -> None:
    """An answer of two replies is two posts, about the same."""
    await maja.says("träffar Granliden")
    await stands(town, maja, own=(Posted(ids=("a",)), Posted(ids=("b",))))
    first, second = await town.find(Post)
    assert {*first.ids, *second.ids} == {"a", "b"}
    assert first.about == second.about


async def test_what_takes_a_place_keeps_its_time(town: Town, maja: Seat) -> None:
    """What took the place of a post is the same post about something else, and goes when that would have."""
    await maja.says("träffar Granliden")
    await stands(town, maja, own=(Posted(ids=("a",)),))
    (before,) = await town.find(Post)
    town.later(days=3)
    await maja.says("boka Granliden torsdag v 43 kl 14-15.30 Nära")
    await maja.confirms()
    await stands(town, maja, own=(Posted(ids=("a",)),))
    (after,) = await town.find(Post)
    assert (after.id, after.posted_at) == (before.id, before.posted_at)
    assert after.about != before.about


async def test_about_nothing(town: Town, maja: Seat) -> None:
    """What was made of nothing but the one who asked is not kept."""
    await maja.says("språk")
    await stands(town, maja, own=(Posted(ids=("a",)),))
    assert await town.find(Post) == []


async def test_an_overview(town: Town, karin: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made of more than can be looked at is about none of it."""
    monkeypatch.setattr(module, "MOST_READ", 1)
    await karin.says("läget")
    await stands(town, karin, own=(Posted(ids=("a",)),))
    assert await town.find(Post) == []


async def test_a_stranger_becomes_somebody_who_is_known(town: Town, karin: Seat) -> None:
    """What a stranger was answered, or what was told of them, is the known person's, for no longer."""
    nils = town.seat("new-nils", name="Nils Nyberg")
    await nils.says("begär Almby skola")
    await nils.sends(purpose="Läsning", effects="Flyt")
    await stands(town, nils, own=(Posted(ids=("a",)),))
    await karin.says("förfrågningar")
    await stands(town, karin, own=(Posted(ids=("b",)),))
    (before,) = [one for one in await town.find(Post) if one.ids == ("a",)]
    stranger = (await town.get(Account, "terminal:new-nils")).person_id
    assert before.to == stranger
    town.later(days=1)
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-nils")
    await karin.confirms()
    (after,) = [one for one in await town.find(Post) if one.ids == ("a",)]
    assert (after.to, after.posted_at) == ("rut", before.posted_at)
    assert ("b",) in [one.ids for one in await about(town, "person:rut")]
    assert await about(town, f"person:{stranger}") == []
