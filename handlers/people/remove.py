"""Remove somebody of whom nothing tells; who is named in what has been done is made inactive instead."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.core.view import View
from handlers.people.change import one_at_a_time, tell_changes
from handlers.people.chosen import Anybody
from handlers.people.load import led_by
from handlers.people.shown import person_card
from storage.documents.base import Document
from storage.documents.done import Done, Former
from storage.documents.newcomers import Newcomer
from storage.documents.people import COORDINATING, Account, Person
from storage.documents.reminders import OwnReminder
from storage.references import referring
from storage.values.texts import Refusal, t

ABOUT_THEM_ALONE = (Account, Done, Newcomer, OwnReminder)
"""What goes with somebody, as it is about nobody else."""


class RemovePerson(Form):
    """Whom to remove."""

    person: Anybody = ask(t("Person"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what becomes of them. Raises Refusal for oneself."""
        if self.person.id == view.person.id:
            raise Refusal("You can't remove yourself. Ask another coordinator to do it.")
        name = self.person.name
        if not await _is_named(self.person, view):
            return [Notice(t("Nothing here names {name}, so no trace is kept.", name=name))]
        kept = t("{name} is named in what has been done here, so they stay, inactive.", name=name)
        if not await led_by(self.person, view):
            return [Notice(kept)]
        return [Notice(kept), Notice(t("{name} stays in pairs until you appoint somebody else.", name=name))]


@command(
    "people remove",
    sv="personer ta bort",
    about=t("Remove a person, or make them inactive"),
    example=t("people remove {person}", person="Anna Nyberg"),
    who=COORDINATING,
    confirms=True,
    back=t("Add them anew with “people add”, or write “activate” and the name."),
)
async def remove(act: Act, form: RemovePerson) -> Reply:
    """Remove them with what is about them alone, or make them inactive."""
    if form.person.coordinates:
        await one_at_a_time(act)
    if await _is_named(form.person, act):
        return await _made_inactive(form.person, act)
    for one in await referring(act.records, Person.kind, form.person.id):
        await _remove(one, act)
    act.remove(form.person)
    title = t("{name} has removed {person}", name=act.person.name, person=form.person.name)
    await act.letters.tell([one.id for one in await act.who_coordinates()], Card(title=title))
    return Replace(card=Card(title=t("{name} is removed", name=form.person.name)))


async def _is_named(person: Person, view: View) -> bool:
    """Tell whether anything names somebody besides what is about them alone."""
    named_in = await referring(view.source, Person.kind, person.id)
    return any(not isinstance(one, ABOUT_THEM_ALONE) for one in named_in)


async def _remove(one: Document, act: Act) -> None:
    former = await act.get(Former, one.id) if isinstance(one, Done) else None
    for document in (one, former):
        if document:
            act.remove(document)


async def _made_inactive(person: Person, act: Act) -> Reply:
    """Let them stay where they are named, and be let in no more. Raises Refusal where that is so already."""
    if not person.active:
        raise Refusal(
            "{name} is inactive already, and named in what has been done here, so that can't be removed.",
            name=person.name,
        )
    kept = act.save(person.changed(active=False))
    await tell_changes(kept, [Fact(label=t("Status"), value=t("no longer active"))], act)
    return Replace(card=await person_card(kept, act))
