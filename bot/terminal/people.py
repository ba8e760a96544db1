"""Who speaks in a terminal. It proves nobody's identity, so only a sample store lets one choose."""

from __future__ import annotations

import getpass
import re

from bot.sample.filling import is_sample
from handlers.core.incoming import Actor
from handlers.core.matching import match, plain_letters
from storage.documents.people import Account, Language, Person, Role
from storage.store import Equal, Store
from storage.values.texts import Refusal

ROLES = {
    "principal": Role.PRINCIPAL,
    "rektor": Role.PRINCIPAL,
    "developer": Role.DEVELOPER,
    "kvalitetsutvecklare": Role.DEVELOPER,
    "coordinator": Role.COORDINATOR,
    "samordnare": Role.COORDINATOR,
}
_NEW = re.compile(r"(?:new|ny)\s+(?P<name>.+)", re.IGNORECASE)


def login(language: Language) -> Actor:
    """Return whoever is logged in to the machine, as an actor."""
    name = re.sub(r"[^a-z0-9-]", "-", plain_letters(getpass.getuser()))
    return Actor(identity=f"terminal:{name}", name=name, locale=language)


async def somebody(store: Store, wanted: str, language: Language) -> Actor:
    """Return the person of a sample store with this name or role; `new NAME` is a stranger.

    Raises:
        Refusal: the store is no sample, or nobody there is called so.
    """
    if not await is_sample(store):
        raise Refusal("This store holds real people, so nobody can speak as somebody else in a terminal.")
    new = _NEW.fullmatch(wanted.strip())
    if new:
        name = new["name"].strip()
        plain = re.sub(r"[^a-z0-9]+", "-", plain_letters(name)).strip("-")
        return Actor(identity=f"terminal:new-{plain}", name=name, locale=language)
    person = await _person(store, wanted)
    return Actor(identity=await _account(store, person), name=person.name, locale=language)


async def _account(store: Store, person: Person) -> str:
    """Return the terminal account of a person; somebody registered without one gets one."""
    async with store.transaction() as tx:
        accounts = await tx.find(Account, Equal("person_id", person.id))
        known = next((one.id for one in accounts if one.id.startswith("terminal:")), None)
        if known is None:
            known = tx.save(Account(id=f"terminal:{person.id}", person_id=person.id)).id
    return known


async def _person(store: Store, wanted: str) -> Person:
    role = ROLES.get(plain_letters(wanted))
    async with store.transaction() as tx:
        people = await tx.find(Person, Equal("active", value=True))
    if role:
        found = tuple(person for person in people if person.has(role))[:1]
    else:
        found = match(wanted, [(person.name, person) for person in people]).found
    if len(found) != 1:
        names = ", ".join(person.name for person in found or people)
        raise Refusal("Whom do you mean by “{text}”? Here are: {names}.", text=wanted, names=names)
    return found[0]
