"""Gives answers back to where they were asked for: as messages, modals or Home."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from typing import Any

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.slack.forms import Forms, Origin
from bot.slack.hearing import Heard
from bot.slack.render import Renderer
from bot.slack.web_api import WebApi
from handlers.core.desk import Desk
from handlers.core.replies import Answer, Ask, Audience, Confirm, Replace, Reply
from handlers.core.unposted import Unposted
from handlers.core.words import Words

_TRIES = 3
_LONGEST_WAIT = 30.0  # seconds
_QUIET = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}

log = structlog.get_logger()


class Answers:
    """Shows answers to those who asked. Nothing here raises: what Slack does not take goes to the outbox."""

    def __init__(self, api: WebApi, words: Words, desk: Desk) -> None:
        self._api = api
        self._words = words
        self._desk = desk

    def at_once(self, answer: Answer, origin: Origin) -> dict[str, Any] | None:
        """Return the answer as the body of a slash command's response, or None where that can't hold it."""
        if origin.personal or len(answer.replies) != 1 or isinstance(answer.replies[0], Ask):
            return None
        reply = answer.replies[0]
        message = Renderer(self._words, answer.language).message(reply)
        return {**message, "mrkdwn": False, "response_type": _response_type(reply)}

    async def give(
        self, answer: Answer, heard: Heard, *, trigger: str | None = None, replacing: bool = False
    ) -> None:
        """Show all replies, in order; from the first that Slack can't take now they go to the outbox.

        Args:
            answer: what to show.
            heard: who asked, and where.
            trigger: opens a modal; where it is missing or too old, a button that opens it is posted.
            replacing: a Replace takes the place of the message that the origin's response URL is of.
        """
        renderer, origin = Renderer(self._words, answer.language), heard.origin
        for number, reply in enumerate(answer.replies):
            if isinstance(reply, Ask) and trigger and await self._open(reply, origin, trigger, renderer):
                continue
            after = answer.replies[number + 1 :]
            try:
                await self._tell(reply, origin, renderer, replacing=replacing and isinstance(reply, Replace))
            except NotNow as error:
                return await self._keep(heard, answer.language, error, replies=(reply, *after))
            except NobodyKnows as error:
                return await self._keep(heard, answer.language, error, replies=after, lost=(reply,))
        return None

    async def _keep(
        self,
        heard: Heard,
        language: str,
        error: Exception,
        *,
        replies: tuple[Reply, ...],
        lost: tuple[Reply, ...] = (),
    ) -> None:
        """Leave to the outbox what Slack did not take, and what may be lost."""
        unposted = Unposted(heard.actor, heard.place, heard.delivery_id, language, replies, lost)
        if await self._desk.keep(unposted):
            log.warning("answer not posted, left to the outbox", reason=str(error))
        else:
            log.error("an answer is lost", reason=str(error))

    def in_modal(
        self, answer: Answer, origin: Origin, view: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Answer]:
        """Return what becomes of the modal that was sent, and the replies that go to the conversation."""
        renderer = Renderer(self._words, answer.language)
        forms = Forms(renderer)
        last = answer.replies[-1] if answer.replies else None
        rest = answer.model_copy(update={"replies": answer.replies[:-1]})
        match last:
            case Ask():
                errors = forms.errors(last, view)
                if errors:
                    return {"response_action": "errors", "errors": errors}, rest
                return {"response_action": "update", "view": forms.ask(last, origin)}, rest
            case Confirm():
                return {"response_action": "update", "view": forms.confirm(last, origin)}, rest
            case _:
                return {"response_action": "clear"}, answer

    async def change_modal(self, answer: Answer, heard: Heard, view: Mapping[str, Any]) -> None:
        """Show the last reply in the modal whose button was pressed, the others in the conversation."""
        if not answer.replies:
            return
        forms, origin = Forms(Renderer(self._words, answer.language)), heard.origin
        last = answer.replies[-1]
        await self.give(answer.model_copy(update={"replies": answer.replies[:-1]}), heard)
        match last:
            case Ask():
                shown = forms.ask(last, origin)
            case Confirm():
                shown = forms.confirm(last, origin)
            case _:
                shown = forms.note(last, origin)
        if not await self._done("views.update", view_id=view["id"], view=shown):
            await self.give(answer.model_copy(update={"replies": (last,)}), heard)

    async def publish(self, answer: Answer, user: str) -> None:
        """Show the answer as the person's Home."""
        if answer.replies:
            view = Renderer(self._words, answer.language).home(answer.replies)
            await self._done("views.publish", user_id=user, view=view)

    async def _open(self, ask: Ask, origin: Origin, trigger: str, renderer: Renderer) -> bool:
        view = Forms(renderer).ask(ask, origin)
        return await self._done("views.open", trigger_id=trigger, view=view)

    async def _done(self, method: str, **arguments: Any) -> bool:
        try:
            await self._api.call(method, **arguments)
        except (Undeliverable, NotNow, NobodyKnows) as error:
            log.warning("Slack did not take a view", method=method, reason=str(error))
            return False
        return True

    async def _tell(self, reply: Reply, origin: Origin, renderer: Renderer, *, replacing: bool) -> None:
        """Show a reply in the best way that Slack takes. Raises NotNow and NobodyKnows."""
        message = renderer.message(reply)
        for way in self._ways(message, reply, origin, replacing=replacing):
            try:
                await _patiently(way)
            except Undeliverable as error:
                log.warning("Slack did not take an answer", reason=str(error))
                continue
            return
        log.error("an answer could be given in no way")

    def _ways(
        self, message: Mapping[str, Any], reply: Reply, origin: Origin, *, replacing: bool
    ) -> Iterator[Callable[[], Awaitable[object]]]:
        """Return the ways to show a message here, best first; each is tried where the one before fails."""
        there = {"thread_ts": origin.thread} if origin.thread else {}
        quiet = {**_QUIET, **there}
        post = self._api.post
        if origin.response_url and (replacing or not origin.personal):
            kind = {"replace_original": True} if replacing else {"response_type": _response_type(reply)}
            yield partial(self._api.respond, origin.response_url, message, **there, **kind)
        if origin.personal or reply.audience is Audience.CONVERSATION:
            yield partial(post, "chat.postMessage", message, channel=origin.channel, **quiet)
        else:
            yield partial(
                post, "chat.postEphemeral", message, channel=origin.channel, user=origin.user, **there
            )
        if reply.audience is Audience.ASKER:
            yield partial(post, "chat.postMessage", message, channel=origin.user, **_QUIET)


def _response_type(reply: Reply) -> str:
    return "in_channel" if reply.audience is Audience.CONVERSATION else "ephemeral"


async def _patiently(way: Callable[[], Awaitable[object]]) -> None:
    """Show it, waiting and trying again for as long as Slack asks to, if that is not long."""
    for left in reversed(range(_TRIES)):
        try:
            await way()
        except NotNow as later:
            if not left or later.seconds > _LONGEST_WAIT:
                raise
            await asyncio.sleep(later.seconds)
        else:
            return
