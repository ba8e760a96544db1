"""The collaborations of the sample, in all stages, with the steps that took each where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.sample.days import DaysFrom
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration, Enquiry, Goal
from storage.documents.lives import Ending, Partner, Pause
from storage.documents.steps import Step, StepKind

COORDINATOR = "karin"
Reached = tuple[tuple[str, int], ...]
"""Each stage and how many days ago it was reached, the first one first."""


@dataclass(frozen=True)
class Course:
    """What one collaboration is about, who leads it, and how it has gone on.

    `years` is how many school years it is expected to last from the present one; `why` is the reason of what
    was done last.
    """

    unit: str
    principal: str
    purpose: str
    goal: str
    standpoint: str
    participants: str
    reached: Reached
    pair: tuple[str, ...] = ()
    size: str | None = None
    years: int = 1
    why: str = ""

    @property
    def id(self) -> str:
        """The collaboration's id."""
        return f"c-{self.unit}"


COURSES = (
    Course(
        "granliden",
        "greta",
        "Mer likvärdig bedömning mellan ämneslagen.",
        "Eleverna vet vad de ska lära sig härnäst.",
        "visible-learning",
        "Alla ämneslag",
        (
            ("requested", 120),
            ("assigned", 110),
            ("first-meeting", 100),
            ("kickoff", 92),
            ("mapping", 85),
            ("work-plan", 50),
            ("learning", 40),
        ),
        ("maja", "petter"),
    ),
    Course(
        "bjorkangen",
        "bengt",
        "Mer lekbaserad undervisning utomhus.",
        "Barnen utforskar mer tillsammans.",
        "cooperation",
        "Två arbetslag",
        (("requested", 5),),
    ),
    Course(
        "lovsta",
        "lovisa",
        "Läsförståelse i alla ämnen, från åk 4.",
        "Eleverna använder samma lässtrategier i alla ämnen.",
        "expectations",
        "Lärarna i åk 4–6",
        (("requested", 9),),
    ),
    Course(
        "norrgarden",
        "nora",
        "Övergången från förskoleklass till åk 1.",
        "Barnen känner igen sig när de börjar åk 1.",
        "cooperation",
        "Förskoleklass och åk 1",
        (("requested", 30),),
    ),
    Course(
        "klockarang",
        "hanna",
        "Samtal som för tanken vidare i matematik.",
        "Eleverna förklarar hur de tänker.",
        "expectations",
        "Matematiklärarna",
        (("requested", 24), ("assigned", 6)),
        ("sana", "johan"),
        "small",
    ),
    Course(
        "furulund",
        "agnes",
        "Gemensamma rutiner för lugn vid lektionens start.",
        "Alla lektioner börjar i tid och med ett mål.",
        "cooperation",
        "Hela skolan",
        (("requested", 38), ("assigned", 20), ("first-meeting", 9)),
        ("olle", "anna"),
    ),
    Course(
        "regnbagen",
        "ragna",
        "Barns flerspråkighet i vardagen.",
        "Alla barn möter sina språk varje dag.",
        "openness",
        "Tre arbetslag",
        (("requested", 45), ("assigned", 30), ("first-meeting", 18), ("kickoff", 8)),
        ("maja", "leila"),
        "small",
    ),
    Course(
        "sjovik",
        "samir",
        "Återkoppling som eleverna använder.",
        "Eleverna bearbetar sina texter efter återkoppling.",
        "visible-learning",
        "Språklärarna",
        (("requested", 60), ("assigned", 48), ("first-meeting", 40), ("kickoff", 30), ("mapping", 20)),
        ("sana", "tove"),
    ),
    Course(
        "stenbro",
        "stina",
        "Elevernas delaktighet i planeringen.",
        "Eleverna är med och väljer arbetssätt.",
        "openness",
        "Arbetslagen F–3 och 4–6",
        (("requested", 120), ("assigned", 112), ("first-meeting", 104), ("kickoff", 98), ("mapping", 90)),
        ("olle", "johan"),
    ),
    Course(
        "vasterang",
        "viktor",
        "Stödstrukturer i språkutvecklande undervisning.",
        "Fler elever klarar texterna i NO och SO.",
        "support",
        "NO- och SO-lärarna",
        (
            ("requested", 130),
            ("assigned", 122),
            ("first-meeting", 115),
            ("kickoff", 106),
            ("mapping", 99),
            ("work-plan", 60),
        ),
        ("anna", "leila"),
    ),
    Course(
        "hammarslatt",
        "hedda",
        "Höga förväntningar på yrkesprogrammen.",
        "Fler elever fullföljer gymnasiearbetet.",
        "expectations",
        "Yrkeslärarna och mentorerna",
        (
            ("requested", 400),
            ("assigned", 385),
            ("first-meeting", 378),
            ("kickoff", 370),
            ("mapping", 362),
            ("work-plan", 320),
            ("learning", 300),
        ),
        ("petter", "tove"),
        "large",
    ),
    Course(
        "glantan",
        "fatima",
        "Undervisning i förskolan: från plan till lek.",
        "Barnens frågor styr temat.",
        "exchange",
        "Alla avdelningar",
        (
            ("requested", 140),
            ("assigned", 128),
            ("first-meeting", 120),
            ("kickoff", 112),
            ("mapping", 105),
            ("work-plan", 70),
            ("learning", 60),
        ),
        ("signe", "leila"),
    ),
    Course(
        "lindang",
        "ludvig",
        "Kollegialt lärande i små ämneslag.",
        "Lärarna prövar ut uppgifter tillsammans.",
        "exchange",
        "Högstadiets lärare",
        (
            ("requested", 110),
            ("assigned", 100),
            ("first-meeting", 92),
            ("kickoff", 85),
            ("mapping", 78),
            ("work-plan", 45),
            ("learning", 35),
        ),
        ("anna", "petter"),
    ),
    Course(
        "myrstacken",
        "fatima",
        "Dokumentation som leder vidare.",
        "Barnen ser sitt eget lärande.",
        "visible-learning",
        "Två avdelningar",
        (
            ("requested", 100),
            ("assigned", 90),
            ("first-meeting", 80),
            ("kickoff", 72),
            ("mapping", 65),
            ("paused", 12),
        ),
        ("signe", "emil"),
        "small",
        why="Ny arbetslagsledare efter årsskiftet.",
    ),
    Course(
        "vuxna",
        "kim",
        "Formativ bedömning på kvällskurserna.",
        "Deltagarna vet vad nästa steg är.",
        "visible-learning",
        "Lärarna i sfi och svenska",
        (
            ("requested", 330),
            ("assigned", 320),
            ("first-meeting", 312),
            ("kickoff", 305),
            ("mapping", 298),
            ("work-plan", 255),
            ("learning", 240),
            ("closing", 15),
        ),
        ("emil", "johan"),
    ),
    Course(
        "trollskogen",
        "tyra",
        "Lärmiljön inne och ute.",
        "Barnen väljer själva mellan fler sorters lek.",
        "support",
        "Alla pedagoger",
        (
            ("requested", 390),
            ("assigned", 380),
            ("first-meeting", 372),
            ("kickoff", 365),
            ("mapping", 358),
            ("work-plan", 320),
            ("learning", 300),
            ("closing", 45),
            ("completed", 25),
        ),
        ("tove", "sana"),
        "small",
        years=0,
        why="Arbetsplanens mål är nådda.",
    ),
)


