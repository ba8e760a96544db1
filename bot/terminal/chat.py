"""The chat itself: reads lines, from a person or a pipe, until there are no more."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial

from bot.terminal.choosing import refused
from bot.terminal.keyboard import Keyboard
from bot.terminal.people import somebody
from bot.terminal.prompts import Besides, CommandTyped, Prompts
from bot.terminal.screen import Screen
from bot.terminal.script import Filling
from bot.terminal.sender import TerminalSender
from bot.terminal.talk import Talk
from config.yes_and_no import YesAndNo
from handlers.core.matching import plain_letters
from handlers.core.replies import Answer, Button
from handlers.core.small_talk import leaves
from handlers.core.words import Words
from storage.documents.people import Language
from storage.store import Store
from storage.values.texts import Message, Refusal, t

_SPEAK_AS = re.compile(r"(?:as|som)\s+(?P<who>\S.*)", re.IGNORECASE)
STOP = "avbryt"
_END = {"exit", "quit", "sluta"}


class Chat:
    """A chat over a store, in one terminal.

    Args:
        after: carries messages and looks what is due; called after each act.
        is_order: tells whether a line calls a command.
    """

    def __init__(
        self,
        talk: Talk,
        store: Store,
        words: Words,
        screen: Screen,
        sender: TerminalSender,
        language: Language,
        yes_and_no: YesAndNo,
        after: Callable[[], Awaitable[object]],
        is_order: Callable[[str], bool],
    ) -> None:
        self._talk = talk
        self._store = store
        self._words = words
        self._screen = screen
        self._sender = sender
        self._language = language
        self._yes_and_no = yes_and_no
        self._after = after
        self._is_order = is_order
        sender.speaker = talk.actor.identity

    async def scripted(self, lines: AsyncIterator[str]) -> None:
        """Take each line as a message, the number or label of a button, or a field of the form shown last.

        A form is sent by its own label, an empty line or the end of the lines. Where another line comes
        before that, what was filled in is kept in the form.
        """
        filling: Filling | None = None
        async for line in lines:
            if filling and (await self._refused(filling, line) or filling.take(line)):
                continue
            if filling and self._is_text(line) and filling.take_text(line.strip()):
                continue
            if filling and (
                filling.sends(line) or (not line.strip() and (filling.values or filling.complete))
            ):
                await self._send(filling)
            elif line.strip():
                if filling and filling.values and not leaves(line, self._yes_and_no):
                    await self._talk.say(filling.said())
                if not await self._line(line.strip()):
                    return
            filling = self._filling()
        if filling and filling.values:
            await self._send(filling)

    def _is_text(self, line: str) -> bool:
        """Tell whether a line is neither empty nor a button, an order or a word that leaves."""
        typed = line.strip()
        orders = self._is_order(typed) or _SPEAK_AS.fullmatch(typed) or plain_letters(typed) in _END
        presses = self._talk.button(typed) or self._labelled(typed) or self._talk.chosen(typed)
        return bool(typed) and not (orders or presses or leaves(typed, self._yes_and_no))

    async def _refused(self, filling: Filling, line: str) -> bool:
        """Refuse a `field: value` line at once whose value is none of the field's choices."""
        found = filling.field(line)
        if found is None:
            return False
        search = partial(self._talk.search, filling.form)
        wrong = await refused(*found, self._words, self._talk.language, search)
        if wrong:
            self._tell(wrong)
        return wrong is not None

    async def interactive(self, keyboard: Keyboard, prompts: Prompts, first: Sequence[Message]) -> None:
        """Say the `first` lines, show Home, and prompt until the person leaves."""
        for message in first:
            self._tell(message)
        await self._show(await self._talk.say("home"))
        while True:
            try:
                line = await keyboard.line(f"{self._talk.actor.name} > ")
                if line.strip() and not await self._line(line.strip()):
                    return
                await self._fill(prompts)
            except KeyboardInterrupt:
                await self._stop()
            except EOFError:
                return

    def word(self, message: Message) -> str:
        """Return a text in the language that is read."""
        return self._words.text(message, self._talk.language)

    async def _stop(self) -> None:
        """Leave the form that is being filled in, or else what was asked last."""
        form, self._talk.form = self._talk.form, None
        await (self._talk.press(form.cancel) if form else self._talk.say(STOP))
        self._tell(t("Stopped. What you had written was not sent."))

    async def _send(self, filling: Filling) -> None:
        await self._show(await self._talk.send(filling.form, filling.values))

    async def _fill(self, prompts: Prompts) -> None:
        again = False
        while form := self._talk.form:
            besides = Besides(partial(self._talk.search, form), partial(self._talk.check, form), self._look)
            try:
                filled = await prompts.fill(form, self._talk.language, besides, again=again)
            except CommandTyped as turned:
                await self._stop()
                await self._show(await self._talk.command(turned.line))
                again = False
            else:
                await self._show(await self._talk.send(form, filled))
                again = True

    async def _look(self, line: str) -> None:
        """Show what a command says that only reads, with the form still open."""
        form = self._talk.form
        await self._show(await self._talk.command(line))
        self._talk.form = form

    def _filling(self) -> Filling | None:
        return Filling(self._talk.form, self._words) if self._talk.form else None

    async def _line(self, line: str) -> bool:
        """Do what one line says; False where it says to leave."""
        if plain_letters(line) in _END:
            return False
        speak_as = _SPEAK_AS.fullmatch(line)
        button = self._talk.button(line) or self._labelled(line)
        if speak_as:
            await self._speak_as(speak_as["who"])
        elif button:
            await self._show(await self._talk.press(button))
        else:
            await self._show(await self._talk.say(self._talk.chosen(line) or line))
        return True

    def _labelled(self, line: str) -> Button | None:
        wanted = plain_letters(line)
        labels = {
            plain_letters(self._words.text(button.label, language)): button
            for button in reversed(self._talk.buttons)
            for language in ("en", "sv")
        }
        return labels.get(wanted)

    async def _speak_as(self, who: str) -> None:
        try:
            self._talk.speak_as(await somebody(self._store, who, self._language))
        except Refusal as refusal:
            self._tell(refusal.message)
            return
        self._sender.speaker = self._talk.actor.identity
        self._tell(t("You speak as {name} now.", name=self._talk.actor.name))
        self._show_inbox()

    async def _show(self, answer: Answer) -> None:
        self._screen.show(answer, self._talk)
        await self._after()
        self._show_inbox()

    def _show_inbox(self) -> None:
        """Show what was sent to the one who speaks, with buttons to press."""
        waiting = self._sender.take_inbox(self._talk.actor.identity)
        if waiting:
            self._screen.show(Answer(language=self._talk.language, replies=tuple(waiting)), self._talk)

    def _tell(self, message: Message) -> None:
        self._screen.tell(message, self._talk.language)


async def piped_lines() -> AsyncIterator[str]:
    """Yield the lines of standard input; what is no UTF-8 in it is shown as such."""
    stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for line in stream:
        yield line.rstrip("\n")
