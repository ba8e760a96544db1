"""Reads what is typed to a read-back of several people as some of them out, in, or in others' places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from config.yes_and_no import YesAndNo
from handlers.core import phrasing
from handlers.core.forms import Offer, Problem
from handlers.core.matching import match
from storage.documents.drafts import Understood
from storage.documents.people import Person
from storage.values.texts import t, together

People = tuple[Person, ...]
Named = Callable[[str], Awaitable[People]]
"""Returns the people that a text names, or nobody where it says anything else. Raises Problem."""


async def amended(present: People, text: str, said: YesAndNo, named: Named) -> People:
    """Return who it is to be then; nobody where the text says nothing of it.

    Raises:
        Problem: nobody would be left, somebody to leave out is not among them, or it is to be asked about.
    """
    if both := phrasing.parted(text, said.instead_of):
        return await _swapped(both[1], phrasing.after(both[0], said.also) or both[0], present, named)
    if both := phrasing.parted(phrasing.after(text, said.swap) or "", said.by):
        return await _swapped(*both, present, named)
    if name := phrasing.after(text, said.without):
        gone = await _among(name, present, named)
        return _several(_but(present, gone)) if gone else ()
    if name := phrasing.after(text, said.also):
        more = await named(name)
        return _several((*present, *more)) if more else ()
    new = await named(text)
    if len(new) == 1 and len(present) > 1:
        raise _whose_place(new[0], present)
    return _several(new) if new else ()


async def _swapped(old: str, new: str, present: People, named: Named) -> People:
    """Return the people with some in others' place."""
    come, gone = await named(new), await _among(old, present, named)
    return _several((*_but(present, gone), *come)) if come and gone else ()


async def _among(text: str, present: People, named: Named) -> People:
    """Return those of the present that a text names."""
    found = [match(part, [(one.name, one) for one in present]).found for part in phrasing.several(text)]
    if found and all(len(ones) == 1 for ones in found):
        return tuple(ones[0] for ones in found)
    others = await named(text)
    if not others:
        return ()
    names = together([one.name for one in others if one not in present] or [one.name for one in others])
    raise Problem(t("{names} can't be left out: they are not among those chosen.", names=names))


def _several(people: Sequence[Person]) -> People:
    """Return the people, each once."""
    every = {one.id: one for one in people}
    if not every:
        raise Problem(t("Then nobody is left. Write who it is to be instead."))
    return tuple(every.values())


def _whose_place(new: Person, present: People) -> Problem:
    """Ask in whose place somebody comes."""
    but = [[*_but(present, [one]), new] for one in present if one.id != new.id]
    offers = [
        Offer(together([one.name for one in people]), Understood(value=[one.id for one in people]))
        for people in (*but, [*_but(present, [new]), new], [new])
    ]
    return Problem(t("Who is it to be with {name}?", name=new.name), offers)


def _but(people: Sequence[Person], gone: Sequence[Person]) -> list[Person]:
    ids = {one.id for one in gone}
    return [one for one in people if one.id not in ids]
