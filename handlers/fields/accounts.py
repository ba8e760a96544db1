"""What is typed as a chat account, looked over."""

from __future__ import annotations

from config.settings import IDENTITY
from handlers.core.context import Context
from storage.documents.messages import Message, t
from storage.documents.people import Account, Person


async def wrong_account(account: str, person: Person | None, ctx: Context) -> dict[str, Message]:
    """Tell what is wrong with a chat account for a new person, or for this one."""
    if not account:
        return {}
    if not IDENTITY.fullmatch(account):
        return {"account": t("Write it as slack:workspace:person or teams:tenant:person.")}
    known = await ctx.get(Account, account)
    owner = await ctx.get(Person, known.person_id) if known else None
    if owner is None or (person and (owner.id == person.id or not owner.approved)):
        return {}
    return {"account": t("That chat account already belongs to somebody.")}
