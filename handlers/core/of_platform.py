"""Takes note of what a platform tells of itself: closed accounts, archived channels, an app shut out."""

from __future__ import annotations

from typing import assert_never

from handlers.core.accounts import close_account, reopen_account
from handlers.core.context import Context
from handlers.core.incoming import Archived, Barred, Closed, OfPlatform, Renamed, Reopened, Restored
from handlers.core.places import archive_place, rename_place, restore_place
from handlers.core.platforms import tell_refused


async def take_note(act: OfPlatform, ctx: Context) -> None:
    """Keep it, and tell those who are to know."""
    match act:
        case Closed():
            await close_account(ctx)
        case Reopened():
            await reopen_account(ctx)
        case Renamed():
            await rename_place(ctx)
        case Archived():
            await archive_place(ctx, deleted=act.deleted)
        case Restored():
            await restore_place(ctx)
        case Barred():
            await tell_refused(act.actor.platform, act.reason, ctx)
        case _:
            assert_never(act)
