"""Finds ISO weeks, months and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers.when.day_items import Date, Dates, EndOf, Months, TermName, Weeks
from handlers.when.items import Item, Puzzle
from handlers.when.lexicon import END, FULL_MONTHS, MONTH, NO_HOURS, UNITS, WORDLIKE_MONTHS, loose, month
from handlers.when.month_days import week_of

_WEEK = (
    r"(?:uke|uka|uker|uge|uger|veckorna|veckor|veckan|vecka|vk|v|weeks|week|wks|wk|w)"
    r"\.?\s?(?:(?:nr|nummer|number|no)\.?\s)?"
)
_LENGTH = rf"\s?(?:min|mins|minuter|minutes|h|tim|timme|timmar|hours?){END}"
_FIRST = re.compile(rf"{_WEEK}(?P<n>\d{{1,2}})(?!\d|[.:]\d|(?:e|a|st|nd|rd|th){END}|{_LENGTH})")
_OF_MONTH = rf"(?::[ae]|e|:?dje|:?de|st|nd|rd|th){END}|\s{MONTH}{END}"
_TO = re.compile(
    rf"(?P<stretch>\s?-\s?|\s(?:till och med|till|t\.o\.m\.|t o m|tom|until|through)\s|(?P<to>\sto\s))"
    rf"(?P<again>{_WEEK})?(?P<n>\d{{1,2}})(?!\d|[.:/]\d|\s?-\s?\d|{_OF_MONTH})"
)
_AND = re.compile(
    rf"(?P<stretch>)(?:\s?,\s?(?:(?:och|and|samt)\s)?|\s(?:och|o|samt|and)\s|\s?[&+]\s?)(?P<again>{_WEEK})?(?P<n>\d{{1,2}})"
    rf"(?!\d|[.:/]\d|\s?-\s?\d\d?[.:]|\s?(?:am|pm|{UNITS}){END}|{_OF_MONTH})"
)
_HOURS = re.compile(r"\s(?:till|to|until|til)\s\d{1,2}(?!\d)")  # "v 46, 9 till 11"
_YEAR = re.compile(rf"(?:,?\s(?:år\s)?|\s?[-/]\s?)(20\d\d){NO_HOURS}")
_SHORT_YEAR = re.compile(r"(?:\s-|/)(2[5-9]|3\d)(?!\d|[.:/]\d|\s?-\s?\d)")
_YEAR_FIRST = re.compile(r"(20\d\d)[-\s]?[vw]\.?\s?(\d{1,2})(?:-([1-7])(?:t(?=\d)|(?!\d|-))|(?!\d|-))")

_MONTH_OUT = re.compile(
    rf"(?P<m>{MONTH}){END}\sut{END}|(?:the\s)?(?:slutet (?:av|på)|end of)\s(?P<end>{MONTH}){END}"
)
_MONTHS = re.compile(
    rf"(?:(?:hela|all of)\s)?(?!jul{END})"
    rf"(?P<all>{MONTH}{END}\.?(?:(?:\s?,\s?(?:och\s|and\s)?|\s(?:och|and)\s){MONTH}{END}\.?)*)"
    rf"(?:(?:\s?-\s?|\s(?:t\.o\.m\.|till och med|through)\s)(?P<last>{MONTH}){END}\.?)?"
    r"(?:\smånad)?(?:,?\s(?P<y>20\d\d)(?![.:-]?\d))?"
)
_EACH_MONTH = re.compile(rf"{MONTH}{END}")
_IN = re.compile(r"\b(?:i|in|under|during|från|from|till|until|of|t\.o\.m\.|to)\s$")
_TERM = re.compile(
    loose(
        r"(?:(?:den|the|hela|under|hela den|the whole|all)\s)?"
        r"(?P<season>ht(?:-terminen)?|vt(?:-terminen)?|höst(?:terminen|termin)|vår(?:terminen|termin)"
        r"|(?:autumn|fall|spring) (?:term|semester))"
        rf"\s?[-'/]?\s?(?P<y>(?:20)?\d\d)?{END}(?![.:]\d)"
    )
)
_SCHOOL_YEAR = re.compile(
    loose(
        r"(?:(?:hela|the|under|the whole)\s)?(?:läsåret|läsår|lå|school year|academic year)"
        rf"(?:\s?(?P<y>(?:20)?\d\d)\s?[-/]\s?(?P<next>(?:20)?\d\d))?{END}"
    )
)


def weeks_by_year(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the week or day that is named with its year before it: `2026-W50`, `2026-W50-2`."""
    if found := _YEAR_FIRST.match(text, pos):
        day = found[3] and weekday_of(int(found[1]), int(found[2]), int(found[3]))
        date = Date(day.day, day.month, day.year) if day else None
        yield Dates((date,)) if date else _item([int(found[2])], int(found[1])), found.end()


