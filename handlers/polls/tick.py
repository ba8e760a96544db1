"""Tick which times work, in the card."""

from __future__ import annotations

from collections.abc import Collection

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Replace, Reply
from handlers.polls.chosen import ALL, NONE, AnOpenPoll, ATime, ATimeOrSome
from handlers.polls.shown import poll_card
from handlers.polls.telling import send
from storage.documents.polls import Poll
from storage.values.texts import t


class Tick(Form):
    """Which question, and which time, all of them or none."""

    poll: AnOpenPoll = ask(t("Question of times"))
    time: ATimeOrSome = ask(t("Time"))


@command(
    "works",
    sv="passar",
    about=t("Tick a time that works"),
    example=t("works {poll} Friday 9:00", poll="Granliden"),
    lasting=True,
    order=94,
    chooses="time",
    back=t("Press the time once more."),
)
async def tick(act: Act, form: Tick) -> Reply:
    """Keep it; once all have answered who asked is told."""
    if form.time == ALL:
        return await _answer(form.poll, range(len(form.poll.spans)), act)
    if form.time == NONE:
        return await _answer(form.poll, (), act)
    return await _answer(form.poll, form.poll.work_for(act.person.id) | {int(form.time)}, act)


class Untick(Form):
    """Which question, and which time."""

    poll: AnOpenPoll = ask(t("Question of times"))
    time: ATime = ask(t("Time"))


@command(
    "does not work",
    sv="passar inte",
    about=t("Say that a time does not work"),
    example=t("does not work {poll} Friday 9:00", poll="Granliden"),
    lasting=True,
    order=95,
    chooses="time",
    also=("doesn't work", "doesn’t work", "doesnt work"),
    back=t("Press the time once more."),
)
async def untick(act: Act, form: Untick) -> Reply:
    """Take the tick away."""
    return await _answer(form.poll, form.poll.work_for(act.person.id) - {int(form.time)}, act)


async def _answer(poll: Poll, works: Collection[int], act: Act) -> Reply:
    before = poll.answered_by_all
    answered = act.save(poll.answered(act.person.id, works))
    if answered.answered_by_all and not before:
        await send(answered, [answered.asked_by], act, title=t("Everybody has answered"))
    return Replace(card=await poll_card(answered, act))
