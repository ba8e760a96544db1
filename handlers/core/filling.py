"""Fills a form from what was typed or chosen, and notes what is missing or unclear."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.core.command import CommandSpec
from handlers.core.forms import FieldSpec, Form, Offer, Problem
from handlers.core.replies import Input
from handlers.core.view import View
from storage.documents.base import Document
from storage.documents.drafts import Kept, Understood
from storage.values.marks import stripped
from storage.values.texts import Message, t

EMPTY = ("", ())


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
        self.offers = [(name, offer) for name, offer in self.offers if name in self.problems]


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
    needed = spec.form.needed(filled.values, view)
    filled.missing |= {one for one in needed if one not in filled.values and one not in filled.problems}
    if sent:
        filled.problems |= {one.name: one.left_empty for one in fields if one.name in filled.missing}
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
        if problem.rest:
            with suppress(Problem):
                await _spill(filled, one, fields, problem.rest, view)
        return
    filled.values[one.name] = read.value
    filled.exact = filled.exact and read.exact


async def _spill(filled: Filled, one: FieldSpec, fields: list[FieldSpec], rest: str, view: View) -> None:
    """Move what was typed beyond a value to the choice that it names, or else to the next empty line.

    Raises:
        Problem: that can't be done.
    """
    raw = filled.raw[one.name]
    value = without(rest, raw) if isinstance(raw, str) else None
    for choice in fields[: fields.index(one)]:
        named = await choice.kind.take(rest, view) if _still_usual(filled, choice) else None
        if named and named[0] and not named[1] and value is not None:
            filled.raw |= {choice.name: named[0], one.name: value}
            filled.defaulted.discard(choice.name)
            await _read(filled, choice, fields, view)
            return
    later = fields[fields.index(one) + 1 :]
    target = next((f for f in later if f.kind.input is Input.LINE and not filled.raw.get(f.name)), None)
    if target is None or value is None:
        raise Problem(
            t("I did not understand “{rest}”. Leave it out, or write it in another way.", rest=rest)
        )
    filled.raw[one.name] = value
    filled.raw[target.name] = rest


def _still_usual(filled: Filled, one: FieldSpec) -> bool:
    return one.kind.input is Input.CHOICE and one.name in filled.defaulted


def without(rest: str, text: str) -> str | None:
    """Return a text without the pieces of it that `rest` is made of, in order; None where it isn't."""
    left, kept, said = text, "", rest.split()
    while said:
        count = next((n for n in range(len(said), 0, -1) if " ".join(said[:n]) in left), 0)
        if not count:
            return None
        before, _, left = left.partition(" ".join(said[:count]))
        kept, said = f"{kept} {before}", said[count:]
    return stripped(" ".join(f"{kept} {left}".split()), " ,;:-–")


def _defaults(spec: CommandSpec) -> dict[str, Any]:
    return {one.name: one.default for one in spec.fields if not one.required}
