"""Opening without making: where there is no store, none comes to be."""

from __future__ import annotations

import pytest

from storage.open import open_store
from storage.store import Store, StoreError
from tests.storage.contract.acts import IsEmpty, ids, keep
from tests.storage.notes import KINDS, Note


class MissingContract:
    """The tests."""

    async def test_a_missing_store_is_not_made(self, address: str, nothing_there: IsEmpty) -> None:
        """Where none is to be made a missing store is refused, and nothing is there after it either."""
        with pytest.raises(StoreError, match=r"^There is no store in .*Correct SAMLAR_STORE"):
            await open_store(address, KINDS).open(make=False)
        assert await nothing_there()

    async def test_a_store_that_is_there_opens(
        self, store: Store, address: str, nothing_there: IsEmpty
    ) -> None:
        """A store that was made is opened with what it holds where none is to be made."""
        await keep(store, Note(id="n1"))
        await store.close()
        assert not await nothing_there()
        store = open_store(address, KINDS)
        await store.open(make=False)
        try:
            assert await ids(store) == ["n1"]
        finally:
            await store.close()
