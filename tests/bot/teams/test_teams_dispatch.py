"""Teams with the real dispatch and store behind it: forms, repeated deliveries, strangers and guests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from bot.app import make_dispatch
from config.settings import Settings
from handlers.core.dispatch import Dispatch
from storage.open import open_store
from tests.bot.teams import cards
from tests.bot.teams.connector import STAFF, TENANT, FakeTeams
from tests.bot.teams.desk import Bot, running, words
from tests.bot.teams.person import Person

KARIN = str(uuid5(NAMESPACE_URL, "karin"))
PURPOSE = "Bättre *läsning* <!channel> & [samtal](http://x.example)"
WISH = {
    "Syfte": PURPOSE,
    "Önskade effekter": "Fler läser med flyt",
    "Huvudman": "kommunal",
    "Skolform": "grundskola",
}


@pytest.fixture
async def desk(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[Dispatch]:
    """Return the real dispatch over a store of its own, with Karin as coordinator."""
    settings = Settings(
        _env_file=None,
        samlar_store=f"tinydb:{tmp_path}",
        samlar_coordinators=(f"teams:{TENANT}:{KARIN}",),
        **teams.settings,
    )
    store = open_store(settings.samlar_store)
    await store.open()
    yield make_dispatch(settings, store, words())
    await store.close()


@pytest.fixture
async def bot(teams: FakeTeams, desk: Dispatch) -> AsyncIterator[Bot]:
    """Return the running bot."""
    async with running(teams, desk) as started:
        yield started


@pytest.fixture
def karin(teams: FakeTeams, bot: Bot) -> Person:
    """Return the coordinator."""
    return Person(teams, bot.url, "Karin Samuelsdotter", object_id=KARIN)


@pytest.fixture
def rut(teams: FakeTeams, bot: Bot) -> Person:
    """Return a principal whom nobody knows yet."""
    return Person(teams, bot.url, "Rut Almquister")


async def test_a_stranger_asks_and_the_coordinator_reads_it(karin: Person, rut: Person) -> None:
    """A request from a form is seen by the coordinator with every word as it was written."""
    await karin.say("läget")
    await rut.say("begär Almby skola")
    assert "Syfte:" in rut.screen
    await rut.fill(WISH)
    assert "Din förfrågan är skickad" in rut.screen
    await karin.say("förfrågningar")
    assert f"Syfte: {PURPOSE}" in karin.screen
    assert "Bekräfta person och enhet" in karin.buttons


async def test_a_form_sent_three_times_is_one_request(
    karin: Person, rut: Person, teams: FakeTeams, bot: Bot
) -> None:
    """The same delivery three times asks once, and each gets the same answer; a later one is told so."""
    await karin.say("läget")
    await rut.say("begär Almby skola")
    [form] = [posted for posted in teams.posted if posted.conversation == rut.chat.id]
    card = form.activity["attachments"][0]["content"]
    action = cards.sending(card)
    data = {e["id"]: e.get("value", "") for e in cards.inputs(card)} | action["data"]
    names = {e["label"]: e["id"] for e in cards.inputs(card)}
    data |= {names["Syfte"]: PURPOSE, names["Önskade effekter"]: "Flyt"}
    data |= {names["Huvudman"]: "municipal", names["Skolform"]: "compulsory"}
    value = {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}}
    invoke = rut.activity("invoke", rut.chat, name="adaptiveCard/action", value=value, replyToId=form.id)
    answers = [await teams.deliver(bot.url, invoke) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert "Din förfrågan är skickad" in cards.read(answers[0][1]["value"])
    await teams.deliver(bot.url, invoke | {"id": "f:again"})
    assert "redan gjort" in teams.posted[-1].activity["text"]
    await karin.say("förfrågningar")
    assert karin.screen.count("önskar ett samarbete") == 1


async def test_somebody_elses_form_stays_theirs(
    karin: Person, rut: Person, teams: FakeTeams, bot: Bot
) -> None:
    """A form that another person sends is refused in words, and nothing of it is shown."""
    await rut.say("begär Almby skola")
    [form] = [posted for posted in teams.posted if posted.conversation == rut.chat.id]
    [action, _] = form.activity["attachments"][0]["content"]["actions"]
    value = {"action": {"type": "Action.Execute", "verb": action["verb"], "data": action["data"]}}
    await teams.deliver(
        bot.url, karin.activity("invoke", karin.chat, name="adaptiveCard/action", value=value)
    )
    assert "någon annans" in teams.posted[-1].activity["text"]
    assert teams.posted[-1].conversation == karin.chat.id


async def test_a_form_in_a_channel_comes_in_the_own_chat(karin: Person) -> None:
    """What a command in a channel asks for is asked in the own chat, and sent from there."""
    await karin.say("personer lägg till", where=STAFF)
    assert "Jag svarade dig i vår egen chatt." in karin.screen
    assert "Skicka" in karin.buttons


async def test_guests_are_refused_until_let_in(karin: Person, teams: FakeTeams, bot: Bot) -> None:
    """A guest whom nobody let in is told whom to ask."""
    await karin.say("läget")
    guest = Person(teams, bot.url, "Gäst Exempel")
    teams.members[guest.user_id] = {"userRole": "guest"}
    await guest.say("begär Almby skola")
    assert "Karin Samuelsdotter" in guest.screen
    assert "Syfte" not in guest.screen


@pytest.mark.parametrize("text", ["x" * 10_000, "a\u0000\u0007b", "👩‍🏫" * 50, "<!channel>", "[x](http://y)"])
async def test_odd_texts_get_a_clear_answer(karin: Person, text: str) -> None:
    """Whatever is written, the answer is a card that Teams takes, with a way on."""
    await karin.say(text)
    assert "hjälp" in karin.screen


async def test_each_is_answered_in_their_own_language(karin: Person, teams: FakeTeams, bot: Bot) -> None:
    """A newcomer is answered in the language of their Teams."""
    visitor = Person(teams, bot.url, "Ann Example", locale="en-GB")
    await visitor.say("blurf")
    assert "I don't know you yet." in visitor.screen
    await karin.say("blurf")
    assert "Jag förstår inte ”blurf”" in karin.screen


async def test_installed_before_the_first_word(
    teams: FakeTeams, bot: Bot, karin: Person, rut: Person
) -> None:
    """Added without a name in the event, the coordinator is called as the roster calls them."""
    teams.members[karin.user_id] = {"name": "Karin Samuelsdotter"}
    karin.name = None
    await karin.install()
    await rut.say("läget")
    assert "Karin Samuelsdotter" in rut.screen
    assert KARIN not in rut.screen


async def test_a_roster_that_tells_no_name(karin: Person, rut: Person) -> None:
    """Where neither the event nor the roster tells a name, a word stands for it until they write."""
    name, karin.name = karin.name, None
    await karin.install()
    await rut.say("läget")
    assert KARIN not in rut.screen
    assert "samordnaren" in rut.screen
    karin.name = name
    await karin.say("hej")
    await rut.say("läget")
    assert "Karin Samuelsdotter" in rut.screen
