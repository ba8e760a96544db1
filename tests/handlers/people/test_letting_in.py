"""Whoever lets somebody in sees from which account they write, and whom they may be taken for."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Position, Role, Unit
from tests.handlers.desk import Seat, Town


@pytest.fixture
async def impostor(town: Town) -> Seat:
    """Somebody who calls themselves as the principal of Granliden does, and asks for that school."""
    seat = town.seat("slack:T1:U9", name="Greta Granath", handle="anna.ny")
    seat.place = seat.place.model_copy(update={"id": "slack:T1:D9"})
    await seat.orders("begär Granlidens gymnasium syfte=Trygghet effects=Trivsel")
    assert "skickad" in seat.sees
    return seat


CAUTIONS = (
    "Någon som heter Greta Granath finns redan registrerad: rektor, Granlidens gymnasium.",
    "Granlidens gymnasium har redan en rektor här: Greta Granath.",
    "Granlidens gymnasium har redan ett samarbete på gång: kollegialt lärande.",
)


async def test_a_request_shows_the_account(karin: Seat, impostor: Seat) -> None:
    """The request's card shows the account with its handle, and what speaks against it."""
    await karin.reads()
    assert "Chattkonto: Slack: Greta Granath (anna.ny)" in karin.sees
    for caution in CAUTIONS:
        assert karin.sees.count(caution) == 1
    await karin.says("förfrågningar")
    assert all(caution in karin.sees for caution in CAUTIONS)


async def test_confirming_is_read_back_with_what_speaks_against_it(
    town: Town, karin: Seat, impostor: Seat
) -> None:
    """What a name may hide is read back before anybody is confirmed by it, and nobody is told before."""
    await karin.reads()
    await karin.presses("Bekräfta person och enhet")
    assert all(caution in karin.sees for caution in CAUTIONS)
    assert [one.approved for one in await town.find(Person) if one.name == "Greta Granath"].count(False) == 1
    await karin.confirms()
    assert all(one.approved for one in await town.find(Person) if one.name == "Greta Granath")


async def test_approving_shows_the_account(karin: Seat, impostor: Seat) -> None:
    """Approving reads back the account, whatever its owner calls themselves."""
    await karin.says("personer godkänn Greta Granath")
    assert "Chattkonto: Slack: Greta Granath (anna.ny)" in karin.sees
    assert CAUTIONS[0] in karin.sees
    assert CAUTIONS[1] in karin.sees


async def test_the_account_as_it_is_known_last(town: Town, karin: Seat, impostor: Seat) -> None:
    """A stranger who takes another name is shown by both, the account's and the one that they asked under."""
    impostor.actor = impostor.actor.model_copy(update={"name": "Rut Almquister"})
    await impostor.says("hem")
    assert (await town.get(Account, "slack:T1:U9")).name == "Rut Almquister"
    await karin.says("personer godkänn Greta Granath")
    assert "Chattkonto: Slack: Rut Almquister (anna.ny)" in karin.sees


async def test_a_unit_that_is_not_their_own(town: Town, karin: Seat, rut: Seat) -> None:
    """A principal who asks for another's unit is let to; the coordinator sees whose it is."""
    await rut.orders("begär Granlidens gymnasium syfte=Trygghet effects=Trivsel")
    await rut.confirms() if "Stämmer" in rut.sees else None
    await karin.reads()
    assert "Rut Almquister hör till Almby skola, inte till Granlidens gymnasium." in karin.sees
    assert CAUTIONS[1] in karin.sees
    assert "Chattkonto" not in karin.sees


async def test_a_principal_who_has_left(town: Town, karin: Seat, anna: Seat) -> None:
    """Nobody is warned of a principal who is no longer active, or who was never let in."""
    await town.change(await town.get(Person, "rut"), active=False)
    await town.seat("new-bo", name="Bo Nyberg").orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    await town.told()
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    await karin.reads()
    assert "har redan en rektor här" not in karin.sees


