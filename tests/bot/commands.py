"""Stores and subprocesses for the tests of the administrators' commands."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from typer.testing import Result

from storage.documents.people import Unit

Samlar = Callable[..., Result]


def _unit(unit_id: str, version: int, name: str) -> dict[str, object]:
    unit = Unit(id=unit_id, version=version, name=name, owner="municipal", school_form="compulsory")
    return {"schema_version": Unit.schema_version} | unit.model_dump(mode="json")


UNITS = {"unit": {"1": _unit("almby", 1, "Almby skola"), "7": _unit("ekdala", 3, "Ekdalaskolan")}}


def process(
    folder: Path, *words: str, largest: int | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, over the store `a` there; `largest`: how many bytes a file may have."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    root = str(Path(__file__).parents[2])
    unwanted = ("SAMLAR_",) if largest is None else ("SAMLAR_", "COVERAGE_")  # whose file may not grow either
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=inherited | {"SAMLAR_STORE": "tinydb:a", "PYTHONPATH": root} | settings,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        preexec_fn=limit,
        timeout=60,
    )


def spoil(folder: Path, statement: str) -> None:
    """Change a store's file behind its back."""
    with closing(sqlite3.connect(folder / "samlar.db", isolation_level=None)) as connection:
        connection.execute(statement)
