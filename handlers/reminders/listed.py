"""One's own reminders."""

from __future__ import annotations

from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.lists import NARROW, page_of, paged
from handlers.core.replies import Button, Card, Reply, Table
from handlers.core.view import View
from handlers.reminders.chosen import own_reminders
from handlers.reminders.shown import remove_button, when_of
from storage.values.texts import t, tn, typed
from storage.values.times import Brief

MOST_BUTTONS = 5


class Reminders(Form):
    """Nothing is asked."""


@command(
    "reminders",
    sv="påminnelser",
    about=t("See your reminders"),
    example=t("reminders"),
    reads=True,
    order=85,
)
async def reminders(view: View, form: Reminders) -> Reply:
    """List those to come, the next one first."""
    found = await own_reminders(view)
    if not found:
        new = Button(label=t("Be reminded of something"), action="remind", opens=True)
        return Card(title=t("You have no reminders."), buttons=(new,))
    page = page_of(found, NARROW, view)
    table = Table(
        title=tn("{count} reminder", "{count} reminders", len(found)),
        columns=(t("When"), t("Of what")),
        rows=tuple(
            (t("{when}", when=Brief.of(when_of(one, view), view.today)), typed(one.text)) for one in page
        ),
        empty=t("You have no reminders."),
        buttons=tuple(remove_button(one) for one in page[:MOST_BUTTONS]),
    )
    return paged(table, len(found), NARROW, t("remove some to see fewer."), view)
