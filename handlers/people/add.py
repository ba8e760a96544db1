"""Add a person, with or without a chat account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.core.acquaintance import give_account
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.matching import plain_letters
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.people.account_chosen import ChatAccount, mentioned_in, who_waits, wrong_account
from handlers.people.cautions import person_cautions
from handlers.people.let_in import let_in_by
from handlers.people.roles import ARole
from handlers.people.shown import person_card
from handlers.units.chosen import KnownUnit
from storage.documents.base import new_id
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, Person, Role
from storage.values.texts import Message, t


class AddPerson(Form):
    """Somebody new."""

    name: Line = ask(t("Name"))
    role: ARole = ask(t("Role"))
    home_unit: KnownUnit | None = ask(t("Home unit"), default=None)
    account: ChatAccount = ask(
        t("Chat account"),
        hint=t("Of somebody who waits to be let in. Leave it out for somebody without chat."),
        default="",
    )

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in the account of whoever is mentioned by name."""
        return {"account": mentioned_in(values.get("name", ""), view)}

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out an account that is no account, or somebody else's."""
        return await wrong_account(self.account, None, view)

    async def notices(self, view: View) -> Sequence[Notice]:
        """Warn of a namesake, and tell who is let in by their account."""
        waits = await who_waits(self.account, view)
        wanted = plain_letters(self.name)
        same = [one for one in await view.find(Person) if plain_letters(one.name) == wanted]
        namesake = t("There is already somebody called {name}.", name=self.name)
        if waits is None:
            return [Notice(namesake)] if same else ()
        told = t("{name} waits to be let in, and is told that you have done it.", name=waits.name)
        return [Notice(one) for one in (told, *await person_cautions(waits, view))]


@command(
    "people add",
    sv="personer lägg till",
    about=t("Add a person"),
    example=t('people add name="Anna Nyberg" role=developer'),
    who=COORDINATING,
    also=("lägg till person", "ny person", "add person", "new person"),
)
async def add(act: Act, form: AddPerson) -> Reply:
    """Register the person."""
    home = form.home_unit.id if form.home_unit else None
    person = act.save(Person(id=new_id(), name=form.name).placed((Role(form.role),), home, act.today))
    if form.account:
        await _give(form.account, person, act)
    return await person_card(person, act)


async def _give(account: str, person: Person, act: Act) -> None:
    """Give the person the account; whoever waited to be let in is told."""
    waited = await who_waits(account, act)
    await give_account(account, person, act)
    if waited:
        await act.letters.tell([person.id], let_in_by(act.person))
