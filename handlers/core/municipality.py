"""How things are done here: one installation serves one municipality."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.calendar import Calendar
from config.filler import Filler
from config.glossary import Glossary
from config.list_words import ListWords
from config.process import Process, Programme
from config.unit_words import UnitWords
from config.ways import Ways
from config.yes_and_no import YesAndNo
from handlers.core.incoming import Actor
from handlers.core.words import language_of
from storage.documents.people import Language, Person


@dataclass(frozen=True)
class Municipality:
    """The municipality's ways.

    Attributes:
        zone: in which people's times are meant.
        language: for those whose language is not known.
        coordinators: identities that are coordinators from the start.
    """

    zone: ZoneInfo
    language: Language
    process: Process
    programme: Programme
    calendar: Calendar
    filler: Filler
    glossary: Glossary
    ways: Ways
    unit_words: UnitWords
    list_words: ListWords
    yes_and_no: YesAndNo
    coordinators: frozenset[str] = frozenset()

    def language_for(self, person: Person | None, actor: Actor) -> Language:
        """Return what the person chose, else what their platform says, else the municipality's language."""
        chosen = person.language if person else None
        return chosen or language_of(actor.locale) or self.language
