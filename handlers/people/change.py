"""Change what somebody is: their role, home unit, state, name and chat accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from handlers.core.acquaintance import give_account
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Option, Replace, Reply
from handlers.core.view import View
from handlers.fields.text import ChoiceKind, Line
from handlers.people.account_chosen import ChatAccount, wrong_account
from handlers.people.accounts import mention_of
from handlers.people.chosen import Anybody
from handlers.people.load import led_by
from handlers.people.roles import ROLES, SAME, RoleOrSame, roles_of
from handlers.people.shown import person_card
from handlers.units.chosen import KnownUnit
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, DEVELOPING, Account, Person, Role, Unit
from storage.documents.places import Installation
from storage.store import Equal
from storage.values.texts import Message, listed, t, typed


def _states(view: View) -> list[Option]:
    return [Option(value="yes", label=t("active")), Option(value="no", label=t("no longer active"))]


_LEFT = ("inaktiv", "inaktivera", "slutat", "har slutat", "inactive", "has left")
Active = Annotated[str, ChoiceKind(_states, "yes", also=lambda _: {"no": _LEFT})]


class ChangePerson(Form):
    """What is to be different."""

    person: Anybody = ask(t("Person"))
    role: RoleOrSame = ask(t("Role"))
    home_unit: KnownUnit | None = ask(t("Home unit"), default=None)
    active: Active = ask(t("Status"))
    name: Line = ask(t("Name"), default="")
    account: ChatAccount = ask(
        t("Chat account"),
        hint=t("One more that they speak from; somebody who waits for approval becomes the same person."),
        more=True,
        default="",
    )

    @property
    def roles(self) -> tuple[Role, ...]:
        """The role that was chosen, or all that they have where they are to stay."""
        return self.person.roles if self.role == SAME else (Role(self.role),)

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in how it is now."""
        person = values.get("person")
        if person is None:
            return {}
        role = person.roles[0].value if person.roles else ""
        home = next(iter(person.units_on(view.today)), "")
        return {"role": role, "home_unit": home, "active": "yes" if person.active else "no"}

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Keep coordinators from shutting themselves out."""
        coordinates = not COORDINATING.isdisjoint(self.roles)
        if self.person.id == view.person.id and (self.active == "no" or not coordinates):
            return {"person": t("You can't take your own role away. Ask another coordinator to do it.")}
        return await wrong_account(self.account, self.person, view)

    async def notices(self, view: View) -> Sequence[Notice]:
        """Read back what changes; warn of roles that end with it, and of a pair that is left without them."""
        changes = await changes_of(self, view)
        notices = [t("{label}: {value}", label=one.label, value=one.value) for one in changes]
        if len(self.person.roles) > len(self.roles):
            notices.append(
                t(
                    "{name} has several roles: {roles}. Only this one stays.",
                    name=self.person.name,
                    roles=roles_of(self.person),
                )
            )
        stays = self.active == "yes" and not DEVELOPING.isdisjoint(self.roles)
        led = [] if stays else await led_by(self.person, view)
        if led:
            units = [(await view.need(Unit, one.unit_id)).name for one in led]
            notices.append(
                t(
                    "{name} is appointed to {units} and stays so until you appoint somebody else there.",
                    name=self.person.name,
                    units=", ".join(units),
                )
            )
        return [Notice(notice) for notice in notices]


@command(
    "people change",
    sv="personer ändra",
    about=t("Change a person's role or home unit"),
    example=t("people change {person} role=developer", person="Maja"),
    who=COORDINATING,
    back=t("Change it back with “people change”."),
    tells=True,
)
async def change(act: Act, form: ChangePerson) -> Reply:
    """Change it, and tell the person, from where they wrote before, and all who coordinate."""
    changes = await changes_of(form, act)
    changed = form.person.changed(
        name=form.name or form.person.name,
        named=form.person.named or form.name not in {"", form.person.name},
        active=form.active == "yes",
    ).placed(form.roles, form.home_unit.id if form.home_unit else None, act.today)
    if form.person.coordinates:
        await one_at_a_time(act)
    changed = act.save(changed)
    before = await act.find(Account, Equal("person_id", changed.id))
    if form.account and not before:
        await give_account(form.account, form.person, act)
    if changes:
        await tell_changes(changed, changes, act)
    if form.account and before:
        await give_account(form.account, form.person, act)
    return Replace(card=await person_card(changed, act))


async def changes_of(form: ChangePerson, view: View) -> list[Fact]:
    """Return what the form makes different of the person: how it will be, and how it was."""
    person = form.person
    was_at = next(iter(person.units_on(view.today)), None)
    unit = await view.get(Unit, was_at)
    none = t("none")
    home = typed(form.home_unit.name) if form.home_unit else none
    states = {True: t("active"), False: t("no longer active")}
    active = form.active == "yes"
    home_id, roles = form.home_unit.id if form.home_unit else None, form.roles
    parts = (
        (form.name not in {"", person.name}, t("Name"), typed(form.name), typed(person.name)),
        (roles != person.roles, t("Role"), listed(*(ROLES[one] for one in roles)), roles_of(person)),
        (home_id != was_at, t("Home unit"), home, typed(unit.name) if unit else none),
        (active != person.active, t("Status"), states[active], states[person.active]),
    )
    changes = [
        Fact(label=label, value=t("{after} (was {before})", after=after, before=before))
        for changed, label, after, before in parts
        if changed
    ]
    known = await view.get(Account, form.account)
    if form.account and not (known and known.person_id == person.id):
        account = known or Account(id=form.account, person_id=person.id)
        changes.append(Fact(label=t("One more chat account"), value=mention_of(account)))
    return changes


async def tell_changes(person: Person, changes: Sequence[Fact], act: Act) -> None:
    """Tell the person, also one who is let in no more, and all who coordinate."""
    mine = Card(title=t("{name} has changed what I know of you", name=act.person.name), facts=tuple(changes))
    await act.letters.tell([person.id], mine, farewell=not person.active)
    title = t("{name} has changed {person}", name=act.person.name, person=person.name)
    others = [one.id for one in await act.who_coordinates() if one.id != person.id]
    await act.letters.tell(others, Card(title=title, facts=tuple(changes)))


async def one_at_a_time(act: Act) -> None:
    """Let coordinators be changed one after the other, so that two can't take each other's role away."""
    act.save(await act.get(Installation, "installation") or Installation(id="installation"))
