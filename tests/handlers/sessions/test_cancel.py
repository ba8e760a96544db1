"""Calling a session off."""

from __future__ import annotations

from handlers.core.replies import Replace
from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town

COMING = "s-coming"


async def test_it_is_always_read_back(town: Town, maja: Seat) -> None:
    """Even an exact name is read back first; then the card takes the old one's place."""
    await maja.says("ställ in Elevernas egna mål Sjukdom")
    assert "Träff: Granlidens gymnasium, mån 26 okt v. 44 14.00–15.30 Elevernas egna mål" in maja.sees
    assert "Skäl: Sjukdom" in maja.sees
    assert (await town.get(Session, COMING)).state is Held.BOOKED
    await maja.confirms()
    assert isinstance(maja.answer.replies[0], Replace)
    assert maja.sees.startswith("Inställd: Granlidens gymnasium")
    assert maja.labels == ["Ångra"]
    assert (await town.get(Session, COMING)).state is Held.CANCELLED


async def test_those_concerned_are_told_why(town: Town, maja: Seat) -> None:
    """The other of the pair and the principal get time and reason, and nobody else anything."""
    await maja.says("ställ in Elevernas egna mål Sjukdom")
    await maja.confirms()
    told = await town.told()
    assert set(told) == {"petter", "greta"}
    for texts in told.values():
        assert texts[0].startswith("Maja Ekström har ställt in en träff\nEnhet: Granlidens gymnasium")
        assert "Tid: måndag 26 oktober 2026, v. 44, 14.00–15.30" in texts[0]
        assert "Skäl: Sjukdom" in texts[0]


async def test_twice(town: Town, maja: Seat) -> None:
    """Confirmed twice it is cancelled once, and all are told once."""
    await maja.says("ställ in Elevernas egna mål")
    confirm = maja.answer
    await maja.confirms()
    await town.told()
    maja.answer = confirm
    assert await maja.confirms() == "Det här är redan gjort. Inget gjordes två gånger."
    assert await town.told() == {}


async def test_both_of_the_pair_at_once(town: Town, maja: Seat, petter: Seat) -> None:
    """The second one to confirm learns that it is cancelled already, and nobody is told again."""
    for one in (maja, petter):
        await one.says("ställ in Elevernas egna mål")
    await maja.confirms()
    await town.told()
    await petter.confirms()
    assert "Träffen är redan inställd." in petter.sees
    assert await town.told() == {}


async def test_a_cancelled_session_is_gone_from_the_lists(maja: Seat) -> None:
    """It is no longer among one's sessions, and can't be chosen again."""
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    assert "Elevernas egna mål" not in await maja.says("träffar")
    await maja.says("ställ in Elevernas egna mål")
    assert "Elevernas egna mål" not in maja.labels


async def test_the_unit_of_another(maja: Seat) -> None:
    """Naming a unit where one has no session cancels no other session by mistake."""
    await maja.says("ställ in Almby sjuk")
    assert maja.sees.startswith("Du är inte med i något samarbete på Almby skola")


async def test_by_the_coordinator(town: Town, karin: Seat) -> None:
    """Who coordinates can call it off, and the pair and the principal are told."""
    await karin.says("ställ in Elevernas egna mål")
    await karin.confirms()
    assert set(await town.told()) == {"maja", "petter", "greta"}


async def test_refused_to_others(town: Town, greta: Seat, olle: Seat, anna: Seat) -> None:
    """A principal, another developer and a stranger call nothing off."""
    assert (await greta.says("ställ in Elevernas egna mål")).startswith("Det hör inte till din roll.")
    assert await olle.says("ställ in Elevernas egna mål") == "Du har inga bokade träffar.\n[Boka en träff]"
    assert (await anna.says("ställ in Granliden")).startswith("Jag känner dig inte än.")
    assert await town.told() == {}


async def test_in_english(town: Town) -> None:
    """The same in English, one word with no å, ä or ö."""
    maja = town.seat("maja", "en-GB")
    await maja.says("cancel Elevernas egna mål Illness")
    assert (await maja.confirms()).startswith("Cancelled: Granlidens gymnasium")
