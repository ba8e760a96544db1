"""How a question of times is shown: each time with those for whom it works, and what can be pressed."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.collaborations.access import may_lead
from handlers.collaborations.names import unit_name
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.standing import Stands
from handlers.core.view import View
from handlers.people.names import people_names, person_name
from handlers.polls.chosen import ALL, NONE
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.documents.polls import Poll
from storage.documents.sessions import Session
from storage.values.texts import Message, t, typed
from storage.values.times import Brief, Span


async def poll_card(poll: Poll, view: View, *, title: Message | None = None) -> Card:
    """Return it as one who is asked, or who leads, sees it."""
    collaboration = await view.need(Collaboration, poll.collaboration_id)
    facts = [
        Fact(label=_when(span, view), value=await _for_whom(poll, place, view))
        for place, span in enumerate(poll.spans)
    ]
    if poll.topic:
        facts.insert(0, Fact(label=t("Topic"), value=typed(poll.topic)))
    if poll.reason:
        facts.insert(0, Fact(label=t("Reason"), value=typed(poll.reason)))
    session = await view.get(Session, poll.session_id)
    if session:
        facts.insert(0, Fact(label=t("Instead of"), value=session_line(session, view)))
    leads = may_lead(view.person, collaboration)
    head = title or await _title(poll, view)
    return Card(
        title=t("{title}: {unit}", title=head, unit=await unit_name(collaboration, view)),
        facts=tuple(facts),
        buttons=() if poll.settled else _buttons(poll, view, leads=leads),
    )


async def _title(poll: Poll, view: View) -> Message:
    if poll.settled:
        return t("The question of times is settled")
    if poll.asked_by == view.person.id:
        return t("You asked about times")
    name = await person_name(poll.asked_by, view)
    if poll.session_id:
        return t("{name} proposes another time", name=name)
    return t("{name} asks which times work", name=name)


def _when(span: Span, view: View) -> Message:
    return t("{when}", when=Brief.of(span, view.today))


async def _for_whom(poll: Poll, place: int, view: View) -> Message:
    works = poll.works_for(place)
    return await people_names(works, view) if works else typed("–")


def _buttons(poll: Poll, view: View, *, leads: bool) -> tuple[Button, ...]:
    about = {"id": poll.id, "revision": poll.version}
    taken = [_take(poll, place, about, view) for place in _chosen(poll)] if leads else []
    asked = view.person.id in poll.asked and not (poll.session_id and leads)
    drop = Button(label=t("Keep the time"), action="keep.time", **about)
    return (
        *taken,
        *(_ticks(poll, about, view) if asked else ()),
        *((drop,) if leads and poll.session_id else ()),
    )


def _ticks(poll: Poll, about: dict[str, object], view: View) -> Iterable[Button]:
    """Yield a button for each time, and those for all and for none of them."""
    works = poll.work_for(view.person.id)
    for place, span in enumerate(poll.spans):
        when = Brief.of(span, view.today)
        if place in works:
            label, action = t("Doesn't work: {when}", when=when), "does.not.work"
        else:
            label, action = t("Works: {when}", when=when), "works"
        yield Button(label=label, action=action, choice=str(place), **about)
    if len(poll.spans) > 1 and len(works) < len(poll.spans):
        yield Button(label=t("All of them work"), action="works", choice=ALL, **about)
    yield Button(label=t("None of them works"), action="works", choice=NONE, **about)


def _chosen(poll: Poll) -> Iterable[int]:
    """Return the times that those who lead can take: where others have answered, the most wished first."""
    if not any(one.person_id != poll.asked_by for one in poll.answers) and not poll.session_id:
        return ()
    return sorted(range(len(poll.spans)), key=lambda place: (-len(poll.works_for(place)), place))


def _take(poll: Poll, place: int, about: dict[str, object], view: View) -> Button:
    when = Brief.of(poll.spans[place], view.today)
    style = Style.PRIMARY if poll.works_for(place) else Style.PLAIN
    return Button(
        label=t("Take the time {when}", when=when),
        action="take.time",
        choice=str(place),
        style=style,
        **about,
    )


async def _stands(poll: Poll, view: View) -> Card | None:
    return await poll_card(poll, view)


stands = Stands(Poll, _stands)
