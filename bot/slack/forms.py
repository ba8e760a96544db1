"""Shows forms and read-backs as modals, and reads what was filled in.

Reference: docs.slack.dev/reference/views and /reference/block-kit/block-elements.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.slack import blocks as kit
from bot.slack.blocks import Block, TextRun
from bot.slack.incoming import understood
from bot.slack.limits import (
    CHECKBOXES,
    FIELD_ERROR,
    HINT,
    INPUT,
    LABEL,
    MODAL_BUTTON,
    MODAL_TITLE,
    OPTION_LABEL,
    OPTION_VALUE,
    PRIVATE_METADATA,
    RADIO_OPTIONS,
    SELECT_OPTIONS,
    fit,
    length,
)
from bot.slack.render import Renderer, Surface
from handlers.core.replies import LEAVE, LEAVING, Ask, Confirm, FormField, Input, Option, Reply, Style
from handlers.core.visible import visible
from storage.documents.drafts import Raw
from storage.values.texts import Message, t, typed

_FIELD = "field"
_NOTHING = "-"  # chosen to take a choice back, as Slack's lists can't be emptied


class Origin(BaseModel):
    """Where an act came from, and so where it is answered.

    Attributes:
        user: who acts.
        channel: where to; a user's id for their own chat with the bot.
        thread: the thread there, if any.
        personal: it is the person's own chat with the bot.
        response_url: Slack's address for answers to this one interaction.
    """

    model_config = ConfigDict(frozen=True)

    user: str
    channel: str
    thread: str | None = None
    personal: bool = False
    response_url: str | None = None


class Carried(BaseModel):
    """What a modal carries unseen.

    Attributes:
        origin: where it was asked for.
        language: the reader's.
        draft, revision: the form that it fills; empty in other modals.
        press: the button that sending the modal presses, in a read-back.
        leaves: the button that closing the modal presses, where that is to leave what it shows.
        kept: fields whose text was too long to be shown: left empty, it stays as it is.
    """

    model_config = ConfigDict(frozen=True)

    origin: Origin
    language: str
    draft: str = ""
    revision: int = 0
    press: str = ""
    leaves: str = ""
    kept: tuple[str, ...] = ()

    def write(self) -> str:
        """Return it as private_metadata; without the response URL where Slack's limit needs that."""
        text = self.model_dump_json(exclude_defaults=True)
        if len(text) <= PRIVATE_METADATA:
            return text
        short = self.model_copy(update={"origin": self.origin.model_copy(update={"response_url": None})})
        return short.model_dump_json(exclude_defaults=True)


