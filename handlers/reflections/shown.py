"""How reflections are shown."""

from __future__ import annotations

from handlers.core.replies import Card, Fact
from handlers.core.view import View
from handlers.people.names import person_name
from handlers.reflections.readers import all_readers
from handlers.sessions.names import session_unit
from handlers.sessions.shown import STATES, session_line
from storage.documents.messages import Message, named, t, typed
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session

GRADES = (
    t("1, hardly at all"),
    t("2, a little"),
    t("3, somewhat"),
    t("4, much"),
    t("5, very much"),
)


def grade_of(reflection: Reflection) -> Message:
    """Return the grade in words, or what became of the session."""
    return GRADES[reflection.grade - 1] if reflection.grade else STATES[reflection.outcome]


async def reflection_card(reflection: Reflection, view: View, *, title: Message | None = None) -> Card:
    """Return the reflection in full; what its author wrote for themselves is shown to them alone."""
    session = await view.get(Session, reflection.session_id)
    written = (
        (t("What happened"), reflection.happened),
        (t("What we learnt"), reflection.learnt),
        (t("Next step"), reflection.next_step),
        (t("Only for me"), reflection.private if reflection.author_id == view.person.id else ""),
    )
    facts = [Fact(label=t("The session led towards its purpose"), value=grade_of(reflection))]
    if session:
        facts.insert(0, Fact(label=t("Session"), value=session_line(session, view)))
    facts += [Fact(label=label, value=typed(text)) for label, text in written if text]
    standpoint = next(
        (s for s in view.municipality.programme.standpoints if s.id == reflection.standpoint), None
    )
    if standpoint:
        facts.append(Fact(label=t("Standpoint"), value=named(standpoint)))
    facts.append(Fact(label=t("Written by"), value=typed(await person_name(reflection.author_id, view))))
    facts.append(Fact(label=t("Who can read it"), value=await all_readers(reflection, view)))
    unit = await session_unit(session, view) if session else t("–")
    return Card(title=t("{title}: {unit}", title=title, unit=unit) if title else unit, facts=tuple(facts))
