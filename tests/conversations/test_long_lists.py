"""Lists of a large municipality, as each screen shows them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from bot.slack.render import Renderer as SlackRenderer
from bot.teams.limits import CARD_BYTES, size
from bot.teams.render import ADAPTIVE_CARD
from bot.teams.render import Renderer as TeamsRenderer
from bot.terminal.render import Renderer as TerminalRenderer
from handlers.core.replies import Reply
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Position, Role, Unit
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.values.times import Span, instant
from tests.bot.slack.reading import read_blocks
from tests.bot.slack.rules import faults
from tests.bot.teams import cards
from tests.handlers.desk import WORDS, Town

LARGE = 300


@pytest.fixture
async def large(town: Town) -> Town:
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
                positions=(Position(unit_id=f"u{number}"),),
                approved=number >= 12,
            )
            for number in range(LARGE)
        ),
    )
    return town


@pytest.fixture
async def busy(large: Town) -> Town:
    """Besides, 60 units with requests, and 60 with a session this week, another later, and a reflection."""
    await large.add(*(_request(number, large.now) for number in range(60)))
    for number in range(60, 120):
        led = _request(number, large.now).changed(stage="learning", developers=("maja", "petter"))
        now, later = (_session(number, large.now + timedelta(days=days)) for days in (-1, 20))
        await large.add(led, now, later, _reflection(now, large.now - timedelta(minutes=number)))
    return large


def _request(number: int, now: datetime) -> Collaboration:
    return Collaboration(
        id=f"c{number}",
        unit_id=f"u{number}",
        principal_id=f"p{number}",
        requested_at=now,
        stage="requested",
        stage_since=now,
        purpose="Bättre läsning. " * 20,
    )


def _session(number: int, day: datetime) -> Session:
    start = day.replace(hour=8) + timedelta(minutes=number)
    return Session(
        id=f"s{number}.{start.date()}",
        collaboration_id=f"c{number}",
        session_kind="learning",
        span=Span(start=start, end=start + timedelta(minutes=90)),
        topic=f"Formativ bedömning {number}",
        people=("maja", "petter"),
    )


def _reflection(session: Session, at: datetime) -> Reflection:
    return Reflection(
        id=Reflection.id_of(session.id, "maja"),
        session_id=session.id,
        collaboration_id=session.collaboration_id,
        author_id="maja",
        written_at=instant(at),
        outcome=Held.HELD,
        grade=3,
        happened="Lärarna prövade och jämförde. " * 40,
        shared_with=(Readers.PAIR, Readers.COORDINATOR),
    )


def _on_slack(replies: Sequence[Reply]) -> str:
    shown = [SlackRenderer(WORDS, "sv").message(one) for one in replies]
    assert [fault for one in shown for fault in faults(one["blocks"], "message")] == []
    return "\n".join(read_blocks(one["blocks"]) for one in shown)


def _on_teams(replies: Sequence[Reply]) -> str:
    messages = [m for one in replies for m in TeamsRenderer(WORDS, "sv").messages(one, private=True)]
    texts = []
    for message in messages:
        assert size(message) <= CARD_BYTES + 1024
        shown = [a["content"] for a in message.get("attachments", []) if a["contentType"] == ADAPTIVE_CARD]
        for card in shown:
            cards.check(card)
        texts += [cards.read(card) for card in shown] or [message["text"]]
    return "\n".join(texts)


def _in_a_terminal(replies: Sequence[Reply]) -> str:
    output = io.StringIO()
    console = Console(file=output, width=120)
    for one in replies:
        console.print(TerminalRenderer(WORDS, "sv", lambda _: 1).render(one))
    return output.getvalue()


SCREENS = pytest.mark.parametrize("shown_on", [_on_slack, _on_teams, _in_a_terminal])


@SCREENS
@pytest.mark.parametrize(
    ("typed", "count"),
    [("enheter", 306), ("enheter förskolor", 302), ("personer", 310), ("personer rektorer", 303)],
)
async def test_what_is_not_shown_is_counted(
    large: Town, shown_on: Callable[..., Any], typed: str, count: int
) -> None:
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
async def test_what_was_left_out_is_found(
    large: Town, shown_on: Callable[..., Any], typed: str, wanted: str
) -> None:
    """A row far down the list is reached by a part of its name or its unit's, on every screen."""
    karin = large.seat("karin")
    await karin.says(typed)
    assert wanted in " ".join(shown_on(karin.answer.replies).split())


@SCREENS
@pytest.mark.parametrize(
    ("typed", "counted", "how"),
    [
        ("träffar", "62 till – skriv ”träffar”", "en enhet, en vecka eller ”alla”"),
        ("träffar alla", "122 träffar: alla, de 40 första", "82 till – skriv ”träffar” och en enhet"),
        ("träffar v 42", "61 träffar: v 42, de 40 första", "21 till – skriv ”träffar” och en enhet"),
        ("förfrågningar", "61 förfrågningar väntar.", "Skriv ”förfrågningar” och en enhets namn"),
        ("reflektioner", "Det finns fler", "skriv ”reflektioner” och en enhet, en vecka eller en månad"),
    ],
)
async def test_other_lists_say_how_to_see_the_rest(
    busy: Town, shown_on: Callable[..., Any], typed: str, counted: str, how: str
) -> None:
    """Sessions, requests and reflections stay inside the limits too, and say how to see the others."""
    karin = busy.seat("karin")
    await karin.says(typed)
    seen = " ".join(shown_on(karin.answer.replies).split())
    assert counted in seen
    assert how in seen
    assert typed.startswith("reflektioner") or "… och" not in seen


@SCREENS
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("träffar 117", "Formativ bedömning 117"),
        ("träffar 117 i november", "Formativ bedömning 117"),
        ("förfrågningar 059", "fritids 059"),
        ("reflektioner Storgårdens förskola & fritids 113", "fritids 113"),
    ],
)
async def test_one_of_the_others_is_found(
    busy: Town, shown_on: Callable[..., Any], typed: str, wanted: str
) -> None:
    """One far down is reached by its unit or topic."""
    karin = busy.seat("karin")
    await karin.says(typed)
    assert wanted in " ".join(shown_on(karin.answer.replies).split())


@SCREENS
async def test_many_who_wait(large: Town, shown_on: Callable[..., Any]) -> None:
    """Who waits for approval comes first; all of them are listed by that word."""
    karin = large.seat("karin")
    await karin.says("personer väntar")
    seen = shown_on(karin.answer.replies)
    assert "12 personer: väntar" in seen
    assert len(set(re.findall(r"Efternamnsson (\d{3})", " ".join(seen.split())))) == 12
