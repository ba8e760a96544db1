"""Who sees a reply."""

from __future__ import annotations

import pytest

import handlers
from handlers.core.command import CommandSpec
from handlers.core.replies import Audience
from handlers.core.rooms import rooms_of
from tests.handlers.desk import STAFF_ROOM, WORDS, Seat, Town


@pytest.mark.parametrize("command", list(rooms_of(handlers).commands), ids=lambda one: one.name)
async def test_answers_in_a_channel_are_the_askers(town: Town, command: CommandSpec) -> None:
    """Whatever is asked for in a channel is answered to the one who asks."""
    karin = town.seat("karin")
    await karin.says(WORDS.text(command.example, "sv"), STAFF_ROOM)
    assert {one.audience for one in karin.answer.replies} == {Audience.ASKER}


async def test_greeting_and_digest_are_for_all(town: Town, karin: Seat) -> None:
    """The greeting in a channel and the posted digest are for everybody there."""
    await karin.adds_the_bot(STAFF_ROOM)
    assert karin.answer.replies[0].audience == Audience.CONVERSATION
    await karin.orders("veckobrev skicka")
    ((_, digest, _),) = await town.posted()
    assert digest.audience == Audience.CONVERSATION
