"""Every command has what a command needs: a test file, words, and an example that works."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest

import handlers
from handlers.core.command import CommandSpec, discover
from handlers.core.replies import Ask
from handlers.core.words import LANGUAGES
from tests.handlers.desk import WORDS

COMMANDS = discover(handlers)
MODULES = [one.name for one in pkgutil.iter_modules(handlers.__path__) if not one.ispkg]
EVERY = pytest.mark.parametrize("command", list(COMMANDS), ids=lambda one: one.name)


@pytest.mark.parametrize("module", MODULES)
def test_each_module_has_its_tests(module):
    """Each handler module has a test file of its name that tests something."""
    path = Path(__file__).with_name(f"test_{module}.py")
    assert path.is_file(), f"{path.name} is missing"
    assert "def test_" in path.read_text(encoding="utf-8")


@EVERY
def test_each_command_has_words(command: CommandSpec):
    """What help shows of it has words in every language, and they differ from the English ones."""
    shown = [command.about, command.example, *(one.asked.label for one in command.fields)]
    shown += [one.asked.hint for one in command.fields if one.asked.hint]
    for message in shown:
        assert WORDS.known(message.key, "sv"), message.key
    assert WORDS.text(command.about, "sv") != WORDS.text(command.about, "en")


@EVERY
def test_both_names_work_in_any_case_and_without_dots(command: CommandSpec):
    """Both names lead to it, in capitals, and with a, a, o for å, ä, ö."""
    plain = command.sv.translate(str.maketrans("åäö", "aao"))
    for name in (command.name, command.sv, command.name.upper(), command.sv.upper(), plain):
        assert COMMANDS.by_text(f"{name} något mer") == (command, "något mer")
        assert COMMANDS.by_text(name) == (command, "")


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
async def test_each_example_works(town, anna, command: CommandSpec, language):
    """In the sample municipality the example is taken by its own command, with all its words understood."""
    await anna.says("begär Almby skola syfte=Trygghet effects=Trivsel")
    if command.name == "requests answer":
        await town.seat("karin").says("förfrågningar fråga Björkängens förskola Vilka är med?")
    example = WORDS.text(command.example, language)
    found = COMMANDS.by_text(example)
    assert found is not None
    assert found[0] is command
    who = {"book": "maja", "move": "maja", "cancel": "maja", "reflect": "maja", "requests answer": "bengt"}
    seat = town.seat(who.get(command.name, "karin"), language)
    seen = await seat.says(example)
    assert "“" not in seen.replace("“help”", "") or command.name.startswith("help"), seen
    for reply in seat.answer.replies:
        assert not isinstance(reply, Ask) or not reply.errors, seen
