"""One transaction per act: all of it or nothing, noted, and no exception in a chat."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.app import make_dispatch
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.incoming import Said, Suggest
from handlers.core.replies import Reply, Say
from handlers.sessions.agenda import SessionEntry
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft
from storage.documents.people import Person, Unit
from storage.documents.sessions import Held, Session
from storage.store import StoreError
from storage.values.texts import t
from tests.handlers.core.dispatching import NothingAsked, dispatch_of, working_over
from tests.handlers.desk import WORDS, Seat, Town

SECRET = "Hemligheten om Kalle"


@command("boom", sv="smäll", about=t("Book a session"), example=t("help book"), reads=True)
async def boom(act: Act, form: NothingAsked) -> Reply:
    """Fail after having written."""
    act.save(act.person.changed(name=SECRET))
    raise RuntimeError(SECRET)


async def _full(begun: int) -> None:
    raise StoreError("no space left on the disk")


async def test_an_act_is_all_or_nothing(town: Town, karin: Seat) -> None:
    """What others are told is not sent when the act failed."""
    working_over(town, _full)
    await karin.says("utse Björkängens förskola Olle Lindgård och Sana Haddadi")
    assert await town.told() == {}
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"


async def test_a_store_that_fails(town: Town, maja: Seat) -> None:
    """When nothing can be saved the person is told, in their language; the log says why."""
    await maja.says("språk engelska")
    await maja.says("cancel Elevernas egna mål")
    working_over(town, _full)
    with capture_logs() as logs:
        seen = await maja.confirms()
    assert seen == "I can't save anything right now, so nothing was done. Try again in a while."
    assert logs[0]["reason"] == "no space left on the disk"
    assert (await town.get(Session, "s-coming")).state is Held.BOOKED


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("läget", "Jag kommer inte åt det jag har sparat just nu. Försök igen om en stund."),
        ("hej", "Jag kommer inte åt det jag har sparat just nu. Försök igen om en stund."),
        (
            "ställ in Elevernas egna mål",
            "Jag kan inte spara något just nu, så inget blev gjort. Försök igen om en stund.",
        ),
    ],
)
async def test_a_store_out_of_reach(town: Town, maja: Seat, asked: str, seen: str) -> None:
    """Who only wanted to see something is not told of saving; who wanted something done learns it was not."""
    working_over(town, _full)
    assert await maja.says(asked) == seen


async def test_a_button_that_shows_and_a_store_out_of_reach(town: Town, maja: Seat) -> None:
    """A button and the Home that only show something are answered like the words for them."""
    await maja.says("hej")
    show, book = maja.button("Se läget"), maja.button("Boka en träff")
    working_over(town, _full)
    told = "Jag kommer inte åt det jag har sparat just nu. Försök igen om en stund."
    assert await maja.presses(show) == await maja.opens_home() == told
    assert await maja.presses(book) == (
        "Jag kan inte spara något just nu, så inget blev gjort. Försök igen om en stund."
    )


async def test_an_exception(town: Town, maja: Seat) -> None:
    """The person gets a fault id and no text of the exception; nothing is saved; the log has the place."""
    town.dispatch = dispatch_of(town, boom)
    with capture_logs() as logs:
        seen = await maja.says(f"smäll {SECRET}")
    (entry,) = logs
    assert seen == f"Något gick fel här, och inget sparades. Ge er it-support koden {entry['fault']}."
    assert entry["error"] == "RuntimeError"
    assert any("test_dispatch.py" in place and "boom" in place for place in entry["where"])
    assert SECRET not in str(logs)
    assert SECRET not in seen
    assert (await town.get(Person, "maja")).name == "Maja Ekström"


async def test_each_fault_has_its_own_id(town: Town, maja: Seat) -> None:
    """Two faults can be told apart."""
    town.dispatch = dispatch_of(town, boom)
    assert await maja.says("smäll") != await maja.says("smäll")


async def test_a_failing_search(town: Town, maja: Seat) -> None:
    """A search that can't be answered gives no options, and no exception."""
    await maja.says("boka")
    search = Suggest(actor=maja.actor, draft=maja.form.draft, field="collaboration", query="gran")
    assert len(await town.dispatch.suggest(search)) == 1
    working_over(town, _full)
    assert await town.dispatch.suggest(search) == ()


