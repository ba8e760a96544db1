"""One document that breaks its rules is named, without what it says, and does not end everything else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.bot.commands import process, spoil
from tests.handlers.desk import a_town

GRADE = "UPDATE reflection SET body = json_set(body, '$.grade', 'hemligt', '$.text', 'hemligt')"
NAMELESS = "UPDATE unit SET body = json_remove(json_set(body, '$.owner', 'hemligt'), '$.name')"
LINES = [
    (
        GRADE,
        "samlar: reflection s-held-maja in the store breaks its rules (grade). Run samlar store check.",
    ),
    (f"{NAMELESS} WHERE doc_id = 3", "samlar: unit ekdala in the store breaks its rules (name)."),
]


@pytest.fixture
def folder(tmp_path, sample_store) -> Path:
    """The store of the sample municipality, with no server on it."""
    shutil.copytree(sample_store, tmp_path, dirs_exist_ok=True)
    return tmp_path / "store"


@pytest.mark.parametrize(("statement", "line"), LINES)
@pytest.mark.parametrize("words", [("chat", "--as", "karin"), ("run",)])
def test_start(folder, statement, line, words):
    """Neither the chat nor the server starts on it; one line says which document and which field."""
    spoil(folder, statement)
    settings = {"SLACK_BOT_TOKEN": "xoxb-made-up", "SLACK_SIGNING_SECRET": "made-up"}
    done = process(folder.parent, *words, SAMLAR_STORE=f"tinydb:{folder}", **settings)
    assert done.returncode == 2
    assert line in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "hemligt" not in done.stderr
    assert not (folder / "samlar.pid").exists()


async def test_amid_acts(folder):
    """An act that meets it is answered with a fault's code, and the log has nothing of what it says."""
    spoil(folder, GRADE)
    async with a_town(folder.parent) as town:
        karin = town.seat("karin")
        with capture_logs() as logged:
            said = await karin.says("reflektioner")
        assert "fault" in [entry["event"] for entry in logged]
        assert "hemligt" not in f"{logged} {said}"
        assert "reflection s-held-maja in the store breaks its rules (grade)" in str(logged)
        assert "Almby" in await karin.says("enheter")
