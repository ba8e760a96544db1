"""Every command has what a command needs: a test file, words, and an example that works."""

from __future__ import annotations

from pathlib import Path

import pytest

import handlers
from handlers.core.command import CommandSpec
from handlers.core.replies import Ask
from handlers.core.rooms import rooms_of
from handlers.core.words import LANGUAGES
from tests.handlers.desk import WORDS, Seat, Town

COMMANDS = rooms_of(handlers).commands
MODULES: dict[str, list[str]] = {}
for _one in COMMANDS:
    MODULES.setdefault(_one.run.__module__, []).append(_one.name)
ROOT = Path(__file__).parents[2]
EVERY = pytest.mark.parametrize("command", list(COMMANDS), ids=lambda one: one.name)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_each_module_has_its_tests(module: str) -> None:
    """Each module with commands has a test file of the name of one of them in its room."""
    room = Path(__file__).parent.joinpath(*module.split(".")[1:-1])
    files = [room / f"test_{name.replace(' ', '_')}.py" for name in MODULES[module]]
    found = [one for one in files if one.is_file()]
    assert found, f"{files[0].relative_to(ROOT)} is missing"
    assert all("def test_" in one.read_text(encoding="utf-8") for one in found)


@EVERY
def test_each_command_has_words(command: CommandSpec) -> None:
    """What help shows of it has words in every language, and they differ from the English ones."""
    shown = [command.about, command.example, *(one.asked.label for one in command.fields)]
    shown += [one.asked.hint for one in command.fields if one.asked.hint]
    for message in shown:
        assert WORDS.known(message.key, "sv"), message.key
    assert WORDS.text(command.about, "sv") != WORDS.text(command.about, "en")


@EVERY
def test_both_names_work_in_any_case_and_without_dots(command: CommandSpec) -> None:
    """Both names lead to it, in capitals, and with a, a, o for å, ä, ö."""
    plain = command.sv.translate(str.maketrans("åäö", "aao"))
    for name in (command.name, command.sv, command.name.upper(), command.sv.upper(), plain):
        assert COMMANDS.by_text(f"{name} något mer") == (command, "något mer")
        assert COMMANDS.by_text(name) == (command, "")


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
async def test_each_example_works(town: Town, anna: Seat, command: CommandSpec, language: str) -> None:
    """In the sample municipality the example is taken by its own command, with all its words understood."""
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    if command.name == "requests answer":
        await town.seat("karin").orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    example = WORDS.text(command.example, language)
    found = COMMANDS.by_text(example)
    assert found is not None
    assert found[0] is command
    who = {"book": "maja", "move": "maja", "cancel": "maja", "reflect": "maja", "requests answer": "bengt"}
    who["join"] = "new-bo"
    seat = town.seat(who.get(command.name, "karin"), language)
    seen = await seat.says(example)
    assert "“" not in seen.replace("“help”", "") or command.name.startswith("help"), seen
    for reply in seat.answer.replies:
        assert not isinstance(reply, Ask) or not reply.errors, seen
