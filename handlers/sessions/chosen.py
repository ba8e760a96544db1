"""Fields that name a booked session, by its unit, time and topic."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Annotated, ClassVar

from handlers.collaborations.access import may_see
from handlers.collaborations.lacking import unit_called, what_lacks
from handlers.collaborations.leaders import pair_of
from handlers.core.done import last_done
from handlers.core.forms import Offer, Problem, Read
from handlers.core.replies import Card, Option
from handlers.core.scene import Scene
from handlers.core.view import View
from handlers.fields.pick import MOST_LISTED, MOST_OFFERS, PickKind
from handlers.fields.text import bare
from handlers.sessions.access import may_change, may_reflect
from handlers.sessions.agenda import Agenda, SessionEntry, SessionQuery
from handlers.sessions.gap import nothing_booked, nothing_booked_at
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw, Understood
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.store import Before, Condition, Equal, NotBefore
from storage.values.texts import Message, Refusal, t
from storage.values.times import instant_text

LOOK_BACK = timedelta(days=60)
FEW = 10
LONGEST_BEFORE = 200  # characters before a grade, which say of which session it is
_OF_FIVE = re.compile(r"(?<!\S)[1-5]\s?/\s?5(?![\w/])")
JUST_AFTER = timedelta(microseconds=1)


class SessionPickKind(PickKind[Session]):
    """A booked session that the person may change, the next one first."""

    document = Session
    none = t("You have no sessions booked.")
    firsts: ClassVar[frozenset[str]] = frozenset({"nasta", "kommande", "narmaste", "next", "coming"})
    counted: ClassVar[bool] = False
    pronouns: ClassVar[frozenset[str]] = frozenset({"den", "det", "it", "that"})

    async def entries(
        self, view: View, most: int | None = None, *, of: Collection[str] = ()
    ) -> list[SessionEntry]:
        """Return at most so many sessions that are booked, those to come first, `of` some collaborations."""
        now = instant_text(view.now + JUST_AFTER)
        whose = (Equal("state", Held.BOOKED.value), *_led_by(view))
        if most is not None:
            coming = await view.find(
                SessionEntry, *whose, NotBefore("ends_at", now), order_by="ends_at", limit=most
            )
            if len(coming) == most:
                return coming
        since = NotBefore("ends_at", instant_text(view.now - LOOK_BACK))
        units: list[tuple[Condition, ...]] = [(Equal("collaboration_id", one),) for one in of] or [()]
        every = [one for unit in units for one in await view.find(SessionEntry, *whose, since, *unit)]
        every.sort(key=lambda one: one.ends_at)
        gone = bisect_left(every, now, key=lambda one: one.ends_at)
        return [*every[gone:], *reversed(every[:gone])][:most]

    async def candidates(self, view: View) -> Sequence[Session]:
        """Return the likeliest of the sessions that may be chosen."""
        return await self._whole(await self.entries(view, MOST_LISTED), view)

    async def _whole(self, entries: Sequence[SessionEntry], view: View) -> list[Session]:
        return [await view.need(Session, one.id) for one in entries]

    async def _agenda(self, text: str, view: View) -> Agenda:
        """Return the sessions that a text may mean: those of the unit that it names, or else all."""
        entries: list[SessionEntry] = []
        if view.person.coordinates:
            every = [one.id for one in await view.find(Collaboration)]
            units = await Agenda.of((), every, view, firsts=self.firsts, counted=self.counted)
            asked = await units.look(text, lambda: units.asked(text))
            plain = asked.name and (asked.time or not asked.rest)
            meant = units.units_called(asked.name) if plain else ()
            entries = await self.entries(view, of=meant) if 0 < len(meant) <= FEW else []
        entries = entries or await self.entries(view)
        with_them = dict.fromkeys(one.collaboration_id for one in entries)
        return await Agenda.of(entries, with_them, view, firsts=self.firsts, counted=self.counted)

    async def name(self, document: Session, view: View) -> str:
        """Return the unit's name and the topic."""
        unit = await session_unit(document, view)
        return f"{unit.values.get('text', unit.key)} {document.topic}".strip()

    async def label(self, document: Session, view: View) -> Message:
        """Return the unit, the time and the topic."""
        unit = await session_unit(document, view)
        return t("{unit}, {session}", unit=unit, session=session_line(document, view))

    def unknown(self, text: str) -> Message:
        """Say that there is no such session."""
        return t("I find no session with “{text}” here. Choose from the list.", text=text[:60])

    async def why_none(self, view: View) -> Message | None:
        """Return what is said where there are no sessions."""
        return None if await self.entries(view, 1) else self.none

    async def instead(self, text: str, view: View) -> Card | None:
        """Return that nothing is booked, at all or at a unit that is named, with the button that helps."""
        if not text:
            return None if await self.entries(view, 1) else nothing_booked(view)
        unit = await unit_called(text, view)
        if unit is None:
            return None
        return await what_lacks(unit, view) or nothing_booked_at(unit, view)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the session that is called so, or is then. Raises Problem where it is not certain."""
        text = bare(raw)
        document = await view.get(Session, text)
        if document is not None:
            await self._checked(document, view)
            return Read(document)
        agenda = await self._agenda(text, view)
        asked, found = await _found(text, agenda)
        certain = _certain(asked, found)
        if certain is None:
            raise await self._problem(text, asked, found, agenda, view)
        document = await view.need(Session, certain.id)
        await self._checked(document, view)
        return Read(document, exact=False)

    async def _problem(
        self, text: str, asked: SessionQuery, found: Sequence[SessionEntry], agenda: Agenda, view: View
    ) -> Problem:
        """Return what to say where no session or more than one may be meant, with the likely ones."""
        if found and asked.time and asked.time.unsure:
            message = t("Which session do you mean?")
        elif found and not asked.time:
            message = t("More than one is called that. Which one?")
        elif found:
            message = t("More than one session fits “{text}”. Which one?", text=text[:60])
        elif asked.rest or not asked.time or (asked.name and not agenda.named(asked.name)):
            return Problem(self.unknown(text if asked.rest or not asked.name else asked.name))
        else:
            found = agenda.named(asked.name) if asked.name else list(agenda.entries)
            message = t("No session fits “{text}”. Is it one of these?", text=asked.time.words)
        offered = await self._whole(found[:MOST_OFFERS], view)
        one_place = len({one.collaboration_id for one in offered}) == 1
        labels = [session_line(one, view) if one_place else await self.label(one, view) for one in offered]
        return Problem(
            message,
            [Offer(label, Understood(value=one.id)) for label, one in zip(labels, offered, strict=True)],
        )

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return what may be chosen; what `query` names, or what is then."""
        found = await self._matching(query, view) if query else await self.entries(view, MOST_LISTED)
        sessions = await self._whole(found[:MOST_LISTED], view)
        return [Option(value=one.id, label=await self.label(one, view)) for one in sessions]

    async def _matching(self, query: str, view: View) -> list[SessionEntry]:
        agenda = await self._agenda(query, view)
        _, found = await _found(query, agenda)
        return list(found)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take an id, names and times that say which session is meant, or `den`, from the front."""
        first, _, rest = text.strip().partition(" ")
        if first and await view.get(Session, first) is not None:
            return first, rest.strip()
        if first.lower() in self.pronouns and (changed := await _changed_last(view)):
            return changed, rest.strip()
        agenda = await self._agenda(text, view)
        asked = await agenda.look(text, lambda: self._asked(text, agenda))
        if not asked.words:
            return None
        certain = _certain(asked, await agenda.found(asked))
        return certain.id if certain else asked.words, asked.rest

    async def find(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Find none: what says which session is meant stands at the front, in any order."""
        return None

    def _asked(self, text: str, agenda: Agenda) -> SessionQuery:
        return agenda.asked(text)

    async def check(self, document: Session, view: View) -> None:
        """Raise Refusal for somebody else's, and for one that was held or cancelled."""
        collaboration = await view.get(Collaboration, document.collaboration_id)
        if not may_change(view.person, document, collaboration):
            member = collaboration is not None and may_see(view.person, collaboration)
            pair = await pair_of(collaboration, view) if collaboration and member else None
            if pair:
                raise Refusal("Those who lead the collaboration can do that: {names}.", names=pair)
            raise Refusal("That session is not one of yours.")
        document.is_open()

    async def show(self, value: Session, view: View) -> Message:
        """Return the unit, the time and the topic."""
        return await self.label(value, view)

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        found = await self.entries(view, 2)
        return found[0].id if len(found) == 1 else ""


