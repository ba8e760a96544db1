"""What was posted to Teams is known by all that updating it needs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from botbuilder.schema import Activity

from bot.teams import TeamsFrontEnd
from bot.teams.references import PostedActivity, Reference
from handlers.core.replies import Audience, Card, Page, Say
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person
from storage.documents.posts import Post
from storage.store import Store
from storage.values.texts import typed
from tests.bot.posts import posts_in
from tests.bot.teams.connector import APP_ID, STAFF, TENANT, FakeTeams, Fault
from tests.bot.teams.desk import Bot, ScriptedDesk
from tests.bot.teams.person import Person as TeamsPerson
from tests.conversations.places.teams import TeamsPlace
from tests.handlers.desk import STOCKHOLM

NOW = datetime(2026, 10, 15, 9, 30, tzinfo=STOCKHOLM)
ADD = "personer lägg till namn='Maja Ekström' roll=kvalitetsutvecklare"
WISH = {"Syfte": "Läsning", "Önskade effekter": "Flyt", "Huvudman": "kommunal", "Skolform": "grundskola"}
LONG = Page(parts=(Card(title=typed("Del"), text=(typed("ord " * 1500),)),) * 6)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsPlace]:
    """A tenant over an empty store, whose coordinator Karin has spoken before."""
    place = TeamsPlace(tmp_path, "sv", NOW)
    await place.start()
    await place.person("karin").say("hej")
    yield place
    await place.leave()


@pytest.fixture
def karin(place: TeamsPlace) -> TeamsPerson:
    """The coordinator."""
    return place.person("karin")


@pytest.fixture
def store(place: TeamsPlace) -> Store:
    """The running server's store."""
    return place.server._store


async def own_posts(place: TeamsPlace, store: Store) -> list[Post]:
    """Return what stands in Karin's own chat."""
    return [one for one in await posts_in(store) if one.address == place.identity("karin")]


async def replaced(place: TeamsPlace, post: Post) -> str:
    """Let the connector update a post by its id alone; returns where that was."""
    (name,) = post.ids
    known = PostedActivity.model_validate_json(name)
    front = place.server._front_ends["teams"]
    assert isinstance(front, TeamsFrontEnd)
    client = await front._door._connectors.create(known.service_url)
    activity = Activity(type="message", text="Bytt", text_format="plain")
    await client.conversations.update_activity(known.conversation_id, known.activity_id, activity)
    *before, update = place.teams.posted
    assert update.update
    assert next(one.conversation for one in before if one.id == update.id) == update.conversation
    return str(update.conversation)


async def test_an_answer_in_the_own_chat(place: TeamsPlace, karin: TeamsPerson, store: Store) -> None:
    """A direct answer is kept once, about what it was made of, with no word of it."""
    await karin.say(ADD)
    (post,) = await own_posts(place, store)
    async with store.transaction() as tx:
        (maja,) = [one for one in await tx.find(Person) if one.name == "Maja Ekström"]
        account = await tx.get(Account, place.identity("karin"))
    assert account is not None
    assert (post.about, post.to) == ((f"person:{maja.id}",), account.person_id)
    assert "Ekström" not in post.model_dump_json()
    assert await replaced(place, post) == karin.chat.id


async def test_a_repeated_delivery(place: TeamsPlace, karin: TeamsPerson, store: Store) -> None:
    """A delivery that comes again leaves no second post."""
    activity = karin.activity("message", karin.chat) | {"text": ADD}
    for _ in range(2):
        await place.teams.deliver(place.url, activity)
    assert len(await own_posts(place, store)) == 1


async def test_a_direct_message(place: TeamsPlace, karin: TeamsPerson, store: Store) -> None:
    """What was posted to a person unasked is kept in the chat that was opened for it."""
    rut = place.person("rut")
    await rut.say("begär Almby skola")
    await rut.fill(WISH)
    (post,) = await own_posts(place, store)
    async with store.transaction() as tx:
        (request,) = await tx.find(Collaboration)
    assert f"collaboration:{request.id}" in post.about
    assert await replaced(place, post) == karin.chat.id


