"""Logs on standard error hold nothing of what people wrote."""

from __future__ import annotations

import subprocess
import sys

FAULTS = """
import asyncio, logging
from bot.logs import configure_logs
from storage.documents.people import Unit

async def lost():
    Unit(id="u", name=["hemligt"], owner="x", school_form="x")

async def main():
    task = asyncio.create_task(lost())
    await asyncio.sleep(0)
    del task

configure_logs()
asyncio.run(main())
try:
    raise KeyError("hemligt")
except KeyError:
    logging.getLogger("library").exception("it failed with %s", "hemligt")
"""


def test_exceptions_that_libraries_log() -> None:
    """Of an exception that a library logs stand its type and where it came from, and no word of its text."""
    done = subprocess.run([sys.executable, "-c", FAULTS], capture_output=True, text=True, check=True)
    assert "ERROR asyncio\nValidationError\n" in done.stderr
    assert "ERROR library\nKeyError\n  <string>:" in done.stderr
    assert "lost" in done.stderr
    assert "hemligt" not in done.stderr


FAULT = """
import sys
from bot import cli

def fault():
    raise ValueError("hemligt")

cli.app = fault
cli.main()
"""


def test_a_fault_on_the_command_line() -> None:
    """Of a fault that nobody foresaw stand its type and where it came from, and the exit code is 1."""
    done = subprocess.run([sys.executable, "-c", FAULT], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("ERROR samlar\nValueError\n")
    assert "hemligt" not in done.stderr
