"""Runs what people ask for: one transaction per act, each delivery once, no exception in a chat."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers.core.acquaintance import ask_whom, meet
from handlers.core.command import Commands
from handlers.core.context import Context, Municipality
from handlers.core.conversation import Conversation
from handlers.core.due import Reminders
from handlers.core.incoming import Act, Actor, Due, Installed, Place, PlaceKind, Removed, Submit, Suggest
from handlers.core.places import forget_place, remember_place
from handlers.core.replies import Answer, Option, Reply, Say
from handlers.core.wire import read_answer, write_answer
from handlers.core.words import Words, language_of
from storage.documents.messages import Message, Refusal, t
from storage.documents.people import Language
from storage.store import Conflict, Store, StoreError, Transaction

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
        self._conversation = Conversation(commands, words)
        self._reminders = reminders
        self._clock = clock
        self._posted = posted

    async def handle(self, act: Act) -> Answer:
        """Do what the act asks and answer it once all is kept."""
        try:
            for _ in range(ATTEMPTS):
                try:
                    return await self._once(act)
                except Conflict:
                    continue
            message = t("Somebody else is changing the same thing right now. Try again in a moment.")
        except _Refused as refused:
            return await self._refused(act, refused)
        except Refusal as refusal:
            message = refusal.message
        except StoreError as error:
            log.error("store failed", act=type(act).__name__, reason=str(error))  # noqa: TRY400 - one line says it
            message = t("I can't save anything right now, so nothing was done. Try again in a while.")
        except Exception as error:  # noqa: BLE001 - the edge: the person gets a fault id, the log the rest
            message = _fault(error, type(act).__name__)
        return Answer(language=self._language(act.actor, None), replies=(Say(text=message),))

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Return the options of a form's field that match, at most 100, best first."""
        place = Place(id=f"{search.actor.home}:", kind=PlaceKind.PERSONAL)
        try:
            async with self._store.transaction() as tx:
                ctx = await self._context(search.actor, place, tx)
                return await self._conversation.suggest(search, ctx)
        except Refusal:
            return ()
        except Exception as error:  # noqa: BLE001 - the edge
            _fault(error, "Suggest")
            return ()

    async def due(self, due: Due) -> bool:
        """Do what has fallen due, once; False where it was done before or failed."""
        try:
            async with self._store.transaction() as tx:
                return await self._reminders.run(due, tx, self._municipality, self._clock())
        except Conflict:
            return False
        except Exception as error:  # noqa: BLE001 - the edge
            _fault(error, "Due")
            return False

    async def what_is_due(self) -> list[Due]:
        """Return what has fallen due by now and was not done."""
        async with self._store.transaction() as tx:
            return await self._reminders.due(tx, self._municipality, self._clock())

    async def _once(self, act: Act) -> Answer:
        async with self._store.transaction() as tx:
            noted = await tx.answered(act.delivery_id)
            if noted is not None:
                return read_answer(noted)
            ctx = await self._context(act.actor, act.place, tx)
            try:
                answer = Answer(language=ctx.language, replies=await self._replies(act, ctx))
            except Refusal as refusal:
                raise _Refused(refusal.message, ctx.language) from refusal
            if ctx.touched:
                ctx.note(type(act).__name__)
                tx.note_answer(act.delivery_id, write_answer(answer), at=ctx.now)
        if ctx.posts:
            self._posted()
        return answer

    async def _refused(self, act: Act, refused: _Refused) -> Answer:
        """Answer a no. A form that was sent comes back with what was written in it."""
        said = Answer(language=refused.language, replies=(Say(text=refused.message),))
        if not isinstance(act, Submit):
            return said
        async with self._store.transaction() as tx:
            ctx = await self._context(act.actor, act.place, tx)
            again = await self._conversation.form_again(act, refused.message, ctx)
        return Answer(language=refused.language, replies=(again,)) if again else said

    async def _replies(self, act: Act, ctx: Context) -> tuple[Reply, ...]:
        match act:
            case Installed():
                return await remember_place(ctx)
            case Removed():
                return await forget_place(ctx)
            case _:
                return await self._conversation.answer(act, ctx)

    async def _context(self, actor: Actor, place: Place, tx: Transaction) -> Context:
        met = await meet(actor, place, tx, self._municipality)
        return Context(
            tx,
            self._municipality,
            person=met.person,
            known=met.known,
            actor=actor,
            place=place,
            now=self._clock(),
            language=self._language(actor, met.person.language),
            coordinators=await ask_whom(tx),
            commands=self._commands,
        )

    def _language(self, actor: Actor, chosen: Language | None) -> Language:
        return chosen or language_of(actor.locale, self._municipality.language)


class _Refused(Exception):  # noqa: N818 - a no, not a fault
    """A Refusal, with the language of the one who is refused."""

    def __init__(self, message: Message, language: str) -> None:
        super().__init__(message.key)
        self.message = message
        self.language = language


def _fault(error: Exception, act: str) -> Message:
    """Log where it went wrong, without what anybody wrote, and return what the person is told."""
    fault_id = secrets.token_hex(4)
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    log.error("fault", fault=fault_id, act=act, error=type(error).__name__, where=frames)
    return t(
        "Something went wrong here, and nothing was saved. Tell your IT support the code {code}.",
        code=fault_id,
    )