class ToComeKind(SessionPickKind):
    """A booked session to come."""

    async def entries(
        self, view: View, most: int | None = None, *, of: Collection[str] = ()
    ) -> list[SessionEntry]:
        """Return those that are not over yet, the next one first."""
        now = instant_text(view.now + JUST_AFTER)
        return [one for one in await super().entries(view, most, of=of) if one.ends_at >= now]


class EndedKind(SessionPickKind):
    """A session that has begun, the latest ended first."""

    none = t("No session waits for your reflection. You can log one once the session has begun.")
    firsts = frozenset({"senaste", "sista", "forra", "last", "latest", "previous"})
    counted = True
    pronouns = frozenset()  # “det gick bra” is what happened

    async def entries(
        self, view: View, most: int | None = None, *, of: Collection[str] = ()
    ) -> list[SessionEntry]:
        """Return the sessions that wait for a reflection, or for the person's own, the latest ended first."""
        now = instant_text(view.now + JUST_AFTER)
        booked = Equal("state", Held.BOOKED.value)
        waiting = await view.find(SessionEntry, booked, Before("starts_at", now), *_led_by(view))
        led = await view.find(
            SessionEntry, Equal("people", view.person.id), Before("ends_at", instant_text(view.now))
        )
        found = {one.id: one for one in waiting if not of or one.collaboration_id in of}
        for one in led:
            written = await view.get(Reflection, Reflection.id_of(one.id, view.person.id))
            if one.state is not Held.CANCELLED and written is None and (not of or one.collaboration_id in of):
                found[one.id] = one
        closed = await closed_among({one.collaboration_id for one in found.values()}, view)
        found = {key: one for key, one in found.items() if one.collaboration_id not in closed}
        return sorted(found.values(), key=lambda one: one.ends_at, reverse=True)[:most]

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take what says which session is meant; where none is on that day, `4/5` behind it is a grade."""
        taken = await super().take(text, view)
        grade = _OF_FIVE.search(text, 0, LONGEST_BEFORE)
        if grade is None or (taken and await view.get(Session, str(taken[0]))):
            return taken
        before = await super().take(text[: grade.start()], view)
        return (before[0], f"{before[1]} {text[grade.start() :]}".strip()) if before else None

    async def instead(self, text: str, view: View) -> Card | None:
        """Return what the unit that is named lacks."""
        unit = await unit_called(text, view)
        return await what_lacks(unit, view) if unit else None

    async def check(self, document: Session, view: View) -> None:
        """Raise Refusal for somebody else's, one to come and one that was cancelled."""
        if not may_reflect(view.person, document):
            raise Refusal("That session is not one of yours.")
        if document.collaboration_id in await closed_among([document.collaboration_id], view):
            raise Refusal("The collaboration is closed, so nothing more can be reflected on.")
        document.reflected(document.state, now=view.now)

    async def default(self, view: View) -> Raw:
        """Return the latest that has ended."""
        found = await self.entries(view, 1)
        return found[0].id if found else ""


