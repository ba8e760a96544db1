"""Fills a form from what was typed or chosen, and asks for what is missing or unclear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.core.command import CommandSpec
from handlers.core.forms import FieldSpec, Form, Offer, Problem
from handlers.core.left_over import left_over, named, without_filler_around
from handlers.core.named_fields import is_long, take_named
from handlers.core.replies import Ask, Fact, FormField, Input, Option
from handlers.core.view import View
from storage.documents.base import Document
from storage.documents.drafts import Draft, Kept, Raw, Understood
from storage.values.marks import stripped
from storage.values.texts import Message, t

MOST_OPTIONS = 100
SEARCHED = {Input.SEARCH, Input.SEARCH_MANY}
EMPTY = ("", ())
_BETWEEN = re.compile(r"(?:[\s,;–]|[:.!?](?=\s|$))*")


@dataclass
class Filled:
    """A form as far as it could be filled.

    Attributes:
        raw: what was typed, chosen or understood before, by field name; a line typed too far is spread over
            the fields.
        values: what was understood.
        problems: what is wrong, by field name; `missing` are those left empty.
        exact: False where something was guessed.
        defaulted: the fields that nothing was said about, and that have their usual value.
        left_over: what was typed and is in no field.
    """

    raw: dict[str, Kept]
    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, Message] = field(default_factory=dict)
    offers: list[tuple[str, Offer]] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    exact: bool = True
    defaulted: set[str] = field(default_factory=set)
    left_over: str = ""

    @property
    def seen(self) -> dict[str, int]:
        """The versions of the documents that were understood, by `kind:id`."""
        parts = [v if isinstance(v, tuple) else (v,) for v in self.values.values()]
        documents = [one for part in parts for one in part if isinstance(one, Document)]
        return {f"{one.kind}:{one.id}": one.version for one in documents}

    @property
    def complete(self) -> bool:
        """Whether the form can be built."""
        return not self.problems and not self.missing

    def begin(self, given: Mapping[str, Kept]) -> None:
        """Ask for what nobody has filled in yet, instead of complaining of it."""
        unasked = {name for name in self.problems if name not in given}
        self.missing |= unasked
        self.problems = {name: wrong for name, wrong in self.problems.items() if name in given}


async def fill(spec: CommandSpec, raw: Mapping[str, Kept], view: View, *, sent: bool = False) -> Filled:
    """Read all fields of a command's form; in one that was `sent`, an empty required field is a problem."""
    filled = Filled(dict(raw))
    fields = [one for one in spec.fields if one.for_person(view)]
    for place, declared in enumerate(fields):
        one = fields[place] = beside(declared, filled.values)
        given = filled.raw.get(one.name)
        if given and not isinstance(given, Understood):
            if wrong := one.kind.too_long(given):
                filled.problems[one.name] = wrong
                continue
            meant = await spec.form.complete_field(one.name, given, filled.values, view)
            if meant is None:
                continue
            filled.raw[one.name] = meant
        await _read(filled, one, fields, view)
    if sent:
        filled.problems |= dict.fromkeys(filled.missing, t("Fill this in."))
    return filled


def beside(one: FieldSpec, values: Mapping[str, Any]) -> FieldSpec:
    """Return a field as it is beside the values of the others."""
    kind = one.kind.beside(values)
    return one if kind is one.kind else replace(one, kind=kind)


async def fill_typed(spec: CommandSpec, raw: Mapping[str, Kept], view: View) -> Filled:
    """Read all fields as `fill` does; what a complete form leaves out keeps its present value."""
    filled = await fill(spec, raw, view)
    if not filled.complete:
        return filled
    present = await spec.form.prefill(filled.values, view)
    kept = {name: value for name, value in present.items() if name not in raw and value}
    return await fill(spec, filled.raw | kept, view) if kept else filled


def understood(spec: CommandSpec, filled: Filled) -> dict[str, Kept]:
    """Return what will be read as the same values at any later time; what was left out stays empty."""
    return {
        one.name: Understood(value=one.kind.to_json(filled.values[one.name]))
        if one.name in filled.values
        else ""
        for one in spec.fields
    }


def build(spec: CommandSpec, filled: Filled) -> Form:
    """Return the form of a complete filling."""
    return spec.form.model_construct(**_defaults(spec) | filled.values)


