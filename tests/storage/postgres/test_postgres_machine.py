"""The store on PostgreSQL does what the plain model of a store does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from storage.open import open_store
from storage.store import Store
from tests.storage.machine import StoreMachine
from tests.storage.notes import KINDS
from tests.storage.postgres.server import Server


@pytest.mark.timeout(300)
def test_postgres_does_what_the_model_does(server: Server) -> None:
    """Whatever is done to it, the store on PostgreSQL holds and answers what the model does."""

    class PostgresMachine(StoreMachine):
        """The machine over a schema of its own."""

        async def begin(self) -> Store:
            """Open a store in a new schema."""
            self.url = server.place()
            await server.make(self.url)
            return await self._opened()

        async def again(self, store: Store) -> Store:
            """Close and open it."""
            await store.close()
            return await self._opened()

        async def end(self, store: Store) -> None:
            """Close it and drop the schema."""
            await store.close()
            await server.drop(self.url)

        async def _opened(self) -> Store:
            store = open_store(self.url, KINDS)
            await store.open()
            return store

    run_state_machine_as_test(
        PostgresMachine,
        settings=settings(
            max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
