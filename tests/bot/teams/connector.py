"""Teams as the bot sees it: a connector, Entra's login and Microsoft's signing keys, all on this machine.

The bot under test talks to it over HTTP, and gets activities with tokens signed by a key of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote
from uuid import uuid4

import aiohttp
import jwt
from aiohttp import web
from aiohttp.typedefs import Handler
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.teams import Endpoints
from tests.bot.teams.keys import signing_key, write_certificate

TENANT = "7a1f0d52-0000-4000-8000-0000000000aa"
APP_ID = "0b07c0de-0000-4000-8000-000000000001"
SECRET = "made-up-secret"
ISSUER = "https://api.botframework.com"
BOT_TOKEN = "token-for-the-connector"
HANG = "hang"
DROP = "drop"


@dataclass(frozen=True)
class Channel:
    """A channel or group chat that the bot was added to."""

    id: str
    name: str
    kind: str = "channel"


STAFF = Channel(id="19:staff@thread.tacv2", name="Kvalitetsutvecklare")


@dataclass
class Posted:
    """What the bot posted, or put in the place of an earlier message."""

    conversation: str
    id: str
    activity: dict[str, Any]
    reply_to: str | None = None
    update: bool = False


@dataclass
class Fault:
    """How the connector answers next, instead of as it should."""

    status: int | str = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None


class FakeTeams:
    """An async context manager; while it is open, MSAL trusts its login by REQUESTS_CA_BUNDLE.

    Attributes:
        posted: everything that the bot posted, oldest first.
        faults: answers of the connector to the next posts, instead of taking them.
        members: what the connector tells of members, by user id; others are ordinary members.
        telling: while it is cleared, the connector tells nothing of members.
        giving_keys: while it is cleared, the key server answers nothing.
        key_server: status and body that the key server answers, by path, in place of its metadata (`/openid`)
            and keys (`/keys`).
        key_fetches: how often it was asked for its metadata; `asked_for_keys` is set each time.
        taking: while it is cleared, the connector takes no message.
        own_chats: the conversation with each person who has added the bot, by user id.
        token_requests: how often the bot fetched a token.
        token_tenant: whose tokens Entra gives out.
        token_error: what Entra answers in place of a token, if anything.
        files: what people have sent, by name.
        fetched: which of them the bot has fetched, and with which Authorization.
        wanted_header: the Authorization that the connector wants; None as the local playground has it.
    """

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.faults: list[Fault] = []
        self.members: dict[str, dict[str, Any]] = {}
        self.telling = asyncio.Event()
        self.taking = asyncio.Event()
        self.giving_keys = asyncio.Event()
        self.asked_for_keys = asyncio.Event()
        self.key_server: dict[str, tuple[int, bytes]] = {}
        self.key_fetches = 0
        self.telling.set()
        self.giving_keys.set()
        self.taking.set()
        self.own_chats: dict[str, str] = {}
        self.listeners: list[Callable[[Posted], None]] = []
        self.token_requests = 0
        self.token_tenant = TENANT
        self.token_error: dict[str, Any] | None = None
        self.wanted_header: str | None = f"Bearer {BOT_TOKEN}"
        self.files: dict[str, bytes] = {}
        self.fetched: list[tuple[str, str | None]] = []
        self.opened_chats = 0
        self.member_requests = 0
        self.key = signing_key()
        self.key_id = "key-1"
        self.endorsed = ["webchat", "msteams"]

    async def __aenter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self._runners: list[web.AppRunner] = []
        connector = web.Application()
        connector.router.add_get("/openid", self._openid)
        connector.router.add_get("/files/{name}", self._file)
        connector.router.add_get("/keys", self._keys)
        connector.router.add_post("/v3/conversations", self._create)
        connector.router.add_post("/v3/conversations/{conversation}/activities", self._post)
        connector.router.add_post("/v3/conversations/{conversation}/activities/{reply_to}", self._post)
        connector.router.add_put("/v3/conversations/{conversation}/activities/{id}", self._update)
        connector.router.add_get("/v3/conversations/{conversation}/members/{member}", self._member)
        login = web.Application(middlewares=[_close_after])
        login.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._login_openid)
        login.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self.service_url = f"http://127.0.0.1:{await self._serve(connector)}/"
        self.login_url = f"https://127.0.0.1:{await self._serve(login, self._certificate())}"
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()
        for runner in self._runners:
            await runner.cleanup()
        self._restore()
        self._folder.cleanup()

    @property
    def endpoints(self) -> Endpoints:
        """What the bot is to use in Microsoft's place."""
        files = (self.service_url.rpartition(":")[0],)
        return Endpoints(login=self.login_url, openid=f"{self.service_url}openid", files=files)

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of the bot's app."""
        return {
            "microsoft_app_id": APP_ID,
            "microsoft_app_password": SECRET,
            "microsoft_app_tenant_id": TENANT,
        }

    def token(self, *, key: rsa.RSAPrivateKey | None = None, key_id: str | None = None, **claims: Any) -> str:
        """Return a token as Microsoft signs it for the bot, with other `claims` where a test wants them.

        A claim that is None is left out.
        """
        now = int(time.time())
        usual = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": self.service_url,
            "nbf": now - 60,
            "exp": now + 3600,
        }
        headers = {"kid": key_id or self.key_id}
        chosen = {name: value for name, value in (usual | claims).items() if value is not None}
        return jwt.encode(chosen, key or self.key, algorithm="RS256", headers=headers)

    async def deliver(
        self, url: str, activity: dict[str, Any] | bytes, token: str | None = None, **headers: str
    ) -> tuple[int, Any]:
        """Send an activity to the bot's endpoint as Teams does; returns status and JSON body, if any."""
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        sent = {"Authorization": f"Bearer {token or self.token()}", "Content-Type": "application/json"}
        async with self._client.post(f"{url}/api/messages", data=body, headers=sent | headers) as answer:
            raw = await answer.read()
            return answer.status, json.loads(
                raw
            ) if raw and answer.content_type == "application/json" else None

    async def _serve(self, app: web.Application, tls: ssl.SSLContext | None = None) -> int:
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        self._runners.append(runner)
        return int(runner.addresses[0][1])

    async def _openid(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        self.asked_for_keys.set()
        await self.giving_keys.wait()
        if "/openid" in self.key_server:
            status, body = self.key_server["/openid"]
            return web.Response(status=status, body=body)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.service_url}keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        if "/keys" in self.key_server:
            status, body = self.key_server["/keys"]
            return web.Response(status=status, body=body)
        return web.json_response({"keys": [{**public, "kid": self.key_id, "endorsements": self.endorsed}]})

    async def _file(self, request: web.Request) -> web.Response:
        """Give out a file to whoever knows its address, as SharePoint does."""
        name = request.match_info["name"]
        self.fetched.append((name, request.headers.get("Authorization")))
        return web.Response(body=self.files[name], content_type="application/octet-stream")

    async def _login_openid(self, request: web.Request) -> web.Response:
        base = f"{self.login_url}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        self.token_requests += 1
        form = await request.post()
        wanted = {"client_id": APP_ID, "client_secret": SECRET, "grant_type": "client_credentials"}
        if self.token_error:
            return web.json_response(self.token_error, status=401)
        if request.match_info["tenant"] != self.token_tenant or any(
            form.get(k) != v for k, v in wanted.items()
        ):
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": BOT_TOKEN})

    async def _create(self, request: web.Request) -> web.Response:
        self._check(request)
        if self.faults:
            return await self._fail(request)
        wanted = await request.json()
        assert wanted["channelData"]["tenant"]["id"] == TENANT
        self.opened_chats += 1
        chat = self.own_chats.get(wanted["members"][0]["id"])
        if chat is None:
            error = {"error": {"code": "BotNotInConversationRoster", "message": "no such member: secret"}}
            return web.json_response(error, status=403)
        return web.json_response({"id": chat}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        self._check(request)
        if self.faults:
            return await self._fail(request)
        await self.taking.wait()
        self._take(
            request, str(uuid4()), reply_to=request.match_info.get("reply_to"), body=await request.json()
        )
        return web.json_response({"id": self.posted[-1].id}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        self._check(request)
        if self.faults:
            return await self._fail(request)
        self._take(request, unquote(request.match_info["id"]), body=await request.json(), update=True)
        return web.json_response({"id": self.posted[-1].id})

    async def _member(self, request: web.Request) -> web.Response:
        self._check(request)
        self.member_requests += 1
        await self.telling.wait()
        user = unquote(request.match_info["member"])
        usual = {
            "id": user,
            "aadObjectId": user.removeprefix("29:"),
            "userRole": "user",
            "userPrincipalName": "someone@example.org",
        }
        return web.json_response(usual | self.members.get(user, {}))

    def _take(self, request: web.Request, activity_id: str, *, body: Any, **more: Any) -> None:
        conversation = unquote(request.match_info["conversation"])
        taken = Posted(conversation=conversation, id=activity_id, activity=body, **more)
        self.posted.append(taken)
        for listener in self.listeners:
            listener(taken)

    async def _fail(self, request: web.Request) -> web.Response:
        fault = self.faults.pop(0)
        if fault.status == HANG:
            await asyncio.sleep(30)
        if fault.status == DROP:
            assert request.transport
            request.transport.abort()
            return web.Response()
        return web.json_response(fault.body, status=int(fault.status), headers=fault.headers)

    def _check(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != self.wanted_header:
            raise web.HTTPUnauthorized

    def _certificate(self) -> ssl.SSLContext:
        """Make the login's certificate and let requests, and so MSAL, trust it."""
        path = Path(self._folder.name) / "login.pem"
        write_certificate(path)
        self._bundle = os.environ.get("REQUESTS_CA_BUNDLE")
        os.environ["REQUESTS_CA_BUNDLE"] = str(path)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _restore(self) -> None:
        if self._bundle is None:
            os.environ.pop("REQUESTS_CA_BUNDLE", None)
        else:
            os.environ["REQUESTS_CA_BUNDLE"] = self._bundle


@web.middleware
async def _close_after(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keep no connection of MSAL's alive: it closes none itself."""
    response = await handler(request)
    response.force_close()
    return response
