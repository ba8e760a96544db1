"""An answer that Teams does not take is done and kept: it comes from the outbox, once, where it belongs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import aiohttp
import pytest

import handlers
from bot.app import make_dispatch
from bot.delivery import Courier
from bot.teams import TeamsFrontEnd, transport
from config.settings import Settings
from handlers.core.rooms import rooms_of
from storage.documents.base import Document
from storage.documents.people import Person
from storage.documents.places import Channel
from storage.open import open_store
from storage.store import OutgoingState, Store
from tests.bot.teams.connector import DROP, HANG, STAFF, TENANT, FakeTeams, Fault
from tests.bot.teams.desk import Bot, running, words
from tests.bot.teams.person import Person as Seated

KARIN = str(uuid5(NAMESPACE_URL, "karin"))
ADD = "personer lägg till namn='Maja Ekström' roll=kvalitetsutvecklare"
PASSING = [412, 429, 500, 502, 503, 504]


class Office:
    """A bot with the real desk, store and courier. `now`: the present, which only a test moves."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.now = datetime(2026, 11, 22, 9, tzinfo=UTC)
        self.desk = make_dispatch(settings, store, words(), lambda: self.now)

    def staff(self, front: TeamsFrontEnd) -> None:
        """Let a courier carry what the outbox holds."""
        self._courier = Courier(
            self.store, {"teams": front.sender}, rooms_of(handlers).guards, lambda: self.now
        )

    async def later(self) -> None:
        """Let a quarter of an hour pass, and everything be carried."""
        self.now += timedelta(minutes=15)
        while await self._courier.carry():
            pass

    async def states(self) -> list[OutgoingState]:
        """Return how the outbox's messages stand, the oldest first."""
        return [one.state for one in await self.store.outgoing(*OutgoingState)]

    async def find(self, kind: type[Document]) -> list[Any]:
        """Return all documents of a kind."""
        async with self.store.transaction() as tx:
            return await tx.find(kind)


