"""One's own reminders are listed, and nobody else's."""

from __future__ import annotations

from tests.handlers.desk import Seat, Town


async def test_they_are_listed(town: Town, maja: Seat, karin: Seat) -> None:
    """The next one comes first; what was said is listed no more; others see none of them."""
    await maja.orders("påminn mig fredag v 43 kl 9 att ringa Rut")
    await maja.orders("påminn mig imorgon kl 9 om fika")
    seen = await maja.says("mina påminnelser")
    assert seen.startswith("2 påminnelser")
    assert seen.index("fre 16 okt v. 42 09.00 | fika") < seen.index("fre 23 okt v. 43 09.00 | ringa Rut")
    assert "fika" not in await karin.says("påminnelser")
    town.later(days=1)
    assert "fika" not in await maja.says("reminders")


async def test_asked_for_in_other_words(maja: Seat) -> None:
    """Whoever asks which there are gets the list; removing all of them shows it, with its buttons."""
    await maja.orders("påminn mig imorgon kl 9 om fika")
    for asked in ("vilka påminnelser har jag?", "what are my reminders", "ta bort alla påminnelser"):
        assert "Ta bort påminnelsen fika" in await maja.says(asked)


async def test_none(maja: Seat) -> None:
    """Where there are none, one can be made."""
    assert await maja.says("påminnelser") == "Du har inga påminnelser.\n[Bli påmind om något]"
    assert "Om vad" in await maja.presses("Bli påmind om något")
