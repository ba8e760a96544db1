"""The app manifest can be uploaded to Teams, and offers commands that the bot understands."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import handlers
from handlers.core.rooms import rooms_of
from tests.bot.teams import cards

FOLDER = Path(__file__).parents[3] / "docs" / "teams-manifest"


def read(name: str) -> dict[str, Any]:
    """Return one of the manifest's files."""
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("name", "schema"),
    [("manifest.json", "teams-manifest-1.29.json"), ("sv.json", "teams-localization-1.29.json")],
)
def test_the_files_keep_microsofts_schemas(name: str, schema: str) -> None:
    """Manifest and Swedish words are valid by the published schemas."""
    published = cards.schema(schema)
    validator = jsonschema.validators.validator_for(published)
    assert [error.message for error in validator(published).iter_errors(read(name))] == []


def test_the_commands_are_the_bots() -> None:
    """What Teams offers to write is understood, in English and in Swedish."""
    commands = rooms_of(handlers).commands
    english = [one["title"] for one in read("manifest.json")["bots"][0]["commandLists"][0]["commands"]]
    swedish = [text for key, text in sorted(read("sv.json").items(), key=_place) if key.endswith("].title")]
    assert len(english) == len(swedish)
    for one, other in zip(english, swedish, strict=True):
        in_english, in_swedish = commands.by_text(one), commands.by_text(other)
        assert in_english
        assert in_swedish
        (first, rest), (second, left) = in_english, in_swedish
        assert first is second
        assert (rest, left) == ("", "")


def test_the_swedish_words_belong_to_the_manifest() -> None:
    """Every Swedish text has its counterpart in the manifest, none is left over or missing."""
    manifest = read("manifest.json")
    keys = {"name.short", "name.full", "description.short", "description.full"}
    for number, _ in enumerate(manifest["bots"][0]["commandLists"][0]["commands"]):
        keys |= {f"bots[0].commandLists[0].commands[{number}].{word}" for word in ("title", "description")}
    assert set(read("sv.json")) - {"$schema"} == keys
    assert manifest["localizationInfo"]["additionalLanguages"] == [{"languageTag": "sv", "file": "sv.json"}]


@pytest.mark.parametrize(("name", "side"), [("color", 192), ("outline", 32)])
def test_the_icons_have_the_sizes_that_teams_wants(name: str, side: int) -> None:
    """PNG, square, with the side that Teams asks for and an alpha channel."""
    data = (FOLDER / read("manifest.json")["icons"][name]).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">IIBB", data[16:26]) == (side, side, 8, 6)


def test_the_bot_is_one_for_people_channels_and_groups() -> None:
    """The app can be added where its talks are held."""
    [bot] = read("manifest.json")["bots"]
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}


def _place(item: tuple[str, str]) -> list[int]:
    return [int(number) for number in re.findall(r"\[(\d+)\]", item[0])]
