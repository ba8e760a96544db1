"""Who reads a reflection, in words: by name where they are few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.core.view import View
from handlers.reflections.access import may_read
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, Person
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Session
from storage.store import Equal
from storage.values.texts import Message, listed, t, together

FEW = 3
UNNAMED = {
    Readers.PAIR: t("the pair"),
    Readers.OWN_GROUP: t("the whole group of developers"),
    Readers.PRINCIPAL: t("the principal"),
    Readers.PROCESS_GROUP: t("the process group (with the principal)"),
    Readers.COORDINATOR: t("the coordinator (with the head of unit)"),
    Readers.MEMBERS: t("everybody in the collaboration"),
}


@dataclass(frozen=True)
class Circle:
    """Those among whom readers are chosen: who led the session, and its collaboration if it has one.

    Of a `reflection` that there is, only those who may read it.
    """

    led_by: tuple[str, ...] = ()
    collaboration: Collaboration | None = None
    own_group: bool = False
    reflection: Reflection | None = None

    @property
    def possible(self) -> tuple[Readers, ...]:
        """Whom a reflection can be shared with there."""
        if self.own_group:
            return (Readers.OWN_GROUP, Readers.COORDINATOR)
        return (Readers.PAIR, Readers.PRINCIPAL, Readers.PROCESS_GROUP, Readers.COORDINATOR)


async def circle_of(session: Session, view: View) -> Circle:
    """Return those among whom the readers of a reflection on the session are chosen."""
    collaboration = await view.get(Collaboration, session.collaboration_id)
    return Circle(session.people, collaboration, own_group=session.collaboration_id is None)


async def readers_name(readers: Readers, circle: Circle, view: View) -> Message:
    """Return who the readers are: their part, and their names where they are few."""
    people = await _people(readers, circle, view)
    if not people or len(people) > FEW:
        return UNNAMED[readers]
    names = together(_short(people))
    match readers:
        case Readers.PAIR:
            return t("the pair ({names})", names=names)
        case Readers.OWN_GROUP:
            return t("the whole group of developers ({names})", names=names)
        case Readers.PRINCIPAL:
            return t("the principal ({names})", names=names)
        case Readers.PROCESS_GROUP:
            return t("the process group ({names})", names=names)
        case Readers.COORDINATOR:
            return t("the coordinator ({names})", names=names)
        case Readers.MEMBERS:
            return t("everybody in the collaboration ({names})", names=names)


async def all_readers(reflection: Reflection, view: View) -> Message:
    """Return who may read a reflection besides its author, also those to whom it was handed over."""
    collaboration = await view.get(Collaboration, reflection.collaboration_id)
    circle = Circle(reflection.readers, collaboration, reflection=reflection)
    reading = {one: await _people(one, circle, view) for one in reflection.shared_with}
    names = [await readers_name(one, circle, view) for one, people in reading.items() if people]
    named = {person.id for people in reading.values() for person in people}
    handed = [await view.get(Person, one) for one in reflection.handed_to if one not in named]
    besides = [one for one in handed if one and may_read(one, reflection, collaboration)]
    if besides:
        names.append(t("{names}, to whom it was handed over", names=together(_short(besides))))
    return shared(names)


def shared(names: Iterable[Message]) -> Message:
    """Return whom something is shared with, from the readers' names; nobody where there are none."""
    parts = tuple(names)
    return listed(*parts) if parts else t("only you")


async def _people(readers: Readers, circle: Circle, view: View) -> list[Person]:
    collaboration = circle.collaboration
    match readers:
        case Readers.PAIR | Readers.OWN_GROUP:
            ids: tuple[str, ...] = circle.led_by
        case Readers.COORDINATOR:
            return await _who_coordinates(view)
        case Readers.PRINCIPAL:
            ids = collaboration.principals if collaboration else ()
        case Readers.PROCESS_GROUP:
            ids = collaboration.led_process_group if collaboration else ()
        case Readers.MEMBERS:
            ids = collaboration.taking_part if collaboration else ()
    found = [one for one in [await view.get(Person, each) for each in ids] if one]
    its = circle.reflection
    return [one for one in found if its is None or may_read(one, its, collaboration)]


async def _who_coordinates(view: View) -> list[Person]:
    active = Equal("active", value=True)
    roles = sorted(role.value for role in COORDINATING)
    found = [one for role in roles for one in await view.find(Person, Equal("roles", role), active)]
    return list({one.id: one for one in found}.values())


def _short(people: Iterable[Person]) -> list[str]:
    """Return first names where they tell the people apart, else whole names."""
    whole = [one.name for one in people]
    first = [name.split()[0] if name.split() else name for name in whole]
    return first if len(set(first)) == len(first) else whole
