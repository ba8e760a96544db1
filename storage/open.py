"""From a URL to a store."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from storage.documents.base import Document
from storage.kinds import all_kinds
from storage.store import Store, StoreError

_SCHEME = re.compile(r"[a-z]+:")


def open_store(url: str, kinds: Iterable[type[Document]] | None = None) -> Store:
    """Return the store that a URL names, not yet opened.

    Args:
        url: `tinydb:<folder>` or `postgresql://…`.
        kinds: the kinds of document that it keeps; all of the program's where None.

    Raises:
        StoreError: the URL is neither.
    """
    kept = all_kinds() if kinds is None else tuple(kinds)
    scheme, _, rest = url.partition(":")
    if scheme == "tinydb" and rest:
        from storage.tinydb.store import TinyStore  # noqa: PLC0415 - a driver is loaded when it is asked for

        return TinyStore(Path(rest), kept)
    if scheme in {"postgresql", "postgres"} and rest.startswith("//"):
        from storage.postgres.store import PostgresStore  # noqa: PLC0415 - as above

        return PostgresStore(url, kept)
    shown = f" ({scheme}:…)" if _SCHEME.match(url) else ""
    raise StoreError(
        f"SAMLAR_STORE, or the command's option, names no store{shown}. Write tinydb:data for a folder, "
        "or postgresql://user:password@host:5432/samlar for a PostgreSQL database."
    )


@asynccontextmanager
async def opened_store(
    url: str, kinds: Iterable[type[Document]] | None = None, *, make: bool = True
) -> AsyncIterator[Store]:
    """Open the store that a URL names, and close it when the block has ended.

    Arguments as those of `open_store` and `Store.open`, errors as theirs.
    """
    store = open_store(url, kinds)
    await store.open(make=make)
    try:
        yield store
    finally:
        await store.close()
