"""Lists sifted by the words that follow their command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.core import sifting
from handlers.core.matching import closeness
from handlers.core.sifting import Row, Trait, sift

TRAITS = (
    Trait("owner", "municipal", ("municipal", "kommunal")),
    Trait("owner", "independent", ("independent", "fristående")),
    Trait("form", "preschool", ("preschool", "förskola")),
    Trait("form", "compulsory", ("compulsory school", "grundskola")),
    Trait("form", "adapted", ("adapted compulsory school", "anpassad grundskola")),
    Trait("form", "upper", ("upper-secondary school", "gymnasieskola")),
)
ROWS = (
    Row("almby", ("Almby skola", "Öster"), frozenset({"municipal", "compulsory"})),
    Row("almgarden", ("Almgårdens förskola", "Väster"), frozenset({"independent", "preschool"})),
    Row("solrosen", ("Solrosen", "Öster"), frozenset({"municipal", "preschool"})),
    Row("linden", ("Linden", "Väster"), frozenset({"municipal", "adapted"})),
    Row("norra", ("Norra gymnasiet", "Väster"), frozenset({"municipal", "upper"})),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "almby almgarden solrosen linden norra"),
        ("alla", "almby almgarden solrosen linden norra"),
        ("almb", "almby"),
        ("alm", "almby almgarden"),
        ("almbi", "almby"),
        ("ALMGARDEN", "almgarden"),
        ("öster", "almby solrosen"),
        ("alm öster", "almby"),
        ("almby och linden", "almby linden"),
        ("almby, linden", "almby linden"),
        ("förskolor", "almgarden solrosen"),
        ("forskolorna", "almgarden solrosen"),
        ("preschools", "almgarden solrosen"),
        ("forskolr", "almgarden solrosen"),
        ("grundskolor", "almby"),
        ("anpassade grundskolor", "linden"),
        ("anpassad", "linden"),
        ("compulsory", "almby linden"),
        ("gymnasier", "norra"),
        ("grundskolor och gymnasier", "almby norra"),
        ("förskolor och gymnasiet", "almgarden solrosen norra"),
        ("kommunala förskolor", "solrosen"),
        ("kommunala förskolor och grundskolor", "almby solrosen"),
        ("förskolor i väster", "almgarden"),
        ("fristående almby", ""),
        ("kvantfysik", ""),
        ("x", ""),
        ("?!", ""),
    ],
)
def test_what_is_found(query: str, found: str) -> None:
    """Names by their beginnings and with typos, traits inflected, all words together, in the rows' order."""
    assert " ".join(sift(query, ROWS, TRAITS)) == found


def test_a_whole_name_is_found_alone() -> None:
    """A thing that is called just so is found alone, whatever its name's words mean elsewhere."""
    rows = [*ROWS, Row("odd", ("Fristående förskolan",), frozenset({"municipal", "upper"}))]
    assert sift("fristående förskolan", rows, TRAITS) == ["odd"]


@given(st.text(max_size=60))
def test_any_text_is_taken(query: str) -> None:
    """Whatever is typed, rows come in their order and each once."""
    order = [row.thing for row in ROWS]
    assert sift(query, ROWS, TRAITS) == [one for one in order if one in sift(query, ROWS, TRAITS)]


@given(st.sampled_from(ROWS), st.booleans(), st.booleans())
def test_every_row_is_found_by_its_name(row: Row[str], capitals: bool, dotless: bool) -> None:
    """The name in capitals and without å, ä and ö finds it, and so does its first word among others."""
    name = row.names[0].upper() if capitals else row.names[0]
    name = name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")) if dotless else name
    assert sift(name, ROWS, TRAITS) == [row.thing]
    assert row.thing in sift(name.split()[0], ROWS, TRAITS)


def test_the_end_of_a_long_word() -> None:
    """A trait's long word is known by its last part, beside others of its sort."""
    traits = (Trait("role", "d", ("kvalitetsutvecklare",)), Trait("role", "c", ("samordnare",)))
    rows = [Row("maja", ("Maja",), frozenset("d")), Row("karin", ("Karin",), frozenset("c"))]
    assert sift("utvecklare", rows, traits) == ["maja"]
    assert sift("utvecklare och samordnare", rows, traits) == ["maja", "karin"]


def test_a_trait_that_nothing_has() -> None:
    """A trait's own name is not taken for the like name of another."""
    traits = (Trait("state", "active", ("active",)), Trait("state", "inactive", ("inactive",)))
    rows = [Row("maja", ("Maja",), frozenset({"active"}))]
    assert sift("inactive", rows, traits) == []
    assert sift("active", rows, traits) == ["maja"]


def test_what_is_denied() -> None:
    """A denial is understood only as a trait's own name, and else finds nothing rather than the opposite."""
    traits = (Trait("state", "off", ("inte längre aktiv",)), Trait("role", "principal", ("rektor",)))
    rows = [
        Row("rut", ("Rut",), frozenset({"off", "principal"})),
        Row("bo", ("Bo",), frozenset({"principal"})),
    ]
    assert sift("rektorer inte längre aktiva", rows, traits) == ["rut"]
    assert sift("inte rektorer", rows, traits) == []
    assert sift("inte Bo", rows, traits) == []
    assert sift("läsa utan", [Row("topic", ("Almby", "Läsa utan stöd"))], traits) == ["topic"]


def test_a_trait_without_a_word() -> None:
    """A trait whose name is a mark, or small words alone, is found by nothing, and ends no search."""
    traits = (Trait("owner", "none", ("=", "i", "Övriga")),)
    rows = [Row("almby", ("Almby",), frozenset({"none"})), Row("linden", ("Linden",))]
    assert sift("övriga", rows, traits) == ["almby"]
    assert sift("linden", rows, traits) == ["linden"]
    assert sift("i linden", rows, traits) == ["linden"]


def test_a_typo_in_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typo is held against each word once, however many rows have it."""
    compared: list[str] = []

    def counted(wanted: str, name: str) -> float:
        compared.append(name)
        return closeness(wanted, name)

    monkeypatch.setattr(sifting, "closeness", counted)
    rows = [Row(number, (f"Almby skola {number % 10}", "Läsning")) for number in range(1000)]
    assert len(sift("lasnign", rows)) == 1000
    assert len(compared) == 13
