"""How often the programme's standpoints have been worked with: in goals, sessions and reflections."""

from __future__ import annotations

from collections import Counter
from datetime import date

from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.replies import Button, Reply, Table
from handlers.core.view import View
from handlers.reflections.access import may_read
from handlers.sessions.mine import midnight, sessions_since
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held
from storage.store import Equal, NotBefore
from storage.turns import parts
from storage.values.texts import named, t, typed
from storage.values.times import SchoolYear, instant_text

AT_ONCE = 100  # documents before others get a turn: about 1 ms


class Standpoints(Form):
    """Nothing is asked."""


@command(
    "standpoints",
    sv="ståndpunkter",
    about=t("See which standpoints are worked with"),
    example=t("standpoints"),
    reads=True,
    order=83,
    also=("ståndpunkterna", "våra ståndpunkter"),
)
async def standpoints(view: View, form: Standpoints) -> Reply:
    """Count goals under way, and this school year's sessions and reflections that the reader may know of."""
    year = SchoolYear.of(view.today)
    first = date(year.start, 8, 1)
    own = () if view.person.coordinates else (Equal("members", view.person.id),)
    collaborations = {one.id: one for one in await view.find(Collaboration, *own)}
    goals = Counter(
        goal.standpoint
        for one in collaborations.values()
        if not one.has_ended(view.process)
        for goal in one.goals
    )
    sessions = Counter(one.standpoint for one in await sessions_since(first, [Held.BOOKED, Held.HELD], view))
    reflections = await _reflections(first, collaborations, view)
    rows = [
        (named(one), *(typed(str(counts[one.id])) for counts in (goals, sessions, reflections)))
        for one in view.municipality.programme.standpoints
    ]
    return Table(
        title=t("Standpoints, school year {year}", year=str(year)),
        columns=(t("Standpoint"), t("Goals"), t("Sessions"), t("Reflections")),
        rows=tuple(rows),
        empty=t("The programme has no standpoints."),
        buttons=(Button(label=t("See the status"), action="status"),),
    )


async def _reflections(
    first: date, collaborations: dict[str, Collaboration], view: View
) -> Counter[str | None]:
    """Count the reflections that the reader may read, by their standpoint."""
    since = NotBefore("written_at", instant_text(midnight(first, view)))
    found = await view.find(Reflection, since)
    counts: Counter[str | None] = Counter()
    async for part in parts(found, AT_ONCE):
        counts.update(
            one.standpoint
            for one in part
            if one.standpoint and may_read(view.person, one, collaborations.get(one.collaboration_id or ""))
        )
    return counts
