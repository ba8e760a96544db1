"""What people answer to what is read back and asked: yes, no, leave it, change it, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent


class YesAndNo(BaseModel):
    """Phrases as they are listed in `yes_and_no.toml`, which says what each list is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    yes: tuple[str, ...]
    first: tuple[str, ...]
    leave: tuple[str, ...]
    no: tuple[str, ...]
    undo: tuple[str, ...]
    commands: tuple[str, ...]
    change: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    instead_of: tuple[str, ...]
    swap: tuple[str, ...]
    by: tuple[str, ...]
    without: tuple[str, ...]
    also: tuple[str, ...]
    only: tuple[str, ...]
    myself: tuple[str, ...]
    share: tuple[str, ...]
    keep: tuple[str, ...]
    becomes: tuple[str, ...]
    time: tuple[str, ...]


@cache
def load_yes_and_no(path: Path = HERE / "yes_and_no.toml") -> YesAndNo:
    """Read the phrases. Raises ValueError (pydantic's) where the file doesn't fit."""
    return YesAndNo.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
