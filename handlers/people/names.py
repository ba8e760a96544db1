"""The names of people that documents hold the ids of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from handlers.core.view import View
from storage.documents.people import Person, Unit
from storage.values.letters import words_of
from storage.values.texts import Message, in_a_row, t, typed


async def person_name(person_id: str, view: View) -> str:
    """Return the person's name, or a dash where they are no longer kept."""
    person = await view.get(Person, person_id)
    return person.name if person else "–"


async def people_names(ids: Iterable[str], view: View) -> Message:
    """Return the people's names, or that nobody is appointed."""
    names = [await person_name(one, view) for one in ids]
    return typed(in_a_row(names)) if names else t("nobody yet")


async def with_unit(person: Person, view: View) -> str:
    """Return the person's name, and their units behind it."""
    units = await units_of(person, view)
    return f"{person.name} ({in_a_row(one.name for one in units)})" if units else person.name


async def units_of(person: Person, view: View) -> list[Unit]:
    """Return the units where somebody works today, the foremost first."""
    found = [await view.get(Unit, one) for one in person.units_on(view.today)]
    return [one for one in found if one]


async def told_apart(people: Sequence[Person], view: View) -> list[str]:
    """Return the people's names; whoever has a namesake is told apart from them by their home unit."""
    counts = Counter(words_of(one.name) for one in await view.find(Person))
    return [await with_unit(one, view) if counts[words_of(one.name)] > 1 else one.name for one in people]


def turned(name: str) -> list[str]:
    """Return a name, and turned as directories do: `Maja Lind` is `Lind Maja`, and the reverse."""
    words = words_of(name).split()
    return [name, *(" ".join(words[place:] + words[:place]) for place in range(1, len(words)))]
