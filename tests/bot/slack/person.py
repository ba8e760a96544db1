"""Somebody who sits before Slack: types, presses, fills in forms and reads, by signed requests to the bot.

    anna = SlackPerson(slack, bot_url, secret, "U1", settled=front_end.settled)
    await anna.say("boka Almby")                 # in their own chat with the bot
    await anna.say("status", channel="C1")       # a mention in a channel
    await anna.command("boka Almby")             # /samlar boka Almby; channel=… as above
    await anna.press("Boka")                     # the newest button of that label before them
    await anna.fill({"När": "torsdag 14"})       # fields of the open form by label or name, then sends it
    await anna.open_home()
    anna.screen    text of all that the last act showed them, in order
    anna.buttons   labels of what can be pressed in it
    anna.inbox     texts of what was posted to them unasked
    anna.form      the open form: what is filled in, by label; None without one

Every act returns `screen`. Without `settled` it waits until something is shown and nothing follows.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.bot.slack.envelopes import FORM, as_form, escaped, event, interaction, signed
from tests.bot.slack.filling import Value, fields, filled
from tests.bot.slack.reading import buttons_in, filled_in, labels_of
from tests.bot.slack.screens import Shown
from tests.bot.slack.web_api import SlackWorkspace

PATH = "/slack/events"
MORE = {"Fler uppgifter", "More details"}


class SlackPerson:
    """One person of a workspace; `add_person` has let them in."""

    def __init__(
        self,
        slack: SlackWorkspace,
        bot_url: str,
        secret: str,
        user: str,
        *,
        settled: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.slack, self.user = slack, user
        self.status = 0
        self.body = ""
        self._url = bot_url.rstrip("/") + PATH
        self._secret = secret
        self._settled = settled or self._something_shown
        self._before: list[Shown] = []
        self._errors: dict[str, str] = {}
        self._last = ("", FORM, "")

    @property
    def shown(self) -> list[Shown]:
        """What the last act showed, oldest first; what was posted unasked is left out if there is more."""
        new = [one for one in self._all() if one not in self._before]
        return [one for one in new if one.asked] or new

    @property
    def screen(self) -> str:
        """What they read now."""
        wrong = [f"{label}: {error}" for label, error in self._errors.items()]
        return "\n".join([*(one.screen for one in self.shown), *wrong])

    @property
    def buttons(self) -> list[str]:
        """What they can press in what the last act showed."""
        return [label for one in self.shown for label in labels_of(one.blocks, one.view)]

    @property
    def inbox(self) -> list[str]:
        """What was posted to them unasked, oldest first."""
        return [one.screen for one in self._all() if not one.asked]

    @property
    def form(self) -> dict[str, str] | None:
        """The open form: what is filled in, by label."""
        view = self.slack.screens.modals.get(self.user)
        return filled_in(view["blocks"]) if view else None

    async def say(self, text: str, *, channel: str = "", thread: str = "", mention: str = "") -> str:
        """Write to the bot: in their own chat with it, or with a mention in a channel.

        `mention`: somebody's id, whom they mention where the text says `@`.
        """
        written = escaped(text).replace("@", f"<@{mention}>", 1) if mention else escaped(text)
        content = {
            "type": "app_mention" if channel else "message",
            "user": self.user,
            "team": self.slack.people[self.user]["team_id"],
            "channel": channel or self.slack.own_chat(self.user),
            "text": f"<@{self.slack.bot}> {written}" if channel else written,
            "ts": "1.1",
            **({} if channel else {"channel_type": "im"}),
            **({"thread_ts": thread} if thread else {}),
        }
        return await self.happens(content)

    async def send_file(self, name: str, content: bytes, text: str = "", **more: Any) -> str:
        """Send the bot a file in their own chat with it; `more`: what Slack tells of it otherwise."""
        return await self.send_files([self.slack.share(name, content, **more)], text)

    async def send_files(self, files: list[dict[str, Any]], text: str = "") -> str:
        """Send files as Slack tells of them."""
        shared = {
            "type": "message",
            "subtype": "file_share",
            "user": self.user,
            "channel": self.slack.own_chat(self.user),
            "channel_type": "im",
            "text": escaped(text),
            "ts": "1.1",
            "files": files,
        }
        return await self.happens(shared)

    async def happens(self, content: dict[str, Any]) -> str:
        """Let Slack tell the bot of an event, such as `{"type": "member_joined_channel", …}`."""
        return await self._act(
            json.dumps(event(self.slack.team, self.slack.bot, content)), "application/json"
        )

    async def open_home(self) -> str:
        """Open the bot's Home."""
        return await self.happens(
            {
                "type": "app_home_opened",
                "user": self.user,
                "channel": self.slack.own_chat(self.user),
                "tab": "home",
            }
        )

    async def command(self, text: str, *, channel: str = "") -> str:
        """Write `/samlar text`, in their own chat with the bot or in a channel."""
        where = channel or self.slack.own_chat(self.user)
        name = self.slack.channels.get(where, "directmessage")
        body = {
            "command": "/samlar",
            "text": escaped(text),
            "team_id": self.slack.people[self.user]["team_id"],
            "user_id": self.user,
            "user_name": "made-up",
            "channel_id": where,
            "channel_name": name,
            "response_url": self.slack.response_url(where, self.user),
            "trigger_id": self.slack.trigger(self.user),
        }
        return await self._act(urlencode(body), FORM, where)

    async def press(self, label: str) -> str:
        """Press the newest button of this label; in the open modal, a message or Home."""
        modal = self.slack.screens.modals.get(self.user)
        if modal and label in {modal[name]["text"] for name in ("submit", "close") if name in modal}:
            return await (
                self.fill({}) if label == modal.get("submit", {}).get("text") else self._closed(modal)
            )
        places = [one for one in reversed(self._all()) if not modal or one.view is modal]
        for shown in places:
            for button in buttons_in(shown.blocks):
                if button["text"]["text"] == label:
                    return await self.press_value(button["value"], shown, button["action_id"])
        raise AssertionError(f"{label!r} can't be pressed here:\n{self.screen}")

    async def press_value(self, value: str, shown: Shown, action_id: str = "press-0") -> str:
        """Press a button that carries `value`, there or no longer there, in what was shown."""
        content: dict[str, Any] = {
            "trigger_id": self.slack.trigger(self.user),
            "actions": [
                {
                    "type": "button",
                    "action_id": action_id,
                    "value": value,
                    "action_ts": "1.1",
                    "block_id": "b",
                }
            ],
        }
        if shown.view:
            content |= {"view": shown.view, "container": {"type": "view", "view_id": shown.view["id"]}}
        else:
            content |= {
                "channel": {
                    "id": shown.channel,
                    "name": self.slack.channels.get(shown.channel, "directmessage"),
                },
                "container": {
                    "type": "message",
                    "message_ts": shown.ts,
                    "channel_id": shown.channel,
                    "is_ephemeral": shown.kind == "ephemeral",
                    **({"thread_ts": shown.thread} if shown.thread else {}),
                },
                "response_url": self.slack.response_url(shown.channel, self.user, shown),
            }
        return await self._interact("block_actions", content)

    async def fill(self, values: Mapping[str, Value]) -> str:
        """Fill in fields of the open form, by label or name, and send it; the others stay as they are.

        What is not there is looked for behind *More details*.
        """
        modal = self.slack.screens.modals[self.user]
        labels = {button["text"]["text"] for button in buttons_in(modal["blocks"])}
        if MORE & labels and not values.keys() <= fields(modal).keys():
            await self.press(*(MORE & labels))
        return await self.send(await self.filled_in(values))

    async def filled_in(self, values: Mapping[str, Value]) -> dict[str, Any]:
        """Return the open form as it is sent with these values."""
        view = self.slack.screens.modals[self.user]
        return await filled(view, values, lambda block, query: self._options(block, view, query))

    async def send(self, view: dict[str, Any]) -> str:
        """Send a modal, filled in."""
        content = {"trigger_id": self.slack.trigger(self.user), "view": view, "response_urls": []}
        read = await self._interact("view_submission", content)
        if self.status == 200 and not self.body:
            await self._close()
        return read

    async def search(self, name: str, query: str) -> list[str]:
        """Type letters into a list of the open form; returns the labels that it offers then."""
        view = self.slack.screens.modals[self.user]
        block = next(b for b in view["blocks"] if b.get("label", {}).get("text") == name)
        return [option["text"]["text"] for option in await self._options(block, view, query)]

    async def again(self) -> str:
        """Let Slack deliver the last request once more."""
        return await self._act(*self._last)

    def _all(self) -> list[Shown]:
        channels = {c for c, members in self.slack.members.items() if self.user in members}
        return self.slack.screens.seen_by(self.user, channels | {self.slack.own_chat(self.user)})

    async def _closed(self, view: dict[str, Any]) -> str:
        """Close the open modal; Slack tells of it where the modal says so."""
        await self._close()
        if not view.get("notify_on_close"):
            return ""
        return await self._interact("view_closed", {"view": view, "is_cleared": False})

    async def _close(self) -> str:
        self.slack.screens.modals.pop(self.user, None)
        return ""

    async def _interact(self, kind: str, content: dict[str, Any]) -> str:
        team = self.slack.people[self.user]["team_id"]
        return await self._act(as_form(interaction(kind, team, self.user, **content)), FORM)

    async def _options(self, block: Any, view: Any, query: str) -> list[dict[str, Any]]:
        content = {
            "action_id": block["element"]["action_id"],
            "block_id": block["block_id"],
            "value": query,
            "view": view,
            "container": {"type": "view", "view_id": view["id"]},
        }
        team = self.slack.people[self.user]["team_id"]
        await self._send(as_form(interaction("block_suggestion", team, self.user, **content)), FORM)
        return list(json.loads(self.body)["options"])

    async def _act(self, body: str, content_type: str, respond_in: str = "") -> str:
        """Send a request; `respond_in` is the channel that a message in its response is shown in."""
        self._before = list(self.slack.screens.all)
        self._errors = {}
        self._last = (body, content_type, respond_in)
        await self._send(body, content_type)
        if self.status == 200 and self.body:
            said = json.loads(self.body) if self.body.startswith("{") else {"text": self.body}
            if respond_in:
                self.slack.screens.respond(said, respond_in, self.user)
            else:
                self._change_modal(said)
        await self._settled()
        return self.screen

    def _change_modal(self, said: dict[str, Any]) -> None:
        """Do what the response to a modal says, as Slack does."""
        view = self.slack.screens.modals.get(self.user)
        match said["response_action"]:
            case "errors" if view:
                blocks = {block.get("block_id"): block for block in view["blocks"]}
                self._errors = {blocks[k]["label"]["text"]: error for k, error in said["errors"].items()}
            case "update" if view:
                self.slack.screens.modal(self.user, said["view"], view["id"])
            case "clear":
                self.slack.screens.modals.pop(self.user, None)

    async def _send(self, body: str, content_type: str) -> None:
        headers = signed(body, self._secret, content_type=content_type)
        async with (
            aiohttp.ClientSession() as session,
            session.post(self._url, data=body.encode(), headers=headers) as answer,
        ):
            self.status, self.body = answer.status, await answer.text()

    async def _something_shown(self) -> None:
        for _ in range(300):
            before = list(self.slack.screens.all)
            await asyncio.sleep(0.03)
            if self.slack.screens.all == before != self._before:
                return
