"""Answers a line that calls no command: with what may be meant, as buttons that run the whole line."""

from __future__ import annotations

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.calling import Calls
from handlers.core.command import CommandSpec
from handlers.core.filling import fill
from handlers.core.left_over import joined, left_over
from handlers.core.lines import check_fields
from handlers.core.nearest import Near, nearest
from handlers.core.negated import negation
from handlers.core.replies import Button, Card
from handlers.core.typed_line import take_line
from storage.documents.drafts import DraftChoice, Kept, Understood
from storage.values.texts import Refusal, t, typed

NEAR = 62
LONGEST_LABEL = 60
AS_IT_STANDS = DraftChoice(field="", value="")
"""The choice of a button that runs a line as it was typed."""


async def unknown(text: str, calls: Calls, act: Act) -> Card:
    """Return what is said to a line that calls no command."""
    near = nearest(text, act, NEAR, anywhere=True)
    buttons = [await offered(one, text, calls, act) for one in near]
    return Card(
        title=t("I don't know what “{text}” means", text=text[:60]),
        text=(
            *((t("Did you mean one of these?"),) if near else ()),
            t("Write “help” to see what you can do."),
        ),
        buttons=tuple(buttons) or (_opening(calls.by_action("help", act), act),),
    )


async def offered(near: Near, text: str, calls: Calls, act: Act) -> Button:
    """Return a button that runs the line with the command's own word, or opens its form where that is all."""
    spec = calls.by_action(near.spec.action, act)
    before = text.split()[: near.place]
    rest = text.split(maxsplit=near.place + near.words)[near.place + near.words :]
    called_off = any(negation(word, act.municipality.filler) for word in before)
    if rest and not called_off:
        try:
            return await _whole(spec, rest[0], left_over(" ".join(before), act), act) or _opening(spec, act)
        except Refusal:
            return _opening(spec, act)
    return _opening(spec, act)


async def _whole(spec: CommandSpec, rest: str, unused: str, act: Act) -> Button | None:
    """Keep the line as it is understood now, with what stood before it; return the button that runs it."""
    line = await take_line(spec, rest, act)
    if not line.raw:
        return None
    check_fields(line.raw, spec, act)
    await drafting.make_room(act)
    filled = await fill(spec, line.raw, act)
    filled.left_over = joined(unused, line.left_over)
    kinds = {one.name: one.kind for one in spec.fields}
    values: dict[str, Kept] = {
        name: Understood(value=kinds[name].to_json(filled.values[name])) if name in filled.values else raw
        for name, raw in filled.raw.items()
        if name not in filled.defaulted
    }
    draft = act.save(drafting.keep(spec, filled, values, act, None).changed(choices=(AS_IT_STANDS,)))
    label = f"{spec.word(act.language)} {' '.join(rest.split())}"
    shown = label if len(label) <= LONGEST_LABEL else f"{label[:LONGEST_LABEL].rstrip()}…"
    return Button(label=typed(shown), action="pick", id=f"{draft.id}.0", revision=draft.version)


def _opening(spec: CommandSpec, act: Act) -> Button:
    return Button(label=typed(spec.word(act.language)), action=spec.action, opens=True)
