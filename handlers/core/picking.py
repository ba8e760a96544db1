"""Whether what is typed names what was asked for last, so that it is no question of its own."""

from __future__ import annotations

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import Commands
from handlers.core.filling import fill
from handlers.core.forms import Problem
from handlers.core.incoming import PlaceKind
from storage.documents.base import Document


async def picks(text: str, commands: Commands, act: Act) -> bool:
    """Tell whether a line names a document that the last question in the own chat asks for.

    `nästa träff` is a question by itself, but an answer to which session is to be moved.
    """
    draft = await drafting.attended(act) if act.place.kind is PlaceKind.PERSONAL else None
    spec = commands.by_action(draft.command.replace(" ", ".")) if draft else None
    if draft is None or spec is None or draft.read_back or not act.may_send(spec):
        return False
    filled = await fill(spec, draft.values, act)
    asked = next((f for f in spec.fields if f.name in filled.problems or f.name in filled.missing), None)
    if asked is None or asked.kind.document is None:
        return False
    try:
        return isinstance((await asked.kind.read(text, act)).value, Document)
    except Problem:
        return False
