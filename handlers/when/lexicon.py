"""Names and numbers in Swedish and English, and the patterns that find them.

Patterns stand for even text (see `typed`). å, ä and ö may lack their dots in words of four letters or
more, where nothing else is spelled so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handlers.when.typed import fold

END = r"(?![0-9a-zà-ÿ])"
# What may not follow a year: in "2030 - 2130" it is the start of hours.
NO_HOURS = r"(?![.:-]?\d|(?<=[05])\s?-\s?[012]\d[0-5]\d(?![\d-]))"
UNITS = (
    "min|mins|minuter|minuters|minutes|h|tim|timme|timmar|timmars|hours?|hrs?|år|årig|åringar|gång|gånger|gg?r|times"
    "|dag|dagar|dar|dygn|days?|sessions?|tillfällen|träffar|months?|månad|månader|personer|pers|elever|grupper|tiden"
    "|procent|deltagare|lärare|pedagoger|tips|strategier|strategies|teachers|students"
    r"|(?<=\d)(?:st|nd|rd|th|e|a)"
)
OR = r"\s(?:el+e?r|elelr|ellre|el\.?|or|alt\.?)\s"  # slips of the finger too
LETTER = r"[^\W\d_]"

_DOTLESS = frozenset({"på", "två", "nå"})


def loose(pattern: str) -> str:
    """Let å, ä and ö stand without their dots, where the word is long enough to be the same."""

    def dotless(word: re.Match[str]) -> str:
        if len(word[0]) < 4 and word[0] not in _DOTLESS:
            return word[0]
        return re.sub("[åäö]", lambda letter: f"[{letter[0]}{fold(letter[0])}]", word[0])

    return re.sub(r"[a-zåäö]+", dotless, pattern)


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "(?:" + "|".join(loose(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(","))


def _folded(names: Mapping[str, int]) -> dict[str, int]:
    return {fold(name): value for name, value in names.items()}


_SV_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_EN_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = (
    ("mån", "månd", "mon"),
    ("tis", "tisd", "tue", "tues"),
    ("ons", "onsd", "wed", "weds"),
    ("tor", "tors", "torsd", "thu", "thur", "thurs"),
    ("fre", "fred", "fri"),
    ("lör", "lörd", "sat"),
    ("sön", "sönd", "sun"),
)
# Abbreviations that are also words; where they stand decides.
SHORTEST_DAYS = {"må": 0, "ti": 1, "on": 2, "to": 3, "fr": 4, "lö": 5, "sö": 6}
WORDLIKE_DAYS = frozenset({*SHORTEST_DAYS, "sat", "sun", "fri", "mon", "wed", "fred", "tor"})

ONE_WEEKDAY = {name + ending: day for day, name in enumerate(_SV_DAYS) for ending in ("", "en")}
ONE_WEEKDAY |= {name: day for day, name in enumerate(_EN_DAYS)}
ONE_WEEKDAY |= {f"{name.removesuffix('ag')}an": day for day, name in enumerate(_SV_DAYS)}
FULL_DAYS = dict(ONE_WEEKDAY)
ONE_WEEKDAY |= {name: day for day, names in enumerate(_SHORT_DAYS) for name in names}
MANY_DAYS = {name + ending: day for day, name in enumerate(_SV_DAYS) for ending in ("ar", "arna")}
MANY_DAYS |= {f"{name}s": day for day, name in enumerate(_EN_DAYS)}
FULL_DAYS |= MANY_DAYS
DAYS = _folded(ONE_WEEKDAY | MANY_DAYS | SHORTEST_DAYS)
PLURALS = frozenset(map(fold, MANY_DAYS))

_SV_MONTHS = _listed(
    """
    januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december
    """
)
_EN_MONTHS = _listed(
    """
    january, february, march, april, may, june, july, august, september, october, november, december
    """
)
_SHORT_MONTHS = _listed("jan, feb, mar, apr, maj, jun, jul, aug, sep, okt, nov, dec")
FULL_MONTHS = {name: month for names in (_SV_MONTHS, _EN_MONTHS) for month, name in enumerate(names, 1)}
MONTHS = FULL_MONTHS | {name: month for month, name in enumerate(_SHORT_MONTHS, 1)}
MONTHS |= {"febr": 2, "sept": 9, "oct": 10}
WORDLIKE_MONTHS = frozenset({"april", "maj", "may", "march", "mars", "mar", "jun", "jul"})

_SV_NUMBERS = _listed(
    """
    noll, ett, två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv, tretton, fjorton, femton,
    sexton, sjutton, arton, nitton, tjugo
    """
)
_EN_NUMBERS = _listed(
    """
    zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen,
    fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty
    """
)
_TENS = {"tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "nittio": 90}
_NUMBERS = {name: value for names in (_SV_NUMBERS, _EN_NUMBERS) for value, name in enumerate(names)}
_NUMBERS |= {
    "en": 1,
    "tjugoen": 21,
    **_TENS,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_NUMBERS |= {
    ten + _SV_NUMBERS[one]: _TENS[ten] + one
    for ten in ("tjugo", "trettio", "fyrtio", "femtio")
    for one in range(1, 10)
}
_NUMBERS |= {
    f"{ten}{mark}{_EN_NUMBERS[one]}": value + one
    for ten, value in (("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50))
    for mark in ("-", " ")
    for one in range(1, 10)
}
NUMBERS = _folded(_NUMBERS)

_SV_ORDINALS = _listed(
    """
    första, andra, tredje, fjärde, femte, sjätte, sjunde, åttonde, nionde, tionde, elfte, tolfte,
    trettonde, fjortonde, femtonde, sextonde, sjuttonde, artonde, nittonde, tjugonde, tjugoförsta,
    tjugoandra, tjugotredje, tjugofjärde, tjugofemte, tjugosjätte, tjugosjunde, tjugoåttonde,
    tjugonionde, trettionde, trettioförsta
    """
)
_EN_ORDINALS = _listed(
    """
    first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth,
    thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth,
    twenty-first, twenty-second, twenty-third, twenty-fourth, twenty-fifth, twenty-sixth,
    twenty-seventh, twenty-eighth, twenty-ninth, thirtieth, thirty-first
    """
)
ORDINALS = _folded(
    {name: value for names in (_SV_ORDINALS, _EN_ORDINALS) for value, name in enumerate(names, 1)}
)
ORDINALS |= {"forste": 1, "andre": 2, "adertonde": 18}

DAY = one_of((*ONE_WEEKDAY, *MANY_DAYS, *SHORTEST_DAYS))
MONTH = one_of(MONTHS)
NUMBER_WORD = one_of((*_NUMBERS, "två"))
ORDINAL_WORD = one_of((*_SV_ORDINALS, *_EN_ORDINALS, "förste", "andre", "adertonde"))
NUMBER = rf"(?:\d{{1,3}}|{NUMBER_WORD}){END}"


def number(text: str) -> int:
    """Return the value of digits or of a number's name."""
    return int(text) if text.isdigit() else NUMBERS[fold(text)]


def month(text: str) -> int:
    """Return the month, 1 to 12, of its name or abbreviation."""
    return MONTHS[text.rstrip(".")]


# Words that tell the languages apart where one word is a day in one of them and a preposition in the other.
SWEDISH = frozenset(_SV_DAYS) | set(
    _listed(
        """
    v, vk, vecka, veckor, kl, klo, klockan, och, på, till, från, varje, varannan, den, nästa, idag, imorgon,
    i, tim, timme, om, jämna, udda
    """
    )
)
ENGLISH = (frozenset(_EN_DAYS) | set(_EN_MONTHS) - set(_SV_MONTHS)) | set(
    _listed(
        """
    at, the, every, each, week, weeks, next, tomorrow, today, and, from, until, am, pm, noon, hour, hours,
    minutes, first, last, other, half, past, oct, mon, tue, wed, thu, fri, sat, sun
    """
    )
)


def languages(text: str) -> frozenset[str]:
    """Return which of `sv` and `en` have words of their own in the text."""
    words = frozenset(re.findall(r"[a-zåäö]+", text))
    return frozenset(name for name, own in (("sv", SWEDISH), ("en", ENGLISH)) if words & own)
