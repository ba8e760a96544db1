"""What every document has: an id, a version, and what a store may look it up by."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from storage.holds import Plain

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_id() -> str:
    """Return an opaque id of 12 characters that says nothing of what it names."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


class Part(BaseModel):
    """A frozen value that is kept inside a document."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Document(BaseModel):
    """One thing that is remembered. Frozen: a change is a copy made by `changed`.

    Attributes:
        id: unique within the kind.
        version: 0 before the first save; the store counts it up with each save.

    Class attributes:
        kind: the name it is stored under.
        schema_version: counts up when stored documents of the kind change shape.
        migrations: for each schema version after the first, the function that brings a stored
            document's JSON there from the version before. It gets and returns a plain dict.
        indexed: top-level fields (computed ones too) that a store can find by without reading all
            documents: strings, numbers, booleans or None, or lists of strings (found by one member).
        audited: whether the audit names changes of it.
        history: whether it tells what was done, and so stays when that is undone.
        goes: the indexed field with an instant, and how long after it a document is thrown away; None: never.
        sought_among: where one is sought by a reference that isn't indexed: among those that have one of
            these values in an indexed field; {}: among all; None: every reference is indexed.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: ClassVar[str]
    schema_version: ClassVar[int] = 1
    migrations: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
    indexed: ClassVar[tuple[str, ...]] = ()
    audited: ClassVar[bool] = True
    history: ClassVar[bool] = False
    goes: ClassVar[tuple[str, timedelta] | None] = None
    sought_among: ClassVar[Mapping[str, tuple[str, ...]] | None] = None

    id: Plain
    version: int = 0

    @property
    def own_id(self) -> str:
        """The id that follows from what it holds, where there is but one document of that; else its id."""
        return self.id

    def changed(self, **fields: Any) -> Self:
        """Return a copy with `fields` replaced and all rules checked again.

        Raises:
            pydantic.ValidationError: a field has the wrong shape.
        """
        current = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**(current | fields))

    def at_version(self, version: int) -> Self:
        """Return a copy with another version, for the store to keep."""
        copy = self.__copy__()
        copy.__dict__["version"] = version
        return copy
