"""Whose turn it is in a collaboration, what they are to do, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.collaborations.lengths import weeks_late
from handlers.collaborations.names import unit_name
from handlers.core.replies import Button
from handlers.core.view import View
from handlers.people.names import people_names
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Unit
from storage.values.texts import Message, t, tn


@dataclass(frozen=True)
class Turn:
    """What comes next in a collaboration.

    Attributes:
        people: ids of those whose turn it is; none where it is nobody's, or that of those who coordinate.
        coordinated: it is the turn of those who coordinate.
        what: what they are to do.
        action: the command that does it, or "" where there is none for the reader.
        weeks: by how many school weeks its stage, or all of it, is late.
        waits: nothing happens there until somebody does it.
    """

    what: Message
    people: tuple[str, ...] = ()
    coordinated: bool = False
    action: str = ""
    weeks: int = 0
    waits: bool = False

    @property
    def late(self) -> Message | None:
        """How late it is, in words."""
        if not self.weeks:
            return None
        return tn("{count} school week", "{count} school weeks", self.weeks)


async def whose(turn: Turn, view: View) -> Message | None:
    """Return the names of those whose turn it is; None where nobody has to do anything."""
    if turn.coordinated:
        return view.coordinators
    return await people_names(turn.people, view) if turn.people else None


async def turn_of(collaboration: Collaboration, view: View, *, booked: bool) -> Turn:
    """Return whose turn it is in a collaboration; `booked`: it has a session to come."""
    weeks = await weeks_late(collaboration, view)
    if collaboration.is_request(view.process):
        return await _of_request(collaboration, weeks, view)
    if collaboration.has_ended(view.process):
        return Turn(t("–"))
    if collaboration.pause:
        back = collaboration.pause.back
        if back is None or back > view.today:
            return Turn(t("It rests"))
        what = t("Is it to go on, or rest longer?")
        return Turn(what, coordinated=True, action="resume", waits=True)
    pair = collaboration.developers
    if collaboration.expected_end and collaboration.expected_end < view.today:
        what = t("Close it, or let it go on longer")
        return Turn(what, coordinated=True, action="close", weeks=max(weeks, 1), waits=True)
    if not booked:
        return Turn(t("Book a session"), pair, action="book", weeks=weeks, waits=True)
    return Turn(t("Follow the booked sessions"), pair, weeks=weeks)


async def _of_request(collaboration: Collaboration, weeks: int, view: View) -> Turn:
    if collaboration.open_enquiry(view.process):
        what = t("The principal is to answer a question")
        return Turn(what, collaboration.principals, weeks=weeks, waits=True)
    if collaboration.waits_for:
        return Turn(t("On the waiting list for {term}", term=str(collaboration.waits_for)))
    unit = await view.get(Unit, collaboration.unit_id)
    principal_known = await view.get(Person, collaboration.principal_id)
    if not (unit and unit.confirmed and principal_known and principal_known.approved):
        what, action = t("Person and unit are to be confirmed"), "requests.confirm"
    else:
        what, action = t("A pair is to be appointed"), "assign"
    return Turn(what, coordinated=True, action=action, weeks=weeks, waits=True)


LABELS = {
    "assign": t("Appoint a pair"),
    "book": t("Book a session"),
    "close": t("Close the collaboration"),
    "requests.confirm": t("Confirm person and unit"),
    "resume": t("Resume"),
}


async def button_of(collaboration: Collaboration, turn: Turn, view: View) -> Button | None:
    """Return the button that does what is next, named by the unit; None where the reader has none."""
    label = LABELS.get(turn.action)
    spec = next((one for one in view.commands if one.action == turn.action), None)
    if label is None or spec is None or not view.may_send(spec):
        return None
    return Button(
        label=t("{unit}: {what}", unit=await unit_name(collaboration, view), what=label),
        action=turn.action,
        id=collaboration.id,
        revision=collaboration.version,
        opens=turn.action not in {"resume", "requests.confirm"},
    )
