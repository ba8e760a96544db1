"""The field for a chat account: a mention, or its id as the settings write it."""

from __future__ import annotations

from typing import Annotated

from config.settings import IDENTITY
from handlers.core.forms import Read
from handlers.core.view import View
from handlers.fields.text import LineKind, bare
from storage.documents.drafts import Raw
from storage.documents.people import Account, Person
from storage.values.letters import as_name
from storage.values.texts import Message, t


class AccountKind(LineKind):
    """A chat account, by a mention of it or by its identity; the value is the identity, or ""."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the identity, without marks that nobody sees."""
        return Read(as_name(bare(raw)))

    def typed(self, text: str, view: View) -> Raw:
        """Return the identity of who is mentioned."""
        return view.mentions.get(text.strip(), text)


def mentioned_in(text: str, view: View) -> str:
    """Return the identity of the first account mentioned in the text, or ""."""
    return next((identity for name, identity in view.mentions.items() if name in text), "")


async def wrong_account(account: str, person: Person | None, view: View) -> dict[str, Message]:
    """Tell what is wrong with a chat account for a new person, or for this one."""
    if not account:
        return {}
    if not IDENTITY.fullmatch(account):
        return {"account": t("Write it as slack:workspace:person or teams:tenant:person.")}
    known = await view.get(Account, account)
    owner = await view.get(Person, known.person_id) if known else None
    if owner is None or (person and (owner.id == person.id or not owner.approved)):
        return {}
    return {"account": t("That chat account already belongs to somebody.")}


ChatAccount = Annotated[str, AccountKind()]
