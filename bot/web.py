"""What the server answers besides the platforms: whether it is well."""

from __future__ import annotations

from aiohttp import web

from storage.store import Store, StoreError

HEALTH = "/healthz"


def add_health(app: web.Application, store: Store) -> None:
    """Answer `/healthz`: 200 while the store can be reached, else 503."""

    async def health(_: web.Request) -> web.Response:
        try:
            await store.reach()
        except StoreError:
            return web.json_response({"store": "out of reach"}, status=503)
        return web.json_response({"store": "ok"})

    app.router.add_get(HEALTH, health)
