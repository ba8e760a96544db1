"""Put several times to the principal and the pair, who tick what works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from handlers.collaborations.chosen import Mine
from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.polls.chosen import Alternatives
from handlers.polls.shown import poll_card
from handlers.polls.telling import send
from handlers.sessions.kind_chosen import SessionKind
from handlers.sessions.planning import clashes, days_off
from handlers.sessions.topic import Topic
from storage.documents.base import new_id
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.polls import MOST_TIMES, Answer, Poll
from storage.documents.sessions import usual_length
from storage.values.texts import Message, Value, t
from storage.values.times import Span

AHEAD = timedelta(weeks=3)


class AskTimes(Form):
    """Where, which times, and what about."""

    collaboration: Mine = ask(t("Collaboration"))
    when: Alternatives = ask(t("Times"), hint=t("For example Thu 3 Dec 14:00, Fri 4 Dec 9:00"))
    topic: Topic = ask(t("Topic"), default="")
    kind: SessionKind = ask(t("Kind of session"), more=True, default="")

    @classmethod
    async def examples(cls, view: View) -> Mapping[str, Value]:
        """Name a week that is soon enough and not taken yet."""
        return {"week": (view.today + AHEAD).isocalendar().week}

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out too few times, or too many to choose among."""
        if len(self.when.spans) < 2:
            return {"when": t("Write at least two times to choose among.")}
        if len(self.when.spans) > MOST_TIMES:
            return {"when": t("Write at most {most} times.", most=MOST_TIMES)}
        return {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell of days off and of clashes."""
        off = await days_off(self.when, self.collaboration, view)
        return [
            *(Notice(one.message) for one in off),
            *await clashes(self.spans(view), self.collaboration.developers, view),
        ]

    def spans(self, view: View) -> tuple[Span, ...]:
        """Return the times, each with an end."""
        usual = usual_length(view.process.session_kind(self.kind))
        return tuple(one.closed(usual) for one in self.when.spans)


@command(
    "poll",
    sv="fråga om tider",
    about=t("Put several times to principal and pair"),
    example=t(
        "poll {collaboration} Tuesday week {week} 14:00, Wednesday week {week} 9:00",
        collaboration="Granliden",
        week=49,
    ),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    tells=True,
    order=61,
    also=("ask about times", "vilka tider fungerar", "which times work", "doodle"),
)
async def poll(act: Act, form: AskTimes) -> Reply:
    """Keep the question, and send it to those who are asked; who asks can do all of the times."""
    collaboration, spans = form.collaboration, form.spans(act)
    asked = tuple(dict.fromkeys((*collaboration.principals, *collaboration.developers, act.person.id)))
    kept = act.save(
        Poll(
            id=new_id(),
            collaboration_id=collaboration.id,
            session_kind=act.process.session_kind(form.kind).id,
            topic=form.topic,
            asked_by=act.person.id,
            asked_at=act.now,
            spans=spans,
            asked=asked,
            answers=(Answer(person_id=act.person.id, works=tuple(range(len(spans)))),),
        )
    )
    await send(kept, [one for one in asked if one != act.person.id], act)
    return await poll_card(kept, act)
