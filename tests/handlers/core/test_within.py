"""A known name is found wherever it stands in a line, and other words are never taken for one."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from config.filler import load_filler
from handlers.core.matching import plain_letters
from handlers.core.within import MOST_WORDS, find_name
from tests.hostile import hostile

FILLER = load_filler()
NAMES = (
    "Granlidens gymnasium",
    "Björkängens förskola",
    "Ekdalaskolan",
    "Förskolan Solrosen",
    "Almby skola",
    "Norra skolan",
    "Kunskapsskolan",
    "Ås skola",
    "Bo Ek",
)
STEMS = (
    "granliden",
    "bjorkangen",
    "ekdala",
    "solrosen",
    "almby",
    "norra skolan",
    "kunskapsskolan",
    "as",
    "bo",
    "ek",
)
WORDS = st.text("abcdefghijklmnoprstuvyåäöABDEGLMNORS", min_size=1, max_size=14)
LINES = st.lists(WORDS, min_size=1, max_size=12)


def _is_like_a_name(word: str) -> bool:
    plain = plain_letters(word)
    return any(stem.startswith(plain[:4]) or plain.startswith(stem) for stem in STEMS)


@given(LINES)
def test_a_topic_without_a_name_is_left_alone(words: list[str]) -> None:
    """Where no word is like one of a name, none is found."""
    assume(not any(map(_is_like_a_name, words)))
    assert find_name(" ".join(words), NAMES, FILLER) is None


@given(LINES, st.sampled_from(NAMES[:6]), st.integers(0, 12))
def test_what_stands_around_a_name_is_kept(words: list[str], name: str, place: int) -> None:
    """A name is found at every place of a line, and all other words stay as they were, in their order."""
    assume(not any(map(_is_like_a_name, words)))
    before, after = words[:place], words[place:]
    assume(not before or plain_letters(before[-1]) not in map(plain_letters, FILLER.leading))
    found = find_name(" ".join((*before, name, *after)), NAMES, FILLER)
    assert found is not None
    assert (found.words, found.before.split(), found.after.split()) == (name, before, after)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("samtal på granliden", "granliden"),
        ("samtal med Granlidens", "Granlidens"),
        ("Granliden's meeting", "Granliden"),
        ("samtal ekdala", "ekdala"),
        ("samtal Ekdalaskolans personal", "Ekdalaskolans"),
        ("samtal (Solrosen)", "Solrosen"),
        ("samtal förskolan Solrosen nu", "förskolan Solrosen"),
        ("på norra skolan nu", "norra skolan"),
        ("samtal med Bo", "Bo"),
        ("samtal på Ås", "Ås"),
        ("besök Bo Ek nu", "Bo Ek"),
    ],
)
def test_how_names_are_found(text: str, words: str) -> None:
    """A name is found by the words that are its own, also in the genitive."""
    found = find_name(text, NAMES, FILLER)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "skolan och förskolan",
        "norra gruppen",
        "kunskap och makt",
        "Kunskap för alla",
        "vi bo där ek och ås växer",
        "Gran och tall",
        "almbyar finns inte",
        "",
    ],
)
def test_words_that_find_no_name(text: str) -> None:
    """Words that many names share find none, nor do two or three letters without a capital."""
    assert find_name(text, NAMES, FILLER) is None


def test_a_slip_is_found_only_where_a_name_is_wanted() -> None:
    """A word that is nearly a name is one only where a name is missing."""
    assert find_name("samtal granlidne", NAMES, FILLER) is None
    found = find_name("samtal granlidne", NAMES, FILLER, eager=True)
    assert found is not None
    assert (found.words, found.before) == ("granlidne", "samtal")


def test_the_surest_comes_first() -> None:
    """Of two names the one that a small word leads to is taken, or the first where that is asked for."""
    found = find_name("Almby med Granliden", NAMES, FILLER)
    assert found is not None
    assert found.words == "Granliden"
    first = find_name("Almby med Granliden", NAMES, FILLER, first=True)
    assert first is not None
    assert first.words == "Almby"


def test_long_texts_are_not_searched() -> None:
    """A text of many words is left alone, whatever it names."""
    assert find_name("Granliden " + "ord " * MOST_WORDS, NAMES, FILLER) is None


def test_the_worst_texts_in_a_large_town() -> None:
    """In a town of 300 units no text of 2,000 characters takes as long as half of what an act may hold."""
    names = [f"Skola{number} {name}" for number in range(34) for name in NAMES]
    for what, text in hostile(2000):
        began = time.perf_counter()
        find_name(text, names, FILLER, eager=True)
        find_name(text[:250], names, FILLER, eager=True)
        assert time.perf_counter() - began < 0.2, what
