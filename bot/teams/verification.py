"""Is this token Microsoft's, for this bot, and for this activity? The check of Bot Framework's bearer tokens.

By learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication, "Authenticate
requests from the Bot Connector service to your bot". What can be seen without a key is looked at first, so
that a token of somebody else's causes no fetch.
"""

from __future__ import annotations

from typing import Any

import jwt

from bot.teams.signing_keys import ALGORITHM, NoKeys, SigningKeys

CLOCK_SKEW_SECONDS = 300
REQUIRED = ("iss", "aud", "exp")
SERVICE_URL = "serviceurl"

_UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
"""What PyJWT raises for tokens of any making: for a time beyond all numbers or a million brackets too."""


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The activity is not let in. `status` is the HTTP status: 401, 403, or 503 where nobody can tell now."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Verification:
    """Checks the tokens of one app's activities."""

    def __init__(self, app_id: str, issuer: str, keys: SigningKeys) -> None:
        self._app_id = app_id
        self._issuer = issuer
        self._keys = keys

    async def verify(self, header: str | None, *, channel: str, service_url: str) -> None:
        """Return if the Authorization header's token is right for an activity of `channel` and `service_url`.

        Raises:
            Refused: 401 with why not, or 503 where the signing keys can't be had.
        """
        scheme, _, token = (header or "").partition(" ")
        if scheme != "Bearer" or not token:
            raise Refused(401, "no token")
        key_id = self._look_at(token)
        try:
            key = await self._keys.find(key_id)
        except NoKeys as error:
            raise Refused(503, "no signing keys") from error
        if key is None:
            raise Refused(401, "unknown key")
        if channel not in key.channels:
            raise Refused(401, "key of another channel")
        if self._claims(token, key.public).get(SERVICE_URL) != service_url:
            raise Refused(401, "another service url")

    def _look_at(self, token: str) -> str:
        """Return the id of the key that a token names, if nothing else speaks against it. Raises Refused."""
        try:
            header = jwt.get_unverified_header(token)
        except _UNREADABLE as error:
            raise Refused(401, "no token of ours") from error
        key_id = header.get("kid")
        if header.get("alg") != ALGORITHM or not isinstance(key_id, str):
            raise Refused(401, "another algorithm, or no key named")
        self._claims(token, None)
        return key_id

    def _claims(self, token: str, key: jwt.PyJWK | None) -> dict[str, Any]:
        """Return the claims of a token that is for us and of now; its signature is checked with `key`."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key or "",
                algorithms=[ALGORITHM],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=CLOCK_SKEW_SECONDS,
                options={
                    "verify_signature": key is not None,
                    "verify_exp": True,
                    "verify_nbf": True,
                    "verify_aud": True,
                    "verify_iss": True,
                    "strict_aud": True,
                    "require": list(REQUIRED),
                },
            )
        except _UNREADABLE as error:
            raise Refused(401, type(error).__name__) from error
        return claims
