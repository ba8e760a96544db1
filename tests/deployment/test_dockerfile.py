"""The Dockerfile's own steps install and start the server in an empty folder."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
INSTALL, FINAL = (stage for stage in re.split(r"(?m)^FROM .*$", TEXT) if "RUN" in stage)


def _steps(stage: str, word: str) -> list[str]:
    return [match[1].strip() for match in re.finditer(rf"(?m)^\s*{word} (.*)$", stage)]


def _environment() -> dict[str, str]:
    pairs = [pair.partition("=") for line in _steps(FINAL, "ENV") for pair in shlex.split(line)]
    return {name: value for name, _, value in pairs}


def _command(text: str) -> list[str]:
    return list(json.loads(text[text.index("[") :]))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the first stage's COPY and RUN steps with its folders moved below an empty one."""
    root = tmp_path_factory.mktemp("image")
    source = root / "src"
    source.mkdir()
    for line in INSTALL.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "COPY":
            *names, _ = rest.split()
            for name in names:
                _copy(ROOT / name, source / name)
        elif word == "RUN":
            step = rest.replace("/opt/samlar", str(root / "opt")).replace(
                "python -m venv", f"{sys.executable} -m venv"
            )
            subprocess.run(step, shell=True, check=True, cwd=source)  # noqa: S602 - the Dockerfile's own words
    return root


def _copy(what: Path, where: Path) -> None:
    if what.is_dir():
        shutil.copytree(what, where, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(what, where)


def _gets_healthy(check: list[str], folder: Path, environment: dict[str, str]) -> bool:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if subprocess.run(check, cwd=folder, env=environment, check=False).returncode == 0:
            return True
        time.sleep(0.3)
    return False


def test_the_image_runs_unprivileged_and_keeps_its_data_in_a_volume() -> None:
    """The server runs as its own user, listens for the container, and keeps its data in /data."""
    assert _steps(FINAL, "USER") == ["samlar"]
    assert _steps(FINAL, "VOLUME") == ["/data"]
    environment = _environment()
    assert environment["SAMLAR_HOST"] == "0.0.0.0"
    assert environment["SAMLAR_STORE"] == "tinydb:/data"


@pytest.mark.timeout(400)
def test_the_image_installs_starts_answers_and_stops(installed: Path, tmp_path: Path) -> None:
    """What the Dockerfile installs starts with its command, is healthy, and stops cleanly on SIGTERM."""
    data = tmp_path / "data"
    data.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    image = {name: value.replace("/data", str(data)) for name, value in _environment().items()}
    environment = image | {
        "PATH": f"{installed / 'opt' / 'bin'}:{os.environ['PATH']}",
        "SAMLAR_HOST": "127.0.0.1",
        "SAMLAR_PORT": port,
        "SLACK_BOT_TOKEN": "xoxb-made-up",
        "SLACK_SIGNING_SECRET": "made-up",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
    }
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            _command(_steps(FINAL, "CMD")[-1]), cwd=tmp_path, env=environment, stderr=output
        )
    try:
        health = _command(_steps(FINAL, "HEALTHCHECK")[0])
        assert _gets_healthy(health, tmp_path, environment), log.read_text(encoding="utf-8")
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0, log.read_text(encoding="utf-8")
    finally:
        server.kill()
        server.wait()
    assert any(data.iterdir())
    assert "Traceback" not in log.read_text(encoding="utf-8")
