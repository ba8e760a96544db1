"""Asking for a collaboration."""

from __future__ import annotations

from typing import Any

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Role, Unit
from storage.store import Equal
from tests.handlers.desk import STAFF_ROOM, Seat, Town


async def _requested(town: Town, unit_id: str) -> Collaboration:
    (found,) = await town.find(Collaboration, Equal("unit_id", unit_id))
    return found


async def test_a_principal_asks(town: Town, rut: Seat) -> None:
    """What the principal writes is kept as a request for their own unit."""
    await rut.says("begär")
    assert rut.filled_in == {"unit": "almby"}
    seen = await rut.sends(purpose="Läsning i alla ämnen", effects="Fler läser", start="VT27")
    assert "Din förfrågan är skickad" in seen
    assert "Karin Samuelsdotter läser den" in seen
    asked = await _requested(town, "almby")
    assert (asked.stage, asked.principal_id, asked.purpose) == ("requested", "rut", "Läsning i alla ämnen")
    assert (asked.goals[0].text, asked.start) == ("Fler läser", "VT27")


async def test_the_coordinators_are_told_and_nobody_else(town: Town, rut: Seat) -> None:
    """A request goes to who coordinates, with all that was written and what can be done."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects="Fler läser", participants="Alla", meeting_times="torsdagar")
    told = await town.told()
    assert set(told) == {"karin"}
    (card,) = told["karin"]
    for text in ("Almby skola önskar ett samarbete", "Läsning", "Fler läser", "Alla", "torsdagar"):
        assert text in card
    assert "[Utse ett par]  [Ställ en fråga]  [Avböj]" in card


async def test_with_no_coordinator_the_head_stands_in(town: Town, rut: Seat) -> None:
    """Where no coordinator is active, the head of unit is told and named."""
    await town.change(await town.get(Person, "karin"), active=False)
    await rut.says("begär")
    assert "Henrik Bergvall läser den" in await rut.sends(purpose="Läsning", effects="Fler läser")
    assert set(await town.told()) == {"henrik"}


async def test_what_is_left_empty_is_asked_for(town: Town, rut: Seat) -> None:
    """Purpose and effects are needed, blanks are nothing, and what was written stays in the form."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects=" \n ")
    assert rut.errors == {"effects": "Fyll i önskade effekter."}
    assert rut.filled_in["purpose"] == "Läsning"
    assert await town.find(Collaboration, Equal("unit_id", "almby")) == []
    assert "skickad" in await rut.sends(effects="Fler läser")


async def test_all_in_one_line(town: Town, rut: Seat) -> None:
    """A whole request can be typed as name=value words, in either language."""
    seen = await rut.orders('begär Almby skola syfte="Läsning i alla ämnen" wished-effects=Läslust')
    assert "Din förfrågan är skickad" in seen
    assert (await _requested(town, "almby")).goals[0].text == "Läslust"


async def test_a_stranger_asks_and_waits(town: Town, anna: Seat) -> None:
    """A stranger's request is kept with the person and the unit, unconfirmed, and the coordinator told."""
    await anna.says("begär Nyängsskolan")
    await anna.sends(purpose="Trygghet", effects="Alla trivs")
    assert set(anna.errors) == {"owner", "school_form"}
    assert "Skola eller förskola: Nyängsskolan (ny i registret)" in anna.sees
    assert "Din förfrågan är skickad" in await anna.sends(owner="municipal", school_form="compulsory")
    account = await town.get(Account, "terminal:new-anna")
    person = await town.get(Person, account.person_id)
    unit = await town.get(Unit, person.units[0])
    assert (person.name, person.approved, person.roles) == ("Anna Nyberg", False, (Role.PRINCIPAL,))
    assert (unit.name, unit.confirmed) == ("Nyängsskolan", False)
    told = await town.told()
    assert set(told) == {"karin"}
    assert "Jag känner inte Anna Nyberg än." in told["karin"][0]
    assert "Nyängsskolan finns inte i registret än." in told["karin"][0]
    assert "[Bekräfta person och enhet]" in told["karin"][0]


async def test_a_stranger_of_a_known_unit(town: Town, anna: Seat) -> None:
    """A stranger may name a unit of the register; only the person waits then."""
    await anna.says("begär Almby skola")
    await anna.sends(purpose="Trygghet", effects="Alla trivs")
    assert "Din förfrågan är skickad" in anna.sees
    (card,) = (await town.told())["karin"]
    assert "Jag känner inte Anna Nyberg än." in card
    assert "finns inte i registret" not in card


async def test_a_stranger_asks_once(town: Town, anna: Seat) -> None:
    """A second request of a stranger's is refused while the first waits."""
    await anna.says("begär Almby skola")
    assert "skickad" in await anna.sends(purpose="Trygghet", effects="Bättre")
    await anna.says("begär Almby skola")
    assert "väntar redan" in await anna.sends(purpose="Läsning", effects="Bättre")
    assert len(await town.find(Collaboration, Equal("unit_id", "almby"))) == 1


async def test_a_coordinator_asks_for_a_principal(town: Town, karin: Seat) -> None:
    """A coordinator says for which principal; without it they are asked; the principal is told."""
    await karin.says("begär Almby skola")
    await karin.sends(purpose="Läsning", effects="Fler läser")
    assert karin.errors == {"principal": "Välj för vilken rektor."}
    await karin.sends(principal="rut")
    assert karin.labels == ["Utse ett par", "Ställ en fråga", "Avböj"]
    assert (await _requested(town, "almby")).principal_id == "rut"
    told = await town.told()
    assert set(told) == {"rut"}
    assert "Karin Samuelsdotter har bett om ett samarbete åt dig" in told["rut"][0]


