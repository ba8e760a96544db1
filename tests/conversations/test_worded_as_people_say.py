"""Lengths, weekdays, years and breaks are said as people say them, on each screen."""

from __future__ import annotations

from typing import Any

from tests.conversations.talks import TALKS
from tests.conversations.test_main_job import _until_booked

LINES = {
    "sv": {
        "boka Almby torsdag 14 januari kl 8-16 Studiedag": ("Typ av träff", "8 timmar"),
        "boka Almby torsdag 14 januari kl 14-16.30 Läsning": ("Längd", "2 timmar 30 minuter"),
        "boka Almby tisdag v 44 kl 14 Läsning": ("tisdag 27 oktober 2026 infaller under höstlovet.",),
        "boka Almby torsdag 14 januari kl 14-15.30 Läsning": ("Längd", "90 minuter"),
    },
    "en": {
        "book Almby Thursday 14 January 8am-4pm Study day": ("Kind of session", "8 hours"),
        "book Almby Thursday 14 January 14-16:30 Reading": ("Length", "2 hours 30 minutes"),
        "book Almby Tuesday week 44 14:00 Reading": ("Tuesday 27 October 2026 falls in the autumn break.",),
        "book Almby Thursday 14 January 14-15:30 Reading": ("Length", "90 minutes"),
    },
}
LISTS = {
    "sv": ("träffar", "tors 14 jan 2027 v. 2 14.00–15.30"),
    "en": ("sessions", "Thu 14 Jan 2027 week 2 14:00–15:30"),
}


async def _nothing() -> None:
    pass


async def test_as_people_say(place: Any) -> None:
    """What was typed is read back in such words; lists name a year that is not this one."""
    words, (line, wanted) = TALKS[place.language], LISTS[place.language]
    await _until_booked(place, words, _nothing)
    maja = place.person("maja")
    for typed, shown in LINES[place.language].items():
        await maja.say(typed)
        assert [one for one in shown if one not in maja.screen] == [], typed
    await maja.press(words["confirm"])
    await maja.say(line)
    assert wanted in maja.screen
