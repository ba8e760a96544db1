"""What was done last is undone on each screen: by the button, by the word, and after a restart."""

from __future__ import annotations

import asyncio
from typing import Any

TALKS: dict[str, dict[str, str]] = {
    "sv": {
        "add": "personer lägg till namn='Maja Ekström' roll=kvalitetsutvecklare chattkonto={account}",
        "one": "boka egen träff torsdag v 43 kl 14-15 Frågor",
        "ten": "boka egen träff tisdagar och torsdagar kl 14-15 v 46 till v 50 Frågor",
        "confirm": "Bekräfta",
        "button": "Ångra",
        "word": "nej, ångra",
        "undone": "Bokningen är ångrad",
        "ten undone": "10 bokningar är ångrade",
        "already": "Det är redan ångrat.",
        "told": "Karin Samuelsdotter har ångrat en bokning",
        "ten told": "Karin Samuelsdotter har ångrat 10 bokningar",
        "late": "Det var mer än 30 minuter sedan",
        "move": "flytta Frågor fredag v 43 kl 9",
        "moved": "fre 23 okt v. 43",
        "changed": "Det har ändrats sedan dess. Det som är gjort gäller.",
        "sessions": "träffar",
        "none": "Du har inga bokade träffar.",
    },
    "en": {
        "add": "people add name='Maja Ekström' role=developer chat-account={account}",
        "one": "book own session Thursday week 43 14-15 Questions",
        "ten": "book own session Tuesdays and Thursdays 14-15 week 46 to week 50 Questions",
        "confirm": "Confirm",
        "button": "Undo",
        "word": "no, undo",
        "undone": "The booking is undone",
        "ten undone": "10 bookings are undone",
        "already": "That is undone already.",
        "told": "Karin Samuelsdotter has undone a booking",
        "ten told": "Karin Samuelsdotter has undone 10 bookings",
        "late": "It was more than 30 minutes ago",
        "move": "move Questions Friday week 43 9:00",
        "moved": "Fri 23 Oct week 43",
        "changed": "It has been changed since. What was done stands.",
        "sessions": "sessions",
        "none": "You have no sessions booked.",
    },
}


async def _hears(person: Any, text: str, times: int = 1) -> None:
    """Wait until somebody was sent a text so many times."""
    for _ in range(100):
        if sum(text in one for one in person.inbox) == times:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{text!r} did not come {times} times, but: {person.inbox}")


async def _book(place: Any, line: str) -> Any:
    """Let Karin book for Maja, too, who reads of it; return Karin."""
    words, karin = TALKS[place.language], place.person("karin")
    await karin.say(words["add"].format(account=place.identity("maja")))
    await karin.say(words[line])
    await karin.press(words["confirm"])
    await _hears(place.person("maja"), "Karin Samuelsdotter", 1)
    return karin


async def _has_nothing(place: Any) -> None:
    words, karin = TALKS[place.language], place.person("karin")
    await karin.say(words["sessions"])
    assert words["none"] in karin.screen
    assert getattr(place, "refused", []) == []


async def test_the_button_of_the_answer(place: Any) -> None:
    """One press undoes, another tells that it is done, and the one who had read of it reads of that once."""
    words, karin = TALKS[place.language], await _book(place, "one")
    await karin.press(words["button"])
    assert words["undone"] in karin.screen
    await _hears(place.person("maja"), words["told"])
    await karin.say(words["word"])
    assert words["already"] in karin.screen
    await place.tick()
    await _hears(place.person("maja"), words["told"])
    await _has_nothing(place)


async def test_a_series_after_a_restart(place: Any) -> None:
    """Ten sessions go by one press, after the bot was started anew."""
    words, karin = TALKS[place.language], await _book(place, "ten")
    await karin.say(words["sessions"])
    await place.stop()
    await place.start()
    karin = place.person("karin")
    await karin.say(words["word"])
    assert words["ten undone"] in karin.screen
    await _hears(place.person("maja"), words["ten told"])
    await _has_nothing(place)


async def test_the_button_of_a_series(place: Any) -> None:
    """The table that answers a series has the button, too."""
    words, karin = TALKS[place.language], await _book(place, "ten")
    await karin.press(words["button"])
    assert words["ten undone"] in karin.screen
    await _has_nothing(place)


async def test_a_colleague_moved_it_since(place: Any) -> None:
    """What a colleague has moved since stays where they put it."""
    words, karin = TALKS[place.language], await _book(place, "one")
    maja = place.person("maja")
    await maja.say(words["move"])
    await maja.press(words["confirm"])
    await karin.press(words["button"])
    assert words["changed"] in karin.screen
    await karin.say(words["sessions"])
    assert words["moved"] in karin.screen


async def test_after_half_an_hour(place: Any) -> None:
    """After half an hour the button says that it stands."""
    words, karin = TALKS[place.language], await _book(place, "one")
    place.present.now = place.present.now.replace(hour=10, minute=1)
    await place.tick()
    await karin.press(words["button"])
    assert words["late"] in karin.screen
