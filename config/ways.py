"""Further ways in which people ask for what a command does, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent


class Ways(BaseModel):
    """What `ways.toml` lists.

    Attributes:
        leads: what one may begin with, such as `kan du`; it says nothing by itself.
        tails: the same at the end of a question.
        owned: by what a line begins with, the words for what somebody has, such as in `Majas träffar`.
        ways: by a command's English name and the line that one could have written behind it, how people ask.
        instead: the same, of lines that call what the reader may not do, for what they can do instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    leads: tuple[str, ...]
    tails: tuple[str, ...]
    owned: dict[str, tuple[str, ...]] = {}
    ways: dict[str, dict[str, tuple[str, ...]]]
    instead: dict[str, dict[str, tuple[str, ...]]] = {}

    def __hash__(self) -> int:
        """Be known by itself: what is made of it is kept."""
        return id(self)

    @cached_property
    def for_others(self) -> Ways:
        """What `instead` lists, with the same leads and tails."""
        return self.model_copy(update={"ways": self.instead})


@cache
def load_ways(path: Path = HERE / "ways.toml") -> Ways:
    """Read them. Raises ValueError (pydantic's) where the file doesn't fit."""
    return Ways.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
