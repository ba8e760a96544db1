"""Change who leads a collaboration at the unit: a new principal, or several of whom the first leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import request_facts
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Button, Card, Fact, Reply, Style
from handlers.core.view import View
from handlers.life import undone
from handlers.life.chosen import NotOver
from handlers.life.telling import shown
from handlers.people.chosen import PeopleKind
from handlers.people.names import people_names
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, LEADING_A_UNIT, Person, Position, Role
from storage.documents.steps import StepKind
from storage.values.texts import t, together

Principals = Annotated[tuple[Person, ...], PeopleKind(*LEADING_A_UNIT)]


class ChangePrincipal(Form):
    """Where, and who leads it from now on."""

    collaboration: NotOver = ask(t("Collaboration"))
    principals: Principals = ask(t("Principal"), hint=t("Of several the one named first leads."))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what those who come and those who go can read. Raises Refusal where they lead it already."""
        after = self.collaboration.led_by(self.principals, now=view.now)
        new = [one.name for one in self.principals if one.id not in self.collaboration.members]
        gone = [one for one in self.collaboration.principals if one not in after.members]
        notices = []
        if new:
            said = t("{names} will see the collaboration, and reflections from now on.", names=together(new))
            notices.append(Notice(said))
        if gone:
            left = t("{names} will read nothing of it any more.", names=await people_names(gone, view))
            notices.append(Notice(left))
        return notices


@command(
    "change principal",
    sv="byt rektor",
    about=t("Change the principal of a collaboration"),
    example=t("change principal {collaboration} {principals}", collaboration="Granliden", principals="Rut"),
    who=COORDINATING,
    confirms=True,
    order=87,
    also=(
        "byt rektor på",
        "byta rektor på",
        "byt rektor i",
        "ny rektor på",
        "ny rektor i",
        "change the principal of",
    ),
    back=t("Change it back with “change principal”."),
    undoing=undone.lived,
)
async def change_principal(act: Act, form: ChangePrincipal) -> Reply:
    """Let them lead it, note where they work, and tell those who come, who go, and the pair."""
    before = form.collaboration
    changed = take_step(StepKind.PRINCIPAL, before, before.led_by(form.principals, now=act.now), act)
    for person in form.principals:
        _placed(person, changed, act)
    gone = [one for one in before.principals if one not in changed.members]
    for left in gone:
        await _no_longer_there(left, changed, act)
    unit = await unit_name(changed, act)
    new = [one.id for one in form.principals if one.id not in before.members]
    await act.letters.tell(new, await _welcome(changed, act))
    await act.letters.tell(
        gone, Card(title=t("You no longer follow the collaboration with {unit}", unit=unit))
    )
    facts = (Fact(label=t("Principal"), value=await people_names(changed.principals, act)),)
    title = t("The principal for the collaboration with {unit} has changed", unit=unit)
    stay = [one for one in changed.principals if one not in new]
    await act.letters.tell(stay, Card(title=title, facts=facts), about=changed)
    earlier = t("What you shared with the principal before is read by the new one once you hand it over.")
    hand = Button(
        label=t("Hand over"), action="hand.over", opens=True, id=changed.id, revision=changed.version
    )
    to_pair = Card(title=title, text=(earlier,), facts=facts, buttons=(hand,))
    await act.letters.tell(changed.developers, to_pair, about=changed)
    return await shown(changed, t("The principal is changed"), (), act)


def _placed(person: Person, collaboration: Collaboration, act: Act) -> None:
    """Note that somebody leads the unit, where that isn't known yet."""
    if person.leads_on(collaboration.unit_id, act.today):
        return
    role = Role.DEPUTY if person.has(Role.DEPUTY) and not person.has(Role.PRINCIPAL) else Role.PRINCIPAL
    position = Position(role=role, unit_id=collaboration.unit_id, since=act.today)
    roles = tuple(dict.fromkeys((*person.roles, role)))
    act.save(person.changed(positions=(*person.positions, position), roles=roles))


async def _no_longer_there(person_id: str, collaboration: Collaboration, act: Act) -> None:
    """Note that somebody leads the unit no more."""
    person = await act.get(Person, person_id)
    if person is None:
        return
    yesterday = act.today - timedelta(days=1)
    ended = tuple(
        one.model_copy(update={"until": yesterday})
        if one.role in LEADING_A_UNIT and one.unit_id == collaboration.unit_id and one.holds(act.today)
        else one
        for one in person.positions
    )
    if ended != person.positions:
        act.save(person.changed(positions=ended).on(act.today))


async def _welcome(collaboration: Collaboration, view: View) -> Card:
    """Return what a new principal gets: how things stand, and where to look."""
    about = {"id": collaboration.id, "revision": collaboration.version}
    unit = await unit_name(collaboration, view)
    return Card(
        title=t("You are now the principal for the collaboration with {unit}", unit=unit),
        facts=(
            Fact(label=t("Pair"), value=await people_names(collaboration.developers, view)),
            *request_facts(collaboration, view),
        ),
        buttons=(Button(label=t("See the status"), action="status", style=Style.PRIMARY, **about),),
    )
