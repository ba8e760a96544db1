"""Tells whether what was said of a time is true of one that there is."""

from __future__ import annotations

from datetime import datetime

from handlers.when.day_items import Dates, Months, RelativeDay, RelativeWeek, Weekdays, Weeks
from handlers.when.items import Hours, Item, PartOfDay
from handlers.when.meanings import DAY_KINDS, Present, means
from handlers.when.which_hours import is_clock, is_within


def tells_weeks_apart(item: Item) -> bool:
    """Tell whether what was said is true of no two weeks alike, as it is of a weekday."""
    named = (Dates, Weeks, RelativeDay, RelativeWeek, Months)
    return isinstance(item, named) or (isinstance(item, Weekdays) and bool(item.which))


def agrees(item: Item, start: datetime, end: datetime, present: Present) -> bool:
    """Tell whether what was said is true of a time."""
    minutes = start.hour * 60 + start.minute
    match item:
        case Hours():
            return is_clock(item.start, start) and (item.end is None or is_clock(item.end, end))
        case PartOfDay(part=part):
            return is_within(minutes, part)
        case RelativeDay(part=part) if part and not is_within(minutes, part):
            return False
        case _:
            return not isinstance(item, DAY_KINDS) or means(item, start.date(), present)
