"""Takes each activity that was let in to the desk, and its answer back."""

from __future__ import annotations

import structlog

from bot.teams.answers import SEARCH_RESPONSE, Answered, Answering, Turn, line_answer
from bot.teams.door import Door, OpenedChat
from bot.teams.envelope import Envelope
from bot.teams.forms import choice_value
from bot.teams.incoming import Invoke, NotOurs, act_of, actor_of, search_of
from bot.teams.limits import SUGGESTIONS
from bot.teams.members import Members
from bot.teams.render import Renderer, Rendering
from handlers.core.desk import Desk
from handlers.core.faults import log_fault
from handlers.core.incoming import Actor, Said
from handlers.core.replies import Answer, Audience, Say
from handlers.core.words import language_of
from storage.documents.people import Language
from storage.values.texts import Message, t

ONLY_TEXT = Say(
    audience=Audience.CONVERSATION,
    text=t("I can only read text, so I did nothing with the picture or the file. Write “help” to see more."),
)

log = structlog.get_logger()


class Turns:
    """Hands acts to the desk and its answers to Teams."""

    def __init__(
        self, desk: Desk, rendering: Rendering, door: Door, language: Language, *, anonymous: bool
    ) -> None:
        """Take what it works with; `language` is spoken where a person's own is not known yet."""
        self._desk = desk
        self._rendering = rendering
        self._language = language
        self._door = door
        self._members = Members(door, anonymous=anonymous)
        self._answering = Answering(door, desk)

    async def close(self) -> None:
        """Wait for nothing more."""
        await self._members.close()

    async def take(self, envelope: Envelope, chat: OpenedChat) -> Answered:
        """Do what an activity asks and say how it is answered. Never raises."""
        try:
            return await self._take(envelope, chat)
        except NotOurs:
            return Answered(status=400)
        except Exception as error:  # noqa: BLE001 - the edge: the person gets a fault id, the log the rest
            return await self._fault(envelope, chat, error)

    async def _take(self, envelope: Envelope, chat: OpenedChat) -> Answered:
        if not envelope.person:
            return Answered()
        member = await self._members.find(envelope)
        actor = actor_of(envelope, guest=member.guest, name=member.name, handle=member.handle)
        if envelope.name == Invoke.SEARCH:
            return await self._suggest(envelope, actor)
        act = act_of(envelope, actor, await self._members.mentioned(envelope))
        if act is None:
            return Answered(status=501 if envelope.type == "invoke" else 200)
        if isinstance(act, Said):
            act = act.model_copy(update={"file": await self._door.file(envelope)})
        if isinstance(act, Said) and act.file is None and envelope.only_attachments:
            answer = Answer(language=self._spoken(envelope), replies=(ONLY_TEXT,))
        else:
            answer = await self._desk.handle(act)
        renderer = self._rendering(answer.language)
        return await self._answering.answer(Turn(envelope, chat, act, answer.replies, renderer))

    async def _suggest(self, envelope: Envelope, actor: Actor) -> Answered:
        search, input_id = search_of(envelope, actor)
        options = (await self._desk.suggest(search))[:SUGGESTIONS]
        words = self._renderer(envelope).words
        titled = [(words(option.label), option) for option in options]
        results = [
            {"title": title, "value": choice_value(input_id, title, option)} for title, option in titled
        ]
        return Answered(body={"statusCode": 200, "type": SEARCH_RESPONSE, "value": {"results": results}})

    async def _fault(self, envelope: Envelope, chat: OpenedChat, error: Exception) -> Answered:
        """Log where it went wrong, without what anybody wrote, and tell the person the fault's id."""
        code = log_fault("fault", error, activity=envelope.type)
        told = t("I could not show you the answer. Tell your IT support the code {code}.", code=code)
        if envelope.type == "invoke":
            return self._line(envelope, told)
        try:
            for shown in self._renderer(envelope).messages(Say(text=told), private=False):
                await chat.post(shown)
        except Exception as untold:  # noqa: BLE001 - the edge: the log has it
            log.warning("fault not told", fault=code, error=type(untold).__name__)
        return Answered()

    def _line(self, envelope: Envelope, message: Message) -> Answered:
        """Answer with one line, where the activity can be answered at all."""
        if envelope.name not in {Invoke.EXECUTE, Invoke.FETCH, Invoke.SUBMIT}:
            return Answered()
        return line_answer(envelope, self._renderer(envelope).words(message))

    def _renderer(self, envelope: Envelope) -> Renderer:
        """Return what words things before, or without, an answer of the desk."""
        return self._rendering(self._spoken(envelope))

    def _spoken(self, envelope: Envelope) -> Language:
        return language_of(envelope.locale or "") or self._language
