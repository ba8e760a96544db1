"""Moving a session by what it is moved from: a distance, its day, its clock."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("typed", "new"),
    [
        ("en vecka framåt", "måndag 2 november 2026, v. 45, 14.00–15.30"),
        ("två veckor senare kl 15", "måndag 9 november 2026, v. 46, 15.00–16.30"),
        ("en halvtimme tidigare", "måndag 26 oktober 2026, v. 44, 13.30–15.00"),
        ("till dagen efter", "tisdag 27 oktober 2026, v. 44, 14.00–15.30"),
        ("till samma dag kl 15-16", "måndag 26 oktober 2026, v. 44, 15.00–16.00"),
        ("till kl 10 samma dag", "måndag 26 oktober 2026, v. 44, 10.00–11.30"),
        ("2 timmar senare samma dag", "måndag 26 oktober 2026, v. 44, 16.00–17.30"),
        ("till fredag samma vecka", "fredag 30 oktober 2026, v. 44, 14.00–15.30"),
        ("14-15", "måndag 26 oktober 2026, v. 44, 14.00–15.00"),
        ("26 okt en vecka framåt", "måndag 2 november 2026, v. 45, 14.00–15.30"),
    ],
)
async def test_by_a_distance(maja: Seat, typed: str, new: str) -> None:
    """What is not said stays: the weekday, the clock and the length."""
    await maja.says(f"flytta Elevernas egna mål {typed}")
    assert f"Ny tid: {new}" in maja.sees


@pytest.mark.parametrize(
    ("typed", "new"),
    [
        ("a week later", "Monday 2 November 2026, week 45, 14:00–15:30"),
        ("to 10-11", "Monday 26 October 2026, week 44, 10:00–11:00"),
        ("to the last Friday of the month at 2pm", "Friday 30 October 2026, week 44, 14:00–15:30"),
    ],
)
async def test_in_english(town: Town, typed: str, new: str) -> None:
    """The same in English."""
    maja = town.seat("maja", "en-GB")
    await maja.says(f"move Elevernas egna mål {typed}")
    assert f"New time: {new}" in maja.sees


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tio veckor tillbaka", "har redan varit"),
        ("en vecka framåt kanelbulle", "Jag förstod inte ”kanelbulle”"),
        ("en vecka framåt torsdag", "Veckodagen och datumet stämmer inte överens"),
        ("en månad framåt", "Vilken dag och vilken tid?"),
    ],
)
async def test_what_is_not_certain(maja: Seat, typed: str, said: str) -> None:
    """What has been, what is not understood and what leaves the day open is asked about."""
    await maja.says(f"flytta Elevernas egna mål {typed}")
    assert said in maja.sees


async def test_which_session_is_chosen_after(maja: Seat) -> None:
    """The new time waits until it is known which session is moved; nothing is asked of it before."""
    await maja.says("flytta Granliden en vecka framåt")
    assert maja.sees.startswith("Flytta en träff\nDet finns flera som heter så. Vilken menar du?\n[mån 26")
    await maja.presses(maja.labels[0])
    assert "Ny tid: måndag 2 november 2026, v. 45, 14.00–15.30" in maja.sees


async def test_a_weekday_after_the_choice(maja: Seat) -> None:
    """A weekday typed before the session was chosen is the one beside the session, or the coming one."""
    await maja.says("flytta Granliden till fredag 14")
    await maja.presses(maja.labels[0])
    assert maja.labels[:2] == ["fredag 30 oktober 2026, v. 44, 14.00", "fredag 16 oktober 2026, v. 42, 14.00"]


@pytest.mark.parametrize("typed", ["fram Elevernas egna mål en vecka", "fram Elevernas egna mål 1 vecka"])
async def test_the_way_first(maja: Seat, typed: str) -> None:
    """`flytta fram` something by a week is a week later; both times are read back."""
    await maja.says(f"flytta {typed}")
    assert "Ny tid: måndag 2 november 2026, v. 45, 14.00–15.30" in maja.sees


async def test_as_an_answer(maja: Seat) -> None:
    """Asked for the new time, one can answer with a distance."""
    await maja.says("flytta Elevernas egna mål")
    await maja.says("två veckor framåt")
    assert "Ny tid: måndag 9 november 2026, v. 46, 14.00–15.30" in maja.sees


async def test_in_the_form(maja: Seat) -> None:
    """The form behind a session's button takes distances, too."""
    await maja.says("flytta Elevernas egna mål")
    await maja.sends(when="en timme senare")
    assert "Ny tid: måndag 26 oktober 2026, v. 44, 15.00–16.30" in maja.sees
