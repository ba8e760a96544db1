"""The commands that somebody may have meant by what is none."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from handlers.core.declaration import Declaration
from handlers.core.matching import plain_letters
from handlers.core.small_talk import bare
from handlers.core.view import View

MOST = 3


def nearest(text: str, view: View, cutoff: int, *, anywhere: bool = False) -> list[Declaration]:
    """Return the commands that the first word or two come closest to, at most three.

    Args:
        text: what was typed.
        view: only what its reader may send is found.
        cutoff: how close they must come, 0 to 100.
        anywhere: whether a command's word is found among the later words, too.
    """
    words = {
        plain_letters(word): spec for spec in view.commands for word in spec.words if view.may_send(spec)
    }
    said = bare(text).split()
    starts = {" ".join(said[:count]) for count in (1, 2)} | (words.keys() & said if anywhere else set())
    found = [
        near
        for start in starts
        for near in process.extract(start, words.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=6)
    ]
    found.sort(key=lambda near: near[1], reverse=True)
    return list({words[word].name: words[word] for word, _, _ in found}.values())[:MOST]