@pytest.fixture
async def office(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[Office]:
    """Return an office with Karin as coordinator."""
    settings = Settings(
        _env_file=None,
        samlar_store=f"tinydb:{tmp_path}",
        samlar_coordinators=(f"teams:{TENANT}:{KARIN}",),
        **teams.settings,
    )
    store = open_store(settings.samlar_store)
    await store.open()
    yield Office(store, settings)
    await store.close()


@pytest.fixture
async def bot(teams: FakeTeams, office: Office) -> AsyncIterator[Bot]:
    """Return the running bot."""
    async with running(teams, office.desk) as started:
        office.staff(started.front)
        yield started


@pytest.fixture
async def karin(teams: FakeTeams, bot: Bot) -> Seated:
    """Return the coordinator, who has spoken before."""
    person = Seated(teams, bot.url, "Karin Samuelsdotter", object_id=KARIN)
    await person.say("hej")
    teams.posted.clear()
    return person


@pytest.mark.parametrize("status", PASSING)
async def test_what_was_done_is_told_later(
    karin: Seated, office: Office, teams: FakeTeams, status: int
) -> None:
    """Whatever passing refusal its answer meets, an act is done once and the answer comes from the outbox."""
    teams.faults.append(Fault(status))
    await karin.say(ADD)
    assert teams.posted == []
    assert [one.name for one in await office.find(Person)].count("Maja Ekström") == 1
    await office.later()
    [told] = karin.inbox
    assert "Maja Ekström" in told
    await office.later()
    assert len(teams.posted) == 1


async def test_a_refused_answer_waits_behind_what_waits(
    karin: Seated, office: Office, teams: FakeTeams
) -> None:
    """Two answers that were not taken come in the order in which they were asked for."""
    teams.faults += [Fault(429), Fault(429)]
    await karin.say("personer rektor")
    await karin.say("enheter")
    await office.later()
    await office.later()
    assert len(karin.inbox) == 2
    assert "enheter" in karin.inbox[1]


@pytest.mark.parametrize("end", [HANG, DROP])
async def test_an_answer_that_may_have_arrived_is_not_sent_twice(
    karin: Seated, office: Office, teams: FakeTeams, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the connector's answer is lost nothing comes again by itself: the coordinators are told."""
    monkeypatch.setattr(transport, "TIMEOUT", aiohttp.ClientTimeout(total=0.3))
    teams.faults.append(Fault(end))
    await karin.say(ADD)
    await office.later()
    assert (karin.inbox, await office.states()) == ([], [OutgoingState.UNKNOWN])
    await karin.say("meddelanden")
    assert "Till Karin Samuelsdotter" in karin.screen


async def test_in_a_channel_the_answer_comes_to_the_own_chat(
    karin: Seated, office: Office, teams: FakeTeams
) -> None:
    """What was meant for the asker alone comes from the outbox to their own chat, never to the channel."""
    teams.faults.append(Fault(429))
    await karin.say("personer rektor", where=STAFF)
    [line] = teams.posted
    assert line.conversation.startswith(STAFF.id)
    assert "Svaret kommer dit" in line.activity["text"]
    await office.later()
    assert teams.posted[-1].conversation == karin.chat.id


async def test_what_is_meant_for_all_comes_to_the_channel(
    karin: Seated, office: Office, teams: FakeTeams
) -> None:
    """A greeting that the channel did not take comes there later."""
    teams.faults.append(Fault(502))
    await karin.install(STAFF)
    assert teams.posted == []
    await office.later()
    [greeting] = teams.posted
    assert greeting.conversation == STAFF.id


async def test_a_stranger_is_answered_later_too(
    karin: Seated, office: Office, teams: FakeTeams, bot: Bot
) -> None:
    """Somebody who is not registered gets their answer when Teams takes it."""
    rut = Seated(teams, bot.url, "Rut Almquister")
    teams.faults.append(Fault(429))
    await rut.say("hej där")
    await office.later()
    assert len(rut.inbox) == 1
    assert [one.personal for one in await office.find(Channel) if one.id == rut.identity] == [True]


async def test_whoever_lost_the_right_does_not_read_it(
    karin: Seated, office: Office, teams: FakeTeams, bot: Bot
) -> None:
    """An answer that waits is not sent to somebody who is no longer let in."""
    maja = Seated(teams, bot.url, "Maja Ekström")
    await karin.say(f"{ADD} chattkonto={maja.identity}")
    teams.faults.append(Fault(429))
    await maja.say("hjälp")
    async with office.store.transaction() as tx:
        [person] = [one for one in await tx.find(Person) if one.name == "Maja Ekström"]
        tx.save(person.changed(active=False))
    await office.later()
    assert maja.inbox == []
    assert (await office.states())[-1] is OutgoingState.SKIPPED


async def test_an_invoke_is_answered_and_its_reply_comes_later(
    karin: Seated, office: Office, teams: FakeTeams
) -> None:
    """A button whose reply was not taken says so under its card, and the reply comes to the chat."""
    await karin.say("hjälp")
    await karin.say("personer lägg till")
    teams.faults.append(Fault(412))
    await karin.fill({"Namn": "Maja Ekström", "Roll": "kvalitetsutvecklare"})
    shown = karin.screen
    await office.later()
    assert [one.name for one in await office.find(Person)].count("Maja Ekström") == 1
    assert "Maja Ekström" in shown + "".join(karin.inbox)


async def test_a_wrong_secret_loses_no_answer(office: Office, teams: FakeTeams) -> None:
    """While Entra gives the bot no token, answers wait in the outbox and come once it does."""
    async with running(teams, office.desk, microsoft_app_password="wrong") as started:
        karin = Seated(teams, started.url, "Karin Samuelsdotter", object_id=KARIN)
        await karin.say(ADD)
    async with running(teams, office.desk) as started:
        office.staff(started.front)
        await office.later()
    assert "Maja Ekström" in "".join(karin.inbox)
