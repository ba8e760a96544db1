"""When a platform refuses the app, and when it lets it in again: delivery says so, the coordinators hear."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.context import Context
from handlers.core.due import Reminder
from handlers.core.platforms import tell_accepted, tell_refused


async def _never(ctx: Context) -> Iterable[str]:
    """Return nothing: it is delivery that notices."""
    return ()


async def _refused(ctx: Context, key: str) -> None:
    _, platform, word, _ = key.split(":", 3)
    await tell_refused(platform, word, ctx)


async def _accepted(ctx: Context, key: str) -> None:
    await tell_accepted(key.split(":")[1], ctx)


refused = Reminder("refused", due=_never, run=_refused)
accepted = Reminder("accepted", due=_never, run=_accepted)
