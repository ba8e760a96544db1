"""Which workspace the bot is installed in, and as whom: auth.test, asked until Slack answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

import structlog

from bot.delivery import NobodyKnows, NotNow, RefusesApp, Undeliverable
from bot.slack.web_api import WebApi

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
_CHECK_KEPT = 10.0

log = structlog.get_logger()


class InstalledApp(NamedTuple):
    """The workspace's id, and the bot's own user id there."""

    team: str
    bot: str


class Workspace:
    """Knows the installation, once Slack has told.

    Attributes:
        trouble: why Slack did not answer when asked last, in a word; "" where it did, or was not asked.
    """

    def __init__(self, api: WebApi, clock: Callable[[], float] = time.monotonic) -> None:
        self._api = api
        self._clock = clock
        self._checking = asyncio.Lock()
        self._checked = -_CHECK_KEPT
        self._told = asyncio.Event()
        self._installation: InstalledApp | None = None
        self.trouble = ""

    @property
    def installation(self) -> InstalledApp | None:
        """The installation, or None while it is not known."""
        return self._installation

    async def known(self, seconds: float) -> InstalledApp | None:
        """Return the installation, waiting for it for a while."""
        try:
            await asyncio.wait_for(self._told.wait(), seconds)
        except TimeoutError:
            log.warning("Slack has not yet told which workspace this is")
        return self._installation

    async def check(self) -> str:
        """Return why Slack does not answer the bot now, in a word, or ""; asks every ten seconds at most."""
        if self._installation is None:
            return self.trouble or "starting"
        async with self._checking:
            if self._clock() - self._checked >= _CHECK_KEPT:
                try:
                    await self._api.call("auth.test")
                    self.trouble = ""
                except (Undeliverable, NotNow, NobodyKnows) as error:
                    self.trouble = str(error)
                self._checked = self._clock()
        return self.trouble

    async def find_out(self) -> None:
        """Ask Slack until it answers."""
        wait = _FIRST_WAIT
        while True:
            remedy = "see docs/slack.md"
            try:
                told = await self._api.call("auth.test")
                self._installation = InstalledApp(str(told["team_id"]), str(told["user_id"]))
            except RefusesApp as error:
                reason, remedy = error.reason, error.remedy
            except (Undeliverable, NotNow, NobodyKnows) as error:
                reason = str(error)
            except KeyError as error:
                reason = f"its answer has no {error}"
            else:
                self.trouble = ""
                self._told.set()
                log.info("connected to Slack", bot=self._installation.bot, team=self._installation.team)
                return
            if reason != self.trouble:
                log.error("Slack does not tell who the bot is; asking again", reason=reason, do=remedy)
            self.trouble = reason
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
