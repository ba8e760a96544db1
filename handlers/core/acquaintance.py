"""Who is it? From a verified chat account to a person, a stranger, or nobody we talk with."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.core.accounts import leaves, speaks_from
from handlers.core.act import Act
from handlers.core.incoming import Actor, Place, PlaceKind
from handlers.core.merging import merge
from handlers.core.municipality import Municipality
from handlers.core.new_names import new_name
from handlers.core.records import Source, who_coordinates
from handlers.core.words import language_of
from storage.documents.base import new_id
from storage.documents.newcomers import Newcomer
from storage.documents.people import Account, Language, Person, Role, stand_in
from storage.store import Transaction
from storage.values.letters import order_of
from storage.values.texts import Message, Refusal, t, together


@dataclass(frozen=True)
class Acquaintance:
    """The person behind an account.

    Attributes:
        known: False for a stranger, who is not saved yet.
        new_name: what the platform has begun to call them, where they are called otherwise here, or "".
    """

    person: Person
    known: bool
    new_name: str = ""


async def meet(
    actor: Actor, place: Place, tx: Transaction, municipality: Municipality, *, leaving: bool = False
) -> Acquaintance:
    """Return who acts; those whom the settings name become coordinators, and new references are kept.

    Who is `leaving` has removed the bot from there.

    Raises:
        Refusal: from another workspace or tenant, a guest not let in, or somebody no longer active.
    """
    account = await tx.get(Account, actor.identity)
    person = await tx.get(Person, account.person_id) if account else None
    if person is None or account is None:
        return await _newcomer(actor, place, tx, municipality)
    named = actor.identity in municipality.coordinators
    if not person.active and not named:
        raise await _no_longer(tx)
    name = new_name(account, actor, person)
    if leaving and place.kind is PlaceKind.PERSONAL:
        await leaves(account, tx)
    else:
        await _remember(account, actor, place, tx)
    if named and not (person.has(Role.COORDINATOR) and person.active):
        roles = tuple(dict.fromkeys((*person.roles, Role.COORDINATOR)))
        person = tx.save(person.changed(roles=roles, approved=True, active=True))
    if actor.name and not person.named:
        person = tx.save(person.changed(name=actor.name, named=True))
    return Acquaintance(person, known=True, new_name=name if name != person.name else "")


async def _remember(account: Account, actor: Actor, place: Place, tx: Transaction) -> None:
    """Keep where they last spoke, how to write to them first, and in which language."""
    account = await speaks_from(account, tx)
    own_chat = place.kind is PlaceKind.PERSONAL or account.reference is None
    reference = actor.reference if own_chat and actor.reference else account.reference
    told = {
        "reference": reference,
        "language": language_of(actor.locale) or account.language,
        "name": actor.name or account.name,
        "handle": actor.handle or account.handle,
    }
    if any(getattr(account, field) != value for field, value in told.items()):
        tx.save(account.changed(**told))


async def _newcomer(actor: Actor, place: Place, tx: Transaction, municipality: Municipality) -> Acquaintance:
    if actor.identity in municipality.coordinators:
        unnamed = Person(id=new_id(), name=actor.name, roles=(Role.COORDINATOR,))
        person = tx.save(called_something(unnamed, municipality))
        tx.save(account_of(actor, person))
        return Acquaintance(person, known=True)
    if actor.guest or not place.id.startswith(actor.home + ":"):
        raise Refusal(
            "I only talk with people from this organisation. Ask {names} to let you in.",
            names=await ask_whom(tx),
        )
    return await stranger(actor, tx)


def called_something(person: Person, municipality: Municipality) -> Person:
    """Return the person, with a word in the place of a name that no platform has told yet."""
    if person.name:
        return person
    return person.changed(name=stand_in(person.roles, municipality.language), named=False)


def account_of(actor: Actor, person: Person) -> Account:
    """Return the account that somebody speaks from, as the person's."""
    return Account(
        id=actor.identity,
        person_id=person.id,
        reference=actor.reference,
        name=actor.name,
        handle=actor.handle,
    )


async def reads_in(actor: Actor, tx: Transaction, municipality: Municipality) -> Language:
    """Return what somebody chose to read, else what their platform says or said, else the municipality's."""
    account = await tx.get(Account, actor.identity)
    known = await tx.get(Person, account.person_id) if account else None
    person = known or (await stranger(actor, tx)).person
    chosen = person.language
    said = language_of(actor.locale) or (account.language if account else None)
    return chosen or said or municipality.language


async def recognise(actor: Actor, source: Source) -> Acquaintance:
    """Return who an account is, and keep nothing of it. Raises Refusal for somebody no longer active."""
    account = await source.get(Account, actor.identity)
    person = await source.get(Person, account.person_id) if account else None
    if person is None:
        return await stranger(actor, source)
    if not person.active:
        raise await _no_longer(source)
    return Acquaintance(person, known=True)


async def stranger(actor: Actor, source: Source) -> Acquaintance:
    """Return somebody who is not known, and not saved, with the language that they chose."""
    chosen = await source.get(Newcomer, actor.identity)
    language = chosen.language if chosen else None
    unsaved = Person(id=new_id(), name=actor.name, language=language, approved=False)
    return Acquaintance(unsaved, known=False)


async def ask_whom(source: Source) -> Message:
    """Name the coordinators, for somebody who must turn to them."""
    found = await who_coordinates(source)
    names = sorted((person.name for person in found), key=order_of)
    return together(names) if names else t("the coordinator")


async def _no_longer(source: Source) -> Refusal:
    return Refusal(
        "You no longer have access here. Ask {names} if that is wrong.", names=await ask_whom(source)
    )


async def give_account(account: str, person: Person, act: Act) -> None:
    """Give the person the account, with all that names the stranger behind it."""
    known = await act.get(Account, account)
    if known is None:
        act.save(Account(id=account, person_id=person.id))
        newcomer = await act.get(Newcomer, account)
        if newcomer and person.language is None:
            act.save(person.changed(language=newcomer.language))
        return
    if known.person_id == person.id:
        return
    await merge(known.person_id, person.id, act)
