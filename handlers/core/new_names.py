"""Offers a person's new name to those who coordinate, once a platform calls the person by it.

Nobody is renamed by a name of their own choice: somebody who coordinates takes it over, or doesn't.
"""

from __future__ import annotations

from handlers.core.act import Duty
from handlers.core.incoming import Actor
from handlers.core.replies import Button, Card
from storage.documents.people import Account, Person
from storage.values.letters import words_of
from storage.values.texts import t


def new_name(account: Account, actor: Actor, person: Person) -> str:
    """Return what the platform has begun to call somebody who is called otherwise here, or ""."""
    if not (actor.name and account.name) or _same(actor.name, account.name) or _same(actor.name, person.name):
        return ""
    return actor.name


async def note_new_name(actor: Actor, duty: Duty) -> None:
    """Keep what the platform tells of an account's name, and offer it where it is new."""
    account = await duty.get(Account, actor.identity)
    person = await duty.get(Person, account.person_id) if account else None
    if account is None or person is None or not actor.name or actor.name == account.name:
        return
    name = new_name(account, actor, person)
    duty.save(account.changed(name=actor.name))
    if name:
        await offer_new_name(person, name, actor, duty)


async def offer_new_name(person: Person, name: str, actor: Actor, duty: Duty) -> None:
    """Tell those who coordinate, with a button that takes the name over."""
    if not (person.approved and person.active):
        return
    card = Card(
        title=t(
            "{person} is called {name} in {platform} now",
            person=person.name,
            name=name,
            platform=actor.platform.title(),
        ),
        text=(t("Here the name stays as it is unless you change it."),),
        buttons=(
            Button(
                label=t("Change the name"),
                action="people.rename",
                id=person.id,
                revision=person.version,
                opens=True,
            ),
        ),
    )
    await duty.letters.tell([one.id for one in await duty.who_coordinates()], card)


def _same(one: str, other: str) -> bool:
    """Tell whether two names are one, in whichever order a directory writes it, and with or without emoji."""
    return _words(one) == _words(other)


def _words(name: str) -> list[str]:
    return sorted(word for word in words_of(name).split() if any(map(str.isalnum, word)))
