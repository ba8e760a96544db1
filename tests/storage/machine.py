"""A store and the plain model of it, led through the same random acts and compared."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from storage.documents.base import Document
from storage.store import (
    AuditEntry,
    Before,
    Condition,
    Conflict,
    Equal,
    NotBefore,
    OutgoingState,
    Store,
    Transaction,
)
from tests.storage.model import ModelStore, ModelTransaction
from tests.storage.notes import NOW, Note, Place, outgoing

IDS = st.sampled_from(["n1", "n2", "n3", "ö"])
KINDS = st.sampled_from([Note, Place])
MOMENTS = st.integers(-3, 3).map(lambda hours: NOW + timedelta(hours=hours))
TEXTS = st.sampled_from(["Almby", "almby", "Almby ", "Ö", "a\u0001b", "🎒", ""])
NOTES = st.fixed_dictionaries(
    {
        "unit": st.none() | TEXTS,
        "due": st.none() | MOMENTS,
        "people": st.lists(st.sampled_from(["p1", "p2", "p3"]), max_size=3).map(tuple),
        "done": st.booleans(),
        "size": st.none() | st.integers(-(2**40), 2**40) | st.integers(-2, 2),
        "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    }
)
CONDITIONS = st.lists(
    st.one_of(
        st.builds(Equal, st.just("unit"), st.none() | TEXTS),
        st.builds(Equal, st.just("people"), st.sampled_from(["p1", "p2", "p4"])),
        st.builds(Equal, st.just("done"), st.booleans()),
        st.builds(Equal, st.just("size"), st.none() | st.integers(-2, 2)),
        st.builds(Before, st.just("unit"), TEXTS),
        st.builds(NotBefore, st.just("unit"), TEXTS),
        st.builds(Before, st.just("size"), st.integers(-3, 3)),
        st.builds(NotBefore, st.just("size"), st.integers(-3, 3)),
        st.builds(Before, st.just("due"), MOMENTS.map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))),
    ),
    max_size=3,
)
ORDERS = st.none() | st.sampled_from(["unit", "due", "done", "size", "words"])
LIMITS = st.none() | st.integers(0, 4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), IDS, NOTES, st.booleans()),
        st.tuples(st.just("place"), IDS),
        st.tuples(st.just("remove"), KINDS, IDS),
        st.tuples(st.just("get"), KINDS, IDS),
        st.tuples(st.just("find"), CONDITIONS, ORDERS, LIMITS),
        st.tuples(st.just("claim"), IDS, MOMENTS),
        st.tuples(st.just("answer"), IDS, MOMENTS),
        st.tuples(st.just("enqueue"), st.sampled_from(["a1", "a2", "a3"]), MOMENTS),
        st.tuples(st.just("audit"), st.lists(IDS, max_size=2)),
    ),
    max_size=6,
)

T = TypeVar("T")
Steps = list[tuple[Any, ...]]


class Both:
    """A transaction of the store and one of the model, taking the same steps."""

    def __init__(self, tx: Transaction, model: ModelStore) -> None:
        self.tx = tx
        self.model = ModelTransaction(model)

    async def step(self, name: str, *arguments: Any) -> None:
        """Take one step in both and compare what comes back."""
        await getattr(self, f"_{name}")(*arguments)

    async def _save(self, document_id: str, fields: dict[str, Any], fresh: bool) -> None:
        stored = self.model.get(Note, document_id)
        note = stored.changed(**fields) if stored and not fresh else Note(id=document_id, **fields)
        assert self.tx.save(note) == self.model.save(note)

    async def _place(self, document_id: str) -> None:
        place = self.model.get(Place, document_id) or Place(id=document_id)
        assert self.tx.save(place) == self.model.save(place)

    async def _remove(self, kind: type[Document], document_id: str) -> None:
        if stored := self.model.get(kind, document_id):
            self.tx.remove(stored)
            self.model.remove(stored)

    async def _get(self, kind: type[Document], document_id: str) -> None:
        assert await self.tx.get(kind, document_id) == self.model.get(kind, document_id)

    async def _find(self, conditions: list[Condition], order_by: str | None, limit: int | None) -> None:
        found = await self.tx.find(Note, *conditions, order_by=order_by, limit=limit)
        assert found == self.model.find(Note, conditions, order_by, limit)

    async def _claim(self, key: str, now: datetime) -> None:
        until = now + timedelta(hours=1)
        assert await self.tx.claim(key, now=now, until=until) == self.model.claim(key, now, until)

    async def _answer(self, delivery_id: str, at: datetime) -> None:
        known = {**self.model.store.answers, **self.model.answers}.get(delivery_id)
        assert await self.tx.answered(delivery_id) == (known and known[0])
        self.tx.note_answer(delivery_id, str(at), at=at)
        self.model.note_answer(delivery_id, str(at), at)

    async def _enqueue(self, address: str, not_before: datetime) -> None:
        message = outgoing(address, not_before=not_before, created_at=not_before)
        self.tx.enqueue(message)
        self.model.messages.append(message)

    async def _audit(self, named: Sequence[str]) -> None:
        entry = AuditEntry(at=NOW, person_id="p1", act="act", documents=tuple(named))
        self.tx.audit(entry)
        self.model.audits.append(entry)


class StoreMachine(RuleBasedStateMachine):
    """A subclass says how its store is begun, opened again and ended."""

    async def begin(self) -> Store:
        """Return a new, opened, empty store."""
        raise NotImplementedError

    async def again(self, store: Store) -> Store:
        """Close the store and return it opened anew."""
        raise NotImplementedError

    async def end(self, store: Store) -> None:
        """Close the store and remove what it kept."""
        raise NotImplementedError

    @initialize()
    def start(self) -> None:
        """Begin with nothing."""
        self.loop = asyncio.new_event_loop()
        self.model = ModelStore()
        self.store = self.run(self.begin())

    def teardown(self) -> None:
        """Leave nothing."""
        if hasattr(self, "store"):
            self.run(self.end(self.store))
            self.loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the machine's event loop."""
        return self.loop.run_until_complete(work)

    @rule(steps=STEPS, gives_up=st.booleans())
    def act(self, steps: Steps, gives_up: bool) -> None:
        """One transaction, which may end in an exception."""

        async def take() -> None:
            context = self.store.transaction()
            both = Both(await context.__aenter__(), self.model)
            for step in steps:
                await both.step(*step)
            if gives_up:
                await context.__aexit__(ZeroDivisionError, ZeroDivisionError(), None)
            else:
                assert await _ends(context.__aexit__(None, None, None)) == _done(both.model.commit)

        self.run(take())

    @rule(first=STEPS, second=STEPS, swapped=st.booleans())
    def two_acts_at_once(self, first: Steps, second: Steps, swapped: bool) -> None:
        """Two transactions under way together: what the later one may not do, it does not do at all."""

        async def both_acts() -> None:
            one, other = self.store.transaction(), self.store.transaction()
            pair = [(context, Both(await context.__aenter__(), self.model)) for context in (one, other)]
            for (_, both), steps in zip(pair, (first, second), strict=True):
                for step in steps:
                    await both.step(*step)
            for context, both in reversed(pair) if swapped else pair:
                assert await _ends(context.__aexit__(None, None, None)) == _done(both.model.commit)

        self.run(both_acts())

    @rule(conditions=CONDITIONS, order_by=ORDERS, limit=LIMITS)
    def find(self, conditions: list[Condition], order_by: str | None, limit: int | None) -> None:
        """A question gets the model's answer."""

        async def ask() -> None:
            async with self.store.transaction() as tx:
                await Both(tx, self.model).step("find", conditions, order_by, limit)

        self.run(ask())

    @rule(
        now=MOMENTS,
        limit=st.integers(1, 4),
        state=st.sampled_from(list(OutgoingState)),
        settles=st.booleans(),
    )
    def send(self, now: datetime, limit: int, state: OutgoingState, settles: bool) -> None:
        """The same messages are taken, and settled alike."""
        lease = now + timedelta(hours=1)
        taken = self.run(self.store.claim_outgoing(now=now, lease_until=lease, limit=limit))
        assert taken == self.model.claim_outgoing(now, lease, limit)
        for message in taken if settles and state is not OutgoingState.SENDING else ():
            settled = message.model_copy(update={"state": state, "reason": "why"})
            self.run(self.store.settle_outgoing(settled))
            self.model.settle_outgoing(settled)

    @rule(before=MOMENTS)
    def forget(self, before: datetime) -> None:
        """The same things are forgotten."""
        assert self.run(self.store.forget(before=before)) == self.model.forget(before)

    @rule()
    def reopen(self) -> None:
        """A restart changes nothing."""
        self.store = self.run(self.again(self.store))

    @rule()
    def reopen_scrubbed(self) -> None:
        """Nor does scrubbing."""
        self.run(self.store.scrub())
        self.reopen()

    @invariant()
    def holds_the_same(self) -> None:
        """Documents, outbox and audit entries are the model's."""
        if not hasattr(self, "store"):
            return

        async def everything() -> tuple[Any, ...]:
            async with self.store.transaction() as tx:
                notes, places = await tx.find(Note), await tx.find(Place)
            audits = {name: await self.store.audited(name) for name in ("n1", "ö")}
            return (
                {(type(d), d.id): d for d in notes + places},
                await self.store.outgoing(*OutgoingState),
                audits,
            )

        documents, outbox, audits = self.run(everything())
        assert documents == self.model.documents
        assert outbox == self.model.outbox
        for name, entries in audits.items():
            assert entries == [entry for entry in self.model.audits if name in entry.documents]


async def _ends(commit: Awaitable[Any]) -> bool:
    try:
        await commit
    except Conflict:
        return False
    return True


def _done(commit: Callable[[], object]) -> bool:
    try:
        commit()
    except Conflict:
        return False
    return True
