"""Names and keys in one spelling."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.values.letters import as_name, composed, key_of, order_of

DECOMPOSED = unicodedata.normalize("NFD", "Bäckaskolan")


@pytest.mark.parametrize(
    "pasted",
    [
        DECOMPOSED,
        "Bäcka\u00adskolan",
        "\ufeffBäckaskolan\u200b",
        "\u202aBäckaskolan\u202c",
        "Bäcka\u200dskolan",
        unicodedata.normalize("NFD", "Bäcka\u2060skolan"),
    ],
)
def test_one_name_however_it_was_pasted(pasted: str) -> None:
    """What a Mac or a PDF makes of a name becomes the name that everybody sees."""
    assert as_name(pasted) == "Bäckaskolan"
    assert key_of(pasted) == "bäckaskolan"


def test_letters_of_their_own() -> None:
    """å, ä and ö are no a and o."""
    assert key_of("Backaskolan") != key_of("Bäckaskolan")


def test_marks_of_word_processors() -> None:
    """Curly apostrophes, hyphens that don't break and several spaces make no other key."""
    assert key_of("O’Connors\u00a0 skola 7\u20119") == key_of("O'Connors skola 7-9")


def test_joined_emoji_stay_in_what_people_wrote() -> None:
    """Composing takes nothing away."""
    assert composed("👩‍🏫 a\u0308") == "👩‍🏫 ä"


@given(st.text())
def test_once_is_enough(text: str) -> None:
    """What is in one spelling stays as it is."""
    assert as_name(as_name(text)) == as_name(text)
    assert key_of(key_of(text)) == key_of(text)


def test_sorted_as_in_swedish() -> None:
    """å, ä and ö stand last, in this order; other accents, hyphens and case don't count."""
    right = [
        "Anna Lund",
        "anna-maria",
        "Erik",
        "Éva",
        "Fia",
        "Zinkgruvan",
        "Åby",
        "Älvdalen",
        "Ölme",
        "Östra",
    ]
    assert sorted(sorted(right), key=order_of) == right
