"""What comes from the event loop, read by the writer's thread as it goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Generic, Self, TypeVar

from storage.store import StoreError

T = TypeVar("T")


class Pulled(Iterator[T], Generic[T]):
    """An async iterator of the running event loop's, for another thread to go through.

    In the event loop, leave the block when nobody waits for the thread any more: it then gets StoreError.
    """

    def __init__(self, items: AsyncIterator[T]) -> None:
        self._items = items
        self._loop = asyncio.get_running_loop()
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True

    def __next__(self) -> T:
        """Return the next item, waiting for it. Raises what the async iterator raises."""
        found = asyncio.run_coroutine_threadsafe(self._some(), self._loop).result()
        if self._over:
            raise StoreError("Loading was stopped; nothing was loaded.")
        if not found:
            raise StopIteration
        return found[0]

    async def _some(self) -> list[T]:
        """Return the next item in a list, which is empty where there is none."""
        try:
            return [await anext(self._items)]
        except StopAsyncIteration:
            return []
