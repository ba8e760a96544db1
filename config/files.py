"""Reads the municipality's own files, however the editor at hand has saved them."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file says, its letters composed (Unicode's form NFC); a byte order mark is no fault.

    Raises:
        ValueError: it is not UTF-8, or no TOML; the text says which, and in which line.
        OSError: it can't be read.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} is not in UTF-8; save the file anew with the encoding UTF-8") from None
    return tomllib.loads(unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
