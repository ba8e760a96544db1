"""The embedded store does what the plain model of a store does."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

from storage.open import open_store
from storage.store import Store
from tests.storage.machine import StoreMachine
from tests.storage.notes import KINDS


class TinyMachine(StoreMachine):
    """The machine over a folder of its own."""

    async def begin(self) -> Store:
        """Open a store in a new folder."""
        self.folder = Path(tempfile.mkdtemp(prefix="samlar-machine-"))
        return await self._opened()

    async def again(self, store: Store) -> Store:
        """Close and open it."""
        await store.close()
        return await self._opened()

    async def end(self, store: Store) -> None:
        """Close it and remove the folder."""
        await store.close()
        shutil.rmtree(self.folder)

    async def _opened(self) -> Store:
        store = open_store(f"tinydb:{self.folder}", KINDS)
        await store.open()
        return store


TestTinyMachine = TinyMachine.TestCase
TestTinyMachine.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
