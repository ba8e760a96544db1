"""Joins what is named together: weekdays in a list or from one to another, and limits with `mellan`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.when.day_items import (
    Break,
    Dates,
    EndOf,
    Feast,
    FeastDay,
    Months,
    RelativeDay,
    RelativeMonth,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Unclear
from handlers.when.items import Bound, Hours, Item, Joint
from storage.values.texts import t

LIMITS = (
    Dates, Weeks, Months, RelativeMonth, TermName, Feast, FeastDay, Break, EndOf, RelativeWeek, RelativeDay
)  # fmt: skip


def between(items: list[Item]) -> list[Item]:
    """Write `mellan v 44 och v 50` as from one to the other."""
    if Bound("between") not in items:
        return items
    place = items.index(Bound("between"))
    before, after = items[:place], items[place + 1 :]
    match after:
        case [Weeks(numbers=(first, last)) as weeks, *rest] if first < last:
            return [*before, replace(weeks, numbers=tuple(range(first, last + 1))), *rest]
        case [Weeks(numbers=(_, _)) as weeks, *rest]:
            return [*before, replace(weeks, wraps=True), *rest]
        case [first, Joint("and"), last, *rest] if isinstance(first, LIMITS) and isinstance(last, LIMITS):
            return [*before, Bound("from"), first, Bound("until"), last, *rest]
        case _:
            raise Unclear(
                t("From when, and until when? Write the first and the last day or week."), missing=True
            )


def parted(items: list[Item]) -> list[Item]:
    """Write `imorgon / 9.30` with a comma: only things of one kind are alternatives."""
    kept = list(items)
    for place in range(1, len(items) - 1):
        before, after = items[place - 1], items[place + 1]
        timed = isinstance(before, Hours) is not isinstance(after, Hours)
        if items[place] == Joint("/") and timed:
            kept[place] = Joint(",")
    return kept


def weekday_lists(items: list[Item]) -> Iterator[Item]:
    """Join weekdays that are named together: `tis och tors`, `måndag–onsdag`."""
    pending: list[Item] = []
    for item in items:
        day = pending[0] if pending else None
        if isinstance(item, Weekdays) and isinstance(day, Weekdays) and len(pending) == 2:
            joint = pending[1]
            if isinstance(joint, Joint) and joint.kind not in {"or", "/"} and not (item.which or day.which):
                pending = [_joined(day, item, "-" if joint.kind == "to" else joint.kind)]
                continue
            if isinstance(joint, Bound) and joint.kind == "until" and not (item.plural or day.plural):
                pending = [_joined(day, item, "-")]
                continue
        if isinstance(item, Weekdays):
            yield from pending
            pending = [item]
        elif len(pending) == 1 and isinstance(item, (Joint, Bound)):
            pending.append(item)
        else:
            yield from pending
            yield item
            pending = []
    yield from pending


def _joined(day: Weekdays, item: Weekdays, kind: str) -> Weekdays:
    if kind == "-":
        if day.stretch or item.stretch or len(day.days) != 1 or day.days[0] >= item.days[0]:
            raise Unclear(t("From which weekday to which? Write the days one by one."))
        days = tuple(range(day.days[0], item.days[0] + 1))
        return replace(day, days=days, stretch=True, plural=day.plural or item.plural)
    if set(day.days) & set(item.days):
        raise Unclear(t("One weekday is named twice. Which days are meant?"))
    return replace(day, days=(*day.days, *item.days), plural=day.plural or item.plural)