async def _changed_last(view: View) -> str | None:
    """Return the id of the session that the reader booked or changed last, if that was one alone."""
    done = await last_done(view)
    left = (
        [one.removeprefix(f"{Session.kind}:") for one in done.left if one.startswith(f"{Session.kind}:")]
        if done
        else []
    )
    return left[0] if len(left) == 1 else None


async def closed_among(ids: Iterable[str | None], view: Scene) -> set[str | None]:
    """Return those of the ids that are of collaborations that have ended."""
    found = [await view.get(Collaboration, one) for one in ids]
    return {one.id for one in found if one and one.has_ended(view.process)}


async def _found(text: str, agenda: Agenda) -> tuple[SessionQuery, Sequence[SessionEntry]]:
    """Return what all of a text says of a session, and the sessions that it can mean."""
    asked = await agenda.look(text, lambda: agenda.asked(text))
    return asked, await (agenda.look(text, lambda: agenda.named(text)) if asked.rest else agenda.found(asked))


def _certain(asked: SessionQuery, found: Sequence[SessionEntry]) -> SessionEntry | None:
    """Return the one session that is asked for, if it is one."""
    unsure = asked.time is not None and asked.time.unsure
    return found[0] if len(found) == 1 and not unsure else None


def _led_by(view: View) -> tuple[Condition, ...]:
    return () if view.person.coordinates else (Equal("people", view.person.id),)


Booked = Annotated[Session, SessionPickKind()]
ToCome = Annotated[Session, ToComeKind()]
Ended = Annotated[Session, EndedKind()]
