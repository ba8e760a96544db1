"""What people write around what they ask for: greetings, thanks and signatures, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.files import read_toml

HERE = Path(__file__).parent


class Filler(BaseModel):
    """Phrases as they are listed in `filler.toml`. Who signs may write their own name behind a signature.

    Attributes:
        common: words of names that find none alone.
        leading: small words before a name.
        meetings: what a session is called without its kind.
        articles: small words before a noun.
        negations: what calls a command off right behind its word.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    greetings: tuple[str, ...]
    thanks: tuple[str, ...]
    signatures: tuple[str, ...]
    common: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()


@cache
def load_filler(path: Path = HERE / "filler.toml") -> Filler:
    """Read the phrases. Raises ValueError (pydantic's) where the file doesn't fit."""
    return Filler.model_validate(read_toml(path))
