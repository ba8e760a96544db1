"""How lists of units from elsewhere word what they say: columns, owners and school forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.files import read_toml

HERE = Path(__file__).parent
Words = tuple[str, ...]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Headers(_Data):
    """What stands above the columns that are read."""

    name: Words
    owner: Words
    school_form: Words


class Ticked(_Data):
    """What says yes in a column that is called as a school form."""

    words: Words


class UnitWords(_Data):
    """The words of `units.toml`. Those of owners and school forms are by the ids of `process.toml`."""

    headers: Headers
    ticked: Ticked
    owners: dict[str, Words] = {}
    school_forms: dict[str, Words] = {}


@cache
def load_unit_words(path: Path = HERE / "units.toml") -> UnitWords:
    """Read the words. Raises ValueError (pydantic's) where the file doesn't fit."""
    return UnitWords.model_validate(read_toml(path))
