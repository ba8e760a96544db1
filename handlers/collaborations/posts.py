"""Developers' posts that end soon: who has one is asked to hand over what they lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.collaborations.names import unit_name
from handlers.core.act import Duty
from handlers.core.due import Reminder
from handlers.core.replies import Button, Card
from handlers.core.scene import Scene
from handlers.core.view import seen_by
from handlers.people.load import WITHIN_WEEKS, develops_until, led_by
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.store import Equal
from storage.values.texts import t
from storage.values.times import Day


@dataclass(frozen=True)
class EndingPost:
    """Somebody who develops until the day `until`, and the collaborations under way that they lead."""

    person: Person
    until: date
    led: Sequence[Collaboration]


async def ending_posts(scene: Scene) -> list[EndingPost]:
    """Return the posts that end within six weeks, or ended with something still led; the first one first."""
    soon = scene.today + timedelta(weeks=WITHIN_WEEKS)
    found = []
    for person in await scene.find(Person, Equal("dated", value=True)):
        until = develops_until(person)
        if until is None or until > soon:
            continue
        led = await led_by(person, scene)
        if led or until >= scene.today:
            found.append(EndingPost(person, until, led))
    return sorted(found, key=lambda one: one.until)


async def _due(scene: Scene) -> Iterable[str]:
    found = await ending_posts(scene)
    there = [one for one in found if one.led and one.until >= scene.today]
    return [f"post-ends:{one.person.id}:{one.until:%Y%m%d}" for one in there]


async def _tell(duty: Duty, key: str) -> None:
    """Ask them to hand over what they lead, while they are there."""
    person_id = key.split(":")[1]
    ending = next((one for one in await ending_posts(duty) if one.person.id == person_id), None)
    if ending is None:
        return
    view = seen_by(ending.person, duty)
    buttons = [
        Button(
            label=t("Hand over {unit}", unit=await unit_name(one, view)),
            action="hand.over",
            id=one.id,
            revision=one.version,
            opens=True,
        )
        for one in ending.led
    ]
    title = t("Your post ends on {day}", day=Day(day=ending.until))
    text = t("Hand over what those who come after have to know.")
    await duty.letters.tell([person_id], Card(title=title, text=(text,), buttons=tuple(buttons)))


ends = Reminder("post-ends", due=_due, run=_tell)
