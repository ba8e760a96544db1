"""What nobody just asked for is posted once, and it is told truly how that ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.delivery import NobodyKnows, NotNow, RefusesApp, Undeliverable
from bot.teams import transport
from bot.teams.references import Reference
from handlers.core.replies import Ask, Button, Card, Page, Reply, Say
from storage.values.texts import typed
from tests.bot.teams.connector import APP_ID, BOT_TOKEN, DROP, HANG, STAFF, TENANT, FakeTeams, Fault
from tests.bot.teams.desk import Bot, ScriptedDesk, running
from tests.bot.teams.person import Person

HELLO = Say(text=typed("God morgon"))
Send = Callable[..., Coroutine[Any, Any, None]]


def reference(person: Person, **more: Any) -> str:
    """Return what an act of the person's would have carried."""
    known = {
        "service_url": person.teams.service_url,
        "tenant_id": TENANT,
        "bot_id": f"28:{APP_ID}",
        "user_id": person.user_id,
    }
    return Reference(**known | more).write()


@pytest.fixture
def post(bot: Bot, vera: Person) -> Send:
    """Return what posts to Vera, or where a reference says."""

    async def send(reply: Reply = HELLO, where: str | None = None) -> None:
        await bot.front.sender.send(vera.identity, where or reference(vera), reply, "sv")

    return send


async def test_a_person_is_written_to_first(vera: Person, post: Send, teams: FakeTeams) -> None:
    """The own chat is opened once, and what is posted there lands in the inbox."""
    await post()
    await post(Card(title=typed("Påminnelse")))
    assert vera.inbox == ["God morgon", "Påminnelse"]
    assert vera.screen == ""
    assert teams.opened_chats == 1


async def test_a_reference_from_the_own_chat_needs_no_opening(
    vera: Person, desk: ScriptedDesk, post: Send, teams: FakeTeams
) -> None:
    """What an act in the own chat carried is enough to write there again."""
    await vera.say("hej")
    [act] = desk.acts
    await post(where=act.actor.reference)
    assert vera.inbox == ["God morgon"]
    assert teams.opened_chats == 0


async def test_a_channel_gets_a_new_thread(
    vera: Person, desk: ScriptedDesk, post: Send, teams: FakeTeams
) -> None:
    """What is posted to a channel starts a thread of its own, wherever the reference came from."""
    await vera.say("hej", where=STAFF)
    teams.posted.clear()
    await post(Card(title=typed("Veckobrev")), where=desk.acts[0].place.reference)
    [posted] = teams.posted
    assert posted.conversation == STAFF.id


async def test_a_form_in_a_channel_is_a_button(
    vera: Person, desk: ScriptedDesk, post: Send, teams: FakeTeams
) -> None:
    """Where others read too a form is posted as the button that opens it."""
    await vera.say("hej", where=STAFF)
    teams.posted.clear()
    form = Ask(draft="d1", revision=1, title=typed("Boka"), fields=())
    await post(form, where=desk.acts[0].place.reference)
    [action, _] = teams.posted[0].activity["attachments"][0]["content"]["actions"]
    assert action["data"]["msteams"] == {"type": "task/fetch"}


async def test_the_posted_card_can_be_pressed(vera: Person, desk: ScriptedDesk, post: Send) -> None:
    """A button that was posted unasked works as any other."""
    await post(Card(title=typed("Dags"), buttons=(Button(label=typed("Logga"), action="reflect", id="s1"),)))
    await vera.press("Logga")
    assert desk.acts[0].action == "reflect"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (
            Fault(403, body={"error": {"code": "ConversationBlockedByUser", "message": "x"}}),
            "ConversationBlockedByUser",
        ),
        (
            Fault(403, body={"errorCode": 209, "message": '{\r\n  "subCode": "MessageWritesBlocked"}'}),
            "MessageWritesBlocked",
        ),
        (Fault(404, body={"error": {"code": "ConversationNotFound"}}), "ConversationNotFound"),
        (Fault(413, body={"error": {"code": "MessageSizeTooBig"}}), "MessageSizeTooBig"),
        (Fault(400, body="Vera skrev något"), "http-400"),
    ],
)
async def test_what_teams_will_never_take(post: Send, teams: FakeTeams, fault: Fault, reason: str) -> None:
    """A permanent refusal is Undeliverable with the platform's own word and nothing else of its answer."""
    await post()
    teams.faults.append(fault)
    with pytest.raises(Undeliverable) as raised:
        await post()
    assert raised.value.reason == reason


