"""What a server's log says at start of settings, rights and backups."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGTERM, SIGUSR1

import pytest
from structlog.testing import capture_logs

from bot.notices import notice_rights
from tests.bot.terminal.program import environment, run

TEAMS = {
    "microsoft_app_id": "00000000-0000-0000-0000-000000000001",
    "microsoft_app_password": "made-up",
    "microsoft_app_tenant_id": "00000000-0000-0000-0000-0000000000aa",
}


class Running:
    """A server as a real process.

    Attributes:
        log: its lines so far.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.log: list[str] = []

    def waits_for(self, text: str) -> str:
        """Read the log until a line holds the text, and return that line."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line)
            if text in line:
                return line
        raise AssertionError(f"{text!r} is nowhere in {self.log}")


@contextmanager
def server(folder: Path, command: str = "run", **settings: str) -> Iterator[Running]:
    """Run a server in a folder until it listens, and stop it at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        cwd=folder,
        env=environment(TEAMS | {"samlar_port": "0"} | settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    running = Running(process)
    try:
        running.waits_for("listening")
        yield running
        process.send_signal(SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.communicate()


def test_no_daily_backup(tmp_path: Path) -> None:
    """Without a folder for them the log names the setting; a backup asked for lies in the store's folder."""
    with server(tmp_path, samlar_store="tinydb:kept") as running:
        [said] = [line for line in running.log if "no backup is taken each day" in line]
        assert "SAMLAR_BACKUP_FOLDER" in said
        running.process.send_signal(SIGUSR1)
        taken = running.waits_for("backup taken")
    [path] = (tmp_path / "kept" / "backups").iterdir()
    assert f"file={path}" in taken
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == [tmp_path / "kept"]


def test_a_backup_of_a_store_that_was_moved_away(tmp_path: Path) -> None:
    """It lies beside the store's place, which stays free, so that the folder can be moved back."""
    with server(tmp_path, samlar_store="tinydb:kept") as running:
        (tmp_path / "kept").rename(tmp_path / "moved")
        running.process.send_signal(SIGUSR1)
        taken = running.waits_for("backup taken")
    [path] = (tmp_path / "kept.backups").iterdir()
    assert f"file={path}" in taken
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert {one.name for one in tmp_path.iterdir()} == {"kept.backups", "moved"}


def test_where_daily_backups_go(tmp_path: Path) -> None:
    """The folder is made for its owner alone, and the log names it whole with the time."""
    with server(tmp_path, samlar_backup_folder="own/backups", samlar_backup_time="23:58") as running:
        [said] = [line for line in running.log if "a backup is taken each day" in line]
        assert f"at=23:58 folder={tmp_path / 'own' / 'backups'}" in said
        running.process.send_signal(SIGUSR1)
        running.waits_for(f"file={tmp_path / 'own' / 'backups' / 'samlar-'}")
    assert (tmp_path / "own" / "backups").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("folder", ["/proc/nej", "file", "file/below"])
def test_a_folder_that_can_not_hold_backups(tmp_path: Path, folder: str) -> None:
    """A server does not start where backups can't be written; one line names the setting."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = run(tmp_path, "run", samlar_backup_folder=folder, **TEAMS)
    assert said.code == 2
    last = said.err.splitlines()[-1]
    assert last.startswith("samlar: SAMLAR_BACKUP_FOLDER: ")
    assert "Example: SAMLAR_BACKUP_FOLDER=/var/backups/samlar" in last
    assert "Traceback" not in said.err
    assert not (tmp_path / "data").exists()


def test_what_an_administrator_overlooked(tmp_path: Path) -> None:
    """A misspelt setting is warned of, and a store that others may read, with what to type; else neither."""
    folder = tmp_path / "own data"
    settings = {"samlar_store": "tinydb:own data"}
    with server(tmp_path, **settings) as running:
        assert not any("not a setting" in line or "others may read" in line for line in running.log)
    (folder / "samlar.db").chmod(0o644)
    folder.chmod(0o755)
    with server(tmp_path, samlar_bakup_folder="/secret", **settings) as running:
        [name] = [line for line in running.log if "not a setting" in line]
        [rights] = [line for line in running.log if "others may read" in line]
    assert "SAMLAR_BAKUP_FOLDER" in name
    assert "/secret" not in "".join(running.log)
    [command] = re.findall(r'do="([^"]+)"', rights)
    subprocess.run(["/bin/sh", "-c", command], check=True)
    assert [path.stat().st_mode & 0o077 for path in (folder, folder / "samlar.db")] == [0, 0]


@pytest.mark.parametrize(
    ("folder", "file", "warned"), [(0o755, 0o644, True), (0o700, 0o644, False), (0o755, 0o600, False)]
)
def test_a_folder_or_a_file_that_is_closed_is_enough(
    tmp_path: Path, folder: int, file: int, *, warned: bool
) -> None:
    """Others may read a store where both its folder and its file let them."""
    (tmp_path / "samlar.db").touch()
    (tmp_path / "samlar.db").chmod(file)
    tmp_path.chmod(folder)
    with capture_logs() as logs:
        notice_rights(tmp_path)
    assert bool(logs) == warned


def test_a_new_store_is_said_once(tmp_path: Path) -> None:
    """A server that found no store and made one says where; on its next start it says nothing of it."""
    with server(tmp_path, samlar_store="tinydb:kept") as running:
        [said] = [line for line in running.log if "a new, empty store was made" in line]
    assert f"folder={tmp_path / 'kept'}" in said
    with server(tmp_path, samlar_store="tinydb:kept") as running:
        assert not any("a new, empty store" in line for line in running.log)
