"""Fields that name a collaboration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from handlers.collaborations.access import may_lead, may_see
from handlers.collaborations.lacking import unit_called, what_lacks
from handlers.collaborations.leaders import pair_of
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import stage_of
from handlers.core.forms import Problem, Read
from handlers.core.replies import Card
from handlers.core.view import View
from handlers.fields.pick import PickKind
from handlers.fields.text import bare
from handlers.units.names import unit_names
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.store import Equal
from storage.values.texts import Message, Refusal, t
from storage.values.times import SchoolYear


class CollaborationKind(PickKind[Collaboration]):
    """A collaboration that the person may follow, under way ones first."""

    document = Collaboration
    none = t("There are no collaborations for you here yet.")

    async def candidates(self, view: View) -> Sequence[Collaboration]:
        """Return those that may be chosen, the latest first."""
        found = []
        for one in await self._of_person(view):
            try:
                await self.check(one, view)
            except Refusal:
                continue
            found.append(one)
        return sorted(found, key=lambda one: one.requested_at, reverse=True)

    async def _of_person(self, view: View) -> Sequence[Collaboration]:
        if view.person.coordinates:
            return await view.find(Collaboration)
        return await view.find(Collaboration, Equal("members", view.person.id))

    async def only(self, view: View) -> Raw:
        """Return the only one that may be chosen, or nothing."""
        found = await self.candidates(view)
        return found[0].id if len(found) == 1 else ""

    async def name(self, document: Collaboration, view: View) -> str:
        """Return the unit's name."""
        return await unit_name(document, view)

    async def label(self, document: Collaboration, view: View) -> Message:
        """Return the unit's name, the school year and the stage."""
        name = await unit_name(document, view)
        year = str(_year_asked(document, view))
        return t("{unit} {year}, {stage}", unit=name, year=year, stage=stage_of(document, view))

    async def also_called(self, document: Collaboration, view: View) -> Sequence[str]:
        """Return the unit's name with the school year, as it is listed."""
        return (f"{await unit_name(document, view)} {_year_asked(document, view)}",)

    async def others(self, view: View) -> Sequence[str]:
        """Return the names of all units."""
        return await unit_names(view)

    def unknown(self, text: str) -> Message:
        """Say that there is no collaboration with it."""
        return t(
            "I find no collaboration with “{text}” here. Check the spelling, or choose from the list.",
            text=text[:60],
        )

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for somebody else's."""
        if not may_see(view.person, document):
            raise Refusal("That collaboration is not one of yours.")

    async def show(self, value: Collaboration, view: View) -> Message:
        """Return the unit's name, the school year and the stage."""
        return await self.label(value, view)


class AtUnitKind(CollaborationKind):
    """A collaboration that the person may follow; of a known unit without one it is said what it lacks."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the collaboration. Raises Problem, of a known unit with what it lacks."""
        try:
            return await super().read(raw, view)
        except Problem as problem:
            lacks = None if problem.offers else await self._what_lacks(bare(raw), view)
            raise (Problem(lacks.title) if lacks else problem) from None

    async def instead(self, text: str, view: View) -> Card | None:
        """Return what a known unit lacks."""
        return await self._what_lacks(text, view)

    async def _what_lacks(self, text: str, view: View) -> Card | None:
        unit = await unit_called(text, view)
        return await what_lacks(unit, view) if unit else None


class LedKind(AtUnitKind):
    """A collaboration in which the person may book now."""

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for somebody else's, before a pair is appointed and after the end."""
        if not may_lead(view.person, document):
            pair = await pair_of(document, view) if may_see(view.person, document) else None
            if pair:
                raise Refusal("Those who lead the collaboration can do that: {names}.", names=pair)
            raise Refusal("That collaboration is not one of yours, so you can't book in it.")
        document.open_for_sessions(view.process)

    async def instead(self, text: str, view: View) -> Card | None:
        """Return what a known unit lacks, unless there is another one to choose."""
        others = not view.person.coordinates and await self.candidates(view)
        return None if others else await super().instead(text, view)

    async def default(self, view: View) -> Raw:
        """Return the only one there is, if the person leads just one."""
        return "" if view.person.coordinates else await self.only(view)


class AppointableKind(AtUnitKind):
    """A collaboration that has not ended, requests first."""

    async def candidates(self, view: View) -> Sequence[Collaboration]:
        """Return the requests, the oldest first, then the rest."""
        found = await super().candidates(view)
        return sorted(found, key=lambda one: (not one.is_request(view.process), one.requested_at))

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for one that has ended."""
        await super().check(document, view)
        if document.has_ended(view.process):
            raise Refusal("This collaboration has ended, so nobody can be appointed.")


def _year_asked(document: Collaboration, view: View) -> SchoolYear:
    return SchoolYear.of(document.requested_at.astimezone(view.municipality.zone).date())


Seen = Annotated[Collaboration, AtUnitKind()]
Mine = Annotated[Collaboration, LedKind()]
Appointable = Annotated[Collaboration, AppointableKind()]
