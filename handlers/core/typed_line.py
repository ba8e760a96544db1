"""Spreads a typed line over the fields of a command's form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.core.command import CommandSpec
from handlers.core.forms import FieldSpec
from handlers.core.left_over import left_over, without_filler_around
from handlers.core.named_fields import is_long, take_named
from handlers.core.replies import Input
from handlers.core.view import View
from storage.documents.drafts import Raw

SEARCHED = {Input.SEARCH, Input.SEARCH_MANY}
_BETWEEN = re.compile(r"(?:[\s,;–]|[:.!?](?=\s|$))*")


@dataclass(frozen=True)
class Line:
    """A typed line spread over a form's fields, and what of it was left over."""

    raw: dict[str, Raw]
    left_over: str = ""


async def take_line(spec: CommandSpec, text: str, view: View) -> Line:
    """Spread a typed line over a form's fields: `name=value` and `name: value` by name, the rest in order."""
    fields = [one for one in spec.fields if one.for_person(view)]
    raw, rest = take_named(fields, text, view.words, lambda said: without_filler_around(said, view))
    if not any(is_long(one) for one in fields if one.name not in raw):
        rest = without_filler_around(rest, view)
    for one in fields:
        named = raw.get(one.name) if one.kind.input in {Input.CHOICE, Input.CHOICES} else None
        taken = await one.kind.take(str(named), view) if named else None
        if taken:
            raw[one.name], rest = taken[0], f"{rest} {taken[1]}".strip()
    for one in fields:
        if one.name in raw or not left_over(rest, view):
            continue
        taken = await one.kind.take(rest, view)
        if taken is not None:
            raw[one.name], rest = taken[0], _BETWEEN.sub("", taken[1], count=1)
    rest = left_over(rest, view)
    if rest:
        last = next((f for f in reversed(fields) if _may_be_named(f) and f.name not in raw), None)
        if last is not None:
            raw[last.name], rest = rest, ""
    kinds = {one.name: one.kind for one in fields}
    meant = {
        name: kinds[name].typed(given, view) if isinstance(given, str) else given
        for name, given in raw.items()
    }
    return Line(meant, rest)


def _may_be_named(one: FieldSpec) -> bool:
    return one.kind.input in SEARCHED or (one.kind.input is Input.CHOICE and one.required)
