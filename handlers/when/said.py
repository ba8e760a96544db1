"""What was said of a session, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from handlers.when.day_items import (
    Dates,
    Months,
    NextTerm,
    RelativeDay,
    RelativeMonth,
    RelativeWeek,
    Weekdays,
)
from handlers.when.doubt import Unclear
from handlers.when.items import Item
from handlers.when.meanings import Present, coming, next_term
from storage.values.texts import t

I = TypeVar("I")  # noqa: E741 - an item's type


def settle(item: Item, present: Present) -> Item:
    """Return a month or term that is told from the present day by its name and year."""
    match item:
        case RelativeMonth():
            first = coming(item, present.today, present)
            return Months((first.first.month,), first.first.year) if first else item
        case NextTerm():
            return next_term(item, present)[0]
        case _:
            return item


class Said:
    """What was said of one session, or of several together: at most one item of a type."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        """Start with `items`."""
        self._items: dict[type, Item] = {type(item): item for item in items}

    def get(self, kind: type[I]) -> I | None:
        """Return the item of a type, or None."""
        item = self._items.get(kind)
        return item if isinstance(item, kind) else None

    def has(self, *kinds: type) -> bool:
        """Tell whether something of these types was said."""
        return any(kind in self._items for kind in kinds)

    def add(self, item: Item) -> None:
        """Add an item. Its type must be new."""
        self._items[type(item)] = item

    def but(self, item: Item) -> Said:
        """Return the same with another item of its type."""
        return Said((*(one for one in self._items.values() if type(one) is not type(item)), item))

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def settled(self, present: Present) -> Said:
        """Return the same with the month, week or term by name that is told from the present day."""
        said = Said(settle(item, present) for item in self)
        relative = said.get(RelativeDay)
        weekly = relative is not None and relative.days % 7 == 0 and relative.days > 0
        if relative and weekly and said.has(Weekdays) and not said.has(Dates):
            others = (item for item in said if item is not relative)
            return Said((*others, RelativeWeek(relative.days // 7)))
        return said

    def begins(self, kind: type, other: type) -> bool:
        """Tell whether both types were said, `kind` before `other`."""
        said = list(self._items)
        return self.has(kind, other) and kind in said[: said.index(other) if other in said else 0]

    def refuse(self, *kinds: type) -> None:
        """Raise Unclear where something of these types was said, which does not go with the rest."""
        if self.has(*kinds):
            raise Unclear(t("Two days are named that don't go together. Which one is meant?"))

    def fill(self, other: Said, *kinds: type) -> None:
        """Take over what only `other` says."""
        for kind in kinds:
            if kind in other._items and kind not in self._items:
                self._items[kind] = other._items[kind]

    def __bool__(self) -> bool:
        return bool(self._items)
