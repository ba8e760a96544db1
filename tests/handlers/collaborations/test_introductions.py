"""Principal and pair are introduced to each other once the pair is appointed."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.plain import PlainText
from handlers.core.wire import read_reply
from storage.documents.people import Account, Person
from storage.store import Outgoing, OutgoingState
from tests.handlers.desk import WORDS, Seat, Town

HERE = ("maja", "olle", "bengt")
APPOINT = "utse Björkängen Maja och Olle"


async def _move_to(town: Town, place: str, *people: str) -> None:
    """Let people write from a workspace or tenant alone."""
    for one in people:
        await town.erase(Account, f"terminal:{one}")
        handle = f"{one}@skola.example" if place.startswith("teams:") else one
        await town.add(
            Account(
                id=f"{place}:{one.upper()}", person_id=one, name=one.title(), handle=handle, latest_of=one
            )
        )


async def _written(town: Town) -> Sequence[Outgoing]:
    return await town.store.outgoing(OutgoingState.WAITING)


def _text(message: Outgoing) -> str:
    return PlainText(WORDS, "sv").write(read_reply(message.body or ""))


async def test_one_group_message_in_slack(town: Town, karin: Seat) -> None:
    """Who is in the workspace gets one message together, and finds the others mentioned in their own."""
    await _move_to(town, "slack:T1", *HERE)
    await karin.orders(APPOINT)
    written = await _written(town)
    (group,) = [one for one in written if one.to is None]
    assert group.address == "slack:T1:BENGT,MAJA,OLLE"
    assert "Säg hej till varandra: Björkängens förskola" in _text(group)
    assert "Rektor: Bengt Björkegård\nPar: Maja Ekström, Olle Lindgård" in _text(group)
    (own,) = [one for one in written if one.address == "slack:T1:OLLE"]
    assert '"account": "slack:T1:MAJA"' in (own.body or "") or '"account":"slack:T1:MAJA"' in (own.body or "")
    assert "Öppna en chatt" not in _text(own)


async def test_nobody_from_another_workspace(town: Town, karin: Seat) -> None:
    """Who is alone in a workspace is in no group."""
    await _move_to(town, "slack:T1", "maja", "bengt")
    await _move_to(town, "slack:T2", "olle")
    await karin.orders(APPOINT)
    assert [one.address for one in await _written(town) if one.to is None] == ["slack:T1:BENGT,MAJA"]


async def test_a_link_in_teams(town: Town, karin: Seat) -> None:
    """In Teams each gets the others' user principal names, and a link that opens a chat with them."""
    await _move_to(town, "teams:t1", *HERE)
    await karin.orders(APPOINT)
    written = await _written(town)
    assert all(one.to for one in written)
    (own,) = [one for one in written if one.to == "maja"]
    assert "Olle Lindgård (olle@skola.example)" in _text(own)
    link = "https://teams.microsoft.com/l/chat/0/0?users=bengt@skola.example,olle@skola.example"
    assert f"Öppna en chatt med dem: {link}" in _text(own)


async def test_names_alone_elsewhere(town: Town, karin: Seat) -> None:
    """Who is in different places is told the names."""
    await _move_to(town, "teams:t1", "maja")
    await karin.orders(APPOINT)
    (own,) = [one for one in await _written(town) if one.to == "maja"]
    assert "Tillsammans med: Olle Lindgård\nRektor: Bengt Björkegård" in _text(own)
    assert "https" not in _text(own)


async def test_a_new_pair_is_introduced_anew(town: Town, karin: Seat) -> None:
    """Where the pair changes, those who are there now are introduced."""
    await _move_to(town, "slack:T1", "greta", "maja", "sana", "petter", "olle")
    await karin.orders("byt ut Petter mot Olle på Granliden")
    assert [one.address for one in await _written(town) if one.to is None] == ["slack:T1:GRETA,MAJA,OLLE"]


async def test_lost_silently(town: Town, karin: Seat) -> None:
    """Where the group can't be opened, nobody is told: all of it was written to each of them."""
    await _move_to(town, "slack:T1", *HERE)
    await karin.orders(APPOINT)
    (group,) = [one for one in await _written(town) if one.to is None]
    lost = group.model_copy(update={"state": OutgoingState.UNDELIVERABLE, "reason": "missing_scope"})
    await town.store.settle_outgoing(lost)
    assert "har alla meddelanden" in await karin.says("meddelanden")


async def test_undone_before_it_left(town: Town, karin: Seat) -> None:
    """What is undone before it has left, introduces nobody."""
    await _move_to(town, "slack:T1", *HERE)
    await karin.orders(APPOINT)
    await karin.says("ångra")
    assert [one for one in await _written(town) if one.to is None] == []


async def test_nobody_who_has_left(town: Town, karin: Seat) -> None:
    """Who is no longer active is in no group and behind no link."""
    await _move_to(town, "slack:T1", *HERE)
    await town.change(await town.get(Person, "bengt"), active=False)
    await karin.orders(APPOINT)
    assert [one.address for one in await _written(town) if one.to is None] == ["slack:T1:MAJA,OLLE"]
