"""Keep the time there is, or drop a question of times; who asked is told."""

from __future__ import annotations

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Replace, Reply
from handlers.polls.chosen import AnOpenPoll
from handlers.polls.shown import poll_card
from handlers.polls.take import led
from handlers.polls.telling import send
from storage.documents.people import COORDINATING, DEVELOPING
from storage.values.texts import t


class Drop(Form):
    """Which question."""

    poll: AnOpenPoll = ask(t("Question of times"))


@command(
    "keep time",
    sv="behåll tiden",
    about=t("Keep the time, whatever was proposed"),
    example=t("keep time {poll}", poll="Granliden"),
    who=DEVELOPING | COORDINATING,
    lasting=True,
    order=94,
    also=("keep the time",),
    back=t("Move the session with “move”."),
)
async def drop(act: Act, form: Drop) -> Reply:
    """Settle it without a time."""
    await led(form.poll, act)
    dropped = act.save(form.poll.changed(settled=True))
    title = t("The time stays as it is")
    await send(dropped, [one for one in dropped.asked if one != act.person.id], act, title=title)
    return Replace(card=await poll_card(dropped, act, title=title))
