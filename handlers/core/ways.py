"""Further ways to ask for a command: patterns with places for values, as `config/ways.toml` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from config.ways import Ways
from handlers.core.matching import LONGEST_WORD, plain_letters

MOST_WORDS = 40  # of a line that is looked at; a longer one is no question
MOST_LEADS = 8  # phrases before what is asked for
_PART = re.compile(r"\{([^{}]*)\}|\(([^()]*)\)|[^\s(){}]+")
_SLOT = re.compile(r'(?P<quote>"?)\{(?P<field>\w+)\}(?P=quote)')
MOST_OWNED = 2  # words for what somebody has
_GENITIVE = re.compile(r"(?P<name>\S.{1,58}?\S)(?:['’]s|['’]|s)")
_ENDS = ",;:!?.()\"”“’'"

Words = tuple[str, ...]


class WayError(Exception):
    """A way to ask can't be used: it means two things, begins with a value, or lacks one of its line."""


@dataclass(frozen=True)
class Slot:
    """A place for the value of a field; one of `only`, in plain letters, where there are any."""

    field: str
    only: tuple[Words, ...] = ()


Part = str | Slot


@dataclass(frozen=True)
class Asked:
    """What somebody asked for: a command and the line that they could have written behind it.

    Attributes:
        command: its English name.
        line: the rest of the line.
        own: how many of the words typed are the way's own.
    """

    command: str
    line: str
    own: int


@dataclass(frozen=True)
class _Pattern:
    parts: tuple[Part, ...]
    command: str
    line: str

    @property
    def own(self) -> int:
        return sum(isinstance(part, str) or bool(part.only) for part in self.parts)


class WaysToAsk:
    """Knows the ways by their first words."""

    def __init__(self, ways: Ways) -> None:
        """Take them. Raises WayError."""
        self._leads = {tuple(plain_letters(one).split()) for one in ways.leads}
        self._longest_lead = max(map(len, self._leads), default=0)
        self._tails = {tuple(plain_letters(one).split()) for one in ways.tails}
        self._owned = {
            tuple(plain_letters(noun).split()): line for line, nouns in ways.owned.items() for noun in nouns
        }
        self._whole: dict[tuple[Part, ...], _Pattern] = {}
        self._open: dict[str, list[_Pattern]] = {}
        for pattern in _patterns(ways.ways):
            self._add(pattern)
        for those in self._open.values():
            those.sort(key=lambda one: one.own, reverse=True)

    def _add(self, pattern: _Pattern) -> None:
        first = pattern.parts[0]
        if isinstance(first, Slot):
            raise WayError(f"a way to ask for {pattern.command!r} begins with a value")
        if {part.field for part in pattern.parts if isinstance(part, Slot)} != {
            slot["field"] for slot in _SLOT.finditer(pattern.line)
        }:
            raise WayError(f"a way to ask for {pattern.command!r} has other values than {pattern.line!r}")
        if all(isinstance(part, str) for part in pattern.parts):
            known = self._whole.setdefault(pattern.parts, pattern)
            if (known.command, known.line) != (pattern.command, pattern.line):
                raise WayError(f"two ways to ask are called {' '.join(map(str, pattern.parts))!r}")
        else:
            self._open.setdefault(first, []).append(pattern)

    def asked(self, text: str) -> Sequence[Asked]:
        """Return what a line asks for in one of the ways, those with most words of their own."""
        words = text.split(maxsplit=MOST_WORDS)
        if not words or len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            return ()
        words = [word for word in words if _plain(word)]
        said = tuple(map(_plain, words))
        plain = self._without_tail(said)
        whole = self._whole.get(said) or self._whole.get(plain)
        if whole:
            return (Asked(whole.command, whole.line, whole.own),)
        found: list[Asked] = []
        for pattern in self._open.get(plain[0], ()) if plain else ():
            if found and pattern.own < found[0].own:
                break
            taken = _fit(pattern.parts, plain)
            if taken is not None:
                found.append(Asked(pattern.command, _filled(pattern.line, taken, words), pattern.own))
        return found

    def _without_tail(self, words: Words) -> Words:
        cut = next((n for n in range(1, len(words)) if words[n:] in self._tails), len(words))
        return words[:cut]

    def without_leads(self, text: str) -> Iterator[str]:
        """Yield what is left of a line, as each phrase that it may begin with is taken away."""
        for _ in range(MOST_LEADS):
            words = text.split(maxsplit=self._longest_lead)
            begun = tuple(map(_plain, words[: self._longest_lead]))
            count = next((n for n in range(len(begun), 0, -1) if begun[:n] in self._leads), 0)
            rest = text.split(maxsplit=count)[count:]
            if not count or not rest:
                return
            text = rest[0]
            yield text

    def with_owner_behind(self, text: str) -> Iterator[str]:
        """Yield the line that `Majas träffar` stands for, if the text is of that form."""
        words = text.rstrip(_ENDS).split()
        for count in range(min(MOST_OWNED, len(words) - 1), 0, -1):
            line = self._owned.get(tuple(map(_plain, words[-count:])))
            owner = " ".join(words[:-count])
            if line is None or not (found := _GENITIVE.fullmatch(owner)):
                continue
            yield f"{line} {found['name']}"
            return

    def of(self, command: str) -> Iterator[tuple[str, tuple[Part, ...]]]:
        """Yield the ways to ask for a command, each with the line that it stands for."""
        every = [*self._whole.values(), *(one for those in self._open.values() for one in those)]
        yield from ((one.line, one.parts) for one in every if one.command == command)


