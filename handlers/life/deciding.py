"""What those who coordinate decide of a collaboration: that it is paused, extended or closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.replies import Fact, Reply
from handlers.life.coming import Fate
from handlers.life.telling import reason_fact, shown, tell
from storage.documents.collaborations import Collaboration
from storage.documents.steps import StepKind
from storage.values.texts import t
from storage.values.times import Day


async def pause(
    collaboration: Collaboration,
    back: date | None,
    reason: str,
    coming: str,
    act: Act,
    also: Sequence[str] = (),
) -> Reply:
    """Pause it until the first day back, deal with the sessions until then, and tell those concerned."""
    resting = collaboration.rest(back, reason, act.process, now=act.now, today=act.today)
    fate = await Fate.of(coming, collaboration, back, act)
    paused = take_step(StepKind.PAUSED, collaboration, resting, act, reason=reason)
    unit = await unit_name(paused, act)
    dealt_with = fate.carried_out(act)
    facts = (*_first_day_back(back), *reason_fact(reason), *dealt_with)
    title = t("{name} has paused the collaboration with {unit}", name=act.person.name, unit=unit)
    await tell(paused, title, facts, act, also=also)
    return await shown(paused, t("Paused"), dealt_with, act)


async def extend(
    collaboration: Collaboration, until: date, reason: str, act: Act, also: Sequence[str] = ()
) -> Reply:
    """Expect it to go on until a day, and tell those concerned."""
    longer = collaboration.extend(until, act.process, today=act.today)
    extended = take_step(StepKind.EXTENDED, collaboration, longer, act, reason=reason)
    unit = await unit_name(extended, act)
    last = Fact(label=t("Expected end"), value=t("{day}", day=Day(day=until)))
    title = t("The collaboration with {unit} goes on until {day}", unit=unit, day=Day(day=until))
    await tell(extended, title, reason_fact(reason), act, also=also)
    return await shown(extended, t("Extended"), (last,), act)


async def close(
    collaboration: Collaboration, reason: str, coming: str, act: Act, *, early: bool, also: Sequence[str] = ()
) -> Reply:
    """End it, deal with the sessions to come, and tell those concerned."""
    ended = collaboration.close(reason, act.process, early=early, now=act.now)
    fate = await Fate.of(coming, collaboration, None, act)
    closed = take_step(StepKind.CLOSED, collaboration, ended, act, reason=reason)
    unit = await unit_name(closed, act)
    dealt_with = fate.carried_out(act)
    facts = (*reason_fact(reason), *dealt_with)
    title = (
        t("The collaboration with {unit} has ended early", unit=unit)
        if early
        else t("The collaboration with {unit} is completed", unit=unit)
    )
    await tell(closed, title, facts, act, also=also)
    return await shown(closed, t("Closed"), dealt_with, act)


def _first_day_back(back: date | None) -> tuple[Fact, ...]:
    value = t("{day}", day=Day(day=back)) if back else t("not decided yet")
    return (Fact(label=t("First day back"), value=value),)
