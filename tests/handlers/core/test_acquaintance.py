"""Who is let in: people, strangers, guests, foreigners, and the coordinators of the settings."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.documents.people import Account, Person, Role
from tests.handlers.desk import STAFF_ROOM, Seat, Town, a_town, account

ONLY = "Jag talar bara med personer från den här organisationen. Be Karin Samuelsdotter släppa in dig."


@pytest.fixture
async def founded(tmp_path: Path, sample_store: Path) -> AsyncIterator[Town]:
    """A municipality whose settings name two coordinators, one in Slack and one known here."""
    shutil.copytree(sample_store, tmp_path, dirs_exist_ok=True)
    async with a_town(tmp_path, samlar_coordinators="slack:T1:UBOSS, terminal:olle") as town:
        yield town


@pytest.mark.parametrize("text", ["hej", "begär Almby skola", "läget", "hjälp"])
async def test_from_elsewhere_and_guests(town: Town, foreigner: Seat, guest: Seat, text: str) -> None:
    """People from another workspace and guests are refused everything, and told whom to ask."""
    for one in (foreigner, guest):
        assert await one.says(text) == ONLY
        assert await one.opens_home() == ONLY
    assert await town.told() == {}
    assert len(await town.find(Person)) == 10


async def test_from_a_workspace_that_is_called_nearly_so(town: Town) -> None:
    """The id of another workspace is no way in where ours begins with it."""
    stranger = town.seat("slack:T1:U9", name="Far Away")
    stranger.place = stranger.place.model_copy(update={"id": "slack:T12:C1"})
    assert await stranger.says("begär Almby skola") == ONLY


async def test_a_form_from_elsewhere(rut: Seat, foreigner: Seat) -> None:
    """A form or a button in a foreigner's hands does nothing."""
    await rut.says("begär")
    assert await foreigner.sends(rut.form, purpose="Läsning", effects="Läslust") == ONLY
    assert await foreigner.presses(rut.buttons[0]) == ONLY


async def test_a_search_from_elsewhere(rut: Seat, foreigner: Seat) -> None:
    """A foreigner's search finds nothing."""
    await rut.says("begär")
    foreigner.answer = rut.answer
    assert await foreigner.searches("unit", "almby") == []


async def test_a_guest_who_was_let_in(town: Town, karin: Seat, guest: Seat) -> None:
    """A guest whom the coordinator has registered is known like anybody."""
    await karin.says(
        f"personer lägg till namn='Gun Gäst' roll=kvalitetsutvecklare chattkonto={guest.actor.identity}"
    )
    assert (await guest.says("hej")).startswith("Hej Gun Gäst")


async def test_a_stranger_is_told_whom_to_ask(town: Town, anna: Seat) -> None:
    """A stranger hears how to ask for a collaboration and who lets them in, and is not kept."""
    assert await anna.says("läget") == (
        "Jag känner dig inte än.\nVälj det som stämmer. Karin Samuelsdotter ordnar resten.\n"
        "In English? Write “english”.\n"
        "[Be om ett samarbete]  [Jag arbetar med det här]"
    )
    assert len(await town.find(Person)) == 10


async def test_several_to_ask(town: Town, karin: Seat, anna: Seat) -> None:
    """With several coordinators all are named."""
    await karin.says("personer lägg till namn='Per Sam' roll=samordnare")
    await karin.says("personer lägg till namn='Åsa Sam' roll=samordnare")
    assert "Karin Samuelsdotter, Per Sam och Åsa Sam ordnar resten" in await anna.says("läget")


async def test_unknown_words_of_a_stranger(anna: Seat) -> None:
    """So for words that nothing is called."""
    assert (await anna.says("blåbär")).startswith("Jag känner dig inte än.")


async def test_who_waits_is_still_a_stranger(anna: Seat) -> None:
    """Somebody who has asked and is not confirmed can ask again, see Home and help, and no more."""
    await anna.orders("begär Almby skola syfte=Läsning effects=Läslust")
    assert (await anna.says("läget")).startswith("Du är inte insläppt än.")
    assert (await anna.says("hem")).startswith("Hej Anna Nyberg")
    assert (await anna.says("begär")).startswith("Be om ett samarbete")


async def test_coordinators_of_the_settings(founded: Town) -> None:
    """Whom the settings name is a coordinator from the first word, new or known before."""
    boss = founded.seat("slack:T1:UBOSS", name="Bodil Boss", reference='{"a": 1}')
    assert "1 förfrågan väntar." in await boss.says("hej")
    kept = await founded.get(Account, "slack:T1:UBOSS")
    assert kept.reference == '{"a": 1}'
    assert (await founded.get(Person, kept.person_id)).roles == (Role.COORDINATOR,)
    olle = founded.seat("olle")
    assert "förfrågan väntar" in await olle.says("hej")
    assert (await founded.get(Person, "olle")).roles == (Role.DEVELOPER, Role.COORDINATOR)


