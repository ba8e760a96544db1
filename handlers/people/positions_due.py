"""Takes note of positions that begin or have ended: what somebody is follows from them each day."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.act import Duty
from handlers.core.due import Reminder
from handlers.core.scene import Scene
from storage.documents.people import Person
from storage.store import Equal


async def _changing(scene: Scene) -> Iterable[str]:
    people = await scene.find(Person, Equal("dated", value=True))
    today = scene.today
    return [f"roles:{one.id}:{today:%Y%m%d}" for one in people if one.on(today) is not one]


async def _change(duty: Duty, key: str) -> None:
    person = await duty.get(Person, key.split(":")[1])
    if person:
        duty.save(person.on(duty.today))


roles = Reminder("roles", due=_changing, run=_change)
