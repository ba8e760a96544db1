"""Who leads a collaboration, by first names where those tell them apart: said where somebody may not."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.store import Equal
from storage.values.texts import Message, t, together

MOST = 4  # names; beyond that nobody is meant


async def who_leads(view: View) -> Message | None:
    """Return the pair of the reader's collaborations under way, but for the reader, or None."""
    member = await view.find(Collaboration, Equal("members", view.person.id))
    under_way = [one for one in member if not one.has_ended(view.process)]
    return await _short((one for each in under_way for one in each.developers), view)


async def those_who_lead(view: View) -> Message | None:
    """Return the same as who can do what is for a pair alone."""
    names = await who_leads(view)
    return t("those who lead the collaboration: {names}", names=names) if names else None


async def pair_of(collaboration: Collaboration, view: View) -> Message | None:
    """Return a collaboration's pair, but for the reader, or None."""
    return await _short(collaboration.developers, view)


async def _short(ids: Iterable[str], view: View) -> Message | None:
    others = dict.fromkeys(one for one in ids if one != view.person.id)
    people = [await view.get(Person, one) for one in others]
    known = [one.name for one in people if one and one.active]
    if not 0 < len(known) <= MOST:
        return None
    first = [(name.split() or [name])[0] for name in known]
    return together(first if len(set(first)) == len(first) else known)
