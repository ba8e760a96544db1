"""Names and keys in one spelling each: composed letters, and none of the marks that nobody sees."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4`\u2032]")
_HYPHENS = re.compile("[\u2010\u2011\u2012\u2212]")
_QUOTED = re.compile(r"\s*[\"“”„«»]+([^\"“”„«»]+)[\"“”„«»]+\s*")
_BETWEEN = str.maketrans("-,*_~`", "      ")
_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


def composed(text: str) -> str:
    """Return the text in Unicode's form NFC, in which `ä` is one letter however it was typed.

    Nothing else is changed: joiners stay, since an emoji of a family is several that they join.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def as_name(text: str) -> str:
    """Return a name composed, without quotes around it, soft hyphens, zero-width and direction marks.

    PDFs and web pages leave such marks in what is copied from them. Emoji come apart where one joined them.
    """
    name = text if text.isascii() else composed(_UNSEEN.sub("", text))
    quoted = _QUOTED.fullmatch(name)
    return quoted[1].strip() if quoted else name


def seen(text: str) -> str:
    """Return the text without the marks that nobody sees, see `as_name`; otherwise as it is."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def one_spelling(text: str) -> str:
    """Return a name with one kind of apostrophe and one kind of hyphen."""
    return text if text.isascii() else _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))


def key_of(name: str) -> str:
    """Return a name as it is compared with others: case folded, spaces single, in one spelling.

    `å`, `ä` and `ö` stay letters of their own: Backaskolan is not Bäckaskolan.
    """
    return " ".join(composed(one_spelling(as_name(name)).casefold()).split())


def words_of(name: str) -> str:
    """Return a name as it is compared where it is sought: `key_of`, with spaces for hyphens and the like."""
    return " ".join(key_of(name).translate(_BETWEEN).split())


def order_of(name: str) -> tuple[str, str]:
    """Return what names are sorted by: å, ä and ö after z as in Swedish, other accents ignored."""
    words = words_of(name)
    apart = unicodedata.normalize("NFD", words.translate(_LAST))
    return "".join(one for one in apart if not unicodedata.combining(one)), words
