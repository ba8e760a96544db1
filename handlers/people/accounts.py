"""How chat accounts are shown, to those who decide whose they are."""

from __future__ import annotations

from handlers.core.replies import Fact
from handlers.core.view import View
from storage.documents.messages import Mention, Message, listed, t
from storage.documents.people import Account, Person
from storage.store import Equal


def mention_of(account: Account) -> Message:
    """Return an account as its platform mentions it."""
    mention = Mention(account=account.id, name=account.name, handle=account.handle)
    return t("{account}", account=mention)


async def accounts_fact(person: Person, view: View) -> Fact:
    """Return from where somebody writes, whatever they call themselves; none for somebody without chat."""
    accounts = await view.find(Account, Equal("person_id", person.id))
    value = listed(*map(mention_of, accounts)) if accounts else t("none known")
    return Fact(label=t("Chat account"), value=value)
