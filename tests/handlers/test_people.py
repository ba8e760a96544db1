"""Who is who."""

from __future__ import annotations

import pytest

from bot.delivery import NobodyKnows
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Role
from storage.store import Equal
from tests.handlers.mail import Mail


async def _called(town, name: str) -> Person:
    (found,) = [one for one in await town.find(Person) if one.name == name]
    return found


@pytest.fixture
async def asked(anna):
    """A stranger who has asked for a collaboration."""
    await anna.says("begär Almby skola syfte=Trygghet effects=Trivsel")
    assert "skickad" in anna.sees


async def test_the_list(karin):
    """Everybody with role, home unit and load."""
    seen = await karin.says("personer")
    assert seen.startswith("10 personer\nNamn | Roll | Hemenhet | Uppdrag nu")
    assert "Maja Ekström | kvalitetsutvecklare | Ekdalaskolan | 1 samarbete" in seen
    assert "Ylva Norrby | medverkande från centralt skolstöd | – | 0 samarbeten" in seen
    assert karin.labels == ["Lägg till en person", "Ändra en person"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("personer rektorer", ["Bengt Björkegård", "Greta Granath", "Rut Almquister"]),
        ("people principals", ["Bengt Björkegård", "Greta Granath", "Rut Almquister"]),
        ("personer samordnare i Granliden", []),
        ("personer samordnare och enhetschefer", ["Henrik Bergvall", "Karin Samuelsdotter"]),
        ("personer granliden", ["Greta Granath", "Sana Haddadi"]),
        ("personer maja, ole", ["Maja Ekström", "Olle Lindgård"]),
        ("personer utvecklare granliden ekdala", []),
        ("personer inaktiva", []),
    ],
)
async def test_some_of_them(karin, typed, names):
    """Words after the command choose by name, role, home unit and state."""
    seen = await karin.says(typed)
    shown = [line.partition(" | ")[0] for line in seen.splitlines()[2:-1]] if " | " in seen else []
    assert shown == names
    assert seen.startswith(f"{len(names)} person" if names else "Jag hittar inget i listan med ")


async def test_the_only_one_is_shown_in_full(karin):
    """A single person is shown as a card, with what can be done."""
    assert (await karin.says("personer Maja")).startswith("Maja Ekström\nRoll: kvalitetsutvecklare\n")
    assert karin.labels == ["Ändra"]


async def test_by_state(town, karin, asked):
    """Who waits, and who is no longer active, is found by that."""
    await town.change(await town.get(Person, "petter"), active=False)
    assert (await karin.says("personer väntar")).startswith("Anna Nyberg\n")
    assert karin.labels == ["Godkänn", "Ändra"]
    for typed in ("personer inte längre aktiva", "personer inte aktiva", "personer som inte är aktiva"):
        assert (await karin.says(typed)).startswith("Petter Åsberg\n")
    assert "Petter" not in await karin.says("personer aktiva")


async def test_nothing_of_the_kind(karin):
    """What matches nobody is said, with the roles and states that there are."""
    seen = await karin.says("personer vaktmästare")
    assert seen.startswith(
        "Jag hittar inget i listan med ”vaktmästare”\nRoll: rektor · kvalitetsutvecklare · "
    )
    assert "Läge: väntar · aktiv · inaktiv" in seen
    assert (await karin.presses("Visa alla")).startswith("10 personer")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("personer lägg til Nils Ny", "personer lägg till"),
        ("personer ändr Maja", "personer ändra"),
        ("people aprove Anna", "personer godkänn"),
    ],
)
async def test_a_slip_in_a_command_is_no_search(karin, typed, meant):
    """What is nearly another of the list's commands is offered as that."""
    await karin.says(typed)
    assert karin.labels == [meant, "Visa alla"]


async def test_who_waits_comes_first(karin, asked):
    """Somebody who waits for approval stands first, with a button."""
    seen = await karin.says("personer")
    assert seen.splitlines()[2] == "Anna Nyberg | rektor, väntar på godkännande | Almby skola | –"
    assert "Godkänn Anna Nyberg" in karin.labels


async def test_a_stranger_is_approved(town, karin, anna, asked):
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