class Forms:
    """Makes modals in one language."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def ask(self, ask: Ask, origin: Origin, *, leaves: bool = False) -> dict[str, Any]:
        """Return the form's modal. What is wrong stands under the field that it is about.

        `leaves`: closing it leaves the form, as nothing else in the chat leads to it.
        """
        carried = Carried(
            origin=origin,
            language=self._renderer.language,
            draft=ask.draft,
            revision=ask.revision,
            leaves=ask.cancel.value if leaves else "",
            kept=tuple(field.name for field in ask.fields if _left_out(field)),
        )
        blocks = self._long_title(ask.title)
        blocks += kit.rich(self._renderer.body([ask.intro], [])) if ask.intro else []
        for field in ask.fields:
            if field.more:
                continue
            blocks.append(self._field(field, ask.revision))
            if field.error:
                blocks += kit.rich([TextRun("⚠ " + fit(self._text(field.error), HINT))])
        if ask.more_button:
            blocks += self._renderer.buttons([ask.more_button])
        return self._modal(ask.title, blocks, carried, submit=ask.submit)

    def confirm(self, confirm: Confirm, origin: Origin) -> dict[str, Any]:
        """Return the read-back's modal: sending it presses Confirm, closing it Cancel; others stand in it."""
        sending = next((b for b in confirm.buttons if b.style is Style.PRIMARY), confirm.buttons[0])
        closing = next((b for b in confirm.buttons if b.action == LEAVING), None)
        carried = Carried(
            origin=origin,
            language=self._renderer.language,
            press=sending.value,
            leaves=closing.value if closing else "",
        )
        blocks = [
            *self._long_title(confirm.title),
            *kit.rich(self._renderer.body(confirm.text, confirm.facts)),
            *self._renderer.buttons(
                [one for one in confirm.buttons if one is not sending and one is not closing]
            ),
        ]
        return self._modal(confirm.title, blocks, carried, submit=sending.label)

    def note(self, reply: Reply, origin: Origin) -> dict[str, Any]:
        """Return a modal that only shows a reply."""
        carried = Carried(origin=origin, language=self._renderer.language)
        return self._modal(typed("Samlär"), self._renderer.blocks(reply, Surface.VIEW), carried, submit=None)

    def errors(self, ask: Ask, view: Mapping[str, Any]) -> dict[str, str] | None:
        """Return what is wrong by block of the modal shown, or None where the modal must change for it.

        It must where there is more to say than what is wrong with its fields, or other fields to ask for.
        The modal keeps its revision then: a form is sent for its draft, whatever has been kept of it since.
        """
        shown = {field_name(b["block_id"]): b["block_id"] for b in view["blocks"] if b["type"] == "input"}
        asked = {field.name: field.more for field in ask.fields}
        at_least = {name for name, more in asked.items() if not more}
        if ask.intro or not ask.errors or not at_least <= shown.keys() <= asked.keys():
            return None
        return {shown[name]: fit(self._text(error), FIELD_ERROR) for name, error in ask.errors.items()}

    def as_shown(self, ask: Ask, view: Mapping[str, Any]) -> Ask:
        """Return the form with the revision under which the modal shows it, so that what was typed stays."""
        carried = read_carried(view)
        return ask.model_copy(update={"revision": carried.revision}) if carried.draft == ask.draft else ask

    def options(self, options: Sequence[Option]) -> list[Block]:
        """Return options for a list, as many as Slack takes."""
        return [
            {"text": kit.plain(self._text(option.label), OPTION_LABEL), "value": option.value}
            for option in options[:SELECT_OPTIONS]
            if length(visible(option.value)) <= OPTION_VALUE
        ]

    def _modal(
        self, title: Message, blocks: list[Block], carried: Carried, *, submit: Message | None
    ) -> dict[str, Any]:
        view = {
            "type": "modal",
            "callback_id": "confirm" if carried.press else "form",
            "title": kit.plain(self._text(title), MODAL_TITLE),
            "close": kit.plain(self._text(LEAVE if submit else t("Close")), MODAL_BUTTON),
            "notify_on_close": bool(carried.leaves),
            "blocks": blocks or kit.rich([TextRun("–")]),
            "private_metadata": carried.write(),
        }
        return view | ({"submit": kit.plain(self._text(submit), MODAL_BUTTON)} if submit else {})

    def _long_title(self, title: Message) -> list[Block]:
        text = self._text(title)
        return kit.header(text) if length(text) > MODAL_TITLE else []

    def _field(self, field: FormField, revision: int) -> Block:
        left_out = _left_out(field)
        hints = [field.too_long if left_out else None, field.hint]
        hint = " ".join(self._text(one) for one in hints if one)
        block = {
            "type": "input",
            "block_id": _block_id(field.name, revision),
            "label": kit.plain(self._text(field.label), LABEL),
            "element": self._element(field) | {"action_id": _FIELD},
            "optional": left_out or not field.required,
        }
        return block | ({"hint": kit.plain(hint, HINT)} if hint else {})

    def _element(self, field: FormField) -> Block:
        match field.input:
            case Input.LINE | Input.PARAGRAPH:
                return _typed(field)
            case Input.CHOICE:
                return self._choice(field)
            case Input.CHOICES:
                return self._choices(field)
            case Input.SEARCH:
                return self._search("external_select", field, many=False)
            case Input.SEARCH_MANY:
                return self._search("multi_external_select", field, many=True)

    def _choice(self, field: FormField) -> Block:
        if not 0 < len(field.options) < SELECT_OPTIONS:
            return self._search("external_select", field, many=False)
        options = self.options(field.options)
        few = field.required and len(options) <= RADIO_OPTIONS
        if not field.required:
            options.insert(0, {"text": kit.plain("–", OPTION_LABEL), "value": _NOTHING})
        chosen = [option for option in options if option["value"] == field.value][:1]
        return {
            "type": "radio_buttons" if few else "static_select",
            "options": options,
            **({"initial_option": chosen[0]} if chosen else {}),
        }

    def _choices(self, field: FormField) -> Block:
        if not 0 < len(field.options) <= CHECKBOXES:
            return self._search("multi_external_select", field, many=True)
        options = self.options(field.options)
        ticked = [option for option in options if option["value"] in field.value]
        return {
            "type": "checkboxes",
            "options": options,
            **({"initial_options": ticked} if ticked else {}),
        }

    def _search(self, kind: str, field: FormField, *, many: bool) -> Block:
        chosen = self.options(field.chosen or _standing(field))
        initial = {"initial_options": chosen} if many else {"initial_option": chosen[0]} if chosen else {}
        return {"type": kind, "min_query_length": 0, **(initial if chosen else {})}

    def _text(self, message: Message) -> str:
        return self._renderer.text(message)


