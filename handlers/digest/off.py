"""Stop posting the weekly digest."""

from __future__ import annotations

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.replies import Reply, Say
from storage.documents.people import COORDINATING
from storage.documents.places import Channel
from storage.store import Equal
from storage.values.texts import t


class Off(Form):
    """Nothing is asked."""


@command(
    "digest off",
    sv="veckobrev av",
    about=t("Stop the weekly digest"),
    example=t("digest off"),
    who=COORDINATING,
    confirms=True,
    back=t("Choose a channel with “digest channel” to have it posted again."),
)
async def off(act: Act, form: Off) -> Reply:
    """Post it nowhere from now on."""
    chosen = await act.find(Channel, Equal("digest", value=True))
    if not chosen:
        return Say(text=t("The digest is posted in no channel, so there is nothing to stop."))
    for one in chosen:
        act.save(one.changed(digest=False))
    return Say(text=t("The digest is no longer posted. Write “digest” to read it here."))
