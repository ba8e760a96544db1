"""The embedded store keeps the contract."""

from __future__ import annotations

import pytest

from storage.open import open_store
from tests.storage.contract import StoreContract
from tests.storage.notes import KINDS


class TestTinyStore(StoreContract):
    """The contract over one SQLite file."""

    @pytest.fixture
    async def reopen(self, tmp_path):
        """Open the store of a folder, again and again."""
        opened = []

        async def _reopen():
            for store in opened:
                await store.close()
            store = open_store(f"tinydb:{tmp_path / 'data'}", KINDS)
            opened.append(store)
            await store.open()
            return store

        yield _reopen
        for store in opened:
            await store.close()
