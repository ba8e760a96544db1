"""What the bot says: a closed set of replies, which every front end shows in its platform's own way.

Renderers match on all of them and end in `assert_never`. Texts are Messages, worded in the reader's
language and escaped when they are rendered; no reply holds anything of a platform.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from storage.documents.drafts import Raw
from storage.values.texts import Bilingual, Message, Within, named, t

LEAVE = named(Bilingual(sv="Avbryt", en="Cancel"))
"""What the button that leaves a form says; as a text, “Cancel” is what calls a session off."""

LEAVING = "leave"
"""Its action."""


class Audience(StrEnum):
    """Who sees a reply: the one who asked, or everybody in the conversation."""

    ASKER = "asker"
    CONVERSATION = "conversation"


class _Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Style(StrEnum):
    """How a button stands out."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


class Button(_Piece):
    """Something to press.

    Attributes:
        action: a command's English name with dots for spaces (`requests.decline`), or one of dispatch's
            own: `confirm`, `edit`, `leave`, `more`, `pick`, `show`. Buttons live for years, so actions are
            an API.
        id: opaque id of what it is about, or `-`.
        revision: that document's version when the button was made.
        choice: the value of the field that the command lets a button choose, or "".
        opens: pressing it will ask for something, so a dialog can be opened at once.
    """

    label: Message
    action: str
    id: str = "-"
    revision: int = 0
    choice: str = ""
    style: Style = Style.PLAIN
    opens: bool = False

    @property
    def value(self) -> str:
        """What the platform carries: `v2:action:id:revision:choice`."""
        return f"v2:{self.action}:{self.id}:{self.revision}:{self.choice}"


class ButtonValue(NamedTuple):
    """What a button carried back; the names are those of a `Press`."""

    action: str
    id: str
    revision: int
    choice: str = ""


def parse_button(value: str) -> ButtonValue:
    """Return what a button carries; those of the first version, without a choice, work for ever.

    Raises:
        ValueError: no button carries this.
    """
    version, *parts = value.split(":")
    if (version, len(parts)) not in {("v1", 3), ("v2", 4)} or not parts[2].isdecimal():
        raise ValueError("not a button of ours")
    return ButtonValue(parts[0], parts[1], int(parts[2]), *parts[3:])


class Link(_Piece):
    """Leads out of the chat, to an https address of our own making."""

    label: Message
    url: Annotated[str, Field(pattern=r"^https://[^\s<>|]+$")]


class Fact(_Piece):
    """A label and what holds."""

    label: Message
    value: Message


class _Reply(_Piece):
    audience: Audience = Audience.ASKER


class Say(_Reply):
    """A line or two of text."""

    type: Literal["say"] = "say"
    text: Message


class Card(_Reply):
    """Title, paragraphs, facts, buttons and links about one thing."""

    type: Literal["card"] = "card"
    title: Message
    text: tuple[Message, ...] = ()
    facts: tuple[Fact, ...] = ()
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()


class Input(StrEnum):
    """How a field is filled in. SEARCH fields have more options than a list can show (Suggest finds them)."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    CHOICES = "choices"
    SEARCH = "search"
    SEARCH_MANY = "search-many"


class Option(_Piece):
    """One thing to choose. `value` is what a form sends, an opaque id or word."""

    value: str
    label: Message


def left_empty(label: Message, filled_in: Input) -> Message:
    """Say that a field must be filled in, or something chosen in it."""
    inside = Within(words=label)
    writes = filled_in in {Input.LINE, Input.PARAGRAPH}
    return t("Fill in {label}.", label=inside) if writes else t("Choose {label}.", label=inside)


class FormField(_Piece):
    """One field of a form, as it is to be shown.

    Attributes:
        name: what `Submit.values` calls it.
        options: for CHOICE (one) and CHOICES (any, or none) all, for the searches the first ones.
        value: what is filled in; `chosen` names the options chosen, for the searches.
        error: what is wrong with the value.
        open_ended: what a search does not find can be chosen too, as something new.
        nothing: what can be written to choose none of the options, where that is a choice like any other.
        of_time: a time is to be written.
        more: it is shown behind *More details* only.
    """

    name: str
    label: Message
    input: Input
    hint: Message | None = None
    options: tuple[Option, ...] = ()
    value: Raw = ""
    chosen: tuple[Option, ...] = ()
    required: bool = True
    max_length: int = 150
    error: Message | None = None
    open_ended: bool = False
    nothing: tuple[Message, ...] = ()
    of_time: bool = False
    more: bool = False

    @property
    def left_empty(self) -> Message:
        """Says that it must be filled in."""
        return left_empty(self.label, self.input)

    @property
    def too_long(self) -> Message:
        """Says, where a platform's form takes no text as long as the value, that it stays though left out."""
        return t(
            "What stands here now, {count} characters, is too long for this form. It stays as it is unless "
            "you write something new.",
            count=len(self.value),
        )


ALL_FIELDS = "all"
"""What the button of a form that shows those behind *More details* chooses."""


class Ask(_Reply):
    """A form to fill in. Sent as Submit(draft, revision)."""

    type: Literal["ask"] = "ask"
    draft: str
    revision: int
    title: Message
    intro: Message | None = None
    fields: tuple[FormField, ...]
    submit: Message = t("Send")

    @property
    def button(self) -> Button:
        """What opens the form where it can't be shown at once."""
        return Button(
            label=t("Open the form"),
            action="edit",
            id=self.draft,
            revision=self.revision,
            style=Style.PRIMARY,
            opens=True,
        )

    @property
    def cancel(self) -> Button:
        """What leaves the form, with nothing done."""
        return Button(label=LEAVE, action=LEAVING, id=self.draft, revision=self.revision)

    @property
    def more_button(self) -> Button | None:
        """What shows the fields behind *More details*, if any, where a platform can't do so by itself."""
        if not any(field.more for field in self.fields):
            return None
        return Button(
            label=t("More details"), action="edit", id=self.draft, revision=self.revision, choice=ALL_FIELDS
        )

    @property
    def errors(self) -> dict[str, Message]:
        """What is wrong, by field name."""
        return {field.name: field.error for field in self.fields if field.error}


class Confirm(_Reply):
    """What was understood, read back before it counts: `buttons` are Confirm, Change and Cancel."""

    type: Literal["confirm"] = "confirm"
    title: Message
    text: tuple[Message, ...] = ()
    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]


class Table(_Reply):
    """Rows under headings. `empty` is said where there are none."""

    type: Literal["table"] = "table"
    title: Message
    columns: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...]
    empty: Message
    buttons: tuple[Button, ...] = ()


class Bar(_Piece):
    """One bar of a chart."""

    label: Message
    value: int


class Chart(_Reply):
    """Counts compared as horizontal bars."""

    type: Literal["chart"] = "chart"
    title: Message
    bars: tuple[Bar, ...]


class Replace(_Reply):
    """A card that takes the place of the one whose button was pressed; posted anew where there is none."""

    type: Literal["replace"] = "replace"
    card: Card


class Page(_Reply):
    """Several parts that belong together: Home, or a long answer.

    Attributes:
        left: how many more there are of a list; the longest part gets the button that turns the page.
    """

    type: Literal["page"] = "page"
    parts: tuple[PagePart, ...]
    left: int = 0


PagePart = Annotated[Say | Card | Table | Chart, Field(discriminator="type")]
Reply = Annotated[Say | Card | Ask | Confirm | Table | Chart | Replace | Page, Field(discriminator="type")]
Page.model_rebuild()


class Answer(_Piece):
    """All that an act is answered with, in the language of the one who acted."""

    language: str
    replies: tuple[Reply, ...] = ()
