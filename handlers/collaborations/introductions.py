"""Introduces a principal and a pair to each other, when the pair is appointed.

In Slack they get one group message; in Teams, where a bot can't open a group chat, a link that opens one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from handlers.collaborations.names import unit_name
from handlers.core.accounts import accounts_of
from handlers.core.act import Act
from handlers.core.replies import Card, Fact, Link
from handlers.core.view import View
from handlers.people.names import person_name
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person
from storage.values.texts import Mention, Message, listed, t, typed

TEAMS_CHAT = "https://teams.microsoft.com/l/chat/0/0?users="
"""Opens a chat with those named behind it: learn.microsoft.com, Deep links to Teams chat."""
MOST_IN_A_GROUP = 8
"""People in one group message besides the bot: docs.slack.dev/reference/methods/conversations.open."""


async def introduce(appointed: Collaboration, act: Act) -> None:
    """Write once to all of them together, where they are in one Slack workspace."""
    accounts = [one for one in [await _account(one, act) for one in _all(appointed)] if one]
    for team in dict.fromkeys(_home(one) for one in accounts if one.id.startswith("slack:")):
        there = [one for one in accounts if _home(one) == team][:MOST_IN_A_GROUP]
        if len(there) > 1:
            address = f"{team}:{','.join(one.id.rpartition(':')[2] for one in there)}"
            act.letters.post(address, await _introduction(appointed, act), act.municipality.language)


async def contacts(ids: Iterable[str], reader_id: str, view: View) -> Message:
    """Return people's names as their reader can write to them: mentioned, where they are in one place."""
    reader = await _account(reader_id, view)
    found = [await _contact(one, reader, view) for one in ids]
    return listed(*found) if found else t("nobody yet")


async def link_to_all(appointed: Collaboration, reader_id: str, view: View) -> tuple[Link, ...]:
    """Return a link that opens a chat with the others, where the reader and some of them are in Teams."""
    reader = await _account(reader_id, view)
    if reader is None or not reader.id.startswith("teams:"):
        return ()
    others = [await _account(one, view) for one in _all(appointed) if one != reader_id]
    named = [one.handle for one in others if one and _home(one) == _home(reader) and "@" in one.handle]
    if not named:
        return ()
    return (Link(label=t("Open a chat with them"), url=TEAMS_CHAT + quote(",".join(named), safe="@,")),)


def _all(appointed: Collaboration) -> Sequence[str]:
    return tuple(dict.fromkeys((*appointed.principals, *appointed.developers)))


async def _account(person_id: str, view: View) -> Account | None:
    """Return the account that somebody is written to; none of who is not there any more."""
    person = await view.get(Person, person_id)
    if person is None or not person.active:
        return None
    return next(iter(await accounts_of(person_id, view)), None)


def _home(account: Account) -> str:
    return account.id.rpartition(":")[0]


async def _contact(person_id: str, reader: Account | None, view: View) -> Message:
    name, account = await person_name(person_id, view), await _account(person_id, view)
    if reader is None or account is None or _home(account) != _home(reader):
        return typed(name)
    if account.id.startswith("slack:"):
        return t(
            "{name} {account}",
            name=name,
            account=Mention(account=account.id, name=account.name, handle=account.handle),
        )
    return t("{name} ({handle})", name=name, handle=account.handle) if account.handle else typed(name)


async def _introduction(appointed: Collaboration, act: Act) -> Card:
    names = [typed(await person_name(one, act)) for one in appointed.principals]
    pair = [typed(await person_name(one, act)) for one in appointed.developers]
    return Card(
        title=t("Say hello to each other: {unit}", unit=await unit_name(appointed, act)),
        text=(t("You develop the school together from now on. Here you can agree on a first meeting."),),
        facts=(Fact(label=t("Principal"), value=listed(*names)), Fact(label=t("Pair"), value=listed(*pair))),
    )
