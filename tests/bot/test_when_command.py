"""`samlar when`."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from bot.when_command import when
from config.settings import SettingsError

NOW = ["--now", "2026-10-14T09:30"]


def _run(*arguments: str, typed: str | None = None) -> str:
    app = typer.Typer()
    app.command()(when)
    result = CliRunner().invoke(app, list(arguments), input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0
    return result.stdout


def test_a_reading_is_shown_as_in_the_chat() -> None:
    """Words of one text need no quotes; the session is shown with weekday, date, week and clock."""
    assert (
        _run(*NOW, "torsdag", "v", "42", "kl", "14-15.30") == "torsdag 15 oktober 2026, v. 42, 14.00–15.30\n"
    )


def test_a_series_is_a_list_with_what_was_taken_for_granted() -> None:
    """Each session stands on its line, notes after them."""
    assert _run(*NOW, "--lang", "en", "Tuesdays weeks 45-46 at 3").splitlines() == [
        "Tuesday 3 November 2026, week 45, 15:00",
        "Tuesday 10 November 2026, week 46, 15:00",
        "“3” was read as 15:00.",
    ]


def test_a_question_is_shown_with_its_choices() -> None:
    """The question comes first, then each choice in brackets."""
    assert _run(*NOW, "nästa torsdag kl 14").splitlines() == [
        "Vilken dag menar du: torsdag 15 oktober 2026 eller torsdag 22 oktober 2026?",
        "  [torsdag 15 oktober 2026, v. 42, 14.00]",
        "  [torsdag 22 oktober 2026, v. 43, 14.00]",
    ]


def test_json_has_text_sessions_and_question() -> None:
    """A reading has its sessions with offsets, a question has its words in the person's language."""
    assert json.loads(_run(*NOW, "--json", "torsdag v 42 kl 14")) == {
        "text": "torsdag v 42 kl 14",
        "sessions": [{"start": "2026-10-15T14:00:00+02:00", "end": None}],
        "topic": "",
        "ask": None,
    }
    assert json.loads(_run(*NOW, "--json", "--lang", "en", "torsdag")) == {
        "text": "torsdag",
        "sessions": [],
        "topic": "",
        "ask": "What time on Thursday 15 October 2026?",
    }


def test_the_topic_is_told_as_in_booking() -> None:
    """With `--topic` other words are left over, as they are in the chat."""
    answer = json.loads(_run(*NOW, "--json", "--topic", "torsdag kl 14 Formativ bedömning"))
    assert answer["topic"] == "Formativ bedömning"
    assert answer["sessions"][0]["start"] == "2026-10-15T14:00:00+02:00"
    assert _run(*NOW, "--topic", "torsdag kl 14 BFL").splitlines()[1] == "Ämne: BFL"
    assert json.loads(_run(*NOW, "--json", "torsdag kl 14 Formativ bedömning"))["sessions"] == []


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("fredag", "2026-10-16T14:00:00+02:00", "2026-10-16T15:30:00+02:00"),
        ("till kl 10", "2026-10-15T10:00:00+02:00", "2026-10-15T11:30:00+02:00"),
        ("en vecka framåt", "2026-10-22T14:00:00+02:00", "2026-10-22T15:30:00+02:00"),
        ("v 44 13-14", "2026-10-29T13:00:00+01:00", "2026-10-29T14:00:00+01:00"),
    ],
)
def test_a_move_is_read_as_moving_does(typed: str, start: str, end: str) -> None:
    """With `--move` what is left out is as in the session's present time, its length too."""
    answer = json.loads(_run(*NOW, "--json", "--move", "2026-10-15T14:00/15:30", typed))
    assert answer["sessions"] == [{"start": start, "end": end}]


def test_standard_input_is_one_text_a_line() -> None:
    """`-` reads one text per line and answers each with one line, empty ones too."""
    lines = _run(*NOW, "--json", "-", typed="imorgon 8-10\n\nonsdagar v 44-45 kl 13\n").splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["text"] for answer in answers] == ["imorgon 8-10", "", "onsdagar v 44-45 kl 13"]
    assert [len(answer["sessions"]) for answer in answers] == [1, 0, 2]
    assert answers[0]["sessions"][0]["end"] == "2026-10-15T10:00:00+02:00"
    assert answers[2]["sessions"][0]["start"] == "2026-10-28T13:00:00+01:00"


def test_the_clock_change_keeps_the_wall_clock() -> None:
    """A weekly 14:00 stays 14:00 over 25 October, with another offset."""
    answer = json.loads(_run(*NOW, "--json", "torsdagar kl 14 v 43-44"))
    assert [one["start"] for one in answer["sessions"]] == [
        "2026-10-22T14:00:00+02:00",
        "2026-10-29T14:00:00+01:00",
    ]


def test_now_may_have_an_offset() -> None:
    """A moment with an offset is turned into the zone in which times are meant."""
    assert _run("--now", "2026-10-13T23:30:00+00:00", "imorgon kl 8").startswith("torsdag 15 oktober")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--now", "igår", "torsdag"], "--now: 'igår' is no time"),
        (["--lang", "fi", "torsdag"], "--lang: 'fi'"),
        (["--move", "igår", "torsdag"], "--move: 'igår' is no time"),
        (["--move", "2026-10-15T14:00/13", "torsdag"], "--move: '2026-10-15T14:00/13' is no time"),
    ],
)
def test_a_wrong_option_is_named(arguments: list[str], says: str) -> None:
    """A wrong option is said in one line with an example."""
    with pytest.raises(SettingsError, match="Example: ") as caught:
        _run(*arguments)
    assert says in str(caught.value)
