"""The terminal chat as a real process."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from storage.open import open_store
from tests.bot.terminal.program import Terminal, run

pytestmark = pytest.mark.usefixtures("town_in_folder")

MAIN_JOB = """
som Rut
begär
syfte: Bättre *läsning* i alla ämnen
   och mer skrivande
önskade effekter: Fler läser med flyt

som samordnare
förfrågningar
utse Almby Maja och Ylva
Bekräfta
som Maja
boka Almby 2031-10-16 14.00-15.30 Formativ bedömning
1
reflektera 4 Bra samtal vem-får-läsa=paret
ja
som Karin
läget Almby
veckobrev
Skicka nu
"""
MAIN_JOB_IN_ENGLISH = """
as Rut
request Almby skola
purpose: Better reading in all subjects
wished effects: More read with ease

as coordinator
requests
assign Almby Maja and Ylva
Confirm
as Maja
book Almby 2031-10-16 14:00-15:30 Formative assessment
1
reflect 4 Good talk
yes
as Karin
status Almby
digest
Post now
"""


def test_the_main_job(tmp_path: Path) -> None:
    """A scripted talk does the whole job in Swedish and leaves with 0; nothing goes to standard error."""
    said = run(tmp_path, "chat", lines=MAIN_JOB)
    assert (said.code, said.err) == (0, "")
    for text in (
        "Du talar som Rut Almquister nu.",
        "  Syfte *: \n      Vad vill ni utveckla, och varför? Nämn inga elever och ingens hälsa.",
        "Din förfrågan är skickad",
        "→ Karin Samuelsdotter\n  Almby skola önskar ett samarbete",
        "Syfte: Bättre *läsning* i alla ämnen\noch mer skrivande",
        "Par: Maja Ekström, Ylva Norrby\n[1] Bekräfta  [2] Ändra",
        "→ Ylva Norrby\n  Du är utsedd för Almby skola",
        "När: torsdag 16 oktober 2031, v. 42, 14.00–15.30",
        "Bokad: Almby skola",
        "Din reflektion är sparad",
        "Nästa träff: tors 16 okt 2031 v. 42 14.00–15.30 Formativ bedömning",
        "→ kvalitetsutveckling\n  Veckan i våra samarbeten",
    ):
        assert text in said.out


def test_the_main_job_in_english(tmp_path: Path) -> None:
    """The same in English, what others are told included."""
    said = run(tmp_path, "chat", "--lang", "en", lines=MAIN_JOB_IN_ENGLISH)
    assert (said.code, said.err) == (0, "")
    for text in (
        "You speak as Rut Almquister now.",
        "→ Karin Samuelsdotter\n  Almby skola asks for a collaboration",
        "→ Ylva Norrby\n  You are appointed to Almby skola",
        "When: Thursday 16 October 2031, week 42, 14:00–15:30",
        "Your reflection is saved",
        "Next session: Thu 16 Oct 2031 week 42 14:00–15:30 Formative assessment",
    ):
        assert text in said.out


def test_values_on_the_command_line(tmp_path: Path) -> None:
    """`key=value` words fill a form in one line; a form's own button sends it as it is shown."""
    said = run(
        tmp_path,
        "chat",
        "--as",
        "Karin",
        lines="enheter lägg till Solgården huvudman=kommunal skolform=förskola\nenheter ändra Solg\nSkicka\n",
    )
    assert said.out.count("Solgården\nHuvudman: kommunal\nSkolform: förskola") == 2


def test_an_end_in_the_middle_of_a_form(tmp_path: Path) -> None:
    """A form whose fields were written is sent when the input ends; the next run goes on from there."""
    said = run(tmp_path, "chat", "--as", "Rut", lines="begär\nsyfte: Läsning\nönskade effekter: Läslust")
    assert "Din förfrågan är skickad" in said.out
    said = run(tmp_path, "chat", "--as", "coordinator", lines="förfrågningar\nsluta\nläget\n")
    assert "2 förfrågningar väntar." in said.out
    assert "Pågående samarbeten" not in said.out


def test_a_word_that_stops_a_form(tmp_path: Path) -> None:
    """“avbryt” after the fields sends nothing of them, and nothing is left to send."""
    lines = "begär\nsyfte: Läsning\nönskade effekter: Läslust\navbryt\nläget\navbryt\n"
    said = run(tmp_path, "chat", "--as", "Rut", lines=lines)
    assert said.out.count("Okej, inget är gjort.") == 2
    assert "inte med i något samarbete just nu." in said.out
    assert "Din förfrågan är skickad" not in said.out