async def test_somebody_who_has_not_added_the_bot(bot: Bot, teams: FakeTeams) -> None:
    """The own chat of somebody who never added the bot can't be opened: Undeliverable."""
    stranger = Person(teams, bot.url, has_bot=False)
    with pytest.raises(Undeliverable, match="BotNotInConversationRoster"):
        await bot.front.sender.send(stranger.identity, reference(stranger), HELLO, "sv")


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (Fault(429, headers={"Retry-After": "17"}), 17),
        (Fault(429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), 5),
        (Fault(429), 5),
        (Fault(412), 5),
        (Fault(500), 5),
        (Fault(502), 5),
        (Fault(503, headers={"Retry-After": "999999"}), 3600),
        (Fault(504), 5),
        (Fault(401), 60),
    ],
)
async def test_what_teams_may_take_later(post: Send, teams: FakeTeams, fault: Fault, seconds: int) -> None:
    """A passing refusal is NotNow with the wait that Teams wants, and is not tried again here."""
    await post()
    teams.faults += [fault, Fault(500)]
    with pytest.raises(NotNow) as raised:
        await post()
    assert raised.value.seconds == seconds
    assert len(teams.faults) == 1


async def test_nobody_there_is_not_now(vera: Person, post: Send) -> None:
    """A connector that refuses the connection has not got the message: NotNow."""
    with pytest.raises(NotNow, match="unreachable"):
        await post(where=reference(vera, service_url="http://127.0.0.1:1/", conversation_id="a:1"))


@pytest.mark.parametrize("end", [HANG, DROP])
async def test_a_lost_answer_is_nobody_knows(
    post: Send, teams: FakeTeams, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time-out after sending, or a connection lost while waiting: it may have arrived, so no retry."""
    await post()
    monkeypatch.setattr(transport, "TIMEOUT", aiohttp.ClientTimeout(total=0.3))
    teams.faults.append(Fault(end))
    with pytest.raises(NobodyKnows):
        await post()


async def test_the_token_is_fetched_once(vera: Person, post: Send, teams: FakeTeams) -> None:
    """One token serves many messages."""
    for _ in range(3):
        await post()
    assert teams.token_requests == 1


async def test_a_wrong_secret_is_about_the_app(
    teams: FakeTeams, desk: ScriptedDesk, vera: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong secret is about the app: all waits, and the log has Entra's word but not the secret."""
    async with running(teams, desk, microsoft_app_password="wrong~secret") as started:
        with pytest.raises(RefusesApp, match="invalid_client"):
            await started.front.sender.send(vera.identity, reference(vera), HELLO, "sv")
    logged = capsys.readouterr().out
    assert "invalid_client" in logged
    assert "wrong~secret" not in logged


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("invalid_client", "AADSTS7000222"),
        ("invalid_client", "AADSTS7000215"),
        ("unauthorized_client", "AADSTS700016"),
        ("invalid_request", "AADSTS90002"),
        ("access_denied", "AADSTS53003"),
    ],
)
async def test_entra_refuses_the_app(
    post: Send, teams: FakeTeams, capsys: pytest.CaptureFixture[str], error: str, code: str
) -> None:
    """Whatever Entra has against the app, no message is at fault; the log has its word and code, not more."""
    teams.token_error = {"error": error, "error_description": f"{code}: the secret of somebody@example.org"}
    with pytest.raises(RefusesApp, match=error) as raised:
        await post()
    assert "MICROSOFT_APP_PASSWORD" in raised.value.remedy
    logged = capsys.readouterr().out
    assert code in logged
    assert "somebody" not in logged
    teams.token_error = None
    await post()
    assert len(teams.posted) == 1


