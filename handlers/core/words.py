"""Messages worded in the reader's language, from gettext catalogues.

English stands in the code; each other language has `config/locales/<language>/*.po`, one file a room.
What a stored message was called in an earlier version, `config/locales/renamed.toml` still knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from handlers.core.renamed import Rewording, load_renamed
from handlers.when import formatting
from storage.documents.people import Language
from storage.values.texts import Bilingual, Mention, Message, Value, Within
from storage.values.times import Age, Brief, Day, Span, Term, Week

LANGUAGES: tuple[Language, ...] = ("sv", "en")
_NONE = {"sv": "inga", "en": "no"}
_LEFT_OUT = "…"  # for a value that a stored message lacks: no renderer may fail
_ENDED = re.compile(r"[.!?]\s+\Z|\n\Z")
LOCALES = Path(__file__).parents[2] / "config" / "locales"


class Words:
    """The catalogues of all languages. Immutable once loaded."""

    def __init__(
        self, catalogues: Mapping[str, Mapping[str, tuple[str, ...]]], renamed: Mapping[str, Rewording]
    ) -> None:
        """Take by English text: each language's words (one, or singular and plural), and renamed texts."""
        self._catalogues = catalogues
        self._renamed = renamed

    @classmethod
    def load(cls, folder: Path = LOCALES) -> Words:
        """Read all catalogues below `folder`, and what texts were called before."""
        catalogues = {place.name: _read(place) for place in folder.iterdir() if place.is_dir()}
        return cls(catalogues, load_renamed(folder / "renamed.toml"))

    def text(self, message: Message, language: str) -> str:
        """Word a message in `language` (`sv` or `en`), one of an earlier version as it is said now.

        Nothing is escaped yet. A value that the message lacks is shown as “…”, and a count of zero in words.
        """
        return self._worded(message, language, first=True)

    def _worded(self, message: Message, language: str, *, first: bool) -> str:
        if old := self._renamed.get(message.key):
            message = old.present(message)
        said = ""
        for text, place, _, _ in Formatter().parse(self._translated(message, language)):
            said += text
            if place is not None:
                begins = _ENDED.search(said) is not None if said else first
                said += self._in_place(place, message, language, first=begins)
        return said

    def _in_place(self, place: str, message: Message, language: str, *, first: bool) -> str:
        if place not in message.values:
            return _LEFT_OUT
        value = message.values[place]
        if value == 0 and place == "count" and message.plural is not None:
            return _NONE[language].capitalize() if first else _NONE[language]
        return self._value(value, language, first=first)

    def known(self, key: str, language: str) -> bool:
        """Tell whether `key` has words in `language`."""
        return language == "en" or key in self._catalogues[language]

    def _translated(self, message: Message, language: str) -> str:
        one, *rest = self._catalogues.get(language, {}).get(message.key, (message.key, message.plural))
        many = rest[0] if rest else None
        return many if many is not None and message.values.get("count") != 1 else str(one)

    def _value(self, value: Value, language: str, *, first: bool) -> str:
        match value:
            case Message():
                return self._worded(value, language, first=first)
            case Within():
                return _small(self._worded(value.words, language, first=False))
            case Bilingual():
                return value.en if language == "en" else value.sv
            case Span() | Brief() | Day() | Week() | Age():
                return _time(value, language)
            case Mention():
                return value.text
            case float():
                return format_decimal(value, locale=language)
            case Term() | int() | str():
                return str(value)


def language_of(locale: str) -> Language | None:
    """Return our language for a platform's locale such as `sv-SE`, or None for any other."""
    short = locale.replace("_", "-").partition("-")[0].lower()
    return next((language for language in LANGUAGES if language == short), None)


def _time(value: Span | Brief | Day | Week | Age, language: str) -> str:
    match value:
        case Span():
            return formatting.format_span(value, language)
        case Brief():
            return formatting.format_short(value.brief, language, year=value.year)
        case Day():
            return formatting.format_day(value.day, language)
        case Week():
            return formatting.format_week(value, language)
        case Age():
            return formatting.format_age(value.since, value.until, language)


def _small(text: str) -> str:
    """Return a text with a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _read(folder: Path) -> dict[str, tuple[str, ...]]:
    texts: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=folder.name, abort_invalid=True):
                if entry.id and entry.string and not entry.fuzzy:
                    key = entry.id if isinstance(entry.id, str) else entry.id[0]
                    texts[key] = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
    return texts
