"""Random acts by random people: no forbidden state comes of them, and nobody reads what they may not."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from handlers.core.replies import Confirm
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Unit
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.documents.steps import Step
from storage.store import Equal
from tests.handlers.desk import Seat, Town

T = TypeVar("T")
EVERYBODY = ("karin", "henrik", "maja", "olle", "sana", "petter", "ylva", "rut", "bengt", "greta")
UNITS = ("Almby", "Björkängen", "Granliden", "Tallåsskolan")
DEVELOPERS = ("Maja", "Olle", "Sana", "Petter")
PRINCIPALS = ("Rut", "Bengt", "Greta")
LINES = (
    "utse {unit} {developer} och {other}",
    "återuppta {unit}",
    "aktivera {developer}",
    "pausa {unit} till v 10",
    "begär {unit} syfte=Plan{number}z effekter=Effekt",
    "avböj {unit}",
    "återkalla {unit}",
    "väntelista {unit} VT27",
    "ställ in {unit}",
    "kan inte {unit}",
    "förläng {unit} till VT28",
    "avsluta {unit}",
    "öppna igen {unit}",
    "skede {unit} arbetsplan",
    "medverkande {unit} Ylva",
    "överlämna {unit} Läge{number}",
    "ändra samarbete {unit} deltar=Alla{number}",
    "godkänn förslaget",
    "inaktivera {developer}",
)
WHO = (*EVERYBODY, *("karin",) * 8)
"""Who acts: often somebody who may."""
NUMBERS = st.integers(0, 20)
SHARING = ("dela med rektor", "", "bara jag")


@dataclass(frozen=True)
class Written:
    """A reflection: its author's word in it, and who led the session and was principal as it was written."""

    word: str
    author: str
    shared_with: tuple[Readers, ...]
    pair: tuple[str, ...]
    principals: tuple[str, ...]


