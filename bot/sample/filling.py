"""A made-up municipality to try things in. All names are invented, and all dates are relative to today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.sample.courses import courses
from bot.sample.days import DaysFrom
from bot.sample.meetings import meetings
from bot.sample.town import town
from storage.documents.base import Document
from storage.documents.places import Channel, Installation
from storage.kept import Queued
from storage.store import OutgoingState, Store

SAMPLE = Path("data", "sample")
"""Where the sample lies when nobody names a store."""

CHANNEL = "terminal:sample:kvalitetsutveckling"


async def is_sample(store: Store) -> bool:
    """Tell whether the store holds made-up data only."""
    async with store.transaction() as tx:
        installation = await tx.get(Installation, "installation")
    return bool(installation and installation.sample)


async def fill_with_sample(store: Store, zone: ZoneInfo, today: date) -> None:
    """Fill an empty store, and mark it as a sample; does nothing where it is marked already."""
    await fill(store, sample(zone, today))


async def fill(store: Store, documents: Iterable[Document]) -> None:
    """Save documents, the installation among them, in an empty store; does nothing in any other."""
    async with store.transaction() as tx:
        if await tx.get(Installation, "installation"):
            return
        for document in documents:
            tx.save(document)


async def begin_anew(store: Store, zone: ZoneInfo, today: date) -> None:
    """Throw away what a sample holds, but for what is being sent, and fill it anew. Any other store stays."""
    async with store.transaction() as tx:
        installation = await tx.get(Installation, "installation")
        if installation is None or not installation.sample:
            return
        fresh = {(one.kind, one.id): one for one in sample(zone, today)}
        for kind in tx.kinds:
            for held in await tx.find(kind):
                new = fresh.pop((held.kind, held.id), None)
                if new is not None:
                    tx.save(new.at_version(held.version))
                elif not (isinstance(held, Queued) and held.state is OutgoingState.SENDING):
                    tx.remove(held)
        for new in fresh.values():
            tx.save(new)


def sample(zone: ZoneInfo, today: date) -> list[Document]:
    """Return all documents of the sample municipality."""
    at = DaysFrom(zone, today)
    return [
        Installation(id="installation", sample=True),
        Channel(id=CHANNEL, name="kvalitetsutveckling", digest=True),
        *town(at),
        *courses(at),
        *meetings(at),
    ]
