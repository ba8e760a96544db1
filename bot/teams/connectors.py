"""What the SDK's adapter is given in place of its own authentication: our clients for the connector."""

from __future__ import annotations

from typing import Any

import aiohttp
from botframework.connector import AsyncBfPipeline, BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.teams.endpoints import MULTI_TENANT, Endpoints
from bot.teams.tokens import AppTokens, Tokens, with_managed_identity, with_secret
from bot.teams.transport import Bearer, Transport
from config.settings import Settings


class Connectors(ConnectorFactory):  # type: ignore[misc]
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


class Admitted(BotFrameworkAuthentication):  # type: ignore[misc]
    """The SDK's authentication, which checks nothing: `bot.teams.admission` has done so before."""

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    def result(self) -> AuthenticateRequestResult:
        """Return what lets the adapter run a turn."""
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity({}, is_authenticated=True)
        result.connector_factory = self._connectors
        return result

    def create_connector_factory(self, claims_identity: Any) -> ConnectorFactory:
        """Return our connectors, whoever asks."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: Any) -> None:
        """Return none: nobody signs in through the bot."""

    async def authenticate_request(self, activity: Any, auth_header: str) -> AuthenticateRequestResult:
        """Refuse: nothing reaches the adapter by this way."""
        raise PermissionError

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Refuse, as above."""
        raise PermissionError


def tokens_of(settings: Settings, endpoints: Endpoints) -> Tokens | None:
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
