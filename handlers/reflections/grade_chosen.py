"""The fields that say how a session went: whether it was held, and its grade as people write one."""

from __future__ import annotations

import re
from typing import Annotated

from handlers.core.forms import Read
from handlers.core.matching import plain_letters
from handlers.core.replies import Option
from handlers.core.view import View
from handlers.fields.text import ChoiceKind, bare
from handlers.reflections.shown import GRADES
from handlers.sessions.shown import STATES
from storage.documents.drafts import Raw
from storage.documents.sessions import Held

_NUMBERS = {
    word: str(number)
    for words in (("ett", "två", "tre", "fyra", "fem"), ("one", "two", "three", "four", "five"))
    for number, word in enumerate(map(plain_letters, words), start=1)
}
_GRADE = re.compile(
    r"(?:(?:betyg|betyget|grade|en|ett|a)\s+)?"
    r"(?:(?P<digit>[1-5])(?:\s?(?:/|av|of|out of)\s?5|:[ao])?(?=[\s.,:;!–-]|$)(?![.,:]\d)"
    r"|(?P<word>\w+)(?:\s(?:av|of|out of)\s(?:5|fem|five)|(?=\s*(?:[.,:;!–-]|$))))"
    r"[\s.,:;!–-]*",
    re.IGNORECASE,
)
_MOVED = ("flyttades", "flyttat", "uppskjuten", "uppskjutet", "postponed", "rescheduled")
_NOT_HELD = (
    *(
        "inställd",
        "inställt",
        "inställda",
        "ställdes in",
        "blev inställd",
        "blev inställt",
        "inte av",
        "hölls inte",
    ),
    *("genomfördes inte", "cancelled", "canceled", "called off", "did not happen", "didn't happen"),
)


class GradeKind(ChoiceKind):
    """A grade from 1 to 5: `4`, `4.`, `4/5`, `4 av 5`, `betyg 4`, `fyra`."""

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a grade from the front; a number in letters only where nothing is counted with it."""
        found = _GRADE.match(text)
        grade = _grade(found)
        return (grade, text[found.end() :]) if found and grade else await super().take(text, view)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the grade, by what people write for it or by its name. Raises Problem with all offered."""
        return await super().read(_grade(_GRADE.fullmatch(bare(raw))) or raw, view)


def _grade(found: re.Match[str] | None) -> str:
    return (found["digit"] or _NUMBERS.get(plain_letters(found["word"]), "")) if found else ""


def _outcomes(view: View) -> list[Option]:
    held = (Held.HELD, Held.MOVED, Held.NOT_HELD)
    return [Option(value=one.value, label=STATES[one]) for one in held]


def _grades(view: View) -> list[Option]:
    return [Option(value=str(number), label=label) for number, label in enumerate(GRADES, start=1)]


OUTCOME = ChoiceKind(
    _outcomes, Held.HELD.value, also=lambda _: {Held.MOVED: _MOVED, Held.NOT_HELD: _NOT_HELD}
)
GRADE = GradeKind(_grades)
Outcome = Annotated[str, OUTCOME]
Grade = Annotated[str, GRADE]
