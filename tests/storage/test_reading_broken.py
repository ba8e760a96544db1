"""A stored document that breaks its rules is said to, with its place and nothing of what it says."""

from __future__ import annotations

import pytest

from storage.open import opened_store
from storage.store import BrokenDocumentError, Record
from tests.storage.contract.acts import batches
from tests.storage.notes import KINDS, Note, Place

BROKEN = (
    Record(
        "note",
        '{"schema_version":1,"id":"n1","version":1,"unit":"Ö","due":null,"people":[],"done":false,'
        '"size":"secret","words":1,"text":["secret"]}',
    ),
    Record("place", '{"schema_version":1,"id":"h1","version":1,"name":"Här"}'),
)


async def test_reading_names_document_and_fields(url: str) -> None:
    """Getting it and finding it name it alike, in every store, and others are read as before."""
    async with opened_store(url, KINDS) as store:
        await store.load(batches(BROKEN))
        async with store.transaction() as tx:
            for reading in (tx.get(Note, "n1"), tx.find(Note)):
                with pytest.raises(BrokenDocumentError) as caught:
                    await reading
                assert str(caught.value) == (
                    "note n1 in the store breaks its rules (size, text). Run samlar store check."
                )
                assert caught.value.__suppress_context__
            assert await tx.get(Place, "h1") == Place(id="h1", version=1, name="Här")
