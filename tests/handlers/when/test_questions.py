"""What is asked, and in which words."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.core.words import Words
from handlers.when import Reading, read
from tests.handlers.when.corpus_files import ZONE

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)
WORDS = Words.load()


def _read(text: str, language: str = "sv", *, topic: bool = False) -> Reading:
    return read(text, now=NOW, language=language, topic=topic)


def _question(text: str, language: str = "sv") -> str:
    ask = _read(text, language).ask
    assert ask is not None
    return WORDS.text(ask.text, language)


def _choices(text: str, language: str = "sv") -> list[str]:
    ask = _read(text, language).ask
    assert ask is not None
    return [choice.text for choice in ask.choices]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("torsdag", "Vilken tid torsdag 15 oktober 2026?"),
        ("torsdag em", "Vilken tid torsdag 15 oktober 2026?"),
        ("v 44 kl 14", "Vilken dag v. 44?"),
        ("nästa torsdag kl 14", "Vilken dag menas: torsdag 15 oktober 2026 eller torsdag 22 oktober 2026?"),
        ("onsdag kl 14", "Idag är det onsdag 14 oktober 2026. Är det idag eller om en vecka?"),
        ("fredag 15 oktober kl 14",
         "Veckodagen och datumet stämmer inte överens: datumet är torsdag 15 oktober 2026. Vilket menas?"),
        ("tisdag eller onsdag kl 14", "Vilken? Välj en av tiderna."),
        ("inte torsdag kl 14", "Jag kan inte läsa vad som ska bort. Skriv bara de tider som gäller."),
        ("idag kl 8", "onsdag 14 oktober 2026, v. 42, 08.00 har redan varit. Skriv en kommande tid."),
        ("31 november kl 14", "Datumet 31 november finns inte."),
        ("torsdag kl 25", "Klockslaget kl 25 finns inte."),
        ("torsdag kl 15-14", "Slutet kommer före början. När börjar det och när slutar det?"),
        ("söndag 25 oktober kl 02.30", "Den timmen kommer två gånger söndag 25 oktober 2026. Vilken menas?"),
        ("söndag 28 mars kl 02.30", "Klockan hoppar över den timmen söndag 28 mars 2027. När ska det vara?"),
        ("15 augusti kl 14",
         "Menar du söndag 15 augusti 2027? Det är mer än nio månader bort, så skriv året."),
        ("torsdag v 40 kl 14", "v. 40 har redan varit det här läsåret. Vilket år menas?"),
        ("torsdag v 53 2027 kl 14", "2027 har ingen vecka 53."),
        ("torsdag kl 14 Lärträff om X", "Jag förstår inte ”Lärträff om X” som del av en tid."),
        ("Torsdag ungefär kl 14", "Jag behöver en exakt tid. Skriv den utan ”ungefär”."),
        ("torsdag efter lunch", "”efter lunch” säger inte exakt när. Skriv dag och klockslag."),
        ("varje torsdag kl 14", "Till när? Skriv sista dagen eller veckan, eller hur många gånger."),
        ("torsdag 15", "Är det ett klockslag eller ett datum?"),
        ("x" * 201, "Det var långt. Skriv tiden med högst 200 tecken."),
    ],
)  # fmt: skip
def test_the_question_names_what_is_missing_or_in_conflict(text: str, question: str) -> None:
    """A Swedish question says what is missing or what does not fit."""
    assert _question(text) == question


def test_the_question_is_in_the_persons_language() -> None:
    """A text in Swedish is asked about in English where that is the person's language."""
    assert _question("torsdag", "en") == "What time on Thursday 15 October 2026?"


def test_both_thursdays_are_offered() -> None:
    """`nästa torsdag` on a Wednesday offers tomorrow and next week's."""
    assert _choices("nästa torsdag kl 14") == [
        "torsdag 15 oktober 2026, v. 42, 14.00",
        "torsdag 22 oktober 2026, v. 43, 14.00",
    ]


def test_both_passings_of_a_repeated_hour_are_offered() -> None:
    """The hour that the clock change repeats is offered as summer and as winter time."""
    assert _choices("söndag 25 oktober kl 02.30") == [
        "söndag 25 oktober 2026, v. 43, 02.30 sommartid",
        "söndag 25 oktober 2026, v. 43, 02.30 vintertid",
    ]


def test_a_series_is_offered_as_one_short_text() -> None:
    """Long series are offered in few words, in the person's language."""
    assert _choices("varje torsdag kl 14-15 till jul") == [
        "varje torsdag 14.00–15.00 från 2026-10-15 till 2026-12-17",
        "varje torsdag 14.00–15.00 från 2026-10-15 till 2026-12-24",
    ]
    assert _choices("every Thursday at 2pm until Christmas", "en")[0].startswith("every Thursday 14:00 from ")


def test_a_choice_keeps_the_topic() -> None:
    """A choice's text holds the topic that was typed, in quotes where it could be read as a time."""
    ask = _read("nästa torsdag kl 14 Formativ bedömning", topic=True).ask
    assert ask is not None
    assert [_read(choice.text, topic=True).rest for choice in ask.choices] == ["Formativ bedömning"] * 2
    ask = _read("torsdag kl 14 Uppföljning inför v 45", topic=True).ask
    assert ask is not None
    assert 'torsdag 15 oktober 2026, v. 42, 14.00 "Uppföljning inför v 45"' in [
        one.text for one in ask.choices
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("imorgon kl 2", "”2” lästes som 14.00."),
        ("imorgon halv tre", "”halv tre” lästes som 14.30."),
        ("varje torsdag i oktober kl 14", "De dagar som redan har varit är inte med."),
    ],
)
def test_what_was_taken_for_granted_is_said(text: str, note: str) -> None:
    """The read-back says that an hour was read as afternoon, or that past days are left out."""
    assert [WORDS.text(one, "sv") for one in _read(text).notes] == [note]


def test_plain_times_need_no_note() -> None:
    """Nothing is said about a time that stands as typed."""
    assert _read("imorgon kl 14.30").notes == ()
    assert _read("imorgon kl 3 em").notes == ()
    assert _read("tomorrow 2-4pm", "en").notes == ()


def test_questions_speak_of_words_as_they_were_typed() -> None:
    """What was not understood is shown with its own capitals."""
    assert "”NO 8B”" in _question("Torsdag 13.00 NO 8B")
