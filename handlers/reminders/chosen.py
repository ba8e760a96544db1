"""The field that names a reminder of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from handlers.core.view import View
from handlers.fields.pick import PickKind
from handlers.reminders.shown import when_of
from storage.documents.reminders import OwnReminder
from storage.store import Equal, NotBefore
from storage.values.texts import Message, Refusal, t
from storage.values.times import Brief, instant_text

JUST_AFTER = timedelta(microseconds=1)


async def own_reminders(view: View) -> list[OwnReminder]:
    """Return the reader's reminders to come, the next one first."""
    to_come = NotBefore("at", instant_text(view.now + JUST_AFTER))
    return await view.find(OwnReminder, Equal("person_id", view.person.id), to_come, order_by="at")


class OwnReminderKind(PickKind[OwnReminder]):
    """A reminder of one's own that has not been said yet."""

    document = OwnReminder
    none = t("You have no reminders.")

    async def candidates(self, view: View) -> Sequence[OwnReminder]:
        """Return them, the next one first."""
        return await own_reminders(view)

    async def name(self, document: OwnReminder, view: View) -> str:
        """Return what it reminds of."""
        return document.text

    async def label(self, document: OwnReminder, view: View) -> Message:
        """Return when it is said, and of what it reminds."""
        return t("{when} {text}", when=Brief.of(when_of(document, view), view.today), text=document.text)

    async def show(self, value: OwnReminder, view: View) -> Message:
        """Return the same."""
        return await self.label(value, view)

    async def check(self, document: OwnReminder, view: View) -> None:
        """Raise Refusal for somebody else's."""
        if document.person_id != view.person.id:
            raise Refusal("That reminder is not one of yours.")

    async def default(self, view: View) -> str:
        """Return the only one there is."""
        found = await own_reminders(view)
        return found[0].id if len(found) == 1 else ""


Own = Annotated[OwnReminder, OwnReminderKind()]
