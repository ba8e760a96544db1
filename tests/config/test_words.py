"""Swedish and English are complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handlers.core.words import LANGUAGES, LOCALES, Words
from tools.texts import PLACES, Found, texts, wordless

FOUND = list(texts())


def _entries(language: str) -> dict[str, list[str]]:
    entries = {}
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language, abort_invalid=True):
                if entry.id:
                    keys = [entry.id] if isinstance(entry.id, str) else list(entry.id)
                    strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
                    entries[keys[0]] = [path.name, *keys, "→", *strings]
    return entries


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_text_in_the_code_has_words(language: str) -> None:
    """No text of the code lacks a translation."""
    words = Words.load()
    missing = {
        f"{one.where}: {one.key}"
        for one in FOUND
        if not wordless(one.key) and not words.known(one.key, language)
    }
    assert missing == set()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_no_words_are_left_over(language: str) -> None:
    """Every translation is of a text that the code still has."""
    known = {one.key for one in FOUND}
    assert {key for key in _entries(language) if key not in known} == set()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_translations_have_the_same_places(language: str) -> None:
    """A translation puts in just the values that the English text does."""
    for entry in _entries(language).values():
        split = entry.index("→")
        wanted = set(PLACES.findall("".join(entry[1:split])))
        for string in entry[split + 1 :]:
            assert set(PLACES.findall(string)) == wanted, entry


def test_counted_texts_have_both_forms() -> None:
    """A text with a plural has one in every language."""
    entries = _entries("sv")
    counted: list[Found] = [one for one in FOUND if one.plural]
    assert counted
    for one in counted:
        strings = entries[one.key][entries[one.key].index("→") + 1 :]
        assert len(strings) == 2, one.where


def test_catalogues_name_no_place_of_this_machine() -> None:
    """Catalogues hold words only, no paths or addresses."""
    for path in Path(LOCALES).rglob("*.po"):
        assert "@" not in path.read_text(encoding="utf-8"), path
