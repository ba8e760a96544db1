"""The complete plain-text form of every reply: for notifications, screen readers and the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from handlers.core.replies import Ask, Button, Card, Chart, Confirm, Fact, Page, Replace, Reply, Say, Table
from handlers.core.words import Words
from storage.values.texts import Message


class PlainText:
    """Writes replies in one language. `mark` says how a button is written; None leaves buttons out."""

    def __init__(
        self,
        words: Words,
        language: str,
        mark: Callable[[Button, str], str] | None = lambda _, label: f"[{label}]",
    ) -> None:
        self._words = words
        self._language = language
        self._mark = mark

    def write(self, reply: Reply) -> str:
        """Return the whole reply as lines of text. Nothing is escaped."""
        return "\n".join(self._lines(reply))

    def _lines(self, reply: Reply) -> Iterable[str]:
        match reply:
            case Say():
                return [self._text(reply.text)]
            case Card() | Confirm():
                return [
                    self._text(reply.title),
                    *map(self._text, reply.text),
                    *self._facts(reply.facts),
                    *self._links(reply),
                    *self._buttons(reply.buttons),
                ]
            case Ask():
                return self._form(reply)
            case Table():
                return self._table(reply)
            case Chart():
                return [self._text(reply.title), *(f"{self._text(b.label)}: {b.value}" for b in reply.bars)]
            case Replace():
                return self._lines(reply.card)
            case Page():
                return "\n\n".join(self.write(part) for part in reply.parts).split("\n")
            case _:
                assert_never(reply)

    def _text(self, message: Message) -> str:
        return self._words.text(message, self._language)

    def _facts(self, facts: Sequence[Fact]) -> list[str]:
        return [f"{self._text(fact.label)}: {self._text(fact.value)}" for fact in facts]

    def _links(self, card: Card | Confirm) -> list[str]:
        links = card.links if isinstance(card, Card) else ()
        return [f"{self._text(one.label)}: {one.url}" for one in links]

    def _buttons(self, buttons: Sequence[Button]) -> list[str]:
        if self._mark is None:
            return []
        marked = [self._mark(button, self._text(button.label)) for button in buttons]
        return ["  ".join(marked)] if marked else []

    def _form(self, ask: Ask) -> list[str]:
        told = [self._text(ask.title)]
        if ask.intro:
            told.append(self._text(ask.intro))
        told += [f"{self._text(f.label)}: {self._text(f.error)}" for f in ask.fields if f.error]
        return told

    def _table(self, table: Table) -> list[str]:
        if not table.rows:
            return [self._text(table.title), self._text(table.empty), *self._buttons(table.buttons)]
        return [
            self._text(table.title),
            " | ".join(map(self._text, table.columns)),
            *(" | ".join(map(self._text, row)) for row in table.rows),
            *self._buttons(table.buttons),
        ]
