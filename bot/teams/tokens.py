"""The bot's own token for the connector, by MSAL in a thread, and kept until shortly before it ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol

import msal  # type: ignore[import-untyped]
import requests

from bot.teams.refusals import entra_words

MARGIN_SECONDS = 300.0
TIMEOUT_SECONDS = 10

Acquire = Callable[[], Mapping[str, Any]]
"""Asks Entra for a token, blocking; MSAL's answer."""


class NoToken(Exception):  # noqa: N818 - an answer, not a fault
    """Entra gave no token.

    Attributes:
        reason: its short word for why, such as `invalid_client`, or what kept it from answering.
        code: its own code, such as `AADSTS7000222`; may be empty.
        answered: whether it answered at all.
    """

    def __init__(self, reason: str, code: str = "", *, answered: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.answered = answered


class Tokens(Protocol):
    """Gives tokens for the connector."""

    async def get(self) -> str:
        """Return a token that is still valid for a while. Raises NoToken."""

    def forget(self) -> None:
        """Fetch another token next time: this one was refused."""


class AppTokens:
    """Tokens of one app, fetched at most once at a time."""

    def __init__(self, acquire: Acquire) -> None:
        self._acquire = acquire
        self._lock = asyncio.Lock()
        self._token = ""
        self._until = 0.0

    async def get(self) -> str:
        """Return a token that is still valid for a while. Raises NoToken."""
        async with self._lock:
            if time.monotonic() >= self._until:
                await self._fetch()
            return self._token

    def forget(self) -> None:
        """Fetch another token next time: this one was refused."""
        self._until = 0.0

    async def _fetch(self) -> None:
        try:
            answer = await asyncio.to_thread(self._acquire)
        except (requests.RequestException, ValueError, msal.MsalServiceError) as error:
            raise NoToken(type(error).__name__) from error
        if "access_token" not in answer:
            raise NoToken(*entra_words(answer), answered=True)
        self._token = answer["access_token"]
        self._until = time.monotonic() + float(answer.get("expires_in", 0)) - MARGIN_SECONDS


def with_secret(app_id: str, secret: str, authority: str, scope: str) -> Acquire:
    """Return what fetches tokens with a client secret from `authority`, an https address with the tenant."""

    @cache
    def app() -> Any:
        return msal.ConfidentialClientApplication(
            app_id,
            client_credential=secret,
            authority=authority,
            instance_discovery=False,
            timeout=TIMEOUT_SECONDS,
        )

    def acquire() -> Mapping[str, Any]:
        app().remove_tokens_for_client()  # AppTokens keeps them, and knows when one was refused
        answer: Mapping[str, Any] = app().acquire_token_for_client(scopes=[f"{scope}/.default"])
        return answer

    return acquire


def with_managed_identity(app_id: str, scope: str) -> Acquire:
    """Return what fetches tokens for a user-assigned managed identity of Azure."""
    session = requests.Session()

    def acquire() -> Mapping[str, Any]:
        identity = msal.UserAssignedManagedIdentity(client_id=app_id)
        client = msal.ManagedIdentityClient(identity, http_client=session)  # a new one has no old token
        answer: Mapping[str, Any] = client.acquire_token_for_client(resource=scope)
        return answer

    return acquire
