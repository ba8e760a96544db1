"""The one place where settings, store, handlers and front ends are put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import ValidationError

import handlers
from config.calendar import load_calendar
from config.filler import load_filler
from config.glossary import load_glossary
from config.list_words import load_list_words
from config.process import load_process, load_programme
from config.settings import Settings, SettingsError
from config.unit_words import load_unit_words
from config.ways import load_ways
from config.yes_and_no import load_yes_and_no
from handlers.core.dispatch import Dispatch
from handlers.core.municipality import Municipality
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from storage.store import Store

T = TypeVar("T")
Present = Callable[[], datetime]


def present() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def municipality(settings: Settings) -> Municipality:
    """Return how things are done here. Raises SettingsError where a file in `config/` doesn't fit."""
    return Municipality(
        zone=settings.zone,
        language=settings.samlar_language,
        process=_read("process.toml", load_process),
        programme=_read("programme.toml", load_programme),
        calendar=_read("calendar.toml", load_calendar),
        filler=_read("filler.toml", load_filler),
        glossary=_read("glossary.toml", load_glossary),
        ways=_read("ways.toml", load_ways),
        unit_words=_read("units.toml", load_unit_words),
        list_words=_read("lists.toml", load_list_words),
        yes_and_no=_read("yes_and_no.toml", load_yes_and_no),
        coordinators=frozenset(settings.samlar_coordinators),
    )


def _read(name: str, load: Callable[[], T]) -> T:
    try:
        return load()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        wrong = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"config/{name}: {place + ': ' if place else ''}{wrong}") from None
    except (OSError, ValueError) as error:
        raise SettingsError(f"config/{name}: {error}") from None


def make_dispatch(
    settings: Settings,
    store: Store,
    words: Words,
    clock: Present = present,
    posted: Callable[[], None] = lambda: None,
) -> Dispatch:
    """Return the desk that runs all commands over a store; `posted` hears when the outbox was filled."""
    return Dispatch(store, rooms_of(handlers), words, municipality(settings), clock, posted)
