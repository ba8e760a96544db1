"""A list of units is pasted on each screen, or sent as a file in Slack's direct messages and Teams' chats."""

from __future__ import annotations

from typing import Any

import pytest

from bot.files import MOST_BYTES
from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace

LIST = "sep=;\r\nSkolenhetsnamn;Huvudmannatyp;Skolform;;\r\n" + "".join(
    f"Åsenskolan {number};{('Kommun', 'Enskild')[number % 2]};{('Grundskola', 'SFI')[number % 2]};;\r\n"
    for number in range(300)
)
WORDS = {
    "sv": {
        "import": "enheter importera",
        "counted": "300 nya enheter",
        "confirm": "Bekräfta",
        "again": "finns redan i registret",
        "units": "enheter",
        "count": "300 enheter",
        "large": "Filen är för stor.",
        "workbook": "Jag kan bara läsa en lista som är sparad som text.",
        "lost": "Jag kunde inte hämta filen.",
        "row": "Rad 2: ”x” är ingen huvudman.",
        "unused": "Det här använde jag inte: lista.csv",
    },
    "en": {
        "import": "units import",
        "counted": "300 new units",
        "confirm": "Confirm",
        "again": "are already in the register",
        "units": "units",
        "count": "300 units",
        "large": "The file is too large.",
        "workbook": "I can only read a list that is saved as text.",
        "lost": "I could not fetch the file.",
        "row": "Row 2: “x” is no owner.",
        "unused": "I did not use this: lista.csv",
    },
}
WITH_FILES = pytest.mark.parametrize("place", [SlackPlace, TeamsPlace], ids=["slack", "teams"], indirect=True)


async def test_pasted(place: Any) -> None:
    """A list of 300 goes in at once, and again without change."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.say(f"{words['import']} {LIST}")
    assert words["counted"] in karin.screen
    await karin.press(words["confirm"])
    assert words["count"] in karin.screen
    await karin.say(f"{words['import']} {LIST}")
    assert words["again"] in karin.screen
    assert place.refused == []


@WITH_FILES
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "mac_roman", "utf-16"])
async def test_as_a_file(place: Any, encoding: str) -> None:
    """A file alone is imported once it is confirmed, in whichever encoding Excel has saved it."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.send_file("lista.csv", LIST.encode(encoding))
    assert words["counted"] in karin.screen
    await karin.press(words["confirm"])
    assert words["count"] in karin.screen
    await karin.say(f"{words['units']} Åsenskolan 299")
    assert "Åsenskolan 299" in karin.screen
    assert place.refused == []


@WITH_FILES
async def test_with_the_command_or_after_it(place: Any) -> None:
    """The file comes with the command, or answers its form."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.send_file("lista.csv", LIST.encode(), words["import"])
    assert words["counted"] in karin.screen
    await karin.say(words["import"])
    await karin.send_file("lista.csv", LIST.encode())
    assert words["counted"] in karin.screen


@WITH_FILES
async def test_rows_that_do_not_fit(place: Any) -> None:
    """What is wrong in a file is said as of what is pasted."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.send_file("lista.csv", b"Namn;Huvudman;Skolform\nSol;x;SFI")
    assert words["row"] in karin.screen


@WITH_FILES
async def test_files_that_are_not_read(place: Any) -> None:
    """A file too large, a workbook or a file that is elsewhere is said to be that."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.send_file("lista.csv", b"a;b;c\n" * (MOST_BYTES // 6 + 1))
    assert words["large"] in karin.screen
    await karin.send_file("lista.xlsx", b"PK\x03\x04...")
    assert words["workbook"] in karin.screen


@WITH_FILES
async def test_a_file_that_nothing_is_done_with(place: Any) -> None:
    """A command that takes no file is done, and the file named as not used."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.send_file("lista.csv", LIST.encode(), words["units"])
    assert words["unused"] in karin.screen


@pytest.mark.parametrize("place", [SlackPlace], ids=["slack"], indirect=True)
async def test_the_token_goes_to_slack_alone(place: Any) -> None:
    """A file elsewhere is not fetched, nor one that the bot is led away from."""
    words, karin = WORDS[place.language], place.person("karin")
    elsewhere = place.workspace.url.replace("127.0.0.1", "localhost").replace("/api/", "/files/lista.csv")
    for url in (elsewhere, "file:///etc/passwd", "http://[", ""):
        await karin.send_file("lista.csv", LIST.encode(), url_private_download=url)
        assert words["lost"] in karin.screen
    place.workspace.scopes = "chat:write"
    await karin.send_file("lista.csv", LIST.encode())
    assert words["lost"] in karin.screen
    assert place.workspace.fetched == []


@pytest.mark.parametrize("place", [TeamsPlace], ids=["teams"], indirect=True)
async def test_only_where_teams_keeps_files(place: Any) -> None:
    """A file elsewhere is not fetched, and the bot's token goes nowhere."""
    words, karin = WORDS[place.language], place.person("karin")
    elsewhere = place.teams.service_url.replace("127.0.0.1", "localhost") + "files/lista.csv"
    for url in (elsewhere, "http://[", "https://127.0.0.1.example.org/lista.csv"):
        await karin.send_file("lista.csv", LIST.encode(), url=url)
        assert words["lost"] in karin.screen
    assert place.teams.fetched == []
    await karin.send_file("lista.csv", LIST.encode())
    assert place.teams.fetched == [("lista.csv", None)]
