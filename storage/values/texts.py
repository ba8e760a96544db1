"""Text that is worded later, in the reader's language.

A `Message` names its English text and the values that go into it. Nothing is worded here: the
renderer looks up the text in the reader's language, puts the values in and escapes the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from storage.values.times import Age, Brief, Day, Span, Term, Week


class _Named(Protocol):
    @property
    def sv(self) -> str: ...
    @property
    def en(self) -> str: ...


class Bilingual(BaseModel):
    """A name from the municipality's own configuration, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sv: str
    en: str


class Mention(BaseModel):
    """A chat account, shown as its platform mentions it, elsewhere by its platform, name and handle."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account: str
    name: str
    handle: str

    @property
    def platform(self) -> str:
        """The platform's name."""
        return self.account.partition(":")[0].title()

    @property
    def text(self) -> str:
        """The account without a mention: `Slack: Anna Nyberg (anna.nyberg)`."""
        name = " ".join(self.name.replace("(", " ").replace(")", " ").split())  # what looks like a handle
        handle = f"({self.handle})" if self.handle and self.handle != self.name else ""
        named = " ".join(filter(None, (name, handle)))
        return f"{self.platform}: {named}" if named else self.platform


class Message(BaseModel):
    """One translatable text with its values.

    Attributes:
        key: the English text with `{name}` places; also the key in the catalogues.
        values: what goes into the places, by name. A `str` is what a person wrote and is shown exactly
            as typed; the other types are worded in the reader's language.
        plural: the English text for counts other than one, or None. The count is `values["count"]`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    values: dict[str, Value] = {}
    plural: str | None = None


class Within(BaseModel):
    """A label or title as it stands within a sentence: with a small letter, unless it is an abbreviation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: Message


Value = Message | Within | Bilingual | Mention | Span | Brief | Day | Week | Term | Age | int | float | str
Message.model_rebuild()


def t(key: str, /, **values: Any) -> Message:
    """Mark `key` for translation: `t("Booked {topic} at {unit}", topic=…, unit=…)`."""
    return Message(key=key, values=values)


def tn(key: str, plural: str, count: int, /, **values: Any) -> Message:
    """Mark a text that differs by count: `tn("{count} session", "{count} sessions", 3)`."""
    return Message(key=key, plural=plural, values={"count": count, **values})


def typed(text: str) -> Message:
    """Text that a person wrote, shown as it is in every language."""
    return Message(key="{text}", values={"text": text})


def together(names: Sequence[str]) -> Message:
    """Name people in a sentence: `Karin, Henrik and Maja`."""
    if len(names) < 2:
        return typed("".join(names))
    return t("{names} and {last}", names=in_a_row(names[:-1]), last=names[-1])


def in_a_row(names: Iterable[str]) -> str:
    """Return names after each other, so that two `Surname, First name` of a directory look like two."""
    row = tuple(names)
    return ("; " if any("," in one for one in row) else ", ").join(row)


def listed(*parts: Message) -> Message:
    """Put messages in a row, with commas between them."""
    key = ", ".join(f"{{part{index}}}" for index in range(len(parts)))
    return Message(key=key, values={f"part{index}": part for index, part in enumerate(parts)})


def named(entry: _Named) -> Message:
    """Name an entry of the configuration (a stage, a kind, a school form) in the reader's language."""
    return Message(key="{name}", values={"name": Bilingual(sv=entry.sv, en=entry.en)})


def lines(*parts: Message) -> Message:
    """Put messages under each other."""
    return Message(
        key="\n".join(f"{{line{index}}}" for index in range(len(parts))),
        values={f"line{index}": part for index, part in enumerate(parts)},
    )


class Refusal(Exception):  # noqa: N818 - a no, not a fault
    """A rule says no. `message` tells the person, in their language, what to do instead."""

    def __init__(self, key: str, /, **values: Any) -> None:
        """Refuse with the English text `key` and its values, as `t` takes them."""
        super().__init__(key)
        self.message = t(key, **values)
