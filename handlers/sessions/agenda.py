"""The sessions that somebody may choose among, as far as finding one by its names needs them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar, Self, TypeVar
from zoneinfo import ZoneInfo

from handlers.collaborations.names import unit_name
from handlers.core.matching import CLEAR, CLOSE, closeness, name_letters, nameable, plain_letters
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from handlers.fields.pick import MOST_WORDS, close_to, names_it
from handlers.units.names import unit_names
from handlers.when.mentions import Mention, mention
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.values.texts import t

T = TypeVar("T")
OWN_GROUP = t("Our own group")
NOUNS = frozenset(
    ("traff", "traffen", "lartraff", "lartraffen", "mote", "motet", "session", "sessionen", "meeting")
)
SMALL = frozenset(
    ("i", "pa", "hos", "med", "vid", "for", "om", "den", "det", "var", "min", "fran")  # Swedish
) | frozenset(("at", "in", "on", "with", "for", "the", "a", "our", "my", "of", "from"))
LINKS = SMALL | {"till", "to", "och", "and", "eller", "or", "som", "att", "that", "av"}
AT_ONCE = 100
AT_LEISURE = 10  # words of a text that is looked through in a thread
MOST_SEARCHED = 30  # words of a line, from the first one on, that may say which session is meant
_AROUND = " ,;:.-–—"
_COMPOUND = re.compile(r"(?<=\w\w\w)-?(?:lar)?(?:traffen|motet)$")


class SessionEntry(Document):
    """What is read of a session where there are many: no people, no wall-clock times. It can't be saved."""

    kind: ClassVar[str] = Session.kind
    indexed: ClassVar[tuple[str, ...]] = Session.indexed

    collaboration_id: str | None
    topic: str = ""
    state: Held
    starts_at: str
    ends_at: str

    def at_version(self, version: int) -> Self:
        """Raise TypeError: the session would lose all that is left out here."""
        raise TypeError("a part of a session can't be saved")

    def on_the_wall(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return start and end where people are."""
        start, end = (datetime.fromisoformat(one) for one in (self.starts_at, self.ends_at))
        return start.astimezone(zone), end.astimezone(zone)


@dataclass(frozen=True)
class SessionQuery:
    """What the front of a typed line says of a session.

    Attributes:
        words: all of it, as typed.
        name: unit, topic or both.
        time: when it is.
        first: whether it is the next one, or the latest.
        sure: whether the time is said to be the session's, as in `torsdagens träff`.
        rest: what was typed after it.
    """

    words: str = ""
    name: str = ""
    time: Mention | None = None
    first: bool = False
    sure: bool = False
    rest: str = ""


class Agenda:
    """Sessions, the likeliest first, and the names of their units.

    Args:
        units: what the unit of a collaboration is called; None stands for the developers' own group.
        others: names of units that have no session here.
        firsts: words for the first one, such as `next`, in plain letters.
        counted: whether a number from 1 to 6 after a session is no clock time.
    """

    def __init__(
        self,
        entries: Sequence[SessionEntry],
        units: dict[str | None, tuple[str, ...]],
        others: Sequence[str],
        *,
        today: date,
        zone: ZoneInfo,
        language: str,
        firsts: frozenset[str] = frozenset(),
        counted: bool = False,
    ) -> None:
        self.entries = entries
        self._units = {key: tuple(map(name_letters, names)) for key, names in units.items()}
        self._topics = {topic: name_letters(topic) for topic in {one.topic for one in entries} if topic}
        self._others = tuple(map(name_letters, others))
        self._today, self._zone, self._language = today, zone, language
        self._firsts, self._counted = firsts, counted

    @classmethod
    async def of(
        cls,
        entries: Sequence[SessionEntry],
        collaborations: Iterable[str | None],
        view: View,
        *,
        firsts: frozenset[str],
        counted: bool,
    ) -> Agenda:
        """Return the agenda of these sessions, in these collaborations."""
        units: dict[str | None, tuple[str, ...]] = {}
        for number, key in enumerate(collaborations):
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
            collaboration = await view.get(Collaboration, key)
            own = tuple(view.words.text(OWN_GROUP, language) for language in LANGUAGES)
            units[key] = (await unit_name(collaboration, view),) if collaboration else own
        return cls(
            entries,
            units,
            await unit_names(view),
            today=view.today,
            zone=view.municipality.zone,
            language=view.language,
            firsts=firsts,
            counted=counted,
        )

    async def look(self, text: str, find: Callable[[], T]) -> T:
        """Return what is found by a text.

        Among many sessions or units, or of many words, in a thread, so that others get their turn.
        """
        many = max(len(self.entries), len(self._units)) > AT_ONCE or len(text.split()) > AT_LEISURE
        return await asyncio.to_thread(find) if many else find()

    def asked(self, text: str, *, times: bool = True) -> SessionQuery:
        """Return what the front of a line says of a session: a name and a time in any order.

        Without `times` only a name is taken.
        """
        words = text.split()
        asked, place = SessionQuery(rest=" ".join(words)), 0
        while place < min(len(words), MOST_SEARCHED):
            left = words[place:]
            word = plain_letters(left[0]).strip(".,:;!?")
            time = None if asked.time or not times else self.time(" ".join(left))
            names = self._front(left) if not asked.name else 0 if time else self._more(asked.name, left)
            if time and len(left) - len(time.rest.split()) >= names:
                place = len(words) - len(time.rest.split())
                asked = _taken(asked, words, place, time=time)
            elif names:
                place += names
                name = " ".join((asked.name, *left[:names])).strip()
                asked = _taken(asked, words, place, name=name)
            elif word in NOUNS:
                place += 1
                asked = _taken(asked, words, place, sure=asked.time is not None)
            elif word in self._firsts and len(left) > 1 and plain_letters(left[1]) in NOUNS:
                place += 2
                asked = _taken(asked, words, place, first=True)
            elif word in SMALL:
                place += 1
            else:
                break
        return asked

    async def found(self, asked: SessionQuery) -> list[SessionEntry]:
        """Return the sessions that are asked for, giving way to others while many are looked at."""
        fitting = (
            await self.look(asked.name, lambda: self.named(asked.name)) if asked.name else list(self.entries)
        )
        if asked.time:
            fitting = await self._then(fitting, asked.time)
        return fitting[:1] if asked.first else fitting

    async def _then(self, entries: Sequence[SessionEntry], time: Mention) -> list[SessionEntry]:
        """Return those that are at a time."""
        fitting = []
        for number, one in enumerate(entries):
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
            start, end = one.on_the_wall(self._zone)
            if way := time.way_of(start, end):
                fitting.append((one, start, way))
        return time.nearest(fitting)

    def named(self, text: str) -> list[SessionEntry]:
        """Return the sessions whose unit, topic or both are called so; else begin so; else nearly so."""
        wanted, whole = _called(text), name_letters(text)
        return (
            self._where(lambda name: name in {wanted, whole})
            or self._begun(wanted.split())
            or self._near(wanted)
        )

    def _where(self, test: Callable[[str], bool]) -> list[SessionEntry]:
        units = {key for key, names in self._units.items() if any(map(test, names))}
        topics = {topic for topic, name in self._topics.items() if test(name)}
        return [one for one in self.entries if one.collaboration_id in units or one.topic in topics]

    def _begun(self, wanted: Sequence[str]) -> list[SessionEntry]:
        """Return those in whose unit's name and topic each wanted word begins a word."""
        units = {key: _begins(wanted, " ".join(names)) for key, names in self._units.items()}
        topics = {topic: _begins(wanted, name) for topic, name in self._topics.items()}
        none = frozenset[int]()
        return [
            one
            for one in self.entries
            if wanted and len(units[one.collaboration_id] | topics.get(one.topic, none)) == len(wanted)
        ]

    def _near(self, wanted: str) -> list[SessionEntry]:
        scores = {
            name: closeness(wanted, name)
            for name in (*(name for names in self._units.values() for name in names), *self._topics.values())
        }
        best = max(scores.values(), default=0.0)
        near = {name for name, score in scores.items() if score >= CLOSE and best - score < CLEAR}
        return self._where(near.__contains__)

    def time(self, text: str) -> Mention | None:
        """Return the time that a text begins with."""
        return mention(text, today=self._today, language=self._language, counted=self._counted)

    def units_called(self, name: str) -> list[str]:
        """Return the collaborations whose unit is called so, or begins so."""
        wanted = _called(name)
        whole = [key for key, names in self._units.items() if key and wanted in names]
        return whole or [
            key
            for key, names in self._units.items()
            if key and len(_begins(wanted.split(), " ".join(names))) == len(wanted.split())
        ]

    def _more(self, name: str, words: Sequence[str]) -> int:
        """Return how many words at the front say more of what is named already: the unit of a topic."""
        count = self._front(words)
        named = self._begun(_called(name).split())
        both = self._begun(_called(f"{name} {' '.join(words[:count])}").split()) if count else []
        return count if 0 < len(both) < len(named) else 0

    def _front(self, words: Sequence[str]) -> int:
        """Return how many words at the front name a unit, a topic or both."""
        units, topics = self._units, self._topics.values()
        every = [name for names in units.values() for name in names]
        count = _longest(words, every, names_it)
        if count:
            part = _called(" ".join(words[:count]))
            meant = {key for key, names in units.items() if any(names_it(part, name) for name in names)}
            theirs = {
                self._topics.get(one.topic, "") for one in self.entries if one.collaboration_id in meant
            }
            count += _longest(words[count:], theirs, names_it)
        return (
            max(count, _longest(words, topics, names_it))
            or _longest(words, (*every, *topics), close_to)
            or _longest(words, self._others, names_it)
        )


def _taken(asked: SessionQuery, words: Sequence[str], place: int, **said: Any) -> SessionQuery:
    rest = " ".join(words[place:]).lstrip(_AROUND)
    return replace(asked, words=" ".join(words[:place]), rest=rest, **said)


def _longest(words: Sequence[str], names: Iterable[str], test: Callable[[str, str], bool]) -> int:
    names = tuple(names)
    for count in range(len(nameable(words, MOST_WORDS)), 0, -1):
        part = _called(" ".join(words[:count]))
        if LINKS.issuperset(part.split()):
            continue
        if any(test(part, name) for name in names if name):
            return count
    return 0


def _called(text: str) -> str:
    """Return a name in plain letters, without the `träffen` of `Almbyträffen`."""
    return name_letters(_COMPOUND.sub("", plain_letters(text).rstrip(".,:;")))


def _begins(wanted: Sequence[str], name: str) -> frozenset[int]:
    """Return which of the wanted words, by number, begin a word of the name."""
    words = name.split()
    return frozenset(i for i, part in enumerate(wanted) if any(word.startswith(part) for word in words))
