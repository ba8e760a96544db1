"""Say that a session's time doesn't work, and propose others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.collaborations.leaders import pair_of
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import NamedLine
from handlers.polls.chosen import Alternatives, Followed
from handlers.polls.shown import poll_card
from handlers.polls.telling import send
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.people import AT_A_UNIT, DEVELOPING
from storage.documents.polls import MOST_TIMES, Answer, Poll
from storage.store import Equal
from storage.values.texts import Message, Refusal, t


class Suggest(Form):
    """Which session, which times instead, and why."""

    session: Followed = ask(t("Session"))
    when: Alternatives = ask(t("Times that work"), hint=t("For example Thu 3 Dec 14:00, Fri 4 Dec 9:00"))
    reason: NamedLine = ask(
        t("Reason"), hint=t("Those who lead it will read it. Don't name anyone's health."), default=""
    )

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out more times than can be chosen among."""
        many = len(self.when.spans) > MOST_TIMES
        return {"when": t("Write at most {most} times.", most=MOST_TIMES)} if many else {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell who chooses among them. Raises Refusal where a proposal for it waits already."""
        waiting = await view.find(Poll, Equal("session_id", self.session.id), Equal("settled", value=False))
        if any(one.asked_by == view.person.id for one in waiting):
            raise Refusal("You have proposed other times for it already. Wait until one is chosen.")
        collaboration = await view.get(Collaboration, self.session.collaboration_id)
        names = await pair_of(collaboration, view) if collaboration else None
        if names is None:
            return ()
        return [Notice(t("{names} choose one of the times, or keep the one there is.", names=names))]


@command(
    "suggest time",
    sv="föreslå tid",
    about=t("Say that a time doesn't work, and propose others"),
    example=t("suggest time {session} Friday 9:00", session="Granliden"),
    who=AT_A_UNIT | DEVELOPING,
    tells=True,
    order=62,
    also=(
        "föreslå tider",
        "föreslå annan tid",
        "föreslå en annan tid",
        "suggest times",
        "suggest another time",
        "tiden passar inte",
        "tiden funkar inte",
        "the time doesn't work",
    ),
)
async def suggest(act: Act, form: Suggest) -> Reply:
    """Keep it, and let those who lead the session choose with one press."""
    session = form.session
    collaboration = await act.need(Collaboration, session.collaboration_id or "")
    spans = tuple(one.closed(session.ends_at - session.starts_at) for one in form.when.spans)
    kept = act.save(
        Poll(
            id=new_id(),
            collaboration_id=collaboration.id,
            session_id=session.id,
            session_kind=session.session_kind,
            reason=form.reason,
            asked_by=act.person.id,
            asked_at=act.now,
            spans=spans,
            asked=tuple(dict.fromkeys((act.person.id, *collaboration.developers))),
            answers=(Answer(person_id=act.person.id, works=tuple(range(len(spans)))),),
        )
    )
    await send(kept, [one for one in collaboration.developers if one != act.person.id], act)
    return await poll_card(kept, act, title=t("Your proposal is sent"))
