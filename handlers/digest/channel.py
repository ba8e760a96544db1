"""Choose the channel that gets the weekly digest."""

from __future__ import annotations

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply, Say
from handlers.digest.channels import KnownChannel
from storage.documents.people import COORDINATING
from storage.documents.places import Channel
from storage.store import Equal
from storage.values.texts import t


class ChoosingChannel(Form):
    """Which channel gets the digest each week."""

    channel: KnownChannel = ask(t("Channel"), hint=t("I can post where I have been added."))


@command(
    "digest channel",
    sv="veckobrev kanal",
    about=t("Choose the channel for the weekly digest"),
    example=t("digest channel {channel}", channel="kvalitetsutveckling"),
    who=COORDINATING,
)
async def channel(act: Act, form: ChoosingChannel) -> Reply:
    """Post it there from now on, and nowhere else."""
    for other in await act.find(Channel, Equal("digest", value=True)):
        if other.id != form.channel.id:
            act.save(other.changed(digest=False))
    act.save(form.channel.changed(digest=True))
    return Say(text=t("The digest will be posted in {channel} each week.", channel=form.channel.name))
