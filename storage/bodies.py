"""A document as the JSON that a store keeps, and back."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json

from storage.documents.base import Document
from storage.store import BrokenDocumentError, Record, StoreError

D = TypeVar("D", bound=Document)
M = TypeVar("M", bound=BaseModel)

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_LONGEST_ID = 200  # characters, of what is shown as an id
_AT_ONCE = 100  # documents parsed before the event loop gets a turn: about 2 ms


def encode(document: Document) -> str:
    """Return the document's JSON with its schema version.

    Raises:
        ValueError: a text holds a NUL character, which PostgreSQL can't keep.
    """
    return written(type(document), as_data(document))


def as_data(document: Document) -> dict[str, Any]:
    """Return the document as what its JSON says, without its schema version."""
    data: dict[str, Any] = document.__pydantic_serializer__.to_python(document, mode="json")
    return data


def written(kind: type[Document], data: dict[str, Any]) -> str:
    """Return the JSON of what `as_data` returned, as `encode` does. Raises ValueError as that does."""
    text = to_json(data, inf_nan_mode="null").decode()
    if "\\u0000" in text and _NUL.search(text):
        raise ValueError("a text with a NUL character can't be stored")
    return beginning(kind) + text[1:]


def decode(kind: type[D], body: str) -> D:
    """Return the document that `encode` wrote. Raises BrokenDocumentError where it is none any more."""
    return _read(kind, body)


async def decode_all(model: type[M], bodies: Iterable[str]) -> list[M]:
    """Read many documents, or what they are at heart, without holding up the event loop.

    Raises:
        BrokenDocumentError: one of them breaks its rules.
    """
    documents: list[M] = []
    for number, body in enumerate(bodies, 1):
        documents.append(_read(model, body))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return documents


def _read(model: type[M], body: str) -> M:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        name = f"{getattr(model, 'kind', model.__name__)} {id_in(body) or 'of no id'}"
        raise BrokenDocumentError(
            f"{name} in the store breaks its rules ({fields_in(error)}). Run samlar store check."
        ) from None  # pydantic's text holds what was written


def id_in(body: str | bytes) -> str | None:
    """Return the id that a document's JSON says, or None where it says none that can be shown."""
    try:
        data = from_json(body)
    except ValueError:
        return None
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str) and found.isprintable() and len(found) <= _LONGEST_ID else None


def fields_in(error: ValidationError) -> str:
    """Return which fields of a document break its rules, without what stands in them."""
    mistakes = error.errors(include_input=False, include_context=False, include_url=False)
    return ", ".join(sorted({str(mistake["loc"][0]) if mistake["loc"] else "JSON" for mistake in mistakes}))


def upgrade(kind: type[Document], data: dict[str, Any]) -> dict[str, Any]:
    """Bring a stored document's JSON to the kind's present schema version, which comes first in it.

    Raises:
        StoreError: it was written by a newer version of the program.
    """
    stored = data.get("schema_version", 1)
    if stored > kind.schema_version:
        raise StoreError(
            f"The store holds {kind.kind} of schema version {stored}; this program knows up to "
            f"{kind.schema_version}. Start the newer version of the program that wrote it."
        )
    for version in range(stored + 1, kind.schema_version + 1):
        data = kind.migrations[version](data)
    return {"schema_version": kind.schema_version} | {
        name: value for name, value in data.items() if name != "schema_version"
    }


def beginning(kind: type[Document]) -> str:
    """Return how the JSON of every document of the kind's present schema version begins."""
    return f'{{"schema_version":{kind.schema_version},'


def current(kind: type[Document] | None, body: str) -> str:
    """Return stored JSON as a document of the kind's present version has it; of no known kind, as it is.

    Raises:
        StoreError: it was written by a newer version of the program.
        ValueError: it is not a JSON object.
    """
    if kind is None or body.startswith(beginning(kind)):
        return body
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - as what is no JSON at all
    return dumps(upgrade(kind, data))


def arriving(kind: type[Document] | None, record: Record) -> tuple[str, str]:
    """Return the id and the present JSON of a record that is to be stored.

    Raises:
        StoreError: it is no document, or of a newer version of the program.
    """
    try:
        body = current(kind, record.body)
        document_id = from_json(body)["id"]
    except (ValueError, LookupError, TypeError):
        document_id = None
    if not isinstance(document_id, str):
        raise unfit(record.kind)
    return document_id, body


def unfit(what: str) -> StoreError:
    """Return the StoreError for something that was to be stored and can't be."""
    return StoreError(
        f"What was to be stored holds something that is no document ({what}); nothing was stored. Where it "
        "came from, samlar store check names it."
    )


def dumps(data: Any) -> str:
    """Write JSON as the stores do: short, and with letters as they are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