def courses(at: DaysFrom) -> list[Document]:
    """Return the collaborations and their history."""
    return [document for one in COURSES for document in (_collaboration(one, at), *_steps(one, at))]


def _collaboration(course: Course, at: DaysFrom) -> Collaboration:
    stage, days = course.reached[-1]
    return Collaboration(
        id=course.id,
        unit_id=course.unit,
        principal_id=course.principal,
        requested_at=at.on_a_workday(course.reached[0][1]),
        stage=stage,
        stage_since=at.on_a_workday(days),
        purpose=course.purpose,
        goals=(Goal(text=course.goal, standpoint=course.standpoint),),
        participants=course.participants,
        developers=course.pair,
        size=course.size,
        expected_end=at.school_year(course.years) - timedelta(days=50) if course.pair else None,
        **_of_its_own(course, at),
    )


def _of_its_own(course: Course, at: DaysFrom) -> dict[str, Any]:
    """Return what only some have: a question, a place on the waiting list, a partner, a pause, an end."""
    before, reached_at = course.reached[-2] if course.pair else ("", 0)
    since = at.on_a_workday(course.reached[-1][1])
    match course.unit:
        case "granliden":
            return {"start": "HT"}
        case "bjorkangen":
            return {"meeting_times": "tisdagar 13–15", "start": "VT"}
        case "lovsta":
            text = "Hur många lärare är med, och när har de gemensam tid?"
            return {"enquiries": (Enquiry(text=text, asked_by=COORDINATOR, asked_at=at.on_a_workday(7)),)}
        case "norrgarden":
            return {"waits_for": at.next_term()}
        case "lindang":
            return {"partners": (Partner(person_id="ylva", since=at.day(-40)),)}
        case "myrstacken":
            stage_since = at.on_a_workday(reached_at)
            back = at.day(40)
            return {
                "pause": Pause(
                    since=since, back=back, reason=course.why, stage=before, stage_since=stage_since
                )
            }
        case "trollskogen":
            stage_since = at.on_a_workday(reached_at)
            return {
                "ending": Ending(
                    at=since, early=False, reason=course.why, stage=before, stage_since=stage_since
                )
            }
        case _:
            return {}


def _steps(course: Course, at: DaysFrom) -> Iterator[Step]:
    before: str | None = None
    for stage, days in course.reached:
        what, by = _step(course, stage)
        yield Step(
            id=f"{course.id}-{stage}",
            collaboration_id=course.id,
            at=at.on_a_workday(days),
            by=by,
            what=what,
            stages=(before, stage),
            people=((), course.pair) if what is StepKind.PAIR else None,
            reason=course.why if what in {StepKind.PAUSED, StepKind.CLOSED} else "",
        )
        before = stage


def _step(course: Course, stage: str) -> tuple[StepKind, str | None]:
    """Return what was done when a stage was reached, and by whom."""
    match stage:
        case "requested":
            return StepKind.REQUESTED, course.principal
        case "assigned":
            return StepKind.PAIR, COORDINATOR
        case "paused":
            return StepKind.PAUSED, COORDINATOR
        case "completed":
            return StepKind.CLOSED, COORDINATOR
        case "work-plan":
            return StepKind.STAGE, course.pair[0]
        case _:
            return StepKind.STAGE, None
