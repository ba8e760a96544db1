"""Be reminded of something at a time of one's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from handlers.core.act import Act, Duty
from handlers.core.command import command
from handlers.core.due import Reminder
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Reply
from handlers.core.scene import Scene
from handlers.core.view import View
from handlers.fields.text import LineKind, bare
from handlers.reminders import undone
from handlers.reminders.asked_time import AskedTime, without_links
from handlers.reminders.chosen import JUST_AFTER, own_reminders
from handlers.reminders.shown import reminder_card
from storage.documents.base import new_id
from storage.documents.drafts import Raw
from storage.documents.reminders import USEFUL, OwnReminder
from storage.store import Before, NotBefore
from storage.values.texts import Refusal, t, typed
from storage.values.times import instant, instant_text

MOST = 50  # reminders of one person that wait
LONGEST = 300  # characters of one


class Remind(Form):
    """When, and of what."""

    when: AskedTime = ask(t("When"), hint=t("For example tomorrow at 9"))
    text: Annotated[str, LineKind(LONGEST)] = ask(t("Of what"))

    @classmethod
    async def complete_field(cls, field: str, raw: Raw, values: Mapping[str, Any], view: View) -> Raw | None:
        """Leave out the words that only join what to be reminded of to the time."""
        return without_links(bare(raw)) if field == "text" else raw


@command(
    "remind",
    sv="påminn",
    about=t("Be reminded of something"),
    example=t("remind me tomorrow at 9 to call the unit"),
    order=84,
    also=("påminn mig", "remind me", "reminder", "påminnelse"),
    back=t("Write “reminders” to remove it."),
    undoing=undone.kept,
)
async def remind(act: Act, form: Remind) -> Reply:
    """Keep it. Raises Refusal where too many wait already."""
    if len(await own_reminders(act)) >= MOST:
        raise Refusal("You have {most} reminders already. Remove one first.", most=MOST)
    at = instant(form.when.spans[0].start)
    kept = act.save(OwnReminder(id=new_id(), person_id=act.person.id, at=at, text=form.text))
    card = reminder_card(kept, act)
    return card.model_copy(update={"title": t("I will remind you {when}", when=form.when.spans[0])})


async def _due(scene: Scene) -> Iterable[str]:
    late, now = instant_text(scene.now - USEFUL), instant_text(scene.now + JUST_AFTER)
    found = await scene.find(OwnReminder, NotBefore("at", late), Before("at", now))
    return [f"remind:{one.id}" for one in found]


async def _say(duty: Duty, key: str) -> None:
    reminder = await duty.get(OwnReminder, key.partition(":")[2])
    if reminder:
        card = Card(title=t("You wanted to be reminded"), text=(typed(reminder.text),))
        await duty.letters.tell([reminder.person_id], card, about=reminder)


said = Reminder("remind", due=_due, run=_say)
