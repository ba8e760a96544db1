"""The rules that a collaboration keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.process import Stage, StagePart, load_process
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Position, Role, Unit
from storage.values.texts import Refusal

NOW = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
PROCESS = load_process()
STAGES = [stage.id for stage in PROCESS.stages]
ALMBY = Unit(id="almby", name="Almby skola", owner="municipal", school_form="compulsory")
MAJA = Person(id="maja", name="Maja", roles=(Role.DEVELOPER,), positions=(Position(unit_id="ekdala"),))
OLLE = Person(id="olle", name="Olle", roles=(Role.PARTNER,))
RUT = Person(id="rut", name="Rut", roles=(Role.PRINCIPAL,))
KARIN = Person(id="karin", name="Karin", roles=(Role.COORDINATOR,))


def _asked(**fields: Any) -> Collaboration:
    usual = {
        "id": "c",
        "unit_id": "almby",
        "principal_id": "rut",
        "requested_at": NOW,
        "stage": "requested",
        "stage_since": NOW,
        "purpose": "Läsning",
    }
    return Collaboration(**(usual | fields))


def test_a_pair_is_appointed() -> None:
    """Appointing takes a request on to its next stage, and notes when."""
    appointed = _asked().assign([MAJA, OLLE], ALMBY, RUT, PROCESS, now=LATER, today=LATER.date())
    assert appointed.developers == ("maja", "olle")
    assert (appointed.stage, appointed.stage_since) == ("assigned", LATER)
    assert appointed.members == ("rut", "maja", "olle")


def test_a_changed_pair_keeps_the_stage() -> None:
    """Later on, another pair changes nothing else."""
    changed = _asked(stage="learning", developers=("maja",)).assign(
        [OLLE], ALMBY, RUT, PROCESS, now=LATER, today=LATER.date()
    )
    assert (changed.stage, changed.stage_since, changed.developers) == ("learning", NOW, ("olle",))


def test_the_same_person_counts_once() -> None:
    """Nobody is a pair alone."""
    assert _asked().assign([MAJA, MAJA], ALMBY, RUT, PROCESS, now=NOW, today=NOW.date()).developers == (
        "maja",
    )


@pytest.mark.parametrize(
    ("people", "unit", "fields", "said"),
    [
        ([], ALMBY, {}, "Choose who is to be appointed"),
        ([MAJA, KARIN], ALMBY, {}, "is not a developer"),
        ([MAJA.changed(active=False)], ALMBY, {}, "is not a developer"),
        (
            [MAJA.changed(positions=(Position(unit_id="almby"),)), OLLE],
            ALMBY,
            {},
            "can't be appointed to their own school",
        ),
        ([MAJA, OLLE], ALMBY.changed(confirmed=False), {}, "is not confirmed yet"),
        ([MAJA, OLLE], ALMBY, {"stage": "declined"}, "was declined"),
    ],
)
def test_who_cannot_be_appointed(people: list[Person], unit: Unit, fields: dict[str, str], said: str) -> None:
    """Nobody, no developer, who has left, one's own school, an unknown unit, a declined request."""
    with pytest.raises(Refusal, match=said):
        _asked(**fields).assign(people, unit, RUT, PROCESS, now=NOW, today=NOW.date())


def test_not_for_somebody_unconfirmed() -> None:
    """Who asked has to be confirmed first."""
    with pytest.raises(Refusal, match="is not confirmed yet"):
        _asked().assign([MAJA, OLLE], ALMBY, RUT.changed(approved=False), PROCESS, now=NOW, today=NOW.date())


def test_others_are_those_to_tell() -> None:
    """The principal and the developers, but for the one who acts; the process group isn't told all."""
    collaboration = _asked(developers=("maja", "olle"), process_group=("pelle",))
    assert collaboration.others(MAJA) == ("rut", "olle")
    assert collaboration.others(KARIN) == ("rut", "maja", "olle")
    assert collaboration.members == ("rut", "maja", "olle", "pelle")


