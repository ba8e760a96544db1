"""Looking for what is wrong with a store."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from storage.backup import Progress
from storage.documents.base import Document
from storage.store import Record, Store


async def problems(
    store: Store, kinds: Mapping[str, type[Document]], *, progress: Progress = lambda _: None
) -> list[str]:
    """Return what is wrong with an opened store, a line each: its files, and each document by its rules.

    What people wrote is not in the lines.
    """
    found = list(await store.damage())
    seen: set[tuple[str, str]] = set()
    async for batch in store.records():
        for record in batch:
            found += _problems(record, kinds, seen)
        progress(len(batch))
    return found


def _problems(record: Record, kinds: Mapping[str, type[Document]], seen: set[tuple[str, str]]) -> list[str]:
    kind = kinds.get(record.kind)
    if kind is None:
        return [f"{record.kind}: this version of Samlär knows no such kind of document"]
    try:
        document = kind.model_validate_json(record.body)
    except ValidationError as error:
        places = {".".join(map(str, mistake["loc"])) or "JSON" for mistake in error.errors()}
        return [f"{record.kind}: a document breaks its rules in {', '.join(sorted(places))}"]
    if (record.kind, document.id) in seen:
        return [f"{record.kind} {document.id}: is there twice"]
    seen.add((record.kind, document.id))
    return [] if document.version > 0 else [f"{record.kind} {document.id}: has no version"]
