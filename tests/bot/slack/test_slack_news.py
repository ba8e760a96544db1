"""What Slack tells of itself: accounts closed, channels changed, the app shut out, scopes not granted."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.slack.refusals import REMEDIES
from handlers.core.incoming import Archived, Barred, Closed, Renamed, Reopened, Restored
from tests.bot.slack.conftest import Run, ScriptedDesk
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import SlackWorkspace


def user_change(slack: SlackWorkspace, user: str, **changed: Any) -> dict[str, Any]:
    """Return the event of an account that was changed."""
    return {"type": "user_change", "user": slack.people[user] | changed, "cache_ts": 1}


async def test_accounts(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """A closed account is told as that, an open one as open, each of its own workspace; nobody is told."""
    await anna.happens(user_change(slack, "U2", deleted=True))
    await anna.happens(user_change(slack, "U2", deleted=False))
    await anna.happens(user_change(slack, "UFAR", deleted=True))
    assert [(type(act), act.actor.identity) for act in desk.acts] == [
        (Closed, "slack:T1:U2"),
        (Reopened, "slack:T1:U2"),
        (Closed, "slack:T9:UFAR"),
    ]
    assert not slack.screens.all
    assert not slack.called("users.info")


async def test_what_slack_tells_is_known(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace
) -> None:
    """Whoever was made a guest, or is none any more, counts as that at once."""
    await anna.say("hej")
    await anna.happens(user_change(slack, "U1", is_restricted=True))
    await anna.say("hej")
    assert [act.actor.guest for act in (desk.acts[0], desk.acts[2])] == [False, True]


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_channels(anna: SlackPerson, desk: ScriptedDesk, kind: str) -> None:
    """A channel that is renamed, archived, in use again or deleted is told as that, by its id."""
    renamed = {"id": "C1", "name": "nytt-namn", "created": 1_360_782_804}
    await anna.happens({"type": f"{kind}_rename", "channel": renamed})
    for event in ("archive", "unarchive", "deleted"):
        await anna.happens({"type": f"{kind}_{event}", "channel": "C1", "user": "U1"})
    assert [type(act) for act in desk.acts] == [Renamed, Archived, Restored, Archived]
    assert desk.acts[0].place.name == "nytt-namn"
    assert {act.place.id for act in desk.acts} == {"slack:T1:C1"}
    assert [act.deleted for act in desk.acts if isinstance(act, Archived)] == [False, True]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"type": "app_uninstalled"}, "app_uninstalled"),
        ({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}, "token_revoked"),
    ],
)
async def test_shut_out(anna: SlackPerson, desk: ScriptedDesk, event: dict[str, Any], reason: str) -> None:
    """That the app was uninstalled, or its token revoked, is told once, and the log says what to do."""
    with capture_logs() as logs:
        await anna.happens(event)
        await anna.again()
    (act,) = desk.acts
    assert isinstance(act, Barred)
    assert (act.actor.platform, act.reason) == ("slack", reason)
    assert [one["do"] for one in logs if one["log_level"] == "error"] == [REMEDIES[reason]]


async def test_tokens_of_people(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """That somebody's own token was revoked is nothing to the bot."""
    await anna.happens({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
    assert (anna.status, desk.acts) == (200, [])


@pytest.mark.parametrize(
    "event",
    [
        {"type": "user_change", "user": "U1"},
        {"type": "user_change"},
        {"type": "user_change", "user": {"id": "U1", "profile": 7, "enterprise_user": []}},
        {"type": "channel_rename", "channel": "C1"},
        {"type": "channel_archive"},
        {"type": "tokens_revoked"},
        {"type": "tokens_revoked", "tokens": ["bot"]},
    ],
)
async def test_wrong_shapes(anna: SlackPerson, desk: ScriptedDesk, event: dict[str, Any]) -> None:
    """What has not the shape that Slack documents is answered with 400, and does nothing."""
    await anna.happens(event)
    assert (anna.status, desk.acts) == (400, [])


async def test_scopes_that_are_not_granted(run: Run, slack: SlackWorkspace) -> None:
    """At start the log names each scope that the installation lacks, once, and what it is needed for."""
    slack.scopes = "app_mentions:read, channels:read,chat:write,commands,im:history,im:write"
    with capture_logs() as logs:
        anna = (await run()).person("U1")
        await anna.say("hej")
    said = [(one["scope"], one["needed_to"]) for one in logs if one["event"] == "a permission is missing"]
    assert [scope for scope, _ in said] == ["files:read", "groups:read", "mpim:write", "users:read"]
    assert "guest" in said[3][1]


@pytest.mark.parametrize(
    ("told", "identity"),
    [
        ({"team_id": "T9"}, "slack:T9:U7"),
        ({"team_id": "T9", "is_stranger": True}, "slack:T9:U7"),
        ({"team_id": "T9", "enterprise_user": {"id": "W7", "teams": ["T8", "T9"]}}, "slack:T9:U7"),
        ({"team_id": "T9", "enterprise_user": {"id": "W7", "teams": ["T9", "T1"]}}, "slack:T1:U7"),
        ({"team_id": "T1", "enterprise_user": None, "profile": {"real_name": "x"}}, "slack:T1:U7"),
        ({"team_id": None, "profile": {"team": "T9"}}, "slack:T9:U7"),
        ({"team_id": "E1"}, "slack:E1:U7"),
    ],
)
@pytest.mark.parametrize("named", ["T1", "T9", ""])
async def test_whose_account_it_is(
    run: Run, desk: ScriptedDesk, slack: SlackWorkspace, told: dict[str, Any], identity: str, named: str
) -> None:
    """Whatever workspace an event names, a person's account is of the one that their profile names.

    Ours counts only where the profile's workspaces hold it.
    """
    slack.add_person("U7", "Sven Viken", **told)
    anna = (await run()).person("U1")
    said = {"type": "message", "channel_type": "im", "channel": "D7", "user": "U7", "text": "hej"}
    await anna.happens(said | ({"team": named, "user_team": named} if named else {}))
    assert [act.actor.identity for act in desk.acts] == [identity]


async def test_a_profile_without_workspace(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Whoever Slack tells of without any workspace counts as a guest."""
    slack.add_person("U7", "Sven Viken", team_id="")
    anna = (await run()).person("U1")
    await anna.happens(
        {"type": "message", "channel_type": "im", "channel": "D7", "user": "U7", "text": "hej"}
    )
    assert desk.acts[0].actor.guest
