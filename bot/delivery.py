"""Sends what the outbox holds: retries until the platform took it, in order per conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from handlers.core.accounts import try_elsewhere
from handlers.core.readable import why_not
from handlers.core.replies import Reply
from handlers.core.wire import read_reply
from storage.documents.people import Account, Channel
from storage.store import BrokenDocumentError, Conflict, Delivery, Outgoing, Store, StoreError, Transaction

LEASE = timedelta(minutes=2)
PAUSE = 1.0
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
BATCH = 20

log = structlog.get_logger()


class Undeliverable(Exception):  # noqa: N818 - an answer, not a fault
    """The platform will never take this message. `reason` is the platform's short word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotNow(Exception):  # noqa: N818 - an answer, not a fault
    """The platform did not take the message, and may later: `seconds` from now at the earliest."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


class NobodyKnows(Exception):  # noqa: N818 - an answer, not a fault
    """The answer was lost after the message had left: it may have arrived, or not."""


class Sender(Protocol):
    """A platform's way to post a message that nobody just asked for."""

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> None:
        """Post `reply` to a person's identity or a place's id; returns once the platform has accepted it.

        Args:
            address: `slack:<team>:<user or channel>`, `teams:<tenant>:<user or conversation>`.
            reference: what the platform gave for writing there first (opaque JSON), if known.
            reply: what to say.
            language: the reader's, `sv` or `en`.

        Raises:
            Undeliverable, NotNow, NobodyKnows: as they say.
        """


class Courier:
    """Carries messages from the outbox to the platforms, one at a time to each address."""

    def __init__(self, store: Store, senders: Mapping[str, Sender], clock: Callable[[], datetime]) -> None:
        """Take the senders by the platform's name, what addresses begin with. `clock`: the present, aware."""
        self._store = store
        self._senders = senders
        self._clock = clock
        self._awake = asyncio.Event()
        self._idle = asyncio.Lock()
        self._open = True

    def wake(self) -> None:
        """Look into the outbox at once."""
        self._awake.set()

    async def run(self) -> None:
        """Carry until cancelled."""
        while True:
            carried = 0
            try:
                carried = await self.carry()
            except StoreError as error:
                log.error("outbox out of reach", reason=str(error))  # noqa: TRY400 - one line says it
            except BrokenDocumentError as error:
                log.error("delivery failed", reason=str(error))  # noqa: TRY400 - as above
            except Exception as error:  # noqa: BLE001 - the edge: delivery goes on
                log.error("delivery failed", error=type(error).__name__)  # noqa: TRY400 - as above
            if not carried:
                await self._rest()

    async def carry(self) -> int:
        """Send what is to be sent now; returns how many messages were taken up. Raises StoreError."""
        async with self._idle:
            if not self._open:
                return 0
            now = self._clock()
            taken = await self._store.claim_outgoing(now=now, lease_until=now + LEASE, limit=BATCH)
            done = await asyncio.gather(*(self._send(one) for one in taken), return_exceptions=True)
            failed = next((one for one in done if isinstance(one, BaseException)), None)
            if failed:
                raise failed
            return len(taken)

    async def finish(self) -> None:
        """Take up nothing more, and return when what is being sent has arrived."""
        self._open = False
        async with self._idle:
            return

    async def _rest(self) -> None:
        self._awake.clear()
        try:
            async with asyncio.timeout(PAUSE):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _send(self, message: Outgoing) -> None:
        now = self._clock()
        sender = self._senders.get(message.address.partition(":")[0])
        if now >= message.useful_until or message.body is None:
            await self._settle(message, Delivery.SKIPPED, "no longer useful")
        elif sender is None:
            await self._refused(message, "platform not set up")
        else:
            await self._try(message, sender)

    async def _try(self, message: Outgoing, sender: Sender) -> None:
        try:
            reply = read_reply(message.body or "")
            async with self._store.transaction() as tx:
                reason, reference = await why_not(message, tx.get), await _reference(message.address, tx)
        except StoreError:
            await self._later(message, NotNow(0, "store out of reach"))
            return
        except ValueError:
            await self._settle(message, Delivery.UNDELIVERABLE, "unreadable")
            return
        if reason:
            await self._settle(message, Delivery.SKIPPED, reason)
            return
        try:
            await sender.send(message.address, reference, reply, message.language)
        except Undeliverable as error:
            await self._refused(message, error.reason)
        except NotNow as error:
            await self._later(message, error)
        except NobodyKnows:
            await self._settle(message, Delivery.UNKNOWN, "answer lost")
        except Exception as error:  # noqa: BLE001 - the edge: one message must not stop the others
            log.error("sending failed", message=message.id, error=type(error).__name__)  # noqa: TRY400
            await self._settle(message, Delivery.UNKNOWN, type(error).__name__)
        else:
            await self._settle(message, Delivery.SENT, "")

    async def _refused(self, message: Outgoing, reason: str) -> None:
        """Try the person's next account, or settle it where there is none."""
        if await self._goes_elsewhere(message):
            log.info("address refused, trying another", message=message.id, reason=reason)
        else:
            await self._settle(message, Delivery.UNDELIVERABLE, reason)

    async def _goes_elsewhere(self, message: Outgoing) -> bool:
        while True:
            with suppress(Conflict):  # another instance found it lost meanwhile, or it was sent again
                async with self._store.transaction() as tx:
                    return await try_elsewhere(message, tx, self._clock())

    async def _later(self, message: Outgoing, error: NotNow) -> None:
        wait = min(FIRST_WAIT * 2 ** min(message.attempts, 10), LONGEST_WAIT)
        wait = max(wait, timedelta(seconds=error.seconds))
        update = {"state": Delivery.WAITING, "not_before": self._clock() + wait, "reason": error.reason}
        await self._store.settle_outgoing(message.model_copy(update=update))

    async def _settle(self, message: Outgoing, state: Delivery, reason: str) -> None:
        if state is not Delivery.SENT:
            log.warning("message not delivered", message=message.id, state=state.value, reason=reason)
        await self._store.settle_outgoing(message.model_copy(update={"state": state, "reason": reason}))


async def _reference(address: str, tx: Transaction) -> str | None:
    known = (await tx.get(Account, address), await tx.get(Channel, address))
    return next((one.reference for one in known if one and one.reference), None)
