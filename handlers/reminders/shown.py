"""How a reminder is shown, to the one whose it is."""

from __future__ import annotations

from handlers.core.replies import Button, Card, Style
from handlers.core.standing import Stands
from handlers.core.view import View
from storage.documents.reminders import OwnReminder
from storage.values.texts import Message, t, typed
from storage.values.times import Span

IN_A_LABEL = 40  # characters


def when_of(reminder: OwnReminder, view: View) -> Span:
    """Return its time on the wall clock."""
    return Span(start=reminder.at.astimezone(view.municipality.zone))


def remove_button(reminder: OwnReminder) -> Button:
    """Return the button that takes it away."""
    text = reminder.text if len(reminder.text) <= IN_A_LABEL else reminder.text[: IN_A_LABEL - 1] + "…"
    return Button(
        label=t("Remove the reminder {text}", text=text),
        action="reminders.remove",
        id=reminder.id,
        revision=reminder.version,
        style=Style.DANGER,
    )


def reminder_card(reminder: OwnReminder, view: View, *, title: Message | None = None) -> Card:
    """Return when it is said, and of what it reminds."""
    when = t("{when}", when=when_of(reminder, view))
    return Card(title=title or when, text=(typed(reminder.text),), buttons=(remove_button(reminder),))


async def _stands(reminder: OwnReminder, view: View) -> Card | None:
    return reminder_card(reminder, view) if reminder.person_id == view.person.id else None


stands = Stands(OwnReminder, _stands)
