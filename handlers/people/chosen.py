"""Fields that name people, one or several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from config.settings import IDENTITY
from handlers.core import phrasing
from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.left_over import left_over
from handlers.core.matching import match
from handlers.core.replies import Input, Option
from handlers.core.view import View
from handlers.fields.pick import PickKind
from handlers.fields.text import bare
from handlers.people.amended import amended
from handlers.people.load import load_of
from handlers.people.names import told_apart, turned, with_unit
from handlers.people.roles import ROLES, roles_of
from storage.documents.drafts import Raw, Understood
from storage.documents.people import DEVELOPING, Account, Person, Role
from storage.values.letters import order_of, words_of
from storage.values.texts import Message, Refusal, in_a_row, t, together, typed

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

    async def candidates(self, view: View) -> Sequence[Person]:
        """Return them by name."""
        found = await view.find(Person)
        fitting = (one for one in found if self._fits(one))
        return sorted(fitting, key=lambda one: (not one.active, order_of(one.name)))

    def _fits(self, person: Person) -> bool:
        return (
            (not self._roles or person.has(*self._roles))
            and self._approved in {None, person.approved}
            and self._active in {None, person.active}
        )

    async def name(self, document: Person, view: View) -> str:
        """Return the person's name."""
        return document.name

    async def names(self, document: Person, text: str, view: View) -> Sequence[str]:
        """Return the name, and as a directory turns it, where it or the text has a comma."""
        return turned(document.name) if "," in document.name + text else (document.name,)

    async def label(self, document: Person, view: View) -> Message:
        """Return the name, with the home unit, or the present load of those who can be appointed."""
        return (await self.labels([document], view))[0]

    async def labels(self, documents: Sequence[Person], view: View) -> Sequence[Message]:
        """Return the same for several; two of one name are told apart by their units."""
        if not any(one.develops for one in documents):
            return [typed(await with_unit(one, view)) for one in documents]
        names = await told_apart(documents, view)
        return [
            t("{name} ({load})", name=name, load=(await load_of(one, view)).words)
            if one.develops
            else typed(await with_unit(one, view))
            for one, name in zip(documents, names, strict=True)
        ]

    async def check(self, document: Person, view: View) -> None:
        """Raise Refusal for somebody without the roles."""
        if not self._fits(document):
            why = self._unfit(document)
            raise Refusal(why.key, **why.values)

    async def show(self, value: Person, view: View) -> Message:
        """Return the person's name, with the unit beside a namesake."""
        return typed(*await told_apart([value], view))

    async def example(self, view: View) -> str:
        """Return the name of the first of the others."""
        others = (one.name for one in await self.candidates(view) if one.id != view.person.id)
        return next(others, "")

    async def others(self, view: View) -> Sequence[str]:
        """Return the names of everybody else, to those who coordinate."""
        if not view.person.coordinates:
            return ()
        return [one.name for one in await view.find(Person) if not self._fits(one)]

    async def why_not(self, text: str, view: View) -> Message:
        """Say what somebody is who can't be chosen: it is no slip in the name."""
        everybody = await view.find(Person) if view.person.coordinates else ()
        found = match(text, [(one.name, one) for one in everybody if not self._fits(one)]).found
        return self._unfit(found[0]) if len(found) == 1 else self.unknown(text)

    def _unfit(self, person: Person) -> Message:
        if not person.approved:
            return t("{name} is not let in yet.", name=person.name)
        if not person.active:
            return t("{name} is no longer active.", name=person.name)
        wanted = next((role for role in ROLES if role in self._roles), None)
        if wanted is None:
            return t("{name} can't be chosen here.", name=person.name)
        roles = roles_of(person)
        return t("{name} is {roles}, not {wanted}.", name=person.name, roles=roles, wanted=ROLES[wanted])

    def typed(self, text: str, view: View) -> Raw:
        """Return the identity of who is mentioned, which nobody else's name can be taken for."""
        return view.mentions.get(text.strip(), text)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the person, by id, by the identity of an account of theirs, or by name. Raises Problem."""
        text = bare(raw)
        if not IDENTITY.fullmatch(text):
            return await super().read(raw, view)
        account = await view.get(Account, text)
        if account is None:
            raise Problem(t("I don't know that account yet. Add the person first."))
        return await super().read(account.person_id, view)

    async def take_one(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a mention or a name from the front."""
        for name, identity in view.mentions.items():
            if text.startswith(name):
                return identity, text.removeprefix(name).strip()
        return await super().take_one(text, view)


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

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the people. Raises Problem for the first that can't be found, and for one or the other."""
        parts = await self._named_in(raw, view)
        for part in parts:
            if _OR.search(part):
                raise await self._which(part, [one for one in parts if one != part], view)
        reads = [await self._read_among(parts, place, view) for place in range(len(parts))]
        people = {read.value.id: read.value for read in reads}
        return Read(tuple(people.values()), exact=all(read.exact for read in reads))

    async def _read_among(self, parts: Sequence[str], place: int, view: View) -> Read:
        """Return one of several. Raises Problem, whose offers keep the others."""
        try:
            return await self._one.read(parts[place], view)
        except Problem as problem:
            before, after = parts[:place], parts[place + 1 :]
            offers = [
                Offer(one.label, ", ".join((*before, str(one.value.value), *after)))
                for one in problem.offers
                if isinstance(one.value, Understood)
            ]
            raise Problem(problem.message, offers) from problem

    async def _named_in(self, raw: Raw, view: View) -> Sequence[str]:
        """Return the names or ids of what was typed or chosen; `Surname, First name` is one."""
        parts = list(_parts(raw))
        if not isinstance(raw, str) or "," not in raw:
            return parts
        people = await self._one.candidates(view)
        known = {words_of(name) for one in people for name in turned(one.name)}
        for place in range(len(parts) - 2, -1, -1):
            both = f"{parts[place]}, {parts[place + 1]}"
            if both in raw and words_of(both) in known and words_of(parts[place]) not in known:
                parts[place : place + 2] = [both]
        return parts

    async def _which(self, part: str, others: Sequence[str], view: View) -> Problem:
        """Ask which of those in `part` is meant, or all of them, beside the others."""
        named = [(await self._one.read(name, view)).value for name in _OR.split(part) if name.strip()]
        offers = [Offer(typed(one.name), ", ".join((*others, one.id))) for one in named]
        every = Offer(together([one.name for one in named]), ", ".join((*others, *(one.id for one in named))))
        return Problem(t("Which of them do you mean: {names}?", names=part), [*offers, every])

    def to_json(self, value: Any) -> JsonValue:
        """Return the ids."""
        return [one.id for one in value]

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the people of the ids. Raises Problem for one who is gone or can't be chosen now."""
        ids = kept if isinstance(kept, list) else ()
        return Read(tuple([(await self._one.from_json(one, view)).value for one in ids]))

    async def show(self, value: Any, view: View) -> Message:
        """Return the names."""
        return typed(in_a_row(await told_apart(value, view)))

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take names as long as they follow each other; what an `och` joins to them is one, too.

        Those joined by `eller` stay together, for `read` to ask about.
        """
        found: list[str] = []
        rest, joined, either = text.strip(), False, False
        while rest and len(found) < MOST_NAMES:
            taken = await self._one.take_one(rest, view)
            if taken is None:
                break
            name = str(taken[0])
            found[len(found) - either :] = [f"{found[-1]} eller {name}" if either else name]
            rest = taken[1]
            either = _OR.match(rest) is not None
            joins = _OR.match(rest) or _AND.match(rest)
            joined = joins is not None
            rest = rest[joins.end() :].strip() if joins else rest
        if joined and (unknown := left_over(rest, view)):
            return (*found, unknown), ""
        return (tuple(found), rest) if found else None

    async def find(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Find the first name, and take those that follow it."""
        found = await self._one.within(text, view, first=True)
        taken = await self.take(f"{found.words} {found.after}", view) if found else None
        return (taken[0], f"{found.before} {taken[1]}".strip()) if found and taken else None

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return who it is to be then. Raises Problem."""
        said, present = view.municipality.yes_and_no, tuple(value or ())
        people = await amended(present, text, said, partial(self._named, view=view))
        return Read(people) if people else None

    async def _named(self, text: str, view: View) -> tuple[Person, ...]:
        """Return the people that a text names, if it says nothing else. Raises Problem."""
        taken = await self.take(text, view)
        if taken is None or taken[1]:
            return ()
        people: tuple[Person, ...] = (await self.read(taken[0], view)).value
        return people

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return who can be chosen, those who match first."""
        return await self._one.options(view, query)

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the options of the ids."""
        return tuple([option for one in _parts(raw) for option in await self._one.chosen(one, view)])


class PairKind(PeopleKind):
    """Those who are to lead a collaboration; `också Sana` is said of who comes beside those who do."""

    def __init__(self, *roles: Role, present: Sequence[str] = ()) -> None:
        super().__init__(*roles)
        self._roles = roles
        self._present = present

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind that knows who leads the collaboration now."""
        collaboration = values.get("collaboration")
        return PairKind(*self._roles, present=collaboration.developers if collaboration else ())

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the people, with those who lead it now where they are to stay. Raises Problem."""
        more = phrasing.after(raw, view.municipality.yes_and_no.also) if isinstance(raw, str) else None
        return await super().read((*self._present, more) if more else raw, view)


def _parts(raw: Raw) -> Sequence[str]:
    """Return the names or ids of what was typed or chosen."""
    parts = _AND.split(raw) if isinstance(raw, str) else raw
    return [part.strip() for part in parts if part.strip()]


Developers = Annotated[tuple[Person, ...], PairKind(*DEVELOPING)]
ADeveloper = Annotated[Person, PersonKind(*DEVELOPING)]
SomeDeveloper = Annotated[Person, PersonKind(*DEVELOPING, active=None)]
APrincipal = Annotated[Person, PersonKind(Role.PRINCIPAL)]
Anybody = Annotated[Person, PersonKind(approved=None, active=None)]
AStranger = Annotated[Person, StrangerKind()]
