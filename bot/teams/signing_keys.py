"""The keys that Microsoft signs activities' tokens with, fetched seldom and by one at a time.

The set is to be fetched anew each day (learn.microsoft.com/…/bot-framework-rest-connector-authentication,
"OpenID metadata document"). A key that is known is used all the same: the new set comes beside it, so
that a key server that is slow or away refuses nobody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
import structlog
from jwt import PyJWK, PyJWTError
from pydantic import BaseModel, ConfigDict, ValidationError

ALGORITHM = "RS256"
"""The only one that Microsoft signs activities' tokens with."""

OLD_SECONDS = 24 * 3600.0
APART_SECONDS = 300.0
"""Between two fetches once keys are known: whoever names an unknown key causes no more."""
APART_WITHOUT_SECONDS = 10.0
"""Between two fetches while no key is known."""
FETCH_SECONDS = 5.0
MOST_BYTES = 1024 * 1024

log = structlog.get_logger()


class NoKeys(Exception):  # noqa: N818 - an answer, not a fault
    """Nobody can tell now whether a key is Microsoft's: the keys could not be fetched."""


@dataclass(frozen=True)
class SigningKey:
    """A public key, and the channels whose activities it may sign."""

    public: PyJWK
    channels: frozenset[str]


class SigningKeys:
    """The keys that the document at `openid` leads to. Close it in the event loop that used it."""

    def __init__(
        self, openid: str, session: aiohttp.ClientSession, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take what it works with; `clock` gives seconds that only grow."""
        self._openid = openid
        self._session = session
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fetching: asyncio.Task[None] | None = None
        self._fetched = float("-inf")
        self._not_before = float("-inf")
        self._failed = True

    async def find(self, key_id: str) -> SigningKey | None:
        """Return the key, or None where Microsoft has no such key.

        Raises:
            NoKeys: the key is not known, and the last fetch failed.
        """
        if key_id in self._keys:
            if self._clock() - self._fetched > OLD_SECONDS:
                self._begin()
            return self._keys[key_id]
        if fetching := self._begin():
            await asyncio.shield(fetching)
        if key_id not in self._keys and self._failed:
            raise NoKeys
        return self._keys.get(key_id)

    async def close(self) -> None:
        """Stop fetching."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _begin(self) -> asyncio.Task[None] | None:
        """Return the fetch under way, begun now if it is time for one; None where it is not."""
        if self._fetching is None and self._clock() >= self._not_before:
            self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                where = _Metadata.model_validate_json(await self._get(self._openid))
                self._keys = _usable(_KeySet.model_validate_json(await self._get(where.jwks_uri)))
            self._fetched, self._failed = self._clock(), False
        except (aiohttp.ClientError, OSError, ValueError) as error:
            log.warning("no signing keys for teams", error=type(error).__name__)
            self._failed = True
        finally:
            apart = APART_SECONDS if self._keys else APART_WITHOUT_SECONDS
            self._not_before = self._clock() + apart
            self._fetching = None

    async def _get(self, url: str) -> bytes:
        body = bytearray()
        async with self._session.get(url, raise_for_status=True) as answer:
            async for chunk in answer.content.iter_any():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise ValueError("too much for a list of keys")
        return bytes(body)


class _Metadata(BaseModel):
    jwks_uri: str


class _KeySet(BaseModel):
    keys: list[Any]


class _Jwk(BaseModel):
    """A key of the set (RFC 7517), with Bot Framework's endorsements: the channels that it may sign for."""

    model_config = ConfigDict(extra="ignore")

    kid: str
    kty: Literal["RSA"]
    n: str
    e: str
    endorsements: frozenset[str] = frozenset()


def _usable(found: _KeySet) -> dict[str, SigningKey]:
    """Return the keys that can be read, by id. Raises ValueError where there is none."""
    keys: dict[str, SigningKey] = {}
    for one in found.keys:
        try:
            jwk = _Jwk.model_validate(one)
            public = PyJWK({"kty": jwk.kty, "n": jwk.n, "e": jwk.e}, ALGORITHM)
        except (ValidationError, PyJWTError, ValueError):
            continue
        keys[jwk.kid] = SigningKey(public, jwk.endorsements)
    if not keys:
        raise ValueError("no keys in the set")
    return keys
