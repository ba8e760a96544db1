"""What people write in Teams becomes acts, and what the desk answers is shown where it belongs."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.teams.references import Reference
from handlers.core.incoming import Installed, PlaceKind, Removed, Said
from handlers.core.replies import Audience, Card, Page, Say
from storage.values.texts import t, typed
from tests.bot.teams.connector import STAFF, TENANT, Channel, FakeTeams, Fault, Posted
from tests.bot.teams.desk import Bot, ScriptedDesk
from tests.bot.teams.person import BOT, Person

GROUP = Channel(id="19:group@thread.v2", name="Paret", kind="groupChat")


async def test_a_message_is_said_and_answered(vera: Person, desk: ScriptedDesk) -> None:
    """A message in the own chat reaches the desk with who and where, and the answer is posted there."""
    desk.replies = (Say(text=typed("Hej *du*")),)
    await vera.say("boka Almby <torsdag> & fredag")
    assert vera.screen == "Hej *du*"
    [act] = desk.acts
    assert isinstance(act, Said)
    assert act.text == "boka Almby <torsdag> & fredag"
    assert (act.actor.identity, act.actor.name, act.actor.locale) == (vera.identity, vera.name, "sv-SE")
    assert (act.place.id, act.place.kind) == (f"teams:{TENANT}:{vera.chat.id}", PlaceKind.PERSONAL)


async def test_references_say_how_to_write_back(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """Each act carries what is needed to write to the person and to the place first."""
    await vera.say("hjälp", where=STAFF)
    [act] = desk.acts
    person, place = Reference.read(act.actor.reference), Reference.read(act.place.reference)
    assert (person.user_id, person.conversation_id) == (vera.user_id, "")
    assert (place.conversation_id, place.user_id) == (STAFF.id, "")
    assert {person.service_url, place.service_url} == {teams.service_url}


async def test_the_mention_is_taken_away(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """In a channel the bot's own name is no part of what was said; other names stay."""
    text = "<at>Samlär</at> boka &amp; fråga&nbsp;<at>Olle Prov</at>\n"
    mentions = [
        {"type": "mention", "text": "<at>Samlär</at>", "mentioned": BOT},
        {
            "type": "mention",
            "text": "<at>Olle Prov</at>",
            "mentioned": {"id": "29:olle", "name": "Olle Prov"},
        },
    ]
    activity = vera.activity("message", STAFF, text=text, entities=mentions)
    await teams.deliver(vera.url, activity)
    [act] = desk.acts
    assert act.text == "boka & fråga Olle Prov"
    assert (act.place.id, act.place.kind) == (f"teams:{TENANT}:{STAFF.id}", PlaceKind.CHANNEL)
    assert act.place.name == STAFF.name


