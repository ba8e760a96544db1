"""The main job, whole: asked for, appointed, booked, reflected on, seen and posted; on each screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from tests.conversations.conftest import STOCKHOLM
from tests.conversations.talks import ASKED, TALKS

AFTER_SESSION = datetime(2026, 10, 15, 15, 31, tzinfo=STOCKHOLM)


def _inbox(place: Any, who: str) -> str:
    return "\n".join(place.person(who).inbox)


async def _waits_for(said: Callable[[], str], text: str) -> str:
    """Return what is shown once it holds `text`."""
    for _ in range(100):
        if text in said():
            return said()
        await asyncio.sleep(0.05)
    raise AssertionError(f"{text!r} never came, but: {said()}")


async def _main_job(place: Any, between: Callable[[], Awaitable[None]]) -> None:
    words = TALKS[place.language]
    await _until_booked(place, words, between)
    place.present.now = AFTER_SESSION
    await between()
    await _reflect(place, words)
    await between()
    await _see_and_post(place, words)
    assert place.refused == []


async def _until_booked(place: Any, words: dict[str, Any], between: Callable[[], Awaitable[None]]) -> None:
    """Let a pair be registered, appointed to what was asked for, and book."""
    await place.person("karin").say(words["status"])
    await place.add_to_channel()
    for who, name in (("maja", "Maja Ekström"), ("olle", "Olle Lindgård")):
        await place.person("karin").say(words["add"].format(name=name, account=place.identity(who)))
        assert name in place.person("karin").screen
    await between()
    await _request(place, words, between)
    await _appoint(place, words, between)
    await _book(place, words, between)


async def _request(place: Any, words: dict[str, Any], between: Callable[[], Awaitable[None]]) -> None:
    """A stranger asks, and the coordinator hears of it."""
    await place.person("rut").say(words["request"])
    await _open(place.person("rut"), words)
    await place.person("rut").fill(words["form"])
    await _confirm(place, "rut", words, between)
    assert words["requested"] in place.person("rut").screen
    assert ASKED in place.person("rut").screen
    await between()
    heard = await _waits_for(partial(_inbox, place, "karin"), words["asks"])
    assert ASKED in heard


async def _appoint(place: Any, words: dict[str, Any], between: Callable[[], Awaitable[None]]) -> None:
    """The coordinator lets them in and appoints a pair, who hear of it."""
    await place.person("karin").say(words["requests"])
    assert words["asks"] in place.person("karin").screen
    await place.person("karin").press(words["let in"])
    await _confirm(place, "karin", words, between)
    await between()
    await place.person("karin").say(words["assign"])
    await _confirm(place, "karin", words, between)
    assert "Maja Ekström, Olle Lindgård" in place.person("karin").screen
    for who in ("maja", "olle"):
        await _waits_for(partial(_inbox, place, who), words["appointed"])


async def _book(place: Any, words: dict[str, Any], between: Callable[[], Awaitable[None]]) -> None:
    """One of the pair books; what was understood is read back before it counts, and the others hear."""
    maja = place.person("maja")
    await maja.say(words["book"])
    for text in words["read back"]:
        assert text in maja.screen
    await _confirm(place, "maja", words, between)
    assert words["booked"] in place.person("maja").screen
    for who in ("olle", "rut"):
        await _waits_for(partial(_inbox, place, who), "Maja Ekström")


async def _reflect(place: Any, words: dict[str, Any]) -> None:
    """Once the session has ended the pair is asked how it went, and one press opens the form."""
    await place.tick()
    await _waits_for(partial(_inbox, place, "maja"), words["prompt"])
    await place.person("maja").press(words["log"])
    await place.person("maja").fill(words["reflection"])
    assert words["saved"] in place.person("maja").screen
    for who, reads in (("olle", True), ("karin", True), ("rut", False)):
        await place.person(who).say(words["reflections"])
        assert ("Bra samtal" in place.person(who).screen) is reads, who


async def _see_and_post(place: Any, words: dict[str, Any]) -> None:
    """The coordinator sees how things stand, and posts the digest in the channel."""
    karin = place.person("karin")
    await karin.say(words["status"])
    for text in words["stands"]:
        assert text in karin.screen
    await karin.say(words["digest"])
    await karin.press(words["post"])
    await _waits_for(lambda: place.channel, words["posted"][0])
    for text in words["posted"]:
        assert text in place.channel
    assert "Bra samtal" not in place.channel


async def _ticks_until(place: Any, said: Callable[[], str], text: str) -> None:
    """Let the clock look until something is said of what was lost."""
    for _ in range(20):
        await place.tick()
        await asyncio.sleep(0.1)
        if text in said():
            return
    raise AssertionError(f"{text!r} never came, but: {said()}")


async def _open(person: Any, words: dict[str, Any]) -> None:
    """Open the form where it waits behind a button."""
    if words["open"] in getattr(person, "buttons", []):
        await person.press(words["open"])


async def _confirm(
    place: Any, who: str, words: dict[str, Any], between: Callable[[], Awaitable[None]]
) -> None:
    """Confirm what was read back, if it was."""
    if words["right"] in place.person(who).screen:
        await between()
        await place.person(who).press(words["confirm"])


async def _nothing() -> None:
    """Go straight on."""


async def test_the_main_job_is_told_in_one_talk(place: Any) -> None:
    """A principal asks, a pair is appointed, books and reflects; the coordinator sees it and posts."""
    await _main_job(place, _nothing)


async def test_what_was_lost_is_sent_again(place: Any) -> None:
    """A prompt's answer is lost; the coordinator hears of it, and one press sends it once more."""
    words: dict[str, Any] = TALKS[place.language]
    await _until_booked(place, words, _nothing)
    for who in ("olle", "rut"):
        await _waits_for(partial(_inbox, place, who), words["topic"])

    def prompts() -> str:
        """Count them; one whose answer was lost may have arrived."""
        inboxes = [text for who in ("maja", "olle") for text in place.person(who).inbox]
        return f"{sum(words['prompt'] in text for text in inboxes)} prompts"

    place.present.now = AFTER_SESSION
    place.lose_an_answer()
    karin = place.person("karin")
    await _ticks_until(place, lambda: "\n".join(karin.inbox), words["lost"])
    before = int(prompts().split()[0])
    await karin.press(words["again"])
    assert words["on its way"] in karin.screen
    await _waits_for(prompts, f"{before + 1} prompts")
    await karin.press(words["again"])
    assert words["already"] in karin.screen
    await place.tick()
    assert prompts() == f"{before + 1} prompts"
    assert place.refused == []


async def test_a_restart_between_any_two_steps_loses_nothing(place: Any) -> None:
    """The same talk, with the bot stopped and started again between the steps."""

    async def restart() -> None:
        await place.stop()
        await place.start()

    await _main_job(place, restart)
