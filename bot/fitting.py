"""Sees at start that the municipality's own data has every entry that documents in the store name."""

from __future__ import annotations

from collections import Counter
from typing import Any

import structlog

from config.settings import SettingsError
from handlers.core.municipality import Municipality
from storage.documents.people import Unit
from storage.holds import NamedIn
from storage.store import Store
from storage.values.letters import key_of
from storage.walk import declared, walk

log = structlog.get_logger()


async def check_fit(store: Store, municipality: Municipality) -> None:
    """See that all that documents name is in `config/`; warn of units there that the register lacks.

    Raises:
        SettingsError: an entry was taken out that a document names.
        BrokenDocumentError: a document breaks its rules, so that it can't be read.
    """
    for line in await lacks(store, municipality):
        raise SettingsError(line)
    for name in await _nowhere(store, municipality):
        log.warning(
            "config/calendar.toml has days of a unit that is not in the register, so they count nowhere",
            unit=name,
            do="write the unit's name there as the register has it",
        )


async def lacks(store: Store, municipality: Municipality) -> list[str]:
    """Return what `config/` lacks of what documents name, a line each. Raises as `check_fit`."""
    counts: Counter[tuple[str, str]] = Counter()
    async with store.transaction() as tx:
        for kind in tx.kinds:
            if any(isinstance(one.holds, NamedIn) for one in declared(kind)):
                for document in await tx.find(kind):
                    named = ((one.declared.holds, one.value) for one in walk(document, NamedIn))
                    counts.update((hold.entries, name) for hold, name in named if isinstance(hold, NamedIn))
    return [
        f"config/{file}: {entries} lacks {name}, which documents in the store name ({count} of them). Put it "
        "back: an entry in use can be given another name, but must keep its id."
        for (entries, name), count in sorted(counts.items())
        for file, data in [_file(entries, municipality)]
        if name and name not in {one.id for one in getattr(data, entries)}
    ]


async def _nowhere(store: Store, municipality: Municipality) -> list[str]:
    """Return the units of the calendar that the register has not, by present or earlier names."""
    if not municipality.calendar.units:
        return []
    async with store.transaction() as tx:
        units = await tx.find(Unit)
    known = {key_of(name) for unit in units for name in (unit.name, *unit.called_before)}
    return [name for name in municipality.calendar.units if key_of(name) not in known]


def _file(entries: str, municipality: Municipality) -> tuple[str, Any]:
    """Return the file in `config/` that has a list, and what was read from it."""
    files = {"process.toml": municipality.process, "programme.toml": municipality.programme}
    return next((name, data) for name, data in files.items() if entries in type(data).model_fields)
