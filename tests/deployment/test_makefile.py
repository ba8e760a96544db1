"""The developers' targets."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PHONY = re.findall(r"[\w-]+", next(iter(re.findall(r"^\.PHONY:(.*)", MAKEFILE, re.MULTILINE))))
COMPILE = "python -m compileall -q bot config handlers storage"
CHECKS = ["ruff check .", "ruff format --check .", "mypy", "lint-imports"]


def _make(*arguments: str) -> str:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],  # noqa: S607 - whichever make developers have
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _tools(target: str) -> list[str]:
    """What of `.venv` a target would run, but for installing it."""
    lines = _make("--dry-run", target).splitlines()
    ran = [line.strip().removeprefix(".venv/bin/") for line in lines if line.startswith(".venv/bin/")]
    return [line for line in ran if "-m pip" not in line]


def test_help_names_every_target() -> None:
    """`make help` says of each target what it does."""
    listed = dict(re.findall(r"^([\w-]+) +(\S.*)$", _make("help"), re.MULTILINE))
    assert listed.keys() == set(PHONY)


@pytest.mark.parametrize("target", sorted({*PHONY} - {"run"}))
def test_every_target_does_something(target: str) -> None:
    """No target is a name alone, which make would call done."""
    assert "Nothing to be done" not in _make("--dry-run", target)
    assert re.search(rf"^{target}:.*\n\t", MAKEFILE, re.MULTILINE)


def test_check_is_what_test_begins_with() -> None:
    """`make check` lints and runs no test; `make test` does that first; then all tests on all processors."""
    assert _tools("check") == CHECKS
    assert _tools("test") == [*CHECKS, COMPILE, "pytest --numprocesses auto --dist loadfile"]


def test_words_and_cover_run_their_tools() -> None:
    """`make words` runs the project's own tool, `make cover` ends in a report that knows the floor."""
    assert _tools("words") == ["python -m tools.words"]
    assert _tools("cover")[-1] == "coverage report"
    assert "fail_under" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_hooks_come_from_here_alone() -> None:
    """The hooks before a commit are the pieces of `make check`, from .venv, and fetch nothing."""
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}
    assert set(re.findall(r"language: (\S+)", hooks)) == {"system"}
    wanted = [f".venv/bin/{one.removesuffix(' .')}" for one in CHECKS]
    assert re.findall(r"entry: (.+)", hooks) == wanted
