"""Lets those who have become developers take part in the own group's sessions that were booked before."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.act import Duty
from handlers.core.due import Reminder
from handlers.core.scene import Scene
from handlers.core.view import seen_by
from handlers.sessions.shown import session_table
from storage.documents.people import Person, Role
from storage.documents.sessions import Held, Session
from storage.store import Equal, NotBefore
from storage.values.texts import t
from storage.values.times import instant_text


async def _to_come(scene: Scene) -> list[Session]:
    """Return the own group's sessions that are booked and have not begun, in order."""
    return await scene.find(
        Session,
        Equal("collaboration_id", None),
        Equal("state", Held.BOOKED.value),
        NotBefore("starts_at", instant_text(scene.now)),
        order_by="starts_at",
    )


async def _due(scene: Scene) -> Iterable[str]:
    sessions = await _to_come(scene)
    if not sessions:
        return []
    developers = await scene.find(Person, Equal("roles", Role.DEVELOPER.value), Equal("active", value=True))
    return [
        f"own-group:{person.id}:{scene.today:%Y%m%d}"
        for person in developers
        if person.approved and any(person.id not in one.people for one in sessions)
    ]


async def _join(duty: Duty, key: str) -> None:
    """Take them in, and tell them of all these sessions at once."""
    person = await duty.get(Person, key.split(":")[1])
    if person is None:
        return
    joined = [
        duty.save(one.changed(people=(*one.people, person.id)))
        for one in await _to_come(duty)
        if person.id not in one.people
    ]
    if joined:
        title = t("The developers' own sessions to come")
        await duty.letters.tell([person.id], await session_table(joined, seen_by(person, duty), title=title))


joins = Reminder("own-group", due=_due, run=_join)
