"""How a collaboration is shown: its stage, its age and what was asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from handlers.core.replies import Fact
from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, lines, named, t, typed
from storage.documents.times import Age, Instant


def stage_of(collaboration: Collaboration, view: View) -> Message:
    """Return the stage in words."""
    return named(view.process.stage(collaboration.stage))


def age(since: Instant, view: View) -> Message:
    """Return how many days of the calendar have passed, where people are."""
    day = since.astimezone(view.municipality.zone).date()
    if day == view.today:
        return t("since today")
    return t("{age}", age=Age(since=_noon(day), until=_noon(view.today)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def goals_of(collaboration: Collaboration, view: View) -> Message | None:
    """Return the goals, each with its standpoint, or None."""
    standpoints = {one.id: one for one in view.municipality.programme.standpoints}
    texts = [
        t("{goal} ({standpoint})", goal=goal.text, standpoint=named(standpoints[goal.standpoint]))
        if goal.standpoint in standpoints
        else typed(goal.text)
        for goal in collaboration.goals
    ]
    return lines(*texts) if texts else None


def request_facts(collaboration: Collaboration, view: View) -> list[Fact]:
    """Return what the request says, without what was left empty."""
    goals = goals_of(collaboration, view)
    written = (
        (t("Purpose"), collaboration.purpose),
        (t("Who takes part"), collaboration.participants),
        (t("Possible meeting times"), collaboration.meeting_times),
        (t("Wished start"), collaboration.start),
    )
    facts = [Fact(label=label, value=typed(text)) for label, text in written if text]
    if goals:
        facts.insert(1, Fact(label=t("Wished effects"), value=goals))
    for enquiry in collaboration.enquiries:
        facts.append(Fact(label=t("Question"), value=typed(enquiry.text)))
        facts.append(
            Fact(label=t("Answer"), value=typed(enquiry.answer) if enquiry.answer else t("not answered yet"))
        )
    return facts
