"""The texts in the code that are worded in the reader's language, and those that ever were there."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "storage", "config")
KEYWORDS = {"t": None, "tn": (1, 2), "Refusal": None}
LOCALES = PurePath("config/locales")
EVER = PurePath("tests/config/texts_ever.txt")
GONE = PurePath("tests/config/texts_gone.toml")
PLACES = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class Found:
    """A text, its plural if it has one, and where it stands (`path:line`, from the project's root)."""

    key: str
    plural: str | None
    where: str

    @property
    def catalogue(self) -> str:
        """The catalogue that the text belongs to, by the room of the file where it stands."""
        return catalogue_of(PurePath(self.where.rpartition(":")[0]))


def texts(root: Path = ROOT) -> Iterator[Found]:
    """Yield the texts of all modules below `root`."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            for line, message, _, _ in extract_from_file("python", path, KEYWORDS):
                one, many = message if isinstance(message, tuple) else (message, None)
                yield Found(one, many, f"{path.relative_to(root).as_posix()}:{line}")


def wordless(text: str) -> bool:
    """Tell whether nothing but places and signs is in the text, so that all languages share it."""
    return not re.search(r"[^\W\d_]", PLACES.sub("", text))


def catalogue_of(path: PurePath) -> str:
    """Return the catalogue of a module: its front end's, `when`, `documents` (of storage), or its room's."""
    room, *rest = path.with_suffix("").parts
    if room == "bot" and len(rest) > 1:
        return rest[0]
    if path.is_relative_to("handlers/when"):
        return "when"
    return "documents" if room == "storage" else room


def ever(root: Path = ROOT) -> set[str]:
    """Return all texts that have ever been in the code, as far as they have been noted."""
    return {json.loads(line) for line in (root / EVER).read_text(encoding="utf-8").splitlines()}


def note(keys: Iterable[str], root: Path = ROOT) -> None:
    """Add to the texts that have ever been in the code; none is ever taken away."""
    lines = (json.dumps(key, ensure_ascii=False) for key in sorted({*ever(root), *keys}))
    (root / EVER).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def renamed(root: Path = ROOT) -> set[str]:
    """Return the old texts for which `renamed.toml` names the present one."""
    entries = tomllib.loads((root / LOCALES / "renamed.toml").read_text(encoding="utf-8"))["renamed"]
    return {entry["was"] for entry in entries}


def gone(root: Path = ROOT) -> set[str]:
    """Return the texts that went on purpose."""
    entries = tomllib.loads((root / GONE).read_text(encoding="utf-8"))["gone"]
    return {text for entry in entries for text in entry["texts"]}


def lost(root: Path = ROOT) -> set[str]:
    """Return the texts that stored messages may hold and nothing finds: neither there, renamed nor gone."""
    return ever(root) - {one.key for one in texts(root)} - renamed(root) - gone(root)
