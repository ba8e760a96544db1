"""The field for a chat account: chosen among those who have asked to be let in, or mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from config.settings import IDENTITY
from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.matching import match
from handlers.core.replies import Input, Option
from handlers.core.view import View
from handlers.fields.text import bare
from handlers.people.accounts import mention_of
from storage.documents.drafts import Raw, Understood
from storage.documents.people import Account, Person
from storage.store import Equal
from storage.values.letters import as_name, order_of
from storage.values.texts import Mention, Message, t, typed

MOST_LISTED = 100


class AccountKind(FieldKind):
    """A chat account of somebody who waits, or of whoever is mentioned; the value is its identity, or ""."""

    input: ClassVar[Input] = Input.SEARCH

    def typed(self, text: str, view: View) -> Raw:
        """Return the identity of who is mentioned."""
        return view.mentions.get(text.strip(), text)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the identity, as it stands or by who waits. Raises Problem with the likely ones."""
        text = as_name(bare(raw))
        if IDENTITY.fullmatch(text):
            return Read(text)
        found = match(text, _named(await _waiting(view)))
        likely = {one.id: one for one in found.found}
        if len(likely) != 1:
            offers = [Offer(_label(one), Understood(value=one.id)) for one in likely.values()]
            raise Problem(_how(view), offers)
        return Read(next(iter(likely)), exact=found.exact)

    def to_json(self, value: Any) -> JsonValue:
        """Return the identity."""
        return str(value)

    async def show(self, value: Any, view: View) -> Message:
        """Return the account as its platform mentions it."""
        return mention_of(await view.get(Account, value) or Account(id=value, person_id=""))

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a mention from the front."""
        for name, identity in view.mentions.items():
            if text.startswith(name):
                return identity, text.removeprefix(name).strip()
        return None

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return the accounts of those who wait, those that match `query` first."""
        waiting = await _waiting(view)
        if query:
            waiting = list({one.id: one for one in match(query, _named(waiting)).found}.values())
        return [Option(value=one.id, label=_label(one)) for one in waiting[:MOST_LISTED]]

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the option of an identity, or of a name that can mean one account only."""
        try:
            identity = (await self.read(raw, view)).value if raw else ""
        except Problem:
            return ()
        known = await view.get(Account, identity)
        label = _label(known) if known else typed(Mention(account=identity, name="", handle="").text)
        return (Option(value=identity, label=label),) if identity else ()


def mentioned_in(text: str, view: View) -> str:
    """Return the identity of the first account mentioned in the text, or ""."""
    return next((identity for name, identity in view.mentions.items() if name in text), "")


async def wrong_account(account: str, person: Person | None, view: View) -> dict[str, Message]:
    """Tell what is wrong with a chat account for a new person, or for this one."""
    owner = await _owner(account, view)
    if owner is None or not owner.approved or (person and owner.id == person.id):
        return {}
    return {"account": t("That chat account already belongs to somebody.")}


async def who_waits(account: str, view: View) -> Person | None:
    """Return who waits to be let in from a chat account, if somebody does."""
    owner = await _owner(account, view)
    return owner if owner and not owner.approved else None


async def _owner(account: str, view: View) -> Person | None:
    known = await view.get(Account, account)
    return await view.get(Person, known.person_id) if known else None


async def _waiting(view: View) -> Sequence[Account]:
    """Return the accounts of those who wait to be let in, by name."""
    people = await view.find(Person, Equal("approved", value=False), Equal("active", value=True))
    found = [one for person in people for one in await view.find(Account, Equal("person_id", person.id))]
    return sorted(found, key=lambda one: (order_of(one.name), one.id))


def _named(accounts: Sequence[Account]) -> list[tuple[str, Account]]:
    """Return the accounts by all that people may type for them."""
    return [(name, one) for one in accounts for name in (one.name, one.handle, _mention(one).text) if name]


def _mention(account: Account) -> Mention:
    return Mention(account=account.id, name=account.name, handle=account.handle)


def _label(account: Account) -> Message:
    """Return an account as lists can show it, where nothing is a mention."""
    return typed(_mention(account).text)


def _how(view: View) -> Message:
    if view.here.startswith("terminal:"):
        return t(
            "Choose somebody who waits to be let in, or write it as slack:workspace:person "
            "or teams:tenant:person."
        )
    return t("Choose somebody who waits to be let in, or mention them where you write the command.")


ChatAccount = Annotated[str, AccountKind()]
