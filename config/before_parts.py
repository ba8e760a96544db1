"""Reads a process file that was made before stages had parts, and lengths in weeks.

Some ids were fixed then, `ended = true` marked where nothing more is booked, and `days` said how long.
"""

from __future__ import annotations

from typing import Any

DAYS_OF_WEEK = 7
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


def in_weeks(stage: dict[str, Any]) -> dict[str, Any]:
    """Return a stage with its length in weeks, begun ones counted, where it stands in days."""
    days = stage.get("days")
    if not isinstance(days, int):
        return stage
    kept = {key: value for key, value in stage.items() if key != "days"}
    return {"weeks": -(-days // DAYS_OF_WEEK)} | kept


def _with_part(stage: dict[str, Any]) -> dict[str, Any]:
    known = str(stage.get("id"))
    usual = "ended" if stage.get("ended") else _KNOWN.get(known, "work")
    kept = {key: value for key, value in stage.items() if key != "ended"}
    return kept | {"part": _FIXED.get(known, usual)}