def test_a_number_from_a_forms_list(tmp_path: Path) -> None:
    """A number alone chooses from the list of what a form asks for first."""
    said = run(tmp_path, "chat", "--as", "Karin", lines="utse\n1\n1, 3\nja\n")
    assert "  Samarbete *: Björkängens förskola" in said.out
    said = run(tmp_path, "chat", "--as", "Maja", lines="ställ in\n1\nja\n")
    assert "Stämmer det här? Inget görs förrän du bekräftar.\nTräff: Granlidens gymnasium" in said.out
    assert "Inställd: Granlidens gymnasium" in said.out


def test_somebody_new(tmp_path: Path) -> None:
    """A stranger can be tried, too."""
    said = run(tmp_path, "chat", "--as", "ny Anna Nyberg", lines="hej\nläget\nsom ny Bo Ek\nhej\nsom Ingen\n")
    assert "Hej Anna Nyberg" in said.out
    assert "Jag känner dig inte än." in said.out
    assert "Hej Bo Ek" in said.out
    assert "Vem menar du med ”Ingen”? Här finns: " in said.out


async def test_a_store_of_real_people(tmp_path: Path) -> None:
    """In a store that is no sample nobody speaks as somebody else, from the start or later."""
    store = open_store(f"tinydb:{tmp_path / 'real'}")
    await store.open()
    await store.close()
    real = {"samlar_store": "tinydb:real", "samlar_coordinators": "terminal:root"}
    said = await asyncio.to_thread(run, tmp_path, "chat", "--as", "Karin", **real)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("samlar: Här finns riktiga personer")
    assert said.err.count("\n") == 1
    said = await asyncio.to_thread(run, tmp_path, "chat", lines="som Karin\n", **real)
    assert said.out.startswith("Här finns riktiga personer")