def test_declined_with_a_reason() -> None:
    """A declined request keeps why, and is no request any more."""
    declined = _asked().decline("Inget par är ledigt.", PROCESS, now=LATER)
    assert (declined.stage, declined.stage_since, declined.decline_reason) == (
        "declined",
        LATER,
        "Inget par är ledigt.",
    )
    ways: tuple[Callable[[], Collaboration], ...] = (
        lambda: declined.decline("x", PROCESS, now=LATER),
        lambda: declined.enquire("x", KARIN, PROCESS, now=LATER),
    )
    for again in ways:
        with pytest.raises(Refusal, match="already been dealt with"):
            again()


def test_a_question_about_what_no_longer_waits() -> None:
    """Once the request is declined or withdrawn nobody is asked for an answer any more."""
    asked = _asked().enquire("Vilka?", KARIN, PROCESS, now=NOW)
    for ended in (
        asked.decline("x", PROCESS, now=LATER),
        asked.withdraw("", PROCESS, now=LATER),
    ):
        assert ended.open_enquiry(PROCESS) is None
        with pytest.raises(Refusal, match="No question waits"):
            ended.answer("Alla.", PROCESS)


def test_a_question_and_its_answer() -> None:
    """One question is open at a time; its answer closes it; another can follow."""
    asked = _asked().enquire("Vilka?", KARIN, PROCESS, now=NOW)
    enquiry = asked.open_enquiry(PROCESS)
    assert enquiry is not None
    assert enquiry.asked_by == "karin"
    with pytest.raises(Refusal, match="already waits"):
        asked.enquire("När?", KARIN, PROCESS, now=NOW)
    answered = asked.answer("Alla.", PROCESS)
    assert answered.open_enquiry(PROCESS) is None
    with pytest.raises(Refusal, match="No question waits"):
        answered.answer("Igen.", PROCESS)
    again = answered.enquire("När?", KARIN, PROCESS, now=LATER).answer("Då.", PROCESS)
    assert [(one.text, one.answer) for one in again.enquiries] == [("Vilka?", "Alla."), ("När?", "Då.")]


@given(st.lists(st.sampled_from(STAGES), max_size=8))
def test_stages_are_never_gone_back(reached: list[str]) -> None:
    """Whatever is booked in whatever order, a collaboration only moves on."""
    collaboration = _asked(stage="assigned")
    for hours, stage in enumerate(reached, start=1):
        before = collaboration
        collaboration = collaboration.reach(stage, PROCESS, now=NOW + timedelta(hours=hours))
        assert not PROCESS.is_past(before.stage, collaboration.stage)
        if collaboration.stage == before.stage:
            assert collaboration.stage_since == before.stage_since


@pytest.mark.parametrize(
    "stage", [one.id for one in PROCESS.stages if one.part is StagePart.RESTING or one.ended]
)
def test_what_rests_or_has_ended_stays_there(stage: str) -> None:
    """A session that is held takes it nowhere, whatever stands after the stage in the file."""
    after = Stage(id="after", sv="sedan", en="after", part=StagePart.WORK)
    process = PROCESS.model_copy(update={"stages": (*PROCESS.stages, after)})
    there = _asked(stage=stage, developers=("maja",))
    assert there.reach("after", process, now=LATER) is there


def test_a_question_about_what_has_ended() -> None:
    """Where the work was broken off, a question of the request's no longer waits."""
    asked = _asked().enquire("Vilka?", KARIN, PROCESS, now=NOW)
    assert asked.changed(stage="learning").open_enquiry(PROCESS) is not None
    assert asked.changed(stage="ended-early").open_enquiry(PROCESS) is None


@pytest.mark.parametrize("stage", STAGES)
def test_when_sessions_can_be_booked(stage: str) -> None:
    """Once a pair is appointed and until the end; a pause is no end."""
    ended = PROCESS.stage(stage).ended
    with pytest.raises(Refusal, match="No pair is appointed yet"):
        _asked(stage=stage).open_for_sessions(PROCESS)
    appointed = _asked(stage=stage, developers=("maja", "olle"))
    if ended:
        with pytest.raises(Refusal, match="has ended"):
            appointed.open_for_sessions(PROCESS)
    else:
        appointed.open_for_sessions(PROCESS)
