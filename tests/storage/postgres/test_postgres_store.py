"""The store on PostgreSQL keeps the contract."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.open import open_store
from storage.store import Store
from tests.storage.contract import StoreContract
from tests.storage.contract.acts import IsEmpty, Opens
from tests.storage.notes import KINDS
from tests.storage.postgres.server import Server


class TestPostgresStore(StoreContract):
    """The contract over one schema of a real server."""

    @pytest.fixture
    def address(self, place: str) -> str:
        """Return the URL of an empty schema."""
        return place

    @pytest.fixture
    def nothing_there(self, server: Server, place: str) -> IsEmpty:
        """Return a function that says whether the schema has no table."""
        schema = place.partition("search_path=")[2]

        async def _nothing_there() -> bool:
            return not await server.run("SELECT FROM pg_tables WHERE schemaname = $1", schema)

        return _nothing_there

    @pytest.fixture
    async def reopen(self, place: str) -> AsyncIterator[Opens]:
        """Open the store in one place, again and again."""
        opened: list[Store] = []

        async def _reopen() -> Store:
            for store in opened:
                await store.close()
            store = open_store(place, KINDS)
            opened.append(store)
            await store.open()
            return store

        yield _reopen
        for store in opened:
            await store.close()
