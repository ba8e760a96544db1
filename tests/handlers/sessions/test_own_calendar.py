"""A unit's own days off count when it is booked, also after it was renamed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from structlog.testing import capture_logs

from bot.fitting import check_fit
from config.calendar import Own, Stretch
from handlers.core.municipality import Municipality
from tests.handlers.desk import Seat, Town

OWN = Own(breaks={"autumn": {2026: Stretch(first=date(2026, 11, 9), last=date(2026, 11, 13))}})
BOOKED = "boka Granliden tisdag v 46 kl 14"


def _ours(town: Town, *names: str) -> Municipality:
    ours = town.dispatch._begin.municipality
    return replace(ours, calendar=ours.calendar.model_copy(update={"units": dict.fromkeys(names, OWN)}))


@pytest.mark.parametrize(
    "name", ["Granlidens gymnasium", "granlidens  GYMNASIUM", "Granlidens gymna\u00adsium"]
)
async def test_also_after_a_rename(town: Town, karin: Seat, maja: Seat, name: str) -> None:
    """Its name there is the register's, whatever its case; under a former name a unit keeps its days."""
    town.dispatch._begin = replace(town.dispatch._begin, municipality=_ours(town, name))
    assert "10 november 2026 infaller under höstlovet" in await maja.says(BOOKED)
    for new in ("Granliden", "Nya gymnasiet", "Granlidsgymnasiet"):
        await karin.says("enheter ändra")
        await karin.sends(unit="granliden", name=new, owner="municipal", school_form="upper-secondary")
    assert "10 november 2026 infaller under höstlovet" in await maja.says(
        "boka Granlidsgymnasiet tisdag v 46 kl 14"
    )


async def test_a_misspelt_unit_is_said_at_start(town: Town, karin: Seat) -> None:
    """Days of a unit that the register doesn't have are named in the log; former names are known."""
    await karin.says("enheter ändra")
    await karin.sends(unit="ekdala", name="Ekskolan", owner="municipal", school_form="compulsory")
    pasted = unicodedata.normalize("NFD", "Tallåsskolan")
    with capture_logs() as logs:
        await check_fit(town.store, _ours(town, "Ekdalaskolan", pasted, "Granlidens gymnasum"))
    assert [one["unit"] for one in logs if "calendar.toml" in one["event"]] == ["Granlidens gymnasum"]