async def test_a_picture_is_politely_left(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """A picture without a word is answered in the person's language, and is no act."""
    activity = vera.activity(
        "message", vera.chat, attachments=[{"contentType": "image/png", "contentUrl": "x"}]
    )
    await teams.deliver(vera.url, activity)
    assert "bara läsa text" in teams.posted[0].activity["text"]
    assert desk.acts == []


async def test_a_picture_with_words_is_what_the_words_say(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Words beside a picture are read; Teams' own copy of the text as HTML is no picture."""
    for attachment in ("image/png", "text/html"):
        activity = vera.activity(
            "message", vera.chat, text="hjälp", attachments=[{"contentType": attachment}]
        )
        await teams.deliver(vera.url, activity)
    assert [act.text for act in desk.acts] == ["hjälp", "hjälp"]


async def test_the_same_delivery_three_times_is_one_act(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A message that Teams delivers three times, twice at once, is handled and answered once."""
    desk.replies = (Say(text=typed("Bokad.")),)
    activity = vera.activity("message", vera.chat, text="boka")
    await asyncio.gather(*(teams.deliver(vera.url, activity) for _ in range(2)))
    await teams.deliver(vera.url, activity)
    assert len(desk.acts) == 1
    assert len(teams.posted) == 1


async def test_delivery_ids_tell_deliveries_apart(vera: Person, desk: ScriptedDesk) -> None:
    """Two messages with the same words are two deliveries, both named for Teams."""
    await vera.say("hjälp")
    await vera.say("hjälp")
    first, second = (act.delivery_id for act in desk.acts)
    assert first != second
    assert first.startswith(f"teams:{vera.chat.id}:")


@pytest.mark.parametrize("place", [STAFF, GROUP])
async def test_what_is_for_the_asker_goes_to_their_own_chat(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, place: Channel
) -> None:
    """Among others the asker is answered in their own chat, with one line where they asked."""
    desk.replies = (Card(title=typed("Hemligt")),)
    await vera.say("status", where=place)
    assert [posted.conversation.partition(";")[0] for posted in teams.posted] == [vera.chat.id, place.id]
    assert vera.screen == "Hemligt\n\nJag svarade dig i vår egen chatt."


async def test_what_is_for_all_is_said_in_the_thread(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A reply to the conversation stands in the thread where it was asked."""
    desk.replies = (Say(text=typed("Till alla"), audience=Audience.CONVERSATION),)
    await vera.say("veckobrev", where=STAFF)
    [posted] = teams.posted
    assert posted.conversation.startswith(f"{STAFF.id};messageid=")
    assert posted.reply_to


async def test_without_an_own_chat_nothing_private_is_said(
    bot: Bot, teams: FakeTeams, desk: ScriptedDesk
) -> None:
    """Somebody who has not added the bot is told in the channel what to do, not what the answer is."""
    desk.replies = (Card(title=typed("Hemligt")),)
    stranger = Person(teams, bot.url, has_bot=False)
    await stranger.say("status", where=STAFF)
    assert "välj Lägg till" in stranger.screen
    assert "Hemligt" not in stranger.screen


async def test_the_own_chat_is_opened_once(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """The own chat's id is remembered, so that opening it does not spend Teams' limits."""
    desk.replies = (Say(text=typed("Svar")),)
    for _ in range(3):
        await vera.say("status", where=STAFF)
    assert teams.opened_chats == 1


async def test_installing_tells_the_desk_once(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """Adding the bot for oneself or to a channel is one Installed, though Teams tells of it twice."""
    desk.replies = (Say(text=t("Help"), audience=Audience.CONVERSATION),)
    await vera.install()
    await vera.install(STAFF)
    bot_added = {"membersAdded": [{"id": BOT["id"]}]}
    await teams.deliver(vera.url, vera.activity("conversationUpdate", vera.chat) | bot_added)
    await teams.deliver(vera.url, vera.activity("installationUpdate", STAFF, action="add"))
    assert [type(act) for act in desk.acts] == [Installed, Installed]
    assert [act.place.kind for act in desk.acts] == [PlaceKind.PERSONAL, PlaceKind.CHANNEL]
    assert len(teams.posted) == 2


async def test_removing_posts_nothing(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """When the bot is taken away the desk is told, and nothing is posted where it can't be."""
    desk.replies = (Say(text=typed("Hej då")),)
    await teams.deliver(vera.url, vera.activity("installationUpdate", vera.chat, action="remove"))
    gone = {"membersRemoved": [{"id": BOT["id"]}]}
    await teams.deliver(vera.url, vera.activity("conversationUpdate", STAFF) | gone)
    assert [type(act) for act in desk.acts] == [Removed, Removed]
    assert teams.posted == []


@pytest.mark.parametrize(
    "more",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:somebody"}]},
        {
            "type": "conversationUpdate",
            "channelData": {"eventType": "channelRenamed", "tenant": {"id": TENANT}},
        },
        {"type": "installationUpdate", "action": "add-upgrade"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "typing"},
    ],
)
async def test_other_events_are_taken_note_of_quietly(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, more: dict[str, Any]
) -> None:
    """What concerns others, or is news to us, is answered with 200 and is no act."""
    status, _ = await teams.deliver(vera.url, vera.activity("x", STAFF) | more)
    assert (status, desk.acts, teams.posted) == (200, [], [])


async def test_bots_and_webhooks_are_not_heard(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """Who has no Entra object id is no person, and is not answered."""
    activity = vera.activity("message", STAFF, text="hej") | {"from": {"id": "28:other", "name": "Bot"}}
    status, _ = await teams.deliver(vera.url, activity)
    assert (status, desk.acts, teams.posted) == (200, [], [])


@pytest.mark.parametrize(
    "told", [{"userRole": "guest"}, {"userPrincipalName": "a_b.se#EXT#@kommun.onmicrosoft.com"}]
)
async def test_guests_are_told_apart(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, told: dict[str, str]
) -> None:
    """Teams is asked once whether somebody is a guest, and the acts say so."""
    teams.members[vera.user_id] = told
    await vera.say("hej")
    await vera.say("hej igen")
    assert [act.actor.guest for act in desk.acts] == [True, True]
    assert teams.member_requests == 1


async def test_a_slow_member_list_holds_nobody_up(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """An act does not wait long to learn whether it is a guest's, and counts as one; the next one knows."""
    teams.telling.clear()
    async with asyncio.timeout(10):
        await vera.say("hej")
    teams.telling.set()
    await vera.say("hej igen")
    assert [act.actor.guest for act in desk.acts] == [True, False]
    assert teams.member_requests == 1


async def test_an_answer_that_teams_does_not_take_is_no_error_for_teams(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Where the answer can't be posted the delivery still counts as received, and the act is done once."""
    desk.replies = (Say(text=typed("Svar")),)
    await vera.say("hej")
    teams.faults.append(Fault(503))
    await vera.say("hej")
    assert len(desk.acts) == 2
    assert len(teams.posted) == 1
    assert [one.replies for one in desk.kept] == [desk.replies]


def refusing_after(teams: FakeTeams, count: int) -> None:
    """Let the connector take so many messages, and refuse the next."""
    left = iter(range(count - 1))

    def take(posted: Posted) -> None:
        if next(left, None) is None:
            teams.faults.append(Fault(429))
            teams.listeners.remove(take)

    teams.listeners.append(take)


async def test_the_rest_of_an_answer_is_kept(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """Of an answer of several messages what was taken stands, and the others are left in their order."""
    _, second, third = desk.replies = tuple(Say(text=typed(word)) for word in ("Ett", "Två", "Tre"))
    refusing_after(teams, 1)
    await vera.say("hej")
    assert [posted.activity["text"] for posted in teams.posted] == ["Ett"]
    [unposted] = desk.kept
    assert (unposted.lost, unposted.replies) == ((), (second, third))
    assert (unposted.actor.identity, unposted.place.id) == (vera.identity, f"teams:{TENANT}:{vera.chat.id}")


async def test_a_reply_of_which_a_part_is_there_may_have_arrived(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A long reply of which the first message was taken does not come again as a whole."""
    long = Page(parts=(Card(title=typed("Del"), text=(typed("ord " * 1500),)),) * 6)
    last = Say(text=typed("Sist"))
    desk.replies = (long, last)
    refusing_after(teams, 1)
    await vera.say("hej")
    [unposted] = desk.kept
    assert (len(teams.posted), unposted.lost, unposted.replies) == (1, (long,), (last,))


async def test_a_fault_that_cannot_be_told_is_no_error_for_teams(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Where neither the answer nor its fault's code can be shown, the delivery counts as received."""
    desk.script = lambda act: (_ for _ in ()).throw(RuntimeError("hemlig text"))
    teams.faults.append(Fault(503))
    await vera.say("hej")
    assert teams.posted == []


async def test_a_fault_gives_a_code_and_logs_no_words(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, capsys: pytest.CaptureFixture[str]
) -> None:
    """When showing an answer fails, the person gets a code; what anybody wrote is in neither log nor chat."""
    desk.script = lambda act: (_ for _ in ()).throw(RuntimeError("hemlig text"))
    await vera.say("mitt hemliga namn")
    assert "Säg koden" in vera.screen
    logged = capsys.readouterr().out + capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "hemlig" not in logged + vera.screen


async def test_words_that_no_text_can_hold_are_let_go(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A lone surrogate, which JSON can carry and no store can keep, reaches the desk as a question mark."""
    await teams.deliver(vera.url, vera.activity("message", vera.chat, text="a\ud800b"))
    assert desk.acts[0].text == "ab"


async def test_stopping_finishes_what_is_under_way(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, bot: Bot
) -> None:
    """An act that is being answered when the server stops is answered before it lets go."""
    desk.replies = (Say(text=typed("Svar")),)
    teams.taking.clear()
    saying = asyncio.create_task(vera.say("hej"))
    await desk.asked.wait()
    stopping = asyncio.create_task(bot.front.stop())
    teams.taking.set()
    await asyncio.gather(saying, stopping)
    assert vera.screen == "Svar"


async def test_the_account_s_name_comes_with_the_act(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """What tells the account apart, its user principal name, is asked for once and comes with each act."""
    teams.members[vera.user_id] = {"userPrincipalName": "vera.exempel@example.org"}
    for _ in range(2):
        await vera.say("hej")
    assert [act.actor.handle for act in desk.acts] == ["vera.exempel@example.org"] * 2
    assert teams.member_requests == 1
