"""SIGTERM finishes what is under way: each act is done and answered, or not done at all."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from pathlib import Path
from urllib.parse import urlencode

import aiohttp

from storage.documents.people import Unit
from storage.open import open_store
from tests.bot.slack.envelopes import FORM, signed
from tests.bot.slack.web_api import TOKEN, SlackWorkspace

SECRET = "made-up-signing-secret"
ACTS = 50


async def test_sigterm_with_fifty_acts_in_flight(tmp_path: Path) -> None:
    """Every act that was answered is kept, every other is not there, and the server leaves with 0."""
    async with SlackWorkspace() as slack:
        slack.add_person("U1", "Karin Samuelsdotter")
        port = _free_port()
        server = await _start(tmp_path, port, slack.url)
        async with aiohttp.ClientSession() as session:
            await _healthy(session, port)
            acts = [asyncio.create_task(_add_unit(session, port, number)) for number in range(ACTS)]
            await next(asyncio.as_completed(acts))
            server.send_signal(signal.SIGTERM)
            answered = {number for number, done in enumerate(await asyncio.gather(*acts)) if done}
        assert await asyncio.wait_for(server.wait(), 30) == 0
    assert answered
    assert await _units(tmp_path) == {f"Enhet {number}" for number in answered}


async def _start(folder: Path, port: int, slack_url: str) -> Process:
    environment = os.environ | {
        "SAMLAR_STORE": f"tinydb:{folder / 'data'}",
        "SAMLAR_PORT": str(port),
        "SAMLAR_COORDINATORS": "slack:T1:U1",
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack_url,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stderr=asyncio.subprocess.DEVNULL
    )


async def _add_unit(session: aiohttp.ClientSession, port: int, number: int) -> bool:
    """Add a unit; True where the answer shows it."""
    name = f"Enhet {number}"
    body = urlencode(
        {
            "command": "/samlar",
            "text": f"enheter lägg till namn='{name}' huvudman=kommunal skolform=förskola",
            "team_id": "T1",
            "user_id": "U1",
            "channel_id": "C1",
            "channel_name": "made-up",
            "response_url": "http://127.0.0.1:9/none",
            "trigger_id": f"{number}.trigger",
        }
    )
    url = f"http://127.0.0.1:{port}/slack/events"
    try:
        async with session.post(url, data=body, headers=signed(body, SECRET, content_type=FORM)) as answer:
            return answer.status == 200 and name in await answer.text()
    except aiohttp.ClientError:
        return False


async def _healthy(session: aiohttp.ClientSession, port: int) -> None:
    for _ in range(200):
        try:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    raise AssertionError("the server never got healthy")


async def _units(folder: Path) -> set[str]:
    store = open_store(f"tinydb:{folder / 'data'}")
    await store.open()
    try:
        async with store.transaction() as tx:
            return {unit.name for unit in await tx.find(Unit)}
    finally:
        await store.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