@lru_cache(maxsize=4)
def ways_to_ask(ways: Ways) -> WaysToAsk:
    """Return what knows the ways, made once of them. Raises WayError."""
    return WaysToAsk(ways)


def _patterns(ways: Mapping[str, Mapping[str, Iterable[str]]]) -> Iterator[_Pattern]:
    for command, lines in ways.items():
        for line, asked in lines.items():
            for way in asked:
                for parts in _spelled_out(way):
                    yield _Pattern(parts, command, line)


def _spelled_out(way: str) -> Iterator[tuple[Part, ...]]:
    """Yield all that a way allows: `(nåt|något|)` is one of its alternatives, an empty one nothing."""
    choices: list[list[tuple[Part, ...]]] = []
    for part in _PART.finditer(way):
        slot, either = part[1], part[2]
        if slot is not None:
            field, _, only = slot.partition(":")
            values = tuple(tuple(plain_letters(one).split()) for one in only.split("|") if one)
            choices.append([(Slot(field, values),)])
        elif either is not None:
            choices.append([tuple(plain_letters(one).split()) for one in either.split("|")])
        else:
            choices.append([tuple(plain_letters(part[0]).split())])
    for chosen in product(*choices):
        yield tuple(part for parts in chosen for part in parts)


def _fit(parts: Sequence[Part], words: Sequence[str], at: int = 0) -> dict[str, tuple[int, int]] | None:
    """Return from which word to before which one each value is, or None where the line is another one."""
    for number, part in enumerate(parts):
        if isinstance(part, str):
            if at >= len(words) or words[at] != part:
                return None
            at += 1
            continue
        rest = parts[number + 1 :]
        for end in _ends(part, rest, words, at):
            after = _fit(rest, words, end)
            if after is not None:
                return {part.field: (at, end)} | after
        return None
    return {} if at == len(words) else None


def _ends(slot: Slot, rest: Sequence[Part], words: Sequence[str], at: int) -> Iterable[int]:
    """Return where the value of a slot may end."""
    if slot.only:
        return [at + len(one) for one in slot.only if tuple(words[at : at + len(one)]) == one]
    return range(at + 1, len(words) + 1) if rest else [len(words)][: len(words) > at]


def _filled(line: str, taken: Mapping[str, tuple[int, int]], words: Sequence[str]) -> str:
    def value(slot: re.Match[str]) -> str:
        start, end = taken[slot["field"]]
        said = " ".join(words[start:end]).replace('"', "").rstrip("?")
        return f'"{said.rstrip("!.,;:")}"' if slot["quote"] else said

    return _SLOT.sub(value, line)


def _plain(word: str) -> str:
    return plain_letters(word).strip(_ENDS)
