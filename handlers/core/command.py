"""Commands: a form, who may send it, and a function from the filled form to a reply; found by discovery."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypedDict, TypeVar, Unpack, get_type_hints

from handlers.core.context import Context
from handlers.core.forms import FieldSpec, Form, fields_of
from handlers.core.matching import nameable, plain_letters
from handlers.core.replies import Reply
from storage.documents.messages import Message
from storage.documents.people import Role

F = TypeVar("F", bound=Form)
Run = Callable[[Context, Any], Awaitable[Reply | tuple[Reply, ...]]]

OWN_ACTIONS = frozenset({"confirm", "edit", "pick"})


class CommandError(Exception):
    """Two commands clash, or one is declared wrongly. Start-up stops."""


@dataclass(frozen=True)
class CommandSpec:
    """One thing that people can ask for.

    Attributes:
        name, sv: what people type, in English and Swedish; both always work.
        who: the roles that may, or None for everybody who is known.
        strangers: whether somebody not yet known may, too.
        confirms: it is read back even where nothing was guessed, unless a form that showed it all was sent.
        reads: it changes nothing, so guesses are not read back.
        lasting: its buttons hold whatever has changed since, as far as the form's own checks let them.
        order: where help lists it; those with 80 and more are named there without an example.
        also: other words that people type for it.
        back: how what it has done is taken back, or None.
    """

    name: str
    sv: str
    about: Message
    example: Message
    form: type[Form]
    run: Run
    who: frozenset[Role] | None
    strangers: bool = False
    confirms: bool = False
    reads: bool = False
    lasting: bool = False
    order: int = 50
    also: tuple[str, ...] = ()
    back: Message | None = None

    @property
    def action(self) -> str:
        """What buttons call it."""
        return self.name.replace(" ", ".")

    @property
    def words(self) -> tuple[str, ...]:
        """All that people may type for it."""
        return (self.sv, self.name, *self.also)

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The form's fields in order."""
        return fields_of(self.form)

    def word(self, language: str) -> str:
        """What people type in `language`."""
        return self.name if language == "en" else self.sv


class Ways(TypedDict, total=False):
    """How a command behaves where it differs from most; see `CommandSpec`."""

    strangers: bool
    confirms: bool
    reads: bool
    lasting: bool
    order: int
    also: tuple[str, ...]
    back: Message


def command(
    name: str,
    *,
    sv: str,
    about: Message,
    example: Message,
    who: Iterable[Role] | None = None,
    **ways: Unpack[Ways],
) -> Callable[[Callable[[Context, F], Awaitable[Reply | tuple[Reply, ...]]]], CommandSpec]:
    """Declare a command: the decorated function's second parameter names its form."""

    def declare(run: Callable[[Context, F], Awaitable[Reply | tuple[Reply, ...]]]) -> CommandSpec:
        form = get_type_hints(run)["form"]
        roles = None if who is None else frozenset(who)
        return CommandSpec(name, sv, about, example, form, run, roles, **ways)

    return declare


class Commands:
    """All commands, found by the words that people type and by the actions of buttons."""

    def __init__(self, specs: Iterable[CommandSpec]) -> None:
        """Take the commands. Raises CommandError where two share a word or a form can't be asked for."""
        self._by_action: dict[str, CommandSpec] = {}
        self._by_words: dict[tuple[str, ...], CommandSpec] = {}
        for spec in specs:
            _ = spec.fields
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


def discover(package: ModuleType) -> Commands:
    """Import the package's own modules and return the commands declared in them."""
    found: dict[int, CommandSpec] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if not info.ispkg:
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            found |= {id(v): v for v in vars(module).values() if isinstance(v, CommandSpec)}
    return Commands(found.values())


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.strip("?!.,:") for word in plain_letters(name).split())
