"""Which collaborations a board is to show: by unit, people, state, stage, form, term and standpoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.boards.turns import Turn
from handlers.collaborations.names import unit_name
from handlers.core.lists import standpoint_traits, traits
from handlers.core.sifting import Row, Trait, sifted
from handlers.core.view import View
from handlers.people.names import person_name
from storage.documents.collaborations import Collaboration
from storage.documents.people import Unit
from storage.values.texts import named
from storage.values.times import Term

LATE, WAITS, PAUSED, CLOSED, REFUSED, TAKEN_BACK, REQUEST = (
    "state-late",
    "state-waits",
    "state-paused",
    "state-closed",
    "state-refused",
    "state-taken-back",
    "state-request",
)
STATES = (
    Trait("state", LATE, ("försenade", "försenat", "sena", "late", "overdue", "delayed")),
    Trait("state", WAITS, ("väntar", "väntande", "står still", "stuck", "waiting")),
    Trait("state", PAUSED, ("pausade", "på paus", "vilande", "on hold")),
    Trait("state", CLOSED, ("avslutade", "klara", "closed", "ended")),
    Trait("state", REFUSED, ("avböjda", "avslagna", "refused")),
    Trait("state", TAKEN_BACK, ("återkallade", "taken back")),
    Trait("state", REQUEST, ("förfrågningar", "begärda", "requests")),
)
_OVER = {CLOSED, REFUSED, TAKEN_BACK}


async def wanted(
    text: str, found: Sequence[Collaboration], turns: dict[str, Turn], view: View
) -> list[Collaboration]:
    """Return the collaborations that a text asks for; of those that are over only where it asks for such.

    `turns`: whose turn it is, of those under way.
    """
    rows = [await _row(one, turns.get(one.id), view) for one in found]
    forms = {one.id: named(one) for one in view.process.school_forms}
    stages = {f"stage-{one.id}": named(one) for one in view.process.stages}
    terms = {one for row in rows for one in row.traits if one[:2] in {"HT", "VT"}}
    every = (
        *STATES,
        *traits("school form", forms, view),
        *traits("stage", stages, view),
        *standpoint_traits(view),
        *(Trait("term", one, (one,)) for one in sorted(terms)),
    )
    sought = await sifted(text, rows, every)
    under_way = [one for one in sought if not one.has_ended(view.process)]
    named_terms = any(one.casefold() in text.casefold() for one in terms)
    return sought if named_terms or not under_way else under_way


async def _row(one: Collaboration, turn: Turn | None, view: View) -> Row[Collaboration]:
    unit = await view.get(Unit, one.unit_id)
    people = [await person_name(each, view) for each in (*one.developers, *one.principals)]
    names = (await unit_name(one, view), *people)
    its = {unit.school_form} if unit else set()
    its |= {f"stage-{one.stage}", *_states(one, turn, view), *(str(term) for term in _terms(one, view))}
    return Row(one, names, frozenset(its | {goal.standpoint for goal in one.goals if goal.standpoint}))


def _states(one: Collaboration, turn: Turn | None, view: View) -> Iterator[str]:
    if turn and turn.weeks:
        yield LATE
    if turn and turn.waits:
        yield WAITS
    if one.pause and not one.has_ended(view.process):
        yield PAUSED
    if one.is_request(view.process):
        yield REQUEST
    if one.stage == view.process.refused.id:
        yield REFUSED
    elif one.stage == view.process.withdrawn.id:
        yield TAKEN_BACK
    elif one.has_ended(view.process):
        yield CLOSED


def _terms(one: Collaboration, view: View) -> Iterator[Term]:
    """Yield the terms in which it was under way, or is expected to be."""
    zone = view.municipality.zone
    last = one.ending.at.astimezone(zone).date() if one.ending else one.expected_end or view.today
    term, end = Term.of(one.requested_at.astimezone(zone).date()), Term.of(last)
    while _order(term) <= _order(end):
        yield term
        autumn = term.season == "HT"
        term = Term(season="VT", year=term.year + 1) if autumn else Term(season="HT", year=term.year)


def _order(term: Term) -> date:
    return date(term.year, 8 if term.season == "HT" else 1, 1)
