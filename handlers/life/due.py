"""What falls due in a collaboration's life: a session begins a stage, and a pause comes to its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Duty
from handlers.core.due import Reminder
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.scene import Scene
from handlers.life.telling import reason_fact
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.documents.steps import StepKind
from storage.store import Before, Equal, NotBefore
from storage.values.texts import t
from storage.values.times import Day, instant_text

LOOKED_BACK = timedelta(days=14)
ASKED_AT = time(8)
STILL_ASKED = timedelta(days=3)
_DID_NOT_BEGIN = frozenset({Held.CANCELLED, Held.NOT_HELD, Held.MOVED})


async def _ended(scene: Scene) -> Iterable[str]:
    ended = await scene.find(
        Session,
        NotBefore("ends_at", instant_text(scene.now - LOOKED_BACK)),
        Before("ends_at", instant_text(scene.now)),
        order_by="ends_at",
    )
    return [f"begins:{one.id}:{one.starts_at:%Y%m%dT%H%M}" for one in ended if await _begun(one, scene)]


async def _begun(session: Session, scene: Scene) -> tuple[Collaboration, Collaboration] | None:
    """Return the collaboration that a session takes on to its next stage, before and after; None for none.

    What was set by hand after the session stays so.
    """
    stage = scene.process.session_kind(session.session_kind).begins
    collaboration = await scene.get(Collaboration, session.collaboration_id)
    if stage is None or collaboration is None or session.state in _DID_NOT_BEGIN:
        return None
    if not collaboration.stage_since < session.ends_at <= scene.now:
        return None
    reached = collaboration.reach(stage, scene.process, now=session.starts_at)
    return None if reached is collaboration else (collaboration, reached)


async def _begin(duty: Duty, key: str) -> None:
    """Move the collaboration on to the stage that a session of this kind begins, now that it is over."""
    session = await duty.get(Session, key.split(":")[1])
    if session and (begun := await _begun(session, duty)):
        take_step(StepKind.STAGE, *begun, duty)


async def _back(scene: Scene) -> Iterable[str]:
    resting = scene.process.resting
    if resting is None:
        return ()
    found = await scene.find(Collaboration, Equal("stage", resting.id))
    keys = []
    for one in found:
        if one.pause is None or one.pause.back is None:
            continue
        at = datetime.combine(one.pause.back, ASKED_AT, scene.municipality.zone)
        if at <= scene.now <= at + STILL_ASKED:
            keys.append(f"back:{one.id}:{one.pause.back:%Y%m%d}")
    return keys


async def _ask_what_next(duty: Duty, key: str) -> None:
    """Ask those who coordinate whether what was paused goes on."""
    collaboration = await duty.get(Collaboration, key.split(":")[1])
    if collaboration is None or collaboration.pause is None or collaboration.pause.back is None:
        return
    about = {"id": collaboration.id, "revision": collaboration.version}
    card = Card(
        title=t("The pause of {unit} is over", unit=await unit_name(collaboration, duty)),
        text=(t("Does the work go on?"),),
        facts=(
            Fact(label=t("First day back"), value=t("{day}", day=Day(day=collaboration.pause.back))),
            *reason_fact(collaboration.pause.reason),
        ),
        buttons=(
            Button(label=t("Resume"), action="resume", style=Style.PRIMARY, **about),
            Button(label=t("Extend"), action="pause", opens=True, **about),
        ),
    )
    await duty.letters.tell([one.id for one in await duty.who_coordinates()], card, about=collaboration)


begins = Reminder("begins", due=_ended, run=_begin)
back = Reminder("back", due=_back, run=_ask_what_next)
