"""How much one account may do at a time: acts, forms under way and requests that wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handlers.core.buckets import Buckets, Space
from handlers.core.drafting import MOST_OPEN
from handlers.core.incoming import Suggest
from handlers.requests.request import MOST_WAITING
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft
from storage.store import Equal
from tests.handlers.desk import Seat, Town

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FULL = "Det går fortare än jag hinner med. Inget är gjort. Vänta en halv minut."


async def _fill(person: Seat) -> None:
    for _ in range(30):
        assert await person.says("hjälp") != FULL


async def test_told_once_that_it_is_full(town: Town, maja: Seat) -> None:
    """After thirty acts at once the next is refused in words, those after it without, until there is room."""
    await _fill(maja)
    assert await maja.says("hjälp") == FULL
    assert [await maja.says("hjälp") for _ in range(3)] == ["", "", ""]
    town.later(seconds=1)
    assert await maja.says("hjälp") not in {FULL, ""}
    assert await maja.says("hjälp") == FULL


async def test_others_have_their_own(maja: Seat, petter: Seat) -> None:
    """One who fills their bucket takes nothing from another's."""
    await _fill(maja)
    assert await maja.says("hjälp") == FULL
    assert await petter.says("hjälp") not in {FULL, ""}


async def test_a_repeated_delivery_is_not_counted(maja: Seat) -> None:
    """What a platform delivers again is answered as before, also once the bucket is full."""
    first = await maja.says("boka Granliden torsdag v 43 kl 14")
    act = maja.act
    assert act
    for _ in range(100):
        assert await maja.does(act) == first
    for _ in range(29):
        assert await maja.says("hjälp") != FULL
    assert await maja.says("hjälp") == FULL
    assert await maja.again() == FULL
    assert await maja.does(act) == first


async def test_a_form_can_still_be_sent(maja: Seat) -> None:
    """A form that is sent is not lost to what else was done: forms have a bucket of their own."""
    await maja.says("flytta")
    form = maja.form
    for _ in range(40):
        await maja.says("hjälp")
    await maja.sends(form, when="om en stund")
    assert maja.errors["session"]


async def test_a_button_is_answered(maja: Seat) -> None:
    """A button that is pressed hears each time that there is no room: it waits for an answer."""
    await maja.says("träffar")
    button = maja.buttons[0]
    for _ in range(29):
        await maja.says("hjälp")
    assert [await maja.presses(button) for _ in range(2)] == [FULL, FULL]


async def test_a_search_has_a_bucket_of_its_own(town: Town, maja: Seat) -> None:
    """Two hundred searches at once are answered; beyond them nothing is found until there is room."""
    await maja.says("flytta")
    field = Suggest(actor=maja.actor, draft=maja.form.draft, field="session", query="Granliden")
    assert all([await town.dispatch.suggest(field) for _ in range(200)])
    assert await town.dispatch.suggest(field) == ()
    assert await maja.says("hjälp") != FULL
    town.later(seconds=1)
    assert await town.dispatch.suggest(field)


async def test_the_oldest_forms_go(town: Town, anna: Seat) -> None:
    """Of one account's forms twenty stay open; the oldest go, and who sends one is told."""
    await anna.says("begär")
    first = anna.form
    for _ in range(60):
        town.later(seconds=2)
        await anna.says("begär")
    mine = await town.find(Draft, Equal("identity", anna.actor.identity))
    assert len([one for one in mine if not one.spent]) == MOST_OPEN
    assert "Börja om genom att skriva kommandot" in await anna.sends(first, purpose="Trygghet")


async def test_so_many_requests_wait(town: Town, greta: Seat, karin: Seat) -> None:
    """A principal has five requests waiting at most; the sixth is refused, with what to do."""
    for number in range(MOST_WAITING + 1):
        town.later(minutes=1)
        await greta.says(
            f"begär skola=Nya förskolan {number} syfte=Trygghet effects=Trivsel "
            "owner=kommunal school-form=förskola"
        )
        if number < MOST_WAITING:
            await greta.confirms()
    assert greta.sees.startswith("5 förfrågningar väntar redan, och fler får inte plats.")
    waiting = await town.find(Collaboration, Equal("stage", "requested"))
    assert len([one for one in waiting if one.principal_id == "greta"]) == MOST_WAITING


def test_a_bucket_fills_up_again() -> None:
    """So many at once, then one for each second that has passed, and never more than it holds."""
    buckets = Buckets(2, 1)
    took = [buckets.take("a", NOW, str(number)) for number in range(4)]
    assert took == [Space.FREE, Space.FREE, Space.JUST_FULL, Space.FULL]
    later = NOW + timedelta(hours=1)
    assert [buckets.take("a", later, f"l{number}") for number in range(3)] == [
        Space.FREE,
        Space.FREE,
        Space.JUST_FULL,
    ]


def test_a_clock_put_back_gives_nothing() -> None:
    """A clock that was put back neither fills a bucket nor breaks it."""
    buckets = Buckets(1, 1)
    assert buckets.take("a", NOW, "1") is Space.FREE
    assert buckets.take("a", NOW - timedelta(hours=1), "2") is Space.JUST_FULL


def test_few_accounts_are_remembered() -> None:
    """However many accounts act, so many are counted; the one that was quiet for longest is forgotten."""
    buckets = Buckets(1, 0.001, most_known=3)
    for name in "abcd":
        buckets.take(name, NOW, name)
    assert len(buckets) == 3
    assert buckets.take("d", NOW, "d2") is Space.JUST_FULL
