"""Change a person's name, to what their platform calls them now unless another is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Fact, Replace, Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.people.change import tell_changes
from handlers.people.chosen import Anybody
from handlers.people.shown import person_card
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, Account
from storage.store import Equal
from storage.values.texts import Message, t, typed


class Renaming(Form):
    """Who, and what they are to be called."""

    person: Anybody = ask(t("Person"))
    name: Line = ask(t("New name"))

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in what the account that they last spoke from is called."""
        person = values.get("person")
        if person is None:
            return {}
        accounts = await view.find(Account, Equal("person_id", person.id))
        named = [one for one in accounts if one.name and not one.closed]
        named.sort(key=lambda one: not one.is_latest)
        return {"name": named[0].name} if named else {}

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out a name that is theirs already."""
        same = self.name == self.person.name
        return {"name": t("{name} is called that already.", name=self.person.name)} if same else {}


@command(
    "people rename",
    sv="personer byt namn",
    about=t("Change a person's name"),
    example=t("people rename Maja"),
    who=COORDINATING,
    lasting=True,
    back=t("Change it back with “people rename”."),
)
async def rename(act: Act, form: Renaming) -> Reply:
    """Change it, and tell the person and all who coordinate."""
    before = form.person.name
    renamed = act.save(form.person.changed(name=form.name, named=True))
    value = t("{after} (was {before})", after=typed(renamed.name), before=typed(before))
    await tell_changes(renamed, [Fact(label=t("Name"), value=value)], act)
    return Replace(card=await person_card(renamed, act))
