"""Accounts are shown by Slack's own mention, which nobody can write for themselves."""

from __future__ import annotations

from bot.slack.render import Renderer, Surface
from handlers.core.replies import Card, Fact
from handlers.core.words import Words
from storage.values.texts import Mention, listed, t, typed
from tests.bot.slack.reading import read_blocks
from tests.bot.slack.rules import faults

SWEDISH = Renderer(Words.load(), "sv")
SLACK = Mention(account="slack:T1:U9", name="Greta Granath", handle="anna.ny")
TEAMS = Mention(account="teams:tenant:object", name="Greta Granath", handle="anna.ny@kommun.example")


def _shown(card: Card) -> str:
    blocks = SWEDISH.blocks(card, Surface.MESSAGE)
    assert faults(blocks, "message") == []
    return read_blocks(blocks)


def test_a_slack_account_is_mentioned() -> None:
    """In a fact and in a paragraph the account stands as Slack's mention with its handle, others in words."""
    both = listed(t("{account}", account=SLACK), t("{account}", account=TEAMS))
    told = t("{label}: {value}", label=t("Chat account"), value=both)
    card = Card(title=typed("T"), text=(told,), facts=(Fact(label=t("Chat account"), value=both),))
    line = "Chattkonto: @U9 (anna.ny), Teams: Greta Granath (anna.ny@kommun.example)"
    assert _shown(card).count(line) == 2


def test_nobody_types_a_mention() -> None:
    """What somebody calls themselves is never shown as a mention."""
    for name in ("<@U9>", "@U9", "\x000\x00", "\x001\x00"):
        seen = _shown(Card(title=typed(name), text=(typed(name), t("{account}", account=SLACK))))
        assert seen.count("@U9 (anna.ny)") == 1


def test_the_plain_form_names_the_account() -> None:
    """Where no mention can be shown stand the platform, the name and the handle."""
    card = Card(title=typed("T"), text=(t("{account}", account=SLACK),))
    assert "Slack: Greta Granath (anna.ny)" in SWEDISH.fallback(card)