class AnyLife(RuleBasedStateMachine):
    """The town at its desk."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._runner = self._stack.enter_context(asyncio.Runner())
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self.town = Town(Path(folder))
        self._runner.run(self.town.open())
        self.number = 0
        self.last = "karin"
        self.written: dict[str, Written] = {}
        self.steps: dict[str, int] = {}
        for unit, principal in (("Almby", "Rut"), ("Tallåsskolan", "Rut")):
            self._does("karin", f"begär {unit} rektor={principal} syfte=Plan{unit}z effekter=Effekt")

    def teardown(self) -> None:
        """Close the store."""
        self._runner.run(self.town.store.close())
        self._stack.close()

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def _all(self, kind: type[Any]) -> list[Any]:
        return self._run(self.town.find(kind))

    def _does(self, who: str, line: str, *corrections: str) -> str:
        """Write a line, what is to be different in its read-back, and confirm it if it is read back."""
        self.town.later(minutes=2)
        seat = self.town.seat(who)
        seen = self._run(seat.says(line))
        assert "Något gick fel" not in seen, line
        if not any(isinstance(one, Confirm) for one in seat.answer.replies):
            seen += self._chooses(seat)
        for text in corrections:
            if any(isinstance(one, Confirm) for one in seat.answer.replies):
                seen += self._run(seat.says(text))
        if any(isinstance(one, Confirm) for one in seat.answer.replies):
            seen += self._run(seat.says("ja"))
        assert "Något gick fel" not in seen, line
        return seen

    def _chooses(self, seat: Seat) -> str:
        """Choose the first of what is asked about, if something is."""
        offered = [one for one in seat.buttons if one.action == "pick"]
        return self._run(seat.presses(offered[0])) if offered else ""

    @rule(
        who=st.sampled_from(WHO),
        line=st.sampled_from(LINES),
        unit=st.sampled_from(UNITS),
        pair=st.permutations(DEVELOPERS),
        principal=st.sampled_from(PRINCIPALS),
        days=st.integers(1, 60),
    )
    def acts(self, who: str, line: str, unit: str, pair: list[str], principal: str, days: int) -> None:
        """Somebody does something, whether they may or not."""
        self.number += 1
        named = {"developer": pair[0], "other": pair[1], "principal": principal}
        self.last = who
        self._does(who, line.format(unit=unit, days=days, number=self.number, **named))

    def _led(self, number: int) -> tuple[Collaboration, str]:
        """Return a collaboration with a pair, and its unit's name."""
        led = [one for one in self._all(Collaboration) if one.developers]
        one = led[number % len(led)]
        return one, self._run(self.town.get(Unit, one.unit_id)).name

    @rule(number=NUMBERS, days=st.integers(1, 60), kind=st.sampled_from(("", "första möte")))
    def books(self, number: int, days: int, kind: str) -> None:
        """One of a pair books."""
        one, unit = self._led(number)
        self.last = one.developers[number % len(one.developers)]
        self._does(self.last, f'boka "{unit}" {kind} om {days} dagar kl 14')

    @rule(number=NUMBERS, new=st.sampled_from(DEVELOPERS))
    def replaces(self, number: int, new: str) -> None:
        """One of a pair gives way to somebody."""
        one, unit = self._led(number)
        self.last = "karin"
        old = self._run(self.town.get(Person, one.developers[number % len(one.developers)])).name
        self._does("karin", f'byt ut {old} mot {new} på "{unit}"')

    @rule(number=NUMBERS, new=st.sampled_from(PRINCIPALS))
    def gets_another_principal(self, number: int, new: str) -> None:
        """A collaboration is led at the unit by somebody else, who reads what comes from then on."""
        self.last = "karin"
        self._does("karin", f'byt rektor "{self._led(number)[1]}" {new}')
        self._reads(new.lower())

    @rule()
    def undoes(self) -> None:
        """Whoever acted last takes it back."""
        self._does(self.last, "ångra")

    @rule(number=NUMBERS, who=st.sampled_from(EVERYBODY), sharing=st.sampled_from(SHARING))
    def reflects(self, number: int, who: str, sharing: str) -> None:
        """Somebody reflects on a session, most often one who led it."""
        self.number += 1
        word = f"Ord{self.number}x"
        ended = [one for one in self._all(Session) if one.ends_at < self.town.now and one.collaboration_id]
        one = ended[number % len(ended)]
        writer = one.people[0] if one.people and number % 3 else who
        self._does(writer, f"reflektera {one.id} 4 {word}", *filter(None, [sharing]))
        for one in self._all(Reflection):
            if word in one.happened:
                collaboration = self._run(self.town.get(Collaboration, one.collaboration_id))
                pair = self._run(self.town.get(Session, one.session_id)).people
                principals = collaboration.principals
                self.written[one.id] = Written(word, one.author_id, one.shared_with, pair, principals)

    @rule(days=st.integers(1, 40))
    def passes(self, days: int) -> None:
        """Time passes, and the clock looks."""
        self.town.later(days=days)
        self._run(self.town.tick())

    @rule(who=st.sampled_from(EVERYBODY))
    def reads(self, who: str) -> None:
        """Whoever reads sees nothing that was not shared with them, nor of what they take no part in."""
        self._reads(who)

    def _reads(self, who: str) -> None:
        seen = self._does(who, "reflektioner")
        for one in self.written.values():
            if one.word in seen:
                assert self._may_read(who, one), (who, one)
        seen = self._does(who, "läget")
        person = self._run(self.town.get(Person, who))
        for one in self._all(Collaboration):
            if one.purpose.startswith("Plan") and one.purpose in seen:
                assert person.coordinates or who in one.members, (who, seen, one)

    def _may_read(self, who: str, written: Written) -> bool:
        (collaboration,) = [
            one
            for one in self._all(Collaboration)
            if any(
                kept.collaboration_id == one.id
                for kept in self._all(Reflection)
                if kept.id in self.written and self.written[kept.id] is written
            )
        ]
        return (
            who == written.author
            or (Readers.PAIR in written.shared_with and who in written.pair)
            or (Readers.COORDINATOR in written.shared_with and who in {"karin", "henrik"})
            or (
                Readers.PRINCIPAL in written.shared_with
                and who in written.principals
                and who in collaboration.principals
            )
        )

    @invariant()
    def is_in_order(self) -> None:
        """Stage, pair, pause and end fit together; nobody leads at their own school; no step is lost."""
        process = self.town.dispatch._begin.municipality.process
        people = {one.id: one for one in self._all(Person)}
        for one in self._all(Collaboration):
            asked = one.is_request(process) or one.stage in {process.refused.id, process.withdrawn.id}
            assert asked != bool(one.developers), one
            rests = process.resting is not None and one.stage == process.resting.id
            assert rests == (bool(one.pause) and not one.has_ended(process)), one
            assert not (one.ending and not one.has_ended(process)), one
            assert not set(one.principals) & set(one.developers), one
            assert not any(one.unit_id in people[each].units for each in one.developers), one
            self._check_sessions(one)
            self._check_steps(one)

    def _check_sessions(self, collaboration: Collaboration) -> None:
        process = self.town.dispatch._begin.municipality.process
        for one in self._run(self.town.find(Session, Equal("collaboration_id", collaboration.id))):
            if one.state is Held.BOOKED and one.starts_at > self.town.now and collaboration.at_work(process):
                assert set(one.people) == set(collaboration.developers), (one, collaboration)

    def _check_steps(self, collaboration: Collaboration) -> None:
        found = self._run(self.town.find(Step, Equal("collaboration_id", collaboration.id), order_by="at"))
        assert len(found) >= self.steps.get(collaboration.id, 0)
        self.steps[collaboration.id] = len(found)
        stages = [one.stages for one in found if one.stages]
        assert not stages or stages[-1][1] == collaboration.stage, (collaboration.stage, found)


AnyLife.TestCase.settings = settings(max_examples=10, stateful_step_count=40, deadline=None)
TestAnyLife = AnyLife.TestCase
