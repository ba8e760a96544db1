"""What earlier versions of the program wrote is read by this one.

`formats/` holds a store of each kind and a backup in each format that there has been; none of these files
is ever changed. A document type whose schema version counts up has a test of its own migration.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from storage.backup import restore
from storage.documents.people import Account
from storage.documents.posts import Post
from storage.kinds import all_kinds
from storage.open import opened_store
from storage.store import Equal, OutgoingState, Record, Store
from tests.storage.contract.acts import batches
from tests.storage.notes import KINDS, NOW, Note, Place, file
from tests.storage.postgres.server import Server

FORMATS = Path(__file__).parent / "formats"


async def check(store: Store) -> None:
    """See that a store holds what was written to every fixture, and takes in files."""
    async with store.transaction() as tx:
        first, second = await tx.find(Note)
        assert first == Note(
            id="n1", version=2, unit="Almby", due=NOW, people=("p1", "p2"), size=3, text="Ändrad"
        )
        assert second == Note(id="n2", version=1, unit=None, done=True, extra={"deep": [1, 2.5, None]})
        assert await tx.find(Note, Equal("people", "p2")) == [first]
        assert await tx.get(Place, "h1") == Place(id="h1", version=1, name="Här")
        assert await tx.answered("d1") == '{"text":"klart"}'
        assert not await tx.claim("digest:c1:2026-W47", now=NOW, until=NOW)
    (sent,) = await store.outgoing(OutgoingState.SENT)
    (waiting,) = await store.outgoing(OutgoingState.WAITING)
    assert (sent.id, sent.body, waiting.id) == ("m1", None, "m2")
    (entry,) = await store.audited("n2")
    assert (entry.id, entry.act) == ("a1", "book")
    async with store.transaction() as tx:
        shared = await tx.keep_file(file(id="f1"), b"abc")
    async with store.transaction() as tx:
        assert [piece async for piece in tx.content_of(shared)] == [b"abc"]
    later = NOW + timedelta(hours=1)
    assert len(await store.claim_outgoing(now=later, lease_until=later, limit=9)) == 1


@pytest.mark.parametrize("path", sorted(FORMATS.glob("tinydb-*.db")), ids=lambda path: path.stem)
async def test_reads_files_of_the_embedded_store(path: Path, tmp_path: Path) -> None:
    """The embedded store opens its own files of every format."""
    shutil.copy(path, tmp_path / "samlar.db")
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        await check(store)


@pytest.mark.parametrize("path", sorted(FORMATS.glob("postgres-*.sql")), ids=lambda path: path.stem)
async def test_reads_schemas_of_postgres(path: Path, server: Server, place: str) -> None:
    """The store on PostgreSQL opens databases of every schema."""
    await server.execute(place, path.read_text(encoding="utf-8"))
    async with opened_store(place, KINDS) as store:
        await check(store)


@pytest.mark.parametrize("path", sorted(FORMATS.glob("backup-*.gz")), ids=lambda path: path.stem)
async def test_reads_backups(path: Path, url: str) -> None:
    """Backups of every format are restored."""
    async with opened_store(url, KINDS) as store:
        await restore(store, path)
        await check(store)


class Second(Place):
    """A place whose name was split in two in schema version 2."""

    schema_version: ClassVar[int] = 2
    migrations: ClassVar = {2: lambda data: data | {"name": data["name"].upper(), "town": data["name"][:1]}}
    town: str = ""


class Third(Second):
    """A place whose town got another shape in schema version 3, and an index."""

    schema_version: ClassVar[int] = 3
    indexed: ClassVar[tuple[str, ...]] = ("name", "town")
    migrations: ClassVar = Second.migrations | {3: lambda data: data | {"town": f"i {data['town']}"}}


async def test_documents_are_brought_up_to_date(url: str) -> None:
    """Stored documents go through every migration that they lack, in order, when the store opens."""
    for kind, name, town in (
        (Place, "här", None),
        (Second, "HÄR", "h"),
        (Third, "HÄR", "i h"),
        (Third, "HÄR", "i h"),
    ):
        async with opened_store(url, (kind,)) as store:
            async with store.transaction() as tx:
                if kind is Place:
                    tx.save(Place(id="p1", name=name))
                else:
                    (place,) = await tx.find(kind, Equal("name", name))
                    assert isinstance(place, Second)
                    assert (place.town, place.version) == (town, 1)
            async with store.transaction() as tx:
                if kind is Third:
                    assert await tx.find(Third, Equal("town", "i h")) == [await tx.get(Third, "p1")]


async def test_loaded_documents_are_brought_up_to_date(url: str) -> None:
    """Records of an earlier schema version are brought up to date when they are loaded."""
    old = Record("place", '{"schema_version":1,"id":"p1","version":4,"name":"här"}')
    async with opened_store(url, (Third,)) as store:
        await store.load(batches([old]))
        async with store.transaction() as tx:
            assert await tx.get(Third, "p1") == Third(id="p1", version=4, name="HÄR", town="i h")


async def test_a_store_from_before_posts_were_known(url: str) -> None:
    """A store of a version that knew no posts opens, keeps what it holds, and finds posts from then on."""
    account = Account(id="slack:T1:U1", person_id="maja")
    post = Post(id="p", address=account.id, ids=("a",), about=("session:s",), posted_at=NOW)
    earlier = [kind for kind in all_kinds() if kind is not Post]
    async with opened_store(url, earlier) as store, store.transaction() as tx:
        tx.save(account)
    async with opened_store(url) as store:
        async with store.transaction() as tx:
            assert await tx.get(Account, account.id) == account.at_version(1)
            tx.save(post)
        async with store.transaction() as tx:
            assert await tx.find(Post, Equal("about", "session:s")) == [post.at_version(1)]
