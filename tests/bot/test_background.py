"""What ends unforeseen ends the server, and a start that fails leaves nothing open."""

from __future__ import annotations

import asyncio
import socket
import sys
from pathlib import Path
from subprocess import run

import pytest
from structlog.testing import capture_logs

from bot.background import Background, TaskEndedError
from config.settings import SettingsError
from storage.open import open_store
from tests.bot.frontends import FrontEnd, server_of
from tests.bot.terminal.program import environment

DYING = """
import asyncio
from bot.{module} import {owner}

async def run(self):
    await asyncio.sleep(0.2)
    {end}

{owner}.run = run
from bot.cli import main
main()
"""


@pytest.mark.parametrize(
    ("module", "owner", "end", "said"),
    [
        ("clock", "Clock", "raise KeyError('Hemligt')", "task=clock error=KeyError"),
        ("delivery", "Courier", "return", "task=delivery error=returned"),
        ("wiping", "Wiping", "{}['Hemligt']", "task=wiping error=KeyError"),
    ],
)
def test_a_task_that_dies_ends_the_server(
    tmp_path: Path, module: str, owner: str, end: str, said: str
) -> None:
    """A server whose task ends by itself says so in one line, closes what it has open and exits with 1."""
    done = run(
        [sys.executable, "-c", DYING.format(module=module, owner=owner, end=end), "run"],
        cwd=tmp_path,
        env=environment({"samlar_teams_anonymous": "1", "samlar_port": "0"}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    (line,) = [one for one in done.stderr.splitlines() if "ended unforeseen" in one]
    assert " ".join(said.split()) in line.replace('"', "")
    assert "Traceback" not in done.stderr
    assert "Hemligt" not in done.stderr
    assert done.stderr.splitlines()[-1].endswith("event=stopped")
    asyncio.run(_opens(tmp_path / "data" / "sample"))


async def test_tasks_end_together() -> None:
    """When one ends the others are cancelled; a passing one may return."""
    cancelled = asyncio.Event()

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async def passing() -> None:
        return

    async def dying() -> None:
        await asyncio.sleep(0)
        raise ValueError

    background = Background()
    with capture_logs() as logs:
        background.begin(endless={"a": forever(), "b": dying()}, passing={"c": passing()})
        with pytest.raises(TaskEndedError):
            await background.ended()
    assert cancelled.is_set()
    assert [one["task"] for one in logs] == ["b"]
    await background.stop()
    await background.stop()


async def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """A start that can't listen closes all again; stopping then is no fault, and the store opens anew."""
    done: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = server_of(tmp_path, taken.getsockname()[1], one=FrontEnd(done, "one"))
        with pytest.raises(SettingsError, match="SAMLAR_PORT"):
            await server.start()
    await server.stop()
    assert done == ["one starts", "one stops"]
    await _opens(tmp_path)


async def test_a_platform_that_does_not_start(tmp_path: Path) -> None:
    """Where one platform fails at start those started before are stopped, and the store is closed."""
    done: list[str] = []
    other = FrontEnd(done, "two", RuntimeError("no"))
    server = server_of(tmp_path, one=FrontEnd(done, "one"), two=other)
    with pytest.raises(RuntimeError):
        await server.start()
    await server.stop()
    assert done == ["one starts", "two starts", "one stops"]
    await _opens(tmp_path)


async def _opens(folder: Path) -> None:
    """Open a store that nobody else has open, and close it."""
    store = open_store(f"tinydb:{folder}")
    await store.open(make=False)
    await store.close()
