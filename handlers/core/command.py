"""Commands: a form, who may send it, and a function from the filled form to a reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar, Unpack, get_type_hints

from handlers.core.act import Act
from handlers.core.declaration import Declaration
from handlers.core.forms import FieldSpec, Form, fields_of
from handlers.core.matching import nameable, plain_letters
from handlers.core.replies import Input, Reply
from handlers.core.undoing import Undoing
from storage.documents.people import Role
from storage.values.texts import Message

F = TypeVar("F", bound=Form)
Handler = Callable[[Act, Any], Awaitable[Reply | tuple[Reply, ...]]]

OWN_ACTIONS = frozenset({"confirm", "edit", "leave", "more", "pick", "show"})


class CommandError(Exception):
    """Two commands clash. Start-up stops."""


@dataclass(frozen=True, kw_only=True)
class CommandSpec(Declaration):
    """A command: what is declared of it, with its form and what is done once that is filled in.

    `undoing`: how that is undone for a while, or None where it stays done.
    """

    form: type[Form]
    run: Handler
    fields: tuple[FieldSpec, ...]
    undoing: Undoing | None = None

    @property
    def module(self) -> str:
        """The name of the module that declares it."""
        return self.run.__module__


class Ways(TypedDict, total=False):
    """How a command behaves where it differs from most; see `Declaration` and `CommandSpec`."""

    strangers: bool
    confirms: bool
    tells: bool
    reads: bool
    lasting: bool
    order: int
    also: tuple[str, ...]
    chooses: str
    file: str
    fits: Callable[[str, Any], bool]
    back: Message
    answers: Callable[[str, Any], Awaitable[bool]]
    able: Callable[[Any], Awaitable[Message | None]]
    undoing: Undoing


def command(
    name: str,
    *,
    sv: str,
    about: Message,
    example: Message,
    who: Iterable[Role] | None = None,
    **ways: Unpack[Ways],
) -> Callable[[Callable[[Act, F], Awaitable[Reply | tuple[Reply, ...]]]], CommandSpec]:
    """Declare a command: the decorated function's parameter `form` is of its form's type.

    What only `reads` takes a View in place of the Act. Raises TypeError for a form that can't be asked for.
    """

    def declare(run: Callable[[Act, F], Awaitable[Reply | tuple[Reply, ...]]]) -> CommandSpec:
        form = get_type_hints(run)["form"]
        fields = fields_of(form)
        chosen = [one for one in fields if one.name == ways.get("chooses")]
        if ways.get("chooses") and not any(one.kind.input is Input.CHOICE for one in chosen):
            raise TypeError(f"{name!r} has no choice {ways['chooses']!r}")
        if ways.get("file") and not any(one.name == ways.get("file") for one in fields):
            raise TypeError(f"{name!r} has no field {ways['file']!r}")
        return CommandSpec(
            name=name,
            sv=sv,
            about=about,
            example=example,
            who=None if who is None else frozenset(who),
            form=form,
            run=run,
            fields=fields,
            **ways,
        )

    return declare


class Commands:
    """All commands, found by the words that people type and by the actions of buttons."""

    def __init__(self, specs: Iterable[CommandSpec]) -> None:
        """Take the commands. Raises CommandError where two share a word."""
        self._by_action: dict[str, CommandSpec] = {}
        self._by_words: dict[tuple[str, ...], CommandSpec] = {}
        for spec in specs:
            if spec.action in self._by_action or spec.action in OWN_ACTIONS:
                raise CommandError(f"two commands are called {spec.name!r}")
            self._by_action[spec.action] = spec
            for words in {_words(name) for name in spec.words}:
                if words in self._by_words:
                    raise CommandError(f"{spec.name!r} and {self._by_words[words].name!r} share a word")
                self._by_words[words] = spec
        self._longest = max(map(len, self._by_words), default=0)

    def __iter__(self) -> Iterator[CommandSpec]:
        return iter(self._by_action.values())

    def by_action(self, action: str) -> CommandSpec | None:
        """Return the command that a button names."""
        return self._by_action.get(action)

    def by_text(self, text: str) -> tuple[CommandSpec, str] | None:
        """Return the command with the longest name that `text` begins with, and the rest of the text."""
        words = text.split()
        for count in range(len(nameable(words, self._longest)), 0, -1):
            spec = self._by_words.get(_words(" ".join(words[:count])))
            if spec is not None:
                return spec, text.split(maxsplit=count)[count] if len(words) > count else ""
        return None


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.strip("?!.,:") for word in plain_letters(name).split())
