"""What words mean here, for those who ask: a short glossary in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

HERE = Path(__file__).parent
LONGEST = 500
"""Characters of an explanation: what a phone shows without scrolling."""


class Term(BaseModel):
    """One word and what it means.

    Attributes:
        sv, en: the word.
        also: what else people call it, in either language, bent forms among them.
        means_sv, means_en: what it means, in a few sentences.
        lists: what of the municipality's own is listed below, or "".
        how: it explains how something is written here, and is no word of the field.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sv: str
    en: str
    also: tuple[str, ...] = ()
    means_sv: str = Field(max_length=LONGEST)
    means_en: str = Field(max_length=LONGEST)
    lists: Literal["", "standpoints", "stages", "session_kinds"] = ""
    how: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that people call it."""
        return (self.sv, self.en, *self.also)


class Glossary(BaseModel):
    """All terms, as they stand in `glossary.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: tuple[Term, ...]

    @model_validator(mode="after")
    def _one_meaning_each(self) -> Self:
        known: dict[str, Term] = {}
        for term in self.terms:
            for name in term.names:
                if known.setdefault(name.casefold(), term) is not term:
                    raise ValueError(f"two terms are called {name!r}")
        return self


@cache
def load_glossary(path: Path = HERE / "glossary.toml") -> Glossary:
    """Read the glossary. Raises ValueError (pydantic's) where the file doesn't fit."""
    return Glossary.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
