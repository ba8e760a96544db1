"""Appoint a pair of developers to a collaboration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.collaborations import undone
from handlers.collaborations.chosen import Appointable, AppointableKind
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import request_facts
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Button, Card, Fact, Reply, Style
from handlers.core.view import View
from handlers.people.chosen import Developers, PersonKind
from handlers.people.names import people_names, person_name
from storage.documents.collaborations import PAIR, Collaboration
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, DEVELOPING, Person, Unit
from storage.documents.sessions import Held, Session
from storage.store import Equal, NotBefore
from storage.values.texts import Value, in_a_row, t, tn, together, typed
from storage.values.times import instant_text

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
            free = [one.name for one in developers if one.home_unit != unit.id]
            if unit.confirmed and principal.approved and len(free) >= PAIR:
                return {"collaboration": unit.name, "developers": together(free[:PAIR])}
        return {"collaboration": ""}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Warn when they are not two. Raises Refusal where somebody can't be appointed."""
        await appointed(self.collaboration, self.developers, view)
        if len(self.developers) == PAIR:
            return ()
        count = len(self.developers)
        return [
            Notice(
                tn(
                    "You chose {count} developer. A pair is two: choose one more, or confirm all the same.",
                    "You chose {count} developers. A pair is two: change it, or confirm all the same.",
                    count,
                )
            )
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
    after = act.save(await appointed(collaboration, pair, act))
    new = [person for person in pair if person.id not in before]
    gone = [one for one in before if one not in after.developers]
    for person in new:
        await act.letters.tell([person.id], await _to_developer(after, person, act))
    if new or gone:
        await _hand_over(after, act)
        await act.letters.tell([after.principal_id], await _to_principal(after, act, first=not before))
    if before:
        stayed = [one for one in before if one in after.developers and (new or gone)]
        await act.letters.tell(stayed, await _pair_changed(after, act))
        await act.letters.tell(gone, _no_longer(await unit_name(after, act)))
    return await act.card_of(after)


async def appointed(collaboration: Collaboration, pair: Sequence[Person], view: View) -> Collaboration:
    """Return the collaboration with its new pair. Raises Refusal where somebody can't be appointed."""
    unit = await view.need(Unit, collaboration.unit_id)
    principal = await view.need(Person, collaboration.principal_id)
    return collaboration.assign(pair, unit, principal, view.process, now=view.now)


def _no_longer(unit: str) -> Card:
    return Card(title=t("You are no longer appointed to {unit}", unit=unit))


async def _hand_over(appointed: Collaboration, act: Act) -> None:
    booked = await act.find(
        Session,
        Equal("collaboration_id", appointed.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("starts_at", instant_text(act.now)),
    )
    for session in booked:
        act.save(session.changed(people=appointed.developers))


async def _to_developer(appointed: Collaboration, person: Person, view: View) -> Card:
    others = [await person_name(one, view) for one in appointed.developers if one != person.id]
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
            Fact(label=t("Together with"), value=typed(in_a_row(others)) if others else t("nobody yet")),
            Fact(label=t("Principal"), value=typed(await person_name(appointed.principal_id, view))),
            *request_facts(appointed, view),
        ),
        buttons=(book,),
    )


async def _to_principal(appointed: Collaboration, view: View, *, first: bool) -> Card:
    if not first:
        return await _pair_changed(appointed, view)
    names = [await person_name(one, view) for one in appointed.developers]
    return Card(
        title=t("A pair is appointed to {unit}", unit=await unit_name(appointed, view)),
        text=(t("{names} will get in touch about a first meeting.", names=together(names)),),
    )


async def _pair_changed(appointed: Collaboration, view: View) -> Card:
    return Card(
        title=t("The pair for {unit} has changed", unit=await unit_name(appointed, view)),
        facts=(Fact(label=t("Pair"), value=await people_names(appointed.developers, view)),),
    )