async def test_entra_is_busy(post: Send, teams: FakeTeams) -> None:
    """What Entra itself calls passing is not the app's fault."""
    teams.token_error = {"error": "temporarily_unavailable", "error_description": "AADSTS90033: busy"}
    with pytest.raises(NotNow, match="no-token") as raised:
        await post()
    assert not isinstance(raised.value, RefusesApp)


async def test_a_refused_token_is_fetched_anew(post: Send, teams: FakeTeams) -> None:
    """A token that the connector does not take is the app's trouble, and the next try brings a new one."""
    await post()
    teams.faults.append(Fault(401))
    with pytest.raises(RefusesApp):
        await post()
    await post()
    assert (len(teams.posted), teams.token_requests) == (2, 2)


async def test_a_bot_that_is_disabled(post: Send, teams: FakeTeams) -> None:
    """An app that the administrator blocked is refused as a whole: no reader is to blame."""
    await post()
    teams.faults.append(Fault(403, body={"error": {"code": "BotDisabledByAdmin", "message": "x"}}))
    with pytest.raises(RefusesApp, match="BotDisabledByAdmin") as raised:
        await post()
    assert "admin center" in raised.value.remedy


async def test_a_multi_tenant_app_has_its_token_from_bot_framework(
    teams: FakeTeams, desk: ScriptedDesk
) -> None:
    """A multi-tenant app's token is Bot Framework's tenant's; the settings' tenant alone is served."""
    teams.token_tenant = "botframework.com"
    async with running(teams, desk, microsoft_app_type="MultiTenant") as started:
        person = Person(teams, started.url)
        await started.front.sender.send(person.identity, reference(person), HELLO, "sv")
        assert person.inbox == ["God morgon"]
        stranger = Person(teams, started.url, tenant="00000000-0000-4000-8000-00000000dead")
        activity = stranger.activity("message", stranger.chat, text="hej")
        assert (await teams.deliver(started.url, activity))[0] == 403


async def test_a_managed_identity_has_its_token_from_azure(
    teams: FakeTeams, desk: ScriptedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Azure the token comes from the machine's own endpoint, for the app's identity, without a secret."""
    asked = []

    async def token(request: web.Request) -> web.Response:
        asked.append(
            (request.query["client_id"], request.query["resource"], request.headers["X-IDENTITY-HEADER"])
        )
        until = str(int(time.time()) + 7200)
        return web.json_response(
            {"access_token": BOT_TOKEN, "expires_on": until, "resource": "x", "token_type": "Bearer"}
        )

    app = web.Application()
    app.router.add_get("/msi/token", token)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{runner.addresses[0][1]}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "made-up")
    settings: dict[str, Any] = {"microsoft_app_type": "UserAssignedMSI", "microsoft_app_password": ""}
    async with running(teams, desk, **settings) as started:
        person = Person(teams, started.url)
        for _ in range(2):
            await started.front.sender.send(person.identity, reference(person), HELLO, "sv")
    await runner.cleanup()
    assert person.inbox == ["God morgon"] * 2
    assert asked == [(APP_ID, "https://api.botframework.com", "made-up")]


@pytest.mark.parametrize("where", [None, "{}", "no json", '{"serviceUrl": ""}'])
async def test_without_a_reference_it_is_undeliverable(bot: Bot, vera: Person, where: str | None) -> None:
    """What says nothing of where to post can't be posted."""
    with pytest.raises(Undeliverable, match="reference"):
        await bot.front.sender.send(vera.identity, where, HELLO, "sv")


async def test_half_a_long_answer_is_not_sent_twice(
    post: Send, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a later part of a long answer fails, the first parts must not come again: NobodyKnows."""
    await post()
    part = Card(title=typed("Del"), text=(typed("ord " * 1500),))
    original = teams._take

    def take_then_fail(*args: Any, **kwargs: Any) -> None:
        original(*args, **kwargs)
        teams.faults.append(Fault(503))

    monkeypatch.setattr(teams, "_take", take_then_fail)
    with pytest.raises(NobodyKnows):
        await post(Page(parts=(part,) * 6))
