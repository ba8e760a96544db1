"""Ask for a collaboration. A stranger may: it waits until the coordinator has confirmed person and unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import age, request_facts
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.newcomers import keep_newcomer
from handlers.core.replies import Card, Fact, Reply
from handlers.core.view import View, seen_by
from handlers.fields.text import Line, Owner, Paragraph, SchoolForm, Standpoint
from handlers.people.chosen import APrincipal
from handlers.requests.shown import request_card
from handlers.units.chosen import AnyUnit
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration, Goal
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, LEADING_A_UNIT, Person, Position, Role, Unit
from storage.documents.steps import StepKind
from storage.store import Equal
from storage.values.texts import Refusal, t, together, typed

MOST_WAITING = 5  # requests that a principal has waiting at once, such as one for each of their preschools
OF_A_NEW_UNIT = ("owner", "school_form")
MOST_FOR_ANOTHER = 30  # where a coordinator asks for them


class Request(Form):
    """What the school wants, in its own words."""

    unit: AnyUnit = ask(t("School or preschool"))
    purpose: Paragraph = ask(
        t("Purpose"), hint=t("What do you want to develop, and why? Don't name students or anyone's health.")
    )
    effects: Paragraph = ask(t("Wished effects"), hint=t("What will be different for the students?"))
    participants: Line = ask(
        t("Who takes part"), hint=t("For example all teachers in years 4–6"), more=True, default=""
    )
    meeting_times: Line = ask(
        t("Possible meeting times"), hint=t("For example Thursdays 14–16"), more=True, default=""
    )
    start: Line = ask(t("Wished start"), hint=t("For example VT27 or week 6"), more=True, default="")
    standpoint: Standpoint = ask(t("Standpoint"), more=True, default="")
    owner: Owner = ask(t("Owner"), hint=t("The register does not have this unit yet."), default="")
    school_form: SchoolForm = ask(
        t("School form"), hint=t("The register does not have this unit yet."), default=""
    )
    principal: APrincipal | None = ask(t("For which principal"), only=COORDINATING, default=None)

    @classmethod
    def unasked(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Leave out what the register knows of a unit, or will once a unit is chosen."""
        return () if isinstance(values.get("unit"), str) else OF_A_NEW_UNIT

    @classmethod
    def needed(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Ask for whom a coordinator asks, and for what the register doesn't know of a new unit."""
        of_unit = OF_A_NEW_UNIT if isinstance(values.get("unit"), str) else ()
        for_another = view.person.coordinates and not view.person.has(*LEADING_A_UNIT)
        return (*of_unit, "principal") if for_another else of_unit

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell of a request that waits already. Raises Refusal for a second one of a stranger's."""
        principal = self.principal or view.person
        waiting = Equal("stage", view.process.request.id)
        mine = await view.find(Collaboration, Equal("members", principal.id), waiting)
        if mine and not principal.approved:
            raise Refusal(
                "Your request for {unit} is waiting already, {age}. {names} will come back to you. "
                "Write “withdraw” to take it back.",
                unit=await unit_name(mine[0], view),
                age=age(mine[0].requested_at, view),
                names=view.coordinators,
            )
        _check_room(principal, mine, view)
        unit = self.unit
        if not isinstance(unit, Unit):
            return ()
        if any(one.unit_id == unit.id for one in mine):
            return [Notice(t("A request for {unit} is waiting already.", unit=unit.name))]
        return await _somebody_elses(unit, principal, view)

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in the principal's own unit, if it is one."""
        own = view.person.units_on(view.today)
        return {"unit": own[0]} if len(own) == 1 else {}


@command(
    "request",
    sv="begär",
    about=t("Ask for a collaboration"),
    example=t("request {unit}", unit="Almby skola"),
    who=LEADING_A_UNIT | COORDINATING,
    strangers=True,
    tells=True,
    order=10,
    back=t("Write “withdraw” to take the request back."),
    also=(
        "begär samarbete",
        "begär ett samarbete",
        "be om samarbete",
        "be om ett samarbete",
        "request a collaboration",
        "ask for a collaboration",
    ),
)
async def request(act: Act, form: Request) -> Reply:
    """Keep the request, and tell the coordinators, and the principal for whom one of them asked."""
    unit = form.unit if isinstance(form.unit, Unit) else _new_unit(form, act)
    principal = form.principal or _asker(unit, act)
    collaboration = take_step(
        StepKind.REQUESTED,
        None,
        Collaboration(
            id=new_id(),
            unit_id=unit.id,
            principal_id=principal.id,
            stage=act.process.request.id,
            requested_at=act.now,
            stage_since=act.now,
            purpose=form.purpose,
            goals=(Goal(text=form.effects, standpoint=form.standpoint or None),),
            participants=form.participants,
            meeting_times=form.meeting_times,
            start=form.start,
        ),
        act,
    )
    for coordinator in await act.who_coordinates():
        await act.letters.tell([coordinator.id], await request_card(collaboration, seen_by(coordinator, act)))
    if form.principal:
        await act.letters.tell([principal.id], _asked_for_you(unit, collaboration, act))
    if act.person.coordinates:
        return await request_card(collaboration, act)
    return Card(
        title=t("Your request is sent"),
        text=(t("{names} will read it and come back to you here.", names=act.coordinators),),
        facts=(
            Fact(label=t("School or preschool"), value=typed(unit.name)),
            *request_facts(collaboration, act),
        ),
    )


async def _somebody_elses(unit: Unit, principal: Person, view: View) -> Sequence[Notice]:
    """Tell a principal of another unit whose principal this one has."""
    theirs = principal.units_on(view.today)
    if not principal.approved or not theirs or unit.id in theirs:
        return ()
    there = await view.find(Person, Equal("units", unit.id), Equal("active", value=True))
    names = [one.name for one in there if one.leads_on(unit.id, view.today)]
    if not names and principal.id != view.person.id:
        return [Notice(t("{name} is not principal of {unit}.", name=principal.name, unit=unit.name))]
    if not names:
        return [Notice(t("{unit} is not the unit that you are principal of.", unit=unit.name))]
    return [Notice(t("The principal of {unit} is {names}.", unit=unit.name, names=together(names)))]


def _check_room(principal: Person, waiting: Sequence[Collaboration], view: View) -> None:
    """Raise Refusal where so many requests of the principal's wait that one more would only be in the way."""
    own = [one for one in waiting if one.principal_id == principal.id]
    if len(own) >= (MOST_FOR_ANOTHER if view.person.coordinates else MOST_WAITING):
        raise Refusal(
            "{count} requests are waiting already, and no more than that fit. {names} will come back to you. "
            "Write “withdraw” to take one back.",
            count=len(own),
            names=view.coordinators,
        )


def _asked_for_you(unit: Unit, collaboration: Collaboration, view: View) -> Card:
    return Card(
        title=t("{name} has asked for a collaboration for you", name=view.person.name),
        facts=(
            Fact(label=t("School or preschool"), value=typed(unit.name)),
            *request_facts(collaboration, view),
        ),
    )


def _new_unit(form: Request, act: Act) -> Unit:
    """Keep a unit that the coordinator is to confirm, unless a coordinator names it."""
    name = str(form.unit)
    confirmed = act.person.coordinates
    unit = Unit(id=new_id(), name=name, owner=form.owner, school_form=form.school_form, confirmed=confirmed)
    return act.save(unit)


def _asker(unit: Unit, act: Act) -> Person:
    """Return who asks; a stranger is kept, with their account, until they are confirmed."""
    if act.known:
        return act.person
    position = Position(role=Role.PRINCIPAL, unit_id=unit.id)
    return keep_newcomer(act.person.changed(roles=(Role.PRINCIPAL,), positions=(position,)), act)
