"""A database that can't be used: one line says what is wrong and what to do, and shows no password."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from storage.open import open_store, opened_store
from storage.store import StoreError
from tests.storage.notes import KINDS
from tests.storage.postgres.server import Server, WheelServer
from tests.storage.worker import act

SECRET = "hemligt"
TLS = "offers no TLS, which sslmode in the store's address demands"


async def refusal(url: str, *, make: bool = True) -> str:
    """Return what is said where a store can't be opened."""
    with pytest.raises(StoreError) as refused:
        await open_store(url, KINDS).open(make=make)
    said = str(refused.value)
    assert "\n" not in said
    return said


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Database:
    """A database of another user's, on a server of our own."""

    def __init__(self, server: WheelServer) -> None:
        self.server = server
        self.name = f"d_{secrets.token_hex(4)}"
        self.user = f"u_{secrets.token_hex(4)}"
        self.url = self.url_of(self.user)

    def url_of(self, user: str, **parameters: str) -> str:
        """Return its URL for a user."""
        more = "".join(f"&{name}={value}" for name, value in parameters.items())
        return f"postgresql://{user}@/{self.name}?host={self.server.folder}{more}"

    async def tables(self) -> set[str]:
        """Return the names of the tables in it."""
        connection = await asyncpg.connect(self.url_of("postgres"))
        try:
            rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        finally:
            await connection.close()
        return {row["tablename"] for row in rows}


@pytest.fixture
async def database(own_server: WheelServer) -> AsyncIterator[Database]:
    """A database and its owner, gone after the test."""
    database = Database(own_server)
    await own_server.run(f"CREATE ROLE {database.user} LOGIN")
    await own_server.run(f"CREATE DATABASE {database.name} OWNER {database.user}")
    yield database
    await own_server.run(f"DROP DATABASE {database.name} WITH (FORCE)")
    await own_server.run(f"DROP ROLE {database.user}")


@pytest.fixture
async def port(own_server: WheelServer) -> AsyncIterator[int]:
    """A port of this machine on which the server listens during the test."""
    port = free_port()
    await asyncio.to_thread(own_server.stop, "fast")
    await asyncio.to_thread(own_server.start, port)
    yield port
    await asyncio.to_thread(own_server.stop, "fast")
    await asyncio.to_thread(own_server.start)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://",
        "postgresql:///",
        f"postgresql://karin:{SECRET}@127.0.0.1:abc/samlar",
        f"postgresql://karin:{SECRET}@127.0.0.1:99999/samlar",
        f"postgresql://karin:{SECRET}@[127.0.0.1/samlar",
        f"postgresql://karin:{SECRET}@127.0.0.1/samlar?ja",
        f"postgresql://karin:{SECRET}@127.0.0.1/samlar#del",
        *(
            f"postgresql://karin:{before}{sign}{after}@127.0.0.1:1/samlar"
            for sign in "/@#?["
            for before, after in [(SECRET, "b"), ("1", SECRET), (SECRET, "x=y"), ("", SECRET)]
        ),
    ],
)
async def test_an_address_that_cannot_be_read(url: str) -> None:
    """An address that can't be read is refused with how it is written, and no part of it is shown."""
    said = await refusal(url)
    assert "Write it as postgresql://user:password@host:5432/samlar" in said
    assert "percent-encoded: %2F %40 %3A %23 %3F %25 %5B %5D." in said
    assert SECRET not in said
    assert "karin" not in said


@pytest.mark.parametrize(
    "parameter",
    [
        f"foo={SECRET}",
        "sslmode=nej",
        "sslmode=verify-full",
        "statement_timeout=snart",
        "shared_buffers=1MB",
        "target_session_attrs=nej",
    ],
)
async def test_a_parameter_that_is_unknown(own_server: WheelServer, port: int, parameter: str) -> None:
    """A parameter that is unknown, or has an impossible value, is said to stand after the question mark."""
    said = await refusal(f"postgresql://postgres@127.0.0.1:{port}/postgres?{parameter}")
    assert said.startswith("What stands after the question mark in the store's address")
    assert SECRET not in said


async def test_encoded_characters_are_the_password(own_server: WheelServer, port: int) -> None:
    """A password of the characters that are to be encoded is the right one when they are, and only then."""
    url = f"postgresql://secretive:%2F%40%3A%23%3F%25@127.0.0.1:{port}/postgres"
    rules = own_server.folder / "pg_hba.conf"
    before = rules.read_text()
    admin = await asyncpg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres")
    try:
        await admin.execute("CREATE ROLE secretive LOGIN SUPERUSER PASSWORD '/@:#?%'")
        rules.write_text(f"host all secretive 127.0.0.1/32 scram-sha-256\n{before}")
        await admin.execute("SELECT pg_reload_conf()")
        await asyncio.sleep(0.5)
        assert (await refusal(url, make=False)).startswith("There is no store in this database.")
        said = await refusal(url.replace("%25", "%41"))
        assert said.startswith("The database refuses the password.")
        assert "%25 %5B %5D" in said
    finally:
        rules.write_text(before)
        await admin.execute("SELECT pg_reload_conf()")
        await admin.execute("DROP ROLE secretive")
        await admin.close()