async def test_approved_as_something_else(town, karin, asked):
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


async def test_a_role_is_changed(town, karin):
    """What is left out stays: the home unit, and being active. A value of several words needs no quotes."""
    await karin.says("personer ändra Maja Ekström roll=medverkande från centralt skolstöd")
    maja = await town.get(Person, "maja")
    assert (maja.roles, maja.home_unit, maja.active) == ((Role.PARTNER,), "ekdala", True)


async def test_changed_in_a_line(town, karin):
    """The same typed in one line, read back because the name was not whole."""
    await karin.says("people change Maja role=partner")
    assert "Hemenhet: Ekdalaskolan" in karin.sees
    await karin.confirms()
    maja = await town.get(Person, "maja")
    assert (maja.roles, maja.home_unit) == ((Role.PARTNER,), "ekdala")


async def test_the_home_unit_can_be_taken_away(town, karin):
    """An emptied field is emptied, though it was filled in before; also when something else is wrong."""
    await karin.says("personer ändra Maja")
    assert karin.filled_in == {"person": "maja", "role": "developer", "home_unit": "ekdala", "active": "yes"}
    await karin.sends(home_unit="", role="kung")
    assert set(karin.errors) == {"role"}
    assert "home_unit" not in karin.filled_in
    await karin.sends(role="developer")
    assert (await town.get(Person, "maja")).home_unit is None


async def test_pairs_that_somebody_leaves_are_named(town, karin):
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


async def test_several_roles_are_not_lost_unseen(town, karin):
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


async def test_no_longer_active(town, karin, maja):
    """Somebody who has left is refused with whom to ask, and can't be appointed."""
    await karin.says("personer ändra Maja")
    await karin.sends(active="no")
    await karin.confirms()
    assert "Läge: inte längre aktiv" in karin.sees
    seen = await maja.says("läget")
    assert seen == "Du har inte längre tillgång här. Fråga Karin Samuelsdotter om det är fel."
    await karin.says("utse Björkängen Maja och Olle")
    assert "Par:" not in karin.sees or karin.errors


async def test_coordinators_dont_shut_themselves_out(town, karin):
    """One's own coordinating role can't be taken away by oneself."""
    await karin.says("personer ändra Karin")
    await karin.sends(role="developer")
    assert set(karin.errors) == {"person"}
    await karin.sends(role="coordinator", active="no")
    assert set(karin.errors) == {"person"}
    assert (await town.get(Person, "karin")).roles == (Role.COORDINATOR,)


async def test_refused_to_others(town, maja, rut, anna):
    """Only who coordinates sees and changes people."""
    for typed in ("personer", "personer lägg till Nils", "personer ändra Maja", "personer godkänn Maja"):
        for one in (maja, rut):
            assert (await one.says(typed)).startswith("Det hör inte till din roll.")
        assert (await anna.says(typed)).startswith("Jag känner dig inte än.")


async def test_in_english(town):
    """The same in English."""
    seen = await town.seat("karin", "en-GB").says("people")
    assert "Maja Ekström | developer | Ekdalaskolan | 1 collaboration" in seen


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
@pytest.mark.usefixtures("asked")
async def test_what_a_stranger_is_still_to_read(town, karin, failure):
    """A question to somebody who has become known arrives, also where it is sent again."""
    mail = Mail(town)
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


async def test_a_namesake_is_pointed_out(town, karin):
    """Adding somebody with a known name asks first."""
    assert "Det finns redan någon som heter Maja Ekström." in await karin.says(
        'personer lägg till namn="Maja Ekström" roll=kvalitetsutvecklare'
    )


@pytest.mark.parametrize("typed", ["lägg till person", "Ny person", "add person"])
async def test_adding_in_other_words(karin, typed):
    """Adding can be asked for as people say it."""
    assert (await karin.says(typed)).startswith("Lägg till en person")


@pytest.mark.parametrize(
    ("typed", "begins"), [("vem är Maja?", "Maja Ekström\nRoll"), ("Vilka är rektorer", "3 personer")]
)
async def test_asked_as_a_question(karin, typed, begins):
    """Who somebody is, and who are of a role, can be asked in words."""
    assert (await karin.says(typed)).startswith(begins)
