"""Make one of two registered people who are the same."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.merging import merge
from handlers.core.replies import Fact, Replace, Reply
from handlers.core.view import View
from handlers.people.accounts import accounts_fact
from handlers.people.cautions import person_cautions
from handlers.people.change import tell_changes
from handlers.people.chosen import Anybody
from handlers.people.roles import roles_of
from handlers.people.shown import person_card
from storage.documents.people import COORDINATING, Person
from storage.values.texts import Refusal, t, typed


class MergePeople(Form):
    """Who goes into whom."""

    double: Anybody = ask(t("Who is registered twice"), hint=t("This one goes."))
    person: Anybody = ask(t("Who stays"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what they have together then. Raises Refusal for one person, and for oneself as who goes."""
        if self.double.id == self.person.id:
            raise Refusal("That is one person already. Name the two who are the same.")
        if self.double.id == view.person.id:
            raise Refusal("Name yourself as who stays.")
        joined = together(self.double, self.person)
        text = t(
            "All that names {double} then names {person}, who is {roles}. It can't be undone.",
            double=self.double.name,
            person=self.person.name,
            roles=roles_of(joined),
        )
        account = await accounts_fact(self.double, view)
        moves = t("{label}: {value}", label=account.label, value=account.value)
        return [Notice(text), Notice(moves), *map(Notice, await person_cautions(self.double, view))]


def together(double: Person, person: Person) -> Person:
    """Return who stays, with what either of them is."""
    return person.changed(
        roles=tuple(dict.fromkeys((*person.roles, *double.roles))),
        positions=tuple(dict.fromkeys((*person.positions, *double.positions))),
        approved=person.approved or double.approved,
        active=person.active or double.active,
        language=person.language or double.language,
    )


@command(
    "people merge",
    sv="personer slå ihop",
    about=t("Make one of two people who are the same"),
    example=t("people merge {double} {person}", double="Anna Nyberg", person="Anna Nyberg-Lund"),
    who=COORDINATING,
    confirms=True,
    back=t("Add the one who went anew with “people add”."),
)
async def merge_people(act: Act, form: MergePeople) -> Reply:
    """Let all that names the one name the other. Raises Refusal where both have to be there somewhere."""
    try:
        await merge(form.double.id, form.person.id, act)
        kept = act.save(together(form.double, form.person))
    except ValidationError:
        raise Refusal(
            "They can't be one: somewhere both are needed. Change that first, such as a pair of the two."
        ) from None
    await tell_changes(kept, [Fact(label=t("One person with"), value=typed(form.double.name))], act)
    return Replace(card=await person_card(kept, act))
