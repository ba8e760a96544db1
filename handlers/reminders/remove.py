"""Take away a reminder of one's own before it is said."""

from __future__ import annotations

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply, Say
from handlers.reminders.chosen import Own
from handlers.reminders.shown import when_of
from storage.values.texts import t


class Remove(Form):
    """Which one."""

    reminder: Own = ask(t("Reminder"))


@command(
    "reminders remove",
    sv="påminnelser ta bort",
    about=t("Remove a reminder"),
    example=t("reminders remove"),
    order=86,
    back=t("Write “remind” to be reminded again."),
)
async def remove(act: Act, form: Remove) -> Reply:
    """Take it away."""
    act.remove(form.reminder)
    when = when_of(form.reminder, act)
    return Say(text=t("I won't remind you {when}: {text}", when=when, text=form.reminder.text))
