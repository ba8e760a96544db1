"""The worst that can be typed: texts that make a careless reader look again from every word or letter."""

from __future__ import annotations

from collections.abc import Iterator

_UNITS = {
    "numbers": "1 ",
    "weekdays": "måndag tisdag onsdag torsdag ",
    "joints": "och ",
    "dates": "15/10 14-15, ",
    "written dates": "den 3 november 2026 ",
    "stretches": "från v 43 till v 45 ",
    "lengths": "en timme fram ",
    "alternatives": "måndag eller ",
    "semicolons": "fre 14; ",
    "one word": "a",
    "names": "Almby Granliden Skola 7 ",
    "letters": "a b c d e f ",
    "small words": "i ",
    "goals": "torsdag till ",
    "commas": ",",
    "quotes": '"',
    "equals": "=",
    "pairs": "a= ",
    "one name": "syfte= ",
    "open quotes": 'syfte="a ',
    "combining": "a" + "\u0301" * 20,
    "emoji": "👩‍👩‍👧‍👦🎉",
    "nulls": "\0a ",
    "from right to left": "\u202e\u200fab ",
    "lines": "a\n",
    "typos": "skolla7 bedmning granlden ",
}


def hostile(size: int) -> Iterator[tuple[str, str]]:
    """Yield what each text is of, and the text, of so many characters."""
    for name, unit in _UNITS.items():
        yield name, (unit * (size // len(unit) + 1))[:size]
    yield "spaces", f"a{' ' * (size - 2)}b"
    yield "names of fields", " ".join(f"x{number}=y" for number in range(size))[:size]
