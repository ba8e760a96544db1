"""Text comes back as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.wording import as_typed, people_in
from handlers.core.visible import visible
from tests.bot.slack.envelopes import escaped

NAMES = {"U2": "Bo Dahl"}


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@UBOT> boka Almby", "boka Almby"),
        ("boka <@UBOT|samlar> Almby", "boka  Almby"),
        ("<@U2>", "Bo Dahl"),
        ("<@U3|bo>", "bo"),
        ("<@U3>", "@U3"),
        ("<#C1|kollegium>", "#kollegium"),
        ("<#C1>", "#C1"),
        ("<!here> <!channel>", "@here @channel"),
        ("<!subteam^S1|@rektorer>", "@rektorer"),
        ("<!date^1^{date}|i dag>", "i dag"),
        ("<http://almby.se|almby.se>", "almby.se"),
        ("<http://almby.se/|almby.se>", "almby.se"),
        ("<https://almby.se/a?b=1&amp;c=2>", "https://almby.se/a?b=1&c=2"),
        ("<https://almby.se/plan|planen>", "planen (https://almby.se/plan)"),
        ("<mailto:a@almby.se|a@almby.se>", "a@almby.se"),
        ("<tel:019123456|019-12 34 56>", "019-12 34 56 (019123456)"),
        ("R&amp;D &lt;!channel&gt; &amp;lt;", "R&D <!channel> &lt;"),
        ("a < b > c", "a < b > c"),
        ("<>", "<>"),
        ("rad\r\nrad\x00\ud83d", "rad\nrad"),
    ],
)
def test_as_typed(sent: str, typed: str) -> None:
    """Mentions, links and escapes come back as what the person typed and saw."""
    assert as_typed(sent, "UBOT", NAMES) == typed


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Whatever is typed comes back, control characters aside."""
    if "http" not in text:
        assert as_typed(escaped(text), "UBOT", {}) == visible(text).strip()


def test_people_in() -> None:
    """People are found once each, the bot is not, and not more than a few are asked about."""
    assert people_in("<@UBOT> <@U1> <@U2|bo> <@U1>", "UBOT") == ("U1", "U2")
    assert len(people_in("".join(f"<@U{n}>" for n in range(50)), "UBOT")) == 5
