"""When people meet next."""

from __future__ import annotations

from handlers.collaborations.lacking import only_unit, what_lacks
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.sessions.gap import nothing_booked, nothing_booked_at
from handlers.sessions.mine import next_session
from handlers.sessions.shown import session_card
from handlers.units.chosen import KnownUnit
from storage.values.texts import t


class NextSession(Form):
    """Where; the very next one of all where nothing is said."""

    unit: KnownUnit | None = ask(t("Unit"), default=None)


@command(
    "next session",
    sv="nästa träff",
    about=t("See when you meet next"),
    example=t("next session Granliden"),
    reads=True,
    order=48,
)
async def next_one(view: View, form: NextSession) -> Reply:
    """Show the next session, or what is to be done where none is booked."""
    found = await next_session(view, form.unit.id if form.unit else None)
    if found:
        return await session_card(found, view, title=t("Next session"))
    unit = form.unit or await only_unit(view)
    if unit is None:
        return nothing_booked(view)
    return await what_lacks(unit, view) or nothing_booked_at(unit, view)
