"""Long work in turns, so that the event loop is never held up by how much there is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


async def parts(items: Iterable[T], size: int) -> AsyncIterator[list[T]]:
    """Yield items so many at a time; between two parts the event loop gets a turn."""
    rest = iter(items)
    part = list(islice(rest, size))
    while part:
        yield part
        part = list(islice(rest, size))
        if part:
            await asyncio.sleep(0)


def drained(items: list[T]) -> Iterator[T]:
    """Yield a list's items in order and let go of each, since to let go of many at once takes long too."""
    items.reverse()
    while items:
        yield items.pop()
