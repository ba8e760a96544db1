"""A typed text made even for reading: small letters, single spaces, one kind of dash and of quote.

Where each character came from is kept, so that what is left over comes back as it was typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_SAME = {
    **dict.fromkeys("‐‑‒–—―−→", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("’‘´`", "'"),
    **dict.fromkeys("·⋅•|\n\r;", ";"),
}
_WIDE = ("\uff01", "\uff5e")
_DIRECTIONS = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # as Windows writes them
)
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff" + _DIRECTIONS)
_FOLD = str.maketrans("åäöéü", "aaoeu")
LONGEST_WORD = 80  # characters; `v.43,44,45,46,…` of a whole year is shorter


def fold(word: str) -> str:
    """Return the word without the dots and rings of å, ä and ö."""
    return word.translate(_FOLD)


def front(text: str, most: int) -> tuple[str, str]:
    """Return the first words of a text that may be of a time, single spaces between, and all after them.

    At most so many, and none from a word on that is longer than any of a time.
    """
    words = text.split()
    end = next((i for i, word in enumerate(words[:most]) if len(word) > LONGEST_WORD), most)
    return " ".join(words[:end]), " ".join(words[end:])


def _plain(character: str) -> str:
    """Return a wide sign, or another script's digit, as the one on a Latin keyboard."""
    if _WIDE[0] <= character <= _WIDE[1]:
        character = unicodedata.normalize("NFKC", character)
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


@dataclass(frozen=True)
class Typed:
    """What was typed, and the even form of it.

    Attributes:
        original: the text in composed form (NFC).
        text: the even form.
        origin: for each character of `text`, where it stands in `original`.
    """

    original: str
    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Typed:
        """Make a text even."""
        original = unicodedata.normalize("NFC", text)
        even: list[str] = []
        origin: list[int] = []
        for place, character in enumerate(original):
            same = _plain(_SAME.get(character, character))
            same = " " if same.isspace() else same.lower()
            repeated = same in " ;" and (not even or even[-1] == same)
            if character in _DROPPED or len(same) != 1 or repeated:
                continue
            even.append(same)
            origin.append(place)
        return cls(original, "".join(even), tuple(origin))

    def piece(self, start: int, end: int) -> str:
        """Return what was typed for `text[start:end]`, without space around it."""
        if start >= end:
            return ""
        return self.original[self.origin[start] : self.origin[end - 1] + 1].strip()
