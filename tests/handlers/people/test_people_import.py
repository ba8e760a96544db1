"""Importing people from a list."""

from __future__ import annotations

from datetime import date

import pytest

from storage.documents.people import Account, Person, Role
from storage.store import Equal
from tests.handlers.desk import Seat, Town

LIST = """Efternamn;Förnamn;Befattning;Skola;Tjänstgöringsgrad;Från;Till
Ljungvik;Elsa;rektor;Almby skola, Björkängens förskola;;;
Backhed;Nils;Kvalitetsutvecklare;Ekdalaskolan;80;2026-08-01;2028-07-31
Ekström;Maja;kvalitetsutvecklare;;;;VT28
"""


async def _called(town: Town, name: str) -> Person:
    (found,) = [one for one in await town.find(Person) if one.name == name]
    return found


async def test_imported(town: Town, karin: Seat) -> None:
    """New ones are added with all their units, posts and shares; who is there keeps what isn't said."""
    await karin.says("importera personer")
    await karin.sends(rows=LIST)
    assert "2 nya personer, 1 ändrad person. Ingen får veta något." in karin.sees
    assert len(await town.find(Person)) == 10
    assert (await karin.confirms()).startswith("12 personer")
    elsa, nils, maja = [await _called(town, one) for one in ("Elsa Ljungvik", "Nils Backhed", "Maja Ekström")]
    assert elsa.leads_on("almby", date(2026, 10, 15))
    assert elsa.units == ("almby", "bjorkangen")
    (post,) = nils.positions_as(Role.DEVELOPER)
    assert (post.share, post.since, post.until) == (80, date(2026, 8, 1), date(2028, 7, 31))
    assert nils.units == ("ekdala",)
    assert maja.id == "maja"
    assert maja.units == ("ekdala",)
    assert await town.told() == {}


async def test_once_more(karin: Seat) -> None:
    """The same list twice changes nothing, and says so."""
    await karin.says("people import")
    await karin.sends(rows=LIST)
    await karin.confirms()
    await karin.says("people import")
    await karin.sends(rows=LIST)
    assert "Alla de här personerna finns redan" in karin.sees


async def test_rows_of_one_name_are_one_person(town: Town, karin: Seat) -> None:
    """Somebody with a row for each of their schools is one principal of them all."""
    await karin.says("importera personer")
    await karin.sends(rows="Elsa Ljungvik;rektor;Almby skola\nElsa Ljungvik;rektor;Tallåsskolan")
    assert "1 ny person" in karin.sees
    await karin.confirms()
    assert (await _called(town, "Elsa Ljungvik")).units == ("almby", "tallas")


async def test_with_an_account(town: Town, karin: Seat) -> None:
    """An account is theirs; one that is somebody's already is pointed out, and nothing is imported."""
    await karin.says("importera personer")
    await karin.sends(rows="Elsa Ljungvik;utvecklare;;slack:T1:U77")
    await karin.confirms()
    elsa = await _called(town, "Elsa Ljungvik")
    assert [one.id for one in await town.find(Account, Equal("person_id", elsa.id))] == ["slack:T1:U77"]
    await karin.says("importera personer")
    await karin.sends(rows="Nils Backhed;utvecklare;;slack:T1:U77")
    assert "Rad 1: chattkontot är redan någon annans." in karin.sees


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Elsa Ljungvik;trollkarl;Almby skola", "Rad 1: ”trollkarl” är ingen roll."),
        ("Elsa Ljungvik;rektor;Häxskolan", "Rad 1: ingen enhet heter Häxskolan."),
        ("Elsa Ljungvik;rektor", "Rad 1: skriv vilken enhet det gäller."),
        ("Elsa Ljungvik", "Rad 1: rollen saknas."),
        (";rektor;Almby skola", "Rad 1: namnet saknas."),
        ("Elsa Ljungvik;utvecklare;;elsa", "Rad 1: skriv kontot som slack:"),
        ("Namn;Roll\n", "Det är bara en rad med rubriker."),
        ("Namn;Roll;Från\nElsa;utvecklare;blaj", "Rad 2: Jag förstår inte vilken dag"),
    ],
)
async def test_a_row_that_does_not_fit(town: Town, karin: Seat, rows: str, said: str) -> None:
    """It is named with its number, and nobody is added."""
    await karin.says("importera personer")
    assert said in await karin.sends(rows=rows)
    assert len(await town.find(Person)) == 10


async def test_who_will_coordinate_is_said(karin: Seat) -> None:
    """Who may do everything afterwards is named before it counts."""
    await karin.says("importera personer")
    await karin.sends(rows="Elsa Ljungvik;samordnare")
    assert "Blir samordnare: Elsa Ljungvik." in karin.sees


async def test_not_for_others(town: Town, maja: Seat) -> None:
    """Only who coordinates imports people."""
    await maja.says("importera personer Elsa Ljungvik;samordnare")
    assert len(await town.find(Person)) == 10
