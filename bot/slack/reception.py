"""Takes verified payloads to the desk and its answers back: Slack's response, and what comes after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from bot.slack.answers import Answers
from bot.slack.deliveries import Body, Deliveries
from bot.slack.files import FileObject
from bot.slack.forms import Forms, Origin, field_name, read_carried, read_values
from bot.slack.hearing import Heard, Hearing, NotReady
from bot.slack.incoming import (
    Envelope,
    Payload,
    read_arrival,
    read_closing,
    read_command,
    read_departure,
    read_message,
    read_opened,
    read_press,
    read_search,
    read_submission,
)
from bot.slack.render import Renderer
from bot.slack.web_api import posted_at
from bot.slack.wording import unescape
from handlers.core.desk import Desk
from handlers.core.incoming import (
    Actor,
    Command,
    Installed,
    Opened,
    Press,
    Removed,
    Said,
    Submit,
    Suggest,
)
from handlers.core.replies import Answer, Say, parse_button
from handlers.core.words import Words, language_of
from storage.documents.people import Language
from storage.documents.posts import Posted
from storage.values.texts import t

Ask = Callable[[Heard], Awaitable[Answer]]
Now = Callable[[Heard, Answer], tuple[Body, Answer]]
Show = Callable[[Heard, Answer], Coroutine[Any, Any, None]]


class Reception:
    """Hears each kind of payload and returns the body of the response, or None for an empty one.

    Raises NotReady and NotUnderstood.
    """

    def __init__(
        self,
        desk: Desk,
        words: Words,
        answers: Answers,
        hearing: Hearing,
        deliveries: Deliveries,
        language: Language,
    ) -> None:
        """Take what it works with. `language` is for those of whom nothing is known."""
        self._desk = desk
        self._words = words
        self._answers = answers
        self._hearing = hearing
        self._deliveries = deliveries
        self._language = language

    async def command(self, body: Payload) -> Body:
        """Hear a slash command: the response is the answer, if it comes in time and fits in one message."""
        envelope, text, _ = read_command(body)

        def now(heard: Heard, answer: Answer) -> tuple[Body, Answer]:
            message = self._answers.at_once(answer, heard.origin)
            return message, answer.model_copy(update={"replies": ()}) if message else answer

        try:
            return await self._exchange(envelope, self._saying(text), now, self._give(envelope, leaves=True))
        except NotReady as state:
            language = await self._desk.language(Actor(identity=f"slack:{envelope.team}:{envelope.user}"))
            return Renderer(self._words, language).message(_not_ready(state))

    async def message(self, body: Payload) -> Body:
        """Hear a direct message or a mention."""
        read = read_message(body)
        if read is None:
            return None
        return await self._exchange(
            read.envelope,
            self._saying_with(read.text, read.files),
            _nothing,
            self._give(read.envelope),
            own=body["event"]["type"] == "message",
        )

    async def press(self, body: Payload) -> Body:
        """Hear a button, in a message, Home or a modal."""
        envelope, value, view = read_press(body)
        ask = self._pressing(value)
        if not view or view["type"] != "modal":
            pressed = None if view else posted_at(envelope.channel, envelope.message)
            show = self._give(envelope, replacing=pressed)
            return await self._exchange(envelope, ask, _nothing, show)

        async def change(heard: Heard, answer: Answer) -> None:
            await self._answers.change_modal(answer, heard, view)

        return await self._exchange(envelope, ask, _nothing, change, origin=read_carried(view).origin)

    async def submission(self, body: Payload) -> Body:
        """Hear a modal: its response shows what is wrong, what comes next, or closes it."""
        envelope, view = read_submission(body)
        carried = read_carried(view)

        async def sent(heard: Heard) -> Answer:
            values = read_values(view, carried.kept)
            act = heard.act(Submit, draft=carried.draft, revision=carried.revision, values=values)
            return await self._desk.handle(act)

        def now(heard: Heard, answer: Answer) -> tuple[Body, Answer]:
            return self._answers.in_modal(answer, heard.origin, view)

        ask = self._pressing(carried.press) if carried.press else sent
        show = self._give(envelope, trigger=False)
        return await self._exchange(envelope, ask, now, show, origin=carried.origin)

    async def closing(self, body: Payload) -> Body:
        """Hear that a modal was closed: what it showed is left, which is said in the conversation."""
        envelope, view = read_closing(body)
        carried = read_carried(view)
        if not carried.leaves:
            return None
        ask = self._pressing(carried.leaves)
        return await self._exchange(envelope, ask, _nothing, self._give(envelope), origin=carried.origin)

    async def search(self, body: Payload) -> Body:
        """Hear letters typed into a list; the response holds the options that match."""
        envelope, view, block_id, query = read_search(body)
        carried = read_carried(view)

        async def found() -> Body:
            heard = await self._hearing.hear(envelope, carried.origin)
            options = await self._desk.suggest(
                Suggest(
                    actor=heard.actor,
                    draft=carried.draft,
                    field=field_name(block_id),
                    query=unescape(query),
                )
            )
            return {"options": Forms(Renderer(self._words, carried.language)).options(options)}

        return await self._deliveries.in_time(found(), _forget) or {"options": []}

    async def home(self, body: Payload) -> Body:
        """Hear that somebody opened Home."""
        envelope = read_opened(body)
        if envelope is None:
            return None

        async def opened(heard: Heard) -> Answer:
            return await self._desk.handle(heard.act(Opened))

        async def show(heard: Heard, answer: Answer) -> None:
            await self._answers.publish(answer, heard.origin.user)

        return await self._exchange(envelope, opened, _nothing, show)

    async def membership(self, body: Payload) -> Body:
        """Hear that somebody came to or left a channel; only the bot's own coming and going counts."""
        bot = (await self._hearing.installation()).bot
        came, left = read_arrival(body, bot), read_departure(body, bot)

        async def arrived(heard: Heard) -> Answer:
            return await self._desk.handle((await self._hearing.with_name(heard)).act(Installed))

        async def gone(heard: Heard) -> Answer:
            return await self._desk.handle(heard.act(Removed))

        if came:
            return await self._exchange(came, arrived, _nothing, self._give(came))
        return await self._exchange(left, gone, _nothing, self._give(left)) if left else None

    async def _exchange(
        self,
        envelope: Envelope,
        ask: Ask,
        now: Now,
        show: Show,
        *,
        origin: Origin | None = None,
        own: bool = False,
    ) -> Body:
        """Ask the desk; return the response.

        What `now` finds no room for in the response is shown after it by `show`, and so is the whole answer
        where it comes too late for the response. A delivery that comes again gets the same response.
        """

        async def asked() -> tuple[Heard, Answer]:
            heard = await self._hearing.hear(envelope, origin, own=own)
            return heard, await ask(heard)

        async def late(told: tuple[Heard, Answer]) -> None:
            await show(*told)

        async def answered() -> Body:
            told = await self._deliveries.in_time(asked(), late)
            if told is None:
                return None
            body, rest = now(*told)
            if rest.replies:
                self._deliveries.later(show(told[0], rest))
            return body

        return await self._deliveries.once(envelope.delivery_id, answered)

    def _saying(self, text: str) -> Ask:
        async def ask(heard: Heard) -> Answer:
            return await self._desk.handle(heard.act(Command, **await self._hearing.typed(text)))

        return ask

    def _saying_with(self, text: str, files: Sequence[FileObject]) -> Ask:
        async def ask(heard: Heard) -> Answer:
            typed, file = await self._hearing.typed(text), await self._hearing.file(files)
            return await self._desk.handle(heard.act(Said, **typed, file=file))

        return ask

    def _pressing(self, value: str) -> Ask:
        async def ask(heard: Heard) -> Answer:
            try:
                carried = parse_button(value)
            except ValueError:
                text = t("This button no longer works. Write “help” to see what you can do.")
                language = language_of(heard.actor.locale) or self._language
                return Answer(language=language, replies=(Say(text=text),))
            return await self._desk.handle(heard.act(Press, **carried._asdict()))

        return ask

    def _give(
        self,
        envelope: Envelope,
        *,
        replacing: Posted | None = None,
        trigger: bool = True,
        leaves: bool = False,
    ) -> Show:
        opener = envelope.trigger_id if trigger else None

        async def show(heard: Heard, answer: Answer) -> None:
            await self._answers.give(answer, heard, trigger=opener, replacing=replacing, leaves=leaves)

        return show


def _not_ready(state: NotReady) -> Say:
    if state.unreachable:
        return Say(text=t("I can't reach Slack right now. Try again in a while."))
    return Say(text=t("I am just starting. Try again in a minute."))


def _nothing(_: Heard, answer: Answer) -> tuple[Body, Answer]:
    """Respond with nothing; the whole answer is shown after it."""
    return None, answer


async def _forget(_: Body) -> None:
    """Drop what came too late."""
