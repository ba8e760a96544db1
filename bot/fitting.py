"""Sees at start that the municipality's own data has every entry that documents in the store name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from config.process import Entry
from config.settings import SettingsError
from handlers.core.municipality import Municipality
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Unit
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.store import Store

Place = tuple[str, str]  # a file in config/, a list in it


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
    counts: Counter[tuple[Place, str]] = Counter()
    async with store.transaction() as tx:
        for kind in (Collaboration, Session, Reflection, Unit):
            for document in await tx.find(kind):
                counts.update(one for one in _named(document) if one[1])
    known = {place: {entry.id for entry in entries} for place, entries in _entries(municipality).items()}
    return [
        f"config/{file}: {part} lacks {name}, which documents in the store name ({count} of them). Put it "
        "back: an entry in use can be given another name, but must keep its id."
        for ((file, part), name), count in sorted(counts.items())
        if name not in known[file, part]
    ]


def _named(document: Document) -> Iterator[tuple[Place, str]]:
    match document:
        case Collaboration():
            yield ("process.toml", "stages"), document.stage
            for goal in document.goals:
                yield ("programme.toml", "standpoints"), goal.standpoint or ""
        case Session():
            yield ("process.toml", "session_kinds"), document.session_kind
            yield ("programme.toml", "standpoints"), document.standpoint or ""
        case Reflection():
            yield ("programme.toml", "standpoints"), document.standpoint or ""
        case Unit():
            yield ("process.toml", "owners"), document.owner
            yield ("process.toml", "school_forms"), document.school_form


def _entries(municipality: Municipality) -> dict[Place, tuple[Entry, ...]]:
    process, programme = municipality.process, municipality.programme
    return {
        ("process.toml", "stages"): process.stages,
        ("process.toml", "session_kinds"): process.session_kinds,
        ("process.toml", "owners"): process.owners,
        ("process.toml", "school_forms"): process.school_forms,
        ("programme.toml", "standpoints"): programme.standpoints,
    }
