"""Replies as Slack shows them: what is typed stands as typed, and Slack's limits hold for anything."""

from __future__ import annotations

from html import unescape
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks import weight
from bot.slack.limits import FALLBACK_TEXT, MESSAGE_TEXT, fit, length
from bot.slack.render import Renderer
from handlers.core.replies import (
    Bar,
    Button,
    Card,
    Chart,
    Confirm,
    Fact,
    Link,
    Page,
    Replace,
    Reply,
    Say,
    Style,
    Table,
)
from handlers.core.visible import visible
from handlers.core.words import Words
from storage.values.texts import typed
from tests.bot.slack.reading import read_blocks
from tests.bot.slack.rules import faults, texts, view_faults

SWEDISH = Renderer(Words.load(), "sv")
NASTY = [
    "<!channel>",
    "<@U123>",
    "[x](http://example.se)",
    "<http://example.se|x>",
    "*b* _i_ ~s~ `c`",
    "> citat\n• punkt",
    ":smile:",
    "&amp; &lt; &",
    "\u202eomvänt\u202c",
    "\u200fעברית",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\x00\x07\x1b[31m",
    "a\nb\r\nc\td",
    "x" * 10_000,
    "🦊" * 5_000,
    "&" * 10_000,
    "",
    "   ",
]

nasty = st.sampled_from(NASTY) | st.text(max_size=60) | st.integers(1, 700).map(lambda n: "å" * n)
message = nasty.map(typed)
facts = st.lists(st.builds(Fact, label=message, value=message), max_size=8).map(tuple)
button = st.builds(Button, label=message, action=st.just("move"), style=st.sampled_from(Style))
buttons = st.lists(button, max_size=30).map(tuple)
cards = st.builds(
    Card, title=message, text=st.lists(message, max_size=4).map(tuple), facts=facts, buttons=buttons
)
says = st.builds(Say, text=message)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of up to 25 columns and 150 rows."""
    width = draw(st.integers(1, 25))
    row = st.lists(message, min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(row, max_size=4)) * draw(st.sampled_from([0, 1, 40]))
    return Table(title=draw(message), columns=draw(row), rows=tuple(rows), empty=draw(message))


charts = st.builds(
    Chart,
    title=message,
    bars=st.lists(st.builds(Bar, label=message, value=st.integers(0, 10**6)), max_size=200).map(tuple),
)
parts = st.one_of(says, cards, tables(), charts)
pages = st.builds(Page, parts=st.lists(parts, min_size=1, max_size=6).map(lambda p: tuple(p) * 9))
confirms = st.builds(
    Confirm, title=message, text=st.lists(message, max_size=2).map(tuple), facts=facts, buttons=buttons
)
replies: st.SearchStrategy[Reply] = st.one_of(
    says, cards, confirms, tables(), charts, pages, cards.map(lambda card: Replace(card=card))
)


@settings(max_examples=150, deadline=None)
@given(replies)
def test_messages_keep_limits(reply: Reply) -> None:
    """Whatever a reply holds, Slack takes its message."""
    shown = SWEDISH.message(reply)
    assert faults(shown["blocks"], "message") == []
    assert weight(shown["blocks"]) <= MESSAGE_TEXT + 30 * 75
    assert 0 < len(shown["text"]) <= FALLBACK_TEXT


@settings(max_examples=20, deadline=None)
@given(st.lists(replies, min_size=1, max_size=3))
def test_home_keeps_limits(shown: list[Reply]) -> None:
    """Whatever Home holds, Slack takes it."""
    assert view_faults(SWEDISH.home(shown)) == []


@given(st.text(max_size=200) | nasty, st.integers(1, 200))
def test_fit(text: str, limit: int) -> None:
    """A text made to fit keeps its beginning and is never too long, and never changed where it fits."""
    short = fit(text, limit)
    assert length(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))
    assert (short == text) == (length(text) <= limit) or short.endswith("…")


@given(st.text(max_size=300) | nasty)
def test_text_as_typed(text: str) -> None:
    """What somebody typed stands in the blocks as they typed it, and pings nobody in the plain text."""
    shown = SWEDISH.message(Say(text=typed(text)))
    read = read_blocks(shown["blocks"])
    kept = visible(text)
    if kept.strip() and length(text) < 3_000:
        assert read == kept
        assert unescape(shown["text"]) == unescape(kept.strip()) or "&" in text
    assert "<" not in shown["text"]
    assert ">" not in shown["text"]


def test_markup_is_not_read() -> None:
    """No block holds text in which Slack reads markup, and no emoji is made of typed letters."""
    reply = Card(
        title=typed(":smile: *x*"),
        text=(typed("<!channel>"),),
        facts=(Fact(label=typed("*a*"), value=typed("_b_")),),
        buttons=(Button(label=typed(":x:"), action="move"),),
    )

    def kinds(value: Any) -> list[Any]:
        if isinstance(value, dict):
            own = [(value.get("type"), value.get("emoji"))] if "text" in value else []
            return own + [kind for inner in value.values() for kind in kinds(inner)]
        return [kind for inner in value for kind in kinds(inner)] if isinstance(value, list) else []

    assert set(kinds(SWEDISH.message(reply)["blocks"])) == {
        ("header", None),
        ("plain_text", False),
        ("text", None),
        ("button", None),
    }


def test_table_as_read() -> None:
    """A table shows its headings and rows; a hundred and fifty rows say how many are left."""
    columns = (typed("Enhet"), typed("Läge"))
    rows = tuple((typed(f"Skola {n}"), typed("kartläggning")) for n in range(150))
    shown = SWEDISH.message(Table(title=typed("Läget"), columns=columns, rows=rows, empty=typed("-")))
    lines = read_blocks(shown["blocks"]).splitlines()
    assert lines[:3] == ["Läget", "Enhet | Läge", "Skola 0 | kartläggning"]
    assert lines[-2:] == ["Skola 98 | kartläggning", "… och 51 till"]


def test_empty_table() -> None:
    """A table without rows says so instead."""
    shown = SWEDISH.message(Table(title=typed("Kö"), columns=(), rows=(), empty=typed("Inget att göra.")))
    assert read_blocks(shown["blocks"]) == "Kö\nInget att göra."


def test_several_tables_are_lists() -> None:
    """A message takes one table: several are lists, which say the same."""
    table = Table(
        title=typed("T"),
        columns=(typed("Enhet"), typed("Läge")),
        rows=((typed("Almby"), typed("pågår")),),
        empty=typed("-"),
    )
    shown = SWEDISH.message(Page(parts=(table, table)))
    assert read_blocks(shown["blocks"]) == "T\n• Almby\nLäge: pågår\nT\n• Almby\nLäge: pågår"


def test_chart_as_read() -> None:
    """A chart shows bars in proportion, with their numbers."""
    bars = (
        Bar(label=typed("Almby"), value=8),
        Bar(label=typed("Vasa"), value=4),
        Bar(label=typed("Ö"), value=0),
    )
    shown = SWEDISH.message(Chart(title=typed("Träffar"), bars=bars))
    assert read_blocks(shown["blocks"]) == ("Träffar\nAlmby ██████████ 8\nVasa  █████ 4\nÖ      0")


def test_long_text_says_what_is_missing() -> None:
    """A text that Slack can't hold is cut, and says so; facts and buttons stay."""
    card = Card(
        title=typed("Reflektion"),
        text=(typed("ord " * 5_000),),
        facts=(Fact(label=typed("När"), value=typed("i dag")),),
        buttons=(Button(label=typed("Ändra"), action="edit"),),
    )
    read = read_blocks(SWEDISH.message(card)["blocks"])
    assert "tecken till får inte plats här)" in read
    assert read.endswith("När: i dag\n[Ändra]")


def test_page_says_what_is_missing() -> None:
    """A page that is too long shows its first parts whole and counts the others."""
    card = Card(title=typed("Förfrågan"), buttons=(Button(label=typed("Utse"), action="assign"),))
    blocks = SWEDISH.message(Page(parts=(card,) * 40))["blocks"]
    assert faults(blocks, "message") == []
    read = read_blocks(blocks)
    shown = read.count("Förfrågan")
    assert read.endswith(f"… och {40 - shown} till")
    assert shown >= 20


def test_every_text_is_found() -> None:
    """The test's own search for texts finds those in blocks of every kind."""
    table = Table(title=typed("T"), columns=(typed("A"),), rows=((typed("b"),),), empty=typed("-"))
    assert texts(SWEDISH.message(table)["blocks"]) == ["T", "A", "b"]


def test_links() -> None:
    """A link shows its words, and leads where it says; what people wrote never becomes one."""
    card = Card(
        title=typed("Hej"),
        text=(typed("<https://skola.example|x>"),),
        links=(Link(label=typed("Öppna <x>"), url="https://skola.example/a?b=c,d"),),
    )
    blocks = SWEDISH.message(card)["blocks"]
    assert blocks[-1]["elements"][0]["elements"] == [
        {"type": "link", "text": "Öppna <x>", "url": "https://skola.example/a?b=c,d"}
    ]
    assert "Öppna <x>" in read_blocks(blocks)
