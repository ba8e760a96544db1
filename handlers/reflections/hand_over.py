"""Hand a collaboration over to whoever leads it after oneself, with the reflections that they may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers.collaborations.chosen import CollaborationKind
from handlers.collaborations.handing import hand_over_facts, left_lately, let_read
from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import FieldKind, Form, Notice, Problem, Read, ask
from handlers.core.replies import Card, Fact, Input, Option, Reply
from handlers.core.view import View
from handlers.fields.text import NamedLine, NamedParagraph, Paragraph
from handlers.people.names import people_names
from handlers.sessions.shown import session_line
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.handovers import HandOver
from storage.documents.people import DEVELOPING
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Session
from storage.documents.steps import StepKind
from storage.store import Equal
from storage.values.texts import Message, Refusal, listed, t, tn

MOST_LISTED = 40


class LedOrLeftKind(CollaborationKind):
    """A collaboration that the person leads, or led until lately."""

    none = t("You lead nothing that you could hand over.")

    async def _of_person(self, view: View) -> Sequence[Collaboration]:
        left = [await view.get(Collaboration, one) for one in await left_lately(view.person, view)]
        led = await view.find(Collaboration, Equal("members", view.person.id))
        return list({one.id: one for one in (*led, *left) if one}.values())

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for what the person didn't lead lately, and what has ended."""
        led = view.person.id in document.developers or document.id in await left_lately(view.person, view)
        if not led:
            raise Refusal("That collaboration is not one that you lead.")
        if document.has_ended(view.process):
            raise Refusal("This collaboration has ended.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


class OwnReflectionsKind(FieldKind):
    """Some of the person's own reflections of a collaboration."""

    input: ClassVar[Input] = Input.CHOICES
    by_name: ClassVar[bool] = True

    def __init__(self, collaboration: Collaboration | None = None) -> None:
        self._collaboration = collaboration

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return those of the collaboration that is handed over."""
        return OwnReflectionsKind(values.get("collaboration"))

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return the person's reflections there, the latest first."""
        return [
            Option(value=one.id, label=await _line(one, view))
            for one in (await self._own(view))[:MOST_LISTED]
        ]

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the options that are ticked."""
        ticked = (raw,) if isinstance(raw, str) else raw
        return tuple(one for one in await self.options(view) if one.value in ticked)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the reflections. Raises Problem for one that isn't the person's own there."""
        ids = [one for one in ((raw,) if isinstance(raw, str) else raw) if one]
        own = {one.id: one for one in await self._own(view)}
        if not set(ids) <= set(own):
            raise Problem(t("Choose among your own reflections in the form."))
        return Read(tuple(own[one] for one in ids))

    def to_json(self, value: Any) -> JsonValue:
        """Return the ids."""
        return [one.id for one in value]

    async def show(self, value: Any, view: View) -> Message:
        """Return which sessions they are about."""
        return listed(*[await _line(one, view) for one in value]) if value else t("none")

    async def _own(self, view: View) -> list[Reflection]:
        if self._collaboration is None:
            return []
        its = Equal("collaboration_id", self._collaboration.id), Equal("author_id", view.person.id)
        return list(reversed(await view.find(Reflection, *its, order_by="written_at")))


async def _line(reflection: Reflection, view: View) -> Message:
    session = await view.get(Session, reflection.session_id)
    return session_line(session, view) if session else t("a session that is no longer kept")


class HandOverForm(Form):
    """What whoever comes after has to know, and may read."""

    collaboration: Annotated[Collaboration, LedOrLeftKind()] = ask(t("Collaboration"))
    where_we_are: Paragraph = ask(t("Where we are"), hint=t("Don't name students or anyone's health."))
    agreed: NamedParagraph = ask(t("What is agreed"), default="")
    next_step: NamedLine = ask(t("What is next"), default="")
    whom_to_ask: NamedLine = ask(t("Whom to ask"), default="")
    reflections: Annotated[tuple[Reflection, ...], OwnReflectionsKind()] = ask(
        t("Your reflections that they may read"),
        hint=t("What you wrote only for yourself is never among it."),
        more=True,
        default=(),
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell who reads it, and who reads ticked reflections besides."""
        others = [one for one in self.collaboration.developers if one != view.person.id]
        later = _came_later(self.collaboration)
        shared = [one for one in self.reflections if Readers.PRINCIPAL in one.shared_with]
        notices = [t("Nobody else is appointed yet: whoever is will read it.")]
        if others:
            notices = [t("{names} will read it.", names=await people_names(others, view))]
        if later and shared:
            names = await people_names(later, view)
            notices.append(
                t("{names} will read what you shared with the principal before, too.", names=names)
            )
        return list(map(Notice, notices))


@command(
    "hand over",
    sv="överlämna",
    about=t("Hand a collaboration over"),
    example=t("hand over {collaboration} All teams have met twice.", collaboration="Granliden"),
    who=DEVELOPING,
    confirms=True,
    order=90,
    also=("lämna över", "överlämna samarbetet", "hand over the collaboration"),
    back=t("Write “hand over” once more with what is to be known."),
)
async def hand_over(act: Act, form: HandOverForm) -> Reply:
    """Keep it, let those who lead it now read it and the reflections that were ticked, and tell them."""
    handed = act.save(
        HandOver(
            id=new_id(),
            collaboration_id=form.collaboration.id,
            by=act.person.id,
            at=act.now,
            where_we_are=form.where_we_are,
            agreed=form.agreed,
            next_step=form.next_step,
            whom_to_ask=form.whom_to_ask,
            reflections=tuple(one.id for one in form.reflections),
        )
    )
    others = [one for one in form.collaboration.developers if one != act.person.id]
    await let_read(handed, others, act, principals=_came_later(form.collaboration))
    take_step(StepKind.HANDED_OVER, form.collaboration, form.collaboration, act)
    unit = await unit_name(form.collaboration, act)
    facts = (*hand_over_facts(handed), *_shared(handed))
    title = t("{name} hands {unit} over", name=act.person.name, unit=unit)
    await act.letters.tell(others, Card(title=title, facts=facts), about=handed)
    return Card(title=t("{unit} is handed over", unit=unit), facts=facts)


def _came_later(collaboration: Collaboration) -> list[str]:
    """Return the principals who don't read what was shared with the principal before they came."""
    return [one for one in collaboration.principals if collaboration.takes_part_since(one)]


def _shared(handed: HandOver) -> tuple[Fact, ...]:
    count = len(handed.reflections)
    if not count:
        return ()
    value = tn("{count} reflection besides", "{count} reflections besides", count)
    return (Fact(label=t("May be read with it"), value=value),)
