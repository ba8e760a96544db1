"""Replies as a terminal shows them. What people wrote is shown as typed: neither markup nor escapes act."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import assert_never

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from bot.terminal.columns import Columns
from handlers.core.replies import (
    Ask,
    Button,
    Card,
    Chart,
    Confirm,
    Fact,
    Page,
    Replace,
    Reply,
    Say,
    Style,
    Table,
)
from handlers.core.visible import visible
from handlers.core.words import Words
from storage.values.texts import Message

BAR = "█"
WIDEST_BAR = 30
_JOINERS = "\u200d\ufe0f"  # that emoji are made with
STYLES = {Style.PLAIN: "bold", Style.PRIMARY: "bold green", Style.DANGER: "bold red"}


def shown(text: str) -> str:
    """Return the visible text without tabs and format characters, which a terminal would obey."""
    plain = visible(text).replace("\t", "")
    return "".join(c for c in plain if unicodedata.category(c) != "Cf" or c in _JOINERS)


def _spaced(parts: Sequence[RenderableType]) -> list[RenderableType]:
    return [one for part in parts for one in (Text(), part)][1:]


class Renderer:
    """Renders in one language. `number` gives each button the number that presses it."""

    def __init__(self, words: Words, language: str, number: Callable[[Button], int]) -> None:
        self._words = words
        self._language = language
        self._number = number

    def render(self, reply: Reply) -> RenderableType:
        """Return what rich prints."""
        match reply:
            case Say():
                return self._text(reply.text)
            case Card() | Confirm():
                return self._card(reply)
            case Ask():
                return self._form(reply)
            case Table():
                return self._table(reply)
            case Chart():
                return self._chart(reply)
            case Replace():
                return self.render(reply.card)
            case Page():
                return Group(*_spaced([self.render(part) for part in reply.parts]))
            case _:
                assert_never(reply)

    def _text(self, message: Message, style: str = "") -> Text:
        return Text(shown(self._words.text(message, self._language)), style=style)

    def _card(self, card: Card | Confirm) -> Panel:
        parts: list[RenderableType] = [self._text(one) for one in card.text]
        if card.facts:
            parts.append(self._facts(card.facts))
        links = card.links if isinstance(card, Card) else ()
        parts += [Text.assemble(self._text(one.label), ": ", (one.url, f"link {one.url}")) for one in links]
        parts += self._buttons(card.buttons)
        return Panel(Group(*parts), title=self._text(card.title, "bold"), title_align="left", box=ROUNDED)

    def _facts(self, facts: Sequence[Fact]) -> Grid:
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(style="dim", max_width=40, overflow="fold")
        grid.add_column(overflow="fold")
        for fact in facts:
            grid.add_row(self._text(fact.label), self._text(fact.value))
        return grid

    def _buttons(self, buttons: Sequence[Button]) -> list[RenderableType]:
        if not buttons:
            return []
        line = Text()
        for button in buttons:
            line.append(f"[{self._number(button)}] ", "cyan")
            line.append_text(self._text(button.label, STYLES[button.style]))
            line.append("   ")
        return [Text(), line]

    def _form(self, ask: Ask) -> RenderableType:
        parts = [self._text(ask.title, "bold")]
        if ask.intro:
            parts.append(self._text(ask.intro, "yellow"))
        return Group(*parts)

    def _table(self, table: Table) -> RenderableType:
        title = self._text(table.title, "bold")
        if not table.rows:
            return Group(title, self._text(table.empty), *self._buttons(table.buttons))
        headings = [self._text(column) for column in table.columns]
        rows = [[self._text(cell) for cell in row] for row in table.rows]
        columns = Columns(headings, rows, instead=Group(*_spaced(self._stacked(table))))
        return Group(title, columns, *self._buttons(table.buttons))

    def _stacked(self, table: Table) -> list[RenderableType]:
        """Return the rows under each other, for a terminal too narrow for the columns."""
        rows: list[RenderableType] = []
        for row in table.rows:
            facts = [Fact(label=label, value=cell) for label, cell in zip(table.columns, row, strict=True)]
            said = [fact for fact in facts[1:] if self._text(fact.value).plain != "–"]
            rows.append(Group(self._text(row[0], "bold"), self._facts(said)))
        return rows

    def _chart(self, chart: Chart) -> RenderableType:
        most = max((bar.value for bar in chart.bars), default=1)
        grid = Grid.grid(padding=(0, 1))
        for bar in chart.bars:
            width = max(1, round(WIDEST_BAR * bar.value / most)) if bar.value else 0
            grid.add_row(self._text(bar.label), Text(BAR * width, "green"), Text(str(bar.value)))
        return Group(self._text(chart.title, "bold"), grid)
