"""Entries that documents name can't be taken out of the municipality's own data."""

from __future__ import annotations

import pytest

from bot.app import municipality
from bot.fitting import check_fit
from config.settings import Settings, SettingsError
from handlers.core.municipality import Municipality
from tests.handlers.desk import Town


@pytest.fixture
def ours() -> Municipality:
    """How things are done here."""
    return municipality(Settings(_env_file=None))


async def test_the_sample_fits(town: Town, ours: Municipality) -> None:
    """All that the sample's documents name is there."""
    await check_fit(town.store, ours)


@pytest.mark.parametrize(
    ("part", "gone", "count"),
    [
        ("stages", "learning", 1),
        ("session_kinds", "learning", 3),
        ("school_forms", "preschool", 1),
        ("owners", "municipal", 1),
    ],
)
async def test_an_entry_in_use_is_missing(
    town: Town, ours: Municipality, part: str, gone: str, count: int
) -> None:
    """The line names file, list, entry, how many documents name it, and what to do."""
    kept = tuple(entry for entry in getattr(ours.process, part) if entry.id != gone)
    assert len(kept) < len(getattr(ours.process, part))
    process = ours.process.model_copy(update={part: kept})
    with pytest.raises(SettingsError) as raised:
        await check_fit(town.store, type(ours)(**(vars(ours) | {"process": process})))
    assert str(raised.value).startswith(f"config/process.toml: {part} lacks {gone}, which documents")
    assert int(str(raised.value).split("(")[1].split()[0]) >= count
    assert "Put it back" in str(raised.value)
