"""Who may read a file, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.storage.notes import NOW, file


@pytest.mark.parametrize(
    ("person", "after", "may"),
    [("p1", 0, True), ("p2", 0, True), ("p3", 0, False), ("p1", 24, False), ("p2", 23, True)],
)
def test_who_may_read_a_file(person: str, after: int, may: bool) -> None:
    """Its maker and its readers may, until its time has come."""
    assert file().may_read(person, now=NOW + timedelta(hours=after)) is may
