"""Further ways to ask: patterns as data, what may stand before them, and what is refused at start."""

from __future__ import annotations

import time

import pytest

import handlers
from config.ways import Ways, load_ways
from handlers.core.calling import Calls
from handlers.core.command import Commands
from handlers.core.rooms import rooms_of
from handlers.core.ways import Asked, Slot, WayError, WaysToAsk
from tests.handlers.desk import WORDS, Town

COMMANDS = rooms_of(handlers).commands
KNOWN = WaysToAsk(load_ways())


def _ways(*asked: str, line: str = "", command: str = "sessions") -> Ways:
    return Ways(leads=("kan du", "visa"), tails=("tack",), ways={command: {line: asked}})


@pytest.mark.parametrize("command", sorted(load_ways().ways))
def test_each_way_is_for_a_command(command: str) -> None:
    """Each way leads to a command, and each of its places is a field there that its line uses."""
    spec = COMMANDS.by_action(command.replace(" ", "."))
    assert spec is not None
    fields = {one.name for one in spec.fields}
    for line, parts in KNOWN.of(command):
        slots = {part.field for part in parts if isinstance(part, Slot)}
        assert slots <= fields
        assert all(f"{{{slot}}}" in line for slot in slots)
        assert line.count("{") == len(slots)


def test_no_way_hides_a_command() -> None:
    """Whatever a command is called still leads to it."""
    for spec in COMMANDS:
        for word in spec.words:
            asked = KNOWN.asked(word)
            assert all(one.own <= len(word.split()) or one.command == spec.name for one in asked), word


def test_values_are_taken_as_typed() -> None:
    """A value keeps its letters and loses its question mark; the way with most words of its own counts."""
    ways = WaysToAsk(_ways("vad händer {period}", "vad händer (på|i) {period}", line="{period}"))
    assert ways.asked("Vad händer  Måndag?") == [Asked("sessions", "Måndag", 2)]
    assert ways.asked("vad hander på Måndag v. 43??") == [Asked("sessions", "Måndag v. 43", 3)]
    assert not ways.asked("vad händer")
    assert not ways.asked("och vad händer nu")


def test_a_value_among_few() -> None:
    """A place may take one of a few values alone, and one may stand between two others."""
    way = "gör {person} till {role:rektor|med i gruppen} på {unit}"
    ways = WaysToAsk(_ways(way, line='{person} role="{role}" unit="{unit}"'))
    asked = ways.asked("gör Anna till Bo till med i gruppen på Almby skola")
    assert asked == [Asked("sessions", 'Anna till Bo role="med i gruppen" unit="Almby skola"', 4)]
    assert not ways.asked("gör Anna till kung på Almby")


def test_quotes_do_not_end_a_value() -> None:
    """What somebody types in quotes can't name another field."""
    ways = WaysToAsk(_ways("byt namn till {wanted}", line='wanted="{wanted}"'))
    (asked,) = ways.asked('byt namn till x" period="nu')
    assert asked.line.count('"') == 2


def test_leads_and_tails() -> None:
    """Polite words around are taken away one after the other, and never all of a line."""
    ways = WaysToAsk(_ways("mina träffar"))
    assert list(ways.without_leads("Kan du visa mina träffar?")) == ["visa mina träffar?", "mina träffar?"]
    assert list(ways.without_leads("kan du")) == []
    assert ways.asked("mina träffar, tack!") == (Asked("sessions", "", 2),)


@pytest.mark.parametrize("way", ["{period} då", "{period}"])
def test_a_way_begins_with_a_word(way: str) -> None:
    """A way that would take any line is refused."""
    with pytest.raises(WayError):
        WaysToAsk(_ways(way, line="{period}"))


def test_a_way_has_the_values_of_its_line() -> None:
    """A way that lacks a value which its line wants is refused, and so is one with a value too many."""
    for way, line in (("nästa", "{period}"), ("nästa {period}", "")):
        with pytest.raises(WayError):
            WaysToAsk(_ways(way, line=line))


def test_a_way_to_what_is_not_there_leads_nowhere(town: Town) -> None:
    """Where a command isn't among those of the program, its ways are none."""
    calls = Calls(Commands([]), WORDS, town.dispatch._begin.municipality)
    assert calls.called("mina träffar") is None


def test_two_meanings_are_refused() -> None:
    """The same words can't ask for two things."""
    with pytest.raises(WayError):
        WaysToAsk(Ways(leads=(), tails=(), ways={"sessions": {"": ("alla",)}, "people": {"": ("alla",)}}))


@pytest.mark.parametrize("text", ["vad har vi " * 300, "x" * 3000, "kan du " * 400, "gör " + "till " * 38])
def test_long_lines_are_left_alone(text: str) -> None:
    """Whatever is typed, looking whether it asks for something takes a few milliseconds at most."""
    begun = time.perf_counter()
    for said in (text, *KNOWN.without_leads(text)):
        KNOWN.asked(said)
    assert time.perf_counter() - begun < 0.02