async def test_a_server_that_is_not_there() -> None:
    """Where nobody listens one is told to start again: a process that did not start goes on with nothing."""
    said = await refusal(f"postgresql://karin:{SECRET}@127.0.0.1:{free_port()}/samlar")
    assert said.startswith("The PostgreSQL server does not answer (ConnectionRefusedError). See that it runs")
    assert said.endswith("Start Samlär again when it is there.")


async def test_a_host_that_is_unknown() -> None:
    """A host whose name nobody knows is said to be that."""
    said = await refusal(f"postgresql://karin:{SECRET}@nowhere.invalid/samlar")
    assert said.startswith("The host of the PostgreSQL server can't be found.")
    assert said.endswith("Start Samlär again when it is found.")


async def test_tls_that_is_not_offered(own_server: WheelServer, port: int) -> None:
    """A server without TLS, where the address demands it, is said to lack that."""
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    assert TLS in await refusal(f"{url}?sslmode=require")
    assert TLS not in await refusal(f"{url}?sslmode=prefer", make=False)


async def test_a_certificate_that_is_none(own_server: WheelServer, port: int, tmp_path: Path) -> None:
    """A certificate file that is missing, or holds something else, is said to be at fault."""
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres?sslmode=verify-ca&sslrootcert="
    assert "or a certificate file," in await refusal(f"{url}{tmp_path / 'missing'}")
    (tmp_path / "other").write_text("hej")
    assert (await refusal(f"{url}{tmp_path / 'other'}")).startswith("TLS with the PostgreSQL server fails")


@pytest.mark.parametrize("limited", ["ROLE {user}", "DATABASE {name}"])
async def test_no_connection_free(database: Database, limited: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of connections is said to be one, with what comes after it for who starts and who runs."""
    monkeypatch.setattr("storage.postgres.store._PAUSES_SECONDS", (0.01,))
    limited = limited.format(user=database.user, name=database.name)
    async with opened_store(database.url, KINDS) as store:
        await database.server.run(f"ALTER {limited} CONNECTION LIMIT 0")
        started = await refusal(database.url)
        with pytest.raises(StoreError) as running:
            await act(store, 0, 0)
        await database.server.run(f"ALTER {limited} CONNECTION LIMIT -1")
        await act(store, 0, 0)
    assert started.startswith("PostgreSQL takes no more connections by this user")
    assert started.endswith("Start Samlär again when there is room.")
    assert "A running server goes on by itself when there is room" in str(running.value)


@pytest.mark.parametrize(
    "table",
    [
        "documents (id int)",
        "documents (kind text, id text, body text)",
        "samlar_schema (name text)",
    ],
)
async def test_a_database_of_another_program(database: Database, table: str) -> None:
    """A database with another program's tables of our names is refused, and nothing is made in it."""
    await database.server.execute(database.url, f"CREATE TABLE {table}")
    before = await database.tables()
    said = await refusal(database.url)
    assert said.startswith("The database holds another program's tables")
    assert said.endswith("Make an empty one for Samlär: createdb -O USER NAME.")
    assert await database.tables() == before


async def test_tables_that_were_changed(database: Database) -> None:
    """Where another program has put its own table in the place of Samlär's, the store is refused alike."""
    async with opened_store(database.url, KINDS):
        pass
    await database.server.execute(
        database.url, "DROP TABLE documents; CREATE TABLE documents (id int, title text)"
    )
    assert (await refusal(database.url)).startswith("The database holds another program's tables")


async def test_rights_that_are_missing(database: Database) -> None:
    """The right to connect, and that to make tables, are told apart when either is missing."""
    stranger = f"{database.user}_b"
    await database.server.run(f"CREATE ROLE {stranger} LOGIN")
    try:
        said = await refusal(database.url_of(stranger))
        assert said.startswith("The database user may not make or change tables.")
        await database.server.run(f"REVOKE CONNECT ON DATABASE {database.name} FROM PUBLIC")
        said = await refusal(database.url_of(stranger))
        assert said.startswith("The database user may not connect to the database")
        said = await refusal(database.url_of(database.user, log_statement="all"))
        assert "may not connect to the database, or not set what stands after" in said
    finally:
        await database.server.run(f"DROP ROLE {stranger}")


async def test_a_schema_that_is_missing(server: Server) -> None:
    """Where the schema that search_path names is not there, one is told to make it."""
    assert "CREATE SCHEMA" in await refusal(server.place())


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"postgressql://karin:{SECRET}@db/samlar", " (postgressql:…)"),
        ("tinydb:", " (tinydb:…)"),
        (f"Data/{SECRET}", ""),
        (f"karin-{SECRET}:x", ""),
        ("", ""),
    ],
)
async def test_an_address_of_no_store(address: str, shown: str) -> None:
    """An address that names no store is refused; of it nothing is shown but what it begins with."""
    said = await refusal(address)
    assert said.startswith(f"SAMLAR_STORE, or the command's option, names no store{shown}. Write ")
    assert SECRET not in said
    assert "karin" not in said
