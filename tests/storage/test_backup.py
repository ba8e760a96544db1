"""Backups, restoring and migrating keep everything, or say why not."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.backup import back_up, restore
from storage.bodies import encode
from storage.check import problems
from storage.documents.base import Document
from storage.documents.files import PIECE_BYTES, File
from storage.kept import KEPT, Piece
from storage.migrate import migrate
from storage.open import opened_store
from storage.store import Equal, OutgoingState, Record, Store, StoreError
from storage.tally import Tally
from tests.storage.contents import CONTENT, contents
from tests.storage.contract.acts import batches
from tests.storage.notes import KINDS, NOW, Note, file
from tests.storage.worker import act, done

ALL_KINDS: dict[str, type[Document]] = {kind.kind: kind for kind in (*KEPT, *KINDS)}


async def test_backup_restores_everywhere(full: Store, other_url: str, tmp_path: Path) -> None:
    """What was backed up from one store is in another after restoring, of either sort, and works there."""
    steps: list[int] = []
    made = await back_up(full, tmp_path / "b", now=NOW, progress=steps.append)
    async with opened_store(other_url, KINDS) as store:
        restored = await restore(store, tmp_path / "b")
        assert await contents(store) == await contents(full)
        assert made.kinds() == restored.kinds()
        assert made.kinds()["note"][0] == 12
        assert sum(steps) == await store.count() == 31
        sent = await store.claim_outgoing(now=NOW, lease_until=NOW, limit=1)
        assert [message.body for message in sent] == ["0"]
        async with store.transaction() as tx:
            assert await tx.answered("d1") == '{"a": 1}'
            assert not await tx.claim("k", now=NOW, until=NOW)
            assert len(await tx.find(Note, Equal("unit", "Ö"))) == 12
            shared = await tx.get(File, "f1")
            assert shared
            assert b"".join([piece async for piece in tx.content_of(shared)]) == CONTENT
        assert len(await store.audited("h1")) == 1


async def test_migration_keeps_everything(full: Store, other_url: str) -> None:
    """A migration to either sort of store ends with the same counts and checksums, and the same order."""
    async with opened_store(other_url, KINDS) as store:
        steps: list[int] = []
        arrived = await migrate(full, store, progress=steps.append)
        assert await contents(store) == await contents(full)
        assert sum(steps) == 31
        assert {kind: count for kind, (count, _) in arrived.kinds().items()} == {
            "_answers": 1,
            "_audit": 1,
            "_claims": 1,
            "_outbox": 12,
            "_pieces": 2,
            "file": 1,
            "note": 12,
            "place": 1,
        }


async def test_checksums_tell_differences() -> None:
    """Other values, order or number of documents give another checksum; other ways to write JSON do not."""

    def checksum(*bodies: str) -> str:
        tally = Tally()
        tally.add(Record("note", body) for body in bodies)
        return tally.kinds()["note"][1]

    assert checksum('{"a":1,"b":2}') == checksum('{"b": 2.0, "a": 1}')
    assert checksum('{"a":1}', '{"a":2}') != checksum('{"a":2}', '{"a":1}')
    assert len({checksum('{"a":1}'), checksum('{"a":"1"}'), checksum('{"a":1}', '{"a":1}')}) == 3


async def test_restoring_needs_an_empty_store(full: Store, tmp_path: Path) -> None:
    """A store that holds something says so, and keeps what it holds."""
    await back_up(full, tmp_path / "b", now=NOW)
    before = await contents(full)
    with pytest.raises(StoreError, match="not empty"):
        await restore(full, tmp_path / "b")
    with pytest.raises(StoreError, match="not empty"):
        await migrate(full, full)
    assert await contents(full) == before


def cut(data: bytes) -> bytes:
    """Take the end off a file."""
    return data[: len(data) // 2]


def flip(data: bytes) -> bytes:
    """Change one byte in the middle of a file."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change the lines of a backup, leaving the compression sound."""
    return lambda data: gzip.compress(change(gzip.decompress(data)))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (cut, "is damaged; nothing was restored"),
        (flip, "is damaged; nothing was restored"),
        (lambda data: data[:2] + flip(data[2:60]) + data[60:], "is damaged; nothing was restored"),
        (rewritten(lambda text: text.replace(b"worded anew", b"worded anow")), "damaged"),
        (rewritten(lambda text: b"\n".join(text.splitlines()[:-1])), "incomplete"),
        (rewritten(lambda text: b"\n".join(text.splitlines()[:9] + text.splitlines()[10:])), "damaged"),
        (rewritten(lambda text: text.replace(b'"format":1', b'"format":2')), "newer"),
        (rewritten(lambda _: b'{"something": "else"}\n'), "not a backup"),
        (rewritten(lambda _: b""), "not a backup"),
        (rewritten(lambda text: text.replace(b'"kind":"note"', b'"sort":"note"')), "damaged"),
        (lambda _: gzip.compress(b"# Samlar\n\nRead me.\n"), "is not a backup of Samlär's"),
        (lambda _: gzip.compress(b"[1]\n"), "is not a backup of Samlär's"),
        (lambda _: b'{"unit": {}}', "is not a backup.*samlar store import"),
        (lambda _: b"plain text", r"is not a backup of Samlär's\.$"),
        (lambda _: b"", r"is not a backup of Samlär's\.$"),
    ],
)
async def test_spoiled_backup_restores_nothing(
    full: Store, tmp_path: Path, spoil: Callable[..., Any], says: str
) -> None:
    """A file that is cut, changed, newer or something else is refused, and nothing of it is kept."""
    await back_up(full, tmp_path / "b", now=NOW)
    (tmp_path / "b").write_bytes(spoil((tmp_path / "b").read_bytes()))
    async with opened_store(f"tinydb:{tmp_path / 'new'}", KINDS) as store:
        with pytest.raises(StoreError, match=says):
            await restore(store, tmp_path / "b")
        assert await store.count() == 0