def weeks(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the weeks that may be named here; a list also without the numbers that may be hours."""
    found = _FIRST.match(text, pos)
    if found is None:
        return
    yield from _of_short_year(text, found)
    numbers, end, wraps, listed, or_hours = [int(found["n"])], found.end(), False, False, False
    while more := _more(text, end, english=found[0].startswith("w")):
        if not more["again"] and _may_be_no_week(more, numbers[-1]):
            yield _item(numbers), end
        if short := _SHORT_YEAR.match(text, end):
            yield _item(numbers, 2000 + int(short[1])), short.end()
        ahead = listed or or_hours or int(more["n"]) > numbers[-1]
        or_hours = not more["again"] and ahead and (or_hours if more["stretch"] else "," in more[0])
        if more["stretch"] and numbers[-1] < int(more["n"]):
            numbers += range(numbers[-1] + 1, int(more["n"]))
        wraps = wraps or bool(more["stretch"] and numbers[-1] > int(more["n"]))
        numbers.append(int(more["n"]))
        listed = listed or not more["stretch"]
        end = more.end()
        if wraps:
            break
    if wraps and len(numbers) > 2:
        return
    year = _YEAR.match(text, end)
    item = _item(numbers, int(year[1]) if year else None, wraps=wraps, listed=listed)
    if or_hours and isinstance(item, Weeks):
        item = replace(item, or_hours=True)
    yield item, year.end() if year else end


def _of_short_year(text: str, found: re.Match[str]) -> Iterator[tuple[Item, int]]:
    """Yield the week with a year of two digits: `v.3/27`; `v 26/27` may be two weeks."""
    short = _SHORT_YEAR.match(text, found.end())
    if short and int(short[1]) - int(found["n"]) != 1:
        yield _item([int(found["n"])], 2000 + int(short[1])), short.end()


def weekday_of(year: int, number: int, weekday: int) -> date | None:
    """Return a day by its ISO week and weekday, Monday 1; None where the year lacks the week."""
    monday = week_of(year, number)
    return monday + timedelta(days=weekday - 1) if monday else None


def _may_be_no_week(more: re.Match[str], last: int) -> bool:
    """Whether the number may be an hour: in a list, or after a dash between spaces."""
    return not more["stretch"] or (int(more["n"]) < last and more["stretch"].startswith(" "))


def _more(text: str, end: int, *, english: bool) -> re.Match[str] | None:
    found = _TO.match(text, end)
    if found and (english or found["again"] or not found["to"]):
        return found
    found = _AND.match(text, end)
    return None if found and not found["again"] and _HOURS.match(text, found.end("n")) else found


def _item(numbers: list[int], year: int | None = None, *, wraps: bool = False, listed: bool = False) -> Item:
    if not all(1 <= number <= 53 for number in numbers):
        return Puzzle("week")
    return Weeks(tuple(numbers), year, wraps=wraps, listed=listed)


def months(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield whole months: `november`, `oktober och november`, `nov-jan`, `november 2026`, `november ut`."""
    if found := _MONTH_OUT.match(text, pos):
        yield EndOf("month", limits=bool(found["m"]), month=month(found["m"] or found["end"])), found.end()
    found = _MONTHS.match(text, pos)
    if found is None:
        return
    year = int(found["y"]) if found["y"] else None
    names = _EACH_MONTH.findall(found["all"])
    listed = [month(name) for name in names]
    if found["last"] and len(listed) == 1:
        count = (month(found["last"]) - listed[0]) % 12
        listed = [(listed[0] - 1 + ahead) % 12 + 1 for ahead in range(count + 1)]
    elif found["last"]:
        return
    short = len(listed) == 1 and (names[0] in WORDLIKE_MONTHS or names[0] not in FULL_MONTHS)
    yield Months(tuple(listed), year, short=short and not _IN.search(text, 0, pos) and not year), found.end()


def terms(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield terms and school years: `HT26`, `vårterminen 2027`, `läsåret 2026/27`."""
    if found := _TERM.match(text, pos):
        season = "VT" if found["season"].startswith(("v", "s")) else "HT"
        year = int(found["y"]) % 100 + 2000 if found["y"] else None
        yield TermName("HT" if season == "HT" else "VT", year), found.end()
    if found := _SCHOOL_YEAR.match(text, pos):
        if not found["y"]:
            yield TermName("", None), found.end()
        elif (int(found["y"]) + 1 - int(found["next"])) % 100 == 0:
            yield TermName("", int(found["y"]) % 100 + 2000), found.end()