async def test_nobody_else_chooses_the_principal(town: Town, rut: Seat) -> None:
    """A principal can't ask in another's name, whatever the form that comes back holds."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects="Fler läser", principal="bengt")
    assert (await _requested(town, "almby")).principal_id == "rut"


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ({"active": False}, "är inte längre aktiv."),
        ({"roles": (Role.PARTNER,)}, "är medverkande från centralt skolstöd, inte rektor."),
        ({"approved": False}, "är inte insläppt än."),
    ],
)
async def test_a_principal_who_is_none_any_more(
    town: Town, karin: Seat, gone: dict[str, Any], why: str
) -> None:
    """A coordinator can't ask for somebody who is no principal here now, and is told why."""
    await town.change(await town.get(Person, "rut"), **gone)
    await karin.says("begär Almby skola syfte=Läsning effects=Läslust principal=rut")
    assert karin.errors == {"principal": f"Rut Almquister {why}"}


async def test_developers_are_refused(town: Town, maja: Seat) -> None:
    """A developer is told that it is not for their role, and whom to ask."""
    seen = await maja.says("begär Almby skola")
    assert seen == "Det hör inte till din roll. Det kan Karin Samuelsdotter."


async def test_a_unit_like_one_in_the_register(town: Town, rut: Seat) -> None:
    """A name near to a known one is shown in the form or read back; several are offered."""
    assert "Skola eller förskola: Almby skola" in await rut.says("begär Almbi")
    await rut.says("avbryt")
    await rut.says("begär Almbi syfte=Läsning effects=Läslust")
    assert "Skola eller förskola: Almby skola" in rut.sees
    assert rut.labels[:3] == ["Bekräfta", "Ändra", "Avbryt"]
    await rut.says("begär Förskola")
    assert rut.labels[:2] == ["Björkängens förskola", "Förskolan Solrosen"]


async def test_texts_have_a_limit(town: Town, rut: Seat) -> None:
    """10,000 characters are told to be too many, and nothing of the rest is lost."""
    await rut.says("begär")
    await rut.sends(purpose="å" * 10_000, effects="Fler läser")
    assert rut.errors == {"purpose": "Här får högst 3000 tecken plats, och det här är 10000. Korta texten."}
    assert rut.filled_in["effects"] == "Fler läser"


async def test_what_is_written_stays_as_it_is(town: Town, rut: Seat) -> None:
    """Mentions, links, marks and emoji are kept as typed, without control characters."""
    text = "<!channel> [x](http://x.se) *b* 🎒 {unit} %s\x07\x00\x1b[31m"
    await rut.says("begär")
    await rut.sends(purpose=text, effects="Fler läser")
    assert (await _requested(town, "almby")).purpose == "<!channel> [x](http://x.se) *b* 🎒 {unit} %s[31m"
    assert "<!channel> [x](http://x.se) *b* 🎒 {unit} %s[31m" in rut.sees


async def test_asked_in_a_channel_it_is_the_askers_alone(town: Town, rut: Seat) -> None:
    """In a channel the form and the answer are for the one who asks."""
    await rut.says("begär", STAFF_ROOM)
    assert {one.audience for one in rut.answer.replies} == {"asker"}


async def test_in_english(town: Town) -> None:
    """The same in English."""
    rut = town.seat("rut", "en-GB")
    await rut.says("request")
    assert "Your request is sent" in await rut.sends(purpose="Reading", effects="More read")


@pytest.mark.parametrize(
    "typed",
    [
        "begär samarbete Almby",
        "begär ett samarbete för Almby skola",
        "Be om ett samarbete för almby skola",
        "begär för Almby",
        "ask for a collaboration with Almby",
    ],
)
async def test_asked_in_more_words(rut: Seat, typed: str) -> None:
    """The words around the unit's name are no part of it."""
    await rut.says(typed)
    assert rut.filled_in == {"unit": "almby"}


@pytest.mark.parametrize(
    "line", ["begär samarbete om bedömning för Almby", "begär om bedömning på Almby skola"]
)
async def test_a_known_unit_further_on_is_no_new_one(rut: Seat, line: str) -> None:
    """The unit is found wherever it stands, and the rest is what the school wants."""
    await rut.says(line)
    assert "Skola eller förskola: Almby skola" in rut.sees
    assert "bedömning" in rut.sees.partition("Syfte:")[2]
    assert "ny i registret" not in rut.sees


@pytest.mark.parametrize(
    ("unit", "warns"),
    [
        ("Granliden", "Rektor på Granlidens gymnasium är Greta Granath."),
        ("Ekdalaskolan", "Ekdalaskolan är inte den enhet som du är rektor för."),
    ],
)
async def test_somebody_elses_unit_is_pointed_out(rut: Seat, unit: str, warns: str) -> None:
    """A principal who asks for another unit hears whose it is before it is sent."""
    await rut.says(f"begär {unit}")
    await rut.says("syfte: läsning")
    assert warns in await rut.says("effekter: läsglädje")
    assert "Stämmer det här?" in rut.sees


async def test_a_coordinator_adds_a_unit_first(town: Town, karin: Seat) -> None:
    """Who keeps the register is told that a unit isn't there, and names no new one in a request."""
    assert "Lägg till den först" in await karin.says("begär Nya skolan")
    assert len(await town.find(Unit)) == 6