async def test_missing_backup(tmp_path: Path) -> None:
    """A file that is not there is said to be missing."""
    async with opened_store(f"tinydb:{tmp_path / 'new'}", KINDS) as store:
        with pytest.raises(StoreError, match="No such file"):
            await restore(store, tmp_path / "b")


async def test_backup_that_can_not_be_written(full: Store, tmp_path: Path) -> None:
    """A backup into no folder fails clearly; one over an older file leaves that until it is done."""
    with pytest.raises(StoreError, match="can't be written: No such file or directory"):
        await back_up(full, tmp_path / "nowhere" / "b", now=NOW)

    def fails(_: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "b").write_text("older")
    with pytest.raises(ZeroDivisionError):
        await back_up(full, tmp_path / "b", now=NOW, progress=fails)
    assert (tmp_path / "b").read_text() == "older"
    assert {path.name for path in tmp_path.iterdir()} <= {"b", "store"}
    await back_up(full, tmp_path / "b", now=NOW)
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0


async def test_backup_of_a_store_in_use_is_of_one_moment(url: str, tmp_path: Path) -> None:
    """A backup taken amid acts has each act whole, and the acts go on."""
    async with opened_store(url, KINDS) as store:
        acts = [0] * 4

        async def series(worker: int) -> None:
            while not over.is_set():
                await act(store, worker, acts[worker])
                acts[worker] += 1

        over = asyncio.Event()
        work = [asyncio.create_task(series(worker)) for worker in range(4)]
        at_least = []
        for number in range(3):
            await asyncio.sleep(0.1)
            at_least.append(list(acts))
            await back_up(store, tmp_path / f"b{number}", now=NOW)
        over.set()
        await asyncio.gather(*work)
    for number, acknowledged in enumerate(at_least):
        async with opened_store(f"tinydb:{tmp_path / str(number)}", KINDS) as copy:
            await restore(copy, tmp_path / f"b{number}")
            for worker in range(4):
                sent = [m for m in await copy.outgoing(OutgoingState.WAITING) if m.address == f"w{worker}"]
                assert len(sent) >= acknowledged[worker]
                assert await done(copy, worker, len(sent)) == len(sent)


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        '{"schema_version":1,"version":1,"text":"secret"}',
        '{"schema_version":1,"id":7,"version":1,"text":"secret"}',
        '{"schema_version":"secret","id":"n1","version":1}',
    ],
)
async def test_what_is_no_document_is_not_stored(url: str, body: str) -> None:
    """A record without an id, or that is no document at all, is refused by its kind, with all others."""
    records = [Record("note", '{"schema_version":1,"id":"n0","version":1}'), Record("note", body)]
    async with opened_store(url, KINDS) as store:
        with pytest.raises(StoreError, match=r"no document \(note\); nothing was stored") as caught:
            await store.load(batches(records))
        assert await store.count() == 0
    assert "secret" not in str(caught.value)


async def test_check_finds_nothing_in_a_sound_store(full: Store) -> None:
    """A store with some of everything has no problems."""
    assert await problems(full, ALL_KINDS) == []


async def test_check_names_what_breaks_rules(url: str) -> None:
    """Documents that break their rules or are of no known kind are named; their texts are not."""
    records = [
        Record("note", '{"schema_version":1,"id":"n1","version":1,"size":"much","text":"secret"}'),
        Record("note", '{"schema_version":1,"id":"n2","version":0,"text":"secret"}'),
        Record("_pieces", encode(Piece(id="f1:0", version=1, content=b"secret"))),
        Record("_pieces", '{"schema_version":1,"id":"f2:0","version":1,"content":"secret?"}'),
        Record("file", encode(file(id="f1", size=PIECE_BYTES + 1, version=1))),
        Record("unheard_of", '{"id":"x","version":1}'),
    ]
    async with opened_store(url, KINDS) as store:
        await store.load(batches(records))
        found = await problems(store, ALL_KINDS)
    assert len(found) == 5
    assert "file f1: lacks content" in found
    assert "_pieces f2:0: breaks its rules (content)" in found
    assert "note n1: breaks its rules (size)" in found
    assert "note n2: has no version" in found
    assert "secret" not in "".join(found)


def lines(path: Path) -> str:
    """Return what a backup says."""
    return gzip.decompress(path.read_bytes()).decode()


async def test_erased_is_not_in_the_next_backup(full: Store, tmp_path: Path) -> None:
    """What is removed, and the bodies of settled messages, are in no later backup."""
    async with full.transaction() as tx:
        for note in await tx.find(Note):
            tx.remove(note)
    await back_up(full, tmp_path / "b", now=NOW)
    assert '"kind":"note"' not in lines(tmp_path / "b")
    assert "worded anew" not in lines(tmp_path / "b")
