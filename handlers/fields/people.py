"""Fields that name people, one or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from config.settings import IDENTITY
from handlers.cards.people import load_words, person_card
from handlers.core.context import Context
from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.left_over import left_over
from handlers.core.replies import Input, Option, Reply
from handlers.fields.pick import PickKind
from handlers.fields.text import bare
from storage.documents.drafts import Raw
from storage.documents.messages import Message, Refusal, t, together, typed
from storage.documents.people import DEVELOPING, Account, Person, Role, Unit

MOST_NAMES = 20  # that are looked for in one line
_AND = re.compile(r"[,;] ?(?:och|and|samt)\b|[,;+&/\n]|\b(?:och|and|samt|med|with|(?-i:o))\b", re.IGNORECASE)
_OR = re.compile(r",? ?\b(?:eller|or)\b", re.IGNORECASE)


class PersonKind(PickKind[Person]):
    """Somebody with one of `roles`; anybody where there are none."""

    document = Person

    def __init__(self, *roles: Role, approved: bool | None = True, active: bool | None = True) -> None:
        self._roles = roles
        self._approved = approved
        self._active = active

    async def candidates(self, ctx: Context) -> Sequence[Person]:
        """Return them by name."""
        found = await ctx.find(Person)
        fitting = (one for one in found if self._fits(one))
        return sorted(fitting, key=lambda one: (not one.active, one.name.casefold()))

    def _fits(self, person: Person) -> bool:
        return (
            (not self._roles or person.has(*self._roles))
            and self._approved in {None, person.approved}
            and self._active in {None, person.active}
        )

    async def name(self, document: Person, ctx: Context) -> str:
        """Return the person's name."""
        return document.name

    async def label(self, document: Person, ctx: Context) -> Message:
        """Return the name, with the home unit, or the present load of those who can be appointed."""
        if not document.develops:
            unit = await ctx.get(Unit, document.home_unit)
            return t("{name} ({unit})", name=document.name, unit=unit.name) if unit else typed(document.name)
        return t("{name} ({load})", name=document.name, load=await load_words(document, ctx))

    async def check(self, document: Person, ctx: Context) -> None:
        """Raise Refusal for somebody without the roles."""
        if not self._fits(document):
            raise Refusal("{name} can't be chosen here.", name=document.name)

    async def show(self, value: Person, ctx: Context) -> Message:
        """Return the person's name."""
        return typed(value.name)

    def typed(self, text: str, ctx: Context) -> Raw:
        """Return the identity of who is mentioned, which nobody else's name can be taken for."""
        return ctx.mentions.get(text.strip(), text)

    async def read(self, raw: Raw, ctx: Context) -> Read:
        """Return the person, by id, by the identity of an account of theirs, or by name. Raises Problem."""
        text = bare(raw)
        if not IDENTITY.fullmatch(text):
            return await super().read(raw, ctx)
        account = await ctx.get(Account, text)
        if account is None:
            raise Problem(t("I don't know that account yet. Add the person first."))
        return await super().read(account.person_id, ctx)

    async def take(self, text: str, ctx: Context) -> tuple[Raw, str] | None:
        """Take a mention or a name from the front."""
        for name, identity in ctx.mentions.items():
            if text.startswith(name):
                return identity, text.removeprefix(name).strip()
        return await super().take(text, ctx)

    async def card(self, document: Person, ctx: Context) -> Reply:
        """Return the person's card."""
        return await person_card(document, ctx)


class StrangerKind(PersonKind):
    """Somebody who waits for approval."""

    none = t("Nobody waits to be approved.")

    def __init__(self) -> None:
        super().__init__(approved=False)


class PeopleKind(FieldKind):
    """Several people with one of `roles`."""

    input: ClassVar[Input] = Input.SEARCH_MANY

    def __init__(self, *roles: Role) -> None:
        self._one = PersonKind(*roles)

    async def read(self, raw: Raw, ctx: Context) -> Read:
        """Return the people. Raises Problem for the first that can't be found, and for one or the other."""
        parts = _parts(raw)
        for part in parts:
            if _OR.search(part):
                raise await self._which(part, [one for one in parts if one != part], ctx)
        reads = [await self._one.read(part, ctx) for part in parts]
        people = {read.value.id: read.value for read in reads}
        return Read(tuple(people.values()), exact=all(read.exact for read in reads))

    async def _which(self, part: str, others: Sequence[str], ctx: Context) -> Problem:
        """Ask which of those in `part` is meant, or all of them, beside the others."""
        named = [(await self._one.read(name, ctx)).value for name in _OR.split(part) if name.strip()]
        offers = [Offer(typed(one.name), ", ".join((*others, one.id))) for one in named]
        every = Offer(together([one.name for one in named]), ", ".join((*others, *(one.id for one in named))))
        return Problem(t("Which of them do you mean: {names}?", names=part), [*offers, every])

    def pin(self, value: Any, raw: Raw) -> Raw:
        """Return the ids."""
        return tuple(one.id for one in value)

    async def show(self, value: Any, ctx: Context) -> Message:
        """Return the names."""
        return typed(", ".join(one.name for one in value))

    async def take(self, text: str, ctx: Context) -> tuple[Raw, str] | None:
        """Take names as long as they follow each other; what an `och` joins to them is one, too.

        Those joined by `eller` stay together, for `read` to ask about.
        """
        found: list[str] = []
        rest, joined, either = text.strip(), False, False
        while rest and len(found) < MOST_NAMES:
            taken = await self._one.take(rest, ctx)
            if taken is None:
                break
            name = str(taken[0])
            found[len(found) - either :] = [f"{found[-1]} eller {name}" if either else name]
            rest = taken[1]
            either = _OR.match(rest) is not None
            joins = _OR.match(rest) or _AND.match(rest)
            joined = joins is not None
            rest = rest[joins.end() :].strip() if joins else rest
        if joined and (unknown := left_over(rest, ctx)):
            return (*found, unknown), ""
        return (tuple(found), rest) if found else None

    async def options(self, ctx: Context, query: str = "") -> list[Option]:
        """Return who can be chosen, those who match first."""
        return await self._one.options(ctx, query)

    async def chosen(self, raw: Raw, ctx: Context) -> tuple[Option, ...]:
        """Return the options of the ids."""
        return tuple([option for one in _parts(raw) for option in await self._one.chosen(one, ctx)])


def _parts(raw: Raw) -> Sequence[str]:
    """Return the names or ids of what was typed or chosen."""
    parts = _AND.split(raw) if isinstance(raw, str) else raw
    return [part.strip() for part in parts if part.strip()]


Developers = Annotated[tuple[Person, ...], PeopleKind(*DEVELOPING)]
APrincipal = Annotated[Person, PersonKind(Role.PRINCIPAL)]
Anybody = Annotated[Person, PersonKind(approved=None, active=None)]
AStranger = Annotated[Person, StrangerKind()]
