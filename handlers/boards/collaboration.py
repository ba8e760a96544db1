"""How a collaboration stands: stage, people, sessions, last reflection and next step."""

from __future__ import annotations

from handlers.boards.standing import Standing, standing_of
from handlers.collaborations.access import may_lead, may_see
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import age, request_facts, stage_of
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.standing import Stands
from handlers.core.view import View
from handlers.people.names import people_names, person_name
from handlers.requests.shown import request_card
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Unit
from storage.documents.reflections import Reflection
from storage.values.texts import Message, t, typed


async def next_step(collaboration: Collaboration, standing: Standing, view: View) -> Message:
    """Return what comes next: what waits on somebody, else the last reflection's next step."""
    if collaboration.is_request(view.process):
        return await _next_for_request(collaboration, view)
    if standing.reflection and standing.reflection.next_step:
        return typed(standing.reflection.next_step)
    if collaboration.has_ended(view.process):
        return t("–")
    return t("Follow the booked sessions") if standing.coming else t("Book a session")


async def _next_for_request(collaboration: Collaboration, view: View) -> Message:
    if collaboration.open_enquiry(view.process):
        return t("The principal is to answer a question")
    unit = await view.get(Unit, collaboration.unit_id)
    principal = await view.get(Person, collaboration.principal_id)
    if not (unit and unit.confirmed and principal and principal.approved):
        return t("Person and unit are to be confirmed")
    return t("A pair is to be appointed")


async def collaboration_card(collaboration: Collaboration, view: View) -> Card:
    """Return how a collaboration stands: stage, people, sessions, last reflection and next step."""
    standing = await standing_of(collaboration, view)
    last, coming, reflection = standing.last, standing.coming, standing.reflection
    facts = [
        Fact(label=t("Stage"), value=stage_of(collaboration, view)),
        Fact(label=t("In this stage"), value=age(collaboration.stage_since, view)),
        Fact(label=t("Principal"), value=typed(await person_name(collaboration.principal_id, view))),
        Fact(label=t("Pair"), value=await people_names(collaboration.developers, view)),
        Fact(label=t("Last session"), value=session_line(last, view) if last else t("none yet")),
        Fact(label=t("Next session"), value=session_line(coming, view) if coming else t("none booked")),
        Fact(label=t("Last reflection"), value=reflection_line(reflection) if reflection else t("none yet")),
        Fact(label=t("Next step"), value=await next_step(collaboration, standing, view)),
    ]
    if reason := collaboration.decline_reason or collaboration.withdraw_reason:
        facts.append(Fact(label=t("Reason"), value=typed(reason)))
    return Card(
        title=typed(await unit_name(collaboration, view)),
        facts=(*facts, *request_facts(collaboration, view)),
        buttons=_buttons(collaboration, view),
    )


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
