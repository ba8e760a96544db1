"""What texts of earlier versions are called now, from `config/locales/renamed.toml`.

A stored message is kept by its English text. Where that is worded anew, the stored one would find no
translation any more; this finds the present text for it (docs/decisions/0010-renamed-texts.md).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from storage.documents.messages import Message


class Rewording(BaseModel):
    """One text that was called something else before.

    Attributes:
        was: the English text as messages were stored with it.
        now: the English text as it stands in the code.
        plural: the present text for counts other than one, where it has one.
        values: places of `now` that were called something else before, each with its old name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    was: str
    now: str
    plural: str | None = None
    values: dict[str, str] = {}

    def present(self, message: Message) -> Message:
        """Return the stored `message` as the present code would say it, as far as its values go."""
        moved = {new: message.values[old] for new, old in self.values.items() if old in message.values}
        return Message(key=self.now, plural=self.plural, values={**message.values, **moved})


def load_renamed(path: Path) -> Mapping[str, Rewording]:
    """Read the renamed texts by what they were. Raises ValueError where one doesn't fit or is there twice."""
    entries = [Rewording.model_validate(entry) for entry in tomllib.loads(path.read_text("utf-8"))["renamed"]]
    if len(by_old := {entry.was: entry for entry in entries}) < len(entries):
        raise ValueError(f"{path.name} names a text twice")
    return by_old
