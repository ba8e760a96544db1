"""How much developers have to lead, weighed by the sizes of the collaborations, and how much fits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.core.scene import Scene
from storage.documents.collaborations import Collaboration
from storage.documents.people import DEVELOPING, FULL_TIME, Person
from storage.store import Equal
from storage.values.texts import Message, t, tn
from storage.values.times import Term

HALF = 0.5
WITHIN_WEEKS = 6  # in which what ends is pointed out


@dataclass(frozen=True)
class Load:
    """What somebody leads.

    Attributes:
        led: the collaborations.
        weight: what they weigh together.
        limit: how much fits their share of full time, or None where nobody has said that share.
    """

    led: Sequence[Collaboration]
    weight: float
    limit: float | None

    @property
    def too_much(self) -> bool:
        """Whether it is more than fits."""
        return self.limit is not None and self.weight > self.limit

    @property
    def words(self) -> Message:
        """The load in words: how many collaborations, what they weigh, and how much fits."""
        count = tn("{count} collaboration", "{count} collaborations", len(self.led))
        if self.limit is not None:
            return t("{count}, {weight} of {limit}", count=count, weight=self.weight, limit=self.limit)
        if self.weight != len(self.led):
            return t("{count}, weight {weight}", count=count, weight=self.weight)
        return count


async def load_of(person: Person, scene: Scene) -> Load:
    """Return what somebody leads now: what is under way, and neither waits nor is paused."""
    return _load(person, [one for one in await led_by(person, scene) if not one.pause], scene.today, scene)


async def load_with(person: Person, collaboration: Collaboration, scene: Scene) -> Load:
    """Return what somebody would lead now with a collaboration besides, as it would be."""
    led = [one for one in await led_by(person, scene) if not one.pause and one.id != collaboration.id]
    return _load(person, [*led, collaboration], scene.today, scene)


async def load_in(person: Person, term: Term, scene: Scene) -> Load:
    """Return what somebody will lead in a term, of what is under way now: paused until then, too."""
    days = scene.municipality.calendar.term(term.season, term.year)
    led = [
        one
        for one in await led_by(person, scene)
        if (one.expected_end is None or one.expected_end >= days.first)
        and not (one.pause and (one.pause.back is None or one.pause.back > days.last))
    ]
    return _load(person, led, max(days.first, scene.today), scene)


def next_term(day: date) -> Term:
    """Return the term after the one that a day lies in."""
    term = Term.of(day)
    return Term(season="HT", year=term.year) if term.season == "VT" else Term(season="VT", year=term.year + 1)


def share_on(person: Person, day: date) -> int | None:
    """Return the percent of full time for which somebody develops on a day, or None where nobody has said."""
    held = [one for one in person.positions_as(*DEVELOPING) if one.holds(day)]
    shares = [one.share for one in held if one.share is not None]
    return min(sum(shares), FULL_TIME) if shares else None


def develops_until(person: Person) -> date | None:
    """Return the last day of somebody's last position as a developer; None where it is open, or is none."""
    ends = [one.until for one in person.positions_as(*DEVELOPING)]
    dated = [one for one in ends if one]
    return max(dated) if dated and len(dated) == len(ends) else None


async def led_by(person: Person, scene: Scene) -> list[Collaboration]:
    """Return the collaborations under way that somebody is appointed to."""
    found = await scene.find(Collaboration, Equal("members", person.id))
    return [one for one in found if person.id in one.developers and not one.has_ended(scene.process)]


def _load(person: Person, led: Sequence[Collaboration], day: date, scene: Scene) -> Load:
    share = share_on(person, day)
    limit = None if share is None else _halves(scene.process.full_load * share / FULL_TIME)
    return Load(led, sum(scene.process.size(one.size).weight for one in led), limit)


def _halves(number: float) -> float:
    """Return a number rounded to halves, which is as fine as people plan."""
    return round(number / HALF) * HALF
