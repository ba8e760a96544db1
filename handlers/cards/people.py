"""How people are shown."""

from __future__ import annotations

from handlers.core.context import Context
from handlers.core.replies import Button, Card, Fact, Style
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, listed, t, tn, typed
from storage.documents.people import Account, Person, Role, Unit
from storage.store import Equal

ROLES = {
    Role.PRINCIPAL: t("principal"),
    Role.DEVELOPER: t("developer"),
    Role.COORDINATOR: t("coordinator"),
    Role.HEAD: t("head of unit"),
    Role.PARTNER: t("partner from central school support"),
    Role.PROCESS_GROUP: t("member of a process group"),
    Role.PROGRAMME_GROUP: t("member of the programme group"),
}


def roles_of(person: Person) -> Message:
    """Return the person's roles in words."""
    if not person.roles:
        return t("no role yet")
    return listed(*(ROLES[role] for role in person.roles))


async def led_by(person: Person, ctx: Context) -> list[Collaboration]:
    """Return the collaborations under way that the person is appointed to."""
    found = await ctx.find(Collaboration, Equal("members", person.id))
    return [one for one in found if person.id in one.developers and not ctx.process.stage(one.stage).ended]


async def load_of(person: Person, ctx: Context) -> int:
    """Return in how many collaborations under way the person is appointed."""
    return len(await led_by(person, ctx))


async def load_words(person: Person, ctx: Context) -> Message:
    """Return the load in words."""
    return tn("{count} collaboration", "{count} collaborations", await load_of(person, ctx))


async def person_card(person: Person, ctx: Context) -> Card:
    """Return the person's card, with what who coordinates can do."""
    unit = await ctx.get(Unit, person.home_unit)
    accounts = await ctx.find(Account, Equal("person_id", person.id))
    facts = [
        Fact(label=t("Role"), value=roles_of(person)),
        Fact(label=t("Home unit"), value=typed(unit.name) if unit else t("none")),
        Fact(
            label=t("Chat"), value=typed(accounts[0].id.partition(":")[0].title()) if accounts else t("none")
        ),
    ]
    if person.develops:
        facts.append(Fact(label=t("Load"), value=await load_words(person, ctx)))
    if not person.active:
        facts.append(Fact(label=t("State"), value=t("no longer active")))
    return Card(title=typed(person.name), facts=tuple(facts), buttons=_buttons(person, ctx))


def _buttons(person: Person, ctx: Context) -> tuple[Button, ...]:
    if not ctx.person.coordinates:
        return ()
    change = Button(
        label=t("Change"), action="people.change", id=person.id, revision=person.version, opens=True
    )
    if person.approved:
        return (change,)
    approve = Button(
        label=t("Approve"),
        action="people.approve",
        id=person.id,
        revision=person.version,
        style=Style.PRIMARY,
        opens=True,
    )
    return (approve, change)
