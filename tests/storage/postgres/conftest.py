"""Fixtures for the store on PostgreSQL."""

from __future__ import annotations

import pytest

from tests.storage.postgres.server import WheelServer, server_to_test


@pytest.fixture(scope="session")
def server():
    """One server for all tests; each test stores in a schema of its own."""
    with server_to_test() as running:
        yield running


@pytest.fixture
async def place(server):
    """The URL of an empty place to store in, gone after the test."""
    url = server.place()
    await server.make(url)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
def own_server():
    """A server that a test may stop and start."""
    with WheelServer() as running:
        yield running