async def test_said_of_nobody_in_particular(town: Town, maja: Seat) -> None:
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


@pytest.mark.parametrize("text", ["läget", "boka Granliden torsdag v 43 14", "hej", "veckobrev"])
async def test_an_act_from_the_clockless_future(town: Town, maja: Seat, text: str) -> None:
    """What is asked works in summer and winter time, at midnight and at the turn of the year."""
    for month, day, hour in ((10, 25, 2), (12, 31, 23), (3, 28, 2)):
        town.now = town.now.replace(month=month, day=day, hour=hour, year=2027 if month == 3 else 2026)
        assert "Något gick fel" not in await maja.says(text)


@command("removes", sv="ta bort", about=t("Book a session"), example=t("help book"))
async def removes(act: Act, form: NothingAsked) -> Reply:
    """Remove a unit."""
    act.remove(await act.need(Unit, "almby"))
    return Say(text=t("Confirm"))


async def test_who_did_what_is_kept(town: Town, maja: Seat) -> None:
    """The audit names the person, the command and the fields that changed, and nothing that was written."""
    await maja.says("ställ in Elevernas egna mål Hemlig sjukdom")
    await maja.confirms()
    (entry,) = await town.store.audited("session:s-coming")
    assert (entry.person_id, entry.act) == ("maja", "cancel")
    assert entry.changed == {"session:s-coming": ("state",)}
    assert {one.partition(":")[0] for one in entry.documents} == {"session", "_outbox"}
    assert "sjukdom" not in str(entry)


async def test_what_is_new_and_what_is_gone(town: Town, karin: Seat, maja: Seat) -> None:
    """Of a new document the audit names the fields that were set; of a removed one, that it is gone."""
    await karin.says("personer lägg till namn='Nils Ny' role=developer")
    (nils,) = [one for one in await town.find(Person) if one.name == "Nils Ny"]
    (entry,) = await town.store.audited(f"person:{nils.id}")
    assert (entry.person_id, entry.act, entry.removed) == ("karin", "people add", ())
    assert {"name", "roles"} <= set(entry.changed[f"person:{nils.id}"])
    town.dispatch = dispatch_of(town, removes)
    await karin.says("ta bort")
    *_, entry = await town.store.audited("unit:almby")
    assert (entry.act, entry.removed) == ("removes", ("unit:almby",))


@command("calls", sv="ropa upp", about=t("Book a session"), example=t("help book"))
async def calls(act: Act, form: NothingAsked) -> Reply:
    """Look through the sessions in short, and change the topic of one."""
    await act.find(SessionEntry)
    session = await act.need(Session, "s-coming")
    act.save(session.changed(topic="Nytt"))
    return Say(text=t("Confirm"))


async def test_what_was_read_in_short_first(town: Town, maja: Seat) -> None:
    """What was looked through in short before it was read whole is said to be changed only where it is."""
    town.dispatch = dispatch_of(town, calls)
    await maja.says("ropa upp")
    (entry,) = await town.store.audited("session:s-coming")
    assert entry.changed == {"session:s-coming": ("topic",)}


async def test_what_is_under_way_is_not_audited(town: Town, maja: Seat) -> None:
    """Drafts, and what somebody was asked last, leave no entry."""
    await maja.says("boka Granliden torsdag")
    (draft,) = await town.find(Draft)
    assert await town.store.audited(f"draft:{draft.id}") == []
    assert await town.store.audited("attention:terminal:maja") == []


async def test_the_outbox_is_heard_of_after_the_commit(town: Town, maja: Seat) -> None:
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
