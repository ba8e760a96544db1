"""Gives answers back to where they were asked for: as messages, modals or Home."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.slack.forms import Forms, Origin, read_carried
from bot.slack.hearing import Heard
from bot.slack.render import Renderer
from bot.slack.web_api import WebApi
from handlers.core.desk import Desk
from handlers.core.posted import Shown
from handlers.core.replies import Answer, Ask, Audience, Confirm, Replace, Reply
from handlers.core.unposted import Unposted
from handlers.core.words import Words
from storage.documents.posts import Posted

_TRIES = 3
_LONGEST_WAIT = 30.0  # seconds
_QUIET = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}

NOTHING_STAYS = Posted()

log = structlog.get_logger()


class _Stays(NamedTuple):
    """What Slack calls a message, if it stays and Slack told. `own`: it stands in the asker's own chat."""

    posted: Posted
    own: bool


Way = Callable[[], Awaitable[_Stays]]


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
        self,
        answer: Answer,
        heard: Heard,
        *,
        trigger: str | None = None,
        replacing: Posted | None = None,
        leaves: bool = False,
    ) -> None:
        """Show all replies, in order.

        Args:
            answer: what to show.
            heard: who asked, and where.
            trigger: opens a modal; where it is missing or too old, a button that opens it is posted.
            replacing: what Slack calls the message that the origin's response URL is of, if it stays; a
                Replace takes its place.
            leaves: closing a modal that is opened leaves its form, as no button in the chat leads to it.
        """
        shown: list[_Stays] = []
        try:
            await self._give(answer, heard, trigger, replacing, shown, leaves=leaves)
        finally:
            await self._remember(heard, shown)

    async def _give(
        self,
        answer: Answer,
        heard: Heard,
        trigger: str | None,
        replacing: Posted | None,
        shown: list[_Stays],
        *,
        leaves: bool,
    ) -> None:
        """Show all replies, and note in `shown` those that stay."""
        renderer = Renderer(self._words, answer.language)
        refused: tuple[Reply, ...] = ()
        for told, reply in enumerate(answer.replies):
            if (
                isinstance(reply, Ask)
                and trigger
                and await self._open(reply, heard.origin, trigger, renderer, leaves=leaves)
            ):
                continue
            replaced, after = replacing if isinstance(reply, Replace) else None, answer.replies[told + 1 :]
            try:
                shown.append(await self._tell(reply, heard.origin, renderer, replaced))
            except Undeliverable:
                refused += (reply,)
            except NotNow as error:
                await self._keep(answer, heard, str(error), replies=(*refused, reply, *after))
                return
            except NobodyKnows as error:
                await self._keep(answer, heard, str(error), replies=refused + after, lost=(reply,))
                return
        if refused:
            await self._keep(answer, heard, "refused in every way", replies=refused)

    async def _remember(self, heard: Heard, shown: Sequence[_Stays]) -> None:
        """Let the desk keep what Slack calls what stays."""
        own = tuple(one.posted for one in shown if one.own and one.posted.ids)
        there = tuple(one.posted for one in shown if not one.own and one.posted.ids)
        if own or there:
            await self._desk.remember(Shown(heard.actor, heard.place, heard.delivery_id, own, there))

    async def _keep(
        self,
        answer: Answer,
        heard: Heard,
        reason: str,
        *,
        replies: tuple[Reply, ...],
        lost: tuple[Reply, ...] = (),
    ) -> None:
        """Leave to the outbox what was not shown."""
        unposted = Unposted(
            heard.actor, heard.place, heard.delivery_id, answer.language, replies=replies, lost=lost
        )
        if await self._desk.keep(unposted):
            log.warning("Slack did not take an answer, left to the outbox", reason=reason)
        else:
            log.error("an answer is lost", reason=reason)

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
                leaves = bool(read_carried(view).leaves)
                return {"response_action": "update", "view": forms.ask(last, origin, leaves=leaves)}, rest
            case Confirm():
                return {"response_action": "update", "view": forms.confirm(last, origin)}, rest
            case _:
                return {"response_action": "clear"}, answer

    async def change_modal(self, answer: Answer, heard: Heard, view: Mapping[str, Any]) -> None:
        """Show the last reply in the modal whose button was pressed, the others in the conversation."""
        if not answer.replies:
            return
        forms = Forms(Renderer(self._words, answer.language))
        last = answer.replies[-1]
        await self.give(answer.model_copy(update={"replies": answer.replies[:-1]}), heard)
        match last:
            case Ask():
                shown = forms.ask(forms.as_shown(last, view), heard.origin)
            case Confirm():
                shown = forms.confirm(last, heard.origin)
            case _:
                shown = forms.note(last, heard.origin)
        if not await self._done("views.update", view_id=view["id"], view=shown):
            await self.give(answer.model_copy(update={"replies": (last,)}), heard)

    async def publish(self, answer: Answer, user: str) -> None:
        """Show the answer as the person's Home."""
        if answer.replies:
            view = Renderer(self._words, answer.language).home(answer.replies)
            await self._done("views.publish", user_id=user, view=view)

    async def _open(
        self, ask: Ask, origin: Origin, trigger: str, renderer: Renderer, *, leaves: bool
    ) -> bool:
        view = Forms(renderer).ask(ask, origin, leaves=leaves)
        return await self._done("views.open", trigger_id=trigger, view=view)

    async def _done(self, method: str, **arguments: Any) -> bool:
        try:
            await self._api.call(method, **arguments)
        except (Undeliverable, NotNow, NobodyKnows) as error:
            log.warning("Slack did not take a view", method=method, reason=str(error))
            return False
        return True

    async def _tell(
        self, reply: Reply, origin: Origin, renderer: Renderer, replaced: Posted | None
    ) -> _Stays:
        """Show a reply in the best way that is taken. Raises what the last way raised where none is."""
        message = renderer.message(reply)
        refused = Undeliverable("no way")
        for way in self._ways(message, reply, origin, replaced):
            try:
                return await _patiently(way)
            except Undeliverable as error:
                log.warning("Slack did not take an answer in one way", reason=str(error))
                refused = error
        raise refused

    def _ways(
        self, message: Mapping[str, Any], reply: Reply, origin: Origin, replaced: Posted | None
    ) -> Iterator[Way]:
        """Return the ways to show a message here, best first; each is tried where the one before fails.

        What a response URL posts anew can't be replaced, even where it stays: Slack does not tell its name.
        """
        there = {"thread_ts": origin.thread} if origin.thread else {}
        quiet = {**_QUIET, **there}
        own = origin.personal
        if origin.response_url and (replaced is not None or not own):
            kind = (
                {"response_type": _response_type(reply)} if replaced is None else {"replace_original": True}
            )
            respond = partial(self._api.respond, origin.response_url, message, **there, **kind)
            yield partial(_told, respond, _Stays(replaced or NOTHING_STAYS, own=own))
        if own or reply.audience is Audience.CONVERSATION:
            yield partial(self._post, message, own=own, channel=origin.channel, **quiet)
        else:
            ephemeral = {"channel": origin.channel, "user": origin.user, **there}
            post = partial(self._api.post, "chat.postEphemeral", message, **ephemeral)
            yield partial(_told, post, _Stays(NOTHING_STAYS, own=own))
        if reply.audience is Audience.ASKER:
            yield partial(self._post, message, own=True, channel=origin.user, **_QUIET)

    async def _post(self, message: Mapping[str, Any], *, own: bool, **arguments: Any) -> _Stays:
        return _Stays(await self._api.post_to_stay(message, **arguments), own=own)


def _response_type(reply: Reply) -> str:
    return "in_channel" if reply.audience is Audience.CONVERSATION else "ephemeral"


async def _told(way: Callable[[], Awaitable[object]], shown: _Stays) -> _Stays:
    """Show it in a way that tells no name; returns `shown`."""
    await way()
    return shown


async def _patiently(way: Way) -> _Stays:
    """Show it, waiting and trying again for as long as Slack asks to, if that is not long."""
    for _ in range(_TRIES - 1):
        try:
            return await way()
        except NotNow as later:
            if later.seconds > _LONGEST_WAIT:
                raise
            await asyncio.sleep(later.seconds)
    return await way()
