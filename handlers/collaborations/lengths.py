"""How long things have gone on, in school weeks of the unit's own calendar, and what is late."""

from __future__ import annotations

from datetime import date

from config.school_weeks import school_weeks
from handlers.core.view import View
from handlers.units.names import in_calendar
from storage.documents.collaborations import Collaboration
from storage.documents.people import Unit
from storage.values.times import Instant

DAYS = 7
LATE_IN_YEAR = frozenset({5, 6, 7})  # months in which what begins is of the school year to come


async def weeks_since(since: Instant, collaboration: Collaboration, view: View) -> int:
    """Return how many school weeks of its unit have passed since an instant."""
    unit = await view.get(Unit, collaboration.unit_id)
    calendar = view.municipality.calendar
    form, name = (unit.school_form, in_calendar(unit, calendar)) if unit else ("", "")
    return school_weeks(since.astimezone(view.municipality.zone).date(), view.today, calendar, form, name)


async def weeks_late(collaboration: Collaboration, view: View) -> int:
    """Return by how many school weeks a stage is longer than usual; 0 where it is not, or none is said.

    What is paused or has ended is never late, nor a request that is on the waiting list.
    """
    stage = view.process.stage(collaboration.stage)
    if stage.weeks is None or stage.ended or collaboration.pause or collaboration.waits_for:
        return 0
    began = collaboration.stage_since.astimezone(view.municipality.zone).date()
    if (view.today - began).days < stage.weeks * DAYS:
        return 0  # not even with all breaks counted
    return max(0, await weeks_since(collaboration.stage_since, collaboration, view) - stage.weeks)


def usual_end(unit: Unit, view: View) -> date:
    """Return the day on which a collaboration that begins today is expected to end: as a spring term does."""
    today = view.today
    first = today.year if today.month >= min(LATE_IN_YEAR) else today.year - 1
    calendar = view.municipality.calendar
    return calendar.term("VT", first + view.process.school_years, in_calendar(unit, calendar)).last
