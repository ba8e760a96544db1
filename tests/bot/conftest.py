"""What is carried from an outbox to a platform, and commands over a store."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.store_commands import attach
from storage.open import open_store
from tests.bot.commands import UNITS, Samlar
from tests.bot.post import Post


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """An outbox in a real store."""
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    yield Post(store)
    await store.close()


@pytest.fixture
def samlar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Samlar:
    """Run a command in an empty folder, over the store in its folder `a`; a StoreError comes as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMLAR_STORE", "tinydb:a")
    app = typer.Typer()
    attach(app)

    def run(*words: str) -> Result:
        result = CliRunner().invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    (tmp_path / "plain.json").write_text(json.dumps(UNITS), encoding="utf-8")
    return run
