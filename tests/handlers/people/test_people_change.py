"""Somebody's role, home unit and state are changed, and what that leads to is said before it counts."""

from __future__ import annotations

import pytest

from bot.delivery import NobodyKnows
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Role
from storage.documents.sessions import Session
from storage.store import Equal
from tests.handlers.core.dispatching import working_over
from tests.handlers.desk import Seat, Town, account
from tests.handlers.mail import Mail


async def test_a_role_is_changed(town: Town, karin: Seat) -> None:
    """What is left out stays: the home unit, and being active. A value of several words needs no quotes."""
    await karin.says("personer ändra Maja Ekström roll=medverkande från centralt skolstöd")
    await karin.confirms()
    maja = await town.get(Person, "maja")
    assert (maja.roles, maja.units, maja.active) == ((Role.PARTNER,), ("ekdala",), True)


async def test_changed_in_a_line(town: Town, karin: Seat) -> None:
    """The same typed in one line, read back because the name was not whole."""
    await karin.says("people change Maja role=partner")
    assert "Hemenhet: Ekdalaskolan" in karin.sees
    await karin.confirms()
    maja = await town.get(Person, "maja")
    assert (maja.roles, maja.units) == ((Role.PARTNER,), ("ekdala",))


async def test_the_home_unit_can_be_taken_away(town: Town, karin: Seat) -> None:
    """An emptied field is emptied, though it was filled in before; also when something else is wrong."""
    await karin.says("personer ändra Maja")
    assert karin.filled_in == {"person": "maja", "role": "developer", "home_unit": "ekdala", "active": "yes"}
    await karin.sends(home_unit="", role="kung")
    assert set(karin.errors) == {"role"}
    assert "home_unit" not in karin.filled_in
    await karin.sends(role="developer")
    await karin.confirms()
    assert (await town.get(Person, "maja")).units == ()


async def test_pairs_that_somebody_leaves_are_named(town: Town, karin: Seat) -> None:
    """Who makes one of a pair inactive is told where they are appointed, before it counts."""
    await karin.says("personer ändra Maja Ekström")
    await karin.sends(active="no")
    assert (
        "Maja Ekström är utsedd för Granlidens gymnasium och står kvar där tills du utser någon annan."
        in karin.sees
    )
    assert (await town.get(Person, "maja")).active
    await karin.confirms()
    assert not (await town.get(Person, "maja")).active


async def test_several_roles_are_not_lost_unseen(town: Town, karin: Seat) -> None:
    """Somebody with two roles keeps one; that is said before it counts."""
    await town.change(await town.get(Person, "maja"), roles=(Role.DEVELOPER, Role.COORDINATOR))
    await karin.says("personer ändra Maja Ekström")
    await karin.sends()
    assert (
        "Maja Ekström har flera roller: kvalitetsutvecklare, samordnare. Bara den här"
        " blir kvar." in karin.sees
    )
    await karin.confirms()
    assert (await town.get(Person, "maja")).roles == (Role.DEVELOPER,)


async def test_no_longer_active(town: Town, karin: Seat, maja: Seat) -> None:
    """Somebody who has left is refused with whom to ask, and can't be appointed."""
    await karin.says("personer ändra Maja")
    await karin.sends(active="no")
    await karin.confirms()
    assert "Status: inte längre aktiv" in karin.sees
    seen = await maja.says("läget")
    assert (
        seen == "Du har inte längre tillgång till Samlär. Hör av dig till Karin Samuelsdotter om det är fel."
    )
    await karin.says("utse Björkängen Maja och Olle")
    assert "Par:" not in karin.sees or karin.errors


async def test_coordinators_dont_shut_themselves_out(town: Town, karin: Seat) -> None:
    """One's own coordinating role can't be taken away by oneself."""
    await karin.says("personer ändra Karin")
    await karin.sends(role="developer")
    assert set(karin.errors) == {"person"}
    await karin.sends(role="coordinator", active="no")
    assert set(karin.errors) == {"person"}
    assert (await town.get(Person, "karin")).roles == (Role.COORDINATOR,)


async def test_a_stranger_becomes_somebody_who_is_known(town: Town, karin: Seat) -> None:
    """Giving a waiting stranger's account to a registered person makes them one, with their request."""
    nils = town.seat("new-nils", name="Nils Nyberg")
    await nils.says("begär Almby skola")
    await nils.sends(purpose="Läsning", effects="Flyt")
    stranger = (await town.get(Account, "terminal:new-nils")).person_id
    session = await town.get(Session, "s-coming")
    await town.change(session, people=(*session.people, stranger))
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-nils")
    assert "Ett chattkonto till: Terminal: Nils Nyberg" in karin.sees
    await karin.confirms()
    assert (await town.get(Account, "terminal:new-nils")).person_id == "rut"
    assert {one.principal_id for one in await town.find(Collaboration, Equal("unit_id", "almby"))} == {"rut"}
    assert stranger not in {one.id for one in await town.find(Person)}
    assert stranger not in (await town.get(Session, "s-coming")).people


@pytest.mark.parametrize("failure", [None, NobodyKnows()])
@pytest.mark.usefixtures("waiting")
async def test_what_a_stranger_is_still_to_read(mail: Mail, karin: Seat, failure: NobodyKnows | None) -> None:
    """A question to somebody who has become known arrives, also where it is sent again."""
    await karin.says("förfrågningar fråga Almby Vilka lag?")
    await karin.confirms()
    if failure:
        mail.answers["new-anna"] = [failure]
        await mail.carry()
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-anna")
    await karin.confirms()
    if failure:
        await karin.says("meddelanden igen Rut")
        await karin.confirms()
    carried = await mail.carry()
    (question,) = carried["new-anna"]
    assert "Vilka lag?" in question
    assert "Ett chattkonto till: Terminal: Anna Nyberg" in carried["rut"][0]


