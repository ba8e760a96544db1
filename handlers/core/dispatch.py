"""Runs what people ask for: one transaction per act, each delivery once, no exception in a chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from handlers.core.acquaintance import meet, reads_in, recognise, stranger
from handlers.core.begin import Begin
from handlers.core.buckets import Quota
from handlers.core.conversation import Conversation
from handlers.core.faults import fault, why_not_done
from handlers.core.incoming import (
    Actor,
    Check,
    Command,
    Due,
    Incoming,
    Installed,
    Opened,
    Press,
    Removed,
    Said,
    Submit,
    Suggest,
)
from handlers.core.municipality import Municipality
from handlers.core.newcomers import UnknownPerson
from handlers.core.of_platform import take_note
from handlers.core.places import forget_place, remember_place
from handlers.core.posted import Shown, remember
from handlers.core.records import Records
from handlers.core.replies import Answer, Ask, Option, Reply, Say
from handlers.core.rooms import Rooms
from handlers.core.unposted import MadeOf, Unposted, keep
from handlers.core.unreached import name_unreached
from handlers.core.view import View
from handlers.core.wire import read_answer, write_answer
from handlers.core.words import Words
from storage.documents.people import Language
from storage.store import Conflict, Store, StoreError, Transaction
from storage.values.texts import Message, Refusal, t

ATTEMPTS = 5
T = TypeVar("T")

log = structlog.get_logger()


class Dispatch:
    """The desk that runs: see `handlers.core.desk.Desk`."""

    def __init__(
        self,
        store: Store,
        rooms: Rooms,
        words: Words,
        municipality: Municipality,
        clock: Callable[[], datetime],
        posted: Callable[[], None] = lambda: None,
    ) -> None:
        """Take what it works with. `clock` returns the present, aware; `posted` hears of a filled outbox."""
        self._store = store
        self._rooms = rooms
        self._words = words
        self._begin = Begin(municipality, words, rooms, clock)
        self._conversation = Conversation(rooms.commands, words, municipality)
        self._clock = clock
        self._posted = posted
        self._made_of = MadeOf()
        self._quota = Quota()

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what the act asks and answer it once all is kept."""
        reader = _Reader(self._begin.municipality.language_for(None, incoming.actor))
        refused = self._quota.refused(incoming, self._clock())
        if refused is not None:
            return Answer(language=reader.language, replies=refused)
        try:
            return await self._retried(incoming, reader)
        except UnknownPerson as unknown:
            return Answer(language=reader.language, replies=(unknown.card,))
        except StoreError as error:
            message = self._out_of_reach(error, incoming)
        except Exception as error:  # noqa: BLE001 - the edge: the person is told, or gets a fault id
            overtaken = await self._answered_meanwhile(incoming)
            if overtaken:
                return overtaken
            message = why_not_done(error, type(incoming).__name__)
        return Answer(language=reader.language, replies=(Say(text=message),))

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Return the options of a form's field that match, at most 100, best first."""
        return await self._looked_up(search, partial(self._conversation.suggest, search))

    async def check(self, check: Check) -> tuple[Message, ...]:
        """Return what is wrong with a form's field, and what may be meant in it; nothing where it will do."""
        return await self._looked_up(check, partial(self._conversation.wrong, check))

    async def keep(self, unposted: Unposted) -> bool:
        """Put what a platform did not take of an answer into the outbox; False where it can't be kept."""
        try:
            await keep(unposted, self._made_of, self._rooms.guards, self._store, self._clock())
        except Exception as error:  # noqa: BLE001 - the edge
            fault(error, "Unposted")
            return False
        self._posted()
        return True

    async def remember(self, shown: Shown) -> None:
        """Keep what the platform calls what was posted of an answer; only logs where it can't be kept."""
        try:
            await remember(shown, self._made_of, self._store, self._clock())
        except Exception as error:  # noqa: BLE001 - the edge
            fault(error, "Shown")

    async def language(self, actor: Actor) -> Language:
        """Return in which language somebody reads, as far as it can be found out."""
        try:
            async with self._store.transaction() as tx:
                return await reads_in(actor, tx, self._begin.municipality)
        except StoreError:
            return self._begin.municipality.language_for(None, actor)

    async def due(self, due: Due) -> bool:
        """Do what has fallen due, once; False where it was done before or failed."""
        try:
            async with self._store.transaction() as tx:
                return await self._rooms.reminders.run(due, self._begin.duty(self._begin.records(tx)))
        except Conflict:
            return False
        except Exception as error:  # noqa: BLE001 - the edge
            fault(error, "Due")
            return False

    async def what_is_due(self) -> list[Due]:
        """Return what has fallen due by now, whether already done or not. Raises StoreError."""
        found: list[Due] = []
        async with self._store.transaction() as tx:
            scene = self._begin.scene(tx)
            for reminder in self._rooms.reminders:
                try:
                    found += [Due(key=key) for key in await reminder.due(scene)]
                except StoreError:
                    raise
                except Exception as error:  # noqa: BLE001 - the edge: one reminder must not stop the others
                    fault(error, "Due")
        return found

    async def _looked_up(
        self, asked: Suggest | Check, look: Callable[[View], Awaitable[tuple[T, ...]]]
    ) -> tuple[T, ...]:
        """Return what is found for a form that is being filled in; nothing where it can't be looked up."""
        if not self._quota.may_search(asked.actor.identity, self._clock()):
            return ()
        try:
            async with self._store.transaction() as tx:
                return await look(await self._begin.view(asked.actor, tx))
        except Refusal:
            return ()
        except Exception as error:  # noqa: BLE001 - the edge
            fault(error, type(asked).__name__)
            return ()

    async def _retried(self, incoming: Incoming, reader: _Reader) -> Answer:
        for _ in range(ATTEMPTS):
            try:
                return await self._once(incoming, reader)
            except Conflict:
                continue
            except Refusal as refusal:
                again = await self._form_again(incoming, refusal.message)
                if again is not None:
                    return Answer(language=reader.language, replies=(again,))
                besides = await self._begin_anew(incoming)
                if not besides:
                    raise
                return Answer(language=reader.language, replies=(Say(text=refusal.message), *besides))
        raise Conflict

    async def _once(self, incoming: Incoming, reader: _Reader) -> Answer:
        async with self._store.transaction() as tx:
            noted = await tx.answered(incoming.delivery_id)
            if noted is not None:
                return read_answer(noted)
            records = self._begin.records(tx)
            self._made_of.note(incoming.delivery_id, records.made_of)
            answer = await self._answered(incoming, records, tx, reader)
            if records.writes:
                tx.note_answer(incoming.delivery_id, write_answer(answer), at=self._clock())
            elif (noted := await tx.answered(incoming.delivery_id)) is not None:
                return read_answer(noted)
        if records.posts:
            self._posted()
        return answer

    async def _answered(
        self, incoming: Incoming, records: Records, tx: Transaction, reader: _Reader
    ) -> Answer:
        match incoming:
            case Command() | Said() | Press() | Submit() | Opened():
                act = await self._begin.act(incoming, records, tx)
                reader.language = act.language
                replies = await self._conversation.answer(incoming, act)
                replies = (*replies, *await name_unreached(act))
                records.audit(act.person.id, type(incoming).__name__)
                reads = await recognise(act.actor, records)
                language = self._begin.municipality.language_for(reads.person, act.actor)
            case Installed() | Removed():
                replies, language = await self._added_or_removed(incoming, records, tx)
            case _:
                language = reader.language
                await take_note(incoming, self._begin.duty(records, language))
                records.audit("", type(incoming).__name__)
                replies = ()
        return Answer(language=language, replies=replies)

    def _out_of_reach(self, error: StoreError, incoming: Incoming) -> Message:
        """Log why the store could not do an act, and return what the person is told."""
        log.error("store failed", act=type(incoming).__name__, reason=str(error))
        if self._only_reads(incoming):
            return t("I can't reach my records right now. Try again in a while.")
        return t("I can't save anything right now, so nothing was done. Try again in a while.")

    def _only_reads(self, incoming: Incoming) -> bool:
        """Tell whether an act, whoever does it, asks for nothing but to be shown something."""
        match incoming:
            case Command() | Said():
                called = self._conversation.calls.called(incoming.text.strip())
                return called is not None and called[0].reads
            case Press():
                spec = self._rooms.commands.by_action(incoming.action)
                return spec is not None and spec.reads
            case _:
                return isinstance(incoming, Opened)

    async def _answered_meanwhile(self, incoming: Incoming) -> Answer | None:
        """Return the answer to the same delivery, where another one of it was kept while this one ran.

        What such a repetition meets is the first one's own work, so its refusal is nobody's answer.
        """
        try:
            async with self._store.transaction() as tx:
                noted = await tx.answered(incoming.delivery_id)
        except StoreError:
            return None
        return read_answer(noted) if noted is not None else None

    async def _begin_anew(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Where a refused command was typed, return what is told of what was asked before."""
        if isinstance(incoming, Command | Said):
            with suppress(Refusal, Conflict):
                async with self._store.transaction() as tx:
                    act = await self._begin.act(incoming, self._begin.records(tx), tx)
                    return await self._conversation.refused(incoming, act)
        return ()

    async def _form_again(self, incoming: Incoming, reason: Message) -> Ask | None:
        """Return a form that was refused, with what was written in it; None for any other act."""
        if not isinstance(incoming, Submit):
            return None
        async with self._store.transaction() as tx:
            act = await self._begin.act(incoming, self._begin.records(tx), tx)
            return await self._conversation.form_again(incoming, reason, act)

    async def _added_or_removed(
        self, incoming: Installed | Removed, records: Records, tx: Transaction
    ) -> tuple[tuple[Reply, ...], Language]:
        """Take note of a place that the bot was added to or taken from, whoever did it."""
        try:
            met = await meet(
                incoming.actor,
                incoming.place,
                tx,
                self._begin.municipality,
                leaving=isinstance(incoming, Removed),
            )
        except Refusal:
            met = await stranger(incoming.actor, tx)
        language = self._begin.municipality.language_for(met.person, incoming.actor)
        duty = self._begin.duty(records, language, writer_id=met.person.id)
        match incoming:
            case Installed():
                replies = await remember_place(incoming, duty, known=met.known)
            case Removed():
                replies = await forget_place(incoming, duty)
        records.audit(met.person.id if met.known else "", type(incoming).__name__)
        return replies, language


@dataclass
class _Reader:
    """The one who acts; their language is sure once they are known."""

    language: Language
