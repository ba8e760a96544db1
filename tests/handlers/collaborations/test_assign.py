"""Appointing a pair."""

from __future__ import annotations

import pytest

from handlers.core.words import LANGUAGES
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Role
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

BJORKANGEN = "c-bjorkangen"


async def test_a_pair_is_appointed(town: Town, karin: Seat) -> None:
    """The coordinator appoints two developers, each shown with their load."""
    await karin.says("förfrågningar")
    await karin.presses("Utse ett par")
    offered = await karin.searches("developers", "")
    assert "Olle Lindgård (inga samarbeten)" in offered
    assert "Maja Ekström (1 samarbete)" in offered
    assert not any(name.startswith("Karin") for name in offered)
    await karin.sends(developers=("olle", "sana"))
    assert "Par: Olle Lindgård, Sana Haddadi" in karin.sees
    appointed = await town.get(Collaboration, BJORKANGEN)
    assert (appointed.stage, appointed.developers) == ("assigned", ("olle", "sana"))


async def test_the_pair_and_the_principal_are_told_and_nobody_else(town: Town, karin: Seat) -> None:
    """Each developer learns with whom and for what, the principal who will get in touch."""
    await karin.orders("utse Björkängens förskola Olle Lindgård och Sana Haddadi")
    told = await town.told()
    assert set(told) == {"olle", "sana", "bengt"}
    assert "Du är utsedd för Björkängens förskola\nTillsammans med: Sana Haddadi" in told["olle"][0]
    assert "Mer lekbaserad undervisning utomhus." in told["sana"][0]
    assert "[Boka en träff]" in told["sana"][0]
    assert "Olle Lindgård och Sana Haddadi hör av sig om ett första möte." in told["bengt"][0]


async def test_names_in_all_their_ways(karin: Seat) -> None:
    """Names are found by their beginnings, with typos, without å, ä, ö, and read back first."""
    for names in ("Olle och Sana", "olle, sana", "Olle Lindgard & Sanna Haddadi", "Lindgård Haddadi"):
        await karin.says(f"utse bjorkangen {names}")
        assert "Samarbete: Björkängens förskola 2026/27, förfrågan" in karin.sees
        assert "Par: Olle Lindgård, Sana Haddadi" in karin.sees
        assert karin.labels[:3] == ["Bekräfta", "Ändra", "Avbryt"]


@pytest.mark.parametrize(("names", "count"), [("Olle Lindgård", 1), ("Olle, Sana och Ylva", 3)])
async def test_other_than_two_is_warned_of(town: Town, karin: Seat, names: str, count: int) -> None:
    """One or three can be appointed, but not without a warning."""
    await karin.says(f"utse Björkängens förskola {names}")
    assert f"Du valde {count} utvecklare. Ett par är två:" in karin.sees
    assert await town.told() == {}
    await karin.confirms()
    assert len((await town.get(Collaboration, BJORKANGEN)).developers) == count


async def test_not_to_ones_own_school(town: Town, karin: Seat) -> None:
    """Sana works at Granliden and is refused there, with who and where; the form keeps the choice."""
    await karin.says("utse Granliden")
    await karin.sends(developers=("sana", "olle"))
    assert "Sana Haddadi arbetar på Granlidens gymnasium och kan inte utses för sin egen skola." in karin.sees
    assert karin.filled_in["developers"] == ("sana", "olle")
    assert (await town.get(Collaboration, "c-granliden")).developers == ("maja", "petter")


async def test_the_same_person_twice_is_one(karin: Seat) -> None:
    """Naming one developer twice makes no pair."""
    await karin.says("utse Björkängens förskola Olle Lindgård och Olle Lindgård")
    assert "Du valde 1 utvecklare." in karin.sees


async def test_only_developers_can_be_appointed(karin: Seat) -> None:
    """A principal is said to be no developer; an id that is typed in is refused as the list would."""
    await karin.says("utse Björkängen Rut Almquister")
    assert karin.errors == {"developers": "Rut Almquister är rektor, inte kvalitetsutvecklare."}
    await karin.sends(developers=("rut", "olle"))
    assert karin.errors == {"developers": "Rut Almquister är rektor, inte kvalitetsutvecklare."}


