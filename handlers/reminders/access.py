"""Who may know of a reminder: whoever wanted it."""

from __future__ import annotations

from handlers.core.guards import Get, Guard
from storage.documents.people import Person
from storage.documents.reminders import OwnReminder


async def _may_read(person: Person, reminder: OwnReminder, get: Get) -> bool:
    return person.id == reminder.person_id


guard = Guard(OwnReminder, _may_read)
