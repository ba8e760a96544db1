"""The field that says of which kind a session is, in whatever form: `första mötet`, `en lärträff`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

from handlers.core.matching import nameable, plain_letters
from handlers.core.replies import Option
from handlers.core.view import View
from handlers.fields.text import MARKS, ChoiceKind
from handlers.sessions.topic import ABOUT
from handlers.when.mentions import mention
from storage.documents.drafts import Raw
from storage.values.texts import named

MOST_SEARCHED = 30  # words of a line, from the first one on, before which a time is looked for
SHORTEST = 4  # letters of a word that is declined
_ENDINGS = frozenset(
    ("n", "en", "t", "et", "r", "ar", "er", "or", "na", "arna", "erna", "orna", "ena")  # Swedish
) | frozenset(("s", "es"))
_OF = frozenset(("av", "of"))


class SessionKindKind(ChoiceKind):
    """A kind of session, at the front of a line or right before its time.

    A word that says no more than that it is a session is taken along there.
    """

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a kind's name from the front; with `av` behind it, it stays in the topic, too."""
        words = text.split()
        plain = _plain(words)
        filler = view.municipality.filler
        start = 1 if plain[:1] and plain[0] in filler.articles else 0
        value, count = self._front(plain[start:], view)
        end = start + count
        if value:
            return value, text if _is(plain, end, _OF) else " ".join(words[end:])
        if _is(plain, start, frozenset(map(plain_letters, filler.meetings))):
            after = words[start + 1 :]
            if start and _is(plain, start + 1, ABOUT):
                return "", " ".join(after[1:])
            if not after or _says_when(after, view):
                return "", " ".join(after)
        return await super().take(text, view)

    async def find(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Find a kind right before the time."""
        words = text.split()
        plain = _plain(words)
        for place in range(1, len(plain)):
            await asyncio.sleep(0)
            value, count = self._front(plain[place:], view)
            if value and _says_when(words[place + count :], view):
                return value, " ".join((*words[:place], *words[place + count :]))
        return None

    def _front(self, plain: Sequence[str], view: View) -> tuple[str, int]:
        """Return the value of the longest name at the front, declined or not, and how many words it has."""
        names = [(plain_letters(name).split(), value) for name, value in self.named(view)]
        names.sort(key=lambda one: -len(one[0]))
        for parts, value in names:
            said = plain[: len(parts)]
            if len(said) == len(parts) and all(map(_is_form, said, parts)):
                return value, len(parts)
        return "", 0


def _plain(words: Sequence[str]) -> list[str]:
    return [plain_letters(word).rstrip(MARKS) for word in nameable(words, MOST_SEARCHED)]


def _is(plain: Sequence[str], place: int, words: frozenset[str]) -> bool:
    return place < len(plain) and plain[place] in words


def _says_when(words: Sequence[str], view: View) -> bool:
    return mention(" ".join(words), today=view.today, language=view.language) is not None


def _is_form(said: str, word: str) -> bool:
    """Tell whether a word is another, in the singular or plural, with or without its article at the end."""
    if said == word or (word.endswith("en") and said == f"{word[:-2]}na"):
        return True
    return len(word) >= SHORTEST and said.startswith(word) and said[len(word) :] in _ENDINGS


def _kinds(view: View) -> list[Option]:
    return [Option(value=one.id, label=named(one)) for one in view.process.session_kinds]


SessionKind = Annotated[str, SessionKindKind(_kinds, lambda view: view.process.usual_kind)]
