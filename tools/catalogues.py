"""The catalogues of a language: read as a whole, brought up to the texts in the code, written by file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools.texts import Found, wordless

SUGGESTED = "was: "
HEAD = (
    '# Words of {name}.\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    '"Plural-Forms: {plurals}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"'
)


@dataclass(frozen=True)
class Entry:
    """A text with its translation.

    Attributes:
        catalogue: the file's name without its ending.
        strings: the translation, or one for each count; empty where there is none.
        fuzzy: the translation is a suggestion that somebody has to look at.
        notes: comments of translators.
        was: the text that a suggestion was made for.
    """

    catalogue: str
    key: str
    plural: str | None
    strings: tuple[str, ...] = ()
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    was: str = ""

    @property
    def lacks(self) -> bool:
        """Whether a reader would get English."""
        return self.fuzzy or len(self.strings) != (2 if self.plural else 1) or not all(self.strings)


def read(folder: Path) -> list[Entry]:
    """Return all entries of a language. Raises Babel's PoFileError for a file that is none."""
    return [entry for path in sorted(folder.glob("*.po")) for entry in _read(path)]


def brought_up(entries: Iterable[Entry], found: Iterable[Found]) -> list[Entry]:
    """Return an entry for each text of the code, once, in order.

    A text stays in its catalogue while it stands in that room; else it goes where it is found first. A new
    text gets the translation of the one gone that is most like it, as a suggestion.
    """
    here: dict[str, list[Found]] = {}
    for one in found:
        here.setdefault(one.key, []).append(one)
    old: dict[str, Entry] = {}
    for entry in entries:
        known = old.setdefault(entry.key, entry)
        if known.lacks and not entry.lacks:
            old[entry.key] = entry
    left = {key: entry for key, entry in old.items() if key not in here}
    wanted = (key for key in here if key in old or not wordless(key))
    return [_present(key, here[key], old.get(key), left) for key in sorted(wanted)]


def write(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the language's files, each with the head that it has."""
    by_name: dict[str, list[Entry]] = {path.stem: [] for path in sorted(folder.glob("*.po"))}
    for entry in entries:
        by_name.setdefault(entry.catalogue, []).append(entry)
    for name, ones in by_name.items():
        path = folder / f"{name}.po"
        path.write_text(f"{_head(path)}\n\n{_body(ones, folder.name)}", encoding="utf-8")


def _read(path: Path) -> Iterable[Entry]:
    with path.open("rb") as file:
        for message in read_po(file, locale=path.parent.name, abort_invalid=True):
            if not message.id:
                continue
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
            was = [
                note.removeprefix(SUGGESTED) for note in message.auto_comments if note.startswith(SUGGESTED)
            ]
            yield Entry(
                catalogue=path.stem,
                key=ids[0],
                plural=ids[1] if len(ids) > 1 else None,
                strings=tuple(strings) if any(strings) else (),
                fuzzy=message.fuzzy,
                notes=tuple(message.user_comments),
                was=was[0] if was and message.fuzzy else "",
            )


def _present(key: str, places: list[Found], old: Entry | None, left: Mapping[str, Entry]) -> Entry:
    plural = next((one.plural for one in places if one.plural), None)
    rooms = [one.catalogue for one in places]
    if old is None:
        return _new(key, plural, rooms[0], left)
    if plural is None:
        old = replace(old, strings=old.strings[:1])
    catalogue = old.catalogue if old.catalogue in rooms else rooms[0]
    return replace(old, catalogue=catalogue, plural=plural)


def _new(key: str, plural: str | None, catalogue: str, left: Mapping[str, Entry]) -> Entry:
    entry = Entry(catalogue, key, plural)
    near = difflib.get_close_matches(key, [one for one in left if left[one].strings], 1)
    if not near:
        return entry
    return replace(entry, strings=left[near[0]].strings, fuzzy=True, was=near[0])


def _head(path: Path) -> str:
    if not path.exists():
        language = path.parent.name
        plurals = Catalog(locale=language).plural_forms
        return HEAD.format(name=path.stem, language=language, plurals=plurals)
    return path.read_text(encoding="utf-8").lstrip().partition("\n\n")[0].rstrip("\n")


def _body(entries: Iterable[Entry], language: str) -> str:
    catalog = Catalog(locale=language)
    for entry in entries:
        forms = (*entry.strings, "", "")[: 2 if entry.plural else 1]
        catalog.add(
            (entry.key, entry.plural) if entry.plural else entry.key,
            forms if entry.plural else forms[0],
            flags=["fuzzy"] if entry.fuzzy else [],
            auto_comments=[f"{SUGGESTED}{entry.was}"] if entry.was else [],
            user_comments=entry.notes,
        )
    file = BytesIO()
    write_po(file, catalog, width=0, omit_header=True, sort_output=True)
    return file.getvalue().decode().rstrip("\n") + "\n"
