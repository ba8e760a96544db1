"""Explains words from the municipality's glossary."""

from __future__ import annotations

from collections.abc import Sequence

from config.glossary import Term
from handlers.core.matching import match, plain_letters
from handlers.core.replies import Button, Card
from handlers.core.view import View
from storage.values.texts import Bilingual, Message, named, t

ARTICLES = frozenset({"en", "ett", "den", "det", "de", "a", "an", "the"})
MOST_LISTED = 8


def terms_called(text: str, view: View) -> Sequence[Term]:
    """Return the terms that a text may name, the likeliest first."""
    words = plain_letters(text).strip("?!.,;: \"”“’'").split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    terms = view.municipality.glossary.terms
    found = match(" ".join(words), [(name, one) for one in terms for name in one.names]) if words else None
    return list({one.sv: one for one in found.found}.values()) if found else ()


def explained(terms: Sequence[Term], asked: str, view: View) -> Card:
    """Return what a term means, or which ones may be meant."""
    if len(terms) == 1:
        term = terms[0]
        text = Message(key="{text}", values={"text": Bilingual(sv=term.means_sv, en=term.means_en)})
        return Card(title=_name(term), text=(text, *_below(term, view)))
    return Card(
        title=t("What do you mean by “{text}”?", text=asked[:60]),
        text=tuple(t("{word}: write “what is {word}”", word=_name(one)) for one in terms[:MOST_LISTED]),
    )


def not_explained(asked: str, near: Sequence[Button], view: View) -> Card:
    """Return what is said where no term is called so: what may be meant, and what can be explained."""
    terms = [one for one in view.municipality.glossary.terms if not one.how]
    words = ", ".join(
        sorted((one.en if view.language == "en" else one.sv for one in terms), key=str.casefold)
    )
    return Card(
        title=t("I have no explanation of “{text}”", text=asked[:60]),
        text=(t("I can explain: {words}.", words=words),),
        buttons=tuple(near),
    )


def _name(term: Term) -> Message:
    """Return the word as a title."""
    sv, en = (word[:1].upper() + word[1:] for word in (term.sv, term.en))
    return Message(key="{name}", values={"name": Bilingual(sv=sv, en=en)})


def _below(term: Term, view: View) -> tuple[Message, ...]:
    """Return what is listed below a term, a line each."""
    match term.lists:
        case "standpoints":
            return tuple(map(named, view.municipality.programme.standpoints))
        case "stages":
            return tuple(map(named, view.process.stages))
        case "session_kinds":
            return tuple(map(named, view.process.session_kinds))
        case _:
            return ()
