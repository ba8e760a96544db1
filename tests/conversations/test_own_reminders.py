"""Somebody is reminded of what they wanted, on each screen and in both languages."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from tests.conversations.conftest import STOCKHOLM

TOMORROW = datetime(2026, 10, 13, 9, 0, tzinfo=STOCKHOLM)
WORDS = {
    "sv": {
        "remind": "kan du påminna mig imorgon kl 9 att ringa <!channel> & *Rut*?",
        "reads": "tisdag 13 oktober 2026, v. 42, 09.00",
        "confirm": "Bekräfta",
        "kept": "Jag påminner dig",
        "list": "mina påminnelser",
        "said": "Du ville bli påmind",
        "none": "Du har inga påminnelser",
    },
    "en": {
        "remind": "can you remind me tomorrow at 9 to ring <!channel> & *Rut*",
        "reads": "Tuesday 13 October 2026, week 42, 09:00",
        "confirm": "Confirm",
        "kept": "I will remind you",
        "list": "my reminders",
        "said": "You wanted to be reminded",
        "none": "You have no reminders",
    },
}


async def test_own_reminder(place: Any) -> None:
    """It is read back, listed, said in their own chat once its time has come, and then listed no more."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.say(words["remind"])
    assert words["reads"] in karin.screen
    await karin.press(words["confirm"])
    assert words["kept"] in karin.screen
    await karin.say(words["list"])
    assert "<!channel> & *Rut*" in karin.screen
    place.present.now = TOMORROW
    await place.tick()
    for _ in range(100):
        if words["said"] in "\n".join(karin.inbox):
            break
        await asyncio.sleep(0.05)
    assert "<!channel> & *Rut*" in "\n".join(karin.inbox)
    assert words["said"] not in place.channel
    await karin.say(words["list"])
    assert words["none"] in karin.screen
    assert getattr(place, "refused", []) == []
