"""Reading reflections, as far as their authors let one."""

from __future__ import annotations

import pytest

from storage.documents.reflections import Visibility


async def _writes(maja, text: str, visibility: str) -> None:
    await maja.says("reflektera s-ended")
    await maja.sends(grade="4", happened=text, visibility=visibility)


async def test_the_latest_first(maja):
    """One's own collaborations' reflections, the latest first, with session, grade and who wrote."""
    await _writes(maja, "Senaste nytt", "pair")
    seen = await maja.says("reflektioner")
    assert seen.startswith("2 reflektioner, den senaste först")
    assert seen.index("Senaste nytt") < seen.index("Ämneslagen jämförde sina exempel.")
    assert "Träffen ledde mot sitt syfte: 4, mycket" in seen
    assert "Skriven av: Maja Ekström" in seen


async def test_of_one_collaboration(maja):
    """By the unit's name, with typos and without å, ä and ö."""
    assert (await maja.says("reflektioner granlidn")).startswith("Granlidens gymnasium: 1 reflektion")


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.ME, {"maja"}),
        (Visibility.PAIR, {"maja", "petter"}),
        (Visibility.PROCESS_GROUP, {"maja", "petter", "greta"}),
        (Visibility.COORDINATOR, {"maja", "petter", "greta", "karin", "henrik"}),
    ],
)
async def test_who_reads_what(town, maja, visibility, readers):
    """Each visibility lets in just those whom it names, in the list, the status and the overview."""
    await _writes(maja, "Hemligt ord", visibility.value)
    found = set()
    for who in ("maja", "petter", "greta", "karin", "henrik", "olle", "bengt", "rut", "ylva"):
        seat = town.seat(who)
        texts = [await seat.says(text) for text in ("reflektioner", "läget", "läget Granliden")]
        if any("Hemligt ord" in text for text in texts):
            found.add(who)
            assert "Hemligt ord" in texts[0], who
    assert found == readers


async def test_the_developers_own_are_the_developers(town, maja):
    """What is written of the developers' own session is theirs, unless the author shows it to others."""
    await maja.says("boka egen träff 2026-10-15 10.00-11.00 Läsecirkel")
    await maja.confirms()
    town.later(hours=2)
    await maja.says("reflektera Läsecirkel 4 Eget ord")
    await maja.confirms()
    for who, reads in (("olle", True), ("karin", False), ("greta", False), ("ylva", False)):
        assert ("Eget ord" in await town.seat(who).says("reflektioner")) is reads, who


async def test_a_gone_developer_keeps_their_own_only(town, karin, petter):
    """Who is no longer of the pair reads what they wrote themselves, and nothing else."""
    await petter.says("reflektera s-ended 3 Petters ord")
    await petter.confirms()
    await karin.says("utse Granliden Maja och Olle")
    await karin.confirms()
    seen = await petter.says("reflektioner")
    assert "Petters ord" in seen
    assert "Ämneslagen jämförde" not in seen


async def test_none_to_read(olle):
    """With nothing to read one is told so."""
    assert await olle.says("reflektioner") == "Det finns inga reflektioner som du får läsa än."


async def test_of_an_unknown_unit(maja):
    """A name that nothing is called is said to be unknown, instead of showing everything."""
    await maja.says("reflektioner Månbasen")
    assert maja.errors == {
        "collaboration": "Jag hittar inget samarbete med ”Månbasen” här. "
        "Kontrollera stavningen, eller välj i listan."
    }


async def test_refused_to_strangers(anna):
    """A stranger reads nothing."""
    assert (await anna.says("reflektioner")).startswith("Jag känner dig inte än.")


async def test_in_english(town):
    """The same in English."""
    seen = await town.seat("maja", "en-GB").says("reflections Granliden")
    assert "The session led towards its purpose: 4, much" in seen
