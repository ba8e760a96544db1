"""What comes by itself after a session is answered as people write: a grade, or that it came to nothing."""

from __future__ import annotations

import pytest

from storage.documents.reflections import Readers, Reflection
from tests.handlers.desk import STAFF_ROOM, Seat, Town

TITLE = {"sv-SE": "Logga en reflektion", "en-GB": "Log a reflection"}


@pytest.mark.parametrize(
    ("locale", "text", "seen"),
    [
        ("sv-SE", "4 bra samtal om mål", ("4, mycket", "Vad hände: bra samtal om mål")),
        ("sv-SE", "4", ("4, mycket",)),
        ("sv-SE", "4/5", ("4, mycket",)),
        ("sv-SE", "inställd", ("Blev den av?: blev inte av",)),
        ("sv-SE", "blev inte av, Petter sjuk", ("Blev den av?: blev inte av", "Vad hände: Petter sjuk")),
        ("sv-SE", "flyttad", ("Blev den av?: flyttad",)),
        ("en-GB", "4 good talk", ("4, much", "What happened: good talk")),
        ("en-GB", "cancelled", ("Was it held?: not held",)),
        ("en-GB", "didn't happen, Petter ill", ("Was it held?: not held", "What happened: Petter ill")),
    ],
)
async def test_is_read_back(town: Town, locale: str, text: str, seen: tuple[str, ...]) -> None:
    """It is about the latest session that ended, and nothing is kept before it is confirmed."""
    maja = town.seat("maja", locale)
    shown = await maja.says(text)
    assert shown.startswith(TITLE[locale])
    assert "Sambedömning i par" in shown
    assert all(one in shown for one in seen)
    assert len(await town.find(Reflection)) == 1
    await maja.confirms()
    assert len(await town.find(Reflection)) == 2


@pytest.mark.parametrize(
    ("locale", "text"), [("sv-SE", "det gick bra idag"), ("en-GB", "it went well today")]
)
async def test_without_a_grade_it_is_asked_for(town: Town, locale: str, text: str) -> None:
    """Five buttons ask for it, and the text is kept."""
    maja = town.seat("maja", locale)
    shown = await maja.says(text)
    assert all(f"[{number}, " in shown for number in range(1, 6))
    await maja.says("4")
    assert text in maja.sees


async def test_to_others_it_means_nothing(bengt: Seat, karin: Seat, town: Town) -> None:
    """Who led no session, and whoever has written already, is told that it is not understood."""
    for one in (bengt, karin):
        assert "Jag förstår inte ”4 bra”" in await one.says("4 bra")
    maja = town.seat("maja")
    await maja.says("4 bra")
    await maja.confirms()
    assert "Jag förstår inte ”4 bra”" in await maja.says("4 bra")


async def test_only_in_ones_own_chat_and_for_a_week(town: Town, maja: Seat) -> None:
    """In a channel, and of what is long ago, a number is no reflection."""
    assert "Logga en reflektion" not in await maja.says("4 bra", place=STAFF_ROOM)
    town.later(days=7)
    assert "Jag förstår inte" in await maja.says("4 bra")


@pytest.mark.parametrize(
    ("text", "label", "readers"),
    [
        (
            "bra samtal, dela med rektor",
            "rektorn (Greta)",
            {Readers.PAIR, Readers.COORDINATOR, Readers.PRINCIPAL},
        ),
        ("bra samtal bara paret", "[paret (Maja och Petter)]", {Readers.PAIR}),
        ("bara paret får läsa", "[paret (Maja och Petter)]", {Readers.PAIR}),
        (
            "good talk, share with the principal",
            "rektorn",
            {Readers.PAIR, Readers.COORDINATOR, Readers.PRINCIPAL},
        ),
        ("good talk, only the pair", "[paret (Maja och Petter)]", {Readers.PAIR}),
    ],
)
async def test_readers_that_a_text_names_are_offered(
    town: Town, maja: Seat, text: str, label: str, readers: set[Readers]
) -> None:
    """Words in the text choose nobody by themselves, but are pointed out, with a button that does."""
    shown = await maja.says(f"4 {text}")
    assert "Din text säger vem som får läsa." in shown
    (button,) = [one for one in maja.labels if label.strip("[]") in one]
    await maja.presses(button)
    assert "Din text säger" not in maja.sees
    await maja.confirms()
    (written,) = [one for one in await town.find(Reflection) if one.session_id == "s-ended"]
    assert set(written.shared_with) == readers


async def test_a_text_about_somebody_shares_nothing(maja: Seat) -> None:
    """Talking of the principal is no wish to share with them."""
    assert "Din text säger" not in await maja.says("4 rektorn var med och paret fick tid")


@pytest.mark.parametrize(
    ("locale", "text", "once_more"),
    [
        ("sv-SE", "4 bara för mig", "En sak är inte avgjord än"),
        ("sv-SE", "4 bra, rektorn får inte läsa", "En sak är inte avgjord än"),
        ("sv-SE", "4 bra, bara paret", "En sak är inte avgjord än"),
        ("en-GB", "4 only for me", "One thing is not decided yet"),
    ],
)
async def test_a_bare_yes_shares_nothing_against_the_text(
    town: Town, locale: str, text: str, once_more: str
) -> None:
    """Where a text says who may read it, the first bare yes keeps nothing for other readers: it is asked."""
    maja = town.seat("maja", locale)
    await maja.says(text)
    assert once_more in await maja.says("ja" if locale == "sv-SE" else "yes")
    assert len(await town.find(Reflection)) == 1
    await maja.presses(maja.labels[1])
    await maja.confirms()
    (kept,) = [one for one in await town.find(Reflection) if one.session_id == "s-ended"]
    assert Readers.COORDINATOR not in kept.shared_with
