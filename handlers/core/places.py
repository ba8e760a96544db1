"""Remembers the conversations that the bot was added to, and how to write there."""

from __future__ import annotations

from handlers.core.context import Context
from handlers.core.incoming import PlaceKind
from handlers.core.replies import Audience, Button, Card, Reply
from storage.documents.messages import t
from storage.documents.people import Channel


async def remember_place(ctx: Context) -> tuple[Reply, ...]:
    """Keep the place and its reference, and greet those who are there."""
    personal = ctx.place.kind is PlaceKind.PERSONAL
    place_id = ctx.actor.identity if personal else ctx.place.id
    if not (personal and ctx.known):
        place = await ctx.get(Channel, place_id) or Channel(id=place_id, name="", personal=personal)
        reference = ctx.actor.reference if personal else ctx.place.reference
        name = "" if personal else ctx.place.name or place.name
        ctx.save(place.changed(name=name, reference=reference or place.reference, left=False))
    return (
        Card(
            audience=Audience.CONVERSATION,
            title=t("Hello, I am Samlär"),
            text=(
                t("With me you ask for collaborations, book sessions, log reflections and see the status."),
                t("Write “help” to see what you can do."),
            ),
            buttons=(Button(label=t("Help"), action="help"),),
        ),
    )


async def forget_place(ctx: Context) -> tuple[Reply, ...]:
    """Note that the bot is no longer there, and digests stop."""
    personal = ctx.place.kind is PlaceKind.PERSONAL
    channel = await ctx.get(Channel, ctx.actor.identity if personal else ctx.place.id)
    if channel:
        ctx.save(channel.changed(left=True, digest=False))
    return ()
