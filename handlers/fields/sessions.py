"""Fields that name a booked session, by its unit, time and topic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from handlers.cards.names import session_unit, unit_names
from handlers.cards.sessions import session_card, session_line
from handlers.core.access import may_change, may_reflect
from handlers.core.context import Context
from handlers.core.replies import Reply
from handlers.fields.pick import PickKind
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.messages import Message, Refusal, t
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.documents.times import instant_text
from storage.store import Before, Condition, Equal, NotBefore

LOOK_BACK = timedelta(days=60)


class SessionPickKind(PickKind[Session]):
    """A booked session that the person may change, the next one first."""

    document = Session
    none = t("You have no sessions booked.")

    async def candidates(self, ctx: Context) -> Sequence[Session]:
        """Return the sessions that are booked, those to come first."""
        since = NotBefore("ends_at", instant_text(ctx.now - LOOK_BACK))
        whose: tuple[Condition, ...] = () if ctx.person.coordinates else (Equal("people", ctx.person.id),)
        booked = await ctx.find(
            Session, Equal("state", Held.BOOKED.value), since, *whose, order_by="starts_at"
        )
        return sorted(booked, key=lambda one: (one.ends_at <= ctx.now, one.starts_at))

    async def name(self, document: Session, ctx: Context) -> str:
        """Return the unit's name and the topic."""
        unit = await session_unit(document, ctx)
        return f"{unit.values.get('text', unit.key)} {document.topic}".strip()

    async def label(self, document: Session, ctx: Context) -> Message:
        """Return the unit, the time and the topic."""
        unit = await session_unit(document, ctx)
        return t("{unit}, {session}", unit=unit, session=session_line(document, ctx))

    async def others(self, ctx: Context) -> Sequence[str]:
        """Return the names of all units."""
        return await unit_names(ctx)

    def unknown(self, text: str) -> Message:
        """Say that there is no such session."""
        return t("I find no session with “{text}” here. Choose from the list.", text=text[:60])

    async def check(self, document: Session, ctx: Context) -> None:
        """Raise Refusal for somebody else's, and for one that was held or cancelled."""
        collaboration = await ctx.get(Collaboration, document.collaboration_id)
        if not may_change(ctx.person, document, collaboration):
            raise Refusal("That session is not one of yours.")
        document.is_open()

    async def show(self, value: Session, ctx: Context) -> Message:
        """Return the unit, the time and the topic."""
        return await self.label(value, ctx)

    async def usual(self, ctx: Context) -> Raw:
        """Return the only one there is."""
        found = await self.candidates(ctx)
        return found[0].id if len(found) == 1 else ""

    async def card(self, document: Session, ctx: Context) -> Reply | None:
        """Return the session's card, to those concerned."""
        return await session_card(document, ctx) if may_reflect(ctx.person, document) else None


class EndedKind(SessionPickKind):
    """A session that has begun, the latest ended first."""

    none = t("No session waits for your reflection. You can log one once the session has begun.")

    async def candidates(self, ctx: Context) -> Sequence[Session]:
        """Return the sessions that wait for a reflection, or for the person's own, the latest ended first."""
        waiting = {one.id: one for one in await super().candidates(ctx) if one.starts_at <= ctx.now}
        led = await ctx.find(
            Session,
            Equal("people", ctx.person.id),
            NotBefore("ends_at", instant_text(ctx.now - LOOK_BACK)),
            Before("ends_at", instant_text(ctx.now)),
        )
        written = {one.session_id for one in await ctx.find(Reflection, Equal("author_id", ctx.person.id))}
        waiting |= {s.id: s for s in led if s.state is not Held.CANCELLED and s.id not in written}
        return sorted(waiting.values(), key=lambda one: one.ends_at, reverse=True)

    async def check(self, document: Session, ctx: Context) -> None:
        """Raise Refusal for somebody else's, one to come and one that was cancelled."""
        if not may_reflect(ctx.person, document):
            raise Refusal("That session is not one of yours.")
        document.reflected(document.state, now=ctx.now)

    async def usual(self, ctx: Context) -> Raw:
        """Return the latest that has ended."""
        found = await self.candidates(ctx)
        return found[0].id if found else ""


Booked = Annotated[Session, SessionPickKind()]
Ended = Annotated[Session, EndedKind()]
