"""What the server answers besides the platforms: whether it is well, and whether it can be of use."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from storage.store import Store, StoreError

HEALTH = "/healthz"
READY = "/readyz"
WELL = "ok"
PATIENCE = 5.0  # seconds that a part may take to say how it is

Check = Callable[[], Awaitable[str]]
"""Returns why a part can't be used, in a word, or ""."""


def add_health(app: web.Application, store: Store, platforms: Mapping[str, Check]) -> None:
    """Answer `/healthz` and `/readyz`.

    `/healthz`: 200 while the store can be reached, else 503. `/readyz`: how the store and each platform are,
    by name, as JSON; 503 where the store is down, or every platform.
    """

    async def health(_: web.Request) -> web.Response:
        trouble = await _trouble(store)
        return web.json_response({"store": trouble or WELL}, status=503 if trouble else 200)

    async def ready(_: web.Request) -> web.Response:
        names = ("store", *platforms)
        checks = (_trouble(store), *(check() for check in platforms.values()))
        states = dict(zip(names, await asyncio.gather(*map(_state, checks)), strict=True))
        usable = states["store"] == WELL and WELL in [states[name] for name in platforms]
        return web.json_response(states, status=200 if usable else 503)

    app.router.add_get(HEALTH, health)
    app.router.add_get(READY, ready)


async def _trouble(store: Store) -> str:
    try:
        await store.reach()
    except StoreError:
        return "out of reach"
    return ""


async def _state(check: Awaitable[str]) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check or WELL
    except TimeoutError:
        return "no answer"
