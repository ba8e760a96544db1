"""One transaction per act: once per delivery, retried on a conflict, no exception in a chat."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

import handlers
from bot.app import make_dispatch
from handlers.core.command import Commands, command, discover
from handlers.core.context import Context, Municipality
from handlers.core.dispatch import ATTEMPTS, Dispatch
from handlers.core.due import Reminders
from handlers.core.forms import Form
from handlers.core.incoming import Press, Said, Suggest
from handlers.core.replies import Answer, Reply, Say
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft
from storage.documents.messages import t
from storage.documents.people import Person
from storage.documents.sessions import Held, Session
from storage.store import StoreError
from storage.transaction import OptimisticTransaction
from tests.handlers.desk import WORDS

SECRET = "Hemligheten om Kalle"


class _Over:
    """A store over the real one, for what goes wrong between an act's beginning and its commit."""

    def __init__(self, store, before_commit) -> None:
        self._store = store
        self._before_commit = before_commit
        self.begun = 0

    @asynccontextmanager
    async def transaction(self):
        """Begin a real transaction, and do something before it commits."""
        async with self._store.transaction() as tx:
            yield tx
            self.begun += 1
            await self._before_commit(self.begun)


def _over(town, before_commit) -> _Over:
    """Let the town's desk work over a store in which something happens before each commit."""
    over = _Over(town.store, before_commit)
    town.dispatch = make_dispatch(town._settings, over, WORDS, lambda: town.now)
    return over


class _Meanwhile(OptimisticTransaction):
    """A transaction that finds a delivery new, and lets something happen before it goes on."""

    __slots__ = ("happens",)

    async def answered(self, delivery_id: str) -> str | None:
        """Look, and be overtaken the first time."""
        found = await super().answered(delivery_id)
        happens, self.happens = self.happens, None
        if happens:
            await happens()
        return found


class _Overtaken:
    """A store over the real one that gives out transactions of the test's own."""

    def __init__(self, transaction) -> None:
        self.transaction = transaction


class _Anything(Form):
    """Nothing is asked."""


@command("boom", sv="smäll", about=t("Book a session"), example=t("help book"))
async def boom(ctx: Context, form: _Anything) -> Reply:
    """Fail after having written."""
    ctx.save(ctx.person.changed(name=SECRET))
    raise RuntimeError(SECRET)


@command("once", sv="engång", about=t("Book a session"), example=t("help book"))
async def once(ctx: Context, form: _Anything) -> Reply:
    """Move the person home, unless they are there."""
    if ctx.person.home_unit == "home":
        return Say(text=t("Booked."))
    ctx.save(ctx.person.changed(home_unit="home"))
    return Say(text=t("Confirm"))


async def test_three_deliveries_of_one_act(town, maja):
    """The same delivery three times does it once, tells others once, and gets the same answer."""
    await maja.says("ställ in Elevernas egna mål")
    first = await maja.confirms()
    await town.told()
    version = (await town.get(Session, "s-coming")).version
    assert [await maja.again() for _ in range(2)] == [first, first]
    assert (await town.get(Session, "s-coming")).version == version
    assert await town.told() == {}


async def test_three_deliveries_of_a_question(town, maja):
    """A repeated question gets the same form, not one more draft."""
    await maja.says("boka Granliden")
    draft = maja.form.draft
    await maja.again()
    assert maja.form.draft == draft
    assert len(await town.find(Draft)) == 1


async def test_the_same_delivery_at_the_same_time(town, maja):
    """Two at once are one."""
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    act = maja.act.model_copy(update={"delivery_id": "terminal:twice"})
    fresh = (await maja.says("ställ in Sambedömning i par"), maja.button("Bekräfta"))[1]
    act = act.model_copy(update={"id": fresh.id, "revision": fresh.revision})
    await town.told()
    answers = await asyncio.gather(town.dispatch.handle(act), town.dispatch.handle(act))
    assert answers[0] == answers[1]
    assert [len(texts) for texts in (await town.told()).values()] == [1, 1]


