"""Looking for what is wrong with a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pydantic import ValidationError

from storage.backup import Progress
from storage.bodies import current, fields_in, id_in
from storage.documents.base import Document
from storage.documents.files import File
from storage.kept import Piece
from storage.store import BrokenDocumentError, Store, StoreError


async def problems(
    store: Store, kinds: Mapping[str, type[Document]], *, progress: Progress = lambda _: None
) -> list[str]:
    """Return what is wrong with an opened store, a line each: its files, and each document by its rules.

    What people wrote is not in the lines.
    """
    found = list(await store.damage())
    checker = Checker(kinds)
    async for batch in store.records():
        found += [line for record in batch if (line := checker.problem(record.kind, record.body))]
        progress(len(batch))
    return found


class Checker:
    """Sees whether stored documents, one after the other, are such that a store can hold them all."""

    def __init__(self, kinds: Mapping[str, type[Document]]) -> None:
        """Take every kind of document that there is, by name. Documents come by the names of their kinds."""
        self._kinds = kinds
        self._seen: set[tuple[str, str]] = set()
        self._unknown: set[str] = set()
        self._rows: Counter[str] = Counter()

    def problem(self, kind: str, body: str | bytes, row: int | None = None) -> str | None:
        """Return what is wrong with a document, or None. An unknown kind is told once."""
        if kind in self._unknown:
            return None
        try:
            self.read(kind, body, row)
        except BrokenDocumentError as error:
            return str(error)
        return None

    def read(self, kind: str, body: str | bytes, row: int | None = None) -> Document:
        """Return a document.

        Args:
            kind: the name of its kind.
            body: its JSON, as text or UTF-8.
            row: what it is called by where it has no id; where None, its place among those of its kind.

        Raises:
            BrokenDocumentError: it breaks a rule; the text is its kind, its id or row, and the fields.
        """
        self._rows[kind] += 1
        known = self._kinds.get(kind)
        if known is None:
            self._unknown.add(kind)
            raise BrokenDocumentError(f"{kind}: this version of Samlär knows no such kind of document")
        document_id = id_in(body)
        name = f"{kind} {document_id}" if document_id else f"{kind}, row {row or self._rows[kind]}"
        document = _read(known, body, name)
        if document.version < 1:
            raise BrokenDocumentError(f"{name}: has no version")
        if (kind, document.id) in self._seen:
            raise BrokenDocumentError(f"{name}: is there twice")
        self._seen.add((kind, document.id))
        if isinstance(document, File) and not self._seen.issuperset(_pieces_of(document)):
            raise BrokenDocumentError(f"{name}: lacks content")
        return document


def _pieces_of(file: File) -> set[tuple[str, str]]:
    return {(Piece.kind, piece_id) for piece_id in Piece.ids_of(file)}


def _read(kind: type[Document], body: str | bytes, name: str) -> Document:
    try:
        text = body.decode() if isinstance(body, bytes) else body
        return kind.model_validate_json(current(kind, text))
    except ValidationError as error:
        wrong = f"breaks its rules ({fields_in(error)})"
    except StoreError as error:
        wrong = str(error)
    except UnicodeDecodeError:
        wrong = "is not UTF-8"
    except (ValueError, LookupError, TypeError):
        wrong = "is not the JSON of a document"
    raise BrokenDocumentError(f"{name}: {wrong}")
