"""Appoint a pair of developers to a collaboration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.collaborations import undone
from handlers.collaborations.chosen import Appointable, AppointableKind
from handlers.collaborations.handing import hand_over_facts, handed_over, let_read
from handlers.collaborations.introductions import contacts, introduce, link_to_all
from handlers.collaborations.lengths import usual_end
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import request_facts
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Button, Card, Fact, Reply, Style
from handlers.core.view import View
from handlers.people.chosen import Developers, PersonKind
from handlers.people.load import develops_until, load_with
from handlers.people.names import people_names, person_name
from storage.documents.collaborations import PAIR, Collaboration
from storage.documents.drafts import Raw
from storage.documents.handovers import HandOver
from storage.documents.people import COORDINATING, DEVELOPING, Person, Unit
from storage.documents.sessions import Held, Session
from storage.documents.steps import StepKind
from storage.store import Equal, NotBefore
from storage.values.texts import Value, t, tn, together
from storage.values.times import Day, instant_text

MOST_TRIED = 20  # collaborations, for an example


class Assign(Form):
    """Whom to appoint; each is listed with their present load."""

    collaboration: Appointable = ask(t("Collaboration"))
    developers: Developers = ask(
        t("Pair"), hint=t("Nearly always two. Each is shown with their present load.")
    )

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in those who are appointed already."""
        collaboration = values.get("collaboration")
        return {"developers": collaboration.developers} if collaboration else {}

    @classmethod
    async def examples(cls, view: View) -> Mapping[str, Value]:
        """Name a unit that waits for a pair, and two who may work there."""
        developers = await PersonKind(*DEVELOPING).candidates(view)
        for collaboration in (await AppointableKind().candidates(view))[:MOST_TRIED]:
            unit = await view.need(Unit, collaboration.unit_id)
            principal = await view.need(Person, collaboration.principal_id)
            free = [one.name for one in developers if unit.id not in one.units]
            if unit.confirmed and principal.approved and len(free) >= PAIR:
                return {"collaboration": unit.name, "developers": together(free[:PAIR])}
        return {"collaboration": ""}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Warn when they are not two. Raises Refusal where somebody can't be appointed."""
        to_be = await appointed(self.collaboration, self.developers, view)
        notices = await fitting(to_be, self.developers, view)
        if len(self.developers) == PAIR:
            return notices
        count = len(self.developers)
        return [
            *notices,
            Notice(
                tn(
                    "You chose {count} developer. A pair is two: choose one more, or confirm all the same.",
                    "You chose {count} developers. A pair is two: change it, or confirm all the same.",
                    count,
                )
            ),
        ]


@command(
    "assign",
    sv="utse",
    about=t("Appoint a pair"),
    example=t(
        "assign {collaboration} {developers}",
        collaboration="Björkängen",
        developers=t("{names} and {last}", names="Maja", last="Olle"),
    ),
    who=COORDINATING,
    tells=True,
    order=20,
    back=t("Appoint whom you want instead with “assign”."),
    also=(
        "utse par",
        "utse paret",
        "utse ett par",
        "utse par till",
        "utse ett par till",
        "byt par",
        "byt par på",
        "change the pair",
    ),
    undoing=undone.appointed,
)
async def assign(act: Act, form: Assign) -> Reply:
    """Appoint them."""
    return await appoint(form.collaboration, form.developers, act)


async def appoint(collaboration: Collaboration, pair: Sequence[Person], act: Act) -> Card:
    """Appoint a pair, hand the sessions to come over to them, and tell them and the principal.

    Raises Refusal where somebody can't be appointed.
    """
    before = collaboration.developers
    to_be = await appointed(collaboration, pair, act)
    if before == to_be.developers:
        return await act.card_of(collaboration)
    after = take_step(StepKind.PAIR, collaboration, to_be, act)
    new = [person for person in pair if person.id not in before]
    gone = [one for one in before if one not in after.developers]
    handed = [one for one in await handed_over(after, act) if one.by not in after.developers]
    for one in handed:
        await let_read(one, [person.id for person in new], act)
    for person in new:
        await act.letters.tell([person.id], await _to_developer(after, person, handed, act))
    if new or gone:
        await _hand_over(after, act)
        for principal in after.principals:
            await act.letters.tell([principal], await _to_principal(after, principal, act, first=not before))
        await introduce(after, act)
    if before:
        stayed = [one for one in before if one in after.developers and (new or gone)]
        await act.letters.tell(stayed, await _pair_changed(after, act))
        await act.letters.tell(gone, await _no_longer(after, act))
    return await act.card_of(after)


