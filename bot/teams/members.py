"""What Teams tells of people only when it is asked: whether they are guests, their names and accounts.

An act waits at most a second for the answer, and only where the person was not asked about lately. Where
none comes in time they count as a guest, who is let in by a coordinator: people who are registered are not
affected by that, and a newcomer can try again, for the answer is kept when it comes.
"""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.inquiries import Inquiries
from bot.teams.door import Door
from bot.teams.envelope import Envelope, mentioned_in
from bot.teams.limits import Json
from handlers.core.visible import visible

KNOWN_SECONDS = 6 * 3600.0
UNKNOWN_SECONDS = 60.0

log = structlog.get_logger()


class Member(NamedTuple):
    """Somebody in a conversation, as Teams tells.

    Attributes:
        guest: they are no full member of the tenant, or nobody knows.
        name: as people see it; may be empty.
        handle: their user principal name; may be empty.
        object_id: their Entra object id; may be empty.
    """

    guest: bool = True
    name: str = ""
    handle: str = ""
    object_id: str = ""


UNKNOWN = Member()


class Members:
    """Remembers for a while what Teams has told of people."""

    def __init__(self, door: Door, *, anonymous: bool) -> None:
        """Take what asks; nobody is a guest in the anonymous local playground."""
        self._door = door
        self._anonymous = anonymous
        self._told: Inquiries[Member] = Inquiries(kept=KNOWN_SECONDS, kept_unknown=UNKNOWN_SECONDS)

    async def find(self, envelope: Envelope) -> Member:
        """Return who acts, as far as Teams tells it in time."""
        if self._anonymous:
            return Member(guest=False)
        return await self._find(envelope, envelope.sender.id)

    async def mentioned(self, envelope: Envelope) -> dict[str, str]:
        """Return the identities of those mentioned, by the names that stand for them in the text."""
        if self._anonymous:
            return {}
        names = mentioned_in(envelope)
        members = await asyncio.gather(*(self._find(envelope, teams_id) for teams_id in names.values()))
        return {
            name: f"teams:{envelope.tenant}:{member.object_id}"
            for name, member in zip(names, members, strict=True)
            if member.object_id
        }

    async def _find(self, envelope: Envelope, teams_id: str) -> Member:
        person = f"{envelope.tenant}:{teams_id}"
        return await self._told.answer(person, lambda: self._ask(envelope, teams_id)) or UNKNOWN

    async def close(self) -> None:
        """Wait for no more answers."""
        await self._told.close()

    async def _ask(self, envelope: Envelope, teams_id: str) -> Member | None:
        try:
            return _read(await self._door.member(envelope.own_chat(), envelope.thread_root, teams_id))
        except (Undeliverable, NotNow, NobodyKnows) as error:
            log.info("member unknown to teams", reason=str(error))
            return None


def _read(told: Json) -> Member:
    handle = visible(str(told.get("userPrincipalName") or ""))
    guest = str(told.get("userRole") or "").lower() == "guest" or "#ext#" in handle.lower()
    object_id = visible(str(told.get("aadObjectId") or told.get("objectId") or ""))
    return Member(guest, visible(str(told.get("name") or "")), handle, object_id)
