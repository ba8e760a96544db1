"""Somebody who uses the bot in Teams: types, presses and fills in what Teams shows them, and reads it."""

from __future__ import annotations

import copy
import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.bot.teams import cards
from tests.bot.teams.cards import Shown
from tests.bot.teams.connector import APP_ID, TENANT, Channel, FakeTeams, Posted

BOT = {"id": f"28:{APP_ID}", "name": "Samlär"}


class NotSent(AssertionError):  # noqa: N818 - an answer, not a fault
    """Teams itself does not send the form: a required field is empty, or a text too long."""


@dataclass
class Person:
    """One person with their Teams client.

    Attributes:
        screen: what was last shown to them, as written there from top to bottom.
        buttons: the labels of the buttons last shown.
        inbox: what was posted to them unasked, oldest first.
        title: the title of the dialog that is open.
    """

    teams: FakeTeams
    url: str
    name: str | None = "Vera Exempel"
    locale: str = "sv-SE"
    tenant: str = TENANT
    object_id: str = field(default_factory=lambda: str(uuid4()))
    has_bot: bool = True
    inbox: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        self.user_id = f"29:{self.object_id}"
        self.chat = Channel(id=f"a:{self.object_id}", name="", kind="personal")
        if self.has_bot:
            self.teams.own_chats[self.user_id] = self.chat.id
        self._places = {self.chat.id: self.chat}
        self._history: list[Shown] = []
        self._latest: list[Shown] = []
        self._dialog: Shown | None = None
        self._acting: str | None = None
        self.teams.listeners.append(self._hear)

    @property
    def identity(self) -> str:
        """The identity that the bot knows them by."""
        return f"teams:{self.tenant}:{self.object_id}"

    @property
    def screen(self) -> str:
        """What was last shown."""
        return "\n\n".join(shown.read() for shown in self._latest)

    @property
    def buttons(self) -> list[str]:
        """The labels last shown."""
        return [
            action["title"] for shown in self._latest if shown.card for action in cards.actions(shown.card)
        ]

    def join(self, channel: Channel) -> None:
        """Read along in a channel."""
        self._places[channel.id] = channel

    async def say(self, text: str, where: Channel | None = None, meaning: Person | None = None) -> None:
        """Write to the bot: in the own chat, or in a channel with a mention of it.

        `meaning`: somebody whom they mention where the text says `@`.
        """
        place = where or self.chat
        activity = self.activity("message", place) | {"text": html.escape(text, quote=False)}
        if where:
            self.join(where)
            mention = f"<at>{BOT['name']}</at>"
            activity |= {
                "text": f"{mention}&nbsp;{activity['text']}",
                "entities": [{"type": "mention", "text": mention, "mentioned": BOT}],
            }
        if meaning:
            marked = f"<at>{meaning.name}</at>"
            mentioned = {"id": meaning.user_id, "name": meaning.name}
            told = {"type": "mention", "text": marked, "mentioned": mentioned}
            activity["text"] = activity["text"].replace("@", marked, 1)
            activity["entities"] = [*activity.get("entities", []), told]
        status, _ = await self._deliver(activity)
        assert status == 200, status

    async def send_file(self, name: str, content: bytes, text: str = "", url: str = "") -> None:
        """Send the bot a file in the own chat; `url`: where Teams says that it is, if not where it is."""
        self.teams.files[name] = content
        file = {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "contentUrl": f"https://example.sharepoint.com/personal/{name}",
            "name": name,
            "content": {"downloadUrl": url or f"{self.teams.service_url}files/{name}", "fileType": "csv"},
        }
        activity = self.activity("message", self.chat) | {"text": html.escape(text), "attachments": [file]}
        status, _ = await self._deliver(activity)
        assert status == 200, status

    async def press(self, label: str) -> None:
        """Press the newest button with this label."""
        shown, action = self._find(label)
        await self._act(shown, action, {})

    async def fill(self, values: Mapping[str, str | list[str]]) -> None:
        """Fill in the form now shown, by labels or field names, and send it.

        Raises:
            NotSent: Teams would not send it.
        """
        shown = self._form()
        card = shown.card
        assert card
        for name, value in values.items():
            await self._fill_one(shown, self._input(card, name), value)
        for element in cards.inputs(card):
            if element.get("isRequired") and not element.get("value", "").strip():
                raise NotSent(element["label"])
        sent = {element["id"]: element["value"] for element in cards.inputs(card) if element.get("value")}
        await self._act(shown, cards.sending(card), sent)

    async def install(self, place: Channel | None = None) -> None:
        """Add the bot: for oneself, or to a channel."""
        where = place or self.chat
        self.join(where)
        if place:
            event = self.activity("conversationUpdate", where) | {"membersAdded": [{"id": BOT["id"]}]}
        else:
            event = self.activity("installationUpdate", where) | {"action": "add"}
        status, _ = await self._deliver(event)
        assert status == 200, status

    def activity(self, kind: str, place: Channel, **more: Any) -> dict[str, Any]:
        """Return an activity as Teams sends it."""
        conversation: dict[str, Any] = {
            "id": place.id,
            "conversationType": place.kind,
            "tenantId": self.tenant,
        }
        data: dict[str, Any] = {"tenant": {"id": self.tenant}}
        if place.kind == "channel":
            conversation |= {"id": f"{place.id};messageid=1700000000001", "isGroup": True}
            data |= {"team": {"id": "19:team@thread.tacv2"}, "channel": {"id": place.id, "name": place.name}}
        return {
            "type": kind,
            "id": f"f:{uuid4()}",
            "timestamp": "2026-11-22T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.teams.service_url,
            "from": {"id": self.user_id, "name": self.name, "aadObjectId": self.object_id},
            "recipient": BOT,
            "conversation": conversation,
            "channelData": data,
            "locale": self.locale,
            "entities": [{"type": "clientInfo", "locale": self.locale, "platform": "Web"}],
        } | more

    async def _deliver(self, activity: dict[str, Any]) -> tuple[int, Any]:
        self._latest = []
        self._acting = activity["id"]
        self._acting_place = activity["conversation"]["id"]
        try:
            return await self.teams.deliver(self.url, activity)
        finally:
            self._acting = None

    def _hear(self, posted: Posted) -> None:
        root = posted.conversation.partition(";messageid=")[0]
        if root not in self._places:
            return
        shown = self._shown(posted)
        if posted.update:
            self._history = [shown if old.id == posted.id else old for old in self._history]
        else:
            self._history.append(shown)
        asked = posted.reply_to == self._acting or root != self.chat.id or self._abroad
        if self._acting and asked:
            self._latest.append(shown)
        elif root == self.chat.id:
            self.inbox.append(shown.read())

    @property
    def _abroad(self) -> bool:
        """Whether they act in a channel, so that answers in their own chat are answers too."""
        return self._acting is not None and self._acting_place != self.chat.id

    def _shown(self, posted: Posted) -> Shown:
        activity = posted.activity
        assert activity.get("summary") or activity.get("text"), "nothing for notifications"
        attachments = activity.get("attachments") or []
        if not attachments:
            assert activity["textFormat"] == "plain"
            return Shown(posted.conversation, posted.id, text=activity["text"])
        assert not activity.get("text"), "Teams splits a text with a card into two messages"
        [attachment] = attachments
        assert attachment["contentType"] == cards.ADAPTIVE_CARD
        return Shown(posted.conversation, posted.id, card=self._received(attachment["content"]))

    def _received(self, card: dict[str, Any]) -> dict[str, Any]:
        cards.check(card)
        return copy.deepcopy(card)

    def _find(self, label: str) -> tuple[Shown, dict[str, Any]]:
        places = [self._dialog] if self._dialog else list(reversed(self._history))
        for shown in places:
            for action in cards.actions(shown.card) if shown.card else []:
                if action["title"] == label:
                    return shown, action
        raise AssertionError(f"no button {label!r} among {self.buttons}")

    def _form(self) -> Shown:
        places = [self._dialog] if self._dialog else list(reversed(self._history))
        for shown in places:
            if shown.card and cards.inputs(shown.card):
                return shown
        raise AssertionError(f"no form is shown, but: {self.screen}")

    async def _act(self, shown: Shown, action: dict[str, Any], sent: dict[str, str]) -> None:
        data = {**sent, **action.get("data", {})}
        if action["type"] == "Action.ToggleVisibility" and shown.card:
            cards.toggle(shown.card, action)
            return
        if shown is self._dialog:
            await self._invoke(shown, "task/submit", {"data": data, "context": {"theme": "default"}})
        elif action["type"] == "Action.Execute":
            executed = {"type": "Action.Execute", "verb": action["verb"], "data": data}
            await self._invoke(shown, "adaptiveCard/action", {"action": executed, "trigger": "manual"})
        elif data.get("msteams", {}).get("type") == "task/fetch":
            await self._invoke(shown, "task/fetch", {"data": data, "context": {"theme": "default"}})
        else:
            raise AssertionError(f"Teams would send {action} as a message")

    async def _invoke(self, shown: Shown, name: str, value: dict[str, Any]) -> None:
        place = self._places[shown.conversation.partition(";messageid=")[0]]
        activity = self.activity("invoke", place, name=name, value=value, replyToId=shown.id)
        status, body = await self._deliver(activity)
        assert status == 200, (status, body)
        if name == "adaptiveCard/action":
            self._answered(shown, body)
        else:
            self._task_answered(shown, (body or {}).get("task"))

    def _answered(self, shown: Shown, body: dict[str, Any]) -> None:
        assert body["statusCode"] == 200, body
        if body["type"] == cards.ADAPTIVE_CARD:
            replaced = Shown(shown.conversation, shown.id, card=self._received(body["value"]))
            self._history = [replaced if old.id == shown.id else old for old in self._history]
            self._latest = [*(old for old in self._latest if old.id != shown.id), replaced]
        else:
            assert body["type"] == "application/vnd.microsoft.activity.message"
            self._latest.append(Shown(shown.conversation, text=body["value"]))

    def _task_answered(self, shown: Shown, task: dict[str, Any] | None) -> None:
        self._dialog = None
        if task is None:
            return
        if task["type"] == "message":
            self._latest.append(Shown(shown.conversation, text=task["value"]))
            return
        self.title = task["value"]["title"]
        card = self._received(task["value"]["card"]["content"])
        assert {action["type"] for action in cards.actions(card)} <= {
            "Action.Submit",
            "Action.ToggleVisibility",
        }
        self._dialog = Shown(shown.conversation, shown.id, card=card)
        self._latest = [Shown(shown.conversation, text=self.title), self._dialog]

    def close(self) -> None:
        """Close the dialog without sending it."""
        self._dialog = None

    def _input(self, card: dict[str, Any], name: str) -> dict[str, Any]:
        for element in cards.inputs(card):
            if name in {element["label"], element["id"].partition(".")[2]}:
                return element
        raise AssertionError(f"no field {name!r} among {[e['label'] for e in cards.inputs(card)]}")

    async def _fill_one(self, shown: Shown, element: dict[str, Any], value: str | list[str]) -> None:
        if element["type"] == "Input.Text":
            assert isinstance(value, str)
            if len(value) > element["maxLength"]:
                raise NotSent(element["label"])
            element["value"] = value
            return
        wanted = [value] if isinstance(value, str) else value
        element["value"] = ",".join([await self._choose(shown, element, one) for one in wanted if one])

    async def _choose(self, shown: Shown, element: dict[str, Any], wanted: str) -> str:
        """Choose by title or value, searching where the list does not show it."""
        for choice in element["choices"]:
            if wanted in {choice["title"], choice["value"]}:
                return str(choice["value"])
        found = await self.search(element, wanted, shown)
        matching = [choice for choice in found if choice["title"] == wanted] or found
        assert matching, f"nothing found for {wanted!r}"
        element["choices"].append(matching[0])
        return str(matching[0]["value"])

    async def search(
        self, element: dict[str, Any], query: str, shown: Shown | None = None
    ) -> list[dict[str, Any]]:
        """Type into a list that can be searched; returns what it then offers."""
        asked = {
            "kind": "search",
            "queryText": query,
            "queryOptions": {"skip": 0, "top": 15},
            "dataset": element["choices.data"]["dataset"],
        }
        place = self._places[(shown or self._form()).conversation.partition(";messageid=")[0]]
        activity = self.activity("invoke", place, name="application/search", value=asked)
        status, body = await self.teams.deliver(self.url, activity)
        assert (status, body["statusCode"]) == (200, 200), body
        return list(body["value"]["results"])
