"""What words mean."""

from __future__ import annotations

import pytest

from config.glossary import Glossary, Term, load_glossary
from tests.handlers.desk import Seat, Town

TERMS = load_glossary().terms


@pytest.mark.parametrize(
    "asked",
    [
        "vad är en lärträff",
        "Vad är en lärträff?",
        "vad betyder lärträff",
        "vad ar lartraff",
        "vad är en lärtreff",
        "förklara lärträffar",
        "what is a lärträff",
        "What is a learning session?",
        "what does learning session mean?",
    ],
)
async def test_explained(maja: Seat, anna: Seat, asked: str) -> None:
    """A word is explained in the reader's language, whichever it is asked in, also to a stranger."""
    for seat in (maja, anna):
        assert (await seat.says(asked)).startswith("Lärträff\nEn träff där ett arbetslag lär sig tillsammans")


async def test_in_english(town: Town) -> None:
    """The same for whoever reads English."""
    seen = await town.seat("maja", "en-GB").says("what is a lärträff")
    assert seen.startswith("Learning session\nA session where a team learns together")


@pytest.mark.parametrize("term", TERMS, ids=lambda one: one.en)
async def test_each_by_its_names(maja: Seat, term: Term) -> None:
    """Every name of every term leads to it."""
    for name in term.names:
        seen = await maja.says(f"vad är {name}")
        assert term.means_sv in seen, name


async def test_what_is_listed_below(maja: Seat) -> None:
    """Standpoints, stages and kinds of sessions are the municipality's own."""
    assert "Utbyte av erfarenheter" in await maja.says("vad är en ståndpunkt")
    assert "kollegialt lärande" in await maja.says("vad är ett skede")
    assert "information och dialog" in await maja.says("vad är typ av träff")


async def test_unknown(maja: Seat) -> None:
    """A word that isn't there gets what can be explained, and the command of that name."""
    seen = await maja.says("vad är enhetsregistret")
    assert "Jag har ingen förklaring till ”enhetsregistret”" in seen
    assert "lärträff" in seen
    await maja.says("vad är hjälp")
    assert maja.labels == ["hjälp"]


async def test_how_things_stand_is_no_word(maja: Seat) -> None:
    """`vad är läget` asks for the status."""
    assert "Granlidens gymnasium" in await maja.says("vad är läget")


async def test_several(maja: Seat) -> None:
    """What may be the beginning of several is asked about."""
    seen = await maja.says("vad är pr")
    assert "Vad menar du med ”pr”?" in seen
    assert "Programgrupp: skriv ”vad är Programgrupp”" in seen


@pytest.mark.parametrize("example", ["varannan torsdag 14–15.30 v. 42–50", "tisdagar 13–14.30, 5 gånger"])
async def test_the_examples_of_series_work(maja: Seat, example: str) -> None:
    """What the glossary shows of series can be booked."""
    assert example in await maja.says("hjälp serie")
    assert "Stämmer det här?" in await maja.says(f"boka Granlidens gymnasium {example}")


def test_one_meaning_each() -> None:
    """Two terms of one name are refused at start."""
    term = Term(sv="par", en="pair", means_sv="Två.", means_en="Two.")
    with pytest.raises(ValueError, match="two terms are called 'par'"):
        Glossary(terms=(term, term.model_copy(update={"en": "two"})))
