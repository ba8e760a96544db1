"""Tells the coordinators, over whatever still works, that a platform refuses the app, and when it stops."""

from __future__ import annotations

from datetime import timedelta

from handlers.core.act import Duty
from handlers.core.replies import Card
from storage.values.texts import t

_NAMES = {"slack": "Slack", "teams": "Teams"}
_TOLD_AGAIN_AFTER = timedelta(hours=1)


async def tell_refused(platform: str, word: str, duty: Duty) -> None:
    """Tell them, once an hour at most, that nothing arrives there. `word` is the platform's for why."""
    if await duty.claim(f"refused:{platform}", _TOLD_AGAIN_AFTER):
        name = platform_name(platform)
        text = (
            t("I can't send anything in {platform} right now ({reason}).", platform=name, reason=word),
            t("Everything waits, and is sent once {platform} lets me in again.", platform=name),
            t("Ask whoever looks after Samlär to read in its log what is to be done."),
        )
        await _tell(Card(title=t("{platform} does not let me in", platform=name), text=text), platform, duty)


async def tell_accepted(platform: str, duty: Duty) -> None:
    """Tell them that what waited is being sent."""
    name = platform_name(platform)
    text = (t("What has waited is being sent now."),)
    await _tell(Card(title=t("{platform} lets me in again", platform=name), text=text), platform, duty)


def platform_name(platform: str) -> str:
    """Return what people call a platform."""
    return _NAMES.get(platform, platform)


async def _tell(card: Card, platform: str, duty: Duty) -> None:
    """Tell each coordinator over another platform, if they have one; else it waits with all the rest."""
    await duty.letters.tell(
        [one.id for one in await duty.who_coordinates()], card, notice=True, avoiding=platform
    )
