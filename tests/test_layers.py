"""What import-linter can't say about the layers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = sorted(path for path in (ROOT / "handlers").glob("*.py") if path.stem != "__init__")


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_a_command_knows_no_other(path: Path) -> None:
    """A command's module imports no other command's."""
    others = {f"handlers.{one.stem}" for one in COMMANDS if one != path}
    assert not _imported(path) & others


@pytest.mark.parametrize("path", sorted(ROOT.glob("handlers/*/*.py")), ids=lambda path: path.stem)
def test_what_commands_share_knows_no_command(path: Path) -> None:
    """Nothing in the rooms below imports a command's module."""
    assert not _imported(path) & {f"handlers.{one.stem}" for one in COMMANDS}


@pytest.mark.parametrize("path", sorted(ROOT.glob("bot/**/*.py")), ids=lambda path: path.stem)
def test_sdks_of_platforms_stay_in_their_rooms(path: Path) -> None:
    """Slack's SDK is imported under `bot/slack` alone, Teams' under `bot/teams` alone."""
    roots = {name.partition(".")[0] for name in _imported(path)}
    if path.parent.name != "slack":
        assert not roots & {"slack_bolt", "slack_sdk"}
    if path.parent.name != "teams":
        assert not roots & {"botbuilder", "botframework"}
