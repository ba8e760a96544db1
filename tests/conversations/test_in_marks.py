"""What a chat's editor puts around a command is read through, on each screen."""

from __future__ import annotations

from typing import Any

import pytest

WORDS = {"sv": "enheter", "en": "units"}


@pytest.mark.parametrize("around", ["*{}*", "• {}", "> {}", "@Samlär, {}", ":tada: {} 🎉", "`{}`"])
async def test_marks_around_a_command(place: Any, around: str) -> None:
    """The command is the same in bold, in a list, quoted, after the bot's name and among emoji."""
    typed = WORDS[place.language]
    karin = place.person("karin")
    await karin.say(around.format(typed))
    first = karin.screen
    await karin.say(typed)
    assert karin.screen == first
    assert "?" not in first
