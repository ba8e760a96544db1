"""What is carried from an outbox to a platform."""

from __future__ import annotations

import pytest

from storage.open import open_store
from tests.bot.post import Post


@pytest.fixture
async def post(tmp_path):
    """An outbox in a real store."""
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    yield Post(store)
    await store.close()
