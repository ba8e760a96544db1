"""The program as a child process: scripted over pipes, or at a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import Self

from config.settings import Settings

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78M])|\r")
PROMPT = re.compile(r"[\n ]>")
PATIENCE = 30.0


@dataclass(frozen=True)
class Said:
    """What a run of the program printed, and its exit code."""

    out: str
    err: str
    code: int


def run(folder: Path, *arguments: str, lines: bytes | str = "", **settings: str) -> Said:
    """Run `samlar` in a folder to its end, with lines on its standard input."""
    typed = lines.encode() if isinstance(lines, str) else lines
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(settings),
        input=typed,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Said(done.stdout.decode(), done.stderr.decode(), done.returncode)


class Terminal:
    """The program at a terminal so many characters wide."""

    def __init__(self, folder: Path, *arguments: str, width: int = 100, **settings: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=folder,
            env=environment(settings) | {"TERM": "xterm-256color"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.seen = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the program if a test left it running."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(PATIENCE)
        os.close(self._master)

    def types(self, text: str, *, until: str) -> str:
        """Type a line, and wait until something is shown and it asks anew; returns what was shown since."""
        return self.keys(text + "\r", until=until)

    def keys(self, keys: str, *, until: str) -> str:
        """Press keys, and wait as `types` does."""
        start = len(self.seen)
        os.write(self._master, keys.encode())
        return self.waits_for(until, start)

    def waits_for(self, text: str, start: int = 0) -> str:
        """Read until `text` is shown after `start`, and a prompt after that."""
        deadline = time.monotonic() + PATIENCE
        while not PROMPT.search(self.seen[start:].partition(text)[2]):
            assert time.monotonic() < deadline, f"{text!r} was not shown in:\n{self.seen[start:]}"
            if select([self._master], [], [], 0.2)[0]:
                self._read()
        return self.seen[start:]

    def leaves(self, keys: str) -> int:
        """Press keys, and read to the program's end; returns its exit code."""
        os.write(self._master, keys.encode())
        deadline = time.monotonic() + PATIENCE
        with suppress(OSError):  # the terminal is gone once the program has left
            while self._process.poll() is None and time.monotonic() < deadline:
                if select([self._master], [], [], 0.2)[0]:
                    self._read()
        return self._process.wait(1)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def _read(self) -> None:
        raw = os.read(self._master, 65536)
        if b"\x1b[6n" in raw:
            os.write(self._master, b"\x1b[1;1R")  # where the cursor is, as a terminal answers
        self.seen += _ESCAPES.sub("", raw.decode(errors="replace"))


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with these settings instead of its own, and no size of a terminal."""
    own = {name.upper() for name in Settings.model_fields} | {"COLUMNS", "LINES"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in own and not name.startswith("SAMLAR_")
    }
    return kept | {name.upper(): value for name, value in settings.items()}
