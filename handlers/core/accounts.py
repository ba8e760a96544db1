"""A person's chat accounts: which one they are written to, and which one next where that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person
from storage.documents.times import Instant
from storage.kept import Queued
from storage.store import Delivery, Equal, Outgoing, Transaction

if TYPE_CHECKING:
    from handlers.core.context import Context


async def accounts_of(person_id: str, tx: Transaction) -> list[Account]:
    """Return the accounts that they can be written to, the one that they last spoke from first."""
    found = await tx.find(Account, Equal("person_id", person_id))
    return sorted((one for one in found if not one.closed), key=lambda one: not one.is_latest)


async def had_account(person_id: str, tx: Transaction) -> bool:
    """Tell whether somebody has an account, or had one that is closed now."""
    return bool(await tx.find(Account, Equal("person_id", person_id)))


async def speaks_from(account: Account, tx: Transaction) -> Account:
    """Note that the person speaks from this account now, and from no other; so it is not closed."""
    if account.is_latest and not account.closed:
        return account
    for one in await accounts_of(account.person_id, tx):
        if one.is_latest:
            tx.save(one.changed(latest_of=None))
    return tx.save(account.changed(latest_of=account.person_id, closed=False))


async def leaves(account: Account, tx: Transaction) -> None:
    """Note that the person can't be written to there any more, so that another of theirs comes first."""
    others = [one for one in await accounts_of(account.person_id, tx) if one.id != account.id]
    if others:
        await speaks_from(others[0], tx)


async def close_account(ctx: Context) -> None:
    """Note that the platform has closed the actor's account: another of theirs is written to, or none."""
    account = await ctx.get(Account, ctx.actor.identity)
    if account and not account.closed:
        ctx.save(account.changed(closed=True, latest_of=None))


async def reopen_account(ctx: Context) -> None:
    """Note that the actor's account is open, where it was closed."""
    account = await ctx.get(Account, ctx.actor.identity)
    if account and account.closed:
        ctx.save(account.changed(closed=False))


async def try_elsewhere(refused: Outgoing, tx: Transaction, now: Instant) -> bool:
    """Send what an account refused to the person's next one; False where there is none, or it was resent."""
    message = await tx.get(Queued, refused.id)
    if message is None or message.to is None or message.state is Delivery.RESENT:
        return False
    tried = {*message.tried, message.address}
    left = [one for one in await accounts_of(message.to, tx) if one.id not in tried]
    if left:
        tx.save(message.resent())
        tx.enqueue(message.elsewhere(left[0].id, now=now))
    return bool(left)


async def give_account(account: str, person: Person, ctx: Context) -> None:
    """Give the person the account, with what the stranger behind it asked for and is still to read."""
    known = await ctx.get(Account, account)
    if known is None:
        ctx.save(Account(id=account, person_id=person.id))
        return
    if known.person_id == person.id:
        return
    ctx.save(known.changed(person_id=person.id))
    for request in await ctx.find(Collaboration, Equal("members", known.person_id)):
        ctx.save(request.changed(principal_id=person.id))
    for state in (Delivery.WAITING, Delivery.UNKNOWN):
        for message in await ctx.find(Queued, Equal("state", state.value)):
            told = _as_told_to(message, known.person_id, person.id)
            if told != message:
                ctx.save(told)
    ctx.remove(await ctx.need(Person, known.person_id))


def _as_told_to(message: Queued, stranger_id: str, person_id: str) -> Queued:
    """Return a message as it is once the stranger, whom it is for or about, is known as that person."""
    names = {f"{Person.kind}:{stranger_id}": f"{Person.kind}:{person_id}"}
    about = tuple(names.get(one, one) for one in message.about)
    return message.changed(to=person_id if message.to == stranger_id else message.to, about=about)
