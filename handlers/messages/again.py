"""Send a message again that may not have arrived."""

from __future__ import annotations

from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply, Say
from handlers.messages.chosen import LostKind
from handlers.messages.shown import to_whom
from storage.documents.people import COORDINATING
from storage.kept import Queued
from storage.values.texts import t


class Again(Form):
    """Which message."""

    message: Annotated[Queued, LostKind()] = ask(t("Message"))


@command(
    "messages again",
    sv="meddelanden igen",
    about=t("Send a message again that may not have arrived"),
    example=t("messages again"),
    who=COORDINATING,
    tells=True,
    order=82,
)
async def again(act: Act, form: Again) -> Reply:
    """Send it again, as it was written, after what is on its way there already."""
    act.letters.send_again(form.message)
    return Say(text=t("It is on its way again to {name}.", name=await to_whom(form.message, act)))
