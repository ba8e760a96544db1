"""The reader against the corpus."""

from __future__ import annotations

import pytest

from handlers.when import Reading, read
from handlers.when.spans import instants
from storage.values.times import Span
from tests.handlers.when.corpus_files import Case, cases

CASES = cases()


def _read(case: Case, language: str = "") -> Reading:
    return read(case.text, now=case.now, language=language or case.language, topic=case.topic)


def _expected(case: Case) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in case.sessions)


def test_the_corpus_is_large() -> None:
    """At least 400 texts, Swedish ones most of all, and a good part to be asked about."""
    assert len(CASES) >= 400
    assert sum(case.language == "sv" for case in CASES) > len(CASES) / 2
    assert sum(not case.sessions for case in CASES) >= 100


@pytest.mark.corpus
@pytest.mark.parametrize("case", CASES, ids=str)
def test_texts_are_read_as_meant(case: Case) -> None:
    """Each text is read as just the sessions that it means, or asked about where it must be."""
    reading = _read(case)
    assert instants(reading.spans) == instants(_expected(case))
    assert (reading.ask is None) is bool(case.sessions)
    assert reading.rest == case.rest


@pytest.mark.corpus
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_other_language_never_reads_it_wrong(case: Case) -> None:
    """A text in the language that is not one's own is read the same, or asked about."""
    reading = _read(case, "sv" if case.language == "en" else "en")
    assert reading.ask is not None or instants(reading.spans) == instants(_expected(case))


@pytest.mark.corpus
@pytest.mark.parametrize("case", [case for case in CASES if not case.sessions], ids=str)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_choices_mean_what_they_say(case: Case, language: str) -> None:
    """A choice's text is read without asking, as the choice's sessions, and keeps the topic."""
    reading = _read(case, language)
    assert reading.ask is not None
    assert len(reading.ask.choices) <= 5
    rests = set()
    for choice in reading.ask.choices:
        again = read(choice.text, now=case.now, language=language, topic=case.topic)
        assert instants(again.spans) == instants(choice.spans)
        rests.add(again.rest)
    assert len({instants(choice.spans) for choice in reading.ask.choices}) == len(reading.ask.choices)
    assert len(rests) <= 1 or case.topic
