"""Who leads the collaborations that somebody takes part in, by first names where those tell them apart."""

from __future__ import annotations

from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.store import Equal
from storage.values.texts import Message, together

MOST = 4  # names; beyond that nobody is meant


async def who_leads(view: View) -> Message | None:
    """Return the pair of the reader's collaborations under way, but for the reader, or None."""
    member = await view.find(Collaboration, Equal("members", view.person.id))
    under_way = [one for one in member if not one.has_ended(view.process)]
    ids = dict.fromkeys(one for each in under_way for one in each.developers if one != view.person.id)
    people = [await view.get(Person, one) for one in ids]
    known = [one.name for one in people if one and one.active]
    if not 0 < len(known) <= MOST:
        return None
    first = [(name.split() or [name])[0] for name in known]
    return together(first if len(set(first)) == len(first) else known)
