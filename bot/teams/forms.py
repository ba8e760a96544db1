"""Forms: Ask → inputs of a card or dialog, and what is sent back → the fields' values.

Teams sends inputs merged with the action's own data, multiple choices as one text with commas, and leaves
out what is empty. So an input's id says which kind it is, the action lists the inputs it sends, and the
values of multiple choices are quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never
from urllib.parse import quote, unquote

from bot.teams.elements import rich
from bot.teams.limits import Json, Room, shorten
from handlers.core.replies import Ask, FormField, Input, Option
from storage.documents.drafts import Raw
from storage.documents.messages import Message

CARRIED = "samlar"
"""The key under which an action carries what it is: a button's value, or a form's."""

FORM = "form:"
_INPUTS = "samlar-inputs"
_ONE, _MANY = "one.", "many."

Say = Callable[[Message], str]
"""Words a message in the reader's language, cleaned for Teams."""


def input_id(field: FormField) -> str:
    """Return the id of a field's input."""
    return (_MANY if field.input is Input.SEARCH_MANY else _ONE) + field.name


def form_value(ask: Ask) -> str:
    """Return what the form's submit action carries."""
    return f"{FORM}{ask.draft}:{ask.revision}"


def form_data(ask: Ask) -> Json:
    """Return the data that the form's submit action carries beside the inputs."""
    return {CARRIED: form_value(ask), _INPUTS: " ".join(map(input_id, ask.fields))}


def values_of(data: Json) -> dict[str, Raw]:
    """Return the fields' values from what an action sent. Raises ValueError for other shapes."""
    listed = str(data.get(_INPUTS, "")).split()
    sent = {name: data.get(name) or "" for name in listed}
    sent |= {name: value or "" for name, value in data.items() if name.startswith((_ONE, _MANY))}
    return {name.partition(".")[2]: _value(name, value) for name, value in sent.items()}


def choice_value(field_id: str, option: Option) -> str:
    """Return an option's value as an input carries it."""
    return quote(option.value, safe="") if field_id.startswith(_MANY) else option.value


def inputs(ask: Ask, say: Say, room: Room) -> list[Json]:
    """Return the form's inputs in order, each with its error under it."""
    made: list[Json] = []
    for field in ask.fields:
        made.append(_input(ask, field, say, room))
        if field.error:
            made += rich(say(field.error), spacing="small", color="attention")
    return made


def _input(ask: Ask, field: FormField, say: Say, room: Room) -> Json:
    label = shorten(say(field.label), room.text)
    made: Json = {"id": input_id(field), "label": label, "isRequired": field.required}
    if field.required:
        made["errorMessage"] = label
    if field.hint:
        made["placeholder"] = shorten(say(field.hint), room.text)
    match field.input:
        case Input.LINE | Input.PARAGRAPH:
            return made | _text_input(field, room)
        case Input.CHOICE | Input.SEARCH | Input.SEARCH_MANY:
            return made | _choice_input(ask, field, say, room)
        case _:
            assert_never(field.input)


def _text_input(field: FormField, room: Room) -> Json:
    return {
        "type": "Input.Text",
        "isMultiline": field.input is Input.PARAGRAPH,
        "maxLength": field.max_length,
        "value": shorten(" ".join(_listed(field.value)), room.filled_in),
    }


def _choice_input(ask: Ask, field: FormField, say: Say, room: Room) -> Json:
    field_id = input_id(field)
    offered = {option.value: option for option in (*field.chosen, *field.options[: room.choices])}
    if field.input is Input.CHOICE:
        offered = {option.value: option for option in field.options}
    made: Json = {
        "type": "Input.ChoiceSet",
        "style": "compact" if field.input is Input.CHOICE else "filtered",
        "isMultiSelect": field.input is Input.SEARCH_MANY,
        "wrap": True,
        "choices": [
            {"title": shorten(say(option.label), room.text), "value": choice_value(field_id, option)}
            for option in offered.values()
        ],
        "value": ",".join(
            choice_value(field_id, offered[value]) for value in _listed(field.value) if value in offered
        ),
    }
    if field.input is not Input.CHOICE:
        made["choices.data"] = {"type": "Data.Query", "dataset": f"{ask.draft}/{field_id}"}
    return made


def _listed(value: Raw) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _value(name: str, value: object) -> Raw:
    if not isinstance(value, str):
        raise ValueError("an input is a text")  # noqa: TRY004 - one error for all wrong shapes
    text = value.encode("utf-8", "replace").decode()
    if name.startswith(_MANY):
        return tuple(unquote(part) for part in text.split(",") if part)
    return text
