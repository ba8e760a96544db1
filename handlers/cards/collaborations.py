"""How a collaboration is shown: as a request that waits, and as it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from handlers.cards.accounts import accounts_fact
from handlers.cards.cautions import request_cautions
from handlers.cards.names import people_names, person_name, unit_name
from handlers.cards.sessions import session_line
from handlers.cards.standing import Standing, standing_of
from handlers.cards.units import unit_facts
from handlers.core.access import may_lead
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, lines, named, t, typed
from storage.documents.people import Person, Unit
from storage.documents.reflections import Reflection
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


async def next_step(collaboration: Collaboration, standing: Standing, view: View) -> Message:
    """Return what comes next: what waits on somebody, else the last reflection's next step."""
    if collaboration.stage == "requested":
        return await _next_for_request(collaboration, view)
    if standing.reflection and standing.reflection.next_step:
        return typed(standing.reflection.next_step)
    if view.process.stage(collaboration.stage).ended:
        return t("–")
    return t("Follow the booked sessions") if standing.coming else t("Book a session")


async def _next_for_request(collaboration: Collaboration, view: View) -> Message:
    if collaboration.open_enquiry:
        return t("The principal is to answer a question")
    unit = await view.get(Unit, collaboration.unit_id)
    principal = await view.get(Person, collaboration.principal_id)
    if not (unit and unit.confirmed and principal and principal.approved):
        return t("Person and unit are to be confirmed")
    return t("A pair is to be appointed")


async def request_card(collaboration: Collaboration, view: View, *, title: Message | None = None) -> Card:
    """Return a request with all that was written, and what who coordinates can do with it."""
    unit = await view.need(Unit, collaboration.unit_id)
    principal = await view.need(Person, collaboration.principal_id)
    notes = []
    if not principal.approved:
        notes.append(t("{name} is not known here yet.", name=principal.name))
    if not unit.confirmed:
        notes.append(t("{unit} is not in the register yet.", unit=unit.name))
    waits = view.person.coordinates and collaboration.stage == "requested"
    cautions = await request_cautions(collaboration, view) if waits else []
    return Card(
        title=title or t("{unit} asks for a collaboration", unit=unit.name),
        text=(*notes, *cautions),
        facts=(
            Fact(label=t("Principal"), value=typed(principal.name)),
            *([] if principal.approved else [await accounts_fact(principal, view)]),
            *unit_facts(unit, view),
            *request_facts(collaboration, view),
            Fact(label=t("Waiting"), value=age(collaboration.requested_at, view)),
        ),
        buttons=await _request_buttons(collaboration, view, confirmed=not notes),
    )


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


async def _request_buttons(
    collaboration: Collaboration, view: View, *, confirmed: bool
) -> tuple[Button, ...]:
    if not view.person.coordinates or collaboration.stage != "requested":
        return ()
    about = {"id": collaboration.id, "revision": collaboration.version}
    confirm = Button(
        label=t("Confirm person and unit"), action="requests.confirm", style=Style.PRIMARY, **about
    )
    about["opens"] = True
    first = Button(label=t("Appoint a pair"), action="assign", style=Style.PRIMARY, **about)
    return (
        first if confirmed else confirm,
        Button(label=t("Ask a question"), action="requests.ask", **about),
        Button(label=t("Decline"), action="requests.decline", style=Style.DANGER, **about),
    )


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
    open_for = bool(collaboration.developers) and not view.process.stage(collaboration.stage).ended
    if open_for and may_lead(view.person, collaboration):
        buttons.append(Button(label=t("Book a session"), action="book", style=Style.PRIMARY, **about))
    if collaboration.stage == "requested" and view.person.coordinates:
        buttons.append(Button(label=t("Appoint a pair"), action="assign", style=Style.PRIMARY, **about))
    if collaboration.open_enquiry and view.person.id == collaboration.principal_id:
        buttons.append(
            Button(label=t("Answer the question"), action="requests.answer", style=Style.PRIMARY, **about)
        )
    if collaboration.stage == "requested" and view.person.id == collaboration.principal_id:
        buttons.append(Button(label=t("Withdraw"), action="withdraw", style=Style.DANGER, **about))
    return tuple(buttons)
