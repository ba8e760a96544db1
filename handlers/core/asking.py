"""Shows a form as far as it is filled: as a form to fill in further, or read back."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.command import CommandSpec
from handlers.core.filling import Filled, beside
from handlers.core.forms import FieldSpec, Form
from handlers.core.left_over import named
from handlers.core.replies import Ask, Fact, FormField, Input, Option
from handlers.core.view import View
from storage.documents.drafts import Draft, Kept, Raw, Understood

MOST_OPTIONS = 100


async def ask_for(spec: CommandSpec, draft: Draft, filled: Filled, view: View, *, whole: bool = False) -> Ask:
    """Return the form with what is filled in and what is wrong; `whole` with all that it can ask for."""
    present = await spec.form.prefill(filled.values, view)
    said = {name: raw for name, raw in filled.raw.items() if name not in filled.defaulted}
    raw = filled.raw | {name: raw for name, raw in present.items() if raw} | said
    unasked = spec.form.unasked(filled.values, view)
    needed = spec.form.needed(filled.values, view)
    fields = [
        await _shown(beside(one, filled.values), raw.get(one.name, ""), filled, view)
        for one in spec.fields
        if one.for_person(view) and one.name not in unasked
    ]
    fields = [
        one.model_copy(
            update={
                "required": one.required or one.name in needed,
                "more": one.more and not (whole or one.value or one.error),
            }
        )
        for one in fields
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
        nothing=one.kind.nothing,
        of_time=one.kind.of_time,
        error=filled.problems.get(one.name),
        more=one.asked.more,
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
