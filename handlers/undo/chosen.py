"""The field that names an act of one's own: the last one, where nothing is said."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import JsonValue

from handlers.core.done import last_done
from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.replies import Input, Option
from handlers.core.view import View
from handlers.fields.text import bare
from handlers.undo.last import about_of, undoable
from storage.documents.done import Done
from storage.documents.drafts import Raw
from storage.values.texts import Message, Refusal, lines, t
from storage.values.times import Brief, Span


class DoneKind(FieldKind):
    """An act of the one who asks. A button names which; what is typed can only mean the last one."""

    input: ClassVar[Input] = Input.CHOICE
    document = Done

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the act of an id. Raises Problem where it is another's, or no longer kept."""
        done = await view.get(Done, bare(raw))
        if done is None:
            raise Problem(t("I no longer know what this was. What was done stands."))
        if done.person_id != view.person.id:
            raise Problem(t("Only who did it can undo it."))
        return Read(done)

    async def show(self, value: Done, view: View) -> Message:
        """Return what was done, when, and what it is about where it can be undone."""
        try:
            found = await undoable(value, view)
        except Refusal:
            return _label(value, view)
        said = await found.undoing.said(found.changes, view)
        facts = [t("{label}: {value}", label=one.label, value=one.value) for one in said.facts]
        return lines(_label(value, view), *facts)

    def to_json(self, value: Done) -> JsonValue:
        """Return the id."""
        return value.id

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return the last act."""
        done = await last_done(view)
        return [Option(value=done.id, label=_label(done, view))] if done else []

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the option of an id."""
        try:
            done = (await self.read(raw, view)).value if raw else None
        except Problem:
            return ()
        return (Option(value=done.id, label=_label(done, view)),) if done else ()

    async def default(self, view: View) -> Raw:
        """Return the last act."""
        done = await last_done(view)
        return done.id if done else ""


def _label(done: Done, view: View) -> Message:
    """Return what was done, and when."""
    when = Brief.of(Span(start=done.done_at.astimezone(view.municipality.zone)), view.today)
    return t("{about}, {when}", about=about_of(done, view), when=when)


LastAct = Annotated[Done, DoneKind()]
