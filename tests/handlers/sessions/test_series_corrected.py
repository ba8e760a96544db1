"""A series that is corrected in words at its read-back."""

from __future__ import annotations

import pytest

from storage.documents.sessions import Session
from tests.handlers.desk import Town

SV = "boka Granliden torsdagar kl 14 v 45-50"
EN = "book Granliden Thursdays at 2pm weeks 45-50"
DAYS = ["11-05", "11-12", "11-19", "11-26", "12-03", "12-10"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("varannan vecka istället", DAYS[::2]),
        ("var tredje vecka", DAYS[::3]),
        ("nej, varannan vecka", DAYS[::2]),
        ("fyra gånger", DAYS[:4]),
        ("3 ggr", DAYS[:3]),
        ("till och med november", DAYS[:4]),
        ("t.o.m. v 47", DAYS[:3]),
        ("inte 12/11", [DAYS[0], *DAYS[2:]]),
        ("utan v 46 och v 48", [DAYS[0], DAYS[2], *DAYS[4:]]),
        ("stryk 3 december", [*DAYS[:4], DAYS[5]]),
        ("every other week instead", DAYS[::2]),
        ("four times", DAYS[:4]),
        ("through November", DAYS[:4]),
        ("not 12 November", [DAYS[0], *DAYS[2:]]),
    ],
)
async def test_it_is_made_anew(town: Town, text: str, days: list[str]) -> None:
    """Interval, number, limit, and what is left out change what is read back, and that is what is booked."""
    english = text.isascii() and text.split(maxsplit=1)[0] in {"every", "four", "through", "not"}
    maja = town.seat("maja", "en-GB" if english else "sv-SE")
    before = {one.id for one in await town.find(Session)}
    await maja.says(EN if english else SV)
    await maja.says(text)
    await maja.confirms()
    booked = [one for one in await town.find(Session, order_by="starts_at") if one.id not in before]
    assert [f"{one.span.start:%m-%d}" for one in booked] == days
    assert {f"{one.span.start:%H:%M}" for one in booked} == {"14:00"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("inte 14 januari", "Ingen av tiderna är då."),
        ("utan sportlovet", "Ingen av tiderna är då."),
        ("utan v 45-50", "Då blir det inga tider kvar."),
        ("till fredag", "Jag förstod inte"),
        ("ibland", "Jag förstod inte"),
    ],
)
async def test_what_cannot_be(town: Town, text: str, said: str) -> None:
    """What names none of the times, or leaves none, is said, and the series stays as it was."""
    maja = town.seat("maja")
    before = len(await town.find(Session))
    await maja.says(SV)
    assert said in await maja.says(text)
    await maja.confirms()
    assert len(await town.find(Session)) == before + len(DAYS)


async def test_without_the_break(town: Town) -> None:
    """A break is left out by its name or as the break, also where free days were to be kept."""
    maja = town.seat("maja")
    before = {one.id for one in await town.find(Session)}
    await maja.says("boka Granliden torsdagar kl 14 v 43-46")
    await maja.presses("Behåll lediga dagar")
    assert "29 oktober" in maja.sees
    await maja.says("utan lovet")
    await maja.confirms()
    booked = [one for one in await town.find(Session, order_by="starts_at") if one.id not in before]
    assert [f"{one.span.start:%m-%d}" for one in booked] == ["10-22", "11-05", "11-12"]
