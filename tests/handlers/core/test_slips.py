"""A slip in a command's word keeps the rest of the line, and what is offered fits it."""

from __future__ import annotations

import pytest

from handlers.core.replies import Button, Confirm
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("bka granliden fre 14", "boka granliden fre 14"),
        ("boak granliden fre 14 bedömning", "boka granliden fre 14 bedömning"),
        ("bokka Granliden torsdag", "boka Granliden torsdag"),
        ("flyta granliden fredag v 43 9", "flytta granliden fredag v 43 9"),
        ("stäl in granliden", "ställ in granliden"),
        ("träfar nästa vecka", "träffar nästa vecka"),
        ("lägget granliden", "läget granliden"),
        ("vi borde boka om torsdagens möte till fredag", "flytta torsdagens möte till fredag"),
        ("vi borde boka granliden fre 14", "boka granliden fre 14"),
        ("moev Granliden Friday 9", "flytta Granliden Friday 9"),
    ],
)
async def test_the_whole_line_is_offered(maja: Seat, line: str, offered: str) -> None:
    """The first button runs the line with the command's own word; none opens an empty form instead."""
    await maja.says(line)
    assert maja.labels[0] == offered
    assert not maja.buttons[0].opens


@pytest.mark.parametrize("word", ["vecka", "inställningar", "ok", "ja", "is", "kvantfysik", "mötesrum"])
async def test_what_is_not_like_a_command(maja: Seat, word: str) -> None:
    """A word that is no slip of a command's is not taken for one."""
    await maja.says(word)
    assert maja.labels == ["hjälp"]


@pytest.mark.parametrize("line", ["jag vill inte boka granliden fre 14", "nej inte boka granliden fre 14"])
async def test_no_whole_line_of_what_is_not_to_be_done(maja: Seat, line: str) -> None:
    """A line that says not to do it is not offered to be run."""
    await maja.says(line)
    assert maja.labels == ["boka"]
    assert await maja.presses("boka")
    assert maja.filled_in.get("when", "") == ""


async def test_the_line_is_read_back(town: Town, karin: Seat) -> None:
    """What was offered is read back before it counts, whatever it names."""
    await karin.says("utze Björkängens förskola Maja Ekström och Olle Lindgård")
    await karin.presses("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    assert "Stämmer det här?" in karin.sees
    assert await town.told() == {}
    await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "olle")


async def test_it_means_the_same_later(town: Town, maja: Seat) -> None:
    """A day in the line is the one that was meant when it was written."""
    await maja.says("bka granliden fre kl 14 bedömning")
    town.later(days=2)
    await maja.presses("boka granliden fre kl 14 bedömning")
    assert "är redan passerad" in maja.sees or "16 oktober" in maja.sees
    assert "23 oktober" not in maja.sees


async def test_what_stood_before_is_named(maja: Seat) -> None:
    """Words before the command are named as not used."""
    await maja.says("granne boka granliden fre kl 14")
    await maja.presses("boka granliden fre kl 14")
    assert "Det här använde jag inte: granne" in maja.sees
    assert maja.shown_as(Confirm)


async def test_it_is_the_writers_own(town: Town, maja: Seat, karin: Seat) -> None:
    """Nobody else can press it, and it can't be pressed once it is done."""
    await maja.says("bka granliden fre kl 14")
    button: Button = maja.buttons[0]
    assert "någon annans" in await karin.presses(button)
    await maja.presses(button)
    await maja.confirms()
    assert "redan gjort" in await maja.presses(button)


async def test_nothing_is_kept_of_what_offers_no_line(town: Town, maja: Seat) -> None:
    """Only a line that can be run is kept."""
    await maja.says("bka")
    assert maja.labels == ["boka"]
    await maja.says("kvantfysik i skolan")
    assert await town.find(Draft) == []


async def test_only_what_one_may_send(rut: Seat) -> None:
    """A principal's slip offers no booking."""
    await rut.says("bka granliden fre 14")
    assert not any(label.startswith("boka") for label in rut.labels)


async def test_a_long_line_is_cut_on_its_button(maja: Seat) -> None:
    """A button has a short label, and still runs the whole line."""
    topic = "bedömning för lärande i alla ämnen och årskurser"
    await maja.says(f"bka granliden fre kl 14 {topic}")
    assert maja.labels[0].startswith("boka granliden fre kl 14 bedömning")
    assert maja.labels[0].endswith("…")
    await maja.presses(maja.labels[0])
    assert topic in maja.sees