async def _overtaken(town, act, *specs) -> tuple[Answer, Answer]:
    """Return the answers to an act, and to a repetition of it that began before it and ended after it."""
    answers = []

    async def first() -> None:
        answers.append(await _dispatch(town, *specs).handle(act))

    def transaction() -> _Meanwhile:
        tx = _Meanwhile(town.store)
        tx.happens = None if answers else first
        return tx

    repeated = await _dispatch(town, *specs, store=_Overtaken(transaction)).handle(act)
    return answers[0], repeated


async def test_a_repetition_that_is_told_what_the_first_one_did(town, maja):
    """A repetition that would answer otherwise, since the first one was done meanwhile, answers as it."""
    said = Said(text="engång", actor=maja.actor, place=maja.place, delivery_id="terminal:once")
    first, repeated = await _overtaken(town, said, once)
    assert first == repeated
    assert (await town.get(Person, "maja")).home_unit == "home"


async def test_a_repetition_that_is_refused_for_what_the_first_one_did(town, maja):
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
        *discover(handlers),
    )
    assert first == repeated
    assert (await town.get(Session, "s-coming")).state is Held.CANCELLED


async def test_a_repetition_after_a_restart(town, maja):
    """The answer to a delivery outlives the program."""
    await maja.says("ställ in Elevernas egna mål")
    first = await maja.confirms()
    await town.restart()
    assert await maja.again() == first


async def test_a_conflicting_write_is_tried_again(town, maja):
    """When somebody else changes the same thing meanwhile, the act starts over and reads back anew."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")

    async def meanwhile(begun: int) -> None:
        if begun == 1:
            await town.change(await town.get(Session, "s-coming"), topic="Nytt ämne")

    over = _over(town, meanwhile)
    again = await maja.confirms()
    assert "Det här har ändrats sedan du började." in again
    assert "Nytt ämne" in again
    assert over.begun == 2
    await maja.confirms()
    moved = await town.get(Session, "s-coming")
    assert (moved.topic, moved.span.start.day) == ("Nytt ämne", 30)


async def test_what_is_no_longer_allowed_after_a_conflict(town, maja):
    """When the other change makes it impossible, the second try is refused and nothing is written."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")

    async def meanwhile(begun: int) -> None:
        if begun == 1:
            await town.change(await town.get(Session, "s-coming"), state=Held.CANCELLED)

    _over(town, meanwhile)
    await maja.confirms()
    assert "Träffen är redan inställd." in maja.sees
    assert (await town.get(Session, "s-coming")).span.start.day == 26


async def test_endless_conflicts(town, karin):
    """When it conflicts again and again, the person is asked to try later."""

    async def meanwhile(begun: int) -> None:
        await town.change(await town.get(Person, "karin"), home_unit=f"nr {begun}")

    over = _over(town, meanwhile)
    said = await karin.says("språk engelska")
    assert said == "Någon annan ändrar samma sak just nu. Försök igen om en stund."
    assert over.begun == ATTEMPTS + 1  # and a look whether the delivery was answered meanwhile


async def test_a_store_that_fails(town, maja):
    """When nothing can be saved the person is told, in their language; the log says why."""
    await maja.says("språk engelska")
    await maja.says("cancel Elevernas egna mål")

    async def full(begun: int) -> None:
        raise StoreError("no space left on the disk")

    _over(town, full)
    with capture_logs() as logs:
        seen = await maja.confirms()
    assert seen == "I can't save anything right now, so nothing was done. Try again in a while."
    assert logs[0]["reason"] == "no space left on the disk"
    assert (await town.get(Session, "s-coming")).state is Held.BOOKED


def _dispatch(town, *specs, store=None) -> Dispatch:
    municipality = Municipality(
        zone=town._settings.zone,
        language="sv",
        process=town.dispatch._municipality.process,
        programme=town.dispatch._municipality.programme,
        calendar=town.dispatch._municipality.calendar,
    )
    return Dispatch(
        store or town.store, Commands(specs), Reminders(()), WORDS, municipality, lambda: town.now
    )


async def test_an_exception(town, maja):
    """The person gets a fault id and no text of the exception; nothing is saved; the log has the place."""
    town.dispatch = _dispatch(town, boom)
    with capture_logs() as logs:
        seen = await maja.says(f"smäll {SECRET}")
    (entry,) = logs
    assert seen == f"Något gick fel här, och inget sparades. Ge er it-support koden {entry['fault']}."
    assert entry["error"] == "RuntimeError"
    assert any("test_dispatch.py" in place and "boom" in place for place in entry["where"])
    assert SECRET not in str(logs)
    assert SECRET not in seen
    assert (await town.get(Person, "maja")).name == "Maja Ekström"


