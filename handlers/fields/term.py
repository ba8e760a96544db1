"""The field that says a term: `HT26`, `vårterminen 2027`, `nästa termin`, `autumn term`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.view import View
from handlers.fields.text import bare
from storage.documents.drafts import Raw
from storage.values.texts import Message, t, typed
from storage.values.times import Term

_YEAR = r"(?:\s?[-/]?(?P<year>(?:20)?\d\d))?"
_LEAD = r"(?:(?:till|to|until|i|under) )?"


def _named(names: str, ends: str = "") -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}(?:{names}){ends}(?!\w)", re.IGNORECASE)


_AUTUMN = _named(r"ht|hösten|höst ?termin(?:en)?|(?:the )?autumn(?: term)?", _YEAR)
_SPRING = _named(r"vt|våren|vår ?termin(?:en)?|(?:the )?spring(?: term)?", _YEAR)
_NEXT = _named(r"(?:nästa|kommande) termin|(?:the )?(?:next|coming) term")


class TermKind(FieldKind):
    """A term to come or under way, at the front of a line."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the Term. Raises Problem for what says none, or one that is over."""
        found = self._found(bare(raw), view)
        if found is None or found[2]:
            raise Problem(t("I don't understand which term. Write for example HT27 or VT28."))
        if _order(found[0]) < _order(Term.of(view.today)):
            raise Problem(t("{term} is over. Write a term to come.", term=str(found[0])))
        return Read(found[0], exact=False)

    def to_json(self, value: Term) -> JsonValue:
        """Return the term's short name."""
        return str(value)

    async def show(self, value: Any, view: View) -> Message:
        """Return the term's short name."""
        return typed(str(value))

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a term from the front of a line."""
        found = self._found(text, view)
        return (found[1], found[2]) if found else None

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the term that a text says, if it says nothing else."""
        found = self._found(text, view)
        return await self.read(text, view) if found and not found[2] else None

    def _found(self, text: str, view: View) -> tuple[Term, str, str] | None:
        """Return the term, the words for it and what comes after; without a year it is the coming one."""
        present = Term.of(view.today)
        if led := _NEXT.match(text):
            return _after(present), led[0], text[led.end() :].strip()
        seasons: tuple[tuple[re.Pattern[str], Literal["HT", "VT"]], ...] = ((_AUTUMN, "HT"), (_SPRING, "VT"))
        for pattern, season in seasons:
            if led := pattern.match(text):
                said = led["year"]
                term = Term(season=season, year=2000 + int(said) % 100) if said else _coming(season, present)
                return term, led[0], text[led.end() :].strip()
        return None


def _order(term: Term) -> tuple[int, str]:
    """Return what terms are put in order by: VT comes before HT of the same year."""
    return term.year, "" if term.season == "VT" else term.season


def _after(term: Term) -> Term:
    return Term(season="HT", year=term.year) if term.season == "VT" else Term(season="VT", year=term.year + 1)


def _coming(season: Literal["HT", "VT"], present: Term) -> Term:
    first = _after(present)
    return first if first.season == season else _after(first)


ATerm = Annotated[Term, TermKind()]
