"""The embedded store keeps the contract."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.open import open_store
from storage.store import Store
from tests.storage.contract import StoreContract
from tests.storage.contract.acts import IsEmpty, Opens
from tests.storage.notes import KINDS


class TestTinyStore(StoreContract):
    """The contract over one SQLite file."""

    @pytest.fixture
    def address(self, tmp_path: Path) -> str:
        """Return the URL of a folder that is not there."""
        return f"tinydb:{tmp_path / 'data'}"

    @pytest.fixture
    def nothing_there(self, tmp_path: Path) -> IsEmpty:
        """Return a function that says whether the folder is still missing."""

        async def _nothing_there() -> bool:
            return not (tmp_path / "data").exists()

        return _nothing_there

    @pytest.fixture
    async def reopen(self, address: str) -> AsyncIterator[Opens]:
        """Open the store of a folder, again and again."""
        opened: list[Store] = []

        async def _reopen() -> Store:
            for store in opened:
                await store.close()
            store = open_store(address, KINDS)
            opened.append(store)
            await store.open()
            return store

        yield _reopen
        for store in opened:
            await store.close()
