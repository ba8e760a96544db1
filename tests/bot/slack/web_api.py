"""Slack's Web API as a server on a port: answers as Slack does and keeps what it was asked and shown.

    async with SlackWorkspace() as slack:
        slack.add_person("U1", "Anna Berg")
        settings = Settings(slack_api_url=slack.url, slack_bot_token=slack.token, ...)
        slack.fail("chat.postMessage", error="is_archived")   # its next call
        slack.called("chat.postMessage"), slack.screens.all, slack.screens.refused

It refuses what Slack refuses (`rules`), and a test should find `slack.screens.refused` empty at its end.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import WSMsgType, web

from bot.slack.manifest import SCOPES
from tests.bot.slack.screens import Screens, Shown

TOKEN = "xoxb-made-up"
APP_TOKEN = "xapp-made-up"
_READS = {"users.info", "conversations.info"}
_TRIGGER_SECONDS = 3.0

Arguments = dict[str, Any]


@dataclass(frozen=True)
class _Failure:
    error: str | None
    status: int
    retry_after: int | None
    delay: float
    drop: bool
    needed: str


@dataclass
class _ResponseUrl:
    channel: str
    user: str
    pressed: Shown | None
    uses: int = 5


class SlackWorkspace:
    """A workspace with people and channels, on 127.0.0.1.

    Attributes:
        url: for `SLACK_API_URL`.
        calls: method and arguments of every call; `respond` for response URLs.
        scopes: what the installation has granted.
        acknowledged: what the bot answered over Socket Mode.
        held: calls about these channels are answered once the event is set.
        files: what people have sent, by name.
        fetched: which of them the bot has fetched.
    """

    def __init__(self, team: str = "T1", bot: str = "UBOT") -> None:
        self.token, self.team, self.bot = TOKEN, team, bot
        self.url = ""
        self.screens = Screens()
        self.calls: list[tuple[str, Arguments]] = []
        self.people: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, str] = {}
        self.members: dict[str, set[str]] = defaultdict(set)
        self.scopes = ",".join(SCOPES)
        self.acknowledged: list[dict[str, Any]] = []
        self.held: dict[str, asyncio.Event] = {}
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self._acknowledging = asyncio.Condition()
        self._sockets: list[web.WebSocketResponse] = []
        self._connected = asyncio.Event()
        self._failures: dict[str, deque[_Failure]] = defaultdict(deque)
        self._response_urls: dict[str, _ResponseUrl] = {}
        self._triggers: dict[str, tuple[str, float]] = {}
        self._numbers = itertools.count(1)
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._method)
        app.router.add_post("/respond/{number}", self._respond)
        app.router.add_get("/files/{name}", self._file)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, shutdown_timeout=1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def add_person(
        self,
        user: str,
        name: str,
        *,
        locale: str = "sv-SE",
        guest: bool = False,
        team: str = "",
        **more: Any,
    ) -> None:
        """Let somebody in; `team` is the workspace that they belong to, if it is another.

        `more`: what else the user object holds, or holds otherwise.
        """
        self.people[user] = {
            "id": user,
            "team_id": team or self.team,
            "name": name.partition(" ")[0].lower(),
            "real_name": name,
            "locale": locale,
            "is_restricted": guest,
            "is_stranger": team not in {"", self.team},
            "profile": {"display_name": "", "real_name": name},
            **more,
        }

    def add_channel(self, channel: str, name: str, *members: str) -> None:
        """Make a channel with these members; the bot is one if it is named."""
        self.channels[channel] = name
        self.members[channel] |= set(members)

    def own_chat(self, user: str) -> str:
        """Return the channel of the bot's own chat with a person."""
        return "D" + user[1:]

    def share(self, name: str, content: bytes, **more: Any) -> Arguments:
        """Take a file in, and return what an event tells of it; `more`: what it tells otherwise."""
        self.files[name] = content
        url = self.url.replace("/api/", f"/files/{name}")
        told = {"id": "F1", "name": name, "mimetype": "text/csv", "size": len(content)}
        return {**told, "url_private": url, "url_private_download": url, **more}

    def fail(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int = 200,
        retry_after: int | None = None,
        delay: float = 0,
        drop: bool = False,
        needed: str = "",
        times: int = 1,
    ) -> None:
        """Let the next calls of a method (`respond` for response URLs) fail, come late, or break off.

        `needed`: the scope that is missing, with the error `missing_scope`.
        """
        failure = _Failure(error, status, retry_after, delay, drop, needed)
        self._failures[method].extend([failure] * times)

    def called(self, method: str) -> list[Arguments]:
        """Return the arguments of all calls of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    def trigger(self, user: str) -> str:
        """Return a new trigger id of this person, good for one modal and three seconds."""
        trigger = f"{next(self._numbers)}.trigger"
        self._triggers[trigger] = (user, time.monotonic())
        return trigger

    def response_url(self, channel: str, user: str, pressed: Shown | None = None) -> str:
        """Return a new response URL; with the message that a button was pressed in, if it was in one."""
        number = str(next(self._numbers))
        self._response_urls[number] = _ResponseUrl(channel, user, pressed)
        return self.url.replace("/api/", f"/respond/{number}")

    async def push(self, kind: str, payload: dict[str, Any]) -> None:
        """Send something over Socket Mode, once the bot is connected."""
        await self._connected.wait()
        number = str(next(self._numbers))
        await self._sockets[-1].send_json({"type": kind, "envelope_id": number, "payload": payload})

    async def acknowledges(self, count: int) -> None:
        """Return once the bot has answered so often over Socket Mode."""
        async with self._acknowledging:
            await self._acknowledging.wait_for(lambda: len(self.acknowledged) >= count)

    async def _method(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        as_json = request.content_type == "application/json"
        arguments = await request.json() if as_json else {**request.query, **await request.post()}
        self.calls.append((method, arguments))
        if held := self.held.get(str(arguments.get("channel", ""))):
            await held.wait()
        failed = await self._failure(method, request)
        if failed:
            return failed
        token = APP_TOKEN if method.startswith("apps.") else TOKEN
        if request.headers.get("Authorization") != f"Bearer {token}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if as_json and method in _READS:
            return web.json_response({"ok": False, "error": "invalid_arguments"})
        answer = getattr(self, "_" + method.replace(".", "_").lower())(arguments)
        headers = {"x-oauth-scopes": self.scopes}
        return web.json_response({"ok": "error" not in answer, **answer}, headers=headers)

    async def _failure(self, method: str, request: web.Request) -> web.StreamResponse | None:
        if not self._failures[method]:
            return None
        failure = self._failures[method].popleft()
        await asyncio.sleep(failure.delay)
        if failure.drop and request.transport:
            request.transport.abort()
        if failure.error is None and failure.status == 200:
            return None
        headers = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
        if method == "respond":
            return web.Response(text=failure.error or "", status=failure.status, headers=headers)
        body = {"ok": False, "error": failure.error or "fatal_error"}
        if failure.needed:
            body |= {"needed": failure.needed, "provided": "commands"}
        return web.json_response(body, status=failure.status, headers=headers)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        response = self._response_urls[request.match_info["number"]]
        body = await request.json()
        self.calls.append(("respond", body))
        failed = await self._failure("respond", request)
        if failed:
            return failed
        response.uses -= 1
        if response.uses < 0:
            return web.Response(text="used_url", status=404)
        if self.screens.respond(body, response.channel, response.user, response.pressed):
            return web.Response(text="ok")
        return web.Response(text="invalid_blocks", status=400)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """Give out a file; whoever may not read it is led to the page where one signs in."""
        name = request.match_info["name"]
        granted = "files:read" in self.scopes.split(",")
        if request.headers.get("Authorization") != f"Bearer {TOKEN}" or not granted:
            raise web.HTTPFound("/signin")
        self.fetched.append(name)
        return web.Response(body=self.files[name], content_type="text/csv")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello"})
        self._sockets.append(socket)
        self._connected.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                async with self._acknowledging:
                    self.acknowledged.append(json.loads(message.data))
                    self._acknowledging.notify_all()
        return socket

    def _auth_test(self, _: Arguments) -> Arguments:
        return {"team_id": self.team, "user_id": self.bot, "bot_id": "B1"}

    def _apps_connections_open(self, _: Arguments) -> Arguments:
        return {"url": self.url.replace("http://", "ws://").replace("/api/", "/socket?ticket=made-up")}

    def _users_info(self, asked: Arguments) -> Arguments:
        person = self.people.get(asked["user"])
        return {"user": person} if person else {"error": "user_not_found"}

    def _conversations_info(self, asked: Arguments) -> Arguments:
        name = self.channels.get(asked["channel"])
        return {"channel": {"id": asked["channel"], "name": name}} if name else {"error": "channel_not_found"}

    def _conversations_open(self, asked: Arguments) -> Arguments:
        users = asked["users"]
        if "," not in users:
            return {"channel": {"id": self.own_chat(users)}}
        if any(one not in self.people for one in users.split(",")):
            return {"error": "user_not_found"}
        self.channels[f"G-{users}"] = ""
        self.members[f"G-{users}"] = {self.bot, *users.split(",")}
        return {"channel": {"id": f"G-{users}"}}

    def _chat_postmessage(self, asked: Arguments) -> Arguments:
        channel = asked["channel"]
        unasked = channel in self.people
        if unasked:
            channel = self.own_chat(channel)
        if channel not in self.channels and channel not in map(self.own_chat, self.people):
            return {"error": "channel_not_found"}
        if channel in self.channels and self.bot not in self.members[channel]:
            return {"error": "not_in_channel"}
        made = self.screens.post("message", channel, "", asked, asked=not unasked)
        return {"channel": channel, "ts": made.ts} if made else {"error": "invalid_blocks"}

    def _chat_postephemeral(self, asked: Arguments) -> Arguments:
        if not {self.bot, asked["user"]} <= self.members[asked["channel"]]:
            return {"error": "user_not_in_channel"}
        made = self.screens.post("ephemeral", asked["channel"], asked["user"], asked)
        return {"message_ts": made.ts} if made else {"error": "invalid_blocks"}

    def _chat_update(self, asked: Arguments) -> Arguments:
        if asked["channel"] not in self.channels and asked["channel"] not in map(self.own_chat, self.people):
            return {"error": "channel_not_found"}
        taken = self.screens.update(asked)
        return {"channel": asked["channel"], "ts": asked["ts"]} if taken else {"error": "message_not_found"}

    def _views_open(self, asked: Arguments) -> Arguments:
        user, given = self._triggers.pop(asked["trigger_id"], ("", 0.0))
        if not user:
            return {"error": "exchanged_trigger_id"}
        if time.monotonic() - given > _TRIGGER_SECONDS:
            return {"error": "expired_trigger_id"}
        made = self.screens.modal(user, asked["view"])
        return {"view": {"id": made}} if made else {"error": "invalid_arguments"}

    def _views_update(self, asked: Arguments) -> Arguments:
        open_by = {view["id"]: user for user, view in self.screens.modals.items()}
        user = open_by.get(asked["view_id"])
        if user is None:
            return {"error": "not_found"}
        made = self.screens.modal(user, asked["view"], asked["view_id"])
        return {"view": {"id": made}} if made else {"error": "invalid_arguments"}

    def _views_publish(self, asked: Arguments) -> Arguments:
        taken = self.screens.home(asked["user_id"], asked["view"])
        return {"view": {"id": "VHOME"}} if taken else {"error": "invalid_arguments"}
