"""The outbox carried to Slack's Web API: past an address that hangs, and while Slack refuses the app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

import handlers
from bot.delivery import Courier
from bot.lanes import MOST, PROBE_EVERY
from bot.sending import Sender
from bot.slack.quiet import quiet_logger
from bot.slack.sender import SlackSender
from bot.slack.web_api import WebApi
from handlers.core.incoming import Due
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from storage.open import open_store
from storage.store import OutgoingState, Store
from tests.bot.post import NOW, Post
from tests.bot.slack.web_api import TOKEN, SlackWorkspace

ANNA, BO = "slack:T1:U1", "slack:T1:U2"
IN_TEAMS = "teams:t:karin"


class SlackPost(Post):
    """An outbox before Slack and, beside it, a platform `teams` that takes everything.

    Attributes:
        told: what the courier said about the platforms.
    """

    def __init__(self, store: Store, sender: SlackSender) -> None:
        self.sender = sender
        self.told: list[str] = []
        super().__init__(store)

    def another(self, store: Store | None = None) -> Courier:
        """Return a courier to both."""
        senders: dict[str, Sender] = {"slack": self.sender, "teams": self.platform}
        return Courier(store or self.store, senders, rooms_of(handlers).guards, lambda: self.now, self._tell)

    async def _tell(self, due: Due) -> bool:
        self.told.append(due.key)
        return True


@pytest.fixture
async def post(tmp_path: Path, slack: SlackWorkspace) -> AsyncIterator[SlackPost]:
    """The outbox."""
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    api = WebApi(TOKEN, slack.url, quiet_logger())
    await api.open()
    yield SlackPost(store, SlackSender(api, Words.load()))
    await api.close()
    await store.close()


async def test_one_that_hangs_holds_up_nobody(post: SlackPost, slack: SlackWorkspace) -> None:
    """While Slack hangs for one person all others get all theirs, in order; then so does that one."""
    slack.held["U1"] = asyncio.Event()
    texts = [f"{number}" for number in range(6)]
    await post.put(ANNA, *texts)
    await post.put(BO, *texts)
    for text in texts:
        await post.put("slack:T1:C1", text)
    running = asyncio.create_task(post.courier.run())
    await _shown(slack, 12)
    for channel in ("D2", "C1"):
        assert [one.screen for one in slack.screens.all if one.channel == channel] == texts
    assert not [one for one in slack.screens.all if one.channel == "D1"]
    assert len([one for one in slack.called("chat.postMessage") if one["channel"] == "U1"]) == 1
    slack.held["U1"].set()
    await _shown(slack, 18)
    assert [one.screen for one in slack.screens.all if one.channel == "D1"] == texts
    await post.courier.finish()
    running.cancel()
    assert set(await post.states()) == {OutgoingState.SENT}


async def test_bounded(post: SlackPost, slack: SlackWorkspace) -> None:
    """However many addresses hang, so many calls are under way and no more; another platform goes on."""
    for number in range(MOST + 5):
        slack.add_person(f"U9{number}", "Någon")
        slack.held[f"U9{number}"] = asyncio.Event()
        await post.put(f"slack:T1:U9{number}", "hej")
    await post.put(IN_TEAMS, "hej")
    running = asyncio.create_task(post.courier.run())
    await _until(lambda: len(slack.called("chat.postMessage")) == MOST and post.platform.got)
    waiting = await post.store.outgoing(OutgoingState.WAITING)
    assert [message.attempts for message in waiting] == [0] * 5
    for held in slack.held.values():
        held.set()
    await _shown(slack, MOST + 5)
    await post.courier.finish()
    running.cancel()


async def test_stop_waits_for_what_hangs(post: SlackPost, slack: SlackWorkspace) -> None:
    """A stop lets what is under way arrive, and leaves what waits behind it for the next start."""
    slack.held["U1"] = asyncio.Event()
    await post.put(ANNA, "ett", "två")
    running = asyncio.create_task(post.courier.run())
    await _until(lambda: bool(slack.called("chat.postMessage")))
    finishing = asyncio.create_task(post.courier.finish())
    await asyncio.sleep(0)
    slack.held["U1"].set()
    await finishing
    running.cancel()
    assert await post.states() == [OutgoingState.SENT, OutgoingState.WAITING]


@pytest.mark.parametrize("error", ["token_revoked", "invalid_auth", "account_inactive", "org_login_required"])
async def test_slack_refuses_the_app(post: SlackPost, slack: SlackWorkspace, error: str) -> None:
    """All for Slack waits behind one probe a minute, unspoilt; Teams goes on; both ends are said once."""
    slack.fail("chat.postMessage", error=error, times=100)
    await post.put(ANNA, "ett", "två")
    await post.put(BO, "tre")
    await post.put(IN_TEAMS, "hej")
    with capture_logs() as logs:
        await post.carry(10)
        asked = len(slack.called("chat.postMessage"))
        assert asked <= 2
        for minute in range(1, 31):
            post.now = NOW + minute * PROBE_EVERY
            await post.carry(3)
            assert len(slack.called("chat.postMessage")) == asked + minute
        assert post.courier.refusal("slack") == error
        assert post.platform.got == [(IN_TEAMS, "hej")]
        waiting = await post.store.outgoing(OutgoingState.WAITING)
        assert [message.attempts for message in waiting] == [0, 0, 0]
        slack._failures.clear()
        post.now += PROBE_EVERY
        await post.carry(4)
    assert sorted(one.screen for one in slack.screens.all) == ["ett", "tre", "två"]
    assert [one.screen for one in slack.screens.all if one.channel == "D1"] == ["ett", "två"]
    said = [one for one in logs if one["event"] != "message not delivered"]
    assert [(one["log_level"], one["platform"]) for one in said] == [("error", "slack"), ("info", "slack")]
    assert said[0]["do"]
    assert [key.split(":")[:2] for key in post.told] == [["refused", "slack"], ["accepted", "slack"]]


async def test_what_is_no_longer_of_use_is_no_probe(post: SlackPost, slack: SlackWorkspace) -> None:
    """After a long refusal what has become useless is dropped at once, and the first of use is the probe."""
    slack.fail("chat.postMessage", error="token_revoked")
    await post.put(ANNA, *map(str, range(30)), useful_until=NOW + timedelta(hours=1))
    await post.put(ANNA, "nytt")
    await post.carry()
    post.now += timedelta(hours=2)
    await post.carry(31)
    assert [one.screen for one in slack.screens.all] == ["nytt"]
    assert (await post.states()).count(OutgoingState.SKIPPED) == 30


async def test_a_lost_probe_proves_nothing(post: SlackPost, slack: SlackWorkspace) -> None:
    """A probe that Slack could not take, or that was lost, leaves the rest waiting for the next minute."""
    for failure in ({"error": "token_revoked"}, {"status": 503}, {"drop": True}):
        slack.fail("chat.postMessage", **failure)
    await post.put(ANNA, "ett")
    await post.put(BO, "två", not_before=NOW + timedelta(seconds=1))
    await post.carry()
    for asked in (2, 3):
        post.now += PROBE_EVERY
        await post.carry(2)
        assert len(slack.called("chat.postMessage")) == asked
        assert post.courier.refusal("slack")
    post.now += timedelta(minutes=15)
    await post.carry(2)
    assert post.courier.refusal("slack") == ""


async def _shown(slack: SlackWorkspace, count: int) -> None:
    await _until(lambda: len(slack.screens.all) == count)


async def _until(condition: Callable[[], object]) -> None:
    for _ in range(2_000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
