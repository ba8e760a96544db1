"""A newcomer whom nobody knows says that they work with this, and is let in by those who coordinate."""

from __future__ import annotations

import pytest

from handlers.core.replies import Confirm
from storage.documents.people import Account, Person, Role
from tests.handlers.desk import Seat, Town

WAYS = ["Be om ett samarbete", "Jag arbetar med det här"]


@pytest.mark.parametrize("typed", ["läget", "blåbär", "boka Granliden torsdag 14"])
async def test_two_buttons(anna: Seat, typed: str) -> None:
    """Whatever somebody unknown may not do is met by the two ways in."""
    await anna.says(typed)
    assert anna.labels == WAYS


@pytest.mark.parametrize("typed", ["hem", "hjälp"])
async def test_home_and_help_begin_with_them(anna: Seat, typed: str) -> None:
    """Home and help offer the same two first."""
    await anna.says(typed)
    assert anna.labels[:2] == WAYS


async def test_kept_and_told(town: Town, anna: Seat, karin: Seat) -> None:
    """It is kept as it was pressed, and who coordinates sees the account and how to let them in."""
    await anna.opens_home()
    seen = await anna.presses("Jag arbetar med det här")
    assert seen.startswith("Jag har berättat för Karin Samuelsdotter att du arbetar med det här.")
    (kept,) = [one for one in await town.find(Person) if not one.approved]
    assert (kept.name, kept.roles) == ("Anna Nyberg", ())
    assert (await town.get(Account, "terminal:new-anna")).person_id == kept.id
    seen = await karin.reads()
    assert seen.startswith("Anna Nyberg arbetar med det här och vill bli insläppt\n")
    assert "Chattkonto: Terminal: Anna Nyberg" in seen
    assert karin.labels == [
        "Släpp in som kvalitetsutvecklare",
        "Släpp in som rektor",
        "Släpp in som …",
        "Ändra Anna Nyberg",
    ]


@pytest.mark.parametrize(
    ("label", "role"),
    [("Släpp in som kvalitetsutvecklare", Role.DEVELOPER), ("Släpp in som rektor", Role.PRINCIPAL)],
)
async def test_let_in_as(town: Town, anna: Seat, karin: Seat, label: str, role: Role) -> None:
    """A button lets them in as what it says, once it is read back; they are told."""
    await _knocks(anna)
    await karin.reads()
    await karin.presses(label)
    assert karin.shown_as(Confirm)
    await karin.confirms()
    (let_in,) = [one for one in await town.find(Person) if one.name == "Anna Nyberg"]
    assert (let_in.approved, let_in.roles) == (True, (role,))
    assert "har släppt in dig" in (await town.told())["new-anna"][0]


async def test_let_in_as_something_else(town: Town, anna: Seat, karin: Seat) -> None:
    """The last button asks for the role."""
    await _knocks(anna)
    await karin.reads()
    await karin.presses("Släpp in som …")
    assert karin.filled_in.keys() == {"person"}
    await karin.sends(role="head")
    await karin.confirms() if "Stämmer" in karin.sees else None
    assert [one.roles for one in await town.find(Person) if one.name == "Anna Nyberg"] == [(Role.HEAD,)]


@pytest.mark.parametrize(
    "typed", ["släpp in Anna som rektor", "let in Anna as principal", "personer godkänn Anna Nyberg rektor"]
)
async def test_let_in_by_typing(town: Town, anna: Seat, karin: Seat, typed: str) -> None:
    """The same when typed."""
    await _knocks(anna)
    await karin.says(typed)
    await karin.confirms()
    assert [one.roles for one in await town.find(Person) if one.name == "Anna Nyberg"] == [(Role.PRINCIPAL,)]


async def test_once(town: Town, anna: Seat) -> None:
    """Who asks again hears that it is known already, and nobody is told twice."""
    await _knocks(anna)
    await town.told()
    await anna.says("släpp in mig")
    await anna.confirms()
    assert anna.sees == "Jag har redan berättat för Karin Samuelsdotter. Du får svar här."
    assert await town.told() == {}
    assert (await anna.says("läget")).startswith("Du är inte insläppt än.")
    await anna.presses("Se vad som väntar")
    assert "Jag har berättat för Karin Samuelsdotter att du vill bli insläppt." in anna.sees
    assert anna.labels == ["Be om ett samarbete", "Hjälp"]


async def test_then_a_collaboration(town: Town, anna: Seat, karin: Seat) -> None:
    """Who has asked to be let in can ask for a collaboration too, and is one person."""
    await _knocks(anna)
    await anna.orders("begär Ekdalaskolan syfte=Trygghet effects=Trivsel")
    await town.told()
    await karin.says("förfrågningar bekräfta Ekdalaskolan")
    await karin.confirms()
    (let_in,) = [one for one in await town.find(Person) if one.name == "Anna Nyberg"]
    assert (let_in.approved, let_in.roles, let_in.units) == (True, (Role.PRINCIPAL,), ("ekdala",))


async def test_without_a_name(town: Town, karin: Seat) -> None:
    """Somebody whose name no platform tells is somebody new until it does."""
    await _knocks(town.seat("new-x", name=""))
    assert (await karin.reads()).startswith("någon ny arbetar med det här")


@pytest.mark.parametrize("typed", ["släpp in mig", "jag arbetar med det här", "I work with this"])
async def test_who_is_in(maja: Seat, typed: str) -> None:
    """Who is let in is told so."""
    assert (await maja.says(typed)).startswith("Du är redan insläppt.")


async def _knocks(seat: Seat) -> None:
    await seat.opens_home()
    await seat.presses("Jag arbetar med det här")