async def test_each_fault_has_its_own_id(town, maja):
    """Two faults can be told apart."""
    town.dispatch = _dispatch(town, boom)
    assert await maja.says("smäll") != await maja.says("smäll")


async def test_a_failing_search(town, maja):
    """A search that can't be answered gives no options, and no exception."""
    await maja.says("boka")
    search = Suggest(actor=maja.actor, draft=maja.form.draft, field="collaboration", query="gran")
    assert len(await town.dispatch.suggest(search)) == 1

    async def full(begun: int) -> None:
        raise StoreError("no space left on the disk")

    _over(town, full)
    assert await town.dispatch.suggest(search) == ()


async def test_who_did_what_is_kept(town, maja):
    """The audit names the person, the act and the documents, and nothing that was written."""
    await maja.says("ställ in Elevernas egna mål Hemlig sjukdom")
    await maja.confirms()
    (entry,) = await town.store.audited("session:s-coming")
    assert (entry.person_id, entry.act) == ("maja", "Press")
    assert "sjukdom" not in str(entry)


async def test_the_outbox_is_heard_of_after_the_commit(town, maja):
    """Delivery is woken once messages are committed, and not by acts that send none."""
    heard = []
    town.dispatch = make_dispatch(
        town._settings, town.store, WORDS, lambda: town.now, lambda: heard.append("posted")
    )
    await maja.says("läget")
    await maja.says("ställ in Elevernas egna mål")
    assert heard == []
    await maja.confirms()
    assert heard == ["posted"]


@pytest.mark.parametrize("text", ["läget", "boka Granliden torsdag v 43 14", "hej", "veckobrev"])
async def test_an_act_from_the_clockless_future(town, maja, text):
    """What is asked works in summer and winter time, at midnight and at the turn of the year."""
    for month, day, hour in ((10, 25, 2), (12, 31, 23), (3, 28, 2)):
        town.now = town.now.replace(month=month, day=day, hour=hour, year=2027 if month == 3 else 2026)
        assert "Något gick fel" not in await maja.says(text)


async def test_an_act_is_all_or_nothing(town, karin):
    """What others are told is not sent when the act failed."""

    async def full(begun: int) -> None:
        raise StoreError("no space left on the disk")

    _over(town, full)
    await karin.says("utse Björkängens förskola Olle Lindgård och Sana Haddadi")
    assert await town.told() == {}
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"


async def test_said_of_nobody_in_particular(town, maja):
    """Odd characters alone are no reason to fail."""
    for text in (
        "\x00",
        "\u202e",
        "🎒",
        "=",
        "a=b",
        "=''",
        '"',
        "{unit}",
        "%s",
        "v1:confirm:x:0",
        "a" * 10_000,
    ):
        await maja.does(Said(text=text, actor=maja.actor, place=maja.place, delivery_id=town.delivery()))
        assert "Något gick fel" not in maja.sees


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("jag vill boka en träff på granliden", "boka"),
        ("alla träffar", "träffar"),
        ("kan du flytta träffen?", "flytta"),
        ("hur är läget?", "läget"),
    ],
)
async def test_a_command_within_a_sentence(maja, typed, offered):
    """A command's word anywhere in what was not understood is offered."""
    assert "Menade du något av det här?" in await maja.says(typed)
    assert offered in maja.labels


@pytest.mark.parametrize("typed", ["avbryt", "Nej tack!", "stopp", "ångra"])
async def test_no_to_nothing(maja, typed):
    """A no where nothing was asked is no unknown command."""
    assert await maja.says(typed) == "Okej, inget är gjort."


@pytest.mark.parametrize("typed", ["Boka en träff", "boka en träff!", "book a session"])
async def test_what_a_button_says(maja, typed):
    """The words by which a command is listed begin it, and are no values of its form."""
    await maja.says(typed)
    assert "topic" not in maja.filled_in
    assert (await maja.says("Se läget")).startswith("Granlidens gymnasium\nSkede")
