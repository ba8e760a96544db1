"""Who is let in: botbuilder's token checks, and what they leave open.

The SDK checks signature, issuer, audience, time, endorsement and the service URL's claim. Added here: an
activity without a service URL (which the SDK lets pass), channel and tenant, tokens of other issuers
(refused before anything is fetched for them), and the signing keys, which the SDK would fetch blocking
and without noticing a new one within the day.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt
import structlog
from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from botframework.connector import AsyncBfPipeline, BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticationConstants,
    ConnectorFactory,
    JwtTokenExtractor,
    PasswordServiceClientCredentialFactory,
)

from bot.teams.incoming import TEAMS, Envelope
from bot.teams.tokens import AppTokens, Tokens, with_managed_identity, with_secret
from bot.teams.transport import Bearer, Transport
from config.settings import Settings

MULTI_TENANT = AuthenticationConstants.DEFAULT_CHANNEL_AUTH_TENANT
KEYS_OLD_SECONDS = 24 * 3600.0
KEYS_YOUNG_SECONDS = 300.0
FETCH_TIMEOUT = aiohttp.ClientTimeout(total=5)

log = structlog.get_logger()


@dataclass(frozen=True)
class Endpoints:
    """Where Microsoft's services are. Only tests say otherwise."""

    login: str = "https://login.microsoftonline.com"
    scope: str = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
    issuer: str = AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
    openid: str = AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The activity is not let in. `status` is the HTTP status: 401, 403, or 503 where nobody can tell now."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Admission:
    """An activity that was let in. `result` is the SDK's."""

    result: Any


class Authentication(ConfigurationBotFrameworkAuthentication):  # type: ignore[misc]
    """The SDK's authentication with our connectors behind it."""

    def __init__(self, settings: Settings, endpoints: Endpoints, session: aiohttp.ClientSession) -> None:
        super().__init__(
            SimpleNamespace(
                TO_CHANNEL_FROM_BOT_LOGIN_URL=endpoints.login,
                TO_CHANNEL_FROM_BOT_OAUTH_SCOPE=endpoints.scope,
                TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=endpoints.issuer,
                TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=endpoints.openid,
                TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL=endpoints.openid,
                OAUTH_URL=AuthenticationConstants.OAUTH_URL,
            ),
            credentials_factory=PasswordServiceClientCredentialFactory(settings.microsoft_app_id or None),
        )
        self._issuer = endpoints.issuer
        self._app_id = settings.microsoft_app_id
        self._tenant = settings.microsoft_app_tenant_id
        self._keys = _SigningKeys(endpoints.openid, session)
        self.connectors = _Connectors(session, _tokens(settings, endpoints))

    async def admit(self, envelope: Envelope, header: str | None) -> Admission:
        """Let an activity in, or raise Refused."""
        if not envelope.service_url or not envelope.conversation.id:
            raise Refused(401, "no service url or conversation")
        if self._app_id:
            await self._check_token(envelope, header)
        elif not _loopback(envelope.service_url):
            raise Refused(403, "anonymous from elsewhere")
        activity = Activity(channel_id=envelope.channel_id, service_url=envelope.service_url)
        try:
            result = await self.authenticate_request(activity, header if self._app_id else None)
        except Exception as error:
            raise Refused(401, type(error).__name__) from error
        result.connector_factory = self.connectors
        self._check_sender(envelope)
        return Admission(result)

    def create_connector_factory(self, claims_identity: Any) -> ConnectorFactory:
        """Return our connectors, whoever asks."""
        return self.connectors

    async def create_user_token_client(self, claims_identity: Any) -> None:
        """Return none: nobody signs in through the bot."""

    async def _check_token(self, envelope: Envelope, header: str | None) -> None:
        scheme, _, token = (header or "").partition(" ")
        if scheme != "Bearer":
            raise Refused(401, "no token")
        try:
            claimed = jwt.decode(token, options={"verify_signature": False})
            key_id = jwt.get_unverified_header(token).get("kid", "")
        except jwt.PyJWTError as error:
            raise Refused(401, "no token of ours") from error
        if claimed.get("iss") != self._issuer or envelope.channel_id != TEAMS:
            raise Refused(401, "another issuer or channel")
        await self._keys.hold(key_id)

    def _check_sender(self, envelope: Envelope) -> None:
        tenants = envelope.tenants
        if len(tenants) > 1 or (self._tenant and tenants != {self._tenant}):
            raise Refused(403, "another tenant")


class _SigningKeys:
    """The keys that Microsoft signs with, put where the SDK looks for them."""

    def __init__(self, openid: str, session: aiohttp.ClientSession) -> None:
        self._openid = openid
        self._session = session
        self._held = JwtTokenExtractor.get_open_id_metadata(openid)
        self._fetched = float("-inf")

    async def hold(self, key_id: str) -> None:
        """See to it that the SDK has the key, as far as it exists. Raises Refused."""
        age = time.monotonic() - self._fetched
        known = any(key["kid"] == key_id for key in self._held.keys)
        if age > KEYS_OLD_SECONDS or (not known and age > KEYS_YOUNG_SECONDS):
            await self._fetch()
            known = any(key["kid"] == key_id for key in self._held.keys)
        if not known:
            raise Refused(401, "unknown key")

    async def _fetch(self) -> None:
        try:
            metadata = await self._get(self._openid)
            keys = (await self._get(metadata["jwks_uri"]))["keys"]
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as error:
            log.warning("no signing keys for teams", error=type(error).__name__)
            raise Refused(503, "no signing keys") from error
        self._held.keys = keys
        self._held.last_updated = datetime.max  # noqa: DTZ901 - compared by the SDK with its own naive time
        self._fetched = time.monotonic()

    async def _get(self, url: str) -> Any:
        async with self._session.get(url, timeout=FETCH_TIMEOUT, raise_for_status=True) as answer:
            return await answer.json(content_type=None)


class _Connectors(ConnectorFactory):  # type: ignore[misc]
    """One client for each service URL, over our transport."""

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens | None) -> None:
        self._session = session
        self._tokens = tokens
        self._clients: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:
        """Return the client for a service URL."""
        if service_url not in self._clients:
            bearer = Bearer(self._tokens)
            configuration = BotFrameworkConnectorConfiguration(
                bearer, service_url, pipeline_type=AsyncBfPipeline, sender=Transport(self._session)
            )
            configuration.credentials = None  # the client's unused default pipeline would take it over
            self._clients[service_url] = ConnectorClient(None, custom_configuration=configuration)
        return self._clients[service_url]


def _tokens(settings: Settings, endpoints: Endpoints) -> Tokens | None:
    """Return the source of the app's tokens; none for the local playground, which wants none."""
    app_id = settings.microsoft_app_id
    if not app_id:
        return None
    if settings.microsoft_app_type == "UserAssignedMSI":
        return AppTokens(with_managed_identity(app_id, endpoints.scope))
    single = settings.microsoft_app_type == "SingleTenant"
    tenant = settings.microsoft_app_tenant_id if single else MULTI_TENANT
    secret = settings.microsoft_app_password.get_secret_value()
    return AppTokens(with_secret(app_id, secret, f"{endpoints.login}/{tenant}", endpoints.scope))


def _loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
