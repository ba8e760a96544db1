"""The weekly digest: a preview here, post it now, and which channel gets it each week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from handlers.cards.sessions import session_table
from handlers.core.act import Act, Duty
from handlers.core.command import command
from handlers.core.due import Reminder
from handlers.core.forms import Form, Notice, ask
from handlers.core.places import choose_channel
from handlers.core.replies import Audience, Button, Card, Page, Reply, Say, Style
from handlers.core.scene import Scene
from handlers.core.view import View
from handlers.fields.channels import DigestChannel, KnownChannel
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, tn
from storage.documents.people import COORDINATING, Channel
from storage.documents.sessions import Held, Session
from storage.documents.times import Week, instant_text
from storage.store import Before, Equal, NotBefore

POSTED_WITHIN = timedelta(hours=12)


class Digest(Form):
    """Nothing is asked."""


@command(
    "digest",
    sv="veckobrev",
    about=t("Preview the weekly digest"),
    example=t("digest"),
    who=COORDINATING,
    reads=True,
    order=46,
    also=("veckobrevet",),
)
async def digest(view: View, form: Digest) -> Reply:
    """Show what would be posted, and where."""
    chosen = await view.find(Channel, Equal("digest", value=True), Equal("left", value=False))
    where = (
        t("Posted each week in {channels}.", channels=", ".join(one.name for one in chosen))
        if chosen
        else t("No channel is chosen for the digest yet.")
    )
    end = Card(
        title=t("This is a preview"),
        text=(where,),
        buttons=(
            Button(label=t("Post now"), action="digest.post", style=Style.PRIMARY, opens=not chosen),
            choose_channel(),
        ),
    )
    return Page(parts=(*(await weekly(view)).parts, end))


class Posting(Form):
    """Where to post."""

    channel: DigestChannel = ask(t("Channel"), hint=t("I can post where I have been added."))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Warn where it was posted this week."""
        if not _posted_this_week(self.channel, view):
            return ()
        return [Notice(t("The digest was already posted in {channel} this week.", channel=self.channel.name))]


@command(
    "digest post",
    sv="veckobrev skicka",
    about=t("Post the weekly digest now"),
    example=t("digest post"),
    who=COORDINATING,
    also=("skicka veckobrev", "skicka veckobrevet", "post digest", "send digest"),
)
async def post(act: Act, form: Posting) -> Reply:
    """Post it in the channel."""
    act.letters.post(form.channel.id, await weekly(act), act.municipality.language)
    act.save(form.channel.changed(posted_at=act.now))
    return Say(text=t("The digest is on its way to {channel}.", channel=form.channel.name))


class ChoosingChannel(Form):
    """Which channel gets the digest each week."""

    channel: KnownChannel = ask(t("Channel"), hint=t("I can post where I have been added."))


@command(
    "digest channel",
    sv="veckobrev kanal",
    about=t("Choose the channel for the weekly digest"),
    example=t("digest channel kvalitetsutveckling"),
    who=COORDINATING,
)
async def channel(act: Act, form: ChoosingChannel) -> Reply:
    """Post it there from now on, and nowhere else."""
    for other in await act.find(Channel, Equal("digest", value=True)):
        if other.id != form.channel.id:
            act.save(other.changed(digest=False))
    act.save(form.channel.changed(digest=True))
    return Say(text=t("The digest will be posted in {channel} each week.", channel=form.channel.name))


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
    waiting = sum(one.state is Held.BOOKED for one in ended)
    requests = len(await scene.find(Collaboration, Equal("stage", "requested")))
    return t(
        "{held} since last Monday, {waiting}. {requests}.",
        held=tn("{count} session was held", "{count} sessions were held", held),
        waiting=tn("{count} waits for its reflection", "{count} wait for their reflection", waiting),
        requests=tn("{count} request is waiting", "{count} requests are waiting", requests),
    )


async def _sessions(since: datetime, until: datetime, scene: Scene) -> list[Session]:
    return await scene.find(
        Session,
        NotBefore("starts_at", instant_text(since)),
        Before("starts_at", instant_text(until)),
        order_by="starts_at",
    )


def _posted_this_week(channel: Channel, scene: Scene) -> bool:
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
    waiting = [one for one in chosen if not _posted_this_week(one, scene)]
    return [f"digest:{one.id}:{week.year}-W{week.number:02}" for one in waiting]


async def _post(duty: Duty, key: str) -> None:
    chosen = await duty.get(Channel, key.removeprefix("digest:").rpartition(":")[0])
    if chosen and chosen.digest and not chosen.left:
        duty.letters.post(chosen.id, await weekly(duty), duty.language, useful=POSTED_WITHIN, chosen=True)
        duty.save(chosen.changed(posted_at=duty.now))


reminder = Reminder("digest", due=_due, run=_post)
