"""Shows replies as Slack messages and Home, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from html import escape
from itertools import chain
from typing import Any, assert_never

from bot.slack import blocks as kit
from bot.slack.blocks import Block, TextRun
from bot.slack.limits import (
    BODY_TEXT,
    CAPS,
    CELL,
    FACTS_TEXT,
    FALLBACK_TEXT,
    LABEL,
    MESSAGE_BLOCKS,
    MESSAGE_TEXT,
    TABLE_COLUMNS,
    TABLE_ROWS,
    VIEW_BLOCKS,
    VIEW_TEXT,
    fit,
    length,
)
from bot.slack.mentions import runs_of
from handlers.core.plain import PlainText
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
from storage.values.texts import Message, t, tn

_STYLES = {Style.PLAIN: None, Style.PRIMARY: "primary", Style.DANGER: "danger"}
_BAR = 10  # with its label and number as wide as a phone shows
_BAR_LABEL = 20


class Surface(Enum):
    """Where blocks are shown. A message takes one table; views are given none, as not all take them."""

    MESSAGE = "message"
    VIEW = "view"


class Renderer:
    """Renders in one language."""

    def __init__(self, words: Words, language: str) -> None:
        self._words = words
        self._plain = PlainText(words, language)
        self.language = language

    def text(self, message: Message) -> str:
        """Word a message. Nothing is escaped: for rich_text and plain_text, which read no markup."""
        return self._words.text(message, self.language)

    def message(self, reply: Reply) -> dict[str, Any]:
        """Return `text` (the whole reply, for notifications and screen readers) and `blocks`."""
        return {"text": self.fallback(reply), "blocks": self.blocks(reply, Surface.MESSAGE)}

    def fallback(self, reply: Reply) -> str:
        """Return the reply as plain text, escaped so that Slack reads no mention or link in it."""
        return escape(fit(visible(self._plain.write(reply)).strip(), FALLBACK_TEXT), quote=False) or "–"

    def home(self, replies: Sequence[Reply]) -> dict[str, Any]:
        """Return the Home view."""
        parts = chain.from_iterable(reply.parts if isinstance(reply, Page) else [reply] for reply in replies)
        return {"type": "home", "blocks": self._together(list(parts), Surface.VIEW)}

    def blocks(self, reply: Reply, surface: Surface) -> list[Block]:
        """Return the reply's blocks; never empty, always inside the surface's limits."""
        match reply:
            case Say():
                shown = kit.rich(self._fitted([TextRun(self.text(reply.text))], BODY_TEXT))
            case Card() | Confirm():
                shown = self._card(reply)
            case Ask():
                shown = self._question(reply)
            case Table():
                shown = self._table(reply, as_list=surface is Surface.VIEW)
            case Chart():
                shown = [*kit.header(self.text(reply.title)), *kit.preformatted(self._bars(reply))]
            case Replace():
                shown = self._card(reply.card)
            case Page():
                shown = self._together(reply.parts, surface)
            case _:
                assert_never(reply)
        return shown or kit.rich([TextRun("–")])

    def _card(self, card: Card | Confirm) -> list[Block]:
        return [
            *kit.header(self.text(card.title)),
            *kit.rich(self.body(card.text, card.facts)),
            *kit.rich(self._links(card)),
            *self.buttons(card.buttons),
        ]

    def _links(self, card: Card | Confirm) -> list[TextRun]:
        links = card.links if isinstance(card, Card) else ()
        return _parted([[TextRun(self.text(one.label), url=one.url)] for one in links], TextRun("\n"))

    def body(self, texts: Iterable[Message], facts: Iterable[Fact]) -> list[TextRun]:
        """Return paragraphs and facts as running text. Where it is too long the paragraphs give way."""
        told = self._fitted(self.facts(facts), FACTS_TEXT)
        room = BODY_TEXT - sum(length(run.text) for run in told)
        shown = [runs_of(message, self._stripped) for message in texts if self._stripped(message)]
        runs = self._fitted(_parted(shown, TextRun("\n\n")), room)
        return [*runs, *([TextRun("\n\n")] if runs and told else []), *told]

    def facts(self, facts: Iterable[Fact]) -> list[TextRun]:
        """Return facts, one a line, with bold labels; where all are too long, the longest give way."""
        told = [
            (fit(self.text(one.label), LABEL), runs_of(one.value, lambda value: self._stripped(value) or "–"))
            for one in facts
        ]
        lengths = [sum(length(run.text) for run in value) for _, value in told]
        fitting = (cap for cap in CAPS if sum(min(one, cap) for one in lengths) <= FACTS_TEXT)
        most = next(fitting, CAPS[-1])
        runs: list[TextRun] = []
        for label, value in told:
            runs.append(TextRun(("\n" if runs else "") + label + ": ", bold=True))
            runs += [run._replace(text=fit(run.text, most)) for run in value]
        return runs

    def _stripped(self, message: Message) -> str:
        return self.text(message).strip()

    def buttons(self, buttons: Sequence[Button]) -> list[Block]:
        """Return buttons as actions blocks."""
        return kit.actions(
            [
                kit.button(self.text(button.label), button.value, number, _STYLES[button.style])
                for number, button in enumerate(buttons)
            ]
        )

    def _question(self, ask: Ask) -> list[Block]:
        wrong = [Fact(label=field.label, value=field.error) for field in ask.fields if field.error]
        return [
            *kit.header(self.text(ask.title)),
            *kit.rich(self.body([ask.intro] if ask.intro else [], wrong)),
            *self.buttons([ask.button, ask.cancel]),
        ]

    def _table(self, table: Table, *, as_list: bool) -> list[Block]:
        head = kit.header(self.text(table.title))
        if not table.rows:
            return [*head, *kit.rich(self.body([table.empty], [])), *self.buttons(table.buttons)]
        rows = self._rows(table, as_list=as_list)
        left = len(table.rows) - (len(rows) - 1)
        return [
            *head,
            *(kit.bullets(_items(rows)) if as_list else kit.table(rows)),
            *(kit.rich([TextRun(self._more(left))]) if left else []),
            *self.buttons(table.buttons),
        ]

    def _rows(self, table: Table, *, as_list: bool) -> list[list[str]]:
        """Return headings and as many rows as fit, each cell cut to a length that a phone shows.

        In a list each row repeats the headings.
        """
        width = min(len(table.columns), TABLE_COLUMNS)
        rows: list[list[str]] = []
        room = BODY_TEXT
        for row in (table.columns, *table.rows)[:TABLE_ROWS]:
            cells = [fit(visible(self.text(cell)).strip(), CELL) for cell in row[:width]]
            room -= sum(map(length, cells))
            if as_list and rows:
                room -= sum(length(heading) + 3 for heading in rows[0])
            if room < 0 and rows:
                break
            rows.append(cells + [""] * (width - len(cells)))
        return rows

    def _bars(self, chart: Chart) -> str:
        largest = max((bar.value for bar in chart.bars), default=0) or 1
        labels = [fit(visible(self.text(bar.label)).replace("\n", " "), _BAR_LABEL) for bar in chart.bars]
        column = max(map(len, labels), default=0)
        lines = [
            f"{label:<{column}} {'█' * round(_BAR * bar.value / largest)} {bar.value}"
            for label, bar in zip(labels, chart.bars, strict=True)
        ]
        room = BODY_TEXT // (column + _BAR + 16)
        more = [self._more(len(lines) - room)] if len(lines) > room else []
        return "\n".join(lines[:room] + more)

    def _together(self, parts: Sequence[Reply], surface: Surface) -> list[Block]:
        """Return the parts under each other, as many whole ones as fit; the rest is counted.

        A message takes one table: several are all shown as lists.
        """
        most, room = (MESSAGE_BLOCKS, MESSAGE_TEXT)
        if surface is Surface.VIEW:
            most, room = (VIEW_BLOCKS, VIEW_TEXT)
        if sum(isinstance(part, Table) and bool(part.rows) for part in parts) > 1:
            surface = Surface.VIEW
        shown: list[Block] = []
        for number, part in enumerate(parts):
            added = self.blocks(part, surface)
            if shown and (len(shown) + len(added) >= most or kit.weight([shown, added]) > room):
                return [*shown, *kit.rich([TextRun(self._more(len(parts) - number))])]
            shown += added
        return shown

    def _more(self, count: int) -> str:
        return self.text(tn("… and {count} more", "… and {count} more", count))

    def _fitted(self, runs: Sequence[TextRun], limit: int) -> list[TextRun]:
        """Cut runs that together are too long, and say how much is missing."""
        total = sum(length(run.text) for run in runs)
        if total <= limit:
            return list(runs)
        kept: list[TextRun] = []
        room = limit - 60
        for run in runs:
            kept.append(run._replace(text=fit(run.text, max(room, 1))))
            room -= length(run.text)
            if room <= 0:
                break
        shown = sum(len(run.text) for run in kept)
        missing = sum(len(run.text) for run in runs) - shown
        return [
            *kept,
            TextRun("\n" + self.text(t("({count} more characters do not fit here)", count=missing))),
        ]


def _parted(paragraphs: Sequence[Sequence[TextRun]], between: TextRun) -> list[TextRun]:
    """Put paragraphs after each other, with a run between them."""
    return [run for number, runs in enumerate(paragraphs) for run in ([between] if number else []) + [*runs]]


def _items(rows: Sequence[Sequence[str]]) -> list[list[TextRun]]:
    """Return table rows as list items: the first cell bold, the others with their headings."""
    headings, *body = rows
    return [
        [
            TextRun(row[0] or "–", bold=True),
            *(TextRun(f"\n{name}: {cell}") for name, cell in zip(headings[1:], row[1:], strict=True) if cell),
        ]
        for row in body
    ]
