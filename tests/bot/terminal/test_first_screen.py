"""What a terminal shows before anybody has typed anything, and what comes to the one who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.terminal.program import Terminal, run

SHOWN = {
    "sv": (
        "Det här är Samlär",
        "Kommunen är påhittad",
        "Du är Karin Samuelsdotter (samordnare). ",
        "Andra här: Anna (kvalitetsutvecklare), Agnes (rektor).",
        "[1] Se förfrågningar",
    ),
    "en": (
        "This is Samlär",
        "The town is made up",
        "You are Karin Samuelsdotter (coordinator). ",
        "Others here: Anna (developer), Agnes (principal).",
        "[1] See the requests",
    ),
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_first_screen(tmp_path: Path, language: str) -> None:
    """What this is, that the town is made up, who one speaks as and who is there, and what can be done."""
    with Terminal(tmp_path, "chat", width=100, samlar_language=language) as terminal:
        shown = terminal.waits_for(SHOWN[language][-1])
        assert terminal.leaves("exit\r") == 0
    for text in SHOWN[language]:
        assert text in shown
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    for number, text in enumerate(SHOWN[language][:3]):
        assert lines[number].startswith(text)
    assert shown.index(SHOWN[language][2]) < shown.index(SHOWN[language][-1])


@pytest.mark.usefixtures("town_in_folder")
def test_a_prompt_has_its_buttons(tmp_path: Path) -> None:
    """What is sent to the one who speaks is shown as to them, and its buttons can be pressed."""
    said = run(tmp_path, "chat", lines="som Maja\nspola två veckor\nspola två dagar\n")
    assert said.code == 0
    assert "→ Maja Ekström" not in said.out
    assert "→ Petter Åsberg\n  Hur gick det?: Granlidens gymnasium" in said.out
    assert "[1] Logga reflektion  [2] Flytta  [3] Ställ in" in said.out