@pytest.mark.usefixtures("waiting")
async def test_what_a_stranger_is_still_to_read_of_themselves(mail: Mail, karin: Seat) -> None:
    """What was written to them about themselves arrives after they have become somebody known, too."""
    await mail.carry()
    await karin.says("personer ändra Anna Nyberg namn='Anna Ny'")
    await karin.sends()
    await karin.confirms()
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-anna")
    await karin.confirms()
    assert "Namn: Anna Ny" in (await mail.carry())["new-anna"][0]


async def test_coordinators_who_take_each_others_role(town: Town, karin: Seat) -> None:
    """Of two coordinators who take each other's role away at once the later one is told how it stands."""
    await town.add(
        Person(id="siv", name="Siv Berg", roles=(Role.COORDINATOR,)), account("terminal:siv", "siv")
    )
    siv = town.seat("siv")
    await karin.says("personer ändra Siv Berg roll=partner")
    await siv.says("personer ändra Karin roll=partner")

    async def meanwhile(begun: int) -> None:
        if begun == 1:
            await siv.confirms()

    working_over(town, meanwhile)
    await karin.confirms()
    left = [one.id for one in await town.find(Person) if one.has(Role.COORDINATOR)]
    assert left == ["siv"]


async def test_a_change_is_read_back_and_told(town: Town, karin: Seat, maja: Seat) -> None:
    """What changes is read back as it will be and as it was; the person and all who coordinate are told."""
    await town.change(await town.get(Person, "ylva"), roles=(Role.COORDINATOR,))
    await karin.says("personer ändra Maja Ekström")
    await karin.sends(role="partner", home_unit="almby")
    changes = (
        "Roll: medverkande från centralt skolstöd (var kvalitetsutvecklare)",
        "Hemenhet: Almby skola (var Ekdalaskolan)",
    )
    assert "Stämmer det här?" in karin.sees
    for change in changes:
        assert change in karin.sees
    assert await town.told() == {}
    await karin.confirms()
    told = await town.told()
    assert told == {
        "maja": ["\n".join(("Karin Samuelsdotter har ändrat det jag vet om dig", *changes))],
        "ylva": ["\n".join(("Karin Samuelsdotter har ändrat Maja Ekström", *changes))],
    }


async def test_who_is_let_in_no_more_is_told(mail: Mail, karin: Seat) -> None:
    """Somebody who is made inactive hears it, though nothing else reaches them from then on."""
    await karin.says("personer ändra Olle Lindgård")
    await karin.sends(active="no")
    await karin.confirms()
    carried = await mail.carry()
    assert carried == {
        "olle": ["Karin Samuelsdotter har ändrat det jag vet om dig\nStatus: inte längre aktiv (var aktiv)"]
    }


async def test_nothing_changed_is_told_to_nobody(town: Town, karin: Seat) -> None:
    """A form that is sent as it was tells nobody anything."""
    await karin.says("personer ändra Maja Ekström")
    await karin.sends()
    assert await town.told() == {}


async def test_a_mention_is_a_person(town: Town, karin: Seat) -> None:
    """Who is mentioned is meant by their account, also where somebody else is called the same."""
    await town.add(Person(id="other", name="Maja Ekström"), Account(id="slack:T1:U8", person_id="other"))
    await karin.says("personer ändra Maja Ekström roll=enhetschef", Maja_Ekström="slack:T1:U8")
    await karin.confirms()
    assert (await town.get(Person, "other")).roles == (Role.HEAD,)
    assert (await town.get(Person, "maja")).roles == (Role.DEVELOPER,)


async def test_a_mention_of_nobody_known(town: Town, karin: Seat) -> None:
    """A mention of somebody who is not registered is never taken for somebody who is called the same."""
    await karin.says("personer ändra Maja Ekström roll=enhetschef", Maja_Ekström="slack:T1:U9")
    assert karin.errors == {"person": "Jag känner inte det kontot än. Lägg till personen först."}


async def test_an_account_given_by_mention(town: Town, karin: Seat) -> None:
    """A chat account is given by mentioning it, too."""
    await karin.says("personer ändra Maja Ekström chattkonto=Maja på Slack", Maja_på_Slack="slack:T1:U8")
    assert karin.filled_in["account"] == "slack:T1:U8"
    await karin.sends()
    await karin.confirms()
    assert (await town.get(Account, "slack:T1:U8")).person_id == "maja"


async def test_a_mention_in_a_named_field(town: Town, karin: Seat) -> None:
    """So for somebody who is named as the person, whatever they are called there."""
    await karin.says("personer ändra person=Maja roll=partner", Maja="terminal:olle")
    await karin.confirms()
    assert (await town.get(Person, "olle")).roles == (Role.PARTNER,)
    assert (await town.get(Person, "maja")).roles == (Role.DEVELOPER,)


async def test_an_account_of_somebody_known(town: Town, karin: Seat) -> None:
    """Nobody gets the account of somebody who is let in already."""
    await karin.says("personer ändra Olle chattkonto=terminal:maja")
    await karin.sends()
    assert karin.errors == {"account": "Det chattkontot hör redan till någon."}
    assert (await town.get(Account, "terminal:maja")).person_id == "maja"
