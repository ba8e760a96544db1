"""What platforms are asked: once, kept for a while, and nobody waits long."""

from __future__ import annotations

import asyncio

import pytest

from bot.inquiries import Inquiries


class Platform:
    """Tells what it is set to; `asked` counts."""

    def __init__(self) -> None:
        self.asked = 0
        self.tells: str | None = "Maja"
        self.ready = asyncio.Event()
        self.ready.set()
        self.now = 0.0

    async def tell(self) -> str | None:
        """Return what it tells, once it is ready."""
        self.asked += 1
        await self.ready.wait()
        if self.tells == "fault":
            raise ValueError
        return self.tells


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Platform:
    """A platform that tells at once."""
    monkeypatch.setattr("bot.inquiries.PATIENCE", 0.01)
    return Platform()


@pytest.fixture
def inquiries(platform: Platform) -> Inquiries[str]:
    """What it was asked."""
    return Inquiries(kept=600, kept_unknown=30, clock=lambda: platform.now)


async def test_asked_once(platform: Platform, inquiries: Inquiries[str]) -> None:
    """However many ask at once, and for ten minutes after, the platform is asked once."""
    answers = await asyncio.gather(*(inquiries.answer("maja", platform.tell) for _ in range(5)))
    platform.now = 599
    assert {*answers, await inquiries.answer("maja", platform.tell)} == {"Maja"}
    assert platform.asked == 1


async def test_a_late_answer(platform: Platform, inquiries: Inquiries[str]) -> None:
    """What does not come in time is there the next time, and is not asked for twice."""
    platform.ready.clear()
    assert await inquiries.answer("maja", platform.tell) is None
    platform.ready.set()
    await asyncio.sleep(0)
    assert await inquiries.answer("maja", platform.tell) == "Maja"
    assert platform.asked == 1


async def test_what_was_told_before(platform: Platform, inquiries: Inquiries[str]) -> None:
    """Where it has to be asked anew and takes too long, what was told before counts."""
    await inquiries.answer("maja", platform.tell)
    platform.now = 601
    platform.ready.clear()
    assert await inquiries.answer("maja", platform.tell) == "Maja"
    assert platform.asked == 2
    await inquiries.close()


async def test_nothing_told(platform: Platform, inquiries: Inquiries[str]) -> None:
    """That nothing was told counts for half a minute only."""
    platform.tells = None
    assert await inquiries.answer("maja", platform.tell) is None
    platform.tells, platform.now = "Maja", 31
    assert await inquiries.answer("maja", platform.tell) == "Maja"


async def test_a_fault(platform: Platform, inquiries: Inquiries[str]) -> None:
    """A fault is kept for nobody: the next one asks anew."""
    platform.tells = "fault"
    with pytest.raises(ValueError):
        await inquiries.answer("maja", platform.tell)
    platform.tells = "Maja"
    assert await inquiries.answer("maja", platform.tell) == "Maja"
