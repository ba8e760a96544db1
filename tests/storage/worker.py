"""Work whose outcome can be told from how much of it was acknowledged, for stores that get killed.

Each worker does a numbered series of acts on pairs of documents, always the same ones. After so many of
them exactly one state is right. As a program it does this until it is killed, and prints a line for each
acknowledged act: `python -m tests.storage.worker URL START...` with each worker's first act.
"""

from __future__ import annotations

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

from storage.open import open_store, opened_store
from storage.store import AuditEntry, OutgoingState, Store
from tests.storage.notes import KINDS, NOW, Note, Place, outgoing

State = dict[str, int]


async def act(store: Store, worker: int, number: int) -> None:
    """Do a worker's act: of each three, one adds a pair, two change it, the last of them removes another."""
    this, other = f"w{worker}-{number // 3}", f"w{worker}-{number // 3 - 1}"
    async with store.transaction() as tx:
        note = await tx.get(Note, this) or Note(id=this, unit=f"w{worker}", text="x" * (number % 5 * 300))
        place = await tx.get(Place, this) or Place(id=this)
        tx.save(note.changed(size=number))
        tx.save(place.changed(name=str(number)))
        if number % 3 == 2 and (gone := await tx.get(Note, other)):
            tx.remove(gone)
            gone_too = await tx.get(Place, other)
            assert gone_too
            tx.remove(gone_too)
        tx.enqueue(outgoing(f"w{worker}", body=str(number)))
        tx.audit(AuditEntry(at=NOW, person_id=f"w{worker}", act=str(number), documents=(this,)))


def after(worker: int, acts: int) -> State:
    """Return the pairs that are there after so many acts, with the act that wrote each last."""
    state: State = {}
    for number in range(acts):
        state[f"w{worker}-{number // 3}"] = number
        if number % 3 == 2:
            state.pop(f"w{worker}-{number // 3 - 1}", None)
    return state


async def filled(folder: Path, acts: int = 12) -> str:
    """Return the URL of a closed store in which one worker has done some acts."""
    url = f"tinydb:{folder}"
    async with opened_store(url, KINDS) as store:
        for number in range(acts):
            await act(store, 0, number)
    return url


async def done(store: Store, worker: int, acknowledged: int) -> int:
    """Return how many acts of a worker's are there: as many as acknowledged, or the one more under way.

    Raises:
        AssertionError: something acknowledged is lost, or something is half there.
    """
    async with store.transaction() as tx:
        prefix = f"w{worker}-"
        notes = {n.id: n.size for n in await tx.find(Note) if n.id.startswith(prefix)}
        places = {p.id: int(p.name) for p in await tx.find(Place) if p.id.startswith(prefix)}
    assert notes == places
    sent = [
        int(m.body or "") for m in await store.outgoing(OutgoingState.WAITING) if m.address == f"w{worker}"
    ]
    acts = acknowledged + (notes == after(worker, acknowledged + 1) and len(sent) == acknowledged + 1)
    assert notes == after(worker, acts)
    assert sent == list(range(acts))
    for pair in notes:
        noted = [int(entry.act) for entry in await store.audited(pair)]
        assert noted == [number for number in range(acts) if f"w{worker}-{number // 3}" == pair]
    return acts


async def _work(url: str, starts: list[int]) -> None:
    store = open_store(url, KINDS)
    await store.open()
    os.write(1, b"open\n")

    async def series(worker: int) -> None:
        for number in count(starts[worker]):
            await act(store, worker, number)
            os.write(1, f"{worker} {number}\n".encode())

    await asyncio.gather(*map(series, range(len(starts))))


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1], [int(start) for start in sys.argv[2:]]))
