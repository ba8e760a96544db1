"""A person's chat accounts: which one they are written to, and which one next where that is refused."""

from __future__ import annotations

from handlers.core.records import Finder
from storage.documents.people import Account
from storage.kept import Queued
from storage.store import Equal, Outgoing, OutgoingState, Transaction
from storage.values.times import Instant


async def accounts_of(person_id: str, source: Finder) -> list[Account]:
    """Return the accounts that they can be written to, the one that they last spoke from first."""
    found = await source.find(Account, Equal("person_id", person_id))
    return sorted((one for one in found if not one.closed), key=lambda one: not one.is_latest)


async def had_account(person_id: str, source: Finder) -> bool:
    """Tell whether somebody has an account, or had one that is closed now."""
    return bool(await source.find(Account, Equal("person_id", person_id)))


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


async def try_elsewhere(refused: Outgoing, tx: Transaction, now: Instant) -> bool:
    """Send what an account refused to the person's next one; False where there is none, or it was resent."""
    message = await tx.get(Queued, refused.id)
    if message is None or message.to is None or message.state is OutgoingState.RESENT:
        return False
    tried = {*message.tried, message.address}
    left = [one for one in await accounts_of(message.to, tx) if one.id not in tried]
    if left:
        tx.save(message.resent())
        tx.enqueue(message.elsewhere(left[0].id, now=now))
    return bool(left)
