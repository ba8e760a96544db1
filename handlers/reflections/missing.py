"""Which sessions that have ended wait for a reflection."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.leaders import who_leads
from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.lists import WIDE, page_of, paged
from handlers.core.replies import Button, Reply, Say, Style, Table
from handlers.core.scene import Scene
from handlers.core.view import View
from handlers.people.names import people_names
from handlers.sessions.chosen import closed_among
from handlers.sessions.names import session_unit
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal
from storage.values.texts import Message, t, tn, typed
from storage.values.times import Brief, instant_text


class Missing(Form):
    """Nothing is asked."""


@command(
    "reflections missing",
    sv="reflektioner saknas",
    about=t("See which sessions wait for a reflection"),
    example=t("reflections missing"),
    reads=True,
    order=61,
)
async def missing(view: View, form: Missing) -> Reply:
    """List them: all to who coordinates, one's own to who leads them.

    Who of the pair has written is nobody else's to know: a session waits as long as nobody has.
    """
    if not (view.person.coordinates or view.person.develops):
        return Say(text=await _not_yours(view))
    found = await _waiting(view)
    if not found:
        return Say(text=t("No session waits for a reflection."))
    table = Table(
        title=tn(
            "{count} session waits for a reflection", "{count} sessions wait for a reflection", len(found)
        ),
        columns=(t("When"), t("Unit"), t("Topic"), t("Led by")),
        rows=tuple([await _row(one, view) for one in page_of(found, WIDE, view)]),
        empty=t("No session waits for a reflection."),
        buttons=(Button(label=t("Log reflection"), action="reflect", style=Style.PRIMARY, opens=True),),
    )
    return paged(table, len(found), WIDE, t("log a reflection to see fewer."), view)


async def _not_yours(view: View) -> Message:
    leaders = await who_leads(view)
    if leaders is None:
        return t("You take part in no collaboration right now.")
    return t("Those who lead the sessions know that: {names}.", names=leaders)


async def _waiting(view: View) -> list[Session]:
    """Return what has ended without a reflection, and one's own where one's own is lacking, latest first."""
    own = await view.find(Session, Equal("people", view.person.id), _ended(view))
    open_ones = await _of_open(own, view)
    found = {one.id: one for one in open_ones if await _lacks_own(one, view)}
    if view.person.coordinates:
        found |= {one.id: one for one in await unsaid(view)}
    return sorted(found.values(), key=lambda one: one.ends_at, reverse=True)


async def unsaid(scene: Scene) -> list[Session]:
    """Return the sessions that have ended and of which nobody has said yet what became of them."""
    found = await scene.find(Session, Equal("state", Held.BOOKED.value), _ended(scene))
    return await _of_open(found, scene)


async def _of_open(sessions: Sequence[Session], scene: Scene) -> list[Session]:
    """Return those whose collaboration has not ended; after that nothing is reflected on."""
    closed = await closed_among({one.collaboration_id for one in sessions}, scene)
    return [one for one in sessions if one.collaboration_id not in closed]


def _ended(scene: Scene) -> Before:
    return Before("ends_at", instant_text(scene.now))


async def _lacks_own(session: Session, view: View) -> bool:
    if session.state is Held.CANCELLED or view.person.id in session.absent:
        return False
    return await view.get(Reflection, Reflection.id_of(session.id, view.person.id)) is None


async def _row(session: Session, view: View) -> tuple[Message, ...]:
    return (
        t("{when}", when=Brief.of(session.span, view.today)),
        await session_unit(session, view),
        typed(session.topic or "–"),
        await people_names(session.people, view),
    )
