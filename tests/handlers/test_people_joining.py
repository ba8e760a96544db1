"""Strangers are let in, somebody new is added, and each gets a chat account of their own."""

from __future__ import annotations

import pytest

from bot.delivery import NobodyKnows
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Role
from storage.store import Equal


async def _called(town, name: str) -> Person:
    (found,) = [one for one in await town.find(Person) if one.name == name]
    return found


async def test_a_stranger_is_approved(town, karin, anna, waiting):
    """Read back with the role, then let in and told; nobody else is told."""
    await town.told()
    await karin.says("personer")
    await karin.presses("Godkänn Anna Nyberg")
    assert "Person: Anna Nyberg\nRoll: rektor" in karin.sees
    assert not (await _called(town, "Anna Nyberg")).approved
    await karin.confirms()
    assert (await _called(town, "Anna Nyberg")).approved
    assert await town.told() == {
        "new-anna": ["Karin Samuelsdotter har släppt in dig. Skriv ”hjälp” så ser du vad du kan göra."]
    }
    assert (await anna.says("läget")).startswith("Almby skola")


async def test_approved_as_something_else(town, karin, waiting):
    """The coordinator chooses the role, by typing or in the form."""
    await karin.says("personer godkänn Anna roll=processledningsgrupp")
    await karin.confirms()
    assert (await _called(town, "Anna Nyberg")).roles == (Role.PROCESS_GROUP,)


async def test_nobody_waits(karin):
    """With nobody waiting there is nobody to choose."""
    assert await karin.says("personer godkänn Maja") == "Ingen väntar på att bli godkänd."


async def test_added_with_a_chat_account(town, karin):
    """Somebody new with their account can speak at once."""
    await karin.says("personer lägg till namn='Nils Ny' roll=kvalitetsutvecklare chattkonto=slack:T1:U7")
    assert karin.sees.startswith("Nils Ny\nRoll: kvalitetsutvecklare\nHemenhet: ingen\nChatt: Slack")
    assert (await town.get(Account, "slack:T1:U7")).person_id == (await _called(town, "Nils Ny")).id
    assert "Logga en reflektion" in await town.seat("slack:T1:U7").says("hjälp")


async def test_added_without_chat(town, karin):
    """Somebody without chat is registered all the same, and can be appointed."""
    await karin.says("personer")
    await karin.presses("Lägg till en person")
    await karin.sends(name="Nils Ny", role="developer", home_unit="almby")
    assert "Chatt: ingen" in karin.sees
    await karin.says("utse Björkängens förskola Nils Ny och Olle Lindgård")
    assert set(await town.told()) == {"olle", "bengt"}


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ("slack:T1", "Skriv det som slack:arbetsyta:person eller teams:klientorganisation:person."),
        ("mail:a:b", "Skriv det som slack:arbetsyta:person eller teams:klientorganisation:person."),
        ("terminal:maja", "Det chattkontot hör redan till någon."),
    ],
)
async def test_no_account(town, karin, account, said):
    """What is no account, or somebody's already, is pointed out."""
    await karin.says("personer lägg till")
    await karin.sends(name="Nils Ny", role="developer", account=account)
    assert karin.errors == {"account": said}
    assert len(await town.find(Person)) == 10


async def test_a_namesake_is_pointed_out(town, karin):
    """Adding somebody with a known name asks first."""
    assert "Det finns redan någon som heter Maja Ekström." in await karin.says(
        'personer lägg till namn="Maja Ekström" roll=kvalitetsutvecklare'
    )


@pytest.mark.parametrize("typed", ["lägg till person", "Ny person", "add person"])
async def test_adding_in_other_words(karin, typed):
    """Adding can be asked for as people say it."""
    assert (await karin.says(typed)).startswith("Lägg till en person")


async def test_a_stranger_becomes_somebody_who_is_known(town, karin):
    """Giving a waiting stranger's account to a registered person makes them one, with their request."""
    nils = town.seat("new-nils", name="Nils Nyberg")
    await nils.says("begär Almby skola")
    await nils.sends(purpose="Läsning", effects="Flyt")
    stranger = (await town.get(Account, "terminal:new-nils")).person_id
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-nils")
    assert (await town.get(Account, "terminal:new-nils")).person_id == "rut"
    assert {one.principal_id for one in await town.find(Collaboration, Equal("unit_id", "almby"))} == {"rut"}
    assert stranger not in {one.id for one in await town.find(Person)}


@pytest.mark.parametrize("failure", [None, NobodyKnows()])
@pytest.mark.usefixtures("waiting")
async def test_what_a_stranger_is_still_to_read(mail, karin, failure):
    """A question to somebody who has become known arrives, also where it is sent again."""
    await karin.says("förfrågningar fråga Almby Vilka lag?")
    await karin.confirms()
    if failure:
        mail.answers["new-anna"] = [failure]
        await mail.carry()
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-anna")
    if failure:
        await karin.says("meddelanden igen Rut")
        await karin.confirms()
    (question,) = (await mail.carry())["new-anna"]
    assert "Vilka lag?" in question