async def test_a_coordinator_of_the_settings_comes_back(founded: Town) -> None:
    """Whom the settings name is let in though somebody has made them inactive."""
    await founded.change(await founded.get(Person, "olle"), active=False)
    assert "förfrågan väntar" in await founded.seat("olle").says("hej")
    assert (await founded.get(Person, "olle")).active


async def test_a_coordinator_of_the_settings_comes_once(founded: Town) -> None:
    """Speaking twice makes no second person."""
    boss = founded.seat("slack:T1:UBOSS", name="Bodil Boss")
    for _ in range(2):
        await boss.says("hej")
    assert len(await founded.find(Person)) == 11


async def test_a_coordinator_without_a_name_yet(founded: Town) -> None:
    """Until the platform tells one a word stands for the name, and never an id; then the name does."""
    before = founded.seat("slack:T1:UBOSS", name="")
    greeting = await before.says("hej")
    assert "UBOSS" not in greeting
    assert "samordnaren" in await before.says("personer samordnare")
    anna = founded.seat("new-anna", name="Anna Nyberg")
    assert "UBOSS" not in await anna.says("läget")
    assert "samordnaren" in await anna.says("läget")
    kept = await founded.get(Account, "slack:T1:UBOSS")
    assert (await founded.get(Person, kept.person_id)).named is False
    boss = founded.seat("slack:T1:UBOSS", name="Bodil Boss")
    assert "Bodil Boss" in await boss.says("personer samordnare")
    assert "Bodil Boss" in await anna.says("läget")
    assert (await founded.get(Person, kept.person_id)).named is True


async def test_a_name_that_was_chosen_stays(founded: Town) -> None:
    """What a coordinator calls somebody is not changed by what the platform calls them."""
    karin = founded.seat("karin")
    await founded.seat("slack:T1:UBOSS", name="").says("hej")
    await karin.says("personer ändra samordnaren namn='Bodil Boss'")
    await karin.sends()
    await karin.confirms()
    await founded.seat("slack:T1:UBOSS", name="bodil_b").says("hej")
    names = [one.name for one in await founded.find(Person)]
    assert "Bodil Boss" in names
    assert "bodil_b" not in names


async def test_a_nameless_principal_who_asks(town: Town, karin: Seat) -> None:
    """A request of somebody whose name no platform tells is a principal's, until the name comes."""
    await town.seat("new-x", name="").orders("begär Almby skola syfte=Läsning effects=Läslust")
    assert "rektorn" in await karin.says("personer väntar")
    await town.seat("new-x", name="Rut Ny").says("hej")
    assert "Rut Ny" in await karin.says("personer väntar")


async def test_references_are_kept(town: Town) -> None:
    """What the platform needs to write to somebody first is kept, and renewed when it changes."""
    for reference in ('{"url": "a"}', '{"url": "b"}'):
        await town.seat("maja", reference=reference).says("läget")
        assert (await town.get(Account, "terminal:maja")).reference == reference
    await town.seat("maja").says("läget")
    assert (await town.get(Account, "terminal:maja")).reference == '{"url": "b"}'


async def test_a_strangers_reference_is_kept_with_the_request(town: Town) -> None:
    """So that the answer reaches them."""
    anna = town.seat("new-anna", name="Anna Nyberg", reference="{}")
    await anna.orders("begär Almby skola syfte=Läsning effects=Läslust")
    assert (await town.get(Account, "terminal:new-anna")).reference == "{}"


async def test_no_longer_active(town: Town, maja: Seat) -> None:
    """Somebody who has left is refused, and may ask if that is wrong."""
    await town.change(await town.get(Person, "maja"), active=False)
    for text in ("läget", "begär Almby skola", "hjälp"):
        assert await maja.says(text) == (
            "Du har inte längre tillgång till Samlär. Hör av dig till Karin Samuelsdotter om det är fel."
        )


async def test_one_person_with_two_accounts(town: Town, maja: Seat) -> None:
    """Somebody with an account on two platforms is one person."""
    await town.add(account("slack:T1:UMAJA", "maja"))
    assert (await town.seat("slack:T1:UMAJA").says("läget")).startswith("Granlidens gymnasium")


@pytest.mark.parametrize(
    ("locale", "hello"),
    [("sv-SE", "Hej"), ("en-GB", "Hello"), ("en", "Hello"), ("de", "Hej"), ("", "Hej")],
)
async def test_the_platforms_language(town: Town, locale: str, hello: str) -> None:
    """One is answered in the platform's language, in the municipality's where it is another or unknown."""
    assert (await town.seat("maja", locale).says("hej")).startswith(f"{hello} Maja Ekström")


async def test_a_name_that_is_missing(town: Town) -> None:
    """A platform that says no name is no reason to fail."""
    assert (await town.seat("new-x", name="").says("hej")).startswith("Hej\n")


async def test_a_channel_of_the_own_workspace(town: Town, maja: Seat) -> None:
    """In a channel one is known as in the own chat."""
    assert (await maja.says("läget", STAFF_ROOM)).startswith("Granlidens gymnasium")
