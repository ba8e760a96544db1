"""Who is who: list, add (with or without a chat account), change, approve a stranger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from config.settings import IDENTITY
from handlers.cards.lists import WIDE, choice_of, first_of, nothing_found, titled, traits
from handlers.cards.people import ROLES, led_by, load_words, person_card, roles_of
from handlers.core.accounts import give_account
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, Notice, ask
from handlers.core.matching import plain_letters
from handlers.core.replies import Button, Option, Replace, Reply, Say, Style, Table
from handlers.core.sifting import Row, sifted
from handlers.fields.people import Anybody, AStranger
from handlers.fields.text import ChoiceKind, Line
from handlers.fields.units import KnownUnit
from storage.documents.base import new_id
from storage.documents.drafts import Raw
from storage.documents.messages import Message, t, tn, typed
from storage.documents.people import COORDINATING, DEVELOPING, Account, Installation, Person, Role, Unit


def _roles(ctx: Context) -> list[Option]:
    return [Option(value=role.value, label=label) for role, label in ROLES.items()]


def _states(ctx: Context) -> list[Option]:
    return [Option(value="yes", label=t("active")), Option(value="no", label=t("no longer active"))]


STATES = {"waiting": t("waiting"), "active": t("active"), "inactive": t("inactive")}
STATES_IN_LISTS = {"waiting": t("waits for approval"), "inactive": t("no longer active")}
STATES_DENIED = {"inactive": t("not active")}
MOST_APPROVED = 10  # buttons in one list; who waits beyond them is in the form's own list

ARole = Annotated[str, ChoiceKind(_roles)]
Active = Annotated[str, ChoiceKind(_states, "yes")]


class People(Form):
    """Which people; everybody where nothing is said."""

    wanted: Line = ask(t("Which ones"), hint=t("Part of a name, a role, a unit, or who waits."), default="")


@command(
    "people",
    sv="personer",
    about=t("See who is who"),
    example=t("people principals"),
    who=COORDINATING,
    reads=True,
    order=70,
    also=("vem är", "vilka är", "who is", "who are"),
)
async def people(ctx: Context, form: People) -> Reply:
    """List everybody, or who is wanted, those who wait for approval first."""
    every = sorted(
        await ctx.find(Person), key=lambda one: (one.approved, not one.active, one.name.casefold())
    )
    found = await _wanted(every, form.wanted, ctx) if form.wanted else every
    if form.wanted and not found:
        choices = (choice_of(t("Role"), ROLES.values()), choice_of(t("State"), STATES.values()))
        return nothing_found(form.wanted, "people", choices, ctx)
    if form.wanted and len(found) == 1:
        return await person_card(found[0], ctx)
    table = Table(
        title=titled(tn("{count} person", "{count} people", len(found)), form.wanted),
        columns=(t("Name"), t("Role"), t("Home unit"), t("Load")),
        rows=tuple([await _row(one, ctx) for one in found[:WIDE]]),
        empty=t("Nobody is registered yet."),
        buttons=_buttons(found),
    )
    how = t("write “people” and part of a name, a role or a unit to see them.")
    return first_of(table, len(found), how)


async def _wanted(every: Sequence[Person], text: str, ctx: Context) -> list[Person]:
    """Return the people with the names, roles, home units and states that are asked for."""
    units = {one.id: one.name for one in await ctx.find(Unit)}
    rows = [
        Row(
            one,
            (one.name, units.get(one.home_unit or "", "")),
            frozenset({*(role.value for role in one.roles), _state(one)}),
        )
        for one in every
    ]
    roles = {role.value: label for role, label in ROLES.items()}
    states = [
        one for names in (STATES, STATES_IN_LISTS, STATES_DENIED) for one in traits("state", names, ctx)
    ]
    return await sifted(text, rows, (*traits("role", roles, ctx), *states))


def _state(person: Person) -> str:
    if not person.approved:
        return "waiting"
    return "active" if person.active else "inactive"


def _buttons(found: Sequence[Person]) -> tuple[Button, ...]:
    waiting = [one for one in found if not one.approved]
    return (
        Button(label=t("Add a person"), action="people.add", style=Style.PRIMARY, opens=True),
        Button(label=t("Change a person"), action="people.change", opens=True),
        *(
            Button(
                label=t("Approve {name}", name=one.name),
                action="people.approve",
                id=one.id,
                revision=one.version,
                opens=True,
            )
            for one in waiting[:MOST_APPROVED]
        ),
    )


async def _row(person: Person, ctx: Context) -> tuple[Message, ...]:
    unit = await ctx.get(Unit, person.home_unit)
    state = STATES_IN_LISTS.get(_state(person))
    roles = t("{roles}, {state}", roles=roles_of(person), state=state) if state else roles_of(person)
    return (
        typed(person.name),
        roles,
        typed(unit.name if unit else "–"),
        await load_words(person, ctx) if person.develops else typed("–"),
    )


class AddPerson(Form):
    """Somebody new."""

    name: Line = ask(t("Name"))
    role: ARole = ask(t("Role"))
    home_unit: KnownUnit | None = ask(t("Home unit"), default=None)
    account: Line = ask(
        t("Chat account"),
        hint=t("For example slack:T0123:U0123. Leave it out for somebody without chat."),
        default="",
    )

    async def amiss(self, ctx: Context) -> Mapping[str, Message]:
        """Point out an account that is no account, or somebody else's."""
        return await _wrong_account(self.account, None, ctx)

    async def notices(self, ctx: Context) -> Sequence[Notice]:
        """Warn of a namesake."""
        wanted = plain_letters(self.name)
        same = [one for one in await ctx.find(Person) if plain_letters(one.name) == wanted]
        return [Notice(t("There is already somebody called {name}.", name=self.name))] if same else ()


