"""Sends what the outbox holds: retries until the platform took it, in order per conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.lanes import MOST, Lane
from bot.sending import NobodyKnows, NotNow, RefusesApp, Sender, Undeliverable
from handlers.core.accounts import try_elsewhere
from handlers.core.guards import Guards
from handlers.core.incoming import Due
from handlers.core.places import did_not_arrive
from handlers.core.posted import settle_as_sent
from handlers.core.wire import read_reply
from storage.documents.people import Account
from storage.documents.places import Channel, Lost
from storage.documents.posts import Posted
from storage.store import (
    BrokenDocumentError,
    Conflict,
    Outgoing,
    OutgoingState,
    Store,
    StoreError,
    Transaction,
)

LEASE = timedelta(minutes=2)
PAUSE = 1.0
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
NEVER_THERE = frozenset({OutgoingState.UNDELIVERABLE, OutgoingState.SKIPPED})

__all__ = ["Courier", "NobodyKnows", "NotNow", "RefusesApp", "Sender", "Undeliverable"]

log = structlog.get_logger()

T = TypeVar("T")


class _NotToBeSent(Exception):  # noqa: N818 - an answer, not a fault
    """A message must not be sent any more; the text is why, in a few words for the log."""


async def _tell_nobody(_: Due) -> bool:
    return False


class Courier:
    """Carries messages from the outbox to the platforms.

    One at a time to each address, and at most `bot.lanes.MOST` to each platform: an address that is slow
    holds up nobody else. A platform that refuses the app gets one message a minute until it takes it.
    """

    def __init__(
        self,
        store: Store,
        senders: Mapping[str, Sender],
        guards: Guards,
        clock: Callable[[], datetime],
        tell: Callable[[Due], Awaitable[bool]] = _tell_nobody,
    ) -> None:
        """Take what it works with.

        Args:
            store: what holds the outbox.
            senders: by the platform's name, what addresses begin with.
            guards: who may read of what, looked at right before sending.
            clock: the present, aware.
            tell: hears as `refused:<platform>:<word>:<hour>` that a platform refuses the app, and as
                `accepted:<platform>:<hour>` that it no longer does.
        """
        self._store = store
        self._guards = guards
        self._senders = senders
        self._clock = clock
        self._tell = tell
        self._others = Lane()
        self._lanes = {name: Lane() for name in senders}
        self._under_way: set[asyncio.Task[None]] = set()
        self._awake = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._open = True

    def refusal(self, platform: str) -> str:
        """Return the platform's word for why it refuses the app, or "" where it does not."""
        return self._lanes[platform].refusal if platform in self._lanes else ""

    def wake(self) -> None:
        """Look into the outbox at once."""
        self._awake.set()

    async def run(self) -> None:
        """Carry until cancelled."""
        while True:
            self._awake.clear()
            started: list[asyncio.Task[None]] = []
            try:
                started = await self._take()
            except Exception as error:  # noqa: BLE001 - the edge: delivery goes on
                _log_failure(error)
            for task in started:
                task.add_done_callback(_log_end)
            if not started:
                await self._rest()

    async def carry(self) -> int:
        """Send what is to be sent now, and return when it is done: how many messages. Raises StoreError."""
        started = await self._take()
        done = await asyncio.gather(*started, return_exceptions=True)
        failed = next((one for one in done if isinstance(one, BaseException)), None)
        if failed:
            raise failed
        return len(started)

    async def finish(self) -> None:
        """Take up nothing more, and return when what is being sent has arrived."""
        self._open = False
        async with self._claiming:
            pass
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PAUSE):
                await self._awake.wait()

    async def _take(self) -> list[asyncio.Task[None]]:
        """Begin to send what is to be sent now, as far as there is room. Raises StoreError."""
        started: list[asyncio.Task[None]] = []
        async with self._claiming:
            limit = taken = 0
            while self._open and taken == limit:
                now = self._clock()
                room = {name: lane.room(now) for name, lane in self._lanes.items()}
                limit = min([count for count in room.values() if count], default=MOST)
                claimed = await self._store.claim_outgoing(
                    now=now,
                    lease_until=now + LEASE,
                    limit=limit,
                    passing=[name for name, count in room.items() if not count],
                )
                taken = len(claimed)
                started += self._start(claimed)
        return started

    def _start(self, messages: Sequence[Outgoing]) -> list[asyncio.Task[None]]:
        started: list[asyncio.Task[None]] = []
        for message in messages:
            lane = self._lanes.get(message.platform, self._others)
            task = asyncio.create_task(self._send(message, lane, probe=lane.begin()))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
            started.append(task)
        return started

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Look at once for what waited behind it."""
        self._under_way.discard(task)
        self.wake()

    async def _send(self, message: Outgoing, lane: Lane, *, probe: bool) -> None:
        """Send a message, or settle it where it is not to be sent. Raises StoreError."""
        try:
            if self._clock() >= message.useful_until or message.body is None:
                await self._settle(message, OutgoingState.SKIPPED, "no longer useful")
            elif sender := self._senders.get(message.platform):
                await self._try(message, sender, lane, probe=probe)
            else:
                await self._refused(message, Undeliverable("platform not set up"))
        finally:
            lane.end()

    async def _try(self, message: Outgoing, sender: Sender, lane: Lane, *, probe: bool) -> None:
        try:
            reply = read_reply(message.body or "")
            reference = await self._reference(message)
        except StoreError:
            await self._later(message, NotNow(0, "store out of reach"))
        except ValueError:
            await self._settle(message, OutgoingState.UNDELIVERABLE, "unreadable")
        except Undeliverable as error:
            await self._refused(message, error)
        except _NotToBeSent as error:
            await self._settle(message, OutgoingState.SKIPPED, str(error))
        else:
            if probe:
                lane.wait(self._clock())
            try:
                told = await self._answered(
                    message, sender.send(message.address, reference, reply, message.language)
                )
            except RefusesApp as error:
                await self._pause(message, error, lane)
            else:
                if probe and told:
                    await self._resume(message.platform, lane)

    async def _reference(self, message: Outgoing) -> str | None:
        """Return what the platform gave for writing there. Raises _NotToBeSent, Undeliverable, StoreError."""
        async with self._store.transaction() as tx:
            if reason := await self._guards.why_not(message, tx.get):
                raise _NotToBeSent(reason)
            account, channel = await tx.get(Account, message.address), await tx.get(Channel, message.address)
        if account and account.closed:
            raise Undeliverable("account closed")
        return next((one.reference for one in (account, channel) if one and one.reference), None)

    async def _answered(self, message: Outgoing, sending: Awaitable[Posted]) -> bool:
        """Settle a message as its platform answers; tells whether the answer was about this message.

        Raises RefusesApp where it was about the app.
        """
        try:
            posted = await sending
        except RefusesApp:
            raise
        except NotNow as error:
            await self._later(message, error)
            return False
        except Undeliverable as error:
            await self._refused(message, error)
        except NobodyKnows:
            await self._settle(message, OutgoingState.UNKNOWN, "answer lost")
            return False
        except Exception as error:  # noqa: BLE001 - the edge: one message must not stop the others
            log.error("sending failed", message=message.id, error=type(error).__name__)  # noqa: TRY400
            await self._settle(message, OutgoingState.UNKNOWN, type(error).__name__)
            return False
        else:
            await self._changed(lambda tx: settle_as_sent(message, posted, self._clock(), tx))
        return True

    async def _pause(self, message: Outgoing, error: RefusesApp, lane: Lane) -> None:
        """Put the message back as if it had not been tried, and hold up all that is for that platform."""
        now, platform = self._clock(), message.platform
        news = lane.refuse(error.reason, now)
        update = {"state": OutgoingState.WAITING, "attempts": message.attempts - 1, "reason": error.reason}
        await self._store.settle_outgoing(message.model_copy(update=update))
        if news:
            log.error(
                "platform refuses the app; all that is for it waits",
                platform=platform,
                reason=error.reason,
                do=error.remedy,
            )
            await self._tell(Due(key=f"refused:{platform}:{error.reason}:{now:%Y-%m-%dT%H}"))

    async def _resume(self, platform: str, lane: Lane) -> None:
        lane.accept()
        log.info("platform lets the app in again", platform=platform)
        await self._tell(Due(key=f"accepted:{platform}:{self._clock():%Y-%m-%dT%H}"))

    async def _refused(self, message: Outgoing, refusal: Undeliverable) -> None:
        """Try the person's next account, or settle it where there is none."""
        if await self._changed(lambda tx: try_elsewhere(message, tx, self._clock())):
            log.info("address refused, trying another", message=message.id, reason=refusal.reason)
        else:
            await self._settle(message, OutgoingState.UNDELIVERABLE, refusal.reason, refusal.lost)

    async def _changed(self, change: Callable[[Transaction], Awaitable[T]]) -> T:
        while True:
            with suppress(Conflict):  # another instance found it lost meanwhile, or it was sent again
                async with self._store.transaction() as tx:
                    return await change(tx)

    async def _later(self, message: Outgoing, error: NotNow) -> None:
        wait = min(FIRST_WAIT * 2 ** min(message.attempts, 10), LONGEST_WAIT)
        wait = max(wait, timedelta(seconds=error.seconds))
        update = {"state": OutgoingState.WAITING, "not_before": self._clock() + wait, "reason": error.reason}
        await self._store.settle_outgoing(message.model_copy(update=update))

    async def _settle(
        self, message: Outgoing, state: OutgoingState, reason: str, lost: Lost | None = None
    ) -> None:
        log.warning("message not delivered", message=message.id, state=state.value, reason=reason)
        if state in NEVER_THERE and message.to is None:
            await self._changed(lambda tx: did_not_arrive(message, lost, tx))
        await self._store.settle_outgoing(message.model_copy(update={"state": state, "reason": reason}))


def _log_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        _log_failure(error)


def _log_failure(error: BaseException) -> None:
    """Say why delivery could not go on; only texts that are meant for administrators are told."""
    match error:
        case StoreError():
            log.error("outbox out of reach", reason=str(error))
        case BrokenDocumentError():
            log.error("delivery failed", reason=str(error))
        case _:
            log.error("delivery failed", error=type(error).__name__)
