"""The door for the local playground leads to made-up data alone, and its log says that it is open."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from bot.sample.filling import SAMPLE, is_sample
from bot.sample.town import UNITS
from bot.server import Server
from config.settings import Settings, SettingsError
from storage.documents.people import Person, Unit
from storage.open import open_store
from storage.store import Store
from tests.bot.test_notices import server

OPEN = {"samlar_teams_anonymous": "1"}


async def opened(folder: Path) -> Store:
    """Return an opened store."""
    store = open_store(f"tinydb:{folder}")
    await store.open(make=False)
    return store


async def units(folder: Path) -> int:
    """Return how many units a sample holds. Fails where it isn't one."""
    store = await opened(folder)
    try:
        assert await is_sample(store)
        async with store.transaction() as tx:
            return len(await tx.find(Unit))
    finally:
        await store.close()


def without_an_app(**settings: str) -> dict[str, str]:
    """Return settings for a server whose door is open."""
    return (
        OPEN
        | {"microsoft_app_id": "", "microsoft_app_password": "", "microsoft_app_tenant_id": ""}
        | settings
    )


@pytest.mark.parametrize("command", ["run", "start"])
def test_it_serves_the_sample(tmp_path: Path, command: str) -> None:
    """With nothing else set, as README has it, the sample is made and served, and the log tells of it."""
    with server(tmp_path, command, **without_an_app()) as running:
        said = "".join(running.log)
        assert "the door for the local playground is open" in said
        port = int(running.log[-1].partition("port=")[2].split()[0])
        assert asyncio.run(posted(port, {})) == 400
        assert asyncio.run(posted(port, {"X-Forwarded-For": "203.0.113.7"})) == 403
    assert asyncio.run(units(tmp_path / SAMPLE)) == len(UNITS)
    assert not (tmp_path / "data" / "samlar.db").exists()
    with server(tmp_path, command, **without_an_app()):
        pass
    assert asyncio.run(units(tmp_path / SAMPLE)) == len(UNITS)


async def posted(port: int, headers: dict[str, str]) -> int:
    """Return the status for an activity that is none."""
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{port}/api/messages"
        async with session.post(url, json={}, headers=headers) as answer:
            return answer.status


async def test_a_real_store_is_refused(tmp_path: Path) -> None:
    """A store that isn't marked as a sample is refused, and is as it was."""
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    async with store.transaction() as tx:
        tx.save(Person(id="karin", name="Karin Samuelsdotter"))
    await store.close()
    await refused(tmp_path)
    store = await opened(tmp_path)
    assert await store.count() == 1
    await store.close()


async def test_an_empty_store_that_is_named_is_refused(tmp_path: Path) -> None:
    """An empty store that somebody names is to hold something of theirs: nothing made up is put there."""
    await refused(tmp_path)
    store = await opened(tmp_path)
    assert await store.count() == 0
    await store.close()


async def test_the_sample_s_folder_with_something_else_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies where the sample would be, and is none, is refused and not filled."""
    monkeypatch.chdir(tmp_path)
    store = open_store(f"tinydb:{SAMPLE}")
    await store.open()
    async with store.transaction() as tx:
        tx.save(Person(id="karin", name="Karin Samuelsdotter"))
    await store.close()
    with pytest.raises(SettingsError, match="SAMLAR_STORE"):
        await started(Settings(_env_file=None, samlar_teams_anonymous=True, samlar_port=0))


async def test_a_sample_that_is_named_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample may be named, and lie elsewhere."""
    monkeypatch.chdir(tmp_path)
    await started(Settings(_env_file=None, samlar_teams_anonymous=True, samlar_port=0))
    (tmp_path / SAMPLE).rename(tmp_path / "elsewhere")
    await started(
        Settings(_env_file=None, samlar_teams_anonymous=True, samlar_port=0, samlar_store="tinydb:elsewhere")
    )


async def refused(folder: Path) -> None:
    """Fail unless a server with the door open refuses the store."""
    settings = Settings(
        _env_file=None, samlar_teams_anonymous=True, samlar_store=f"tinydb:{folder}", samlar_port=0
    )
    with pytest.raises(SettingsError, match=r"^SAMLAR_STORE: .*Example: "):
        await started(settings)


async def started(settings: Settings) -> None:
    """Start a server and stop it."""
    server = Server(settings)
    await server.start()
    await server.stop()
