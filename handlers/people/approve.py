"""Let in somebody who asked, by the account that they write from."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.core.view import View
from handlers.people.accounts import accounts_fact
from handlers.people.cautions import person_cautions
from handlers.people.chosen import AStranger
from handlers.people.let_in import RoleAskedAs, let_in_by
from handlers.people.roles import roles_of
from handlers.people.shown import person_card
from storage.documents.people import COORDINATING, Role
from storage.values.texts import t


class Approve(Form):
    """Whom to let in, and as what."""

    person: AStranger = ask(t("Person"))
    role: RoleAskedAs = ask(t("Role"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell from which account they write, and whom they may be taken for."""
        account = await accounts_fact(self.person, view)
        facts = t("{label}: {value}", label=account.label, value=account.value)
        return [Notice(facts), *(Notice(one) for one in await person_cautions(self.person, view))]


@command(
    "people approve",
    sv="personer godkänn",
    about=t("Let somebody in"),
    example=t("people approve {person}", person="Anna Nyberg"),
    who=COORDINATING,
    confirms=True,
    chooses="role",
)
async def approve(act: Act, form: Approve) -> Reply:
    """Let the person in, and tell them and all who coordinate."""
    approved = act.save(form.person.changed(approved=True, roles=(Role(form.role),)))
    await act.letters.tell([approved.id], let_in_by(act.person))
    title = t("{name} has let in {person}", name=act.person.name, person=approved.name)
    facts = (Fact(label=t("Role"), value=roles_of(approved)), await accounts_fact(approved, act))
    await act.letters.tell([one.id for one in await act.who_coordinates()], Card(title=title, facts=facts))
    return Replace(card=await person_card(approved, act))
