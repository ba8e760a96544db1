"""The command reference says what the commands are."""

from __future__ import annotations

from pathlib import Path

import handlers
from bot.reference import reference
from handlers.core.rooms import rooms_of
from handlers.core.words import Words

DOCUMENT = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_reference_is_what_the_declarations_say() -> None:
    """`docs/commands.md` is what `samlar reference` prints."""
    assert DOCUMENT.read_text(encoding="utf-8") == reference(rooms_of(handlers).commands, Words.load()) + "\n"