async def test_what_took_the_place_of_a_card(place: TeamsPlace, store: Store) -> None:
    """A result that takes a form's place is the form's post, about what has come of it."""
    rut = place.person("rut")
    await rut.say("begär Almby skola")
    await rut.fill(WISH)
    posts = [one for one in await posts_in(store) if one.address == rut.identity]
    (form,) = [one.id for one in place.teams.posted if one.update and one.conversation == rut.chat.id]
    assert [PostedActivity.model_validate_json(one.ids[0]).activity_id for one in posts] == [form]
    assert any(name.startswith("collaboration:") for name in posts[0].about)


async def test_a_channel_post(place: TeamsPlace, karin: TeamsPerson, store: Store) -> None:
    """A digest is kept as a post of its channel, for no one reader."""
    await place.add_to_channel()
    await karin.say("veckobrev skicka kvalitetsutveckling")
    await karin.press("Bekräfta")
    (post,) = [one for one in await posts_in(store) if one.address == f"teams:{TENANT}:{place.room.id}"]
    assert post.to is None
    assert await replaced(place, post) == place.room.id


async def test_asked_in_a_channel(place: TeamsPlace, karin: TeamsPerson, store: Store) -> None:
    """An answer that went to the own chat is kept as one there, and not the line that says so."""
    await karin.say(ADD, where=place.room)
    (post,) = await posts_in(store)
    assert post.address == place.identity("karin")
    assert await replaced(place, post) == karin.chat.id


async def test_an_answer_from_the_outbox(place: TeamsPlace, karin: TeamsPerson, store: Store) -> None:
    """An answer that Teams did not take is kept once, as it arrives."""
    place.teams.faults.append(Fault(502))
    await karin.say(ADD)
    (post,) = await own_posts(place, store)
    assert await replaced(place, post) == karin.chat.id


async def test_an_answer_of_several_messages(vera: TeamsPerson, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """An answer that takes several messages is called by all of them, in order."""
    desk.replies = (LONG, Say(text=typed("Slut")))
    await vera.say("hej")
    ((long, short),) = [one.own for one in desk.shown]
    ids = [PostedActivity.model_validate_json(one).activity_id for one in (*long.ids, *short.ids)]
    assert ids == [one.id for one in teams.posted]
    assert len(long.ids) > 1


async def test_a_message_of_several(bot: Bot, vera: TeamsPerson, teams: FakeTeams) -> None:
    """A message to others that takes several is called by all of them, in order."""
    where = Reference(
        service_url=teams.service_url, tenant_id=TENANT, bot_id=f"28:{APP_ID}", user_id=vera.user_id
    )
    posted = await bot.front.sender.send(vera.identity, where.write(), LONG, "sv")
    ids = [PostedActivity.model_validate_json(one).activity_id for one in posted.ids]
    assert ids == [one.id for one in teams.posted]
    assert len(ids) > 1


async def test_what_others_read_too(vera: TeamsPerson, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """What was posted to a channel for all is kept as being there."""
    desk.replies = (Say(text=typed("Till alla"), audience=Audience.CONVERSATION),)
    await vera.say("hej", where=STAFF)
    (shown,) = desk.shown
    assert (len(shown.own), len(shown.there)) == (0, 1)


async def test_half_an_answer_is_not_known(
    vera: TeamsPerson, desk: ScriptedDesk, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an answer that did not arrive whole what came before it is kept, and nothing of itself."""
    desk.replies = (Say(text=typed("Ett")), Say(text=typed("Två")))
    take = teams._take

    def take_one(*args: Any, **kwargs: Any) -> None:
        take(*args, **kwargs)
        teams.faults.append(Fault(503))

    monkeypatch.setattr(teams, "_take", take_one)
    await vera.say("hej")
    assert [len(one.own) for one in desk.shown] == [1]
    assert desk.kept[0].replies == (Say(text=typed("Två")),)
