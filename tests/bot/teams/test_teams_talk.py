"""What people do in Teams becomes acts, and what the desk answers is shown as Teams shows it."""

from __future__ import annotations

from handlers.core.incoming import Said
from handlers.core.replies import Say
from storage.documents.messages import typed
from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk, running
from tests.bot.teams.person import Person


async def test_a_message_is_said_and_answered():
    """A message in the own chat reaches the desk with who and where, and the answer is posted there."""
    desk = ScriptedDesk(replies=(Say(text=typed("Hej *du*")),))
    async with FakeTeams() as teams, running(teams, desk) as bot:
        person = Person(teams, bot.url)
        await person.say("boka Almby <torsdag>")
        assert person.screen == "Hej *du*"
    [act] = desk.acts
    assert isinstance(act, Said)
    assert act.text == "boka Almby <torsdag>"
    assert act.actor.identity == person.identity
