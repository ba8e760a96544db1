"""Finds what a text may mean that can't be taken as it stands: either–or, and about."""

from __future__ import annotations

from collections.abc import Callable

from handlers.when.items import Filler, Found, Joint, Puzzle
from storage.documents.times import Span

Run = tuple[Found, ...]
Spans = tuple[Span, ...]
_OR = frozenset({Joint("or"), Joint("/")})


def likely(way: Run, reads: Callable[[Run], list[Spans]]) -> list[Spans]:
    """Return the likely readings of a text with `eller` or `ungefär` in it, none where there are none.

    Args:
        way: the text, taken apart.
        reads: returns the readings of pieces: one where they are clear, several or none where not.
    """
    pieces = tuple(piece for piece in way if not isinstance(piece.item, Filler))
    exact = tuple(
        piece for piece in pieces if not (isinstance(piece.item, Puzzle) and piece.item.kind == "about")
    )
    if not any(piece.item in _OR for piece in exact):
        return reads(exact) if exact != pieces else []
    found = [spans for run in _either(exact) for spans in reads(run)]
    if len(found) < 2:
        both = tuple(
            Found(Joint("and"), piece.start, piece.end) if piece.item in _OR else piece for piece in exact
        )
        found = [(span,) for spans in reads(both) for span in spans] or found
    return found


def _either(pieces: Run) -> list[Run]:
    """Return the texts with one of the pieces that `eller` stands between, and those before and after it."""
    places = [place for place, piece in enumerate(pieces) if piece.item in _OR and place > 0]
    if len(places) == 1:
        (place,) = places
        before, after = pieces[: place - 1], pieces[place + 2 :]
        one, other = pieces[place - 1], pieces[place + 1 : place + 2]
        return [(*before, one, *after), (*before, *other, *after), pieces[:place], pieces[place + 1 :]]
    return []
