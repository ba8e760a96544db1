"""How lists of people and of collaborations from elsewhere word their columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.files import read_toml

HERE = Path(__file__).parent
Words = tuple[str, ...]


class _Columns(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def headings(self) -> dict[str, Words]:
        """Return the words above each column, by the column's name."""
        return dict(self)


class PeopleColumns(_Columns):
    """What stands above the columns of a list of people."""

    name: Words
    first_name: Words
    last_name: Words
    role: Words
    units: Words
    account: Words
    since: Words
    until: Words
    share: Words


class CollaborationColumns(_Columns):
    """What stands above the columns of a list of collaborations."""

    unit: Words
    principal: Words
    pair: Words
    second: Words
    stage: Words
    since: Words
    expected_end: Words
    size: Words
    diary_number: Words
    purpose: Words


class ListWords(BaseModel):
    """The words of `lists.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: PeopleColumns
    collaborations: CollaborationColumns


@cache
def load_list_words(path: Path = HERE / "lists.toml") -> ListWords:
    """Read the words. Raises ValueError (pydantic's) where the file doesn't fit."""
    return ListWords.model_validate(read_toml(path))
