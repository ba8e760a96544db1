"""What stays in Slack is known by what Slack calls it; what is ephemeral is not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person
from storage.documents.posts import Post
from storage.documentstore import DocumentStore
from storage.store import Store, StoreError
from storage.transaction import Write
from tests.bot.posts import posts_in
from tests.bot.slack.person import SlackPerson
from tests.conversations.places.slack import SlackPlace
from tests.handlers.desk import STOCKHOLM

NOW = datetime(2026, 10, 15, 9, 30, tzinfo=STOCKHOLM)
ADD = "personer lägg till namn='Maja Ekström' roll=kvalitetsutvecklare"
WISH = {"Syfte": "Läsning", "Önskade effekter": "Flyt", "Huvudman": "kommunal", "Skolform": "grundskola"}


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[SlackPlace]:
    """A workspace over an empty store, whose coordinator Karin has spoken before."""
    place = SlackPlace(tmp_path, "sv", NOW)
    await place.start()
    await place.person("karin").say("hej")
    yield place
    await place.leave()


@pytest.fixture
def karin(place: SlackPlace) -> SlackPerson:
    """The coordinator."""
    return place.person("karin")


@pytest.fixture
def store(place: SlackPlace) -> Store:
    """The running server's store."""
    return place.server._store


async def find(store: Store, kind: type[Document]) -> list[Any]:
    """Return all documents of a kind."""
    async with store.transaction() as tx:
        return await tx.find(kind)


async def replaced(place: SlackPlace, post: Post) -> str:
    """Let Slack replace a post by its id alone; returns what then stands in its place."""
    (name,) = post.ids
    await place._front._api.call("chat.update", text="Bytt", **json.loads(name))
    (there,) = [one for one in place.workspace.screens.all if one.ts == json.loads(name)["ts"]]
    return f"{there.channel}: {there.screen}"


async def own_posts(place: SlackPlace, store: Store) -> list[Post]:
    """Return what stands in Karin's own chat, as it came to stand there."""
    posts = [one for one in await posts_in(store) if one.address == place.identity("karin")]
    return sorted(posts, key=lambda one: json.loads(one.ids[0])["ts"])


async def asked_by_rut(place: SlackPlace) -> None:
    """Let Rut ask for a collaboration, of which Karin is told unasked."""
    rut = place.person("rut")
    await rut.say("begär Almby skola")
    await rut.press("Öppna formuläret")
    await rut.fill(WISH)


async def test_an_answer_in_the_own_chat(place: SlackPlace, karin: SlackPerson, store: Store) -> None:
    """A direct answer is kept once, about what it was made of, with no word of it."""
    await karin.say(ADD)
    (post,) = await posts_in(store)
    (maja,) = [one for one in await find(store, Person) if one.name == "Maja Ekström"]
    (account,) = await find(store, Account)
    assert (post.address, post.to) == (place.identity("karin"), account.person_id)
    assert post.about == (f"person:{maja.id}",)
    assert post.posted_at == NOW
    assert "Ekström" not in post.model_dump_json()
    assert await replaced(place, post) == "D1: Bytt"


async def test_a_repeated_delivery(karin: SlackPerson, store: Store) -> None:
    """A delivery that comes again leaves no second post."""
    await karin.say(ADD)
    await karin.again()
    assert len(await posts_in(store)) == 1


async def test_what_is_ephemeral(place: SlackPlace, karin: SlackPerson, store: Store) -> None:
    """What only the asker sees in a channel can't be replaced, however it was asked for."""
    await karin.say(ADD)
    before = await posts_in(store)
    await karin.say("personer", channel="C1")
    await karin.command("personer", channel="C1")
    await karin.command("personer Maja", channel="C1")
    await karin.press("Ändra Maja Ekström")
    assert karin.shown
    assert await posts_in(store) == before


async def test_a_direct_message(place: SlackPlace, karin: SlackPerson, store: Store) -> None:
    """What was posted to a person unasked is kept in the chat that Slack says it is in."""
    await asked_by_rut(place)
    (post,) = await own_posts(place, store)
    (request,) = await find(store, Collaboration)
    assert f"collaboration:{request.id}" in post.about
    assert post.to in {one.person_id for one in await find(store, Account) if one.id == post.address}
    assert await replaced(place, post) == "D1: Bytt"


async def test_a_channel_post(place: SlackPlace, karin: SlackPerson, store: Store) -> None:
    """A digest is kept as a post of its channel, for no one reader."""
    await place.add_to_channel()
    await karin.say("veckobrev skicka kvalitetsutveckling")
    await karin.press("Bekräfta")
    (post,) = [one for one in await posts_in(store) if one.address == "slack:T1:C1"]
    assert post.to is None
    assert await replaced(place, post) == "C1: Bytt"


async def test_an_answer_from_the_outbox(place: SlackPlace, karin: SlackPerson, store: Store) -> None:
    """An answer that Slack did not take is kept once, as it arrives."""
    place.workspace.fail("chat.postMessage", status=503, retry_after=40)
    await karin.say(ADD)
    (post,) = await posts_in(store)
    assert post.address == place.identity("karin")
    assert await replaced(place, post) == "D1: Bytt"


async def test_what_took_the_place_of_a_card(place: SlackPlace, karin: SlackPerson, store: Store) -> None:
    """A card that takes another's place is the same post, about what it tells now."""
    await asked_by_rut(place)
    await karin.say("förfrågningar avböj Almby Ingen plats")
    before = await own_posts(place, store)
    await karin.press("Bekräfta")
    after = await own_posts(place, store)
    assert [one.ids for one in after] == [one.ids for one in before]
    assert [one.version for one in after] == [1, 2]
    assert json.loads(after[1].ids[0])["ts"] == karin.shown[0].ts


async def test_a_store_that_is_away(
    karin: SlackPerson, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it can't be kept the answer is there, once, and the log says so without a word of it."""
    assert isinstance(store, DocumentStore)
    write = store.commit

    async def failing(writes: Sequence[Write]) -> None:
        if any(one.kind is Post for one in writes):
            raise StoreError("disk full")
        await write(writes)

    monkeypatch.setattr(store, "commit", failing)
    with capture_logs() as logs:
        assert "Maja Ekström" in await karin.say(ADD)
    assert len(karin.shown) == 1
    assert [(one["event"], one["act"]) for one in logs] == [("fault", "Shown")]
    assert "Maja" not in str(logs)
    assert await posts_in(store) == []
