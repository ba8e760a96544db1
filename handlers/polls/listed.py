"""The questions of times that wait."""

from __future__ import annotations

from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.replies import Page, Reply, Say
from handlers.core.view import View
from handlers.polls.chosen import open_polls
from handlers.polls.shown import poll_card
from storage.values.texts import t

MOST = 5


class Polls(Form):
    """Nothing is asked."""


@command(
    "polls",
    sv="tidsfrågor",
    about=t("See which times are asked about"),
    example=t("polls"),
    reads=True,
    order=83,
    also=("tidsförslag",),
)
async def polls(view: View, form: Polls) -> Reply:
    """Show each that waits for the person, or that they asked, the newest first."""
    found = await open_polls(view)
    if not found:
        return Say(text=t("No question of times is waiting."))
    return Page(parts=tuple([await poll_card(one, view) for one in found[:MOST]]))