async def _read(filled: Filled, one: FieldSpec, fields: list[FieldSpec], view: View) -> None:
    given = filled.raw.get(one.name, "")
    blank = not given or (isinstance(given, str) and not given.strip())
    raw: Kept = await one.kind.default(view) if blank else given
    if one.name not in filled.raw:
        filled.defaulted.add(one.name)
    if not raw:
        if one.required:
            filled.missing.add(one.name)
        return
    filled.raw[one.name] = raw
    try:
        read = await (
            one.kind.from_json(raw.value, view) if isinstance(raw, Understood) else one.kind.read(raw, view)
        )
        if read.rest:
            await _spill(filled, one, fields, read.rest, view)
        if read.value in EMPTY:
            filled.missing |= {one.name} if one.required else set()
            return
    except Problem as problem:
        filled.problems[one.name] = problem.message
        filled.offers += [(one.name, offer) for offer in problem.offers]
        return
    filled.values[one.name] = read.value
    filled.exact = filled.exact and read.exact


async def _spill(filled: Filled, one: FieldSpec, fields: list[FieldSpec], rest: str, view: View) -> None:
    """Move what was typed beyond a value to the choice that it names, or else to the next empty line.

    Raises:
        Problem: that can't be done.
    """
    raw = filled.raw[one.name]
    for choice in fields[: fields.index(one)]:
        named = await choice.kind.take(rest, view) if _still_usual(filled, choice) else None
        if named and not named[1] and isinstance(raw, str) and rest in raw:
            filled.raw |= {choice.name: named[0], one.name: _without(rest, raw)}
            filled.defaulted.discard(choice.name)
            await _read(filled, choice, fields, view)
            return
    later = fields[fields.index(one) + 1 :]
    target = next((f for f in later if f.kind.input is Input.LINE and not filled.raw.get(f.name)), None)
    if target is None or not isinstance(raw, str) or rest not in raw:
        raise Problem(
            t("I did not understand “{rest}”. Leave it out, or write it in another way.", rest=rest)
        )
    filled.raw[one.name] = _without(rest, raw)
    filled.raw[target.name] = rest


def _still_usual(filled: Filled, one: FieldSpec) -> bool:
    return one.kind.input is Input.CHOICE and one.name in filled.defaulted


def _without(rest: str, raw: str) -> str:
    return stripped(" ".join(raw.replace(rest, " ", 1).split()), " ,;:-–")


def _defaults(spec: CommandSpec) -> dict[str, Any]:
    return {one.name: one.default for one in spec.fields if not one.required}


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


async def ask_for(spec: CommandSpec, draft: Draft, filled: Filled, view: View) -> Ask:
    """Return the form with what is filled in and what is wrong."""
    present = await spec.form.prefill(filled.values, view)
    said = {name: raw for name, raw in filled.raw.items() if name not in filled.defaulted}
    raw = filled.raw | {name: raw for name, raw in present.items() if raw} | said
    fields = [
        await _shown(beside(one, filled.values), raw.get(one.name, ""), filled, view)
        for one in spec.fields
        if one.for_person(view)
    ]
    return Ask(
        draft=draft.id,
        revision=draft.version,
        title=spec.about,
        intro=named(filled.left_over) if filled.left_over else None,
        fields=tuple(fields),
    )


async def _shown(one: FieldSpec, kept: Kept, filled: Filled, view: View) -> FormField:
    raw = held(one, kept, filled, view)
    options = await one.kind.options(view)
    chosen = () if one.kind.too_long(raw) else await one.kind.chosen(raw, view)
    if chosen or one.kind.input is Input.CHOICES:
        raw = chosen[0].value if isinstance(raw, str) and one.kind.input is Input.SEARCH else _values(chosen)
    return FormField(
        name=one.name,
        label=one.asked.label,
        input=one.kind.input,
        hint=one.asked.hint,
        options=tuple(options[:MOST_OPTIONS]),
        value=raw,
        chosen=chosen,
        required=one.required,
        max_length=one.kind.max_length,
        open_ended=one.kind.open_ended,
        error=filled.problems.get(one.name),
    )


def held(one: FieldSpec, kept: Kept, filled: Filled, view: View) -> Raw:
    """Return what a form's field holds: what was typed or chosen there, or its value in words."""
    if not isinstance(kept, Understood):
        return kept
    return one.kind.filled_in(filled.values[one.name], view) if one.name in filled.values else ""


async def shows_the_same(spec: CommandSpec, one: Filled, other: Filled, view: View) -> bool:
    """Tell whether what can be ticked is the same, to the word, beside the values of both fillings."""
    for declared in spec.fields:
        if declared.kind.input is Input.CHOICES:
            first, second = (beside(declared, filled.values).kind for filled in (one, other))
            if await first.options(view) != await second.options(view):
                return False
    return True


def _values(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(option.value for option in options)


async def read_back(spec: CommandSpec, filled: Filled, form: Form, view: View) -> tuple[Fact, ...]:
    """Return what was understood, field by field."""
    shown = {
        one.name: Fact(label=one.asked.label, value=await one.kind.show(filled.values[one.name], view))
        for one in (beside(declared, filled.values) for declared in spec.fields)
        if one.name in filled.values
    }
    return tuple(form.facts(shown, view))
