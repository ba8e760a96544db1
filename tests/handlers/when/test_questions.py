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
        ("nästa torsdag kl 14",
         "Vilken dag menar du: torsdag 15 oktober 2026 eller torsdag 22 oktober 2026?"),
        ("onsdag kl 14", "Idag är det onsdag 14 oktober 2026. Är det idag eller om en vecka?"),
        ("fredag 15 oktober kl 14",
         "Veckodagen och datumet stämmer inte överens: datumet är torsdag 15 oktober 2026. Vilket menar du?"),
        ("tisdag eller onsdag kl 14", "Vilken? Välj eller skriv en av tiderna."),
        ("tisdag eller onsdag", "Vilken dag och vilken tid?"),
        ("22 eller 29 oktober", "Vilken dag och vilken tid?"),
        ("v 45 kl 14", "Vilken dag v. 45?"),
        ("sista fredagen kl 14", "Vilken månad menar du?"),
        ("första torsdagen denna månad kl 14",
         "torsdag 1 oktober 2026, v. 40, 14.00 har redan varit. Skriv en kommande tid."),
        ("första torsdagen i månaden kl 14 till jul", "Är det varje månad?"),
        ("sista fredagen i månaden kl 14 tills vidare",
         "Hur ofta, och till när? Skriv det, till exempel ”varje torsdag till v 50”."),
        ("inte torsdag kl 14", "Jag kan inte läsa vad som ska bort. Skriv bara de tider som gäller."),
        ("idag kl 8", "onsdag 14 oktober 2026, v. 42, 08.00 har redan varit. Skriv en kommande tid."),
        ("31 november kl 14", "Datumet 31 november finns inte."),
        ("torsdag kl 25", "Klockslaget kl 25 finns inte."),
        ("torsdag kl 15-14", "Slutet kommer före början. När börjar det och när slutar det?"),
        ("söndag 25 oktober kl 02.30",
         "Den timmen kommer två gånger söndag 25 oktober 2026. Vilken menar du?"),
        ("söndag 28 mars kl 02.30", "Klockan hoppar över den timmen söndag 28 mars 2027. När ska det vara?"),
        ("15 augusti kl 14",
         "Menar du söndag 15 augusti 2027? Det är mer än nio månader bort, så skriv året."),
        ("torsdag v 40 kl 14", "v. 40 har redan varit det här läsåret. Vilket år menar du?"),
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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("22 eller 29 okt 14-16", ["22 oktober", "29 oktober"]),
        ("22, 23 eller 29 oktober 14-16", ["22 oktober", "23 oktober", "29 oktober"]),
        ("den 22:a eller 29:e 14-16", ["22 oktober", "29 oktober"]),
        ("22 eller 29/10 14-16", ["22 oktober", "29 oktober"]),
        ("22/10 eller 29/10 14-16", ["22 oktober", "29 oktober"]),
        ("22 elelr 29 oktober 14-16", ["22 oktober", "29 oktober"]),
        ("antingen 22 eller 29 oktober 14-16", ["22 oktober", "29 oktober"]),
        ("torsdag 22 eller fredag 23 oktober 14-16", ["22 oktober", "23 oktober"]),
        ("måndag eller 22 oktober 14-16", ["19 oktober", "22 oktober"]),
        ("måndag eller tisdag 14-16", ["19 oktober", "20 oktober"]),
        ("måndag, tisdag eller torsdag 14-16", ["19 oktober", "20 oktober", "15 oktober"]),
        ("måndag eller tisdag v 44 14-16", ["26 oktober", "27 oktober"]),
        ("torsdag v 43 eller v 44 14-16", ["22 oktober", "29 oktober"]),
        ("torsdag v 43 eller fredag v 44 14-16", ["22 oktober", "30 oktober"]),
        ("första eller tredje torsdagen i november 14-16", ["5 november", "19 november"]),
        ("sista fredagen i oktober eller november kl 14-16", ["30 oktober", "27 november"]),
    ],
)  # fmt: skip
def test_just_the_days_that_were_named_are_offered(text: str, days: list[str]) -> None:
    """Of days with `eller` between, each is offered with the hours said, and nothing else."""
    offered = _choices(text)
    assert [" ".join(choice.split()[1:3]) for choice in offered] == days
    assert all(choice.endswith(", 14.00–16.00") for choice in offered)


@pytest.mark.parametrize(
    "text", ["22 or 29 October 2-4pm", "October 22 or 29 2-4pm", "the 22nd or the 29th of October 2-4pm"]
)
def test_just_the_days_that_were_named_are_offered_in_english(text: str) -> None:
    """Of English dates with `or` between, each is offered with the hours said, and nothing else."""
    assert _choices(text, "en") == [
        "Thursday 22 October 2026, week 43, 14:00–16:00",
        "Thursday 29 October 2026, week 44, 14:00–16:00",
    ]


def test_clocks_are_offered_on_the_day_that_was_named() -> None:
    """Of clock times with `eller` between, none is offered on a day that nobody named."""
    assert _choices("22 oktober kl 14 eller 15") == [
        "torsdag 22 oktober 2026, v. 43, 14.00",
        "torsdag 22 oktober 2026, v. 43, 15.00",
    ]


@pytest.mark.parametrize(
    "text", ["5 november kl 15 och 22 eller 29 oktober kl 14", "5 november kl 15 och nästa torsdag kl 14"]
)
def test_no_session_is_left_out_of_what_is_offered(text: str) -> None:
    """Where one of two sessions is in doubt, it is not offered without the other."""
    assert not _choices(text)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("nyårsafton kl 14", ["torsdag 31 december 2026, v. 53, 14.00"]),
        ("tredje dagen i oktober kl 14", ["söndag 3 oktober 2027, v. 39, 14.00"]),
        ("nästa läsår tisdag kl 14", ["varje tisdag 14.00 från 2027-08-17 till 2028-06-06"]),
        (
            "tis 3/11 14 el ons 4/11 15",
            ["tisdag 3 november 2026, v. 45, 14.00", "onsdag 4 november 2026, v. 45, 15.00"],
        ),
        ("måndag 22", ["måndag 19 oktober 2026, v. 43, 22.00"]),
        ("torsdag 22", ["torsdag 15 oktober 2026, v. 42, 22.00", "torsdag 22 oktober 2026, v. 43, 22.00"]),
    ],
)
def test_what_is_offered_fits_the_question(text: str, offered: list[str]) -> None:
    """The day that was asked about is offered, not today or tomorrow."""
    assert _choices(text) == offered


def test_a_weekday_of_an_unnamed_month_is_offered_in_this_and_the_next() -> None:
    """`sista fredagen` offers this month's and next month's, `första torsdagen` only the coming one."""
    assert _choices("sista fredagen kl 14") == [
        "fredag 30 oktober 2026, v. 44, 14.00",
        "fredag 27 november 2026, v. 48, 14.00",
    ]
    assert _choices("första torsdagen kl 14") == ["torsdag 5 november 2026, v. 45, 14.00"]


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
        ("imorgon kl 2", "Jag läste ”2” som 14.00."),
        ("imorgon halv tre", "Jag läste ”halv tre” som 14.30."),
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
