"""Preview the weekly digest."""

from __future__ import annotations

from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.places import choose_channel
from handlers.core.replies import Button, Card, Page, Reply, Style
from handlers.core.view import View
from handlers.digest.weekly import weekly
from storage.documents.people import COORDINATING
from storage.documents.places import Channel
from storage.store import Equal
from storage.values.texts import t


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
