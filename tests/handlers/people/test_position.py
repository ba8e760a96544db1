"""Positions: what somebody is somewhere, from when until when."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Position, Role
from storage.documents.sessions import Session
from tests.handlers.desk import STOCKHOLM, Seat, Town

YEAR = (date(2026, 8, 17), date(2028, 6, 9))


@pytest.mark.parametrize(
    ("locale", "line", "position"),
    [
        (
            "sv-SE",
            "uppdrag Maja utvecklare från HT26 till VT28 80 % mån tis tors",
            Position(role=Role.DEVELOPER, since=YEAR[0], until=YEAR[1], share=80, weekdays=(1, 2, 4)),
        ),
        (
            "sv-SE",
            "uppdrag Olle kvalitetsutvecklare till 20 december halvtid mån-ons",
            Position(role=Role.DEVELOPER, until=date(2026, 12, 20), share=50, weekdays=(1, 2, 3)),
        ),
        (
            "sv-SE",
            "uppdrag Rut rektor Björkängens förskola från 1 november",
            Position(role=Role.PRINCIPAL, unit_id="bjorkangen", since=date(2026, 11, 1)),
        ),
        (
            "en-GB",
            "position Sana developer from HT26 until 30 June 2027 50 % Mon, Wed",
            Position(role=Role.DEVELOPER, since=YEAR[0], until=date(2027, 6, 30), share=50, weekdays=(1, 3)),
        ),
    ],
)
async def test_it_is_noted(town: Town, locale: str, line: str, position: Position) -> None:
    """All that is typed is read back, kept, and told to the person."""
    karin = town.seat("karin", locale)
    who = line.split()[1].lower()
    await karin.orders(line)
    assert position in (await town.get(Person, who)).positions
    assert "Uppdrag: " in (await town.told())[who][0]


async def test_the_same_role_once_more(town: Town, karin: Seat) -> None:
    """A position with the same role at the same unit takes the place of the one before, which is said."""
    await karin.orders("uppdrag Maja utvecklare till VT28 80 %")
    await karin.says("uppdrag Maja utvecklare till VT27 60 %")
    assert "I stället för: kvalitetsutvecklare, till fredag 9 juni 2028, 80 %" in karin.sees
    await karin.confirms()
    assert [one.share for one in (await town.get(Person, "maja")).positions if one.role] == [60]


async def test_what_somebody_is_follows_the_days(town: Town, karin: Seat) -> None:
    """What begins later is not yet; what has ended is no more, once its last day is over."""
    await karin.orders("uppdrag Olle utvecklare till 20 november")
    await karin.orders("uppdrag Ylva samordnare från 1 november")
    assert (await town.get(Person, "ylva")).roles == (Role.PARTNER,)
    town.now = datetime(2026, 11, 20, 12, tzinfo=STOCKHOLM)
    await town.tick()
    assert (await town.get(Person, "olle")).roles == (Role.DEVELOPER,)
    assert set((await town.get(Person, "ylva")).roles) == {Role.PARTNER, Role.COORDINATOR}
    town.later(days=1)
    await town.tick()
    assert (await town.get(Person, "olle")).roles == ()


@pytest.mark.parametrize(
    ("line", "field"),
    [("uppdrag Rut rektor", "unit"), ("uppdrag Maja utvecklare från VT28 till VT27", "until")],
)
async def test_what_does_not_fit(town: Town, karin: Seat, line: str, field: str) -> None:
    """A principal needs a unit, and nothing ends before it begins."""
    before = await town.get(Person, line.split()[1].lower())
    await karin.says(line)
    assert field in karin.errors or field in {one.name for one in karin.form.fields}
    assert await town.get(Person, before.id) == before


async def test_several_units(town: Town, karin: Seat, rut: Seat) -> None:
    """A principal of two preschools is asked which one, and leads both."""
    await karin.orders("uppdrag Rut rektor Förskolan Solrosen")
    assert (await town.get(Person, "rut")).units == ("almby", "solrosen")
    await rut.says("begär")
    assert "unit" not in rut.filled_in
    await rut.orders("begär Förskolan Solrosen syfte=Trygghet effects=Trivsel")
    assert {one.unit_id for one in await town.find(Collaboration)} >= {"solrosen"}
    assert "Rut Almquister" in await karin.says("vem är rektor på Solrosen")


async def test_nobody_leads_at_their_own_school(town: Town, karin: Seat, maja: Seat) -> None:
    """All units count, at the time of the session; what is booked before is fine."""
    await karin.orders("uppdrag Maja lärare Granlidens gymnasium från 1 december")
    await maja.says("boka Granliden 2 december kl 14")
    assert "arbetar på Granlidens gymnasium onsdag 2 december 2026" in maja.sees
    before = len(await town.find(Session))
    await maja.says("boka Granliden 25 november kl 14")
    await maja.confirms()
    assert len(await town.find(Session)) == before + 1
    await karin.says("utse Granliden Maja och Olle")
    assert "egen skola" in karin.sees
