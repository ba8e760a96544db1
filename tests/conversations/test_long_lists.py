"""Lists of a large municipality, as each screen shows them."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from bot.slack.render import Renderer as SlackRenderer
from bot.teams.limits import CARD_BYTES, size
from bot.teams.render import ADAPTIVE_CARD
from bot.teams.render import Renderer as TeamsRenderer
from bot.terminal.render import Renderer as TerminalRenderer
from storage.documents.people import Person, Role, Unit
from tests.bot.slack.reading import read_blocks
from tests.bot.slack.rules import faults
from tests.bot.teams import cards
from tests.handlers.desk import WORDS

LARGE = 300


@pytest.fixture
async def large(town):
    """The sample municipality with 300 more units, and a principal at each of them; twelve of them wait."""
    await town.add(
        *(
            Unit(
                id=f"u{number}",
                name=f"Storgårdens förskola & fritids {number:03}",
                owner="municipal",
                school_form="preschool",
            )
            for number in range(LARGE)
        ),
        *(
            Person(
                id=f"p{number}",
                name=f"Karl-Gustaf Efternamnsson {number:03}",
                roles=(Role.PRINCIPAL,),
                home_unit=f"u{number}",
                approved=number >= 12,
            )
            for number in range(LARGE)
        ),
    )
    return town


def _on_slack(replies) -> str:
    shown = [SlackRenderer(WORDS, "sv").message(one) for one in replies]
    assert [fault for one in shown for fault in faults(one["blocks"], "message")] == []
    return "\n".join(read_blocks(one["blocks"]) for one in shown)


def _on_teams(replies) -> str:
    messages = [m for one in replies for m in TeamsRenderer(WORDS, "sv").messages(one, private=True)]
    texts = []
    for message in messages:
        assert size(message) <= CARD_BYTES + 1024
        shown = [a["content"] for a in message.get("attachments", []) if a["contentType"] == ADAPTIVE_CARD]
        for card in shown:
            cards.check(card)
        texts += [cards.read(card) for card in shown] or [message["text"]]
    return "\n".join(texts)


def _in_a_terminal(replies) -> str:
    console = Console(file=io.StringIO(), width=120)
    for one in replies:
        console.print(TerminalRenderer(WORDS, "sv", lambda _: 1).render(one))
    return console.file.getvalue()


SCREENS = pytest.mark.parametrize("shown_on", [_on_slack, _on_teams, _in_a_terminal])


@SCREENS
@pytest.mark.parametrize(
    ("typed", "count"),
    [("enheter", 306), ("enheter förskolor", 302), ("personer", 310), ("personer rektorer", 303)],
)
async def test_what_is_not_shown_is_counted(large, shown_on, typed, count):
    """Inside the screen's limits: the first rows, how many more there are, and what to write to see them."""
    karin = large.seat("karin")
    await karin.says(typed)
    seen = shown_on(karin.answer.replies)
    assert "… och" not in seen, "the screen left out rows by itself"
    rows = karin.sees.splitlines().index("") - 3
    more = re.search(
        r"(\d+) till – skriv ”(?:enheter|personer)” och en del av ett namn", " ".join(seen.split())
    )
    assert more, seen[-300:]
    assert int(more[1]) + rows == count
    assert len(set(re.findall(r"(?:fritids|Efternamnsson)\s(\d{3})", seen))) > 0.7 * rows


@SCREENS
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("enheter 217", "fritids 217"),
        ("personer Efternamnsson 288", "Efternamnsson 288"),
        ("personer storgarden 121", "Efternamnsson 121"),
    ],
)
async def test_what_was_left_out_is_found(large, shown_on, typed, wanted):
    """A row far down the list is reached by a part of its name or its unit's, on every screen."""
    karin = large.seat("karin")
    await karin.says(typed)
    assert wanted in " ".join(shown_on(karin.answer.replies).split())


@SCREENS
async def test_many_who_wait(large, shown_on):
    """Who waits for approval comes first; all of them are listed by that word."""
    karin = large.seat("karin")
    await karin.says("personer väntar")
    seen = shown_on(karin.answer.replies)
    assert "12 personer: väntar" in seen
    assert len(set(re.findall(r"Efternamnsson (\d{3})", " ".join(seen.split())))) == 12
