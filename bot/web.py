"""What the server answers besides the platforms: whether it is well."""

from __future__ import annotations

from aiohttp import web

from storage.documents.people import Installation
from storage.store import Store, StoreError

HEALTH = "/healthz"


def add_health(app: web.Application, store: Store) -> None:
    """Answer `/healthz`: 200 while the store can be read, else 503."""

    async def health(_: web.Request) -> web.Response:
        try:
            async with store.transaction() as tx:
                await tx.get(Installation, "installation")
        except StoreError:
            return web.json_response({"store": "out of reach"}, status=503)
        return web.json_response({"store": "ok"})

    app.router.add_get(HEALTH, health)