@command(
    "people add",
    sv="personer lägg till",
    about=t("Add a person"),
    example=t('people add name="Anna Nyberg" role=developer'),
    who=COORDINATING,
    also=("lägg till person", "ny person", "add person", "new person"),
)
async def add(ctx: Context, form: AddPerson) -> Reply:
    """Register the person."""
    home = form.home_unit.id if form.home_unit else None
    person = ctx.save(Person(id=new_id(), name=form.name, roles=(Role(form.role),), home_unit=home))
    if form.account:
        ctx.save(Account(id=form.account, person_id=person.id))
    return await person_card(person, ctx)


class ChangePerson(Form):
    """What is to be different."""

    person: Anybody = ask(t("Person"))
    role: ARole = ask(t("Role"))
    home_unit: KnownUnit | None = ask(t("Home unit"), default=None)
    active: Active = ask(t("State"))
    name: Line = ask(t("Name"), default="")
    account: Line = ask(
        t("Chat account"),
        hint=t("One more that they speak from; somebody who waits for approval becomes the same person."),
        default="",
    )

    @classmethod
    async def prefill(cls, raw: Mapping[str, Raw], ctx: Context) -> dict[str, Raw]:
        """Fill in how it is now."""
        person = await ctx.get(Person, str(raw.get("person", "")))
        if person is None:
            return {}
        role = person.roles[0].value if person.roles else ""
        return {"role": role, "home_unit": person.home_unit or "", "active": "yes" if person.active else "no"}

    async def amiss(self, ctx: Context) -> Mapping[str, Message]:
        """Keep coordinators from shutting themselves out."""
        if self.person.id == ctx.person.id and (self.active == "no" or Role(self.role) not in COORDINATING):
            return {"person": t("You can't take your own role away. Ask another coordinator to do it.")}
        return await _wrong_account(self.account, self.person, ctx)

    async def notices(self, ctx: Context) -> Sequence[Notice]:
        """Warn when somebody's other roles end with this, and when a pair is left without them."""
        notices = []
        if len(self.person.roles) > 1:
            notices.append(
                t(
                    "{name} has several roles: {roles}. Only this one stays.",
                    name=self.person.name,
                    roles=roles_of(self.person),
                )
            )
        stays = self.active == "yes" and Role(self.role) in DEVELOPING
        led = [] if stays else await led_by(self.person, ctx)
        if led:
            units = [(await ctx.need(Unit, one.unit_id)).name for one in led]
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
    example=t("people change Maja role=partner"),
    who=COORDINATING,
)
async def change(ctx: Context, form: ChangePerson) -> Reply:
    """Change it."""
    changed = form.person.changed(
        name=form.name or form.person.name,
        roles=(Role(form.role),),
        home_unit=form.home_unit.id if form.home_unit else None,
        active=form.active == "yes",
    )
    if form.person.coordinates:
        await _one_at_a_time(ctx)
    if form.account:
        await give_account(form.account, form.person, ctx)
    return Replace(card=await person_card(ctx.save(changed), ctx))


async def _wrong_account(account: str, person: Person | None, ctx: Context) -> dict[str, Message]:
    """Tell what is wrong with a chat account for a new person, or for this one."""
    if not account:
        return {}
    if not IDENTITY.fullmatch(account):
        return {"account": t("Write it as slack:workspace:person or teams:tenant:person.")}
    known = await ctx.get(Account, account)
    owner = await ctx.get(Person, known.person_id) if known else None
    if owner is None or (person and (owner.id == person.id or not owner.approved)):
        return {}
    return {"account": t("That chat account already belongs to somebody.")}


async def _one_at_a_time(ctx: Context) -> None:
    """Let coordinators be changed one after the other, so that two can't take each other's role away."""
    ctx.save(await ctx.get(Installation, "installation") or Installation(id="installation"))


class Approve(Form):
    """Whom to let in, and as what."""

    person: AStranger = ask(t("Person"))
    role: Annotated[str, ChoiceKind(_roles, Role.PRINCIPAL.value)] = ask(t("Role"))


@command(
    "people approve",
    sv="personer godkänn",
    about=t("Approve somebody who asked"),
    example=t("people approve Anna Nyberg"),
    who=COORDINATING,
    confirms=True,
)
async def approve(ctx: Context, form: Approve) -> Reply:
    """Let the person in and tell them."""
    approved = ctx.save(form.person.changed(approved=True, roles=(Role(form.role),)))
    welcome = Say(text=t("{name} has let you in. Write “help” to see what you can do.", name=ctx.person.name))
    await ctx.tell([approved.id], welcome)
    return Replace(card=await person_card(approved, ctx))
