"""Reads a process file that was made before stages had parts.

Some ids were fixed then, and `ended = true` marked where nothing more is booked.
"""

from __future__ import annotations

from typing import Any

_FIXED = {"requested": "request", "declined": "refused", "withdrawn": "withdrawn"}
_KNOWN = {"closing": "closing", "paused": "resting"}


def with_parts(data: dict[str, Any]) -> dict[str, Any]:
    """Return a process file's content with a part for each stage; as it is where one has a part already."""
    stages = data.get("stages")
    if not isinstance(stages, list) or not all(isinstance(stage, dict) for stage in stages):
        return data
    if any("part" in stage for stage in stages):
        return data
    return data | {"stages": [_with_part(stage) for stage in stages]}


def _with_part(stage: dict[str, Any]) -> dict[str, Any]:
    known = str(stage.get("id"))
    usual = "ended" if stage.get("ended") else _KNOWN.get(known, "work")
    kept = {key: value for key, value in stage.items() if key != "ended"}
    return kept | {"part": _FIXED.get(known, usual)}
