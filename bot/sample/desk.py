"""What can be asked for in a sample alone: to set its clock forward, and to begin anew."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.sample.clock import SampleClock
from bot.sample.filling import begin_anew, is_sample
from bot.time_ahead import time_ahead
from handlers.core.dispatch import Dispatch
from handlers.core.faults import why_not_done
from handlers.core.incoming import Actor, Check, Command, Incoming, Press, Said, Suggest
from handlers.core.matching import plain_letters
from handlers.core.municipality import Municipality
from handlers.core.posted import Shown
from handlers.core.replies import Answer, Button, Card, Option, Reply, Say, Style
from handlers.core.small_talk import agrees
from handlers.core.unposted import Unposted
from handlers.core.wire import read_answer, write_answer
from storage.documents.people import Account, Language, Person
from storage.store import Store
from storage.values.texts import Message, t, tn
from storage.values.times import Span

FARTHEST = timedelta(days=62)
ANEW = "sample.anew"
_FORWARD = re.compile(
    r"(?:spola|fast[- ]?forward)(?:\s+(?:fram|framåt))?(?P<to>\s+(?:till|to))?(?:\s+(?P<text>\S.*))?",
    re.IGNORECASE,
)
_ANEW = frozenset({"borja om exemplet", "nytt exempel", "new sample", "begin the sample anew"})

_Doing = Callable[[], Awaitable[tuple[Reply, ...]]]


class SampleDesk:
    """Stands before the desk that runs. Over a real store it hands everything on.

    Args:
        desk: the one that runs.
        store: where a sample may be.
        clock: the one that everything goes by.
        deliver: returns once what waits in the outbox was sent.
        municipality: in whose zone people's times are meant, and what yes is there.
    """

    def __init__(
        self,
        desk: Dispatch,
        store: Store,
        clock: SampleClock,
        deliver: Callable[[], Awaitable[None]],
        municipality: Municipality,
    ) -> None:
        self._desk = desk
        self._store = store
        self._clock = clock
        self._deliver = deliver
        self._zone = municipality.zone
        self._yes_and_no = municipality.yes_and_no
        self._asked: set[str] = set()
        self._one_at_a_time = asyncio.Lock()

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what is a sample's own, or hand the act on."""
        try:
            answer = await self._own(incoming)
        except Exception as error:  # noqa: BLE001 - the edge: the person is told, or gets a fault id
            message = why_not_done(error, type(incoming).__name__)
            return Answer(language=await self.language(incoming.actor), replies=(Say(text=message),))
        return answer or await self._desk.handle(incoming)

    def orders(self, text: str) -> bool:
        """Tell whether a line says something that only a sample knows."""
        typed = text.strip()
        return plain_letters(typed).strip("?!. ") in _ANEW or _FORWARD.fullmatch(typed) is not None

    async def language(self, actor: Actor) -> Language:
        """Hand it on."""
        return await self._desk.language(actor)

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Hand it on."""
        return await self._desk.suggest(search)

    async def check(self, check: Check) -> tuple[Message, ...]:
        """Hand it on."""
        return await self._desk.check(check)

    async def keep(self, unposted: Unposted) -> bool:
        """Hand it on."""
        return await self._desk.keep(unposted)

    async def remember(self, shown: Shown) -> None:
        """Hand it on."""
        await self._desk.remember(shown)

    async def _own(self, incoming: Incoming) -> Answer | None:
        """Return the answer to what only a sample knows; None for all else."""
        doing = self._meant(incoming)
        if doing is None or not await self._may(incoming.actor):
            return None
        async with self._one_at_a_time:
            async with self._store.transaction() as tx:
                noted = await tx.answered(incoming.delivery_id)
            if noted is not None:
                return read_answer(noted)
            answer = Answer(language=await self.language(incoming.actor), replies=await doing())
            async with self._store.transaction() as tx:
                tx.note_answer(incoming.delivery_id, write_answer(answer), at=self._clock())
        return answer

    def _meant(self, incoming: Incoming) -> _Doing | None:
        """Return what somebody wants of the sample; what they were asked before is forgotten with that."""
        identity = incoming.actor.identity
        asked = identity in self._asked
        self._asked.discard(identity)
        if isinstance(incoming, Press):
            return self._anew if incoming.action == ANEW else None
        if not isinstance(incoming, Command | Said):
            return None
        text = incoming.text.strip()
        if plain_letters(text).strip("?!. ") in _ANEW:
            return partial(self._ask, identity)
        if forward := _FORWARD.fullmatch(text):
            return partial(self._forward, forward["text"] or "", plainly=bool(forward["to"]))
        return self._anew if asked and agrees(text, self._yes_and_no) else None

    async def _may(self, actor: Actor) -> bool:
        """Tell whether it is a sample, and somebody who has been let in there."""
        async with self._store.transaction() as tx:
            account = await tx.get(Account, actor.identity)
            person = await tx.get(Person, account.person_id) if account else None
        return bool(person and person.approved and person.active) and await is_sample(self._store)

    async def _ask(self, identity: str) -> tuple[Reply, ...]:
        self._asked.add(identity)
        return (
            Card(
                title=t("Begin the sample anew?"),
                text=(t("All that was done in it is thrown away, and its clock tells the real time again."),),
                buttons=(Button(label=t("Begin anew"), action=ANEW, style=Style.DANGER),),
            ),
        )

    async def _anew(self) -> tuple[Reply, ...]:
        now = self._clock.begin_anew()
        await begin_anew(self._store, self._zone, now.astimezone(self._zone).date())
        return (Say(text=t("The sample is as new. It is {when}.", when=self._now())),)

    async def _forward(self, text: str, *, plainly: bool) -> tuple[Reply, ...]:
        until = self._time(text, plainly=plainly)
        if isinstance(until, Message):
            return (Say(text=until),)
        done = 0
        while self._clock.step(until):
            due = await self._desk.what_is_due()
            now = sum([await self._desk.due(one) for one in due])
            if now:
                await self._clock.keep(self._store)
                await self._deliver()
            done += now
        await self._clock.keep(self._store)
        on_the_way = (
            tn("{count} thing fell due on the way.", "{count} things fell due on the way.", done)
            if done
            else t("Nothing fell due on the way.")
        )
        return (Say(text=t("It is {when} in this sample now. {done}", when=self._now(), done=on_the_way)),)

    def _time(self, text: str, *, plainly: bool) -> datetime | Message:
        """Return the time that a text means, or what is said where it means none. `plainly`: no distance."""
        now = self._clock().astimezone(self._zone)
        until = time_ahead(text, now, distance=not plainly)
        if until is None:
            return t(
                "Write how far, ahead of now: “fast-forward to Thursday 16:00”. It is {when}.",
                when=self._now(),
            )
        if until - now > FARTHEST:
            most = FARTHEST.days
            return t("That is more than {count} days ahead. Go there in several steps.", count=most)
        return until

    def _now(self) -> Span:
        return Span(start=self._clock().astimezone(self._zone).replace(second=0, microsecond=0))
