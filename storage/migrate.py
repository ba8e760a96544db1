"""Moving everything from one store to another."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from storage.backup import Progress
from storage.store import Record, Store, StoreError
from storage.tally import Tally


async def migrate(source: Store, target: Store, *, progress: Progress = lambda _: None) -> Tally:
    """Copy everything from an opened store to another opened, empty one: all of it or nothing.

    Returns:
        What the target now holds, read back from it: a count and a checksum of each kind.

    Raises:
        StoreError: the target is not empty, or does not hold afterwards what the source does.
    """
    read, written = Tally(), Tally()

    async def passing() -> AsyncIterator[Sequence[Record]]:
        async for batch in source.records():
            read.add(batch)
            yield batch
            progress(len(batch))

    await target.load(passing())
    async for batch in target.records():
        written.add(batch)
    if differing := sorted(dict(set(read.kinds().items()) ^ set(written.kinds().items()))):
        raise StoreError(
            f"The stores differ afterwards in {', '.join(differing)}. Keep using the old one, empty the new "
            "one and try again."
        )
    return written
