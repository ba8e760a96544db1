"""The parts of a day, and the hours that each of them has."""

from __future__ import annotations

from typing import Literal

Part = Literal["morning", "forenoon", "day", "afternoon", "evening"]
HOURS: dict[Part, tuple[int, int]] = {
    "morning": (4, 12),
    "forenoon": (5, 12),
    "day": (8, 18),
    "afternoon": (12, 18),
    "evening": (16, 24),
}
