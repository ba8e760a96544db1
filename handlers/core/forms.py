"""Forms: a command's typed fields, each of a kind that reads what people type or choose."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic.fields import FieldInfo

from handlers.core.replies import Card, Fact, Input, Option, left_empty
from handlers.core.view import View
from storage.documents.base import Document
from storage.documents.drafts import Kept, Raw
from storage.documents.people import Role
from storage.values.texts import Message, Value, t


@dataclass(frozen=True)
class Suggestion:
    """A likely value for a field, offered as a button.

    Attributes:
        meant: whether it is what a yes means: read back in place of what was typed, by the first button.
    """

    label: Message
    field: str
    value: Kept
    meant: bool = False


@dataclass(frozen=True)
class Offer:
    """A likely value of the field that a Problem is about."""

    label: Message
    value: Kept


class Problem(Exception):  # noqa: N818 - a question, not a fault
    """A value can't be taken as it is: what is wrong or missing, and likely values as buttons.

    `rest` is what was typed beside the value, whichever of them it will be.
    """

    def __init__(self, message: Message, offers: Sequence[Offer] = (), rest: str = "") -> None:
        super().__init__(message.key)
        self.message = message
        self.offers = tuple(offers)
        self.rest = rest


@dataclass(frozen=True)
class Read:
    """A value as it was understood.

    Attributes:
        exact: False where it was guessed from what was typed, so that it is read back before it counts.
        rest: what was typed beyond the value and belongs to the next line of the form.
    """

    value: Any
    exact: bool = True
    rest: str = ""


class FieldKind(ABC):
    """How one kind of field is shown, searched, read and read back.

    Attributes:
        of_time: a time that is typed is meant for it, whichever other fields could be found by one.
        by_name: what is typed is meant for it only where it is named: `syfte: läsning`.
        nothing: what can be written to choose none of the options, where that is a choice like any other.
    """

    input: ClassVar[Input] = Input.LINE
    open_ended: ClassVar[bool] = False
    of_time: ClassVar[bool] = False
    by_name: ClassVar[bool] = False
    nothing: ClassVar[tuple[Message, ...]] = ()
    max_length: int = 150
    document: type[Document] | None = None

    @abstractmethod
    async def read(self, raw: Raw, view: View) -> Read:
        """Return the value of what was typed or chosen. Raises Problem."""

    @abstractmethod
    async def show(self, value: Any, view: View) -> Message:
        """Return the value as it is read back."""

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind as it is beside the other fields' values, where those make a difference."""
        return self

    def typed(self, text: str, view: View) -> Raw:
        """Return what was typed as it is kept: where an account is mentioned, that one's identity."""
        return text

    def sent(self, raw: Raw) -> Raw:
        """Return what a form that was sent says with `raw`: where nothing can be chosen, that nothing was."""
        return raw

    def too_long(self, raw: Raw) -> Message | None:
        """Return what is said of a text that is longer than the field takes; None of any other."""
        length = max((len(one.strip()) for one in ([raw] if isinstance(raw, str) else raw)), default=0)
        if length <= self.max_length:
            return None
        return t(
            "At most {most} characters fit here, and this is {length}. Make it shorter.",
            most=self.max_length,
            length=length,
        )

    @abstractmethod
    def to_json(self, value: Any) -> JsonValue:
        """Return the value as it is kept: an id, a text, a list of spans; never words to be read again."""

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the value of what `to_json` returned, at any later time.

        Raises:
            Problem: it is gone, or no longer this person's to choose.
        """
        return await self.read(kept if isinstance(kept, str) else _texts(kept), view)

    def filled_in(self, value: Any, view: View) -> Raw:
        """Return what a form's field holds for the value."""
        kept = self.to_json(value)
        return kept if isinstance(kept, str) else _texts(kept)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a value from the front of a typed line; returns it and the rest, or None if it isn't there."""
        return None

    async def find(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Find a value further on in a typed line; returns it and the line without it, or None."""
        return None

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the value as a text typed to its read-back changes it, or None where it says nothing of it.

        Raises:
            Problem: it is about this field, and can't be taken as it is.
        """
        return None

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return what can be chosen, those that match `query` best first."""
        return []

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the options that `raw` stands for, where it is ids."""
        return ()

    async def default(self, view: View) -> Raw:
        """Return what to fill in where nothing is said, or an empty text."""
        return ""

    async def example(self, view: View) -> str:
        """Return what of the reader's own could be typed here, or "" where there is nothing of the kind."""
        return ""

    async def why_none(self, view: View) -> Message | None:
        """Return why nothing can be chosen at all just now, or None where something can."""
        return None

    async def instead(self, text: str, view: View) -> Card | None:
        """Return what is said instead of asking on, with the button that helps; None where asking helps.

        `text` was typed and can't be read, or is empty where nothing was said.
        """
        return None


def _texts(kept: JsonValue) -> tuple[str, ...]:
    return tuple(str(one) for one in kept) if isinstance(kept, list) else ()


@dataclass(frozen=True)
class Notice:
    """Something to know before confirming, with other values to choose instead.

    `asks`: what was typed may mean one of these, so that the first bare yes is not taken for all the rest.
    """

    message: Message
    suggestions: tuple[Suggestion, ...] = ()
    asks: bool = False


class Form(BaseModel):
    """The base of all forms. Fields are annotated with kinds and declared with `ask`."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Return what to fill in beside the values understood so far, such as how it is now."""
        return {}

    @classmethod
    async def complete_field(cls, field: str, raw: Raw, values: Mapping[str, Any], view: View) -> Raw | None:
        """Return what was typed in a field as it is meant beside the values of those before it.

        None says that this can't be told before the others are known; the field waits.
        """
        return raw

    @classmethod
    async def examples(cls, view: View) -> Mapping[str, Value]:
        """Return what stands in the command's example in the place of some fields, made of the reader's own.

        The others have their kind's; a field with "" has nothing that could stand there.
        """
        return {}

    @classmethod
    def unasked(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Return the fields that a form leaves out beside the values understood so far: they say it all."""
        return ()

    @classmethod
    def needed(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Return the fields that must be filled in beside these values, though others may leave them out."""
        return ()

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Return what is wrong with the fields taken together, by field name."""
        return {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Return what the person should know before it counts. Raises Refusal where it can't be done."""
        return ()

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Return what is read back, from the fields' own facts by name."""
        return tuple(shown.values())


@dataclass(frozen=True)
class Asked:
    """What a field is asked with.

    Attributes:
        only: the roles that are asked; None for all.
        more: it is asked for behind *More details*, unless something stands in it.
    """

    label: Message
    hint: Message | None = None
    only: frozenset[Role] | None = None
    more: bool = False


@dataclass(frozen=True)
class FieldSpec:
    """One declared field: its name, kind, what it is asked with and whether it must be filled in."""

    name: str
    kind: FieldKind
    asked: Asked = field(repr=False)
    required: bool
    default: Any = None

    @property
    def left_empty(self) -> Message:
        """Says that it must be filled in."""
        return left_empty(self.asked.label, self.kind.input)

    def for_person(self, view: View) -> bool:
        """Tell whether the one who acts is asked this."""
        return self.asked.only is None or view.person.has(*self.asked.only)


def ask(
    label: Message,
    *,
    hint: Message | None = None,
    only: frozenset[Role] | None = None,
    more: bool = False,
    default: Any = ...,
) -> Any:
    """Declare a field: what it is asked with (see `Asked`), and its default if it may be empty."""
    info: Any = Field(default=default)
    info.metadata.append(Asked(label, hint, only, more))
    return info


def fields_of(form: type[Form]) -> tuple[FieldSpec, ...]:
    """Return a form's fields in order. Raises TypeError for a field without kind or label."""
    return tuple(_field(form, name, info) for name, info in form.model_fields.items())


def _field(form: type[Form], name: str, info: FieldInfo) -> FieldSpec:
    kind = next((m for m in (*info.metadata, *_nested(info.annotation)) if isinstance(m, FieldKind)), None)
    asked = next((m for m in info.metadata if isinstance(m, Asked)), None)
    if kind is None or asked is None:
        raise TypeError(f"{form.__name__}.{name} needs a kind and a label")
    required = info.is_required()
    return FieldSpec(name, kind, asked, required, None if required else info.default)


def _nested(annotation: Any) -> Iterator[Any]:
    """Yield what Annotated says inside a union: `Mine | None` is a `Mine` that may be left out."""
    for part in get_args(annotation):
        yield from getattr(part, "__metadata__", ())