async def test_a_partner_joins_a_pair(town: Town, karin: Seat) -> None:
    """Somebody from another support unit can be one of the pair."""
    await karin.orders("utse Björkängens förskola Ylva Norrby och Olle Lindgård")
    assert (await town.get(Person, "ylva")).roles == (Role.PARTNER,)
    assert (await town.get(Collaboration, BJORKANGEN)).developers == ("ylva", "olle")


async def test_a_changed_pair(town: Town, karin: Seat, petter: Seat, olle: Seat) -> None:
    """All concerned are told once, the stage stays, and the new pair leads the sessions to come."""
    await karin.orders("utse Granlidens gymnasium Maja Ekström och Olle Lindgård")
    told = await town.told()
    assert set(told) == {"olle", "maja", "petter", "greta"}
    assert [one.splitlines()[0] for one in told["petter"]] == [
        "Du är inte längre utsedd för Granlidens gymnasium"
    ]
    changed = "Paret för Granlidens gymnasium har ändrats\nPar: Maja Ekström, Olle Lindgård"
    assert told["maja"] == told["greta"] == [changed]
    assert (await town.get(Collaboration, "c-granliden")).stage == "learning"
    assert (await town.get(Session, "s-coming")).people == ("maja", "olle")
    assert (await town.get(Session, "s-ended")).people == ("maja", "petter")
    assert "Elevernas egna mål" in await olle.says("träffar")
    assert "Elevernas egna mål" not in await petter.says("träffar")


async def test_the_same_pair_again_tells_nobody(town: Town, karin: Seat) -> None:
    """Appointing those who are appointed already changes nothing for anybody."""
    await karin.orders("utse Granlidens gymnasium Maja Ekström och Petter Åsberg")
    assert await town.told() == {}


async def test_not_after_the_end(town: Town, karin: Seat) -> None:
    """Nobody is appointed to a collaboration that has ended."""
    await karin.says("förfrågningar")
    await town.change(await town.get(Collaboration, BJORKANGEN), stage="declined")
    await karin.presses("Utse ett par")
    assert karin.sees.startswith("Det här har ändrats sedan dess.")
    await karin.says("utse Björkängen Olle och Sana")
    assert "Björkängens förskola har inget pågående samarbete" in karin.sees


async def test_refused_to_others(town: Town, maja: Seat, greta: Seat, anna: Seat) -> None:
    """Only who coordinates appoints."""
    for one in (maja, greta):
        assert (await one.says("utse Björkängen Olle och Sana")).startswith("Det hör inte till din roll.")
    assert (await anna.says("utse Björkängen Olle och Sana")).startswith("Jag känner dig inte än.")
    assert await town.told() == {}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_head_may_too(town: Town, language: str) -> None:
    """The head of unit stands in for the coordinator, in either language."""
    henrik = town.seat("henrik", language)
    seen = await henrik.orders("assign Björkängens förskola Olle Lindgård and Sana Haddadi")
    assert ("Pair: Olle" if language == "en" else "Par: Olle") in seen


@pytest.mark.parametrize("names", ["Maja o Olle", "Maja / Olle", "Maja samt Olle", "maja + olle"])
async def test_two_names(karin: Seat, names: str) -> None:
    """However two names are joined, both are meant."""
    assert "Par: Maja Ekström, Olle Lindgård" in await karin.says(f"utse Björkängen {names}")


async def test_a_name_that_nobody_has(karin: Seat) -> None:
    """A second name that is nobody's is asked about, not left out."""
    assert "”Kalle”" in await karin.says("utse Björkängen Maja och Kalle")
    assert set(karin.errors) == {"developers"}


@pytest.mark.parametrize(
    "typed", ["utse par till Björkängen: Maja, Olle", "Utse ett par till björkängen Maja och Olle"]
)
async def test_in_more_words(karin: Seat, typed: str) -> None:
    """The words around the names are no part of them."""
    seen = await karin.says(typed)
    assert "Samarbete: Björkängens förskola" in seen
    assert "Par: Maja Ekström, Olle Lindgård" in seen
