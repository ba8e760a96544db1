"""Where Microsoft's services are, and what their tokens say."""

from __future__ import annotations

from dataclasses import dataclass

MULTI_TENANT = "botframework.com"
"""The tenant that gives a multi-tenant app its tokens for the connector."""


@dataclass(frozen=True)
class Endpoints:
    """Microsoft's public cloud. Only tests say otherwise.

    Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication.

    Attributes:
        login: Entra, which gives the bot its own tokens.
        scope: what those tokens are for: the connector.
        issuer: who signs the tokens that come with activities.
        openid: the document that says where the issuer's signing keys are.
        files: where files are that people send in their own chat, with all hosts below.
    """

    login: str = "https://login.microsoftonline.com"
    scope: str = "https://api.botframework.com"
    issuer: str = "https://api.botframework.com"
    openid: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    files: tuple[str, ...] = ("https://sharepoint.com",)


MICROSOFT = Endpoints()