@understood
def read_values(view: Mapping[str, Any], kept: Collection[str] = ()) -> dict[str, Raw]:
    """Return what was filled in or chosen, by field name; of those `kept` only what is not empty.

    Raises NotUnderstood.
    """
    values = {
        field_name(block_id): _value(elements[_FIELD])
        for block_id, elements in view["state"]["values"].items()
    }
    return {name: value for name, value in values.items() if value or name not in kept}


def field_name(block_id: str) -> str:
    """Return the name of the field that an input block shows."""
    return block_id.rpartition("@")[0]


@understood
def read_carried(view: Mapping[str, Any]) -> Carried:
    """Return what the modal carries. Raises NotUnderstood for what is no modal of ours."""
    return Carried.model_validate_json(view["private_metadata"])


def _standing(field: FormField) -> tuple[Option, ...]:
    """Return what stands in a list where nothing is known to be chosen: an option's value, or words typed."""
    typed_in = visible(field.value).strip() if isinstance(field.value, str) else ""
    found = tuple(option for option in field.options if option.value == field.value)
    return found or ((Option(value=typed_in, label=typed(typed_in)),) if typed_in else ())


def _block_id(name: str, revision: int) -> str:
    """Name a field's block anew in each revision: Slack keeps what was typed in one of the same name."""
    return f"{name}@{revision}"


def _value(element: Mapping[str, Any]) -> Raw:
    if "selected_options" in element:
        return tuple(option["value"] for option in element["selected_options"] or ())
    if "selected_option" in element:
        chosen = (element["selected_option"] or {}).get("value", "")
        return "" if chosen == _NOTHING else str(chosen)
    return visible(element.get("value") or "")


def _typed(field: FormField) -> Block:
    shown = "" if _left_out(field) else _standing_text(field)
    return {
        "type": "plain_text_input",
        "multiline": field.input is Input.PARAGRAPH,
        "max_length": _most(field),
        **({"initial_value": shown} if shown.strip() else {}),
    }


def _standing_text(field: FormField) -> str:
    value = field.value if isinstance(field.value, str) else ", ".join(field.value)
    return visible(value if field.input is Input.PARAGRAPH else " ".join(value.splitlines()))


def _most(field: FormField) -> int:
    return min(field.max_length, INPUT)


def _left_out(field: FormField) -> bool:
    """Tell whether a text has more UTF-16 units, as input fields count, than its field takes."""
    typed_in = field.input in {Input.LINE, Input.PARAGRAPH}
    return typed_in and len(_standing_text(field).encode("utf-16-le")) // 2 > _most(field)
