"""Finds the command that a typed line, a button or a draft calls, and tells who may not send it."""

from __future__ import annotations

from config.filler import Filler
from config.yes_and_no import YesAndNo
from handlers.core.command import Commands, CommandSpec
from handlers.core.done import UNDO
from handlers.core.left_over import without_greeting
from handlers.core.small_talk import bare, greets, takes_back
from handlers.core.view import View
from handlers.core.words import LANGUAGES, Words
from storage.values.texts import Refusal


class Calls:
    """Knows what all commands are called by."""

    def __init__(self, commands: Commands, words: Words, filler: Filler, said: YesAndNo) -> None:
        self._commands = commands
        self._filler = filler
        self._said = said
        self._abouts = {
            bare(words.text(spec.about, language)): spec for spec in commands for language in LANGUAGES
        }

    def called(self, text: str) -> tuple[CommandSpec, str] | None:
        """Return the command that a typed line calls, and the rest of the line; None for any other line."""
        if bare(text) in self._abouts:
            return self._abouts[bare(text)], ""
        if greets(text):
            return self._commands.by_text("home")
        if takes_back(text, self._said):
            return self._commands.by_text(UNDO)
        return self._commands.by_text(text) or self._commands.by_text(without_greeting(text, self._filler))

    def by_action(self, action: str, view: View) -> CommandSpec:
        """Return the command of an action that the reader may send. Raises Refusal."""
        spec = self._commands.by_action(action.replace(" ", "."))
        if spec is None:
            raise Refusal("I no longer have what this button did. Write “help” to see what you can do.")
        self.check(spec, view)
        return spec

    def check(self, spec: CommandSpec, view: View) -> None:
        """Raise Refusal where the one who acts may not send the command."""
        if view.may_send(spec):
            return
        if not view.admitted:
            raise self.unknown_person(view)
        raise Refusal(
            "That is not for your role. Ask {names} if you think it should be.", names=view.coordinators
        )

    def unknown_person(self, view: View) -> Refusal:
        """Return what is said to somebody who isn't let in."""
        asking = [one for one in self._commands if one.strangers and not one.reads]
        return Refusal(
            "I don't know you yet. You can ask for a collaboration by writing “{word}”; "
            "for everything else, ask {names} to let you in.",
            word=min(asking, key=lambda one: one.order).word(view.language),
            names=view.coordinators,
        )
