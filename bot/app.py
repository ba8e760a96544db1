"""The one place where settings, store, handlers and front ends are put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import handlers
from config.calendar import load_calendar
from config.process import load_process, load_programme
from config.settings import Settings
from handlers.core.command import discover
from handlers.core.context import Municipality
from handlers.core.dispatch import Dispatch
from handlers.core.due import discover_reminders
from handlers.core.words import Words
from storage.store import Store

Present = Callable[[], datetime]


def present() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def municipality(settings: Settings) -> Municipality:
    """Return how things are done here. Raises ValueError where a file in `config/` doesn't fit."""
    return Municipality(
        zone=settings.zone,
        language=settings.samlar_language,
        process=load_process(),
        programme=load_programme(),
        calendar=load_calendar(),
        coordinators=frozenset(settings.samlar_coordinators),
    )


def make_dispatch(
    settings: Settings,
    store: Store,
    words: Words,
    clock: Present = present,
    posted: Callable[[], None] = lambda: None,
) -> Dispatch:
    """Return the desk that runs all commands over a store; `posted` hears when the outbox was filled."""
    commands, reminders = discover(handlers), discover_reminders(handlers)
    return Dispatch(store, commands, reminders, words, municipality(settings), clock, posted)
