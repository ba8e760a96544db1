"""Lines as people type them: in any order, with a slip, called off; on each screen, in both languages."""

from __future__ import annotations

from typing import Any

from tests.conversations.talks import TALKS
from tests.conversations.test_main_job import AFTER_SESSION, _until_booked

LINES = {
    "sv": {
        "any order": "boka en kartläggning fre 23/10 14-15 bedömning hos Almby",
        "read back": ["kartläggning", "fredag 23 oktober 2026", "14.00–15.00", "bedömning"],
        "listed": "boka Exempel fre 30/10 14-15 Almby skola 2026/27",
        "slip": "bka Almby fre 30/10 14-15 Samtal med Maja",
        "meant": "boka Almby fre 30/10 14-15 Samtal med Maja",
        "kept": ["fredag 30 oktober 2026", "Samtal med Maja"],
        "called off": "boka inte Almby fre 30/10 14-15",
        "not done": "Du skrev ”inte”, så inget är gjort.",
        "reflect": "reflektera det gick bra idag",
        "grade": "4, mycket",
        "graded": ["4, mycket", "det gick bra idag"],
    },
    "en": {
        "any order": "book a mapping Oct 23 2-3pm assessment at Almby",
        "read back": ["mapping", "Friday 23 October 2026", "14:00–15:00", "assessment"],
        "listed": "book Exempel Oct 30 2-3pm Almby skola 2026/27",
        "slip": "bok Almby Oct 30 2-3pm Talk with Maja",
        "meant": "book Almby Oct 30 2-3pm Talk with Maja",
        "kept": ["Friday 30 October 2026", "Talk with Maja"],
        "called off": "book not Almby Oct 30 2-3pm",
        "not done": "You wrote “not”, so nothing was done.",
        "reflect": "reflect it went well today",
        "grade": "4, much",
        "graded": ["4, much", "it went well today"],
    },
}


async def _nothing() -> None:
    """Let nothing happen in between."""


async def test_lines_as_people_type_them(place: Any) -> None:
    """A line is understood in any order, offered with its slip mended, and not done where it says so."""
    await _until_booked(place, TALKS[place.language], _nothing)
    words, maja = LINES[place.language], place.person("maja")
    await maja.say(words["any order"])
    assert all(one in maja.screen for one in (*words["read back"], "Almby skola 2026/27"))
    await maja.say(words["listed"])
    assert all(one in maja.screen for one in ("Exempel", "Almby skola 2026/27"))
    await maja.say(words["slip"])
    await maja.press(words["meant"])
    assert all(one in maja.screen for one in words["kept"])
    await maja.say(words["called off"])
    assert words["not done"] in maja.screen
    place.present.now = AFTER_SESSION
    await maja.say(words["reflect"])
    await maja.press(words["grade"])
    assert all(one in maja.screen for one in words["graded"])
    assert place.refused == []
