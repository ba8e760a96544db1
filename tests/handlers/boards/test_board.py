"""The board: what is late first, whose turn it is, and filters in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Unit
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

GRANLIDEN = "c-granliden"


@pytest.fixture
async def several(town: Town) -> None:
    """A mapping at a preschool that is late, a paused one, one that is closed, one declined."""
    led = await town.get(Collaboration, GRANLIDEN)
    since = town.now - timedelta(weeks=9)
    await town.add(
        Unit(id="lind", name="Lindens förskola", owner="municipal", school_form="preschool"),
        led.changed(
            id="c-lind", version=0, unit_id="lind", principal_id="bengt", stage="mapping", stage_since=since
        ),
        led.changed(id="c-ekdala", version=0, unit_id="ekdala", developers=("olle", "sana")),
        led.changed(id="c-tallas", version=0, unit_id="tallas", stage="declined"),
        led.changed(id="c-almby", version=0, unit_id="almby", developers=("olle", "petter")),
    )
    karin = town.seat("karin")
    await karin.orders("pausa Ekdalaskolan till v 10")
    await karin.orders("avsluta Almby i förtid rektorsbyte")
    await town.told()


async def test_what_is_late_comes_first(several: None, karin: Seat) -> None:
    """Each with its age in school weeks, whose turn it is, what to do, and the button that does it."""
    seen = await karin.says("läget")
    assert seen.startswith(
        "1 samarbete är försenat\nEnhet | Skede | Försenat | Vems tur | Vad\n"
        "Lindens förskola | kartläggning | 4 skolveckor | Maja Ekström, Petter Åsberg | Boka en träff\n"
        "[Lindens förskola: Boka en träff]"
    )
    rows = [line for line in seen.split("Pågående samarbeten")[1].splitlines() if " | " in line][1:]
    assert rows[0].startswith("Lindens förskola")
    assert not any(one.startswith(("Almby", "Tallås")) for one in rows)
    await karin.presses("Lindens förskola: Boka en träff")
    assert karin.filled_in["collaboration"] == "c-lind"


@pytest.mark.parametrize(
    ("locale", "wanted", "units"),
    [
        ("sv-SE", "försenade", {"Lindens förskola"}),
        ("sv-SE", "pausade", {"Ekdalaskolan"}),
        ("sv-SE", "avslutade", {"Almby skola"}),
        ("sv-SE", "avböjda", {"Tallåsskolan"}),
        ("sv-SE", "förskola", {"Lindens förskola", "Björkängens förskola"}),
        ("sv-SE", "försenade förskolor", {"Lindens förskola"}),
        ("sv-SE", "förfrågningar", {"Björkängens förskola"}),
        ("sv-SE", "Maja", {"Lindens förskola", "Granlidens gymnasium"}),
        ("sv-SE", "Bengt", {"Lindens förskola", "Björkängens förskola"}),
        ("sv-SE", "kartläggning", {"Lindens förskola"}),
        ("en-GB", "late", {"Lindens förskola"}),
        ("en-GB", "paused", {"Ekdalaskolan"}),
        ("en-GB", "preschools", {"Lindens förskola", "Björkängens förskola"}),
        ("en-GB", "ended early", {"Almby skola"}),
        ("en-GB", "Maja", {"Lindens förskola", "Granlidens gymnasium"}),
    ],
)
async def test_filters(several: None, town: Town, locale: str, wanted: str, units: set[str]) -> None:
    """States, school forms, stages and names choose, and narrow each other."""
    karin = town.seat("karin", locale)
    seen = await karin.says(f"{'läget' if locale == 'sv-SE' else 'status'} {wanted}")
    every = ("Lindens", "Björkängens", "Granlidens", "Ekdala", "Almby", "Tallås")
    assert {one for one in every if one in seen} == {
        one for one in every if any(one in unit for unit in units)
    }


async def test_by_term(several: None, karin: Seat) -> None:
    """A term shows what was or is under way in it, what has ended too."""
    seen = await karin.says("läget HT26")
    assert "Almby skola" in seen
    assert "Granlidens gymnasium" in seen
    assert "Granlidens" not in await karin.says("läget HT30")


async def test_nothing_is_late_because_of_the_summer(town: Town, karin: Seat) -> None:
    """Weeks of a break don't count: a mapping from June isn't late in August."""
    await town.change(
        await town.get(Collaboration, GRANLIDEN),
        stage="mapping",
        stage_since=town.now.replace(year=2027, month=6, day=1),
        expected_end=date(2028, 6, 9),
    )
    town.now = town.now.replace(year=2027, month=8, day=25)
    assert "Granlidens gymnasium | kartläggning | " not in (await karin.says("läget")).split("Pågående")[0]


async def test_past_its_expected_end(town: Town, karin: Seat) -> None:
    """It is the coordinator's turn to close it or let it go on, by a press."""
    await town.change(await town.get(Collaboration, GRANLIDEN), expected_end=date(2026, 10, 1))
    seen = await karin.says("läget")
    assert "Granlidens gymnasium | kollegialt lärande | 1 skolvecka | Karin Samuelsdotter | Avs" in seen
    assert "Granlidens gymnasium: Avsluta samarbetet" in karin.labels


async def test_a_next_step_is_overtaken(town: Town, karin: Seat) -> None:
    """A reflection's next step is shown until a later session has been held."""
    (written,) = await town.find(Reflection)
    ended = [one for one in await town.find(Session) if one.ends_at < town.now]
    await town.change(written, written_at=max(one.ends_at for one in ended) + timedelta(minutes=5))
    assert "Nästa steg: Pröva sambedömning i par." in await karin.says("läget Granliden")
    town.later(days=12)
    await town.tick()
    assert "Nästa steg: Boka en träff" in await karin.says("läget Granliden")


async def test_ones_own(several: None, maja: Seat, town: Town) -> None:
    """Everybody else sees and sifts the own ones."""
    seen = await maja.says("mina samarbeten")
    assert "Lindens förskola" in seen
    assert "Ekdala" not in seen
    assert "Lindens förskola" in await maja.says("läget försenade")
    assert "Ekdala" not in await maja.says("läget pausade")
    assert "Lindens förskola" in await town.seat("maja", "en-GB").says("my collaborations")
