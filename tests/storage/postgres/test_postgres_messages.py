"""Sending again is done once, however many instances of the bot stand on one database."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import handlers
from bot.app import make_dispatch
from bot.clock import Clock
from bot.delivery import Courier, NobodyKnows
from config.settings import Settings
from handlers.core.incoming import Actor, Place, PlaceKind, Press
from handlers.core.replies import Answer, Page, Reply, Say
from handlers.core.rooms import rooms_of
from storage.documents.posts import Posted
from storage.open import opened_store
from storage.store import Outgoing, OutgoingState, Store
from storage.values.texts import typed
from tests.handlers.desk import STOCKHOLM, THURSDAY, WORDS
from tests.town import fill_town

NOW = THURSDAY + timedelta(minutes=1)


class Platform:
    """Loses the first answer, and takes everything after that."""

    def __init__(self) -> None:
        self.lost = False
        self.got: list[tuple[str, Reply]] = []

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Take the message."""
        if not self.lost:
            self.lost = True
            raise NobodyKnows
        self.got.append((address, reply))
        return Posted()


async def _write(store: Store) -> None:
    async with store.transaction() as tx:
        tx.enqueue(
            Outgoing(
                address="terminal:greta",
                to="greta",
                body=Say(text=typed("hej")).model_dump_json(),
                language="sv",
                created_at=THURSDAY,
                not_before=THURSDAY,
                useful_until=THURSDAY + timedelta(days=2),
            )
        )


def _press(who: str, page: Page) -> Press:
    (button,) = [one for part in page.parts for one in getattr(part, "buttons", ())]
    return Press(
        actor=Actor(identity=f"terminal:{who}", name=who, locale="sv-SE"),
        place=Place(id=f"terminal:terminal:{who}", kind=PlaceKind.PERSONAL),
        delivery_id=f"terminal:{who}",
        action=button.action,
        id=button.id,
        revision=button.revision,
    )


def _said(answer: Answer) -> str:
    reply = answer.replies[0]
    assert isinstance(reply, Say)
    return WORDS.text(reply.text, "sv")


async def test_told_and_sent_again_once(place: str) -> None:
    """Two clocks tell of a lost message once, and of two coordinators' presses at once one sends it."""
    platform = Platform()
    async with AsyncExitStack() as stack:
        desks, clocks, couriers = [], [], []
        for _ in range(2):
            store = await stack.enter_async_context(opened_store(place))
            await fill_town(store, STOCKHOLM, THURSDAY.date())
            desks.append(make_dispatch(Settings(_env_file=None), store, WORDS, lambda: NOW))
            couriers.append(Courier(store, {"terminal": platform}, rooms_of(handlers).guards, lambda: NOW))
            clocks.append(Clock(store, desks[-1], couriers[-1], lambda: NOW))
        await _write(store)
        await couriers[0].carry()
        for _ in range(2):
            await asyncio.gather(*(clock.tick() for clock in clocks))
            await asyncio.gather(*(courier.carry() for courier in couriers))
        ((address, page),) = platform.got
        assert address == "terminal:karin"
        assert isinstance(page, Page)
        answers = await asyncio.gather(
            desks[0].handle(_press("karin", page)), desks[1].handle(_press("henrik", page))
        )
        assert sorted(_said(one) for one in answers) == [
            "Det är på väg igen till Greta Granath.",
            "Meddelandet till Greta Granath är redan skickat igen.",
        ]
        for _ in range(2):
            await asyncio.gather(*(courier.carry() for courier in couriers))
        assert [address for address, _ in platform.got] == ["terminal:karin", "terminal:greta"]
        assert [one.body for one in await store.outgoing(OutgoingState.RESENT)] == [None]
