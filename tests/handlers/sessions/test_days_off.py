"""Booking over red days, breaks and weekends: what is left out, moved or kept."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.fields.when import Spans
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

OVER_THE_BREAK = "boka Granliden torsdagar v 43-46 kl 14 Pluggkväll"
LEAVE_OUT, MOVE, KEEP = "Hoppa över lediga dagar", "Flytta det som är på lediga dagar", "Behåll lediga dagar"


async def _booked(town: Town) -> list[str]:
    """Return the days that were booked, as month and day."""
    found = [one for one in await town.find(Session) if one.topic == "Pluggkväll"]
    return sorted(f"{one.span.start:%m-%d}" for one in found)


async def test_a_yes_leaves_days_off_out(town: Town, maja: Seat) -> None:
    """Of a series, what falls in a break is left out by the first button, and by a yes."""
    await maja.says(OVER_THE_BREAK)
    assert "torsdag 29 oktober 2026 infaller under höstlovet." in maja.sees
    assert "Överhoppat: torsdag 29 oktober 2026" in maja.sees
    assert maja.labels[0] == LEAVE_OUT
    await maja.says("ja")
    assert await _booked(town) == ["10-22", "11-05", "11-12"]


async def test_the_receipt_of_a_series(town: Town, maja: Seat) -> None:
    """It says how many, the first and the last with their years, and what was left out."""
    await maja.says("boka Granliden torsdagar v 43-2 kl 14 Pluggkväll")
    await maja.presses(LEAVE_OUT)
    assert "9 träffar är bokade" in maja.sees
    assert "Den första är torsdag 22 oktober 2026, den sista torsdag 14 januari 2027." in maja.sees
    assert "Överhoppat: torsdag 29 oktober 2026, torsdag 24 december 2026" in maja.sees
    assert len(await _booked(town)) == 9


async def test_days_off_can_be_kept(town: Town, maja: Seat) -> None:
    """Who wants them all the same is asked once more, and a yes means all."""
    await maja.says(OVER_THE_BREAK)
    await maja.presses(KEEP)
    assert maja.labels[0] == "Bekräfta"
    assert KEEP not in maja.labels
    await maja.says("ja")
    assert await _booked(town) == ["10-22", "10-29", "11-05", "11-12"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("torsdag v 43, v 44 och v 46 kl 14", ["10-22", "11-05", "11-12"]),
        ("4 torsdagar från v 43 kl 14", ["10-22", "11-05", "11-12", "11-19"]),
        ("varannan torsdag v 44-48 kl 14", ["11-05", "11-12", "11-26"]),
    ],
)
async def test_days_off_move_to_a_free_week(town: Town, maja: Seat, typed: str, days: list[str]) -> None:
    """Moving takes the next free week, inside what was stated or, where nothing was, after the others."""
    await maja.says(f"boka Granliden {typed} Pluggkväll")
    await maja.presses(MOVE)
    await maja.says("ja")
    assert await _booked(town) == days


async def test_where_no_week_is_free(maja: Seat) -> None:
    """Where the weeks that were stated are full, it says so instead of moving past them."""
    await maja.says(OVER_THE_BREAK)
    assert MOVE not in maja.labels
    assert (
        "De kan inte flyttas: ingen annan vecka till och med söndag 15 november 2026 är ledig." in maja.sees
    )


async def test_what_was_asked_to_be_left_out_is_told(town: Town, maja: Seat) -> None:
    """Days that the text itself leaves out are named in the read-back and the receipt."""
    await maja.says("boka Granliden torsdagar v 43-46 kl 14 utom höstlovet Pluggkväll")
    assert "Överhoppat: torsdag 29 oktober 2026" in maja.sees
    assert "Överhoppat: torsdag 29 oktober 2026" in await maja.confirms()
    assert await _booked(town) == ["10-22", "11-05", "11-12"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("14/11 kl 10", "lördag 14 november 2026 är på en helg."),
        ("14/11, 15/11 och 17/11 kl 10", "2 av dagarna är på helger."),
    ],
)
async def test_weekends_are_noticed(maja: Seat, typed: str, said: str) -> None:
    """A Saturday or Sunday is pointed out, and can be booked all the same."""
    await maja.says(f"boka Granliden {typed}")
    assert said in maja.sees
    assert maja.labels[0] == "Bekräfta"


async def test_one_session_on_a_day_off(town: Town, maja: Seat) -> None:
    """A single session can be moved, or booked as it is; nothing is left out of it."""
    await maja.says("boka Granliden torsdag v 44 kl 14 Pluggkväll")
    assert maja.labels[:2] == ["Bekräfta", MOVE]
    await maja.presses(MOVE)
    await maja.confirms()
    assert await _booked(town) == ["11-05"]


def test_times_that_were_kept_before_are_read() -> None:
    """Drafts of earlier versions hold the spans alone."""
    times = Spans.of([{"start": "2026-10-15T14:00[Europe/Stockholm]", "end": None}])
    assert [f"{span.start:%m-%d %H:%M}" for span in times.spans] == ["10-15 14:00"]
    assert Spans.of(times.kept()) == times
    said = Spans((), until=date(2026, 12, 24), left_out=(date(2026, 10, 29),), as_they_are=True)
    assert Spans.of(said.kept()) == said


async def test_another_clock_leaves_out_what_was_left_out(town: Town, maja: Seat) -> None:
    """A new clock time typed to the read-back changes nothing of which days are booked."""
    await maja.says(OVER_THE_BREAK)
    await maja.says("kl 15")
    assert "Överhoppat: torsdag 29 oktober 2026" in maja.sees
    await maja.says("ja")
    assert await _booked(town) == ["10-22", "11-05", "11-12"]


async def test_another_clock_keeps_what_was_kept(town: Town, maja: Seat) -> None:
    """The same where days off are to count."""
    await maja.says(OVER_THE_BREAK)
    await maja.presses(KEEP)
    await maja.says("kl 15")
    assert maja.labels[0] == "Bekräfta"
    await maja.says("ja")
    assert await _booked(town) == ["10-22", "10-29", "11-05", "11-12"]
