"""Log a reflection seconds after a session; the prompt comes by itself when the session has ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act, Duty
from handlers.core.command import command
from handlers.core.due import Reminder
from handlers.core.forms import Form, Notice, Suggestion, ask
from handlers.core.replies import Button, Fact, Reply, Style
from handlers.core.scene import Scene
from handlers.core.view import View, seen_by
from handlers.fields.text import Line, Paragraph, Standpoint
from handlers.reflections import undone
from handlers.reflections.grade_chosen import GRADE, OUTCOME, Grade, Outcome
from handlers.reflections.readers_chosen import NOBODY, ReadersKind, SharedWith, readers_in, speaks_of_readers
from handlers.reflections.shown import reflection_card
from handlers.sessions.chosen import Ended
from handlers.sessions.shown import session_card
from storage.documents.drafts import Raw, Understood
from storage.documents.people import COORDINATING, DEVELOPING, Person
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.texts import Message, t
from storage.values.times import instant_text

PROMPTED_WITHIN = timedelta(days=2)
ANSWERED_WITHIN = timedelta(days=7)
MOST_FRONT = (
    8  # words at the front of an answer to the prompt in which the grade or the outcome is looked for
)


class Reflect(Form):
    """What became of the session, and what the pair takes with them."""

    session: Ended = ask(t("Session"))
    outcome: Outcome = ask(t("Was it held?"))
    grade: Grade = ask(
        t("Did it lead towards its purpose?"),
        hint=t("Needed where it was held. 1 is hardly at all, 5 is very much."),
        default="",
    )
    happened: Paragraph = ask(
        t("What happened"), hint=t("Don't name students or anyone's health."), default=""
    )
    learnt: Paragraph = ask(t("What we learnt"), more=True, default="")
    next_step: Line = ask(t("Next step"), more=True, default="")
    visibility: SharedWith = ask(
        t("Who can read it"), hint=t("Choose nobody to keep it to yourself."), default=frozenset()
    )
    private: Paragraph = ask(
        t("Only for me"), hint=t("Nobody else reads this, whoever reads the rest."), more=True, default=""
    )
    standpoint: Standpoint = ask(t("Standpoint"), more=True, default="")

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Ask for the grade of a session that was held."""
        if self.outcome == Held.HELD.value and not self.grade:
            return {"grade": t("Choose 1 to 5.")}
        return {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Point out words about readers in a text, which are no choice of theirs, and offer that choice."""
        shared = f"{self.happened} {self.learnt} {self.next_step}"
        told = t("Your text says who may read it. What counts is who is named below.")
        said = await readers_in(shared, self.visibility, self.session, view)
        if said is not None and said == self.visibility:
            return ()
        if said is not None:
            kind = ReadersKind(self.session)
            chosen = Understood(value=kind.to_json(said))
            return [Notice(told, (Suggestion(await kind.show(said, view), "visibility", chosen),), asks=True)]
        if not self.visibility or not speaks_of_readers(shared, view):
            return ()
        return [Notice(told, (Suggestion(t("only you"), "visibility", NOBODY),), asks=True)]

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in what the person has already written about the session."""
        session = values.get("session")
        written_id = Reflection.id_of(session.id, view.person.id) if session else None
        written = await view.get(Reflection, written_id)
        if written is None:
            return {}
        return {
            "outcome": written.outcome.value,
            "visibility": _chosen_readers(written),
            "private": written.private,
            "grade": str(written.grade or ""),
            "happened": written.happened,
            "learnt": written.learnt,
            "next_step": written.next_step,
            "standpoint": written.standpoint or "",
        }

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Read back who can read it before the long texts."""
        first = ("session", "outcome", "grade", "visibility")
        return [shown[name] for name in first if name in shown] + [
            fact for name, fact in shown.items() if name not in first
        ]


async def _answers_prompt(text: str, view: View) -> bool:
    """Tell whether a text is the grade or the outcome of a session that ended lately and waits for it."""
    front = " ".join(text.split()[:MOST_FRONT])
    grade = front[:1].isdecimal() and await GRADE.take(front, view)
    if not (grade or await _says_outcome(front, view)):
        return False
    ended = await view.find(
        Session,
        Equal("people", view.person.id),
        NotBefore("ends_at", instant_text(view.now - ANSWERED_WITHIN)),
        Before("ends_at", instant_text(view.now)),
    )
    waiting = [one for one in ended if one.state is not Held.CANCELLED]
    written = [await view.get(Reflection, Reflection.id_of(one.id, view.person.id)) for one in waiting]
    return not all(written) if waiting else False


async def _says_outcome(text: str, view: View) -> bool:
    """Tell whether a text begins with an outcome, to the letter."""
    taken = await OUTCOME.take(text, view)
    return taken is not None and taken[0] in set(Held)


@command(
    "reflect",
    sv="reflektera",
    about=t("Log a reflection"),
    example=t("reflect {session} 4 Good talk about feedback", session="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    answers=_answers_prompt,
    confirms=True,
    lasting=True,
    back=t("Write “reflect” again to change it, and who can read it."),
    order=40,
    undoing=undone.logged,
)
async def reflect(act: Act, form: Reflect) -> Reply:
    """Keep the reflection and what became of the session."""
    outcome = Held(form.outcome)
    written_id = Reflection.id_of(form.session.id, act.person.id)
    before = await act.get(Reflection, written_id)
    act.save(form.session.reflected(outcome, now=act.now, again=before is not None))
    reflection = act.save(
        Reflection(
            id=written_id,
            version=before.version if before else 0,
            session_id=form.session.id,
            collaboration_id=form.session.collaboration_id,
            author_id=act.person.id,
            readers=before.readers if before else form.session.people,
            written_at=act.now,
            outcome=outcome,
            grade=int(form.grade) if form.grade and outcome is Held.HELD else None,
            happened=form.happened,
            learnt=form.learnt,
            next_step=form.next_step,
            private=form.private,
            shared_with=tuple(one for one in Readers if one in form.visibility),
            standpoint=form.standpoint or None,
        )
    )
    card = await reflection_card(reflection, act, title=t("Your reflection is saved"))
    again = Button(
        label=t("Book a session"),
        action="book",
        style=Style.PRIMARY if outcome is Held.MOVED else Style.PLAIN,
        opens=True,
    )
    return card.model_copy(update={"buttons": (again,)})


def _chosen_readers(written: Reflection) -> tuple[str, ...]:
    """Return what the field is filled in with; everybody in the collaboration is ticked as its two parts."""
    members = (Readers.PRINCIPAL, Readers.PROCESS_GROUP)
    parts = [part for one in written.shared_with for part in (members if one is Readers.MEMBERS else (one,))]
    return tuple(dict.fromkeys(part.value for part in parts)) or (NOBODY,)


async def _ended(scene: Scene) -> Iterable[str]:
    ended = await scene.find(
        Session,
        Equal("state", Held.BOOKED.value),
        NotBefore("ends_at", instant_text(scene.now - PROMPTED_WITHIN)),
        Before("ends_at", instant_text(scene.now)),
    )
    return [f"reflect:{one.id}:{one.starts_at:%Y%m%dT%H%M}" for one in ended]


async def _prompt(duty: Duty, key: str) -> None:
    session = await duty.get(Session, key.split(":")[1])
    if session is None or session.state is not Held.BOOKED or session.ends_at > duty.now:
        return
    for person_id in session.coming:
        person = await duty.get(Person, person_id)
        if person and person.active:
            card = await session_card(session, seen_by(person, duty), title=t("How did it go?"))
            await duty.letters.tell([person_id], card, about=session)


prompt = Reminder("reflect", due=_ended, run=_prompt)
