"""Tells guests from members: Teams says so only when it is asked for the member.

An act waits at most a second for the answer, and only where the person was not asked about lately. Where
none comes in time they count as a guest, who is let in by a coordinator: people who are registered are not
affected by that, and a newcomer can try again, for the answer is kept when it comes.
"""

from __future__ import annotations

import asyncio
import time

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.teams.door import Door
from bot.teams.incoming import Envelope
from bot.teams.limits import Json

PATIENCE_SECONDS = 1.0
KNOWN_SECONDS = 6 * 3600.0
UNKNOWN_SECONDS = 60.0
MOST_PEOPLE = 10_000

log = structlog.get_logger()


class Members:
    """Remembers for a while who is a guest."""

    def __init__(self, door: Door, *, anonymous: bool) -> None:
        """Take what asks; nobody is a guest in the anonymous local playground."""
        self._door = door
        self._anonymous = anonymous
        self._guests: dict[str, tuple[bool, float]] = {}
        self._asking: dict[str, asyncio.Task[bool]] = {}

    async def guest(self, envelope: Envelope) -> bool:
        """Tell whether the one who acts is a guest, or may be one."""
        if self._anonymous:
            return False
        person = f"{envelope.tenant}:{envelope.person}"
        guest, until = self._guests.get(person, (True, 0.0))
        if time.monotonic() < until:
            return guest
        if person not in self._asking:
            self._asking[person] = asyncio.create_task(self._ask(person, envelope))
        try:
            return await asyncio.wait_for(asyncio.shield(self._asking[person]), PATIENCE_SECONDS)
        except TimeoutError:
            return guest

    def close(self) -> None:
        """Wait for no more answers."""
        for task in self._asking.values():
            task.cancel()

    async def _ask(self, person: str, envelope: Envelope) -> bool:
        try:
            told = await self._door.member(envelope.own_chat(), envelope.thread_root, envelope.sender.id)
            guest, lasts = _is_guest(told), KNOWN_SECONDS
        except (Undeliverable, NotNow, NobodyKnows) as error:
            log.info("member unknown to teams", reason=str(error))
            guest, lasts = True, UNKNOWN_SECONDS
        finally:
            del self._asking[person]
        if len(self._guests) >= MOST_PEOPLE:
            self._guests.clear()
        self._guests[person] = (guest, time.monotonic() + lasts)
        return guest


def _is_guest(member: Json) -> bool:
    name = str(member.get("userPrincipalName") or "")
    return str(member.get("userRole") or "").lower() == "guest" or "#ext#" in name.lower()
