"""Runs what people ask for: one transaction per act, each delivery once, no exception in a chat."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from handlers.core.acquaintance import Acquaintance, ask_whom, meet, reads_in, stranger
from handlers.core.buckets import Quota
from handlers.core.command import Commands
from handlers.core.context import Context, Municipality, language_for
from handlers.core.conversation import Conversation
from handlers.core.drafting import turn_away
from handlers.core.due import Reminders, by_clock
from handlers.core.incoming import (
    Act,
    Actor,
    Command,
    Due,
    Installed,
    OfPlatform,
    Opened,
    Place,
    PlaceKind,
    Press,
    Removed,
    Said,
    Submit,
    Suggest,
)
from handlers.core.of_platform import take_note
from handlers.core.places import forget_place, remember_place
from handlers.core.replies import Answer, Ask, Option, Reply, Say
from handlers.core.unposted import MadeOf, Unposted, keep
from handlers.core.unreached import name_unreached
from handlers.core.wire import read_answer, write_answer
from handlers.core.words import Words
from storage.documents.messages import Message, Refusal, t
from storage.documents.people import Language
from storage.store import BrokenDocumentError, Conflict, Store, StoreError, Transaction

ATTEMPTS = 5

log = structlog.get_logger()


class Dispatch:
    """The desk that runs: see `handlers.core.desk.Desk`."""

    def __init__(
        self,
        store: Store,
        commands: Commands,
        reminders: Reminders,
        words: Words,
        municipality: Municipality,
        clock: Callable[[], datetime],
        posted: Callable[[], None] = lambda: None,
    ) -> None:
        """Take what it works with. `clock` returns the present, aware; `posted` hears of a filled outbox."""
        self._store = store
        self._municipality = municipality
        self._commands = commands
        self._words = words
        self._conversation = Conversation(commands, words, municipality.filler)
        self._reminders = reminders
        self._clock = clock
        self._posted = posted
        self._made_of = MadeOf()
        self._quota = Quota()

    async def handle(self, act: Act) -> Answer:
        """Do what the act asks and answer it once all is kept."""
        reader = _Reader(language_for(None, act.actor, self._municipality))
        refused = self._quota.refused(act, self._clock())
        if refused is not None:
            return Answer(language=reader.language, replies=refused)
        try:
            return await self._retried(act, reader)
        except StoreError as error:
            message = self._out_of_reach(error, act)
        except Exception as error:  # noqa: BLE001 - the edge: the person is told, or gets a fault id
            overtaken = await self._answered_meanwhile(act)
            if overtaken:
                return overtaken
            message = _why_not(error, act)
        return Answer(language=reader.language, replies=(Say(text=message),))

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Return the options of a form's field that match, at most 100, best first."""
        place = Place(id=f"{search.actor.home}:", kind=PlaceKind.PERSONAL)
        found: tuple[Option, ...] = ()
        if not self._quota.may_search(search.actor.identity, self._clock()):
            return found
        try:
            async with self._store.transaction() as tx:
                ctx = await self._context(search.actor, place, tx)
                found = await self._conversation.suggest(search, ctx)
        except (Refusal, Conflict):  # a conflict is about the account that they speak from, noted meanwhile
            return found
        except Exception as error:  # noqa: BLE001 - the edge
            _fault(error, "Suggest")
            return ()
        return found

    async def keep(self, unposted: Unposted) -> bool:
        """Put what a platform did not take of an answer into the outbox; False where it can't be kept."""
        try:
            await keep(unposted, self._made_of, self._store, self._clock())
        except Exception as error:  # noqa: BLE001 - the edge
            _fault(error, "Unposted")
            return False
        self._posted()
        return True

    async def language(self, actor: Actor) -> Language:
        """Return in which language somebody reads, as far as it can be found out."""
        try:
            async with self._store.transaction() as tx:
                return await reads_in(actor, tx, self._municipality)
        except StoreError:
            return language_for(None, actor, self._municipality)

    async def due(self, due: Due) -> bool:
        """Do what has fallen due, once; False where it was done before or failed."""
        try:
            async with self._store.transaction() as tx:
                return await self._reminders.run(due, self._by_clock(tx))
        except Conflict:
            return False
        except Exception as error:  # noqa: BLE001 - the edge
            _fault(error, "Due")
            return False

    async def what_is_due(self) -> list[Due]:
        """Return what has fallen due by now, whether already done or not. Raises StoreError."""
        found: list[Due] = []
        async with self._store.transaction() as tx:
            ctx = self._by_clock(tx)
            for reminder in self._reminders:
                try:
                    found += [Due(key=key) for key in await reminder.due(ctx)]
                except StoreError:
                    raise
                except Exception as error:  # noqa: BLE001 - the edge: one reminder must not stop the others
                    _fault(error, "Due")
        return found

    async def _retried(self, act: Act, reader: _Reader) -> Answer:
        for _ in range(ATTEMPTS):
            try:
                return await self._once(act, reader)
            except Conflict:
                continue
            except Refusal as refusal:
                again = await self._form_again(act, refusal.message) if isinstance(act, Submit) else None
                if again is None:
                    await self._begin_anew(act)
                    raise
                return Answer(language=reader.language, replies=(again,))
        raise Conflict

    async def _once(self, act: Act, reader: _Reader) -> Answer:
        async with self._store.transaction() as tx:
            noted = await tx.answered(act.delivery_id)
            if noted is not None:
                return read_answer(noted)
            ctx = await self._context_of(act, tx)
            ctx.mentions = act.mentions if isinstance(act, Command | Said) else {}
            reader.language = ctx.language
            self._made_of.note(act.delivery_id, ctx.made_of)
            replies = await self._replies(act, ctx)
            replies = (*replies, *await name_unreached(ctx))
            answer = Answer(language=ctx.language, replies=replies)
            if ctx.writes:
                ctx.note(type(act).__name__)
                tx.note_answer(act.delivery_id, write_answer(answer), at=ctx.now)
            elif (noted := await tx.answered(act.delivery_id)) is not None:
                return read_answer(noted)
        if ctx.posts:
            self._posted()
        return answer

    def _out_of_reach(self, error: StoreError, act: Act) -> Message:
        """Log why the store could not do an act, and return what the person is told."""
        log.error("store failed", act=type(act).__name__, reason=str(error))
        if self._only_reads(act):
            return t("I can't reach my records right now. Try again in a while.")
        return t("I can't save anything right now, so nothing was done. Try again in a while.")

    def _only_reads(self, act: Act) -> bool:
        """Tell whether an act, whoever does it, asks for nothing but to be shown something."""
        match act:
            case Command() | Said():
                called = self._conversation.called(act.text.strip())
                return called is not None and called[0].reads
            case Press():
                spec = self._commands.by_action(act.action)
                return spec is not None and spec.reads
            case _:
                return isinstance(act, Opened)

    async def _answered_meanwhile(self, act: Act) -> Answer | None:
        """Return the answer to the same delivery, where another one of it was kept while this one ran.

        What such a repetition meets is the first one's own work, so its refusal is nobody's answer.
        """
        try:
            async with self._store.transaction() as tx:
                noted = await tx.answered(act.delivery_id)
        except StoreError:
            return None
        return read_answer(noted) if noted is not None else None

    async def _begin_anew(self, act: Act) -> None:
        """Where a refused command was typed, no longer wait for an answer to what was asked before."""
        if isinstance(act, Command | Said) and self._conversation.is_command(act.text):
            with suppress(Refusal, Conflict):
                async with self._store.transaction() as tx:
                    await turn_away(await self._context(act.actor, act.place, tx))

    async def _form_again(self, act: Submit, reason: Message) -> Ask | None:
        """Return a form that was refused, with what was written in it."""
        async with self._store.transaction() as tx:
            ctx = await self._context(act.actor, act.place, tx)
            return await self._conversation.form_again(act, reason, ctx)

    def _by_clock(self, tx: Transaction) -> Context:
        return by_clock(tx, self._municipality, self._words, self._clock())

    async def _replies(self, act: Act, ctx: Context) -> tuple[Reply, ...]:
        match act:
            case Installed():
                return await remember_place(ctx)
            case Removed():
                return await forget_place(ctx)
            case Command() | Said() | Press() | Submit() | Opened():
                return await self._conversation.answer(act, ctx)
            case _:
                await take_note(act, ctx)
                return ()

    async def _context_of(self, act: Act, tx: Transaction) -> Context:
        if isinstance(act, OfPlatform):
            return await self._with(stranger(act.actor), act.actor, act.place, tx)
        whoever, leaving = isinstance(act, Installed | Removed), isinstance(act, Removed)
        return await self._context(act.actor, act.place, tx, whoever=whoever, leaving=leaving)

    async def _context(
        self, actor: Actor, place: Place, tx: Transaction, *, whoever: bool = False, leaving: bool = False
    ) -> Context:
        """Return the act's context. Raises Refusal for those we don't talk with, unless for `whoever`."""
        try:
            met = await meet(actor, place, tx, self._municipality, leaving=leaving)
        except Refusal:
            if not whoever:
                raise
            met = stranger(actor)
        return await self._with(met, actor, place, tx)

    async def _with(self, met: Acquaintance, actor: Actor, place: Place, tx: Transaction) -> Context:
        return Context(
            tx,
            self._municipality,
            person=met.person,
            known=met.known,
            actor=actor,
            place=place,
            now=self._clock(),
            coordinators=await ask_whom(tx),
            words=self._words,
            commands=self._commands,
        )


@dataclass
class _Reader:
    """The one who acts; their language is sure once they are known."""

    language: str


def _why_not(error: Exception, act: Act) -> Message:
    """Return what the person is told of an act that was not done."""
    match error:
        case Refusal():
            return error.message
        case Conflict():
            return t("Somebody else is changing the same thing right now. Try again in a moment.")
        case _:
            return _fault(error, type(act).__name__)


def _fault(error: Exception, act: str) -> Message:
    """Log where it went wrong, without what anybody wrote, and return what the person is told."""
    fault_id = secrets.token_hex(4)
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    what = str(error) if isinstance(error, BrokenDocumentError) else type(error).__name__
    log.error("fault", fault=fault_id, act=act, error=what, where=frames)
    return t(
        "Something went wrong here, and nothing was saved. Tell your IT support the code {code}.",
        code=fault_id,
    )
