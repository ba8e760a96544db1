"""Two instances of the bot on one database are one bot."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import handlers
from bot.app import make_dispatch
from bot.clock import Clock
from bot.delivery import Courier
from bot.wiping import Wiping
from config.settings import Settings
from handlers.core.incoming import Actor, Place, PlaceKind, Said
from handlers.core.replies import Reply
from handlers.core.rooms import rooms_of
from storage.documents.people import Unit
from storage.documents.posts import Posted
from storage.documents.sessions import Session
from storage.open import opened_store
from tests.handlers.desk import STOCKHOLM, THURSDAY, WORDS
from tests.storage.postgres.server import WheelServer
from tests.storage.test_erasure import readable
from tests.town import CHANNEL, fill_town

MONDAY = THURSDAY + timedelta(days=4)


class Sent:
    """Keeps what was sent, whichever instance sent it."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Take the message after a while, as a platform does."""
        await asyncio.sleep(0.05)
        self.addresses.append(address)
        return Posted()


async def test_prompts_and_the_digest_come_once(place: str) -> None:
    """Two clocks and two couriers on one database say and send each thing once."""
    sent = Sent()
    async with AsyncExitStack() as stack:
        clocks, couriers = [], []
        for _ in range(2):
            store = await stack.enter_async_context(opened_store(place))
            await fill_town(store, STOCKHOLM, THURSDAY.date())
            dispatch = make_dispatch(Settings(_env_file=None), store, WORDS, lambda: MONDAY)
            couriers.append(Courier(store, {"terminal": sent}, rooms_of(handlers).guards, lambda: MONDAY))
            clocks.append(Clock(store, dispatch, couriers[-1], lambda: MONDAY))
        async with store.transaction() as tx:
            session = await tx.get(Session, "s-ended")
            assert session
            moved = session.span.model_copy(
                update={"start": MONDAY - timedelta(hours=2), "end": MONDAY - timedelta(hours=1)}
            )
            tx.save(session.changed(span=moved))
        for _ in range(3):
            await asyncio.gather(*(clock.tick() for clock in clocks))
            await asyncio.gather(*(courier.carry() for courier in couriers))
    assert sorted(sent.addresses) == sorted(["terminal:maja", "terminal:petter", CHANNEL])


async def test_the_night_wipes_what_was_removed(own_server: WheelServer) -> None:
    """Of two instances one writes the table anew at night, and a removed name is in no file of it."""
    place = own_server.place()
    await own_server.make(place)
    night = THURSDAY.replace(hour=2)
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(opened_store(place)) for _ in range(2)]
        async with stores[0].transaction() as tx:
            unit = tx.save(Unit(id="x", name="Hemlighetens skola", owner="municipal", school_form="primary"))
        async with stores[0].transaction() as tx:
            tx.remove(unit)
        await own_server.run("CHECKPOINT")
        assert readable(own_server.folder / "base", "Hemlighetens")
        wipings = [Wiping(store, STOCKHOLM, lambda: night) for store in stores]
        assert sum(await asyncio.gather(*(wiping.nightly() for wiping in wipings))) == 1
        await own_server.run("CHECKPOINT")
        assert not readable(own_server.folder / "base", "Hemlighetens")
    await own_server.drop(place)


async def test_a_delivery_that_reaches_both_is_one_act(place: str) -> None:
    """The same delivery to two instances at once is done once, and answered alike."""
    karin = Actor(identity="terminal:karin", name="Karin", locale="sv-SE")
    said = Said(
        actor=karin,
        place=Place(id="terminal:terminal:karin", kind=PlaceKind.PERSONAL),
        delivery_id="terminal:once",
        text="enheter lägg till namn=Nyskolan huvudman=kommunal skolform=grundskola",
    )
    async with AsyncExitStack() as stack:
        desks = []
        for _ in range(2):
            store = await stack.enter_async_context(opened_store(place))
            await fill_town(store, STOCKHOLM, THURSDAY.date())
            desks.append(make_dispatch(Settings(_env_file=None), store, WORDS, lambda: THURSDAY))
        answers = await asyncio.gather(*(desk.handle(said) for desk in desks for _ in range(2)))
        async with store.transaction() as tx:
            named = [unit for unit in await tx.find(Unit) if unit.name == "Nyskolan"]
    assert len(named) == 1
    assert all(answer == answers[0] for answer in answers)
