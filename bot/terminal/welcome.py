"""What the terminal says first: what this is, that its town is made up, and who is there."""

from __future__ import annotations

from bot.sample.filling import is_sample
from handlers.core.incoming import Actor
from handlers.people.roles import ROLES
from storage.documents.people import Account, Person, Role
from storage.store import Equal, Store
from storage.values.texts import Message, listed, t, typed

OTHERS = (Role.COORDINATOR, Role.DEVELOPER, Role.PRINCIPAL)


async def first_lines(store: Store, actor: Actor) -> tuple[Message, ...]:
    """Return the lines: over a sample three of what this is, and everywhere how one begins."""
    how = t("“help” shows what you can do, “as NAME” or “as new NAME” changes person, “exit” leaves.")
    return (*(await _of_sample(store, actor) if await is_sample(store) else ()), how)


async def _of_sample(store: Store, actor: Actor) -> tuple[Message, ...]:
    async with store.transaction() as tx:
        account = await tx.get(Account, actor.identity)
        here = await tx.find(Person, Equal("approved", value=True), Equal("active", value=True))
    speaker = next((one for one in here if account and one.id == account.person_id), None)
    firsts = [next((one for one in here if one.has(role) and one != speaker), None) for role in OTHERS]
    others = listed(*(_called(one, one.name.partition(" ")[0]) for one in firsts if one))
    return (
        t("This is Samlär: schools ask for help with their development and get a pair of developers."),
        t("The town is made up. “fast-forward to Thursday 16:00” moves its clock, “new sample” renews it."),
        t(
            "You are {name}. Others here: {others}.",
            name=_called(speaker, speaker.name) if speaker else typed(actor.name),
            others=others,
        ),
    )


def _called(person: Person, name: str) -> Message:
    """Return a person by a name of theirs, with what they are."""
    role = next((ROLES[one] for one in person.roles), None)
    return t("{name} ({role})", name=name, role=role) if role else typed(name)
