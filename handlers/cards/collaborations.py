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
from handlers.core.context import Context
from handlers.core.replies import Button, Card, Fact, Style
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, lines, named, t, typed
from storage.documents.people import Person, Unit
from storage.documents.reflections import Reflection
from storage.documents.times import Age, Instant


def stage_of(collaboration: Collaboration, ctx: Context) -> Message:
    """Return the stage in words."""
    return named(ctx.process.stage(collaboration.stage))


def age(since: Instant, ctx: Context) -> Message:
    """Return how many days of the calendar have passed, where people are."""
    day = since.astimezone(ctx.municipality.zone).date()
    if day == ctx.today:
        return t("since today")
    return t("{age}", age=Age(since=_noon(day), until=_noon(ctx.today)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def goals_of(collaboration: Collaboration, ctx: Context) -> Message | None:
    """Return the goals, each with its standpoint, or None."""
    standpoints = {one.id: one for one in ctx.municipality.programme.standpoints}
    texts = [
        t("{goal} ({standpoint})", goal=goal.text, standpoint=named(standpoints[goal.standpoint]))
        if goal.standpoint in standpoints
        else typed(goal.text)
        for goal in collaboration.goals
    ]
    return lines(*texts) if texts else None


async def next_step(collaboration: Collaboration, standing: Standing, ctx: Context) -> Message:
    """Return what comes next: what waits on somebody, else the last reflection's next step."""
    if collaboration.stage == "requested":
        return await _next_for_request(collaboration, ctx)
    if standing.reflection and standing.reflection.next_step:
        return typed(standing.reflection.next_step)
    if ctx.process.stage(collaboration.stage).ended:
        return t("–")
    return t("Follow the booked sessions") if standing.coming else t("Book a session")


async def _next_for_request(collaboration: Collaboration, ctx: Context) -> Message:
    if collaboration.open_enquiry:
        return t("The principal is to answer a question")
    unit = await ctx.get(Unit, collaboration.unit_id)
    principal = await ctx.get(Person, collaboration.principal_id)
    if not (unit and unit.confirmed and principal and principal.approved):
        return t("Person and unit are to be confirmed")
    return t("A pair is to be appointed")


async def request_card(collaboration: Collaboration, ctx: Context, *, title: Message | None = None) -> Card:
    """Return a request with all that was written, and what who coordinates can do with it."""
    unit = await ctx.need(Unit, collaboration.unit_id)
    principal = await ctx.need(Person, collaboration.principal_id)
    notes = []
    if not principal.approved:
        notes.append(t("{name} is not known here yet.", name=principal.name))
    if not unit.confirmed:
        notes.append(t("{unit} is not in the register yet.", unit=unit.name))
    waits = ctx.person.coordinates and collaboration.stage == "requested"
    cautions = await request_cautions(collaboration, ctx) if waits else []
    return Card(
        title=title or t("{unit} asks for a collaboration", unit=unit.name),
        text=(*notes, *cautions),
        facts=(
            Fact(label=t("Principal"), value=typed(principal.name)),
            *([] if principal.approved else [await accounts_fact(principal, ctx)]),
            *unit_facts(unit, ctx),
            *request_facts(collaboration, ctx),
            Fact(label=t("Waiting"), value=age(collaboration.requested_at, ctx)),
        ),
        buttons=await _request_buttons(collaboration, ctx, confirmed=not notes),
    )


def request_facts(collaboration: Collaboration, ctx: Context) -> list[Fact]:
    """Return what the request says, without what was left empty."""
    goals = goals_of(collaboration, ctx)
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
    collaboration: Collaboration, ctx: Context, *, confirmed: bool
) -> tuple[Button, ...]:
    if not ctx.person.coordinates or collaboration.stage != "requested":
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


async def collaboration_card(collaboration: Collaboration, ctx: Context) -> Card:
    """Return how a collaboration stands: stage, people, sessions, last reflection and next step."""
    standing = await standing_of(collaboration, ctx)
    last, coming, reflection = standing.last, standing.coming, standing.reflection
    facts = [
        Fact(label=t("Stage"), value=stage_of(collaboration, ctx)),
        Fact(label=t("In this stage"), value=age(collaboration.stage_since, ctx)),
        Fact(label=t("Principal"), value=typed(await person_name(collaboration.principal_id, ctx))),
        Fact(label=t("Pair"), value=await people_names(collaboration.developers, ctx)),
        Fact(label=t("Last session"), value=session_line(last, ctx) if last else t("none yet")),
        Fact(label=t("Next session"), value=session_line(coming, ctx) if coming else t("none booked")),
        Fact(label=t("Last reflection"), value=reflection_line(reflection) if reflection else t("none yet")),
        Fact(label=t("Next step"), value=await next_step(collaboration, standing, ctx)),
    ]
    if reason := collaboration.decline_reason or collaboration.withdraw_reason:
        facts.append(Fact(label=t("Reason"), value=typed(reason)))
    return Card(
        title=typed(await unit_name(collaboration, ctx)),
        facts=(*facts, *request_facts(collaboration, ctx)),
        buttons=_buttons(collaboration, ctx),
    )


def reflection_line(reflection: Reflection) -> Message:
    """Return the grade and what happened, in a line."""
    if reflection.grade is None:
        return typed(reflection.happened) if reflection.happened else t("not held")
    return t("{grade} of 5: {happened}", grade=reflection.grade, happened=reflection.happened)


def _buttons(collaboration: Collaboration, ctx: Context) -> tuple[Button, ...]:
    about = {"id": collaboration.id, "revision": collaboration.version, "opens": True}
    buttons = []
    open_for = bool(collaboration.developers) and not ctx.process.stage(collaboration.stage).ended
    if open_for and may_lead(ctx.person, collaboration):
        buttons.append(Button(label=t("Book a session"), action="book", style=Style.PRIMARY, **about))
    if collaboration.stage == "requested" and ctx.person.coordinates:
        buttons.append(Button(label=t("Appoint a pair"), action="assign", style=Style.PRIMARY, **about))
    if collaboration.open_enquiry and ctx.person.id == collaboration.principal_id:
        buttons.append(
            Button(label=t("Answer the question"), action="requests.answer", style=Style.PRIMARY, **about)
        )
    if collaboration.stage == "requested" and ctx.person.id == collaboration.principal_id:
        buttons.append(Button(label=t("Withdraw"), action="withdraw", style=Style.DANGER, **about))
    return tuple(buttons)
