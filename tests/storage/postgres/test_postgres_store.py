"""The store on PostgreSQL keeps the contract."""

from __future__ import annotations

import pytest

from storage.open import open_store
from storage.store import Store
from tests.storage.contract import StoreContract
from tests.storage.notes import KINDS


class TestPostgresStore(StoreContract):
    """The contract over one schema of a real server."""

    @pytest.fixture
    def address(self, place):
        """Return the URL of an empty schema."""
        return place

    @pytest.fixture
    def nothing_there(self, server, place):
        """Return a function that says whether the schema has no table."""
        schema = place.partition("search_path=")[2]

        async def _nothing_there():
            return not await server.run("SELECT FROM pg_tables WHERE schemaname = $1", schema)

        return _nothing_there

    @pytest.fixture
    async def reopen(self, place):
        """Open the store in one place, again and again."""
        opened: list[Store] = []

        async def _reopen():
            for store in opened:
                await store.close()
            store = open_store(place, KINDS)
            opened.append(store)
            await store.open()
            return store

        yield _reopen
        for store in opened:
            await store.close()
