"""A newcomer whom nobody knows is let in from the first word on, on each screen and in both languages."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace

WORDS: dict[str, dict[str, Any]] = {
    "sv": {
        "hello": "hej",
        "may not": "läget",
        "unknown": "Jag känner dig inte än.",
        "ways": ("Be om ett samarbete", "Jag arbetar med det här"),
        "told": "Jag har berättat för Karin Samuelsdotter",
        "asks": "Maja Ekström arbetar med det här och vill bli insläppt",
        "let in": "Släpp in som kvalitetsutvecklare",
        "read back": "Stämmer det här?",
        "confirm": "Bekräfta",
        "welcome": "Karin Samuelsdotter har släppt in dig.",
        "book": "Boka en träff",
        "other": ("english", "From now on I write English to you.", "Hello Maja Ekström"),
        "add": "personer lägg till",
        "open": "Öppna formuläret",
        "form": ("Namn", "Roll", "kvalitetsutvecklare", "Chattkonto"),
        "waits": "väntar på att bli insläppt och får veta att du har gjort det",
    },
    "en": {
        "hello": "hello",
        "may not": "status",
        "unknown": "I don't know you yet.",
        "ways": ("Ask for a collaboration", "I work with this"),
        "told": "I have told Karin Samuelsdotter",
        "asks": "Maja Ekström works with this and asks in",
        "let in": "Let in as developer",
        "read back": "Is this right?",
        "confirm": "Confirm",
        "welcome": "Karin Samuelsdotter has let you in.",
        "book": "Book a session",
        "other": ("svenska", "Från och med nu skriver jag svenska till dig.", "Hej Maja Ekström"),
        "add": "people add",
        "open": "Open the form",
        "form": ("Name", "Role", "developer", "Chat account"),
        "waits": "waits to be let in, and is told that you have done it",
    },
}


async def _hears(person: Any, text: str) -> None:
    for _ in range(100):
        if any(text in one for one in person.inbox):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{text!r} never came, but: {person.inbox}")


async def test_let_in(place: Any) -> None:
    """Two buttons, the second kept; the coordinator lets them in by a button, and they can do their work."""
    words = WORDS[place.language]
    karin, maja = place.person("karin"), place.person("maja")
    await karin.say(words["hello"])
    await maja.say(words["may not"])
    for text in (words["unknown"], *words["ways"]):
        assert text in maja.screen
    await maja.press(words["ways"][1])
    assert words["told"] in maja.screen
    await _hears(karin, words["asks"])
    await karin.press(words["let in"])
    assert words["read back"] in karin.screen
    await karin.press(words["confirm"])
    await _hears(maja, words["welcome"])
    await maja.say(words["hello"])
    assert words["book"] in maja.screen
    assert place.refused == []


async def test_language(place: Any) -> None:
    """The other language is offered in its own words, and chosen before anybody knows them."""
    typed, chosen, hello = WORDS[place.language]["other"]
    maja = place.person("maja")
    await maja.say(WORDS[place.language]["hello"])
    assert typed in maja.screen
    await maja.say(typed)
    assert chosen in maja.screen
    await maja.say(WORDS[place.language]["hello"])
    assert hello in maja.screen
    assert place.refused == []


async def test_an_account_is_chosen(place: Any) -> None:
    """In the form for a new person the account is chosen among those who have asked to be let in."""
    words = WORDS[place.language]
    karin, maja = place.person("karin"), place.person("maja")
    await karin.say(words["hello"])
    await maja.say(words["hello"])
    await maja.press(words["ways"][1])
    await karin.say(words["add"])
    if isinstance(place, SlackPlace):
        await karin.press(words["open"])
    name, role, developer, account = words["form"]
    await karin.fill({name: "Maja E", role: developer, account: _listed(place)})
    assert words["waits"] in karin.screen
    await karin.press(words["confirm"])
    await _hears(maja, words["welcome"])
    await maja.say(words["hello"])
    assert "Maja E" in maja.screen
    assert place.refused == []


def _listed(place: Any) -> str:
    """Return how Maja's account is listed there."""
    if isinstance(place, SlackPlace):
        return "Slack: Maja Ekström (maja)"
    return "Teams: Maja Ekström (someone@example.org)" if isinstance(place, TeamsPlace) else "Maja Ekström"
