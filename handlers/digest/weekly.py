"""What the weekly digest says, and when it is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.core.act import Duty
from handlers.core.due import Reminder
from handlers.core.replies import Audience, Card, Page
from handlers.core.scene import Scene
from handlers.reflections.missing import unsaid
from handlers.sessions.shown import session_table
from storage.documents.collaborations import Collaboration
from storage.documents.places import Channel
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.texts import Message, t, tn
from storage.values.times import Week, instant_text

POSTED_WITHIN = timedelta(hours=12)


async def weekly(scene: Scene) -> Page:
    """Return what a channel may read of the week that was and the two to come; nobody's reflections."""
    monday = _monday(scene)
    held = await _sessions(monday - timedelta(weeks=1), scene.local_now, scene)
    coming = [s for s in await _sessions(monday, monday + timedelta(weeks=2), scene) if s.ends_at > scene.now]
    week = Week.of(scene.today)
    head = Card(
        audience=Audience.CONVERSATION,
        title=t("The week in our collaborations, {week}", week=week),
        text=(await _summary(held, scene),),
    )
    booked = [one for one in coming if one.state is Held.BOOKED]
    table = await session_table(booked, scene, title=t("This week and next"))
    return Page(audience=Audience.CONVERSATION, parts=(head, table))


async def _summary(ended: list[Session], scene: Scene) -> Message:
    held = sum(one.state is Held.HELD for one in ended)
    waiting = len(await unsaid(scene))
    requests = len(await scene.find(Collaboration, Equal("stage", scene.process.request.id)))
    return t(
        "{held} since last Monday, {waiting}. {requests}.",
        held=tn("{count} session was held", "{count} sessions were held", held),
        waiting=tn(
            "{count} session waits for a reflection", "{count} sessions wait for a reflection", waiting
        ),
        requests=tn("{count} request is waiting", "{count} requests are waiting", requests),
    )


async def _sessions(since: datetime, until: datetime, scene: Scene) -> list[Session]:
    return await scene.find(
        Session,
        NotBefore("starts_at", instant_text(since)),
        Before("starts_at", instant_text(until)),
        order_by="starts_at",
    )


def posted_this_week(channel: Channel, scene: Scene) -> bool:
    """Tell whether the digest was posted in a channel since Monday."""
    return channel.posted_at is not None and channel.posted_at >= _monday(scene)


def _monday(scene: Scene) -> datetime:
    midnight = scene.local_now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=scene.today.weekday())


async def _due(scene: Scene) -> Iterable[str]:
    ways = scene.process.digest
    at = datetime.combine(
        _monday(scene) + timedelta(days=ways.weekday - 1), ways.time, scene.municipality.zone
    )
    if not at <= scene.local_now < at + POSTED_WITHIN:
        return []
    week = Week.of(scene.today)
    chosen = await scene.find(Channel, Equal("digest", value=True), Equal("left", value=False))
    waiting = [one for one in chosen if not posted_this_week(one, scene)]
    return [f"digest:{one.id}:{week.year}-W{week.number:02}" for one in waiting]


async def _post(duty: Duty, key: str) -> None:
    chosen = await duty.get(Channel, key.removeprefix("digest:").rpartition(":")[0])
    if chosen and chosen.digest and not chosen.left:
        duty.letters.post(chosen.id, await weekly(duty), duty.language, useful=POSTED_WITHIN, chosen=True)
        duty.save(chosen.changed(posted_at=duty.now))


reminder = Reminder("digest", due=_due, run=_post)
