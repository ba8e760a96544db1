"""Some of everything that a store keeps, and all that is in one."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from storage.store import AuditEntry, Equal, Store
from tests.storage.notes import NOW, Note, Place, file, outgoing

CONTENT = bytes(range(256)) * 300  # of the file f1: two pieces


async def fill(store: Store) -> None:
    """Put some of everything in a store."""
    async with store.transaction() as tx:
        for number in range(12):
            tx.save(
                Note(unit="Ö", size=number, text="åäö 🎒 \\u0000", extra={"f": 1e22, "g": 0.1, "n": None})
            )
            tx.enqueue(outgoing(body=str(number)))
        tx.save(Place(id="h1", name="Här"))
        await tx.keep_file(file(id="f1"), CONTENT)
        await tx.claim("k", now=NOW, until=NOW + timedelta(hours=1))
        tx.note_answer("d1", '{"a": 1}', at=NOW)
        tx.audit(AuditEntry(at=NOW, person_id="p1", act="book", documents=("h1",)))
    async with store.transaction() as tx:
        (note,) = await tx.find(Note, Equal("size", 3))
        tx.save(note.changed(text="worded anew"))


async def contents(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """Return everything in a store, in its order."""
    return [(r.kind, json.loads(r.body)) async for batch in store.records() for r in batch]
