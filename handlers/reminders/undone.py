"""How a reminder of one's own is undone: it is no longer kept."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from storage.documents.reminders import OwnReminder
from storage.values.texts import Refusal, t


async def _check(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal for somebody else's."""
    if any(one.document.person_id != view.person.id for one in of_kind(OwnReminder, changes)):
        raise Refusal("That reminder is not yours.")
    return ()


async def _said(changes: Changes, view: View) -> Undone:
    gone = t("The reminder is removed")
    return Undone(own=gone, others=gone)


kept = Undoing(_check, _said)
