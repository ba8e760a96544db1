"""Post the weekly digest now."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply, Say
from handlers.core.view import View
from handlers.digest.channels import DigestChannel
from handlers.digest.weekly import posted_this_week, weekly
from storage.documents.people import COORDINATING
from storage.values.texts import t


class Posting(Form):
    """Where to post."""

    channel: DigestChannel = ask(t("Channel"), hint=t("I can post where I have been added."))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Warn where it was posted this week."""
        if not posted_this_week(self.channel, view):
            return ()
        return [Notice(t("The digest was already posted in {channel} this week.", channel=self.channel.name))]


@command(
    "digest post",
    sv="veckobrev skicka",
    about=t("Post the weekly digest now"),
    example=t("digest post"),
    who=COORDINATING,
    also=("skicka veckobrev", "skicka veckobrevet", "post digest", "send digest"),
    tells=True,
)
async def post(act: Act, form: Posting) -> Reply:
    """Post it in the channel."""
    act.letters.post(form.channel.id, await weekly(act), act.municipality.language)
    act.save(form.channel.changed(posted_at=act.now))
    return Say(text=t("The digest is on its way to {channel}.", channel=form.channel.name))
