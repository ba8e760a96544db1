"""What need no longer be kept is thrown away."""

from __future__ import annotations

from datetime import timedelta

from handlers.core.housekeeping import tidy
from storage.documents.drafts import Draft
from storage.documents.files import File
from storage.documents.posts import Post
from tests.handlers.desk import THURSDAY, Seat, Town


def _draft(name: str, days: int) -> Draft:
    return Draft(
        id=name, identity="terminal:maja", command="book", created_at=THURSDAY - timedelta(days=days)
    )


async def test_drafts_are_kept_for_a_month(town: Town, maja: Seat) -> None:
    """A form that nobody finished is gone after thirty days, and one tells so; younger ones stay."""
    await maja.says("boka Granliden torsdag v 50 kl 14")
    confirm = maja.button("Bekräfta")
    town.later(days=29)
    await tidy(town.store, town.now)
    assert len(await town.find(Draft)) == 1
    town.later(days=2)
    await tidy(town.store, town.now)
    assert await town.find(Draft) == []
    assert (await maja.presses(confirm)).startswith("Formuläret finns inte kvar.")


async def test_many_are_removed_over_several_ticks(town: Town) -> None:
    """A tick takes some at a time, the oldest first, so that nobody waits for it."""
    await town.add(*(_draft(f"d{n}", days=31 + n) for n in range(250)))
    await tidy(town.store, town.now)
    left = await town.find(Draft)
    assert len(left) == 50
    assert max(one.created_at for one in left) == THURSDAY - timedelta(days=31)
    await tidy(town.store, town.now)
    assert await town.find(Draft) == []


async def test_posts_are_known_for_a_month(town: Town) -> None:
    """What a platform calls a post is gone thirty days after it was first posted."""
    await town.add(Post(id="p", address="slack:T1:C1", ids=("1",), posted_at=THURSDAY))
    await tidy(town.store, THURSDAY + timedelta(days=30))
    assert len(await town.find(Post)) == 1
    await tidy(town.store, THURSDAY + timedelta(days=30, seconds=1))
    assert await town.find(Post) == []


async def test_files_go_when_their_time_has_come(town: Town) -> None:
    """A file goes with its content soon after the instant that was set for it; others stay."""
    before = await town.store.count()
    async with town.store.transaction() as tx:
        for days in (1, 2):
            goes_at = town.now + timedelta(days=days)
            made = File(
                id=f"f{days}", name="a.txt", media_type="text/plain", maker_id="maja", goes_at=goes_at
            )
            await tx.keep_file(made, b"abc")
    await tidy(town.store, town.now)
    assert len(await town.find(File)) == 2
    town.later(days=1, minutes=1)
    await tidy(town.store, town.now)
    assert [one.id for one in await town.find(File)] == ["f2"]
    assert await town.store.count() == before + 2
