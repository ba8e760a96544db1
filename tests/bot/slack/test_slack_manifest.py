"""The app manifests: Slack takes them, and the ones in `docs/` are those that the program makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.slack.manifest import EVENTS, SCOPES, manifest
from tests.bot.slack.rules import SCHEMAS

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = "https://samlar.example.se"


@pytest.mark.parametrize("address", [EXAMPLE, ""])
def test_slack_takes_it(address: str) -> None:
    """Both manifests are of the shape that Slack publishes."""
    schema = json.loads((SCHEMAS / "slack-manifest-2.json").read_text())
    assert [error.message for error in Draft7Validator(schema).iter_errors(manifest(address))] == []


@pytest.mark.parametrize(
    ("name", "address"), [("slack-manifest.json", EXAMPLE), ("slack-manifest-socket-mode.json", "")]
)
def test_docs_are_fresh(name: str, address: str) -> None:
    """The manifests in the documentation are what the program makes now."""
    assert json.loads((DOCS / name).read_text(encoding="utf-8")) == manifest(address)


def test_addresses() -> None:
    """Commands, events, buttons and lists all come to the one address; Socket Mode names none."""
    text = json.dumps(manifest(EXAMPLE))
    assert text.count(f"{EXAMPLE}/slack/events") == 4
    assert "https" not in json.dumps(manifest(""))


def test_documented() -> None:
    """The guide names every scope and event, and why the bot wants it."""
    guide = (DOCS / "slack.md").read_text(encoding="utf-8")
    assert [name for name in (*SCOPES, *EVENTS) if f"`{name}`" not in guide] == []
