"""Names found with typos and without å, ä and ö."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.core.matching import match, plain_letters
from tests.town import PEOPLE, UNITS

NAMES = [(name, key) for key, name, *_ in UNITS]
FOLK = [(name, key) for key, name, *_ in PEOPLE]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Almby", "almby"),
        ("almbi", "almby"),
        ("ALMBY SKOLA", "almby"),
        ("Almby  skola ", "almby"),
        ("Björkängen", "bjorkangen"),
        ("bjorkangen", "bjorkangen"),
        ("Bjärkängen", "bjorkangen"),
        ("björkängens forskola", "bjorkangen"),
        ("solrosen", "solrosen"),
        ("tallas", "tallas"),
        ("Tallåsskoaln", "tallas"),
        ("gymnasium", "granliden"),
    ],
)
def test_units(typed: str, key: str) -> None:
    """Each unit is found by what people type for it, and by nothing else."""
    assert match(typed, NAMES).found == (key,)


def test_a_whole_name_is_exact() -> None:
    """Only the whole name, in any case and without accents, counts without being read back."""
    assert match("BJORKANGENS FORSKOLA", NAMES).exact
    assert not match("Björkängen", NAMES).exact


def test_two_of_one_name_are_both_meant() -> None:
    """Where two are called the same, neither is taken for granted."""
    found = match("Almby skola", [("Almby skola", "a"), ("almby skola", "b")])
    assert found.found == ("a", "b")
    assert not found.exact


@pytest.mark.parametrize("typed", ["skolan på månen", "xyz", "", "ö"])
def test_nothing_is_far_fetched(typed: str) -> None:
    """What is like no name finds none."""
    assert match(typed, NAMES).found == ()


@given(st.sampled_from(FOLK), st.data())
def test_one_slip_is_forgiven(person: tuple[str, str], data: st.DataObject) -> None:
    """A name with one letter wrong, missing, doubled or swapped still finds the person first."""
    name, key = person
    place = data.draw(st.integers(0, len(name) - 2))
    slip = data.draw(
        st.sampled_from(
            [
                name[:place] + "x" + name[place + 1 :],
                name[:place] + name[place + 1 :],
                name[:place] + name[place] + name[place:],
                name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            ]
        )
    )
    assert match(slip, FOLK).found[:1] == (key,)


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    """Plain letters of anything stay plain, and nothing typed makes matching fail."""
    assert plain_letters(plain_letters(text)) == plain_letters(text)
    match(text, NAMES)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Karin Lind", "Anna-Karin Lind"),
        ("anna-karin lind", "Anna Karin Lind"),
        ("Sankt Olofs-skolan", "Sankt Olofs skolan"),
        ("Rut O'Hara", "Rut O’Hara"),
        ("rut o´hara", "Rut O'Hara"),
        ("Bäcka\u00adskolan", "Bäckaskolan"),
    ],
)
def test_one_name_in_other_marks(typed: str, name: str) -> None:
    """Hyphen and space, and apostrophes of each kind, are alike."""
    assert match(typed, [(name, "a"), ("Ekdalaskolan", "b")]).exact


@pytest.mark.parametrize("typed", ["Maja Lind", "Maja Berg", "Berg", "maja lind berg"])
def test_either_half_of_a_double_surname(typed: str) -> None:
    """Somebody with two surnames is found by one of them."""
    assert match(typed, [("Maja Lind-Berg", "maja"), ("Olle Lindgård", "olle")]).found == ("maja",)


@pytest.mark.parametrize(
    ("typed", "key"), [("Bäckaskolan", "ä"), ("backaskolan", "a"), ("Bäcka", "ä"), ("BÄCKASKOLAN", "ä")]
)
def test_the_same_letters_go_before_others(typed: str, key: str) -> None:
    """A name with the same å, ä and ö is meant before one that only looks alike without them."""
    assert match(typed, [("Backaskolan", "a"), ("Bäckaskolan", "ä")]).found == (key,)


def test_a_beginning_without_dots_may_be_either() -> None:
    """Where no name is whole and no letter has dots, both are meant."""
    assert match("backa", [("Backaskolan", "a"), ("Bäckaskolan", "ä")]).found == ("a", "ä")
