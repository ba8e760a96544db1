"""The fields of a question of times: which session doesn't suit, which question, which of its times."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

from handlers.collaborations.access import may_lead
from handlers.collaborations.names import unit_name
from handlers.core.forms import FieldKind, Read
from handlers.core.replies import Option
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from handlers.fields.pick import PickKind
from handlers.fields.text import ChoiceKind, bare
from handlers.fields.when import BETWEEN, Spans, WhenKind
from handlers.sessions.access import may_follow
from handlers.sessions.agenda import SessionEntry
from handlers.sessions.moved import MovedKind
from handlers.when.formatting import format_span
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.polls import Poll
from storage.documents.sessions import Held, Session
from storage.store import Equal, NotBefore
from storage.values.texts import Message, Refusal, t
from storage.values.times import Brief, instant_text

ALL, NONE = "all", "none"
EVERY_TIME = ("alla", "allt passar", "alla tider passar", "all", "all work", "everything works")
_OR = re.compile(r",? (?:eller|or) ", re.IGNORECASE)


class FollowedKind(MovedKind):
    """A session to come of a collaboration that the person takes part in, the next one first."""

    async def entries(
        self, view: View, most: int | None = None, *, of: Collection[str] = ()
    ) -> list[SessionEntry]:
        """Return at most so many, the soonest first."""
        own = await view.find(Collaboration, Equal("members", view.person.id))
        found = [
            one
            for each in own
            if not of or each.id in of
            for one in await view.find(
                SessionEntry,
                Equal("collaboration_id", each.id),
                Equal("state", Held.BOOKED.value),
                NotBefore("starts_at", instant_text(view.now)),
            )
        ]
        return sorted(found, key=lambda one: one.starts_at)[:most]

    async def check(self, document: Session, view: View) -> None:
        """Raise Refusal for one that the person doesn't take part in, that has begun or was held."""
        collaboration = await view.get(Collaboration, document.collaboration_id)
        if collaboration is None or not may_follow(view.person, document, collaboration):
            raise Refusal("That session is not one of yours.")
        document.is_open()
        if document.starts_at <= view.now:
            raise Refusal("This session has begun already.")

    async def default(self, view: View) -> Raw:
        """Return the next one."""
        found = await self.entries(view, 1)
        return found[0].id if found else ""


class AlternativesKind(WhenKind):
    """Several times with `eller` between them, too."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the times. Raises Problem as every time does."""
        return await super().read(_OR.sub(BETWEEN, bare(raw)), view)


class PollKind(PickKind[Poll]):
    """A question of times that the person is asked, or whose collaboration they lead."""

    document = Poll
    none = t("No question of times is waiting.")

    async def candidates(self, view: View) -> Sequence[Poll]:
        """Return those that are open, the newest first."""
        return await open_polls(view)

    async def name(self, document: Poll, view: View) -> str:
        """Return the unit's name."""
        return await unit_name(await view.need(Collaboration, document.collaboration_id), view)

    async def show(self, value: Poll, view: View) -> Message:
        """Return the same."""
        return await self.label(value, view)

    async def check(self, document: Poll, view: View) -> None:
        """Raise Refusal for one that is settled, or not the person's to see."""
        collaboration = await view.get(Collaboration, document.collaboration_id)
        leads = collaboration is not None and may_lead(view.person, collaboration)
        if not leads and view.person.id not in document.asked:
            raise Refusal("You are not asked about these times.")
        document.is_open()

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        found = await self.candidates(view)
        return found[0].id if len(found) == 1 else ""


async def open_polls(view: View) -> list[Poll]:
    """Return the questions of times that wait for the person, or that they asked, the newest first."""
    found = await view.find(Poll, Equal("asked", view.person.id), Equal("settled", value=False))
    now = [one for one in found if any(span.start > view.local_now for span in one.spans)]
    return sorted(now, key=lambda one: one.asked_at, reverse=True)


class TimeKind(ChoiceKind):
    """One of the times of a question, by its place."""

    def __init__(self, poll: Poll | None = None) -> None:
        super().__init__(lambda view: _times(poll, view), also=lambda _: _also(poll))

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind that knows the question."""
        found = values.get("poll")
        return TimeKind(found) if isinstance(found, Poll) else self


class TimeOrSomeKind(ChoiceKind):
    """The same, or all of them, or none."""

    def __init__(self, poll: Poll | None = None) -> None:
        several = (
            Option(value=ALL, label=t("All of them work")),
            Option(value=NONE, label=t("None of them works")),
        )
        super().__init__(
            lambda view: [*_times(poll, view), *several], also=lambda _: {**_also(poll), ALL: EVERY_TIME}
        )

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind that knows the question."""
        found = values.get("poll")
        return TimeOrSomeKind(found) if isinstance(found, Poll) else self


def _times(poll: Poll | None, view: View) -> list[Option]:
    return [
        Option(value=str(place), label=t("{when}", when=Brief.of(span, view.today)))
        for place, span in enumerate(poll.spans if poll else ())
    ]


def _also(poll: Poll | None) -> dict[str, tuple[str, ...]]:
    """Return each time with its weekday and month in whole words."""
    spans = poll.spans if poll else ()
    return {
        str(place): tuple(format_span(span, language) for language in LANGUAGES)
        for place, span in enumerate(spans)
    }


Alternatives = Annotated[Spans, AlternativesKind()]
Followed = Annotated[Session, FollowedKind()]
AnOpenPoll = Annotated[Poll, PollKind()]
ATime = Annotated[str, TimeKind()]
ATimeOrSome = Annotated[str, TimeOrSomeKind()]
