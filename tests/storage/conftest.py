"""A PostgreSQL server for the tests that need one, and both stores for those that need each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.open import opened_store
from storage.store import Store
from tests.storage.contents import fill
from tests.storage.notes import KINDS
from tests.storage.postgres.server import Server, WheelServer, server_to_test


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests; each test stores in a schema of its own."""
    with server_to_test() as running:
        yield running


@pytest.fixture
async def place(server: Server) -> AsyncIterator[str]:
    """The URL of an empty place to store in, gone after the test."""
    url = server.place()
    await server.make(url)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
def own_server() -> Iterator[WheelServer]:
    """A server that a test may stop and start."""
    with WheelServer() as running:
        yield running


@pytest.fixture(params=["tinydb", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store, of each sort."""
    return f"tinydb:{tmp_path / 'store'}" if request.param == "tinydb" else request.getfixturevalue("place")


@pytest.fixture(params=["tinydb", "postgres"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of another empty store, of each sort."""
    return (
        f"tinydb:{tmp_path / 'other'}"
        if request.param == "tinydb"
        else request.getfixturevalue("other_place")
    )


@pytest.fixture
async def other_place(server: Server) -> AsyncIterator[str]:
    """The URL of another empty place to store in, gone after the test."""
    url = server.place()
    await server.make(url)
    yield url
    await server.drop(url)


@pytest.fixture
async def full(url: str) -> AsyncIterator[Store]:
    """A store of each sort with some of everything."""
    async with opened_store(url, KINDS) as store:
        await fill(store)
        yield store
