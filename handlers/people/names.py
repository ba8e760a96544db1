"""The names of people that documents hold the ids of."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.view import View
from storage.documents.messages import Message, t, typed
from storage.documents.people import Person


async def person_name(person_id: str, view: View) -> str:
    """Return the person's name, or a dash where they are no longer kept."""
    person = await view.get(Person, person_id)
    return person.name if person else "–"


async def people_names(ids: Iterable[str], view: View) -> Message:
    """Return the people's names, or that nobody is appointed."""
    names = [await person_name(one, view) for one in ids]
    return typed(", ".join(names)) if names else t("nobody yet")
