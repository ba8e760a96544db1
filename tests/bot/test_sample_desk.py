"""A sample's clock goes forward, and it begins anew; in a real store neither is known."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

import handlers
from bot.app import make_dispatch, municipality
from bot.clock import Clock
from bot.delivery import Courier
from bot.sample.clock import SampleClock
from bot.sample.desk import SampleDesk
from bot.terminal.talk import Talk
from config.settings import Settings
from handlers.core.incoming import Actor, Place, PlaceKind, Said
from handlers.core.plain import PlainText
from handlers.core.replies import Answer, Card, Reply
from handlers.core.rooms import rooms_of
from storage.documents.people import Person, Unit
from storage.documents.places import Installation
from storage.documents.posts import Posted
from storage.documents.reflections import Reflection
from tests.handlers.desk import STOCKHOLM, WORDS, Town

SETTINGS = Settings(_env_file=None)


class Screen:
    """A terminal over the town, by its real desks, clock and courier; all that is sent is kept in order."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.sent: list[tuple[str, str]] = []
        self.now = SampleClock(lambda: town.now)
        self.dispatch = make_dispatch(SETTINGS, town.store, WORDS, self.now)
        self._courier = Courier(town.store, {"terminal": self}, rooms_of(handlers).guards, self.now)
        self.clock = Clock(town.store, self.dispatch, self._courier, self.now)
        self.desk = SampleDesk(self.dispatch, town.store, self.now, self._deliver, municipality(SETTINGS))

    def seat(self, who: str, locale: str = "sv-SE") -> Talk:
        """Seat somebody."""
        return Talk(self.desk, Actor(identity=f"terminal:{who}", name=who.title(), locale=locale))

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Keep what is sent."""
        self.sent.append((address.rpartition(":")[2], PlainText(WORDS, language).write(reply)))
        return Posted()

    async def _deliver(self) -> None:
        while await self._courier.carry():
            pass

    def hour(self) -> str:
        """Return what the clock shows."""
        return f"{self.now().astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"


def _plain(answer: Answer) -> str:
    plain = PlainText(WORDS, answer.language)
    return "\n".join(plain.write(one) for one in answer.replies)


@pytest.fixture
async def screen(town: Town) -> Screen:
    """The sample on a Thursday at 9.30."""
    return Screen(town)


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("spola till torsdag 16.00", "2026-10-15 16:00"),
        ("fast-forward to Thursday 16:00", "2026-10-15 16:00"),
        ("Spola fram till 14.00", "2026-10-15 14:00"),
        ("spola till fredag", "2026-10-16 08:00"),
        ("spola till måndag kl 9", "2026-10-19 09:00"),
        ("spola två veckor", "2026-10-29 09:30"),
        ("fast forward 2 days", "2026-10-17 09:30"),
        ("spola fram en timme", "2026-10-15 10:30"),
        ("fast-forward to 4 Nov 13:00", "2026-11-04 13:00"),
    ],
)
async def test_the_clock_goes_forward(screen: Screen, typed: str, shows: str) -> None:
    """To a time, or by a distance, in both languages, and for everything that goes by the clock."""
    seen = _plain(await screen.seat("maja").say(typed))
    assert seen.startswith("I exemplet är det nu ")
    assert screen.hour() == shows
    assert _plain(await screen.seat("maja", "en-GB").say("english")) != seen


@pytest.mark.parametrize(
    "typed", ["spola till igår", "spola", "spola hej", "spola till blask 8", "spola till 8.15 idag"]
)
async def test_only_forward(screen: Screen, typed: str) -> None:
    """What is past, or is no time, moves nothing and is told how it is written."""
    seen = _plain(await screen.seat("maja").say(typed))
    assert seen.startswith("Skriv hur långt framåt: ”spola till torsdag 16.00”.")
    assert screen.hour() == "2026-10-15 09:30"


@pytest.mark.parametrize("hours", [-9, -4, 3, 14])
async def test_a_distance_at_any_hour(screen: Screen, hours: int) -> None:
    """Two weeks are two weeks, late or early."""
    screen.town.later(hours=hours)
    await screen.seat("maja").say("spola två veckor")
    assert screen.now() == screen.town.now + timedelta(weeks=2)


async def test_not_too_far(screen: Screen) -> None:
    """Two months at a time."""
    assert "62 dagar" in _plain(await screen.seat("maja").say("spola 100 dagar"))
    assert screen.hour() == "2026-10-15 09:30"


async def test_what_falls_due_on_the_way(screen: Screen) -> None:
    """Digests and prompts come in their order, each with what was known then."""
    await screen.clock.tick()
    screen.sent.clear()
    seen = _plain(await screen.seat("maja").say("spola till tisdag 27 oktober 8.00"))
    assert "3 saker hände på vägen" in seen
    assert [who for who, _ in screen.sent] == ["kvalitetsutveckling", "kvalitetsutveckling", "maja", "petter"]
    assert [text.splitlines()[0] for _, text in screen.sent] == [
        "Veckan i våra samarbeten, v. 43",
        "Veckan i våra samarbeten, v. 44",
        "Hur gick det?: Granlidens gymnasium",
        "Hur gick det?: Granlidens gymnasium",
    ]


async def test_kept_over_a_restart(screen: Screen) -> None:
    """The sample goes on at the time that it was set to."""
    await screen.seat("maja").say("spola till fredag 14")
    screen.town.later(hours=1)
    again = Screen(screen.town)
    await again.now.take_up(screen.town.store)
    assert again.hour() == "2026-10-16 15:00"


async def test_a_repeated_delivery(screen: Screen) -> None:
    """The same delivery moves the clock once."""
    actor = Actor(identity="terminal:maja", name="Maja", locale="sv-SE")
    place = Place(id="terminal:terminal:maja", kind=PlaceKind.PERSONAL)
    act = Said(text="spola två dagar", actor=actor, place=place, delivery_id="terminal:once")
    first = await screen.desk.handle(act)
    assert await screen.desk.handle(act) == first
    assert screen.hour() == "2026-10-17 09:30"


async def test_begun_anew(screen: Screen) -> None:
    """After a question, all is as on the first day, and what had fallen due can fall due again."""
    talk = screen.seat("karin")
    await talk.say("new sample")
    await talk.say("yes")
    await talk.say("spola till måndag 9")
    before = len(screen.sent)
    reflections = len(await screen.town.find(Reflection))
    async with screen.town.store.transaction() as tx:
        tx.save(Unit(id="new", name="Nya skolan", owner="municipal", school_form="compulsory"))
    asked = await talk.say("börja om exemplet")
    assert "Börja om exemplet?" in _plain(asked)
    assert "new" in [one.id for one in await screen.town.find(Unit)]
    (card,) = asked.replies
    assert isinstance(card, Card)
    assert "Exemplet är som nytt." in _plain(await talk.press(card.buttons[0]))
    assert screen.hour() == "2026-10-15 09:30"
    assert "new" not in [one.id for one in await screen.town.find(Unit)]
    assert len(await screen.town.find(Reflection)) == reflections
    await talk.say("spola till måndag 9")
    assert len(screen.sent) == before + before


@pytest.mark.parametrize(("typed", "agreed"), [("börja om exemplet", "ja"), ("new sample", "yes")])
async def test_begun_anew_by_a_word(screen: Screen, typed: str, agreed: str) -> None:
    """`ja` does it, and only right after the question."""
    talk = screen.seat("karin")
    await screen.town.change(await screen.town.get(Unit, "almby"), name="Nya Almby")
    await talk.say(typed)
    await talk.say("hem")
    assert "som nytt" not in _plain(await talk.say(agreed))
    await talk.say(typed)
    assert "som nytt" in _plain(await talk.say(agreed))
    assert (await screen.town.get(Unit, "almby")).name == "Almby skola"


async def test_a_time_stays_a_time(screen: Screen) -> None:
    """`klockan 14` answers what was asked, and moves nothing."""
    talk = screen.seat("maja")
    await talk.say("boka Granliden fredag")
    assert "14.00" in _plain(await talk.say("klockan 14"))
    assert screen.hour() == "2026-10-15 09:30"


@pytest.mark.parametrize("typed", ["spola till fredag 14", "new sample"])
async def test_unknown_in_a_real_store(screen: Screen, typed: str) -> None:
    """A store that isn't marked as a sample knows nothing of it, not by a button either."""
    await screen.town.change(await screen.town.get(Installation, "installation"), sample=False)
    talk = screen.seat("karin")
    assert "Jag förstår inte" in _plain(await talk.say(typed))
    assert screen.hour() == "2026-10-15 09:30"
    assert len(await screen.town.find(Person)) == 10


async def test_not_for_strangers(screen: Screen) -> None:
    """Who has not been let in moves nothing."""
    assert "känner dig inte" in _plain(await screen.seat("new-anna").say("spola till fredag 14"))
    assert screen.hour() == "2026-10-15 09:30"


def test_a_clock_without_a_sample(town: Town) -> None:
    """It tells the time that it is given."""
    now: datetime = town.now
    assert SampleClock(lambda: now)() == now
    assert SampleClock(lambda: now + timedelta(hours=1))() == now + timedelta(hours=1)