async def test_a_unit_with_a_request(town: Town, karin: Seat, rut: Seat) -> None:
    """A second request for a unit says that one waits."""
    await town.change(
        await town.get(Person, "rut"), positions=(Position(role=Role.PRINCIPAL, unit_id="bjorkangen"),)
    )
    await rut.orders("begär Björkängens förskola syfte=Trygghet effects=Trivsel")
    await rut.confirms() if "Stämmer" in rut.sees else None
    await karin.reads()
    assert "Björkängens förskola har redan en förfrågan som väntar." in karin.sees


async def test_a_unit_of_the_register_under_a_new_name(town: Town, karin: Seat, anna: Seat) -> None:
    """A unit named as new that is in the register already is looked up as that one."""
    await anna.says("begär +Almby  skola")
    await anna.sends(purpose="Läsning", effects="Flyt", owner="municipal", school_form="compulsory")
    await anna.confirms() if "Stämmer" in anna.sees else None
    assert any(not one.confirmed for one in await town.find(Unit))
    await karin.reads()
    assert "har redan en rektor här: Rut Almquister." in karin.sees


async def test_nothing_to_say(town: Town, karin: Seat, anna: Seat) -> None:
    """A stranger against whom nothing speaks is read back and confirmed, and all who coordinate are told."""
    await town.change(await town.get(Person, "ylva"), roles=("coordinator",))
    await anna.orders("begär Ekdalaskolan syfte=Trygghet effects=Trivsel")
    await karin.reads()
    assert "Chattkonto: Terminal: Anna Nyberg" in karin.sees
    await karin.presses("Bekräfta person och enhet")
    await karin.confirms()
    told = await town.told()
    assert "Karin Samuelsdotter har bekräftat Anna Nyberg" in told["ylva"][-1]
    assert "Hemenhet: Ekdalaskolan" in told["ylva"][-1]
    (request,) = [one for one in await town.find(Collaboration) if one.unit_id == "ekdala"]
    assert (await town.get(Person, request.principal_id)).approved


@pytest.mark.parametrize(
    "name",
    [
        "Greta Gran\u200bath",
        "Greta Granath.",
        "Granath, Greta",
        "Granath Greta",
        "Greta Granath (x@kommun.se)",
    ],
)
async def test_a_name_that_looks_the_same(town: Town, karin: Seat, name: str) -> None:
    """A name that only looks different is pointed out as the same one's."""
    seat = town.seat("slack:T1:U8", name=name)
    seat.place = seat.place.model_copy(update={"id": "slack:T1:D8"})
    await seat.orders("begär Tallåsskolan syfte=Trygghet effects=Trivsel")
    await karin.reads()
    assert CAUTIONS[0] in karin.sees
    assert "Greta Granath (x@kommun.se)" not in karin.sees.partition("Chattkonto")[2]


async def test_letters_that_only_look_like_ours(town: Town, karin: Seat) -> None:
    """A name with letters of another script among ours is pointed out."""
    seat = town.seat("slack:T1:U8", name="Gret\u0430 Granath")
    seat.place = seat.place.model_copy(update={"id": "slack:T1:D8"})
    await seat.orders("begär Tallåsskolan syfte=Trygghet effects=Trivsel")
    await karin.reads()
    assert "Namnet är skrivet med bokstäver som bara liknar våra." in karin.sees


async def test_confirming_always_shows_who_is_let_in(town: Town, karin: Seat, anna: Seat) -> None:
    """Typed without a look at the card, the name and the account are read back before anybody is let in."""
    await anna.orders("begär Ekdalaskolan syfte=Trygghet effects=Trivsel")
    await karin.says("förfrågningar bekräfta Ekdalaskolan")
    assert "Anna Nyberg, Chattkonto: Terminal: Anna Nyberg" in karin.sees
    assert "Stämmer det här?" in karin.sees
    assert any(one.name == "Anna Nyberg" and not one.approved for one in await town.find(Person))
