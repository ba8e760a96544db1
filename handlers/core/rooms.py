"""What the rooms of subjects declare, found by looking through them: nothing lists subjects by hand."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, TypeVar

from handlers.core.command import Commands, CommandSpec
from handlers.core.due import Reminder, Reminders
from handlers.core.guards import Guard, Guards
from handlers.core.replies import Card
from handlers.core.standing import Stands
from handlers.core.subjects import Subject
from handlers.core.view import View

T = TypeVar("T")

NO_ROOMS = frozenset({"core", "fields", "when"})


@dataclass(frozen=True)
class Rooms:
    """All that is declared.

    Attributes:
        shows: how documents stand, by their kind.
        subjects: what help lists commands under, by the name of the room or module that says so.
    """

    commands: Commands
    reminders: Reminders = field(default_factory=lambda: Reminders(()))
    guards: Guards = field(default_factory=lambda: Guards(()))
    shows: Mapping[str, Callable[[Any, View], Awaitable[Card | None]]] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)


@cache
def rooms_of(package: ModuleType) -> Rooms:
    """Import a package's rooms, and the modules beside them, and return what they declare.

    Raises:
        CommandError: two commands share a word.
    """
    modules = list(_modules(package))
    declared = list({id(one): one for module in modules for one in vars(module).values()}.values())
    return Rooms(
        Commands(sorted(_of(CommandSpec, declared), key=lambda one: one.name)),
        Reminders(_of(Reminder, declared)),
        Guards(_of(Guard, declared)),
        {one.kind.kind: one.shown for one in _of(Stands, declared)},
        {module.__name__: one for module in modules for one in _of(Subject, list(vars(module).values()))},
    )


def _of(kind: type[T], declared: list[Any]) -> list[T]:
    return [one for one in declared if isinstance(one, kind)]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.iter_modules(package.__path__):
        if info.name in NO_ROOMS:
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        yield module
        if info.ispkg:
            yield from _modules(module)