async def fitting(collaboration: Collaboration, pair: Sequence[Person], view: View) -> list[Notice]:
    """Tell whose post ends before the collaboration is expected to, and who would lead more than fits."""
    notices = []
    for person in pair:
        until, end = develops_until(person), collaboration.expected_end
        if until and end and until < end:
            days = {"until": Day(day=until), "end": Day(day=end)}
            said = t(
                "The post of {name} ends {until}, before {end} when this is expected to end.",
                name=person.name,
                **days,
            )
            notices.append(Notice(said))
        load = await load_with(person, collaboration, view)
        if load.too_much:
            notices.append(
                Notice(t("{name} would lead more than fits: {load}.", name=person.name, load=load.words))
            )
    return notices


async def appointed(collaboration: Collaboration, pair: Sequence[Person], view: View) -> Collaboration:
    """Return the collaboration with its new pair. Raises Refusal where somebody can't be appointed."""
    unit = await view.need(Unit, collaboration.unit_id)
    principal = await view.need(Person, collaboration.principal_id)
    after = collaboration.assign(pair, unit, principal, view.process, now=view.now, today=view.today)
    return after if after.expected_end else after.changed(expected_end=usual_end(unit, view))


async def _no_longer(appointed: Collaboration, view: View) -> Card:
    about = {"id": appointed.id, "revision": appointed.version}
    button = Button(label=t("Hand over"), action="hand.over", style=Style.PRIMARY, opens=True, **about)
    title = t("You are no longer appointed to {unit}", unit=await unit_name(appointed, view))
    return Card(
        title=title, text=(t("Hand over what those who come after have to know."),), buttons=(button,)
    )


async def _hand_over(appointed: Collaboration, act: Act) -> None:
    booked = await act.find(
        Session,
        Equal("collaboration_id", appointed.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("starts_at", instant_text(act.now)),
    )
    for session in booked:
        act.save(session.changed(people=appointed.developers))


async def _to_developer(
    appointed: Collaboration, person: Person, handed: Sequence[HandOver], view: View
) -> Card:
    others = [one for one in appointed.developers if one != person.id]
    book = Button(
        label=t("Book a session"),
        action="book",
        id=appointed.id,
        revision=appointed.version,
        style=Style.PRIMARY,
        opens=True,
    )
    return Card(
        title=t("You are appointed to {unit}", unit=await unit_name(appointed, view)),
        facts=(
            Fact(label=t("Together with"), value=await contacts(others, person.id, view)),
            Fact(label=t("Principal"), value=await contacts(appointed.principals, person.id, view)),
            *request_facts(appointed, view),
            *(fact for one in handed for fact in hand_over_facts(one)),
        ),
        buttons=(book,),
        links=await link_to_all(appointed, person.id, view),
    )


async def _to_principal(appointed: Collaboration, reader_id: str, view: View, *, first: bool) -> Card:
    links = await link_to_all(appointed, reader_id, view)
    pair = Fact(label=t("Pair"), value=await contacts(appointed.developers, reader_id, view))
    unit = await unit_name(appointed, view)
    if not first:
        return Card(title=t("The pair for {unit} has changed", unit=unit), facts=(pair,), links=links)
    names = [await person_name(one, view) for one in appointed.developers]
    return Card(
        title=t("A pair is appointed to {unit}", unit=unit),
        text=(t("{names} will get in touch about a first meeting.", names=together(names)),),
        facts=(pair,),
        links=links,
    )


async def _pair_changed(appointed: Collaboration, view: View) -> Card:
    return Card(
        title=t("The pair for {unit} has changed", unit=await unit_name(appointed, view)),
        facts=(Fact(label=t("Pair"), value=await people_names(appointed.developers, view)),),
    )
