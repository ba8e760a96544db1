"""What falls due without anybody asking: what to say, and whether, is declared by handlers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from handlers.core.act import Duty
from handlers.core.incoming import Due
from handlers.core.scene import Scene

KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Reminder:
    """One kind of thing that falls due.

    Attributes:
        name: what its keys begin with, before the first colon.
        due: returns the keys of what has fallen due and may still be useful.
        run: says it; called once for each key, ever.
    """

    name: str
    due: Callable[[Scene], Awaitable[Iterable[str]]]
    run: Callable[[Duty, str], Awaitable[None]]


class Reminders:
    """All reminders."""

    def __init__(self, reminders: Iterable[Reminder]) -> None:
        self._by_name = {reminder.name: reminder for reminder in reminders}

    def __iter__(self) -> Iterator[Reminder]:
        return iter(self._by_name.values())

    async def run(self, due: Due, duty: Duty) -> bool:
        """Do it, if nobody has; tells whether it was done here."""
        if not await duty.claim(f"due:{due.key}", KEPT):
            return False
        reminder = self._by_name[due.key.partition(":")[0]]
        await reminder.run(duty, due.key)
        duty.records.audit("", reminder.name)
        return True
