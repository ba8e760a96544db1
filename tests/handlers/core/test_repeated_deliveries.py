"""What a platform delivers more than once is done once, and gets the same answer each time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import handlers
from handlers.core.act import Act
from handlers.core.command import CommandSpec, command
from handlers.core.incoming import Incoming, Press, Said
from handlers.core.replies import Answer, Reply, Say
from handlers.core.rooms import rooms_of
from storage.documents.drafts import Draft
from storage.documents.people import Person, Position
from storage.documents.sessions import Held, Session
from storage.documentstore import DocumentStore
from storage.kept import Queued
from storage.store import OutgoingState
from storage.transaction import OptimisticTransaction
from storage.values.texts import t
from tests.handlers.core.dispatching import NothingAsked, dispatch_of
from tests.handlers.desk import Seat, Town


class _Meanwhile(OptimisticTransaction):
    """A transaction that finds a delivery new, and lets something happen before it goes on."""

    __slots__ = ("happens",)
    happens: Callable[[], Awaitable[None]] | None

    async def answered(self, delivery_id: str) -> str | None:
        """Look, and be overtaken the first time."""
        found = await super().answered(delivery_id)
        happens, self.happens = self.happens, None
        if happens:
            await happens()
        return found


class _Overtaken:
    """A store over the real one that gives out transactions of the test's own."""

    def __init__(self, transaction: Callable[[], _Meanwhile]) -> None:
        self.transaction = transaction


@command("once", sv="engång", about=t("Book a session"), example=t("help book"))
async def once(act: Act, form: NothingAsked) -> Reply:
    """Move the person home, unless they are there."""
    if act.person.units == ("home",):
        return Say(text=t("Booked."))
    act.save(act.person.changed(positions=(Position(unit_id="home"),)))
    return Say(text=t("Confirm"))


@command("sends", sv="sänd", about=t("Book a session"), example=t("help book"))
async def sends(act: Act, form: NothingAsked) -> Reply:
    """Write to somebody, and change nothing."""
    await act.letters.tell(["petter"], Say(text=t("Booked.")))
    return Say(text=t("Confirm"))


@command("claims", sv="taget", about=t("Book a session"), example=t("help book"))
async def claims(act: Act, form: NothingAsked) -> Reply:
    """Take what can be taken once, and tell whether it was."""
    mine = await act.claim("once", timedelta(days=1))
    return Say(text=t("Booked.") if mine else t("Confirm"))


async def test_an_act_that_only_sends(town: Town, maja: Seat) -> None:
    """An act that changes nothing and writes to somebody is done once and noted, too."""
    town.dispatch = dispatch_of(town, sends)
    assert await maja.says("sänd") == await maja.again() == "Bekräfta"
    assert list((await town.told()).values()) == [["Booked."]]
    (message,) = await town.store.outgoing(OutgoingState.WAITING)
    (entry,) = await town.store.audited(f"{Queued.kind}:{message.id}")
    assert (entry.person_id, entry.act) == ("maja", "sends")


async def test_an_act_that_only_claims(town: Town, maja: Seat) -> None:
    """An act that leaves nothing but a claim is answered as it was, not by what it finds the second time."""
    town.dispatch = dispatch_of(town, claims)
    assert await maja.says("taget") == await maja.again() == "Booked."


async def test_three_deliveries_of_one_act(town: Town, maja: Seat) -> None:
    """The same delivery three times does it once, tells others once, and gets the same answer."""
    await maja.says("ställ in Elevernas egna mål")
    first = await maja.confirms()
    await town.told()
    version = (await town.get(Session, "s-coming")).version
    assert [await maja.again() for _ in range(2)] == [first, first]
    assert (await town.get(Session, "s-coming")).version == version
    assert await town.told() == {}


async def test_three_deliveries_of_a_question(town: Town, maja: Seat) -> None:
    """A repeated question gets the same form, not one more draft."""
    await maja.says("boka Granliden")
    draft = maja.form.draft
    await maja.again()
    assert maja.form.draft == draft
    assert len(await town.find(Draft)) == 1


async def test_the_same_delivery_at_the_same_time(town: Town, maja: Seat) -> None:
    """Two at once are one."""
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    assert maja.act is not None
    act = maja.act.model_copy(update={"delivery_id": "terminal:twice"})
    fresh = (await maja.says("ställ in Sambedömning i par"), maja.button("Bekräfta"))[1]
    act = act.model_copy(update={"id": fresh.id, "revision": fresh.revision})
    await town.told()
    answers = await asyncio.gather(town.dispatch.handle(act), town.dispatch.handle(act))
    assert answers[0] == answers[1]
    assert [len(texts) for texts in (await town.told()).values()] == [1, 1]


async def test_a_repetition_after_a_restart(town: Town, maja: Seat) -> None:
    """The answer to a delivery outlives the program."""
    await maja.says("ställ in Elevernas egna mål")
    first = await maja.confirms()
    await town.restart()
    assert await maja.again() == first


async def _overtaken(town: Town, act: Incoming, *specs: CommandSpec) -> tuple[Answer, Answer]:
    """Return the answers to an act, and to a repetition of it that began before it and ended after it."""
    answers: list[Answer] = []

    async def first() -> None:
        answers.append(await dispatch_of(town, *specs).handle(act))

    store = town.store
    assert isinstance(store, DocumentStore)

    def transaction() -> _Meanwhile:
        tx = _Meanwhile(store)
        tx.happens = None if answers else first
        return tx

    repeated = await dispatch_of(town, *specs, store=_Overtaken(transaction)).handle(act)
    return answers[0], repeated


async def test_a_repetition_that_is_told_what_the_first_one_did(town: Town, maja: Seat) -> None:
    """A repetition that would answer otherwise, since the first one was done meanwhile, answers as it."""
    said = Said(text="engång", actor=maja.actor, place=maja.place, delivery_id="terminal:once")
    first, repeated = await _overtaken(town, said, once)
    assert first == repeated
    assert (await town.get(Person, "maja")).units == ("home",)


async def test_a_repetition_that_is_refused_for_what_the_first_one_did(town: Town, maja: Seat) -> None:
    """A press whose draft the first one of it has spent meanwhile answers as that one did."""
    await maja.says("ställ in Elevernas egna mål")
    button = maja.button("Bekräfta")
    first, repeated = await _overtaken(
        town,
        Press(
            action=button.action,
            id=button.id,
            revision=button.revision,
            actor=maja.actor,
            place=maja.place,
            delivery_id="terminal:once",
        ),
        *rooms_of(handlers).commands,
    )
    assert first == repeated
    assert (await town.get(Session, "s-coming")).state is Held.CANCELLED
