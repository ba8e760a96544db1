"""Whole acts over HTTP: a coordinator asks for the status of the sample municipality.

From the signed request going out to the answer being there: for Slack in the response to the slash
command, for Teams posted to the connector and the request done.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import aiohttp

from benchmarks.present import TYPING
from benchmarks.table import Row, at_most
from bot.sample.filling import fill_with_sample
from storage.open import open_store
from tests.bot.slack.envelopes import FORM, signed
from tests.conversations.places.slack import SECRET, SlackPlace
from tests.conversations.places.teams import TeamsPlace

WARM_UP = 20
MEASURED = 200
GOAL_MS = 20
SHOWN = "Granlidens gymnasium"


def rows() -> Iterable[Row]:
    """Measure Slack's slash command and a Teams message."""
    yield at_most("slack: status milliseconds", asyncio.run(_slack()), GOAL_MS)
    yield at_most("teams: status milliseconds", asyncio.run(_teams()), GOAL_MS)


async def _slack() -> float:
    with tempfile.TemporaryDirectory() as folder:
        place = SlackPlace(Path(folder), "sv", datetime.now(UTC))
        await _start(place, folder)
        numbers = itertools.count()
        async with aiohttp.ClientSession() as session:

            async def ask() -> str:
                body = urlencode(
                    {
                        "command": "/samlar",
                        "text": "läget",
                        "team_id": "T1",
                        "user_id": "U1",
                        "channel_id": "C1",
                        "channel_name": "kvalitetsutveckling",
                        "response_url": f"{place.workspace.url}none",
                        "trigger_id": f"{next(numbers)}.bench",
                    }
                )
                headers = signed(body, SECRET, content_type=FORM)
                async with session.post(f"{place.url}/slack/events", data=body, headers=headers) as answer:
                    return await answer.text()

            try:
                return await _median_ms(ask, place)
            finally:
                await place.leave()


async def _teams() -> float:
    with tempfile.TemporaryDirectory() as folder:
        place = TeamsPlace(Path(folder), "sv", datetime.now(UTC))
        await _start(place, folder)
        karin = place.person("karin")
        teams = place.teams
        teams.listeners.clear()
        token = teams.token()

        async def ask() -> str:
            activity = karin.activity("message", karin.chat) | {"text": "läget"}
            await teams.deliver(place.url, activity, token)
            return str(teams.posted[-1].activity)

        try:
            return await _median_ms(ask, place)
        finally:
            await place.leave()


async def _start(place: SlackPlace | TeamsPlace, folder: str) -> None:
    store = open_store(f"tinydb:{folder}")
    await store.open()
    now = place.present().astimezone(place.settings().zone)
    await fill_with_sample(store, place.settings().zone, now.date())
    await store.close()
    await place.start()


async def _median_ms(ask: Callable[[], Awaitable[str]], place: SlackPlace | TeamsPlace) -> float:
    taken = []
    for number in range(WARM_UP + MEASURED):
        place.present.now += TYPING
        start = time.perf_counter()
        answer = await ask()
        if number >= WARM_UP:
            taken.append(time.perf_counter() - start)
            assert SHOWN in answer, answer
    return median(taken) * 1000
