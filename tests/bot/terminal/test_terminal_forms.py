"""Forms in the terminal: what is wrong is said at once, commands are done or asked about, and leaving."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.terminal.program import Terminal, run

pytestmark = pytest.mark.usefixtures("town_in_folder")

PIPED = {
    "sv": (
        [
            "boka",
            "samarbete: Nirgends",
            "samarbete: Granliden",
            "typ: lektion",
            "typ: kartläggning",
            "när: 1 oktober 2031 kl 14",
            "",
            "ja",
        ],
        "”lektion” går inte att välja. Närmast:",
        "”avbryt” lämnar det.",
        "Bokad: Granlidens gymnasium",
    ),
    "en": (
        [
            "book",
            "collaboration: Nirgends",
            "collaboration: Granliden",
            "kind: lecture",
            "kind: mapping",
            "when: 1 October 2031 14:00",
            "",
            "yes",
        ],
        "“lecture” is none of the choices. Nearest:",
        "“cancel” leaves it.",
        "Booked: Granlidens gymnasium",
    ),
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_form_through_a_pipe(tmp_path: Path, language: str) -> None:
    """An unknown choice is refused at once, an empty line sends what is filled in; how to leave is said."""
    lines, refused, leaves, booked = PIPED[language]
    said = run(tmp_path, "chat", "--as", "Maja", "--lang", language, lines="\n".join([*lines, ""]))
    assert (said.code, said.err) == (0, "")
    assert refused in said.out
    assert leaves in said.out
    assert "Nirgends" in said.out
    assert booked in said.out


@pytest.mark.parametrize("key", ["\x1b", "\x03", "avbryt\r", "Cancel\r", "nä\r", "never mind\r"])
def test_leaving_a_form(tmp_path: Path, key: str) -> None:
    """Esc, Ctrl-C and words that leave do so in the middle of a form, which says how; nothing is sent."""
    with Terminal(tmp_path, "chat", "--as", "Maja") as terminal:
        terminal.waits_for("Maja Ekström")
        assert "Esc eller ”avbryt” lämnar det här." in terminal.types("boka", until="1. Granlidens gymnasium")
        assert "Avbrutet. Det du hade skrivit" in terminal.keys(key, until="skickades inte.")
        assert "fortfarande öppet" not in terminal.types("tack", until="Varsågod")
        assert terminal.leaves("sluta\r") == 0


def test_ctrl_d_asks(tmp_path: Path) -> None:
    """Ctrl-D asks, in a form as well; what is no yes goes on where one was, and a yes ends the chat."""
    with Terminal(tmp_path, "chat", "--as", "Maja") as terminal:
        terminal.waits_for("Maja Ekström")
        terminal.types("boka", until="1. Granlidens gymnasium")
        assert "Vill du avsluta?" in terminal.keys("\x04", until="en gång till.")
        terminal.types("nej", until="nej")
        terminal.types("1", until="avslutande möte")
        assert "Vill du avsluta?" in terminal.keys("\x04", until="en gång till.")
        assert terminal.leaves("ja\r") == 0


def test_wrong_at_a_terminal(tmp_path: Path) -> None:
    """What can't be chosen or read is refused at once, in words, with what comes nearest."""
    with Terminal(tmp_path, "chat", "--as", "Maja") as terminal:
        terminal.waits_for("Maja Ekström")
        terminal.types("boka", until="1. Granlidens gymnasium")
        assert "går inte att välja. Närmast: Granlidens gymnasium" in terminal.types(
            "Nirgends", until="Närmast"
        )
        terminal.types("Granliden", until="avslutande möte")
        terminal.types("lärträff", until="v. 42 14–15.30")
        assert "Fyll i när." in terminal.types("", until="Fyll i")
        terminal.types("när det passar", until="Vilken dag och vilken tid?")
        terminal.types("1 oktober 2020 kl 14", until="har redan varit")
        terminal.types("1 oktober 2031 kl 14", until="Ämne")
        assert terminal.leaves("\x04\x04") == 0


def test_commands_in_a_form_at_a_terminal(tmp_path: Path) -> None:
    """A command that only reads is answered to a choice; to words it is asked about."""
    with Terminal(tmp_path, "chat", "--as", "Maja") as terminal:
        terminal.waits_for("Maja Ekström")
        terminal.types("boka", until="1. Granlidens gymnasium")
        assert "kollegialt lärande" in terminal.types("läget", until="1. Granlidens gymnasium")
        terminal.types("1", until="avslutande möte")
        terminal.types("", until="v. 42 14–15.30")
        asked = terminal.types("läget", until="2. Se läget")
        assert "börjar som ett kommando. Vad menar du?" in asked
        assert "1. Som tid" in asked
        assert "kollegialt lärande" in terminal.types("2", until="v. 42 14–15.30")
        terminal.types("1 oktober 2031 kl 14", until="Ämne")
        terminal.types("Reflektera mer", until="2. Logga en reflektion")
        terminal.types("1", until="Stöd och")
        terminal.types("", until="Fler uppgifter")
        assert "Reflektera mer" in terminal.types("", until="Bekräfta")
        assert terminal.leaves("\x04\x04") == 0


def test_prompts_in_english(tmp_path: Path) -> None:
    """The same in English: how to leave, what can't be chosen or read, what is needed, and the question."""
    with Terminal(tmp_path, "chat", "--as", "Maja", "--lang", "en") as terminal:
        terminal.waits_for("Maja Ekström")
        assert "Esc or “cancel” leaves this." in terminal.types("book", until="1. Granlidens gymnasium")
        assert "is none of the choices. Nearest: " in terminal.types("Nirgends", until="Nearest")
        terminal.types("1", until="closing meeting")
        terminal.types("", until="week 42 14–15:30")
        assert "Fill in when." in terminal.types("", until="Fill in")
        assert "1. As a time" in terminal.types("status", until="2. See how things stand")
        terminal.types("2", until="week 42 14–15:30")
        assert "End the chat?" in terminal.keys("\x04", until="once more.")
        assert terminal.leaves("yes\r") == 0
