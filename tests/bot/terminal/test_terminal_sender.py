"""Messages to others in the terminal."""

from __future__ import annotations

import pytest

import handlers
from bot.delivery import Courier
from bot.terminal.screen import PlainScreen
from bot.terminal.sender import TerminalSender
from handlers.core.rooms import rooms_of
from storage.documents.posts import Post
from storage.store import OutgoingState
from tests.handlers.desk import WORDS, Seat, Town
from tests.handlers.mail import book


async def test_what_is_printed_is_called_nothing(
    town: Town, maja: Seat, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed can't be replaced, so nothing is kept of it but that it was sent."""
    await book(maja)
    courier = Courier(
        town.store,
        {"terminal": TerminalSender(town.store, PlainScreen(WORDS))},
        rooms_of(handlers).guards,
        lambda: town.now,
    )
    while await courier.carry():
        pass
    assert "Nära" in capsys.readouterr().out
    assert {one.state for one in await town.store.outgoing(*OutgoingState)} == {OutgoingState.SENT}
    assert await town.find(Post) == []
