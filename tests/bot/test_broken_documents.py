"""One document that breaks its rules is named, without what it says, and does not end everything else."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import MutableMapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from structlog.testing import capture_logs

import handlers
from bot.clock import Clock
from bot.delivery import Courier
from handlers.core.replies import Reply, Say
from handlers.core.rooms import rooms_of
from handlers.core.wire import write_reply
from storage.documents.drafts import Draft
from storage.documents.people import Account
from storage.documents.posts import Posted
from storage.open import opened_store
from storage.store import Outgoing
from storage.values.texts import typed
from tests.bot.commands import process, spoil
from tests.handlers.desk import a_town

GRADE = "UPDATE reflection SET body = json_set(body, '$.grade', 'hemligt', '$.text', 'hemligt')"
NAMELESS = "UPDATE unit SET body = json_remove(json_set(body, '$.owner', 'hemligt'), '$.name')"
LINES = [
    (
        GRADE,
        "samlar: reflection s-held-maja in the store breaks its rules (grade). Run samlar store check.",
    ),
    (f"{NAMELESS} WHERE doc_id = 3", "samlar: unit ekdala in the store breaks its rules (name)."),
]


@pytest.fixture
def folder(tmp_path: Path, sample_store: Path) -> Path:
    """The store of the sample municipality, with no server on it."""
    shutil.copytree(sample_store, tmp_path, dirs_exist_ok=True)
    return tmp_path / "store"


@pytest.mark.parametrize(("statement", "line"), LINES)
@pytest.mark.parametrize("words", [("chat", "--as", "karin"), ("run",)])
def test_start(folder: Path, statement: str, line: str, words: tuple[str, ...]) -> None:
    """Neither the chat nor the server starts on it; one line says which document and which field."""
    spoil(folder, statement)
    done = process(
        folder.parent,
        *words,
        SAMLAR_STORE=f"tinydb:{folder}",
        SLACK_BOT_TOKEN="xoxb-made-up",
        SLACK_SIGNING_SECRET="made-up",
    )
    assert done.returncode == 2
    assert line in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "hemligt" not in done.stderr
    assert not (folder / "samlar.pid").exists()


async def test_amid_acts(folder: Path) -> None:
    """An act that meets it is answered with a fault's code, and the log has nothing of what it says."""
    spoil(folder, GRADE)
    async with a_town(folder.parent) as town:
        karin = town.seat("karin")
        with capture_logs() as logged:
            said = await karin.says("reflektioner")
        assert "fault" in [entry["event"] for entry in logged]
        assert "hemligt" not in f"{logged} {said}"
        assert "reflection s-held-maja in the store breaks its rules (grade)" in str(logged)
        assert "Almby" in await karin.says("enheter")


async def test_amid_the_clock_s_rounds(folder: Path) -> None:
    """A round of the clock that meets it ends with a line that names it, without what it says."""
    async with a_town(folder.parent) as town:
        await town.seat("maja").says("ställ in Elevernas egna mål")
        [draft] = await town.find(Draft)
    spoil(folder, "UPDATE draft SET body = json_set(body, '$.seen', 'hemligt')")
    async with a_town(folder.parent) as town:
        later = town.now + timedelta(days=31)
        line = await _first_line(Clock(town.store, town.dispatch, Mock(), lambda: later))
    assert line["event"] == "the clock failed"
    assert line["reason"].startswith(f"draft {draft.id} in the store breaks its rules (seen)")
    assert "hemligt" not in str(line)


async def test_amid_delivery(folder: Path) -> None:
    """A message to somebody whose account is broken ends a round with a line that names the account."""
    async with a_town(folder.parent) as town:
        [account, *_] = await town.find(Account)
        usual = {"language": "sv", "created_at": town.now, "not_before": town.now}
        async with town.store.transaction() as tx:
            body = write_reply(Say(text=typed("hemligt")))
            until = town.now + timedelta(days=1)
            tx.enqueue(Outgoing(address=account.id, body=body, useful_until=until, **usual))
        now = town.now
    spoil(folder, "UPDATE account SET body = json_set(body, '$.person_id', json_array('hemligt'))")
    async with opened_store(f"tinydb:{folder}") as store:
        line = await _first_line(
            Courier(store, {account.id.partition(":")[0]: Nowhere()}, rooms_of(handlers).guards, lambda: now)
        )
    assert line["event"] == "delivery failed"
    assert line["reason"].startswith(f"account {account.id} in the store breaks its rules (person_id)")
    assert "hemligt" not in str(line)


class Nowhere:
    """A platform that nothing reaches."""

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Fail the test."""
        raise AssertionError(address)


async def _first_line(runs: Clock | Courier) -> MutableMapping[str, Any]:
    """Let something run until it logs."""
    with capture_logs() as logged:
        running = asyncio.create_task(runs.run())
        for _ in range(1000):
            if logged:
                break
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    return logged[0]
