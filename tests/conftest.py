"""The sample municipality on a Thursday morning, and those who live there."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from tests.handlers.desk import Seat, Town, a_town

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made there

settings.register_profile("same-each-time", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("same-each-time")


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what was collected: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample municipality, made once and copied for each test."""

    async def fill(folder: Path) -> None:
        async with a_town(folder):
            pass

    folder = tmp_path_factory.mktemp("sample")
    asyncio.run(fill(folder))
    return folder


@pytest.fixture
def passing_folder() -> Iterator[Path]:
    """A folder of the test's own, in memory where the machine has room for it: it need not last."""
    with TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as name:
        yield Path(name)


@pytest.fixture
async def town(passing_folder: Path, sample_store: Path) -> AsyncIterator[Town]:
    """The municipality, Thursday 15 October 2026 at 9.30."""
    shutil.copytree(sample_store, passing_folder, dirs_exist_ok=True)
    async with a_town(passing_folder) as town:
        yield town


@pytest.fixture
def karin(town: Town) -> Seat:
    """The coordinator."""
    return town.seat("karin")


@pytest.fixture
def henrik(town: Town) -> Seat:
    """The head of unit, who stands in for the coordinator."""
    return town.seat("henrik")


@pytest.fixture
def maja(town: Town) -> Seat:
    """A developer, appointed to Granlidens gymnasium together with Petter."""
    return town.seat("maja")


@pytest.fixture
def petter(town: Town) -> Seat:
    """The other one of Granliden's pair."""
    return town.seat("petter")


@pytest.fixture
def olle(town: Town) -> Seat:
    """A developer without a collaboration."""
    return town.seat("olle")


@pytest.fixture
def greta(town: Town) -> Seat:
    """The principal of Granlidens gymnasium."""
    return town.seat("greta")


@pytest.fixture
def bengt(town: Town) -> Seat:
    """The principal of Björkängens förskola, who waits for a pair."""
    return town.seat("bengt")


@pytest.fixture
def rut(town: Town) -> Seat:
    """The principal of Almby skola, who has not asked for anything yet."""
    return town.seat("rut")


@pytest.fixture
def anna(town: Town) -> Seat:
    """A stranger from the same organisation."""
    return town.seat("new-anna", name="Anna Nyberg")


@pytest.fixture
def foreigner(town: Town) -> Seat:
    """Somebody from another workspace, in a channel that is shared with it."""
    person = town.seat("slack:T9:U9", name="Far Away")
    person.place = person.place.model_copy(update={"id": "slack:T1:C1"})
    return person


@pytest.fixture
def guest(town: Town) -> Seat:
    """A guest of this workspace, whom nobody has let in."""
    return town.seat("slack:T1:UGUEST", name="Gäst", guest=True)
