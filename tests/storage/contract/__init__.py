"""What every store keeps: one class of tests, run over each of them."""

from __future__ import annotations

import pytest

from storage.store import Store
from tests.storage.contract.acts import Opens
from tests.storage.contract.documents import DocumentsContract
from tests.storage.contract.files import FilesContract
from tests.storage.contract.finds import FindsContract
from tests.storage.contract.missing import MissingContract
from tests.storage.contract.once import OnceContract
from tests.storage.contract.outbox import OutboxContract
from tests.storage.contract.whole import WholeContract


class StoreContract(
    DocumentsContract,
    FilesContract,
    FindsContract,
    MissingContract,
    OnceContract,
    OutboxContract,
    WholeContract,
):
    """All of it.

    A subclass gives the fixture `reopen`: a function that returns the opened store, closing first the one
    that it returned before; what is stored stays. And `address`, the URL of the place that it opens, and
    `nothing_there`, an async function that says whether nothing was made in that place.
    """

    @pytest.fixture
    async def store(self, reopen: Opens) -> Store:
        """An opened, empty store."""
        return await reopen()
