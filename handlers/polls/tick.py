"""Tick which times work, in the card."""

from __future__ import annotations

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Replace, Reply
from handlers.polls.chosen import NONE, AnOpenPoll, ATimeOrNone
from handlers.polls.shown import poll_card
from handlers.polls.telling import send
from storage.values.texts import t


class Tick(Form):
    """Which question, and which time."""

    poll: AnOpenPoll = ask(t("Question of times"))
    time: ATimeOrNone = ask(t("Time"))


@command(
    "works",
    sv="passar",
    about=t("Tick a time that works"),
    example=t("works {poll} Friday 9:00", poll="Granliden"),
    lasting=True,
    order=94,
    chooses="time",
    also=("passar inte", "doesn't work", "does not work"),
    back=t("Press the time once more."),
)
async def tick(act: Act, form: Tick) -> Reply:
    """Keep it; once all have answered who asked is told."""
    place = None if form.time == NONE else int(form.time)
    before = form.poll.answered_by_all
    ticked = act.save(form.poll.ticked(act.person.id, place))
    if ticked.answered_by_all and not before:
        await send(ticked, [ticked.asked_by], act, title=t("Everybody has answered"))
    return Replace(card=await poll_card(ticked, act))
