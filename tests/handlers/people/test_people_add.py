"""Somebody new is registered, with a chat account of their own or without."""

from __future__ import annotations

import pytest

from storage.documents.people import Account, Person
from tests.handlers.desk import Seat, Town


async def _called(town: Town, name: str) -> Person:
    (found,) = [one for one in await town.find(Person) if one.name == name]
    return found


async def test_added_with_a_chat_account(town: Town, karin: Seat) -> None:
    """Somebody new with their account can speak at once."""
    await karin.says("personer lägg till namn='Nils Ny' roll=kvalitetsutvecklare chattkonto=slack:T1:U7")
    assert karin.sees.startswith("Nils Ny\nRoll: kvalitetsutvecklare\nHemenhet: ingen\nChattkonto: Slack")
    assert (await town.get(Account, "slack:T1:U7")).person_id == (await _called(town, "Nils Ny")).id
    assert "Boka en träff" in await town.seat("slack:T1:U7").says("hjälp")


async def test_added_without_chat(town: Town, karin: Seat) -> None:
    """Somebody without chat is registered all the same, and can be appointed."""
    await karin.says("personer")
    await karin.presses("Lägg till en person")
    await karin.sends(name="Nils Ny", role="developer", home_unit="almby")
    assert "Jag vet inget chattkonto för Nils Ny, så jag kan inte skriva dit." in karin.sees
    assert "Chattkonto: inget känt" in karin.sees
    await karin.orders("utse Björkängens förskola Nils Ny och Olle Lindgård")
    assert set(await town.told()) == {"olle", "bengt"}


HOW = (
    "Välj någon som väntar på att bli insläppt, eller skriv det som slack:arbetsyta:person "
    "eller teams:klientorganisation:person."
)


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ("slack:T1", HOW),
        ("mail:a:b", HOW),
        ("terminal:maja", "Det chattkontot hör redan till någon."),
    ],
)
async def test_no_account(town: Town, karin: Seat, account: str, said: str) -> None:
    """What is no account, or somebody's already, is pointed out."""
    await karin.says("personer lägg till")
    await karin.sends(name="Nils Ny", role="developer", account=account)
    assert karin.errors == {"account": said}
    assert len(await town.find(Person)) == 10


async def test_a_namesake_is_pointed_out(town: Town, karin: Seat) -> None:
    """Adding somebody with a known name asks first."""
    assert "Det finns redan någon som heter Maja Ekström." in await karin.says(
        'personer lägg till namn="Maja Ekström" roll=kvalitetsutvecklare'
    )


@pytest.mark.parametrize("typed", ["lägg till person", "Ny person", "add person"])
async def test_adding_in_other_words(karin: Seat, typed: str) -> None:
    """Adding can be asked for as people say it."""
    assert (await karin.says(typed)).startswith("Lägg till en person")


async def test_a_mention_is_an_account(town: Town, karin: Seat) -> None:
    """Who is added by a mention has that account at once, in a line and in the form."""
    await karin.says("personer lägg till Nils Ny roll=kvalitetsutvecklare", Nils_Ny="slack:T1:U7")
    assert (await town.get(Account, "slack:T1:U7")).person_id == (await _called(town, "Nils Ny")).id
    await karin.says("personer lägg till Tage Ny", Tage_Ny="slack:T1:U8")
    assert karin.filled_in["account"] == "slack:T1:U8"
    await karin.sends(role="developer")
    assert (await town.get(Account, "slack:T1:U8")).person_id == (await _called(town, "Tage Ny")).id


async def test_the_account_of_somebody_who_waits(town: Town, waiting: None, anna: Seat, karin: Seat) -> None:
    """Who waits to be let in is chosen, read back, becomes the one who is added, and is told."""
    await karin.says("personer lägg till")
    assert await karin.searches("account", "") == ["Terminal: Anna Nyberg"]
    assert await karin.searches("account", "anna") == ["Terminal: Anna Nyberg"]
    await town.told()
    await karin.sends(name="Anna Ny", role="principal", home_unit="almby", account="terminal:new-anna")
    assert "Anna Nyberg väntar på att bli insläppt och får veta att du har gjort det." in karin.sees
    await karin.confirms()
    added = await _called(town, "Anna Ny")
    assert (await town.get(Account, "terminal:new-anna")).person_id == added.id
    assert "Anna Nyberg" not in [one.name for one in await town.find(Person)]
    assert "har släppt in dig" in (await town.told())["new-anna"][0]
    assert "Almby skola" in await anna.says("läget")


async def test_an_account_by_name(town: Town, waiting: None, karin: Seat) -> None:
    """Typed, somebody who waits is found by name."""
    await karin.says("personer lägg till namn='Anna Ny' roll=rektor chattkonto='Anna Nyberg'")
    await karin.confirms()
    added = await _called(town, "Anna Ny")
    assert (await town.get(Account, "terminal:new-anna")).person_id == added.id


async def test_no_ids_where_accounts_can_be_mentioned(town: Town, karin: Seat) -> None:
    """In Slack and Teams nobody is told to write an id."""
    here = karin.place.model_copy(update={"id": "slack:T1:D1"})
    await karin.says("personer lägg till namn='Nils Ny' roll=partner chattkonto=Nils", here)
    assert "slack:" not in karin.errors["account"]
