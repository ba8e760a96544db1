"""How a collaboration stands: stage, people, sessions, last reflection and next step."""

from __future__ import annotations

from handlers.boards.standing import Standing, standing_of
from handlers.boards.turns import Turn, turn_of, whose
from handlers.collaborations.access import may_lead, may_see
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import age, request_facts, stage_of
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.standing import Stands
from handlers.core.view import View
from handlers.people.names import people_names
from handlers.requests.shown import request_card, waiting_list
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Reflection
from storage.values.texts import Message, t, typed
from storage.values.times import Day


def next_step(collaboration: Collaboration, standing: Standing, turn: Turn, view: View) -> Message:
    """Return what comes next: what waits on somebody, else the last reflection's next step.

    That one goes away once a later session has been held.
    """
    written, last = standing.reflection, standing.last
    overtaken = written and last and last.ends_at > written.written_at
    if not written or not written.next_step or overtaken or not collaboration.at_work(view.process):
        return turn.what
    return typed(written.next_step)


async def collaboration_card(collaboration: Collaboration, view: View) -> Card:
    """Return how a collaboration stands: stage, people, sessions, last reflection and next step."""
    standing = await standing_of(collaboration, view)
    last, coming, reflection = standing.last, standing.coming, standing.reflection
    turn = await turn_of(collaboration, view, booked=standing.coming is not None)
    who = await whose(turn, view)
    facts = [
        Fact(label=t("Next step"), value=next_step(collaboration, standing, turn, view)),
        *([Fact(label=t("Whose turn"), value=who)] if who else []),
        *([Fact(label=t("Late"), value=turn.late)] if turn.late else []),
        Fact(label=t("Stage"), value=stage_of(collaboration, view)),
        Fact(label=t("In this stage"), value=age(collaboration.stage_since, view)),
        Fact(label=t("Principal"), value=await people_names(collaboration.principals, view)),
        Fact(label=t("Pair"), value=await people_names(collaboration.developers, view)),
        Fact(label=t("Last session"), value=session_line(last, view) if last else t("none yet")),
        Fact(label=t("Next session"), value=session_line(coming, view) if coming else t("none booked")),
        Fact(label=t("Last reflection"), value=reflection_line(reflection) if reflection else t("none yet")),
    ]
    facts += _course(collaboration)
    if reason := collaboration.decline_reason or collaboration.withdraw_reason:
        facts.append(Fact(label=t("Reason"), value=typed(reason)))
    return Card(
        title=typed(await unit_name(collaboration, view)),
        facts=(*facts, *request_facts(collaboration, view)),
        buttons=_buttons(collaboration, view),
    )


def _course(collaboration: Collaboration) -> list[Fact]:
    """Return until when it rests, or is expected to go on, and what it waits for."""
    days = [
        (t("First day back"), collaboration.pause.back if collaboration.pause else None),
        (t("Expected end"), None if collaboration.ending else collaboration.expected_end),
    ]
    facts = [Fact(label=label, value=t("{day}", day=Day(day=day))) for label, day in days if day]
    facts += waiting_list(collaboration)
    if collaboration.diary_number:
        facts.append(Fact(label=t("Diary number"), value=typed(collaboration.diary_number)))
    held_up = collaboration.ending or collaboration.pause
    if held_up and held_up.reason:
        facts.append(Fact(label=t("Reason"), value=typed(held_up.reason)))
    return facts


def reflection_line(reflection: Reflection) -> Message:
    """Return the grade and what happened, in a line."""
    if reflection.grade is None:
        return typed(reflection.happened) if reflection.happened else t("not held")
    return t("{grade} of 5: {happened}", grade=reflection.grade, happened=reflection.happened)


def _buttons(collaboration: Collaboration, view: View) -> tuple[Button, ...]:
    about = {"id": collaboration.id, "revision": collaboration.version, "opens": True}
    buttons = []
    open_for = bool(collaboration.developers) and not collaboration.has_ended(view.process)
    if open_for and may_lead(view.person, collaboration):
        buttons.append(Button(label=t("Book a session"), action="book", style=Style.PRIMARY, **about))
    if collaboration.is_request(view.process) and view.person.coordinates:
        buttons.append(Button(label=t("Appoint a pair"), action="assign", style=Style.PRIMARY, **about))
    if collaboration.open_enquiry(view.process) and view.person.id == collaboration.principal_id:
        buttons.append(
            Button(label=t("Answer the question"), action="requests.answer", style=Style.PRIMARY, **about)
        )
    if collaboration.is_request(view.process) and view.person.id == collaboration.principal_id:
        buttons.append(Button(label=t("Withdraw"), action="withdraw", style=Style.DANGER, **about))
    return tuple(buttons)


async def _stands(collaboration: Collaboration, view: View) -> Card | None:
    if not may_see(view.person, collaboration):
        return None
    if collaboration.is_request(view.process) and view.person.coordinates:
        return await request_card(collaboration, view)
    return await collaboration_card(collaboration, view)


stands = Stands(Collaboration, _stands)
