"""Replies as Adaptive Cards 1.5 and messages, in one language, inside Teams' limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from bot.teams.elements import BLANK, action_sets, bar, fact, record, rich, rows, table
from bot.teams.forms import CARRIED, form_data, form_value, inputs
from bot.teams.limits import (
    CARD_BYTES,
    FORM_BYTES,
    LABEL_CHARACTERS,
    ROOMS,
    SUMMARY_CHARACTERS,
    Json,
    Room,
    fit,
    shorten,
    size,
)
from handlers.core.plain import PlainText
from handlers.core.replies import (
    Ask,
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
from storage.values.texts import Message, tn

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
NAME = "Samlär"
WIDEST_TABLE = 3
"""Columns that a phone 360 pixels wide still shows as a table."""

Rendering = Callable[[str], "Renderer"]
"""Makes the renderer of a language."""

_STYLES = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}


class Renderer:
    """Shows replies in one language.

    Attributes:
        dialogs: whether buttons can open dialogs; Microsoft's local playground has none.
        language: `sv` or `en`.
    """

    def __init__(self, words: Words, language: str, *, dialogs: bool = True) -> None:
        self.dialogs = dialogs
        self._words = words
        self.language = language
        self._plain = PlainText(words, language)

    def words(self, message: Message) -> str:
        """Word a message, without what no client can show."""
        return visible(self._words.text(message, self.language))

    def title(self, reply: Reply) -> str:
        """Return what a dialog that shows the reply is called."""
        match reply:
            case Card() | Ask() | Confirm() | Table() | Chart():
                return shorten(self.words(reply.title), LABEL_CHARACTERS)
            case Replace():
                return self.title(reply.card)
            case Say() | Page():
                return NAME
            case _:
                assert_never(reply)

    def summary(self, reply: Reply) -> str:
        """Return the reply in short as plain text, for notifications and screen readers."""
        return shorten(visible(self._plain.write(reply)).strip() or NAME, SUMMARY_CHARACTERS)

    def messages(self, reply: Reply, *, private: bool) -> list[Json]:
        """Return the messages that show a reply; where others read too, a form is a button that opens it."""
        match reply:
            case Say():
                text = self.words(reply.text)
                if "\n" in text or size(text) > CARD_BYTES:
                    return [self._message(reply)]
                return [{"text": text or BLANK, "textFormat": "plain", "summary": self.summary(reply)}]
            case Page():
                return self._page(reply, private=private)
            case Ask() if not private:
                opener = Card(
                    title=reply.title,
                    text=(reply.intro,) if reply.intro else (),
                    buttons=(reply.button, reply.cancel),
                )
                return [self._message(opener)]
            case _:
                return [self._message(reply)]

    def card(self, reply: Reply, *, dialog: bool = False) -> Json:
        """Return the Adaptive Card that shows a reply; in a dialog without the title that it has already."""
        limit = FORM_BYTES if isinstance(reply, Ask) else CARD_BYTES
        return fit(lambda room: self._draw(reply, room, dialog=dialog), limit)

    def _draw(self, reply: Reply, room: Room, *, dialog: bool = False) -> Json:
        titles = not dialog or isinstance(reply, Page)
        return _Drawing(self, room, self.language, dialog=dialog, titles=titles).card(reply)

    def _page(self, page: Page, *, private: bool) -> list[Json]:
        """Return a page as one card if all of it fits, else each part by itself."""
        whole = self._draw(page, ROOMS[0])
        if page.parts and size(whole) <= CARD_BYTES:
            return [self._message(page, whole)]
        return [shown for part in page.parts for shown in self.messages(part, private=private)]

    def _message(self, reply: Reply, card: Json | None = None) -> Json:
        return {
            "summary": self.summary(reply),
            "attachments": [{"contentType": ADAPTIVE_CARD, "content": card or self.card(reply)}],
        }


class _Drawing:
    """One attempt at a card, in the given room."""

    def __init__(self, renderer: Renderer, room: Room, language: str, *, dialog: bool, titles: bool) -> None:
        self._renderer = renderer
        self._room = room
        self.language = language
        self._dialog = dialog
        self._titles = titles

    def card(self, reply: Reply) -> Json:
        actions = self._actions(reply)
        body = [*self._body(reply), *self._more(self._buttons(reply), self._room.buttons)]
        card: Json = {
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
            "type": "AdaptiveCard",
            "version": "1.5",
            "lang": self.language,
            "body": body,
            "msteams": {"width": "Full"},
        }
        if len(rows(actions)) > 1:
            body += action_sets(actions)
        elif actions:
            card["actions"] = actions
        return card

    def _body(self, reply: Reply) -> list[Json]:
        match reply:
            case Say():
                return rich(self._text(reply.text))
            case Card() | Confirm():
                return [*self._title(reply.title), *self._paragraphs(reply.text), *self._facts(reply.facts)]
            case Ask():
                intro = self._paragraphs((reply.intro,)) if reply.intro else []
                return [*self._title(reply.title), *intro, *inputs(reply, self._text, self._room)]
            case Table():
                return [*self._title(reply.title), *self._table(reply)]
            case Chart():
                return [*self._title(reply.title), *self._bars(reply)]
            case Replace():
                return self._body(reply.card)
            case Page():
                return self._parts(reply)
            case _:
                assert_never(reply)

    def _actions(self, reply: Reply) -> list[Json]:
        match reply:
            case Ask():
                return [self._send(reply), self._cancel(reply)]
            case Replace():
                return self._actions(reply.card)
            case _:
                links = reply.links if isinstance(reply, Card) else ()
                buttons = self._buttons(reply)[: self._room.buttons]
                return [*map(self._action, buttons), *map(self._link, links)]

    def _buttons(self, reply: Reply) -> Sequence[Button]:
        match reply:
            case Card() | Confirm() | Table():
                return reply.buttons
            case Replace():
                return reply.card.buttons
            case Say() | Ask() | Chart() | Page():
                return ()
            case _:
                assert_never(reply)

    def _parts(self, page: Page) -> list[Json]:
        shown: list[Json] = []
        for part in page.parts[: self._room.parts]:
            items = [*self._body(part), *action_sets(self._actions(part))]
            shown.append({"type": "Container", "separator": bool(shown), "spacing": "large", "items": items})
        return [*shown, *self._more(page.parts, self._room.parts)]

    def _action(self, button: Button) -> Json:
        """Return a button. In a dialog everything is Action.Submit, and its answer may be the next dialog."""
        title = {"title": shorten(self._renderer.words(button.label), LABEL_CHARACTERS)}
        style = {"style": _STYLES[button.style]} if button.style in _STYLES else {}
        submit = {"type": "Action.Submit", **title, **style, "data": {CARRIED: button.value}}
        if self._dialog:
            return {**submit, "associatedInputs": "none"}
        if button.opens and self._renderer.dialogs:
            return {**submit, "data": {CARRIED: button.value, "msteams": {"type": "task/fetch"}}}
        return {"type": "Action.Execute", **title, **style, "verb": button.value, "fallback": submit}

    def _link(self, link: Link) -> Json:
        title = shorten(self._renderer.words(link.label), LABEL_CHARACTERS)
        return {"type": "Action.OpenUrl", "title": title, "url": link.url}

    def _send(self, ask: Ask) -> Json:
        title = {"title": shorten(self._renderer.words(ask.submit), LABEL_CHARACTERS), "style": "positive"}
        submit = {"type": "Action.Submit", **title, "data": form_data(ask, self._room)}
        if self._dialog:
            return submit
        return {
            "type": "Action.Execute",
            **title,
            "verb": form_value(ask),
            "data": form_data(ask, self._room),
            "fallback": submit,
        }

    def _cancel(self, ask: Ask) -> Json:
        """Return what leaves a form; it sends no inputs, so that none has to be filled in first."""
        action = self._action(ask.cancel) | {"associatedInputs": "none"}
        if isinstance(submit := action.get("fallback"), dict):
            action["fallback"] = {**submit, "associatedInputs": "none"}
        return action

    def _title(self, title: Message) -> list[Json]:
        return rich(self._text(title), size="large", weight="bolder") if self._titles else []

    def _paragraphs(self, texts: Sequence[Message]) -> list[Json]:
        return [element for text in texts[: self._room.rows] for element in rich(self._text(text))]

    def _facts(self, facts: Sequence[Fact]) -> list[Json]:
        shown = [
            element
            for one in facts[: self._room.rows]
            for element in fact(self._text(one.label), self._text(one.value))
        ]
        return [*shown, *self._more(facts, self._room.rows)]

    def _table(self, reply: Table) -> list[Json]:
        if not reply.rows:
            return rich(self._text(reply.empty))
        headings = [self._text(column) for column in reply.columns]
        cells = [[self._text(cell) for cell in row] for row in reply.rows[: self._room.rows]]
        if len(headings) <= WIDEST_TABLE:
            shown = [table(headings, cells)]
        else:
            shown = [record(headings, row) for row in cells]
        return [*shown, *self._more(reply.rows, self._room.rows)]

    def _bars(self, chart: Chart) -> list[Json]:
        most = max((one.value for one in chart.bars), default=0)
        shown = [
            element
            for one in chart.bars[: self._room.rows]
            for element in bar(self._text(one.label), one.value, most)
        ]
        return [*shown, *self._more(chart.bars, self._room.rows)]

    def _more(self, items: Sequence[object], shown: int) -> list[Json]:
        left_out = len(items) - shown
        if left_out <= 0:
            return []
        return rich(
            self._renderer.words(tn("… and {count} more", "… and {count} more", left_out)), isSubtle=True
        )

    def _text(self, message: Message) -> str:
        return shorten(self._renderer.words(message), self._room.text)
