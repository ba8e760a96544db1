"""How long a typed line may be: long texts belong in fields that are made for them."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.core.command import CommandSpec
from handlers.core.replies import Input
from handlers.core.view import View
from storage.documents.drafts import Kept, Raw
from storage.values.texts import Refusal

LONGEST = 3500  # characters of a line, without what goes into a field for a long text or for rows


def check_line(text: str, spec: CommandSpec | None, view: View) -> None:
    """Raise Refusal for a line that is too long to be looked through; `spec` is the command that it is for.

    One with a field for a long text takes what fits there, see `check_fields`.
    """
    if len(text) > LONGEST and not (spec and _long_fields(spec, view)):
        raise _too_long(len(text), spec, view)


def check_fields(raw: Mapping[str, Raw], spec: CommandSpec, view: View) -> None:
    """Raise Refusal where a line fills its short fields with too much."""
    long_fields = _long_fields(spec, view)
    length = sum(_length(value) for name, value in raw.items() if name not in long_fields)
    if length > LONGEST:
        raise _too_long(length, spec, view)


def one_after_the_other(before: Kept | None, text: str, most: int) -> str:
    """Return what was typed before with an answer after it, where both fit a field; else the answer alone."""
    joined = f"{before} {text}" if isinstance(before, str) and before else text
    return joined if len(joined) <= most else text


def _long_fields(spec: CommandSpec, view: View) -> frozenset[str]:
    return frozenset(
        one.name for one in spec.fields if one.kind.input is Input.PARAGRAPH and one.for_person(view)
    )


def _length(value: Raw) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value))


def _too_long(length: int, spec: CommandSpec | None, view: View) -> Refusal:
    if spec is None:
        return Refusal(
            "That is {length} characters, and I read at most {most} at once. Nothing was done. "
            "Write it in fewer words, or “help” to see what you can do.",
            length=length,
            most=LONGEST,
        )
    return Refusal(
        "That is {length} characters, and I read at most {most} at once. Nothing was done. "
        "Write it in fewer words, or only “{word}” to get the form.",
        length=length,
        most=LONGEST,
        word=spec.word(view.language),
    )
