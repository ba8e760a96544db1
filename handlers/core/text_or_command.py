"""Asks whether what is typed to a form that asks for words is its text, or a command that it begins."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import CommandSpec
from handlers.core.filling import Filled, fill
from handlers.core.forms import FieldSpec, Suggestion
from handlers.core.lines import check_fields, check_line
from handlers.core.replies import Button, Card, Input
from handlers.core.running import look_over
from handlers.core.typed_line import take_line
from handlers.core.view import View
from storage.documents.drafts import Draft
from storage.values.texts import Message, Within, t

WORDS = {Input.LINE, Input.PARAGRAPH}


def asked_for(spec: CommandSpec, filled: Filled) -> FieldSpec | None:
    """Return the field that a form asks for first: one that is wrong, or missing; None where none is."""
    asked = (one for one in spec.fields if one.name in filled.problems or one.name in filled.missing)
    return next((one for one in asked if not one.kind.by_name), None)


async def words_asked_for(spec: CommandSpec, draft: Draft, view: View) -> FieldSpec | None:
    """Return that field where it takes words or a time as they are typed."""
    filled = await fill(spec, draft.values, view)
    await look_over(spec, filled, view)
    one = asked_for(spec, filled)
    return one if one and one.kind.input in WORDS else None


def as_field(label: Message, *, of_time: bool) -> Message:
    """Say that a text is meant as what a field is to hold."""
    return t("As a time") if of_time else t("As {field}", field=Within(words=label))


async def which(
    spec: CommandSpec, draft: Draft, one: FieldSpec, text: str, commands: Sequence[Button], act: Act
) -> Card:
    """Ask whether a text is what the field `one` is to hold, or one of the commands that buttons call."""
    as_text = Suggestion(as_field(one.asked.label, of_time=one.kind.of_time), one.name, text)
    kept, offered = drafting.offering(draft, [as_text], act)
    await drafting.attend(kept.id, act)
    doubt = t("“{text}” begins like a command. What is it meant as?", text=text[:60])
    return Card(title=spec.about, text=(doubt,), buttons=(*offered, *commands, drafting.cancel(kept)))


async def calling(spec: CommandSpec, rest: str, act: Act) -> Button:
    """Return the button that runs a command with the rest of a typed line, which is kept for that.

    Raises:
        Refusal: the line is too long.
    """
    check_line(rest, spec, act)
    line = await take_line(spec, rest, act)
    check_fields(line.raw, spec, act)
    if not line.raw and not line.left_over:
        return Button(label=spec.about, action=spec.action, opens=not spec.reads)
    await drafting.make_room(act)
    filled = Filled(dict(line.raw), left_over=line.left_over)
    kept = act.save(drafting.keep(spec, filled, filled.raw, act, None))
    return Button(label=spec.about, action="show", id=kept.id, revision=kept.version)
