"""Forms: Ask → inputs of a card or dialog, and what is sent back → the fields' values.

Teams sends inputs merged with the action's own data, multiple choices as one text with commas, and leaves
out what is empty. So an input's id says which kind it is and the action lists the inputs it sends.

Of a list that is searched on the server, Teams' web client shows what is chosen by its value, not its
title, and offers only values that begin with what was typed. So there a value is the title followed by
the option's own value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never
from urllib.parse import unquote

from bot.teams.elements import rich
from bot.teams.limits import LABEL_CHARACTERS, Json, Room, shorten
from handlers.core.replies import Ask, FormField, Input, Option
from storage.documents.drafts import Raw
from storage.values.texts import Message

CARRIED = "samlar"
"""The key under which an action carries what it is: a button's value, or a form's."""

FORM = "form:"
_INPUTS = "samlar-inputs"
_BEHIND = "samlar-more"
_TEXT, _ONE, _SEVERAL, _SEARCH, _MANY = "text.", "one.", "several.", "search.", "many."
_PREFIXES = {
    Input.LINE: _TEXT,
    Input.PARAGRAPH: _TEXT,
    Input.CHOICE: _ONE,
    Input.CHOICES: _SEVERAL,
    Input.SEARCH: _SEARCH,
    Input.SEARCH_MANY: _MANY,
}
_STYLES = {Input.CHOICE: "compact", Input.CHOICES: "expanded"}
_TITLE_END = " \u2063"
"""Between title and value: a space and the invisible separator, which nobody types."""

MOST_OPTIONS = 100
"""A form's list with fewer options than this is complete, and need not be searched on the server."""

Say = Callable[[Message], str]
"""Words a message in the reader's language, cleaned for Teams."""


def input_id(field: FormField) -> str:
    """Return the id of a field's input."""
    return _PREFIXES[field.input] + field.name


def form_value(ask: Ask) -> str:
    """Return what the form's submit action carries."""
    return f"{FORM}{ask.draft}:{ask.revision}"


def form_data(ask: Ask, room: Room) -> Json:
    """Return the data that the form's submit action carries beside the inputs.

    Inputs whose text was left out are not listed: left empty, it stays as it is.
    """
    listed = [input_id(field) for field in ask.fields if not _left_out(field, room)]
    return {CARRIED: form_value(ask), _INPUTS: " ".join(listed)}


def values_of(data: Json) -> dict[str, Raw]:
    """Return the fields' values from what an action sent. Raises ValueError for other shapes."""
    listed = str(data.get(_INPUTS, "")).split()
    sent = {name: data.get(name) or "" for name in listed}
    own = {name: value for name, value in data.items() if name.startswith(tuple(_PREFIXES.values()))}
    sent |= {name: value or "" for name, value in own.items() if value or _INPUTS not in data}
    return {name.partition(".")[2]: _value(name, value) for name, value in sent.items()}


def choice_value(field_id: str, title: str, option: Option) -> str:
    """Return an option's value as the input of that id carries it."""
    value = title + _TITLE_END + option.value if field_id.startswith((_SEARCH, _MANY)) else option.value
    several = field_id.startswith((_SEVERAL, _MANY))
    return value.replace("%", "%25").replace(",", "%2C") if several else value


def inputs(ask: Ask, say: Say, room: Room) -> list[Json]:
    """Return the form's inputs in order, each with its error under it; some are there behind a button."""
    made = [element for field in ask.fields if not field.more for element in _asked(ask, field, say, room)]
    behind = [element for field in ask.fields if field.more for element in _asked(ask, field, say, room)]
    if ask.more_button and behind:
        label = shorten(say(ask.more_button.label), LABEL_CHARACTERS)
        shows: Json = {"type": "Action.ToggleVisibility", "title": label, "targetElements": [_BEHIND]}
        made.append({"type": "ActionSet", "actions": [shows]})
        made.append({"type": "Container", "id": _BEHIND, "isVisible": False, "items": behind})
    return made


def _asked(ask: Ask, field: FormField, say: Say, room: Room) -> list[Json]:
    made = [_input(ask, field, say, room)]
    if field.hint and field.input is Input.CHOICES:
        made += rich(say(field.hint), spacing="none", isSubtle=True, size="small")
    if field.error:
        made += rich(say(field.error), spacing="small", color="attention")
    return made


def _input(ask: Ask, field: FormField, say: Say, room: Room) -> Json:
    label = shorten(say(field.label), room.text)
    made: Json = {"id": input_id(field), "label": label, "isRequired": field.required}
    if field.required:
        made["errorMessage"] = shorten(say(field.left_empty), room.text)
    if field.hint:
        made["placeholder"] = shorten(say(field.hint), room.text)
    match field.input:
        case Input.LINE | Input.PARAGRAPH:
            kept = _left_out(field, room)
            note = {"isRequired": False, "placeholder": say(field.too_long)} if kept else {}
            return made | note | _text_input(field, room)
        case Input.CHOICE | Input.CHOICES | Input.SEARCH | Input.SEARCH_MANY:
            return made | _choice_input(ask, field, say, room)
        case _:
            assert_never(field.input)


def _text_input(field: FormField, room: Room) -> Json:
    return {
        "type": "Input.Text",
        "isMultiline": field.input is Input.PARAGRAPH,
        "maxLength": field.max_length,
        "value": "" if _left_out(field, room) else " ".join(_listed(field.value)),
    }


def _left_out(field: FormField, room: Room) -> bool:
    """Tell whether a text is longer than there is room for."""
    typed_in = field.input in {Input.LINE, Input.PARAGRAPH}
    return typed_in and len(" ".join(_listed(field.value))) > room.filled_in


def _choice_input(ask: Ask, field: FormField, say: Say, room: Room) -> Json:
    field_id = input_id(field)
    searched = field.input not in _STYLES and (
        field.open_ended or len(field.options) >= min(MOST_OPTIONS, room.choices)
    )
    options = field.options[: room.choices] if searched else field.options
    values: dict[str, str] = {}
    choices: list[Json] = []
    unlisted = () if field.input is Input.CHOICES else field.chosen
    for option in {one.value: one for one in (*unlisted, *options)}.values():
        title = shorten(say(option.label), room.text)
        values[option.value] = choice_value(field_id, title, option)
        choices.append({"title": title, "value": values[option.value]})
    made: Json = {
        "type": "Input.ChoiceSet",
        "style": _STYLES.get(field.input, "filtered"),
        "isMultiSelect": field.input in {Input.CHOICES, Input.SEARCH_MANY},
        "wrap": True,
        "choices": choices,
        "value": ",".join(values[value] for value in _listed(field.value) if value in values),
    }
    if searched:
        made["choices.data"] = {"type": "Data.Query", "dataset": f"{ask.draft}/{field_id}"}
    return made


def _listed(value: Raw) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _value(name: str, value: object) -> Raw:
    if not isinstance(value, str):
        raise ValueError("an input is a text")  # noqa: TRY004 - one error for all wrong shapes
    text = value.encode("utf-8", "replace").decode()
    if name.startswith((_SEVERAL, _MANY)):
        return tuple(_own_value(unquote(part)) for part in text.split(",") if part)
    return _own_value(text) if name.startswith(_SEARCH) else text


def _own_value(text: str) -> str:
    """Return the option's own value, without its title. What was typed instead of chosen stays as it is."""
    return text.rpartition(_TITLE_END)[2]
