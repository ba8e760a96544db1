"""Slack with the real desk and store behind it: a handful of acts, and input that is meant badly."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

import handlers
from bot.app import make_dispatch, present
from bot.delivery import Courier
from bot.slack.app import SlackFrontEnd
from config.settings import Settings
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from storage.open import open_store
from tests.bot.slack.conftest import SECRET
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import TOKEN, SlackWorkspace

NASTY = "<!channel> [x](http://x.se) *b* :smile: R&D \u202eomvänt 👩‍👩‍👧"
REQUEST = {
    "Skola eller förskola": "Nya skolan",
    "Syfte": NASTY,
    "Önskade effekter": "Mer lärande",
    "Vilka deltar": "Alla",
}
NEW_UNIT = {"Huvudman": "kommunal", "Skolform": "grundskola"}

Seat = Callable[[str], SlackPerson]


@pytest.fixture
async def seat(slack: SlackWorkspace, tmp_path: Path) -> AsyncIterator[Seat]:
    """Seat people before the whole bot: U1 coordinates, Rut and the others are strangers."""
    slack.add_person("U3", "Rut Almquister")
    slack.add_channel("C1", "kollegium", "U3")
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=slack.url,
        samlar_coordinators="slack:T1:U1",
    )
    words = Words.load()
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    front = SlackFrontEnd(settings, make_dispatch(settings, store, words), words)
    courier = Courier(store, {"slack": front.sender}, rooms_of(handlers).guards, present)
    app = web.Application()
    front.add_to(app)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await front.start()
    await front.ready()

    async def settled() -> None:
        await front.settled()
        while await courier.carry():
            pass

    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield lambda user: SlackPerson(slack, url, SECRET, user, settled=settled)
    await runner.cleanup()
    await front.stop()
    await store.close()
    assert not slack.screens.refused


async def requested(rut: SlackPerson) -> str:
    """Send a request as a stranger."""
    await rut.command("begär", channel="C1")
    await rut.fill(REQUEST)
    return await rut.fill(NEW_UNIT)


async def test_request_reaches_the_coordinator(seat: Seat) -> None:
    """A stranger's request for a school that nobody knew reaches the coordinator, word for word."""
    karin, rut = seat("U1"), seat("U3")
    await karin.say("hej")
    assert "Nya skolan" in await requested(rut)
    assert NASTY in karin.inbox[0]
    assert "Nya skolan" in karin.inbox[0]


async def test_three_deliveries_of_a_form(seat: Seat) -> None:
    """A form that Slack delivers three times is one request."""
    karin, rut = seat("U1"), seat("U3")
    await karin.say("hej")
    await requested(rut)
    for _ in range(2):
        await rut.again()
    assert "1 förfrågan väntar." in await karin.command("förfrågningar", channel="C1")


async def test_form_sent_twice(seat: Seat) -> None:
    """A form that somebody sends twice, from two devices, is one request, and the second time says so."""
    karin, rut = seat("U1"), seat("U3")
    await karin.say("hej")
    await rut.command("begär", channel="C1")
    await rut.fill(REQUEST)
    sent = await rut.filled_in(NEW_UNIT)
    first, second = await rut.send(sent), await rut.send(sent)
    assert "är skickad" in first
    assert "redan" in second
    assert "1 förfrågan väntar." in await karin.command("förfrågningar", channel="C1")


async def test_wrong_field_is_told_in_place(seat: Seat) -> None:
    """What is wrong with a field stands at the field, in the reader's language, and the form stays."""
    karin = seat("U1")
    await karin.command("boka", channel="C1")
    read = await karin.fill({"När": "sjuttioelfte mars"})
    assert "När: " in read
    assert "Boka en träff" not in read
    assert karin.form


async def test_long_and_empty_words(seat: Seat) -> None:
    """Nothing at all, ten thousand letters and control characters are answered clearly."""
    karin = seat("U1")
    for text in ("", "   ", "x" * 10_000, "boka " + "å" * 10_000, "\x00\x07\x1b[31m", "<!channel>", "👩‍👩‍👧"):
        for told in (await karin.say(text), await karin.command(text, channel="C1")):
            assert karin.status == 200
            assert told
            assert "Något gick fel" not in told


async def test_somebody_elses_button(seat: Seat, slack: SlackWorkspace) -> None:
    """A button of a form of somebody else's is refused, and so is one of something that never was."""
    karin, rut = seat("U1"), seat("U3")
    await karin.say("enheter lägg till")
    button = karin.shown[0].blocks[-1]["elements"][0]
    shown = karin.shown[0]
    assert "någon annans" in (await rut.press_value(button["value"], shown)).lower()
    assert await karin.press_value("v1:move:nowhere:3", shown)
    assert await karin.press_value("v1:nosuch:-:0", shown)
    assert karin.status == 200


async def test_foreigners_and_guests(seat: Seat) -> None:
    """People of another workspace and guests are told that they are not let in."""
    for user in ("UFAR", "UGUEST"):
        person = seat(user)
        assert "Jag talar bara med" in await person.command("begär", channel="C1") or person.screen
        assert person.form is None
        assert "hej" not in person.screen.lower()


async def test_an_answer_comes_later(seat: Seat, slack: SlackWorkspace) -> None:
    """What Slack can't take at once comes once it can, in the asker's own chat; the act is not repeated."""
    karin = seat("U1")
    await karin.say("hej")
    slack.fail("chat.postMessage", status=503, retry_after=40)
    await karin.say("enheter lägg till namn='Ekbackens skola' huvudman=kommunal skolform=grundskola")
    assert "Ekbackens skola" in karin.inbox[-1]
    slack.fail("chat.postEphemeral", status=503, retry_after=40)
    await karin.say("enheter Ekbacken", channel="C1")
    assert len(karin.inbox) == 2
    assert "Ekbackens skola" in karin.inbox[-1]


async def test_a_text_that_no_form_takes(seat: Seat, slack: SlackWorkspace) -> None:
    """304 pasted units, changed in the form: it says that they stay, and none is lost on the way."""
    karin = seat("U1")
    rows = "\n".join(f"Enhet nummer {number}; kommunal; förskola" for number in range(304))
    await karin.say(f"enheter importera\n{rows}")
    await karin.press("Ändra")
    view = slack.screens.modals["U1"]
    block, *_ = [one for one in view["blocks"] if one["type"] == "input"]
    assert "initial_value" not in block["element"]
    assert f"{len(rows)} tecken" in block["hint"]["text"]
    read = await karin.fill({})
    assert "304" in read
