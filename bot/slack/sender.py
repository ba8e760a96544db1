"""Posts what nobody just asked for: the `Sender` of `bot.delivery` for Slack."""

from __future__ import annotations

from bot.delivery import Undeliverable
from bot.slack.refusals import LOST
from bot.slack.render import Renderer
from bot.slack.web_api import WebApi
from handlers.core.replies import Reply
from handlers.core.words import Words
from storage.documents.posts import Posted


class SlackSender:
    """Sends messages with chat.postMessage, once each."""

    def __init__(self, api: WebApi, words: Words) -> None:
        self._api = api
        self._words = words

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Post `reply`; see `bot.delivery.Sender`. Slack needs no reference: a user's id opens their chat.

        Several users' ids with commas between open a group message.
        """
        platform, _, channel = address.rpartition(":")
        if not platform.startswith("slack:") or not channel:
            raise Undeliverable("not_a_slack_address")
        if "," in channel:
            channel = await self._group(channel)
        message = Renderer(self._words, language).message(reply)
        quiet = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
        try:
            return await self._api.post_to_stay(message, channel=channel, **quiet)
        except Undeliverable as refused:
            raise Undeliverable(refused.reason, LOST.get(refused.reason)) from None

    async def _group(self, users: str) -> str:
        """Return the id of the group message with some users. Raises as `WebApi.call` does."""
        answer = await self._api.call("conversations.open", users=users)
        opened = answer.get("channel")
        if not isinstance(opened, dict) or not opened.get("id"):
            raise Undeliverable("no_channel")
        return str(opened["id"])
