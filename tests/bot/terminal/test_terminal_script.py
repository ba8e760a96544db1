"""Lines that fill a form."""

from __future__ import annotations

from typing import Any

import pytest

from bot.terminal.script import Filling, choice_of, form_lines
from handlers.core.replies import Ask, FormField, Input, Option
from storage.values.texts import Bilingual, Message, t, typed
from tests.handlers.desk import WORDS


def _named(sv: str, en: str) -> Message:
    return Message(key="{name}", values={"name": Bilingual(sv=sv, en=en)})


OWNERS = (
    Option(value="municipal", label=_named("kommunal", "municipal")),
    Option(value="independent", label=_named("fristående", "independent")),
)
FORM = Ask(
    draft="d",
    revision=1,
    title=t("Ask for a collaboration"),
    fields=(
        FormField(name="purpose", label=t("Purpose"), input=Input.PARAGRAPH),
        FormField(name="effects", label=t("Wished effects"), input=Input.PARAGRAPH),
        FormField(name="start", label=t("Wished start"), input=Input.LINE, required=False),
        FormField(name="owner", label=t("Owner"), input=Input.CHOICE, options=OWNERS, required=False),
    ),
)


def _filled(*lines: str) -> tuple[dict[str, Any], list[bool]]:
    filling = Filling(FORM, WORDS)
    taken = [filling.take(line) for line in lines]
    return filling.values, taken


@pytest.mark.parametrize(
    "line", ["syfte: Läsning", "Purpose = Läsning", "PURPOSE:Läsning", "  Syfte : Läsning  "]
)
def test_fields_by_their_names(line: str) -> None:
    """A field is called by its name or its label in either language, with : or =."""
    assert _filled(line) == ({"purpose": "Läsning"}, [True])


def test_part_of_a_name() -> None:
    """A part of a label is enough where only one field has it."""
    assert _filled("effekter: Mer", "wished: Mer") == ({"effects": "Mer"}, [True, False])


def test_more_lines_of_a_paragraph() -> None:
    """An indented line goes on with the paragraph before it; one that isn't does not."""
    values, taken = _filled("syfte: Läsning", "   och: skrivning", "\tvarje dag", "läget")
    assert values == {"purpose": "Läsning\noch: skrivning\nvarje dag"}
    assert taken == [True, True, True, False]


def test_a_line_has_one_line() -> None:
    """A field of one line takes no second."""
    assert _filled("önskad start: VT27", "  v. 6")[1] == [True, False]


@pytest.mark.parametrize("line", ["läget", "som Karin", "boka Almby torsdag 14:00", "1", "", "http://x.se"])
def test_what_is_no_field(line: str) -> None:
    """A message, a command or a number is none of the form's fields."""
    assert _filled(line) == ({}, [False])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kommunal", "municipal"),
        ("Independent", "independent"),
        ("fristaende", "independent"),
        ("2", "independent"),
    ],
)
def test_choices(text: str, value: str) -> None:
    """A choice is named in either language, without å, ä, ö, or numbered."""
    assert choice_of(FORM.fields[3], text, WORDS) == value


@pytest.mark.parametrize("text", ["3", "0", "-1", "staten", ""])
def test_no_choice(text: str) -> None:
    """What is none of them is handed on as it is, so that the form says what is wrong."""
    assert choice_of(FORM.fields[3], text, WORDS) == text


def test_the_forms_own_button() -> None:
    """The form is sent by its button's label in either language."""
    filling = Filling(FORM, WORDS)
    assert [filling.sends(line) for line in ("Skicka", "send", "skicka nu")] == [True, True, False]


def test_a_form_as_text() -> None:
    """What is filled in is shown, what is needed is marked, and choices and hints help with what is empty."""
    filled = FORM.fields[0].model_copy(update={"value": "Läsning\nvarje dag"})
    hinted = FORM.fields[1].model_copy(update={"hint": typed("Vad ska bli annorlunda?")})
    form = FORM.model_copy(update={"fields": (filled, hinted, *FORM.fields[2:])})
    assert list(form_lines(form, lambda message: WORDS.text(message, "sv")))[:-1] == [
        "  Syfte *: Läsning\nvarje dag",
        "  Önskade effekter *: ",
        "      Vad ska bli annorlunda?",
        "  Önskad start: ",
        "  Huvudman: ",
        "      kommunal / fristående",
    ]


def test_a_long_list_as_text() -> None:
    """A list that is long is numbered, and ends where a screen would."""
    options = tuple(Option(value=str(n), label=typed(f"Enhet med namn {n}")) for n in range(40))
    field = FORM.fields[3].model_copy(update={"options": options})
    lines = list(form_lines(FORM.model_copy(update={"fields": (field,)}), lambda m: WORDS.text(m, "sv")))
    assert lines[1] == "      1. Enhet med namn 0"
    assert lines[13] == "      … och 28 till; skriv namnet."
