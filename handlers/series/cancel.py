"""Call the sessions of a series off, all to come or from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.series import undone
from handlers.series.chosen import ASeries, FromDay, from_on
from handlers.series.telling import tell_series, times
from handlers.sessions.names import session_unit
from storage.documents.people import COORDINATING, DEVELOPING
from storage.values.texts import t, tn, typed


class CancelSeries(Form):
    """Which series, from when, and why."""

    series: ASeries = ask(t("Series"))
    since: FromDay | None = ask(t("From"), hint=t("For example from 3 December"), default=None)
    reason: Line = ask(
        t("Reason"), hint=t("Those concerned will read it. Don't name anyone's health."), default=""
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Count them. Raises Refusal where none is to come."""
        found = await from_on(self.series, self.since, view)
        count = tn("{count} session is cancelled:", "{count} sessions are cancelled:", len(found))
        return [Notice(count), Notice(times([one.span for one in found], view))]

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Leave out what was not said."""
        return [fact for name, fact in shown.items() if name != "since" or self.since]


@command(
    "cancel series",
    sv="ställ in serien",
    about=t("Cancel a series of sessions, or its rest"),
    example=t("cancel series {series} from 3 December", series="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    tells=True,
    order=58,
    also=("ställ in hela serien", "avboka serien", "cancel the series"),
    back=t("Book them anew with “book”."),
    undoing=undone.cancelled,
)
async def cancel(act: Act, form: CancelSeries) -> Reply:
    """Cancel them, and tell those concerned once."""
    found = [act.save(one.cancel()) for one in await from_on(form.series, form.since, act)]
    facts = [Fact(label=t("Times"), value=times([one.span for one in found], act))]
    if form.reason:
        facts.append(Fact(label=t("Reason"), value=typed(form.reason)))
    count = len(found)
    told = tn(
        "{name} has cancelled {count} session",
        "{name} has cancelled {count} sessions",
        count,
        name=act.person.name,
    )
    await tell_series(found, told, facts, act)
    title = tn(
        "{count} session is cancelled: {unit}",
        "{count} sessions are cancelled: {unit}",
        count,
        unit=await session_unit(found[0], act),
    )
    return Card(title=title, facts=tuple(facts))
