"""Note what somebody is somewhere, from when until when: a developer's post, a principal's units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Option, Replace, Reply
from handlers.core.view import View
from handlers.fields.day import EndDay, StartDay
from handlers.fields.share import Share, Weekdays
from handlers.fields.text import ChoiceKind
from handlers.people.change import tell_changes
from handlers.people.chosen import Anybody
from handlers.people.positions_shown import position_words
from handlers.people.roles import ALSO_CALLED, all_roles
from handlers.people.shown import person_card
from handlers.units.chosen import KnownUnit
from storage.documents.people import AT_A_UNIT, COORDINATING, Person, Position, Role
from storage.values.texts import Message, t

WORKS = "works"


def _positions(view: View) -> list[Option]:
    return [*all_roles(view), Option(value=WORKS, label=t("works at the unit"))]


_ALSO = {**ALSO_CALLED, WORKS: ("arbetar", "anställd", "lärare", "förstelärare", "works", "teacher")}
What = Annotated[str, ChoiceKind(_positions, also=lambda _: _ALSO)]


class Note(Form):
    """Who is what, where, when and how much."""

    person: Anybody = ask(t("Person"))
    role: What = ask(t("Role"))
    unit: KnownUnit | None = ask(t("Unit"), default=None)
    since: StartDay | None = ask(t("From"), hint=t("For example HT26 or 15 August"), default=None)
    until: EndDay | None = ask(t("Last day"), hint=t("For example VT28 or 15 December"), default=None)
    share: Share | None = ask(t("Share of full time"), hint=t("For example 80 %"), more=True, default=None)
    weekdays: Weekdays = ask(t("Weekdays"), hint=t("For example Mon Tue Thu"), more=True, default=())

    @property
    def role_here(self) -> Role | None:
        """The role, or None where somebody just works at the unit."""
        return None if self.role == WORKS else Role(self.role)

    @property
    def position(self) -> Position:
        """The position that is noted."""
        return Position(
            role=self.role_here,
            unit_id=self.unit.id if self.unit else None,
            since=self.since,
            until=self.until,
            share=self.share,
            weekdays=self.weekdays,
        )

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Ask for the unit of what is at one; point out an end before the beginning."""
        if (self.role_here is None or self.role_here in AT_A_UNIT) and self.unit is None:
            return {"unit": t("Choose the unit where it is.")}
        if self.since and self.until and self.until < self.since:
            return {"until": t("It ends before it begins.")}
        if self.person.id == view.person.id and self.role_here in COORDINATING:
            return {"person": t("You can't take your own role away. Ask another coordinator to do it.")}
        return {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what it takes the place of."""
        was = _same(self.person, self.position)
        return [Notice(t("In place of: {position}", position=await position_words(was, view)))] if was else ()


@command(
    "position",
    sv="uppdrag",
    about=t("Note what somebody is, from when until when"),
    example=t("position {person} developer from HT26 until VT28 80 %", person="Maja"),
    who=COORDINATING,
    tells=True,
    order=87,
    back=t("Note it once more as it was, or with another last day."),
)
async def note(act: Act, form: Note) -> Reply:
    """Keep the position, in the place of one with the same role at the same unit; tell the person."""
    position, was = form.position, _same(form.person, form.position)
    others = tuple(one for one in form.person.positions if one is not was)
    roles = tuple(dict.fromkeys((*form.person.roles, *([position.role] if position.role else []))))
    noted = form.person.changed(positions=(*others, position), roles=roles).on(act.today)
    saved = act.save(noted)
    changes = [Fact(label=t("Position"), value=await position_words(position, act))]
    await tell_changes(saved, changes, act)
    return Replace(card=await person_card(saved, act))


def _same(person: Person, position: Position) -> Position | None:
    """Return the position that has the role at the unit already."""
    its = (position.role, position.unit_id)
    return next((one for one in person.positions if (one.role, one.unit_id) == its), None)
