"""A no, and taking back: what stands is said to stand, and what can be undone is offered to be."""

from __future__ import annotations

import pytest

from tests.handlers.desk import STAFF_ROOM, Seat, Town

NOTHING = "Okej, inget är gjort."


@pytest.mark.parametrize("word", ["ångra", "undo"])
async def test_what_cannot_be_undone(rut: Seat, word: str) -> None:
    """What stands is said to stand, with how it is taken back; also after a look-up in between."""
    await rut.says("begär Almby skola syfte=Trygghet effects=Trivsel")
    await rut.confirms()
    for between in ("", "läget"):
        if between:
            await rut.says(between)
        seen = await rut.says(word)
        assert NOTHING not in seen
        assert "”Be om ett samarbete” är redan gjort" in seen
        assert "Skriv ”återkalla” för att ta tillbaka förfrågan." in seen


async def test_where_nothing_was_done(maja: Seat) -> None:
    """Where nothing was done just that is said."""
    assert await maja.says("ångra") == "Du har inget som jag kan ångra."
    await maja.says("läget")
    assert await maja.says("ångra") == "Du har inget som jag kan ångra."


@pytest.mark.parametrize("word", ["cancel", "Cancel", "avbryt", "stop", "undo"])
async def test_a_form_is_left(town: Town, maja: Seat, word: str) -> None:
    """A word that leaves leaves the open form, whichever language it is of; then nothing is done."""
    for line in ("boka Granliden", "boka Granliden 2026-11-05 14-15.30"):
        await maja.says(line)
        assert await maja.says(word) == NOTHING
        assert await maja.says("ja") != "Bokad"
    assert len(await town.told()) == 0


@pytest.mark.parametrize("word", ["avbryt", "cancel", "Stopp!"])
async def test_a_form_is_left_from_a_channel(town: Town, maja: Seat, word: str) -> None:
    """Written in a channel it leaves what was asked there or in the own chat, which its buttons say then."""
    for place in (STAFF_ROOM, None):
        await maja.says("boka Granliden 2026-11-05 14-15.30", place)
        confirm = maja.button("Bekräfta")
        assert await maja.says(word, STAFF_ROOM) == NOTHING
        assert "Du lämnade det här" in await maja.presses(confirm)
    assert len(await town.told()) == 0


async def test_cancel_is_a_command_where_no_form_is_open(maja: Seat) -> None:
    """Without an open form, and with more words, `cancel` begins to cancel a session."""
    assert "Träff" in await maja.says("cancel")
    await maja.says("avbryt")
    await maja.says("boka Granliden")
    await maja.says("cancel Elevernas egna mål")
    assert "Ställ in en träff" in maja.sees


@pytest.mark.parametrize("word", ["nej", "avbryt", "stopp"])
async def test_a_no_offers_to_undo(town: Town, maja: Seat, word: str) -> None:
    """A no says that nothing waits, and offers to undo what was done just now, once and while it can be."""
    await maja.says("boka Granliden 2026-11-05 14-15.30 Bedömning")
    await maja.confirms()
    await maja.says("läget")
    seen = await maja.says(word)
    assert seen.startswith(
        "Inget väntar på svar här, så inget mer är gjort.\nDet du gjorde senast: Boka en träff"
    )
    town.later(minutes=31)
    assert await maja.says(word) == "Inget väntar på svar här, så inget mer är gjort."
    town.later(minutes=31)
    assert await maja.says(word) == NOTHING


@pytest.mark.parametrize("word", ["nej", "avbryt", "stopp"])
async def test_a_no_after_undoing(maja: Seat, word: str) -> None:
    """Once the act is undone, or another form was begun since, a no speaks of it no more."""
    await maja.says("boka Granliden 2026-11-05 14-15.30 Bedömning")
    await maja.confirms()
    await maja.says("nej, ångra")
    assert await maja.says(word) == NOTHING
