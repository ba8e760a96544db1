"""Words that are no command: greetings, thanks, yes and no."""

from __future__ import annotations

from handlers.core.matching import LONGEST_WORD, plain_letters

MOST_WORDS = 20  # more than any greeting, and any name of a command, has

AGREED = frozenset({"ja", "ja tack", "japp", "ok", "okej", "stammer", "bekrafta", "yes", "confirm"})
REFUSED = frozenset({"nej", "nej tack", "avbryt", "stopp", "no", "no thanks", "stop"})
UNDONE = frozenset({"angra", "undo"})
LEFT = REFUSED | {"cancel"}
THANKS = frozenset({"tack", "tack tack", "tack sa mycket", "tackar", "thanks", "thank you"})
GREETINGS = frozenset({"hej", "hejsan", "hej hej", "halla", "tjena", "god morgon", "hello", "hi", "hey"})


def bare(text: str) -> str:
    """Return the text's first words in plain letters without what ends a sentence."""
    words = text.split(maxsplit=MOST_WORDS)[: MOST_WORDS + 1]
    return plain_letters(" ".join(word[: LONGEST_WORD + 1] for word in words)).strip('!.?*_~`>•"”“ ')


def agrees(text: str) -> bool:
    """Tell whether the text says yes to what was asked."""
    return bare(text) in AGREED


def refuses(text: str) -> bool:
    """Tell whether the text says no to what was asked."""
    return bare(text) in REFUSED


def takes_back(text: str) -> bool:
    """Tell whether the text wants to take back what was done, perhaps after a no: `nej, ångra`."""
    return _without_no(bare(text)) in UNDONE


def leaves(text: str) -> bool:
    """Tell whether the text leaves a form that is open."""
    return bare(text) in LEFT or takes_back(text)


def _without_no(plain: str) -> str:
    first, _, rest = plain.partition(" ")
    return rest if rest and first.rstrip(",.!") in {"nej", "no"} else plain


def thanks(text: str) -> bool:
    """Tell whether the text thanks, and says nothing else."""
    return bare(text) in THANKS


def greets(text: str) -> bool:
    """Tell whether the text greets, or says nothing at all."""
    return not text or bare(text) in GREETINGS
