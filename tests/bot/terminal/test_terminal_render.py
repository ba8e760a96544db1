"""Replies on a terminal: everything shown, as typed, at any width."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.terminal.render import Renderer, shown
from handlers.core.replies import (
    Ask,
    Bar,
    Button,
    Card,
    Chart,
    Confirm,
    Fact,
    FormField,
    Input,
    Link,
    Page,
    Replace,
    Reply,
    Say,
    Style,
    Table,
)
from storage.values.texts import t, typed
from tests.handlers.desk import WORDS

MARKS = "<!channel> [x](http://x.se) *b* [bold]rich[/bold] [/] \\[a] :smile: {unit} 🎒"


def _seen(reply: Reply, width: int = 100) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False, color_system=None)
    numbers = iter(range(1, 100))
    console.print(Renderer(WORDS, "sv", lambda _: next(numbers)).render(reply))
    return out.getvalue()


def _replies(text: str) -> list[Reply]:
    words = typed(text)
    facts = (Fact(label=words, value=words),)
    buttons = (Button(label=words, action="book", style=Style.DANGER),)
    card = Card(title=words, text=(words,), facts=facts, buttons=buttons)
    table = Table(title=words, columns=(words, words), rows=((words, words),), empty=words, buttons=buttons)
    field = FormField(name="x", label=words, input=Input.LINE)
    return [
        Say(text=words),
        card,
        Confirm(title=words, text=(words,), facts=facts, buttons=buttons),
        Ask(draft="d", revision=1, title=words, intro=words, fields=(field,)),
        table,
        table.model_copy(update={"rows": ()}),
        Chart(title=words, bars=(Bar(label=words, value=3), Bar(label=words, value=0))),
        Replace(card=card),
        Page(parts=(Say(text=words), card, table)),
    ]


@pytest.mark.parametrize("reply", _replies(MARKS), ids=lambda one: one.type)
def test_shown_as_typed(reply: Reply) -> None:
    """Marks of every kind, rich's own included, are shown as typed in every kind of reply."""
    assert MARKS in _seen(reply)


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=60), width=st.integers(20, 120))
def test_no_escape_gets_through(text: str, width: int) -> None:
    """No text of anybody's makes the terminal do anything, in any reply, at any width."""
    seen = "".join(_seen(reply, width) for reply in _replies(text))
    assert {c for c in seen if unicodedata.category(c) == "Cc"} <= {"\n"}


@given(st.text())
def test_only_what_acts_is_taken_away(text: str) -> None:
    """Letters, marks and emoji stay; controls and invisible formats go, but for what joins emoji."""
    kept = shown(text)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]
    assert not {c for c in kept if unicodedata.category(c) == "Cc"} - {"\n"}


def test_joined_emoji_stay_whole() -> None:
    """A teacher is one emoji."""
    assert shown("👩🏽‍🏫") == "👩🏽‍🏫"


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 140, 250])
def test_a_wide_table_at_any_width(width: int) -> None:
    """Every word of a wide table is whole, whether in columns or as a list, and no line is too long."""
    headings = ("Enhet", "Skede", "Par", "Senast", "Nästa", "Reflektion", "Nästa steg")
    row = (
        "Granlidens gymnasium",
        "kollegialt lärande",
        "Maja Ekström",
        "v. 42",
        "–",
        "4 av 5",
        "Återkoppling",
    )
    columns, cells = (tuple(map(typed, texts)) for texts in (headings, row))
    seen = _seen(Table(title=typed("T"), columns=columns, rows=(cells,), empty=typed("")), width)
    for word in " ".join(row).replace("– ", "").split():
        assert word in seen
    assert max(len(line.rstrip()) for line in seen.splitlines()) <= width


def test_columns_where_they_fit() -> None:
    """Columns stand beside each other where no word need be cut, and use what room there is."""
    table = Table(
        title=typed("T"),
        columns=(typed("Namn"), typed("Roll")),
        rows=((typed("Maja Ekström"), typed("kvalitetsutvecklare")),),
        empty=typed(""),
    )
    assert "Maja Ekström   kvalitetsutvecklare" in _seen(table, 34)
    assert "Maja      kvalitetsutvecklare\nEkström" in _seen(table, 29)
    assert "Maja Ekström\nRoll" in _seen(table, 28)


def test_buttons_are_numbered() -> None:
    """Buttons have the numbers that press them."""
    buttons = tuple(Button(label=t(label), action="book") for label in ("Confirm", "Change"))
    assert "[1] Bekräfta   [2] Ändra" in _seen(Confirm(title=t("Book a session"), facts=(), buttons=buttons))


def test_an_empty_table() -> None:
    """A table without rows says what there isn't."""
    table = Table(title=typed("Träffar"), columns=(typed("När"),), rows=(), empty=typed("Inga träffar."))
    assert _seen(table) == "Träffar\nInga träffar.\n"


def test_links() -> None:
    """A link shows its words and its address, which a terminal may open."""
    link = Link(label=typed("Öppna"), url="https://skola.example/a?b=c,d")
    assert "Öppna: https://skola.example/a?b=c,d" in _seen(Card(title=typed("Hej"), links=(link,)))