async def test_a_store_that_is_in_use(tmp_path: Path) -> None:
    """A second process on one store is refused with one line."""
    store = open_store(f"tinydb:{tmp_path / 'data' / 'sample'}")
    await store.open()
    said = await asyncio.to_thread(run, tmp_path, "chat", lines="hej\n")
    await store.close()
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert said.err.startswith("samlar: ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "settings", "begins", "ends"),
    [
        (["chat"], {"samlar_port": "x"}, "samlar: SAMLAR_PORT: ", "Example: SAMLAR_PORT=3978\n"),
        (
            ["chat"],
            {"samlar_store": "mongo:x"},
            "samlar: SAMLAR_STORE: ",
            "Example: SAMLAR_STORE=tinydb:data\n",
        ),
        (["run"], {}, "samlar: SLACK_BOT_TOKEN, MICROSOFT_APP_ID: ", "Example: SLACK_BOT_TOKEN=xoxb-…\n"),
        (["chat", "--as", "Ingen"], {}, "samlar: Vem menar du med ”Ingen”? Här finns: ", "\n"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, arguments: list[str], settings: dict[str, str], begins: str, ends: str
) -> None:
    """A wrong setting or option is named with what was wrong and an example; exit code 2, no traceback."""
    said = run(tmp_path, *arguments, **settings)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(begins)
    assert said.err.endswith(ends)
    assert said.err.count("\n") == 1


def test_started_without_tokens(tmp_path: Path) -> None:
    """Without tokens the program starts the chat; settings are read from the `.env` of the folder."""
    (tmp_path / ".env").write_text("SAMLAR_LANGUAGE=en\n")
    said = run(tmp_path, "start", lines="hej")
    assert (said.code, said.err) == (0, "")
    assert "Hello Karin Samuelsdotter" in said.out
    assert (tmp_path / "data" / "sample").is_dir()


def test_odd_input(tmp_path: Path) -> None:
    """What is no UTF-8, controls and very long lines are answered, and no escape reaches the screen."""
    odd = b"\xff l\xe4get\n\x00\nboka \x1b[31mGranliden\x07\n" + b"hej " * 5_000 + b"\nhej\n"
    said = run(tmp_path, "chat", lines=odd, lc_all="C")
    assert (said.code, said.err) == (0, "")
    assert "[4] Hjälp\n\n" in said.out
    assert said.out.endswith("[6] Avbryt\n\n")
    assert "\x1b" not in said.out
    assert "\x07" not in said.out


def test_who_reads_has_had_enough(tmp_path: Path) -> None:
    """A reader that goes away early, such as `head`, is no fault."""
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdin.write("hjälp\n".encode())
    program.stdin.flush()
    assert program.stdout.readline().decode() == "Det här kan du göra\n"
    program.stdout.close()
    with suppress(BrokenPipeError):
        program.stdin.write("hjälp\n".encode() * 1_000)
        program.stdin.close()
    program.wait(30)
    assert program.stderr.read() == b""
    program.stderr.close()


def test_at_a_terminal(tmp_path: Path) -> None:
    """At a terminal there are panels, numbered buttons and questions for forms; Ctrl-C stops a form.

    What is needed and left empty is asked for at once.
    """
    with Terminal(tmp_path, "chat", "--as", "Rut") as terminal:
        terminal.waits_for("Rut Almquister")
        assert "╭─ Hej Rut Almquister" in terminal.types("hej", until="[1] Be om ett samarbete")
        assert "1. Almby skola" in terminal.types("1", until="Tallåsskolan")
        terminal.types("", until="Nämn inga elever")
        terminal.types("Läsning & <!channel> [bold]x[/bold]", until="annorlunda för")
        assert "Avbrutet. Det du hade skrivit" in terminal.keys("\x03", until="skickades inte.")
        terminal.types("begär", until="Tallåsskolan")
        terminal.types("", until="Nämn inga elever")
        terminal.types("Läsning & <!channel> [bold]x[/bold]", until="annorlunda för")
        assert "Fyll i önskade effekter." in terminal.types("", until="effekter.")
        for answer, asked in (
            ("Läslust", "Fler uppgifter: "),
            ("ja", "alla lärare"),
            ("", "torsdagar 14"),
            ("", "VT27"),
            ("", "Stöd och"),
        ):
            terminal.types(answer, until=asked)
        shown = terminal.types("", until="→ Karin Samuelsdotter")
        assert "Läsning & <!channel> [bold]x[/bold]" in shown
        assert terminal.leaves("sluta\r") == 0


def test_a_signal_for_the_server(tmp_path: Path) -> None:
    """SIGUSR1, on which a server takes a backup, does nothing to a chat."""
    with Terminal(tmp_path, "chat", "--as", "Rut") as terminal:
        terminal.waits_for("Rut Almquister")
        terminal.signal(signal.SIGUSR1)
        assert "╭─ Hej Rut Almquister" in terminal.types("hej", until="[1] Be om ett samarbete")
        assert terminal.leaves("sluta\r") == 0


def test_choosing_at_a_terminal(tmp_path: Path) -> None:
    """A number typed after what a list offers chooses instead of it, and “avbryt” stops the form."""
    with Terminal(tmp_path, "chat", "--as", "Maja") as terminal:
        terminal.waits_for("Maja Ekström")
        terminal.types("boka", until="1. Granlidens gymnasium")
        assert "> lärträff" in terminal.types("1", until="avslutande möte")
        terminal.types("3", until="v. 42 14–15.30")
        for answer, asked in (
            ("1 oktober 2031 kl 14", "Ämne"),
            ("", "Stöd och"),
            ("", "Fler uppgifter"),
            ("", "Bekräfta"),
        ):
            shown = terminal.types(answer, until=asked)
        assert "information och dialog" in shown
        terminal.types("boka", until="1. Granlidens gymnasium")
        assert "Avbrutet. Det du hade skrivit" in terminal.types("avbryt", until="skickades inte.")
        assert terminal.leaves("sluta\r") == 0


def test_at_a_narrow_terminal(tmp_path: Path) -> None:
    """Sixty characters wide, wide tables become lists, and no word is cut; Ctrl-D twice leaves."""
    with Terminal(tmp_path, "chat", width=60) as terminal:
        terminal.waits_for("Karin Samuelsdotter")
        shown = terminal.types("läget", until="kollegialt lärande █").partition("Pågående")[2]
        assert "…" not in shown
        assert "Par         Maja Ekström, Petter Åsberg" in shown
        assert max(len(line) for line in shown.splitlines()) <= 60
        assert terminal.leaves("\x04\x04") == 0


def test_a_command_sends_no_half_filled_form(tmp_path: Path) -> None:
    """What was filled in before another command stays in the form, and is sent by nothing but its own end."""
    form = "som Rut\nbegär Almby\nsyfte: läsa mer\nhjälp\nönskade effekter: läsglädje\nnej\n"
    lines = f"{form}som Karin\nförfrågningar\n"
    said = run(tmp_path, "chat", lines=lines, samlar_language="sv")
    assert "”hjälp” börjar som ett kommando" in said.out
    assert "Syfte: läsa mer\nÖnskade effekter: läsglädje" in said.out
    assert "Almby skola önskar ett samarbete" not in said.out


def test_pasted_rows_are_one_list(tmp_path: Path) -> None:
    """Lines without a field's name are the list that the form waits for, up to the empty line."""
    rows = "Namn;Huvudman;Skolform\nSolgläntan;kommunal;förskola\nEkbacken;kommunal;grundskola\n"
    lines = f"importera enheter\n{rows}\nja\n"
    said = run(tmp_path, "chat", lines=lines, samlar_language="sv")
    assert "2 nya enheter, inga ändrade." in said.out
    assert "8 enheter" in said.out
