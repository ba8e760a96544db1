"""The fields of a series: which one, by its next session, and from which day on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from handlers.core.replies import Card
from handlers.core.view import View
from handlers.fields.day import StartDayKind
from handlers.fields.pick import PickKind
from handlers.sessions.access import may_change
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.sessions import Held, Session
from storage.store import Equal, NotBefore
from storage.values.texts import Message, Refusal, t, tn
from storage.values.times import instant_text

_FROM = re.compile(r"(?:från och med|fr\.?o\.?m\.?|från|from|since)\s", re.IGNORECASE)


async def series_of(session: Session, view: View) -> list[Session]:
    """Return the sessions of the same series that are booked and to come, in order."""
    if not session.series:
        return []
    return await view.find(
        Session,
        Equal("series", session.series),
        Equal("state", Held.BOOKED.value),
        NotBefore("starts_at", instant_text(view.now)),
        order_by="starts_at",
    )


async def whole_series(session: Session, view: View) -> list[Session]:
    """Return all sessions of the same series that were not cancelled, past ones too, in order."""
    every = await view.find(Session, Equal("series", session.series or ""), order_by="starts_at")
    return [one for one in every if one.state is not Held.CANCELLED] or [session]


async def from_on(session: Session, since: date | None, view: View) -> list[Session]:
    """Return those of a series that are to come, from a day on. Raises Refusal where there are none."""
    found = [one for one in await series_of(session, view) if not since or one.span.start.date() >= since]
    if not found:
        raise Refusal("No session of the series is booked from then on.")
    return found


class SeriesKind(PickKind[Session]):
    """A series that the person may change; the value is its next session."""

    document = Session
    none = t("You have no series booked.")

    async def candidates(self, view: View) -> Sequence[Session]:
        """Return the next session of each series, the soonest first."""
        whose = () if view.person.coordinates else (Equal("people", view.person.id),)
        booked = await view.find(
            Session,
            *whose,
            Equal("state", Held.BOOKED.value),
            NotBefore("starts_at", instant_text(view.now)),
            order_by="starts_at",
        )
        return list({one.series: one for one in reversed(booked) if one.series}.values())[::-1]

    async def name(self, document: Session, view: View) -> str:
        """Return the unit's name and the topic."""
        unit = await session_unit(document, view)
        return f"{unit.values.get('text', unit.key)} {document.topic}".strip()

    async def label(self, document: Session, view: View) -> Message:
        """Return the unit, how many there are, and the next one."""
        count = len(await series_of(document, view))
        return t(
            "{unit}, {sessions}, next {session}",
            unit=await session_unit(document, view),
            sessions=tn("{count} session", "{count} sessions", count),
            session=session_line(document, view),
        )

    async def check(self, document: Session, view: View) -> None:
        """Raise Refusal for somebody else's, and for what is no series."""
        collaboration = await view.get(Collaboration, document.collaboration_id)
        if not may_change(view.person, document, collaboration):
            raise Refusal("That session is not one of yours.")
        if not document.series:
            raise Refusal("That session is not part of a series.")

    async def show(self, value: Session, view: View) -> Message:
        """Return the unit, how many there are, and the next one."""
        return await self.label(value, view)

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        found = await self.candidates(view)
        return found[0].id if len(found) == 1 else ""

    async def instead(self, text: str, view: View) -> Card | None:
        """Return that there is none."""
        return None if await self.candidates(view) else Card(title=self.none)


class FromKind(StartDayKind):
    """The day from which on a series is meant, after `från`."""

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take it only where it says `från`."""
        return await super().take(text, view) if _FROM.match(text) else None


ASeries = Annotated[Session, SeriesKind()]
FromDay = Annotated[date, FromKind()]
