"""Spreads a typed line over the fields of a command's form, in whatever order its parts stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.core.command import CommandSpec
from handlers.core.forms import FieldSpec, Problem
from handlers.core.left_over import left_over, without_filler_around
from handlers.core.matching import nameable
from handlers.core.named_fields import is_long, take_named
from handlers.core.negated import negation
from handlers.core.replies import Input
from handlers.core.view import View
from storage.documents.drafts import Raw
from storage.values.texts import Refusal

SEARCHED = {Input.SEARCH, Input.SEARCH_MANY}
LONGEST_CHOICE = 6  # words of a choice that is named with what follows it
_BETWEEN = re.compile(r"(?:[\s,;–]|[:.!?](?=\s|$))*")


@dataclass(frozen=True)
class Line:
    """A typed line spread over a form's fields, and what of it was left over."""

    raw: dict[str, Raw]
    left_over: str = ""


async def take_line(spec: CommandSpec, text: str, view: View) -> Line:
    """Spread a typed line over a form's fields: `name=value` and `name: value` by name, then the rest.

    Each field takes from the front what it knows, or else a name that it knows from further on. Only a form
    without a long text is searched so.

    Raises:
        Refusal: the line says that something is not to be done.
    """
    fields = [one for one in spec.fields if one.for_person(view)]
    await _check_negation(spec, fields, text, view)
    raw, rest = take_named(fields, text, view.words, lambda said: without_filler_around(said, view))
    searched = not any(is_long(one) for one in fields if one.name not in raw)
    if searched:
        rest = without_filler_around(rest, view)
    rest = await _beyond_choices(fields, raw, rest, view)
    for one in fields:
        if one.name in raw or not left_over(rest, view):
            continue
        if one.kind.input is Input.LINE and await _names_choice(fields, raw, rest, view):
            rest = ""
            break
        taken = await one.kind.take(rest, view)
        if taken is not None and not taken[0]:
            rest, taken = taken[1], None
        if taken is None and searched:
            taken = await one.kind.find(rest, view)
        if taken is not None:
            raw[one.name], rest = taken[0], _BETWEEN.sub("", taken[1], count=1)
    return _line(fields, raw, left_over(rest, view), view)


async def _names_choice(fields: Sequence[FieldSpec], raw: dict[str, Raw], rest: str, view: View) -> bool:
    """Take all of the rest as a choice that has it as its name, so that no line of text takes it."""
    for one in fields:
        taken = (
            await one.kind.take(rest, view)
            if one.kind.input is Input.CHOICE and one.name not in raw
            else None
        )
        if taken and taken[0] and not taken[1]:
            raw[one.name] = taken[0]
            return True
    return False


def _line(fields: Sequence[FieldSpec], raw: dict[str, Raw], rest: str, view: View) -> Line:
    """Return the line, with what is left as the value of the last field that it may name."""
    last = next((f for f in reversed(fields) if _may_be_named(f) and f.name not in raw), None)
    if rest and last is not None:
        raw[last.name], rest = rest, ""
    kinds = {one.name: one.kind for one in fields}
    meant = {
        name: kinds[name].typed(given, view) if isinstance(given, str) else given
        for name, given in raw.items()
    }
    return Line(meant, rest)


async def _check_negation(spec: CommandSpec, fields: Sequence[FieldSpec], text: str, view: View) -> None:
    """Raise Refusal for `boka inte …`; in a long text behind a command it is the writer's own."""
    word = "" if spec.reads else negation(text, view.municipality.filler)
    if not word or (any(map(is_long, fields)) and await fields[0].kind.default(view)):
        return
    raise Refusal(
        "You wrote “{word}”, so nothing was done. Write the line without it to have it done.", word=word
    )


async def _beyond_choices(fields: Sequence[FieldSpec], raw: dict[str, Raw], rest: str, view: View) -> str:
    """Leave of what a choice is named with what goes beyond it; return the rest of the line with that."""
    for one in fields:
        said = str(raw.get(one.name) or "") if one.kind.input in {Input.CHOICE, Input.CHOICES} else ""
        taken = (await one.kind.take(said, view) or await _begun(one, said, view)) if said else None
        if taken and taken[0]:
            raw[one.name], rest = taken[0], f"{rest} {taken[1]}".strip()
    return rest


async def _begun(one: FieldSpec, said: str, view: View) -> tuple[Raw, str] | None:
    """Return the most words at the front that a choice can be known by, as `egen` of `egen fredag 13`."""
    words = said.split() if one.kind.input is Input.CHOICE else []
    for count in range(len(nameable(words, LONGEST_CHOICE)), 0, -1):
        try:
            await one.kind.read(" ".join(words[:count]), view)
        except Problem:
            continue
        return " ".join(words[:count]), " ".join(words[count:])
    return None


def _may_be_named(one: FieldSpec) -> bool:
    return one.kind.input in SEARCHED or (one.kind.input is Input.CHOICE and one.required)
