"""Takes note of what a platform tells of itself: closed accounts, archived channels, an app shut out."""

from __future__ import annotations

from typing import assert_never

from handlers.core.act import Duty
from handlers.core.incoming import Archived, Barred, Closed, OfPlatform, Renamed, Reopened, Restored
from handlers.core.new_names import note_new_name
from handlers.core.places import archive_place, rename_place, restore_place
from handlers.core.platforms import tell_refused
from storage.documents.people import Account


async def take_note(incoming: OfPlatform, duty: Duty) -> None:
    """Keep it, and tell those who are to know."""
    match incoming:
        case Closed():
            await _close_account(incoming.actor.identity, duty)
        case Reopened():
            await _reopen_account(incoming.actor.identity, duty)
            await note_new_name(incoming.actor, duty)
        case Renamed():
            await rename_place(incoming.place, duty)
        case Archived():
            await archive_place(incoming.place.id, duty, deleted=incoming.deleted)
        case Restored():
            await restore_place(incoming.place.id, duty)
        case Barred():
            await tell_refused(incoming.actor.platform, incoming.reason, duty)
        case _:
            assert_never(incoming)


async def _close_account(identity: str, duty: Duty) -> None:
    """Note that an account is closed: another of the person's is written to, or none."""
    account = await duty.get(Account, identity)
    if account and not account.closed:
        duty.save(account.changed(closed=True, latest_of=None))


async def _reopen_account(identity: str, duty: Duty) -> None:
    """Note that an account is open, where it was closed."""
    account = await duty.get(Account, identity)
    if account and account.closed:
        duty.save(account.changed(closed=False))
