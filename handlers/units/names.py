"""The names of units."""

from __future__ import annotations

from config.calendar import Calendar
from handlers.core.view import View
from storage.documents.people import Unit
from storage.store import Equal
from storage.values.letters import key_of
from storage.values.texts import Message, t


async def unit_names(view: View) -> list[str]:
    """Return the names of all units of the register."""
    return [unit.name for unit in await view.find(Unit, Equal("confirmed", value=True))]


def in_calendar(unit: Unit, calendar: Calendar) -> str:
    """Return what `calendar.toml` calls a unit that has days of its own there, or "".

    A unit that was renamed keeps its days: they may stand under a name that it had before.
    """
    own = {key_of(name): name for name in calendar.units}
    names = (unit.name, *reversed(unit.called_before))
    return next((own[key_of(name)] for name in names if key_of(name) in own), "")


async def taken(name: str, own: Unit | None, view: View) -> dict[str, Message]:
    """Return what is wrong with a unit's name, by field, where another than its own unit has it."""
    others = await view.find(Unit, Equal("name_key", key_of(name)), Equal("confirmed", value=True))
    if any(own is None or other.id != own.id for other in others):
        return {"name": t("There is already a unit called {name}.", name=name)}
    return {}
