"""Fields that name a school or preschool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import JsonValue

from handlers.core.forms import Offer, Problem, Read
from handlers.core.matching import plain_letters
from handlers.core.replies import Option
from handlers.core.view import View
from handlers.fields.pick import PickKind
from handlers.fields.text import LINE, bare
from storage.documents.drafts import Raw
from storage.documents.people import Unit
from storage.store import Equal
from storage.values.letters import order_of
from storage.values.texts import Message, t, typed

NAME_WORDS = 4
BEFORE_A_NAME = frozenset({"for", "med", "pa", "vid", "at", "with"})


class UnitKind(PickKind[Unit]):
    """A unit of the register."""

    document = Unit

    async def candidates(self, view: View) -> Sequence[Unit]:
        """Return the confirmed units by name."""
        found = await view.find(Unit, Equal("confirmed", value=True))
        return sorted(found, key=lambda one: order_of(one.name))

    async def name(self, document: Unit, view: View) -> str:
        """Return the unit's name."""
        return document.name

    async def example(self, view: View) -> str:
        """Return the name of the reader's own unit, or of the first."""
        own = await view.get(Unit, next(iter(view.person.units_on(view.today)), None))
        return own.name if own else await super().example(view)

    async def check(self, document: Unit, view: View) -> None:
        """Take any unit."""

    async def show(self, value: Unit | str, view: View) -> Message:
        """Return the unit's name, marked where it is new."""
        return typed(value.name) if isinstance(value, Unit) else t("{name} (new to the register)", name=value)


class NewUnitKind(UnitKind):
    """A unit of the register, or the name of one that is not there yet."""

    open_ended = True
    joined = False
    max_length = LINE - 1  # the mark of a new one goes with it

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the unit, or the name of a new one. Raises Problem where several could be meant."""
        text = bare(raw)
        if text.startswith("+"):
            return Read(self._new_name(text))
        try:
            return await super().read(text, view)
        except Problem as problem:
            if problem.offers:
                raise Problem(
                    problem.message, [*problem.offers, Offer(t("A new unit"), f"+{text}")]
                ) from problem
        if view.person.coordinates:
            raise Problem(
                t("The register has no unit called “{name}”. Add it first with “units add”.", name=text)
            )
        return Read(self._new_name(text), exact=False)

    def _new_name(self, text: str) -> str:
        name = text.removeprefix("+").strip()
        if not 2 <= len(name) <= self.max_length:
            raise Problem(t("A unit's name has 2 to {most} characters.", most=self.max_length))
        return name

    async def why_none(self, view: View) -> Message | None:
        """Say nothing: a new unit can be named in an empty register too."""

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return the units that match, and what was typed as a new one's name."""
        found = await super().options(view, query)
        name = bare(query).removeprefix("+").strip()
        return [*found, _new_unit(name)] if 2 <= len(name) <= self.max_length else found

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the unit's option, or that of a new one's name."""
        try:
            unit = (await self.read(raw, view)).value if raw else None
        except Problem:
            return ()
        return (_new_unit(unit),) if isinstance(unit, str) else await super().chosen(raw, view)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a known unit's name from the front, else a few words without one as the name of a new one."""
        first, _, rest = text.partition(" ")
        if plain_letters(first) in BEFORE_A_NAME and rest:
            text = rest.strip()
        taken = await super().take(text, view)
        if taken is None and len(text.split()) <= NAME_WORDS and not await self.find(text, view):
            return text, ""
        return taken

    def to_json(self, value: Unit | str) -> JsonValue:
        """Return the id, or `{"name": …}` of a new one."""
        return value.id if isinstance(value, Unit) else {"name": value}

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the unit, or the new one's name. Raises Problem where it is gone."""
        return Read(str(kept["name"])) if isinstance(kept, dict) else await super().from_json(kept, view)

    def filled_in(self, value: Unit | str, view: View) -> Raw:
        """Return the id, or the new name marked as such."""
        return value.id if isinstance(value, Unit) else f"+{value}"


def _new_unit(name: str) -> Option:
    return Option(value=f"+{name}", label=t("{name} (new to the register)", name=name))


KnownUnit = Annotated[Unit, UnitKind()]
AnyUnit = Annotated[Unit | str, NewUnitKind()]
