"""When a platform refuses the app, and when it lets it in again: delivery says so, the coordinators hear."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.act import Duty
from handlers.core.due import Reminder
from handlers.core.platforms import tell_accepted, tell_refused
from handlers.core.scene import Scene


async def _never(scene: Scene) -> Iterable[str]:
    """Return nothing: it is delivery that notices."""
    return ()


async def _refused(duty: Duty, key: str) -> None:
    _, platform, word, _ = key.split(":", 3)
    await tell_refused(platform, word, duty)


async def _accepted(duty: Duty, key: str) -> None:
    await tell_accepted(key.split(":")[1], duty)


refused = Reminder("refused", due=_never, run=_refused)
accepted = Reminder("accepted", due=_never, run=_accepted)
