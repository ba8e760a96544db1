"""What was done is not said to be undone: until it can be, one hears how to take it back."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town

NOTHING = "Okej, inget är gjort."


@pytest.mark.parametrize("word", ["ångra", "undo"])
async def test_after_something_was_done(maja: Seat, word: str) -> None:
    """What stands is said to stand, with how it is taken back; also after a look-up in between."""
    await maja.says("boka Granliden 2026-11-05 14-15.30 Bedömning")
    await maja.confirms()
    for between in ("", "läget"):
        if between:
            await maja.says(between)
        seen = await maja.says(word)
        assert NOTHING not in seen
        assert "”Boka en träff” är redan gjort" in seen
        assert "Skriv ”ställ in” och enheten om träffen inte ska bli av." in seen


async def test_after_a_restart(town: Town, maja: Seat) -> None:
    """The same once the program was started anew, and nothing of it after an hour."""
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    await town.restart()
    assert "Boka träffen på nytt med ”boka”." in await maja.says("ångra")
    town.later(hours=2)
    assert await maja.says("ångra") == NOTHING


async def test_where_nothing_was_done(maja: Seat) -> None:
    """Where nothing was done just that is said."""
    assert await maja.says("ångra") == NOTHING
    await maja.says("läget")
    assert await maja.says("ångra") == NOTHING


@pytest.mark.parametrize("word", ["cancel", "Cancel", "avbryt", "stop", "undo"])
async def test_a_form_is_left(town: Town, maja: Seat, word: str) -> None:
    """A word that leaves leaves the open form, whichever language it is of; then nothing is done."""
    for line in ("boka Granliden", "boka Granliden 2026-11-05 14-15.30"):
        await maja.says(line)
        assert await maja.says(word) == NOTHING
        assert await maja.says("ja") != "Bokad"
    assert len(await town.told()) == 0


async def test_cancel_is_a_command_where_no_form_is_open(maja: Seat) -> None:
    """Without an open form, and with more words, `cancel` begins to cancel a session."""
    assert "Träff" in await maja.says("cancel")
    await maja.says("avbryt")
    await maja.says("boka Granliden")
    await maja.says("cancel Elevernas egna mål")
    assert "Ställ in en träff" in maja.sees


@pytest.mark.parametrize("word", ["nej", "avbryt", "stopp"])
async def test_a_no_speaks_of_no_earlier_act(maja: Seat, word: str) -> None:
    """A no says that nothing waits, and neither that what was done wasn't, nor that something else was."""
    await maja.says("boka Granliden 2026-11-05 14-15.30 Bedömning")
    await maja.confirms()
    await maja.says("flytta Bedömning 2026-11-06 14")
    await maja.says("avbryt")
    await maja.says("läget")
    assert await maja.says(word) == "Inget väntar på svar här, så inget mer är gjort."
