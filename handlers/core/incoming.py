"""What people and platforms do, free of any platform: the acts that front ends hand to dispatch.

Everything here comes from an envelope that the front end has verified.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from handlers.core.visible import visible
from storage.documents.drafts import Raw
from storage.values.letters import as_name, composed


def _written(text: str) -> str:
    return composed(visible(text))


def _sent(raw: Raw) -> Raw:
    return _written(raw) if isinstance(raw, str) else tuple(_written(one) for one in raw)


Text = Annotated[str, AfterValidator(_written)]
"""What somebody wrote, composed and without controls; joined emoji stay as they are."""
Sent = Annotated[Raw, AfterValidator(_sent)]
Called = Annotated[Text, AfterValidator(as_name)]
"""A name, also without the marks that nobody sees."""


class _Incoming(BaseModel):
    model_config = ConfigDict(frozen=True)


class Actor(_Incoming):
    """Who acts.

    Attributes:
        identity: `slack:<team>:<user>`, `teams:<tenant>:<Entra object id>` or `terminal:<person id>`.
        name: what the platform calls them, often by their own choice; may be empty.
        handle: what tells their account from any other on the platform, in words (a user principal name, a
            user name); may be empty.
        guest: the platform says that they are not full members.
        locale: the platform's, such as `sv-SE`; may be empty.
        reference: what the platform needs to write to them first, as opaque JSON.
    """

    identity: str
    name: Called = ""
    handle: Called = ""
    guest: bool = False
    locale: str = ""
    reference: str | None = None

    @property
    def home(self) -> str:
        """The workspace or tenant that they belong to: `slack:<team>`, `teams:<tenant>`."""
        return self.identity.rpartition(":")[0]

    @property
    def platform(self) -> str:
        """Where they speak: `slack`, `teams`, `terminal`."""
        return self.identity.partition(":")[0]


class PlaceKind(StrEnum):
    """How many read what is said there."""

    PERSONAL = "personal"
    GROUP = "group"
    CHANNEL = "channel"


class Place(_Incoming):
    """The conversation that an act comes from.

    `id`: `slack:<team>:<channel>` or `teams:<tenant>:<conversation>`.
    `reference` is what the platform needs to post there later, as opaque JSON.
    """

    id: str
    kind: PlaceKind
    name: Called = ""
    reference: str | None = None


class _Delivered(_Incoming):
    actor: Actor
    place: Place
    delivery_id: str


class _Typed(_Delivered):
    """Something typed.

    Attributes:
        mentions: the identities of those mentioned, by the name that stands for them in `text`.
    """

    text: Text
    mentions: dict[Text, str] = Field(default_factory=dict)


class FileTrouble(StrEnum):
    """Why a file was not read: also a picture, or a workbook of Excel's, is no text."""

    TOO_LARGE = "too large"
    NO_TEXT = "no text"
    UNREACHABLE = "unreachable"
    SEVERAL = "several"


class SentFile(_Incoming):
    """A file that came with what was written: its text, or what was in the way of reading it."""

    name: Called = ""
    text: Text = ""
    trouble: FileTrouble | None = None


class Command(_Typed):
    """A command typed after the bot's own word: `/samlar boka …`."""


class Said(_Typed):
    """A message to the bot: in a personal chat, or with a mention of it (taken away from `text`).

    Attributes:
        file: the one that came with it, in a personal chat.
    """

    file: SentFile | None = None


class Press(_Delivered):
    """A button pressed. `action`, `id`, `revision` and `choice` as the button carried them."""

    action: str
    id: str
    revision: int
    choice: str = ""


class Submit(_Delivered):
    """A form sent: the draft that it fills, and the fields' values as typed or chosen."""

    draft: str
    revision: int
    values: dict[str, Sent] = Field(default_factory=dict)


class Opened(_Delivered):
    """The bot's Home was opened."""


class Installed(_Delivered):
    """The bot was added to the place, or a person was met there for the first time."""


class Removed(_Delivered):
    """The bot was taken away from the place."""


class Closed(_Delivered):
    """The platform has closed the actor's account."""


class Reopened(_Delivered):
    """The platform says that the actor's account is open."""


class Renamed(_Delivered):
    """The place has another name, the one that it is given here."""


class Archived(_Delivered):
    """Nothing can be posted in the place any more. `deleted`: it is gone for good."""

    deleted: bool = False


class Restored(_Delivered):
    """The place is no longer archived."""


class Barred(_Delivered):
    """The platform no longer lets the app in. `reason` is its short word for why."""

    reason: str


OfPlatform = Closed | Reopened | Renamed | Archived | Restored | Barred
"""What a platform tells of itself; nobody asks for it, so nobody's rights are looked at."""

Incoming = Command | Said | Press | Submit | Opened | Installed | Removed | OfPlatform


class Suggest(_Incoming):
    """A search in a form's long list: which options match `query`? Reads only, so it has no delivery."""

    actor: Actor
    draft: str
    field: str
    query: Text


class Check(_Incoming):
    """A form that is being filled in: what is wrong with one of its fields? Reads only, as a search does.

    `values`: all that is filled in by now, as in a `Submit`.
    """

    actor: Actor
    draft: str
    field: str
    values: dict[str, Sent] = Field(default_factory=dict)


class Due(_Incoming):
    """Something has fallen due. `key` is unique, such as `digest:slack:T1:C1:2026-W47`."""

    key: str
