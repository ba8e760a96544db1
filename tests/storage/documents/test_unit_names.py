"""Units stored as they were pasted are brought into one spelling."""

from __future__ import annotations

import json
import unicodedata

from storage.documents.people import Unit
from storage.open import opened_store
from storage.store import Equal, Record
from tests.storage.contract.acts import batches

PASTED = unicodedata.normalize("NFD", "Bäcka\u00adskolan")


async def test_stores_are_brought_into_one_spelling(url: str) -> None:
    """Both stores find a unit from before by the name that everybody sees."""
    old = {"schema_version": 1, "id": "u", "version": 2, "name": PASTED, "owner": "municipal"}
    old |= {"school_form": "compulsory", "confirmed": True, "name_key": PASTED.casefold()}
    async with opened_store(url, (Unit,)) as store:
        await store.load(batches([Record("unit", json.dumps(old))]))
        async with store.transaction() as tx:
            [unit] = await tx.find(Unit, Equal("name_key", "bäckaskolan"))
    assert (unit.name, unit.version) == ("Bäckaskolan", 2)


def test_former_names_are_kept() -> None:
    """What a unit was called is kept in order, each name once, and not the one that it has."""
    unit = Unit(id="u", name="Sol", owner="municipal", school_form="compulsory")
    for name in ("SOL", "Måne", "Sol", "Stjärna"):
        unit = unit.renamed(name)
    assert (unit.name, unit.called_before) == ("Stjärna", ("Måne", "Sol"))
