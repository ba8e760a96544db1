"""Words that bear on time without being read as one, so that no such word becomes a topic unasked."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.process import HERE


class TimeWords(BaseModel):
    """Phrases as they are listed in `time_words.toml`, in small letters; a star stands for any ending."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vague: tuple[str, ...]
    names: tuple[str, ...]
    about: tuple[str, ...]
    of: tuple[str, ...]
    otherwise: tuple[str, ...]


@cache
def load_time_words(path: Path = HERE / "time_words.toml") -> TimeWords:
    """Read the words. Raises ValueError (pydantic's) where the file doesn't fit."""
    return TimeWords.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
