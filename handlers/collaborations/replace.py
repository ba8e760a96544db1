"""Replace one of a pair by somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from handlers.collaborations import undone
from handlers.collaborations.assign import appoint, appointed, fitting
from handlers.collaborations.chosen import CollaborationKind
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import FieldKind, Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.people.chosen import ADeveloper, SomeDeveloper
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, Person
from storage.values.texts import Message, Refusal, t


class TheirsKind(CollaborationKind):
    """A collaboration under way that somebody is appointed to."""

    def __init__(self, person: Person | None = None) -> None:
        self._person = person

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return those of the one who is to be replaced."""
        return TheirsKind(values.get("leaving"))

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for one that has ended, or that the person isn't appointed to."""
        await super().check(document, view)
        appointed_there = self._person is None or self._person.id in document.developers
        if not appointed_there or document.has_ended(view.process):
            raise Refusal("That collaboration is not one of theirs.")

    async def why_none(self, view: View) -> Message | None:
        """Say that the person is appointed to nothing."""
        if self._person is None or await self.candidates(view):
            return None
        return t("{name} is appointed to no collaboration.", name=self._person.name)

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


class Replace(Form):
    """Who leaves, who comes, and where; where somebody leads one collaboration, it is that."""

    leaving: SomeDeveloper = ask(t("Who leaves"))
    coming: ADeveloper = ask(t("Who comes"))
    collaboration: Annotated[Collaboration, TheirsKind()] = ask(t("Collaboration"))

    @property
    def pair(self) -> tuple[str, ...]:
        """The ids of the new pair, who comes in the place of who leaves."""
        ids = (self.coming.id if one == self.leaving.id else one for one in self.collaboration.developers)
        return tuple(dict.fromkeys(ids))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Say nothing more. Raises Refusal where somebody can't be appointed."""
        to_be = await appointed(self.collaboration, await _people(self, view), view)
        return await fitting(to_be, [self.coming], view)


@command(
    "replace",
    sv="byt ut",
    about=t("Replace one of a pair"),
    example=t("replace Maja Olle"),
    who=COORDINATING,
    confirms=True,
    order=83,
    back=t("Appoint whom you want instead with “assign”."),
    undoing=undone.appointed,
)
async def replace(act: Act, form: Replace) -> Reply:
    """Appoint the new pair, and tell those concerned."""
    return await appoint(form.collaboration, await _people(form, act), act)


async def _people(form: Replace, view: View) -> list[Person]:
    return [await view.need(Person, one) for one in form.pair]
