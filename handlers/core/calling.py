"""Finds the command that a typed line, a button or a draft calls, and tells who may not send it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.core.command import Commands, CommandSpec
from handlers.core.done import UNDO
from handlers.core.forms import FieldSpec, Problem
from handlers.core.left_over import without_greeting
from handlers.core.markup import without_markup
from handlers.core.municipality import Municipality
from handlers.core.newcomers import UnknownPerson
from handlers.core.small_talk import bare, greets, takes_back
from handlers.core.typed_line import take_line
from handlers.core.view import View
from handlers.core.ways import ways_to_ask
from handlers.core.words import LANGUAGES, Words
from storage.documents.drafts import Raw
from storage.values.texts import Message, Refusal, t


async def _is_known(one: FieldSpec, raw: Raw, view: View) -> bool:
    try:
        return bool(await one.kind.read(raw, view))
    except Problem:
        return False


class NotForRole(Refusal):
    """The one who acts may not send the command `spec`; it names who can, and never them."""

    def __init__(self, spec: CommandSpec, names: Message) -> None:
        super().__init__(spec.name)
        self.message = t("That is not for your role. It is for {names}.", names=names)
        self.spec = spec


class Calls:
    """Knows what all commands are called by."""

    def __init__(self, commands: Commands, words: Words, municipality: Municipality) -> None:
        """Take what there is to call. Raises WayError where a way to ask can't be used."""
        self._commands = commands
        self._filler = municipality.filler
        self._yes_and_no = municipality.yes_and_no
        self._ways = ways_to_ask(municipality.ways)
        self._instead = ways_to_ask(municipality.ways.for_others)
        self._abouts = {
            bare(words.text(spec.about, language)): spec for spec in commands for language in LANGUAGES
        }

    def is_label(self, text: str) -> bool:
        """Tell whether a line is what a command's button says."""
        return bare(text) in self._abouts

    def called(self, text: str) -> tuple[CommandSpec, str] | None:
        """Return the command that a typed line calls, and the rest of the line; None for any other line."""
        if greets(text):
            return self._commands.by_text("home")
        found = self._found(text)
        return found[0] if found else None

    async def meant(self, text: str, view: View) -> tuple[CommandSpec, str] | None:
        """Return the same; where a line asks for several, the first of which all values are known here."""
        if greets(text):
            return self.called(text)
        found = self._found(text)
        if found and not any(view.may_send(spec) for spec, _ in found):
            return self._done_instead(text, view) or found[0]
        for spec, line in found if len(found) > 1 else ():
            raw = (await take_line(spec, line, view)).raw
            said = [one for one in spec.fields if raw.get(one.name)]
            known = [await _is_known(one, raw[one.name], view) for one in said]
            if raw.get(spec.fields[0].name) and view.may_send(spec) and all(known):
                return spec, line
        return found[0] if found else None

    def _found(self, text: str) -> Sequence[tuple[CommandSpec, str]]:
        """Return the commands of the first reading of a line that calls some."""
        if takes_back(text, self._yes_and_no) and (undo := self._commands.by_text(UNDO)):
            return (undo,)
        said = list(self._said(text))
        turned = (line for one in said for line in self._ways.with_owner_behind(one))
        return next(filter(None, map(self._exactly, (*said, *turned))), ())

    def _done_instead(self, text: str, view: View) -> tuple[CommandSpec, str] | None:
        """Return what the reader can do instead of what a line calls, if there is such a thing."""
        for one in (asked for said in self._said(text) for asked in self._instead.asked(said)):
            spec = self._commands.by_action(one.command.replace(" ", "."))
            if spec and view.may_send(spec):
                return spec, one.line
        return None

    def _said(self, text: str) -> Iterator[str]:
        """Yield the line, and what is left of it without marks and what people begin with to be polite."""
        yield text
        plain = without_markup(text)
        if plain != text:
            yield plain
        ungreeted = without_markup(without_greeting(plain, self._filler))
        if ungreeted != plain:
            yield ungreeted
        yield from self._ways.without_leads(ungreeted)

    def _exactly(self, text: str) -> Sequence[tuple[CommandSpec, str]]:
        """Return the command of a line that begins with its words, or those that it asks for in another way.

        The words that say most of the line count.
        """
        if bare(text) in self._abouts:
            return ((self._abouts[bare(text)], ""),)
        called = self._commands.by_text(text)
        own = len(text.split()) - len(called[1].split()) if called else 0
        asked = [
            (spec, one.line)
            for one in self._ways.asked(text)
            if one.own > own and (spec := self._commands.by_action(one.command.replace(" ", ".")))
        ]
        return asked or ((called,) if called else ())

    async def asked_by_itself(self, text: str, view: View) -> CommandSpec | None:
        """Return the command that a text answers which calls nothing: what it asks of people by itself."""
        for spec in self._commands:
            if spec.answers and view.may_send(spec) and await spec.answers(text, view):
                return spec
        return None

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
            raise UnknownPerson(view)
        if spec.who == frozenset():
            raise Refusal("You are let in already. Write “help” to see what you can do.")
        others = t("somebody with another role") if view.person.coordinates else view.coordinators
        raise NotForRole(spec, others)

    async def who_can(self, refused: NotForRole, view: View) -> Refusal:
        """Return the refusal with who can do it, as far as the one who acts may know that."""
        able = refused.spec.able
        who = await able(view) if able else None
        return NotForRole(refused.spec, who) if who else refused
