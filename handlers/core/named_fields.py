"""Fields that are named in a typed line: `name=value` and `label: value`, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, zip_longest
from typing import TypeVar

from handlers.core.forms import FieldSpec
from handlers.core.matching import LONGEST_WORD, match, plain_letters
from handlers.core.replies import FormField, Input
from handlers.core.words import LANGUAGES, Words
from storage.documents.drafts import Raw

LONGEST_NAME = 8  # words that the name of a field has at most
MOST_NAMED = 50  # signs of equality in a line, from its front, before which a field's name is looked for
SHORTEST = 4  # letters of a field's name that are enough to know it by
F = TypeVar("F")
_PAIR = re.compile(
    r"""(?<!\S)(?P<name>[^\s=:]+)(?P<sign>=|:(?=\s|$)[ \t]*)"""
    r"""(?P<value>"[^"]*"|'[^']*'|[“”„][^“”„]*[“”]|\S*)"""
)
_AT_FRONT = re.compile(r"\s*(?P<name>[^\W\d][^:=\n]{1,60}?)\s*[:=](?=[\s\w\"'“”„])\s*")
_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r"""["'“”„](.*)["'“”]""", re.DOTALL)


def is_long(one: FieldSpec) -> bool:
    """Tell whether a field takes a text of several lines, which is kept to the word."""
    return one.kind.input is Input.PARAGRAPH


def take_named(
    fields: Sequence[FieldSpec], text: str, words: Words, trimmed: Callable[[str], str]
) -> tuple[dict[str, Raw], str]:
    """Take the fields that are named from a line; returns them and the rest of the line.

    A value without quotes goes on until the next name; it is `trimmed` where it isn't a long text.
    """
    named_fields = [(names_of(field, words), field) for field in fields]
    pairs = list(islice(_PAIR.finditer(text), MOST_NAMED))
    meant = [(_field_before(text, pair, named_fields), pair) for pair in pairs]
    found = [(start, pair, one) for (start, one), pair in meant if one]
    raw: dict[str, Raw] = {}
    rest = [text[: found[0][0]] if found else text]
    for (_, pair, one), following in zip_longest(found, found[1:]):
        tail = text[pair.end() : following[0] if following else None]
        quoted = _QUOTED.fullmatch(pair["value"])
        rest.append(str(raw.get(one.name, "")))
        said = quoted[1] if quoted else pair["value"] + tail
        raw[one.name] = said if quoted or is_long(one) else trimmed(said)
        rest.append(tail if quoted else "")
    return raw, " ".join(" ".join(rest).split()) if found else text


def named_from_front(
    fields: Sequence[FieldSpec], text: str, words: Words, trimmed: Callable[[str], str]
) -> dict[str, Raw]:
    """Return the fields that a text names from its first word on, as `take_named`; nothing where it doesn't.

    What is named there may be a part of a field's name: `skola: Almby, syfte: läsning`.
    """
    front = _AT_FRONT.match(text)
    called = [(names_of(field, words), field) for field in fields]
    one = field_called(front["name"], called) if front else None
    if front is None or one is None:
        return {}
    others = [field for field in fields if field is not one]
    raw, said = take_named(others, text[front.end() :], words, trimmed)
    said = text[front.end() :] if not raw else said.rstrip(",; ")
    return {one.name: said if is_long(one) else trimmed(said)} | raw


def _field_before(
    text: str, pair: re.Match[str], fields: Sequence[tuple[set[str], F]]
) -> tuple[int, F | None]:
    """Return where the name of a `name=value` begins, which may be several words, and the field called so.

    Before a colon, which stands in other texts too, only a whole name counts.
    """
    before = list(_WORD.finditer(text, 0, pair.start()))[-LONGEST_NAME:]
    for start in [*(word.start() for word in before), pair.start()]:
        wanted = _spaced(text[start : pair.end("name")])
        whole = next((one for names, one in fields if wanted in names), None)
        if whole:
            return start, whole
    return pair.start(), field_called(pair["name"], fields) if pair["sign"] == "=" else None


def field_called(typed: str, fields: Sequence[tuple[set[str], F]]) -> F | None:
    """Return the field that is called so: its whole name, or a part that only one has; None otherwise.

    The first word of a name is such a part however short it is: `typ=`.
    """
    if len(typed) > LONGEST_WORD:
        return None
    wanted = _spaced(typed)
    whole = next((one for names, one in fields if wanted in names), None)
    if whole:
        return whole
    meant = [one for names, one in fields if any(name.split()[0] == wanted for name in names)]
    if not meant and len(wanted) >= SHORTEST:
        meant = [
            one for names, one in fields if match(wanted, [(name, name) for name in sorted(names)]).found
        ]
    return meant[0] if len(meant) == 1 else None


def names_of(one: FieldSpec | FormField, words: Words) -> set[str]:
    """Return what a field can be called when it is typed: its name, and its label in each language."""
    label = one.label if isinstance(one, FormField) else one.asked.label
    return {_spaced(name) for name in (one.name, *(words.text(label, language) for language in LANGUAGES))}


def _spaced(name: str) -> str:
    return plain_letters(name.replace("_", " ").replace("-", " ")).rstrip("?!.:")
