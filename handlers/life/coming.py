"""What becomes of the sessions to come when a collaboration is paused or closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from handlers.core.act import Act
from handlers.core.forms import Notice, Suggestion
from handlers.core.replies import Fact, Option
from handlers.core.view import View
from handlers.fields.text import ChoiceKind
from handlers.fields.when import Spans
from handlers.sessions.planning import clashes, days_off
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Understood
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.texts import Message, lines, t, tn
from storage.values.times import Brief, Span, instant_text

KEEP, CANCEL, MOVE = "keep", "cancel", "move"
MOST_NAMED = 10
_LABELS = {
    KEEP: t("keep them"),
    CANCEL: t("cancel them"),
    MOVE: t("move them past the pause"),
}


async def to_come(collaboration: Collaboration, view: View) -> list[Session]:
    """Return the sessions that are booked and have not begun, in order."""
    return await view.find(
        Session,
        Equal("collaboration_id", collaboration.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("starts_at", instant_text(view.now)),
        order_by="starts_at",
    )


async def unsaid(collaboration: Collaboration, view: View) -> list[Session]:
    """Return the sessions that are over and of which nobody has said what became of them."""
    its = Equal("collaboration_id", collaboration.id), Equal("state", Held.BOOKED.value)
    return await view.find(Session, *its, Before("ends_at", instant_text(view.now)))


@dataclass(frozen=True)
class Fate:
    """What is to become of sessions.

    Attributes:
        choice: KEEP, CANCEL or MOVE.
        concerned: those that would take place though nothing should.
        moved: all to come at their new times, where they are moved.
    """

    choice: str
    concerned: Sequence[Session]
    moved: Sequence[Session] = ()

    @classmethod
    async def of(cls, choice: str, collaboration: Collaboration, back: date | None, view: View) -> Fate:
        """Return it, for a pause until `back`; None is for good. Without a day back none are moved."""
        coming = await to_come(collaboration, view)
        concerned = [one for one in coming if back is None or one.span.start.date() < back]
        if choice != MOVE or back is None or not concerned:
            return cls(KEEP if choice == MOVE else choice, concerned)
        later = _weeks_later(concerned[0], back)
        return cls(MOVE, concerned, [one.move(_later(one.span, later), now=view.now) for one in coming])

    async def notices(self, collaboration: Collaboration, back: date | None, view: View) -> list[Notice]:
        """Tell which sessions it is about and what becomes of them, with what else can."""
        if not self.concerned:
            return []
        count = len(self.concerned)
        what = {
            KEEP: tn(
                "{count} session is booked then, and stays",
                "{count} sessions are booked then, and stay",
                count,
            ),
            CANCEL: tn(
                "{count} session to come is cancelled", "{count} sessions to come are cancelled", count
            ),
            MOVE: tn(
                "{count} session to come is moved", "{count} sessions to come are moved", len(self.moved)
            ),
        }[self.choice]
        shown = self.moved if self.choice == MOVE else self.concerned
        named = t("{what}: {times}", what=what, times=times_of(shown, view))
        others = [one for one in (CANCEL, MOVE, KEEP) if one != self.choice and (back or one != MOVE)]
        suggestions = tuple(Suggestion(_LABELS[one], "coming", Understood(value=one)) for one in others)
        notices = [Notice(named, suggestions)]
        if self.moved:
            spans = tuple(one.span for one in self.moved)
            off = await days_off(Spans(spans, as_they_are=True), collaboration, view)
            notices += [Notice(one.message) for one in off]
            notices += await clashes(spans, collaboration.developers, view, but=self.moved)
        return notices

    def carried_out(self, act: Act) -> tuple[Fact, ...]:
        """Cancel or move them; returns what those concerned are told of it."""
        if not self.concerned:
            return ()
        match self.choice:
            case "cancel":
                gone = [act.save(one.cancel()) for one in self.concerned]
                return (Fact(label=t("Cancelled sessions"), value=times_of(gone, act)),)
            case "move":
                moved = [act.save(one) for one in self.moved]
                return (Fact(label=t("Moved sessions"), value=times_of(moved, act)),)
            case _:
                return (Fact(label=t("Sessions that stay"), value=times_of(self.concerned, act)),)


def times_of(sessions: Sequence[Session], view: View) -> Message:
    """Return when sessions are, under each other."""
    shown = [t("{when}", when=Brief.of(one.span, view.today)) for one in sessions[:MOST_NAMED]]
    left = len(sessions) - MOST_NAMED
    return lines(*shown, *([tn("and {count} more", "and {count} more", left)] if left > 0 else []))


def _weeks_later(first: Session, back: date) -> timedelta:
    """Return the least number of weeks that bring a session to the day back or past it."""
    days = (back - first.span.start.date()).days
    return timedelta(weeks=-(-days // 7))


def _later(span: Span, by: timedelta) -> Span:
    """Return the same time on the clock, later."""
    return Span(start=span.start + by, end=span.end + by if span.end else None)


def _choices(view: View) -> list[Option]:
    return [Option(value=value, label=label) for value, label in _LABELS.items()]


KeptUnlessSaid = Annotated[str, ChoiceKind(_choices, KEEP)]
CancelledUnlessSaid = Annotated[str, ChoiceKind(_choices, CANCEL)]
