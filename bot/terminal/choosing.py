"""Tells what is none of a field's choices, and which of them come nearest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from rapidfuzz import fuzz, process

from bot.terminal.script import choice_of
from handlers.core import phrasing
from handlers.core.matching import LONGEST_WORD, match, plain_letters
from handlers.core.replies import FormField, Input, Option
from handlers.core.words import LANGUAGES, Words
from storage.values.texts import Message, t

MOST_NEAR = 3
SEARCHED = {Input.SEARCH, Input.SEARCH_MANY}
SEVERAL = {Input.CHOICES, Input.SEARCH_MANY}

Search = Callable[[FormField, str], Awaitable[Sequence[Option]]]
"""Finds in a field's long list what a text may mean."""


async def refused(one: FormField, text: str, words: Words, language: str, search: Search) -> Message | None:
    """Return why a text can't be chosen in a field, with what comes nearest; None where it can."""
    if one.input in {Input.LINE, Input.PARAGRAPH} or one.open_ended:
        return None
    for part in _parts(one, text):
        if not await _known(one, part, words, search):
            near = ", ".join(_nearest(one, part, words, language))
            if near:
                return t("“{text}” is none of the choices. Nearest: {names}.", text=part, names=near)
            return t("“{text}” is not one of the choices.", text=part)
    return None


def _parts(one: FormField, text: str) -> list[str]:
    several = one.input in SEVERAL
    parts = [part for piece in text.split(",") for part in phrasing.several(piece)] if several else [text]
    return [part.strip() for part in parts if part.strip()]


async def _known(one: FormField, text: str, words: Words, search: Search) -> bool:
    if choice_of(one, text, words) in {option.value for option in one.options}:
        return True
    names = [(name, option) for option in one.options for name in _names(option.label, words)]
    if match(text[:LONGEST_WORD], names).found:
        return True
    nothing = {plain_letters(name) for said in one.nothing for name in _names(said, words)}
    return plain_letters(text) in nothing or (one.input in SEARCHED and bool(await search(one, text)))


def _nearest(one: FormField, text: str, words: Words, language: str) -> list[str]:
    labels = [words.text(option.label, language) for option in one.options]
    plain = [plain_letters(label) for label in labels]
    near = process.extract(plain_letters(text[:LONGEST_WORD]), plain, scorer=fuzz.WRatio, limit=MOST_NEAR)
    return [labels[place] for _, score, place in near if score]


def _names(message: Message, words: Words) -> set[str]:
    return {words.text(message, language) for language in LANGUAGES}
