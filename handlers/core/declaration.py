"""What is declared of a command: its words, what help says of it, who may send it and how it behaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from storage.documents.people import Person, Role
from storage.values.texts import Message


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One thing that people can ask for.

    Attributes:
        name, sv: what people type, in English and Swedish; both always work.
        who: the roles that may, or None for everybody who is known; none of them where only strangers may.
        strangers: whether somebody not yet known may, too.
        confirms: it is read back even where nothing was guessed, unless a form that showed it all was sent.
        tells: it tells others, so that a typed line is read back, unless it says nothing of what it could.
        reads: it changes nothing, so guesses are not read back.
        lasting: its buttons hold whatever has changed since, as far as the form's own checks let them.
        order: where help lists it; those with 80 and more are named there without an example.
        also: other words that people type for it.
        chooses: the name of the field that a button of it can choose a value of, one of a few, or "".
        file: the name of the field that the text of a file fills in which is sent with it, or "".
        fits: tells of a file's text whether it is for this rather than another; takes a View. None is any.
        back: how what it has done is taken back, or None.
        answers: tells whether a text that calls nothing answers what this asks by itself; also takes a View.
        able: says who can do it, to somebody who may not; takes a View, and returns None for who coordinates.
    """

    name: str
    sv: str
    about: Message
    example: Message
    who: frozenset[Role] | None = None
    strangers: bool = False
    confirms: bool = False
    tells: bool = False
    reads: bool = False
    lasting: bool = False
    order: int = 50
    also: tuple[str, ...] = ()
    chooses: str = ""
    file: str = ""
    fits: Callable[[str, Any], bool] | None = None
    back: Message | None = None
    answers: Callable[[str, Any], Awaitable[bool]] | None = None
    able: Callable[[Any], Awaitable[Message | None]] | None = None

    @property
    def action(self) -> str:
        """What buttons call it."""
        return self.name.replace(" ", ".")

    @property
    def words(self) -> tuple[str, ...]:
        """All that people may type for it."""
        return (self.sv, self.name, *self.also)

    def word(self, language: str) -> str:
        """What people type in `language`."""
        return self.name if language == "en" else self.sv

    def open_to(self, person: Person, *, known: bool) -> bool:
        """Tell whether the person may send the command at all."""
        if not known or not person.approved:
            return self.strangers
        return self.who is None or person.has(*self.who)
