"""Dispatch of a test's own commands, and over stores in which something happens between begin and commit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

import handlers
from bot.app import make_dispatch
from handlers.core.command import Commands, CommandSpec
from handlers.core.dispatch import Dispatch
from handlers.core.due import Reminders
from handlers.core.forms import Form
from handlers.core.rooms import rooms_of
from storage.store import Store, Transaction
from tests.handlers.desk import WORDS, Town

BeforeCommit = Callable[[int], Awaitable[None]]


class NothingAsked(Form):
    """A form without fields."""


class Over:
    """A store over the real one, for what goes wrong between an act's beginning and its commit.

    Attributes:
        begun: how many transactions have come as far as their commit.
    """

    def __init__(self, store: Store, before_commit: BeforeCommit) -> None:
        self._store = store
        self._before_commit = before_commit
        self.begun = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Begin a real transaction, and do something before it commits."""
        async with self._store.transaction() as tx:
            yield tx
            self.begun += 1
            await self._before_commit(self.begun)


def working_over(town: Town, before_commit: BeforeCommit) -> Over:
    """Let the town's desk work over a store in which something happens before each commit."""
    store = Over(town.store, before_commit)
    town.dispatch = make_dispatch(town._settings, cast(Store, store), WORDS, lambda: town.now)
    return store


def dispatch_of(town: Town, *specs: CommandSpec, store: Any = None) -> Dispatch:
    """Return dispatch of these commands alone, over the town's store or another."""
    municipality = town.dispatch._begin.municipality
    return Dispatch(
        store or town.store,
        replace(rooms_of(handlers), commands=Commands(specs), reminders=Reminders(())),
        WORDS,
        municipality,
        lambda: town.now,
    )
