"""Name partners of a collaboration: people from other support units who are invited to its sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated

from handlers.collaborations.leaders import those_who_lead
from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act, Duty
from handlers.core.command import command
from handlers.core.due import Reminder
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Reply
from handlers.core.scene import Scene
from handlers.core.view import View
from handlers.fields.day import EndDay, StartDay
from handlers.life import undone
from handlers.life.chosen import UnderWay
from handlers.life.coming import times_of, to_come
from handlers.life.telling import shown
from handlers.people.chosen import PeopleKind
from handlers.people.positions_shown import days_of
from storage.documents.collaborations import Collaboration
from storage.documents.lives import Partner
from storage.documents.people import COORDINATING, DEVELOPING, Person, Position
from storage.documents.steps import StepKind
from storage.store import Equal
from storage.values.texts import Message, t, together

Invited = Annotated[tuple[Person, ...], PeopleKind()]


class Partners(Form):
    """Where, who, and from when until when."""

    collaboration: UnderWay = ask(t("Collaboration"))
    people: Invited = ask(t("Who"), hint=t("They are invited to the sessions; they don't lead them."))
    since: StartDay | None = ask(t("From"), default=None)
    until: EndDay | None = ask(t("Last day"), hint=t("A past day ends it."), default=None)

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out who takes part already, and an end before the beginning."""
        leading = [one.name for one in self.people if one.id in self._leading]
        if leading:
            return {"people": t("{names} takes part already.", names=together(leading))}
        if self.since and self.until and self.until < self.since:
            return {"until": t("It ends before it begins.")}
        return {}

    def covers(self, day: date) -> bool:
        """Tell whether they are invited on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def _leading(self) -> tuple[str, ...]:
        return (*self.collaboration.principals, *self.collaboration.developers)

    async def notices(self, view: View) -> Sequence[Notice]:
        """Say nothing more."""
        return ()


@command(
    "partners",
    sv="medverkande",
    about=t("Invite people from other support units to a collaboration"),
    example=t("partners {collaboration} {people} until VT28", collaboration="Granliden", people="Ylva"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    tells=True,
    order=88,
    back=t("Write “partners” with a last day that is over."),
    undoing=undone.lived,
)
async def partners(act: Act, form: Partners) -> Reply:
    """Keep them, and tell them; with a last day that is over they are taken away."""
    ids = {one.id for one in form.people}
    ended = form.until is not None and form.until < act.today
    kept = tuple(one for one in form.collaboration.partners if one.person_id not in ids)
    named = () if ended else (Partner(person_id=i, since=form.since, until=form.until) for i in sorted(ids))
    after = form.collaboration.changed(partners=(*kept, *named))
    names = together([one.name for one in form.people])
    changed = take_step(StepKind.CHANGED, form.collaboration, after, act)
    unit = await unit_name(changed, act)
    if ended:
        title = t("You are no longer invited to the sessions of {unit}", unit=unit)
        await act.letters.tell(ids, Card(title=title))
        return await shown(changed, t("No longer invited"), [Fact(label=t("Who"), value=names)], act)
    days = days_of(Position(since=form.since, until=form.until))
    facts = [Fact(label=t("When"), value=one) for one in days]
    if coming := [one for one in await to_come(changed, act) if form.covers(one.span.start.date())]:
        facts.append(Fact(label=t("Booked sessions"), value=times_of(coming, act)))
    title = t("{name} invites you to the sessions of {unit}", name=act.person.name, unit=unit)
    await act.letters.tell(ids, Card(title=title, facts=tuple(facts)), about=changed)
    return await shown(changed, t("Invited"), [Fact(label=t("Who"), value=names)], act)


async def _over(scene: Scene) -> Iterable[str]:
    found = await scene.find(Collaboration, Equal("has_partners", value=True))
    today = scene.today
    return [
        f"partners:{one.id}:{today:%Y%m%d}"
        for one in found
        if any(partner.until and partner.until < today for partner in one.partners)
    ]


async def _take_away(duty: Duty, key: str) -> None:
    """Take away those whose last day is over, so that they see nothing of it any more."""
    collaboration = await duty.get(Collaboration, key.split(":")[1])
    if collaboration:
        left = tuple(one for one in collaboration.partners if not one.until or one.until >= duty.today)
        take_step(StepKind.CHANGED, collaboration, collaboration.changed(partners=left), duty)


over = Reminder("partners", due=_over, run=_take_away)
