"""Reading of times: how many texts are read right, wrong or asked about, and how long it takes.

The texts are the corpus of the tests; beside our readings stand those of dateparser alone.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Literal

import dateparser
from rich.console import Console
from rich.table import Table

import handlers.when
from benchmarks.table import Row, at_least, at_most, under
from handlers.when import read, warm
from tests.handlers.when.corpus_files import Case, cases

Verdict = Literal["right", "wrong", "asked"]
_LONG = "long"
_LONG_TEXTS = 300
_UNITS = (
    "to on fr ",
    "15.10 ",
    "v 44, 14 ",
    "5/11 ",
    "nov 14 ",
    "15-",
    "den 5, ",
    "halv ",
    "okt 15 ",
    "1 ",
    "10 to 4 ",
)


def rows() -> Iterable[Row]:
    """Measure accuracy, by class too, and speed."""
    texts = list(dict.fromkeys(_both_ways(cases())))
    warm()
    ours = {case: _judged(case, _our_sessions(case)) for case in texts}
    theirs = {case: _judged(case, _dateparser_sessions(case)) for case in texts}
    _show_by_class(ours, theirs)
    counted, compared = Counter(ours.values()), Counter(theirs.values())
    yield at_least("times: right", counted["right"] / len(texts), 0.99)
    yield at_most("times: wrong", counted["wrong"] / len(texts), 0)
    yield at_most("times: asked", counted["asked"] / len(texts), 0.01)
    yield Row("times: right, dateparser alone", compared["right"] / len(texts), "to compare with", met=True)
    yield Row("times: wrong, dateparser alone", compared["wrong"] / len(texts), "to compare with", met=True)
    ours_median = median(_seconds(_our_sessions, case) for case in texts)
    theirs_median = median(_seconds(_dateparser_sessions, case) for case in texts)
    yield at_most("times: median over dateparser's", ours_median / theirs_median, 2)
    longest = _both_ways(_long_texts(texts))
    worst = max(_seconds(_our_sessions, case, times=8) for case in (*texts, *longest))
    yield under("times: worst milliseconds", worst * 1000, 20)
    yield Row("times: lines", _lines(), "to compare with", met=True)


def _both_ways(texts: Iterable[Case]) -> Iterable[Case]:
    """Yield the texts, and beside a topic those that are read without one: they mean the same there."""
    for case in texts:
        yield case
        if (case.sessions and not case.topic) or case.group == _LONG:
            yield replace(case, topic=True)


def _lines() -> int:
    """Count the lines of the reader."""
    files = Path(handlers.when.__file__).parent.glob("*.py")
    return sum(len(one.read_text(encoding="utf-8").splitlines()) for one in files)


Sessions = tuple[tuple[float, float | None], ...]


def _our_sessions(case: Case) -> Sessions:
    spans = read(case.text, now=case.now, language=case.language, topic=case.topic).spans
    return tuple((span.start.timestamp(), span.end.timestamp() if span.end else None) for span in spans)


def _dateparser_sessions(case: Case) -> Sessions:
    found = dateparser.parse(
        case.text,
        languages=["en", "sv"] if case.language == "en" else ["sv", "en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": case.now.replace(tzinfo=None),
        },
    )
    return ((found.replace(tzinfo=found.tzinfo or case.now.tzinfo).timestamp(), None),) if found else ()


def _judged(case: Case, sessions: Sessions) -> Verdict:
    """Judge a reading: wrong where it is another time than meant, or one that must be asked for."""
    wanted = tuple((start.timestamp(), end.timestamp() if end else None) for start, end in case.sessions)
    if sessions == wanted:
        return "right"
    return "wrong" if sessions else "asked"


def _show_by_class(ours: dict[Case, Verdict], theirs: dict[Case, Verdict]) -> None:
    table = Table("class", "texts", "right", "wrong", "asked", "dateparser right", "wrong", "asked")
    for group in sorted({case.group for case in ours}):
        members = [case for case in ours if case.group == group]
        counts = [Counter(verdicts[case] for case in members) for verdicts in (ours, theirs)]
        shown = [str(count[verdict]) for count in counts for verdict in ("right", "wrong", "asked")]
        table.add_row(group, str(len(members)), *shown)
    Console().print(table)


def _seconds(work: Callable[[Case], object], case: Case, *, times: int = 3) -> float:
    """Return the shortest of some runs, in seconds of our own: what else the machine does is not counted."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        work(case)
        best = min(best, time.process_time() - started)
    return best


def _long_texts(texts: list[Case]) -> Iterable[Case]:
    """Yield texts of 200 characters: words in any order, and texts in odd orders over and over."""
    chance = random.Random(2026)
    words = [word for case in texts for word in case.text.split()]
    for _ in range(_LONG_TEXTS):
        yield _case(" ".join(chance.choice(words) for _ in range(100)), texts[0])
    for case in chance.sample(texts, _LONG_TEXTS):
        odd = case.text.split()
        chance.shuffle(odd)
        yield _case(f"{' '.join(odd)} " * 200, texts[0])
    for unit in _UNITS:
        yield _case(unit * 200, texts[0])
        yield _case((unit * 200)[:40], texts[0])


def _case(text: str, like: Case) -> Case:
    return Case(_LONG, text[:200], like.now, "sv", topic=False, sessions=())
