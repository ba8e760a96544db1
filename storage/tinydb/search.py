"""Finds documents in memory without holding up the event loop, however many there are."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from storage.conditions import keys_of, predicate
from storage.store import Condition, Equal
from storage.tinydb.memory import BODY, DOC_ID, ID, VALUES, Cached, Memory, Range
from storage.transaction import Found
from storage.turns import parts

_AT_ONCE = 1000  # documents looked at before the event loop gets a turn: about 2 ms


class Search:
    """One question to a memory: which documents meet all conditions, by the field `order_by` or by id.

    The part of an index with fewest documents in it leads to them; the rest is looked at one by one.
    """

    def __init__(
        self, memory: Memory, conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> None:
        self._memory = memory
        self._range = min(memory.ranges(conditions), key=memory.count, default=None)
        if self._range is None and order_by is not None:
            self._range = Range(order_by)
        met = self._range.conditions if self._range else ()
        rest = [condition for condition in conditions if condition not in met]
        self._rest = [(memory.place(condition.field), predicate(condition)) for condition in rest]
        self._order_by = order_by
        self._limit = limit
        self._comes_in_order = self._range is not None and _in_order(self._range, order_by)

    @property
    def is_long(self) -> bool:
        """Whether it gives way in between, so that nothing may change until `look` has ended."""
        return (self._memory.count(self._range) if self._range else len(self._memory)) > _AT_ONCE

    async def look(self) -> list[Cached]:
        """Return the documents that meet all conditions, or the first of them, up to the limit."""
        most = self._limit if self._comes_in_order else None
        found: list[Cached] = []
        for run in self._runs(None if self._rest else most):
            found += [held for held in run if self._meets_rest(held)] if self._rest else run
            if most is not None and len(found) >= most:
                break
            if self.is_long:
                await asyncio.sleep(0)
        return found

    async def in_order(self, found: Sequence[Cached]) -> list[Found]:
        """Return ids and JSON of what was found in the order asked for, up to the limit."""
        in_order = found if self._comes_in_order else await _sorted(found, self._key())
        rows: list[Found] = []
        for number, held in enumerate(in_order[: self._limit], 1):
            rows.append((held[ID], held[BODY]))
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return rows

    def _runs(self, most: int | None) -> Iterator[list[Cached]]:
        return self._memory.within(self._range, most) if self._range else self._memory.all()

    def _meets_rest(self, held: Cached) -> bool:
        values = held[VALUES]
        return all(test(values[place]) for place, test in self._rest)

    def _key(self) -> Callable[[Cached], Any]:
        field = self._order_by
        if field is None:
            return lambda held: held[ID]
        place = self._memory.place(field)
        return lambda held: (keys_of(held[VALUES][place]), held[ID])


async def equal(memory: Memory, field: str, values: Sequence[str]) -> list[str]:
    """Return the JSON of the documents whose field is, or holds, one of `values`, by TinyDB id."""
    found: dict[int, str] = {}
    for value in values:
        for run in memory.within(Range.of(Equal(field, value))):
            found |= {held[DOC_ID]: held[BODY] for held in run}
            await asyncio.sleep(0)
    return [found[doc_id] for doc_id in sorted(found)]


def _in_order(reach: Range, order_by: str | None) -> bool:
    """Tell whether the documents of a range stand in the order asked for, then of id."""
    one_value = any(isinstance(condition, Equal) for condition in reach.conditions)
    return reach.field == order_by or (order_by is None and one_value)


async def _sorted(found: Sequence[Cached], key: Callable[[Cached], Any]) -> Sequence[Cached]:
    runs = [sorted(part, key=key) async for part in parts(found, _AT_ONCE)]
    if len(runs) < 2:
        return runs[0] if runs else []
    return [held async for part in parts(heapq.merge(*runs, key=key), _AT_ONCE) for held in part]
