"""Fields that name people, one or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from handlers.cards.people import load_words, person_card
from handlers.core.context import Context
from handlers.core.forms import FieldKind, Read
from handlers.core.replies import Input, Option, Reply
from handlers.fields.pick import PickKind
from storage.documents.drafts import Raw
from storage.documents.messages import Message, Refusal, t, typed
from storage.documents.people import DEVELOPING, Person, Role, Unit

MOST_NAMES = 20  # that are looked for in one line
_AND = re.compile(r"[,;+&/\n]|\b(?:och|and|samt|(?-i:o))\b", re.IGNORECASE)


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
        """Return the people. Raises Problem for the first that can't be found."""
        reads = [await self._one.read(part, ctx) for part in _parts(raw)]
        people = {read.value.id: read.value for read in reads}
        return Read(tuple(people.values()), exact=all(read.exact for read in reads))

    def pin(self, value: Any, raw: Raw) -> Raw:
        """Return the ids."""
        return tuple(one.id for one in value)

    async def show(self, value: Any, ctx: Context) -> Message:
        """Return the names."""
        return typed(", ".join(one.name for one in value))

    async def take(self, text: str, ctx: Context) -> tuple[Raw, str] | None:
        """Take names as long as they follow each other; what an `och` joins to them is one, too."""
        found: list[str] = []
        rest, joined = text, None
        while rest and len(found) < MOST_NAMES:
            taken = await self._one.take(rest, ctx)
            if taken is None:
                break
            found.append(str(taken[0]))
            joined = _AND.match(taken[1])
            rest = taken[1][joined.end() :].strip() if joined else taken[1]
        if joined and rest:
            return (*found, rest), ""
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
