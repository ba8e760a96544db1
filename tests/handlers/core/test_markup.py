"""What editors and people put around a command is read through, and stays in what they write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.core.markup import without_markup
from storage.documents.sessions import Session
from storage.values.marks import stripped
from tests.handlers.desk import Seat, Town

AROUND = (
    "*{}*",
    "**{}**",
    "_{}_",
    "~{}~",
    "`{}`",
    "```{}```",
    "• {}",
    "•{}",
    "- {}",
    "* {}",
    "1. {}",
    "> {}",
    ">{}",
    "@Samlär, {}",
    "Samlär: {}",
    "🎉 {}",
    ":tada: {}",
    "{} 🎉",
    "• *{}*",
    "”{}”",
    '"{}"',
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    ("locale", "typed", "seen"),
    [
        ("sv-SE", "läget", "Granlidens gymnasium\nNästa steg: Följ de bokade träffarna"),
        ("en-GB", "status", "Granlidens gymnasium\nNext step: Follow the booked sessions"),
        ("sv-SE", "läget Granliden", "Granlidens gymnasium\nNästa steg: Följ de bokade träffarna"),
    ],
)
async def test_around_a_line(town: Town, around: str, locale: str, typed: str, seen: str) -> None:
    """Emphasis, bullets, numbers, quotes, the bot's name and emoji make no difference."""
    assert (await town.seat("maja", locale).says(around.format(typed))).startswith(seen)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("*boka* Granliden torsdag v 43 kl 14 Fest", "Fest"),
        ("*boka Granliden* torsdag v 43 kl 14 *Fest* i parken", "*Fest* i parken"),
        ("boka *Granliden* _torsdag v 43_ kl 14 Fest", "Fest"),
        ("🎉 boka 🎉 Granliden torsdag v 43 kl 14 Fest", "Fest"),
        ("boka Granliden torsdag v 43 kl 14 :tada: Fest", ":tada: Fest"),
        ("boka Granliden torsdag v 43 kl 14 Fest :tada:", "Fest :tada:"),
        ("boka Granliden :tada: Fest torsdag v 43 kl 14", ":tada: Fest"),
        ("book Granliden Thursday week 43 14:00 Fest :+1:", "Fest :+1:"),
    ],
)
async def test_what_is_written_keeps_its_marks(town: Town, maja: Seat, typed: str, topic: str) -> None:
    """Marks around the command, the unit and the time go; those of the topic stay, an emoji's colons too."""
    await maja.says(typed)
    await maja.confirms()
    [booked] = [one for one in await town.find(Session) if not one.id.startswith("s-")]
    assert booked.topic == topic


@pytest.mark.parametrize("yes", ["*ja*", "> ja", "_Ja!_", "`ja`"])
async def test_answers_in_marks(town: Town, maja: Seat, yes: str) -> None:
    """A yes in bold is a yes."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Fest")
    assert (await maja.says(yes)).startswith("Bokad: Granlidens gymnasium")


@given(st.text(alphabet='*_~`•>-1. @"”ab', max_size=30))
def test_nothing_but_marks_goes(text: str) -> None:
    """No letter but of an emoji's code is lost, whatever stands around it."""
    kept = [one for one in without_markup(text) if one in "ab"]
    assert kept == [one for one in text if one in "ab"]


@given(st.text(alphabet=" ,:-ta1", max_size=20))
def test_colons_of_emoji_stay(text: str) -> None:
    """Marks around a text go, those of an emoji stay."""
    assert stripped(f"{text}x , ", " ,:-").endswith("x")
    assert stripped(f":tada:, {text}", " ,:-").startswith(":tada:")
