"""Sees at start that the municipality's own data has every entry that documents in the store name."""

from __future__ import annotations

from collections import Counter
from typing import Any

from config.settings import SettingsError
from handlers.core.municipality import Municipality
from storage.holds import NamedIn
from storage.store import Store
from storage.walk import declared, walk


async def check_fit(store: Store, municipality: Municipality) -> None:
    """See that all that documents name is in `config/`.

    Raises:
        SettingsError: an entry was taken out that a document names.
        BrokenDocumentError: a document breaks its rules, so that it can't be read.
    """
    for line in await lacks(store, municipality):
        raise SettingsError(line)


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


def _file(entries: str, municipality: Municipality) -> tuple[str, Any]:
    """Return the file in `config/` that has a list, and what was read from it."""
    files = {"process.toml": municipality.process, "programme.toml": municipality.programme}
    return next((name, data) for name, data in files.items() if entries in type(data).model_fields)
