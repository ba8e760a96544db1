"""What may not have arrived; the coordinators are told by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.act import Duty
from handlers.core.command import command
from handlers.core.due import Reminder
from handlers.core.forms import Form
from handlers.core.replies import Reply, Say
from handlers.core.scene import Scene
from handlers.core.view import View, seen_by
from handlers.messages.access import failed_messages
from handlers.messages.shown import page_of
from storage.documents.messages import t
from storage.documents.people import COORDINATING


class Messages(Form):
    """Nothing is asked."""


@command(
    "messages",
    sv="meddelanden",
    about=t("See messages that may not have arrived"),
    example=t("messages"),
    who=COORDINATING,
    reads=True,
    order=76,
)
async def messages(view: View, form: Messages) -> Reply:
    """Show those of the last day."""
    failed = await failed_messages(view)
    if not failed:
        return Say(text=t("As far as I know, all messages of the last day have arrived."))
    return await page_of(failed, view)


async def _due(scene: Scene) -> Iterable[str]:
    """Tell at most once an hour."""
    untold = [one for one in await failed_messages(scene) if not one.reported]
    return [f"undelivered:{scene.now:%Y-%m-%dT%H}"] if untold else []


async def _tell(duty: Duty, key: str) -> None:
    untold = [
        duty.save(one.changed(reported=True)) for one in await failed_messages(duty) if not one.reported
    ]
    for coordinator in await duty.who_coordinates() if untold else ():
        page = await page_of(untold, seen_by(coordinator, duty))
        await duty.letters.tell([coordinator.id], page, notice=True)


reminder = Reminder("undelivered", due=_due, run=_tell)
