"""The queue of requests: confirm, ask, answer, decline."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Unit
from storage.store import Equal

BJORKANGEN = "c-bjorkangen"


@pytest.fixture
async def asked(town, anna):
    """A stranger's request for a unit that nobody knows."""
    await anna.says("begär Nyängsskolan huvudman=kommunal skolform=grundskola syfte=Trygghet effects=Trivsel")
    assert "skickad" in await anna.confirms()
    await town.told()


async def test_the_queue_with_age(karin):
    """Waiting requests are shown, the oldest first, with all that was written and how long they waited."""
    seen = await karin.says("förfrågningar")
    assert seen.startswith("1 förfrågan väntar.")
    assert "Björkängens förskola önskar ett samarbete" in seen
    assert "Har väntat: 5 dagar" in seen
    assert karin.labels == ["Utse ett par", "Ställ en fråga", "Avböj"]


async def test_a_request_of_today(town, rut, karin):
    """A request that came today says so, instead of 0 days."""
    await rut.says("begär purpose=Läsning effects=Läslust")
    await rut.sends()
    assert "Har väntat: sedan i dag" in (await town.told())["karin"][0]


async def test_an_empty_queue(town, karin):
    """With nothing waiting it says so."""
    await town.change(await town.get(Collaboration, BJORKANGEN), stage="declined")
    assert await karin.says("förfrågningar") == "Inga förfrågningar väntar."


async def test_a_long_queue(town, karin):
    """The first eight are shown with buttons, the rest in a line each, so that the answer fits."""
    first = await town.get(Collaboration, BJORKANGEN)
    await town.add(*(first.model_copy(update={"id": f"c{n}", "version": 0}) for n in range(10)))
    seen = await karin.says("requests")
    assert seen.startswith("11 förfrågningar väntar.")
    assert karin.labels.count("Utse ett par") == 8
    assert seen.count("Väntar också: Björkängens förskola, 5 dagar") == 3

    assert "Skriv ”förfrågningar” och en enhets namn" in seen.splitlines()[0]


@pytest.mark.parametrize("typed", ["Almby", "almbi", "Rut", "requests almby skola"])
async def test_one_of_the_queue(rut, karin, typed):
    """Words after the command choose by the unit's or the principal's name."""
    await rut.says("begär purpose=Läsning effects=Läslust")
    await rut.sends()
    seen = await karin.says(typed if " " in typed else f"förfrågningar {typed}")
    assert seen.startswith("1 förfrågan väntar.")
    assert "Almby skola" in seen
    assert "Björkängen" not in seen


async def test_none_of_the_kind(karin):
    """What matches no request is said, with the units that have one; a slip in a command is no search."""
    seen = await karin.says("förfrågningar Tallås")
    assert seen.startswith("Jag hittar inget i listan med ”Tallås”\nEnhet: Björkängens förskola")
    await karin.says("förfrågningar bekräft Björkängen")
    assert karin.labels == ["förfrågningar bekräfta", "Visa alla"]


async def test_confirming_lets_person_and_unit_in(town, karin, anna, asked):
    """Confirmed, the stranger is a principal and told so, and the unit is in the register."""
    await karin.says("förfrågningar")
    assert "Anna Nyberg är inte känd här än." in karin.sees
    await karin.presses("Bekräfta person och enhet")
    assert "Anna Nyberg, Chattkonto: Terminal: Anna Nyberg" in karin.sees
    assert await town.told() == {}
    await karin.confirms()
    assert karin.labels == ["Utse ett par", "Ställ en fråga", "Avböj"]
    assert await town.told() == {
        "new-anna": ["Karin Samuelsdotter har bekräftat dig och Nyängsskolan. Välkommen!"]
    }
    assert (await town.get(Person, (await town.get(Account, "terminal:new-anna")).person_id)).approved
    assert [one.confirmed for one in await town.find(Unit) if one.name == "Nyängsskolan"] == [True]
    assert "Nyängsskolan" in await anna.says("läget")


async def test_confirming_twice_does_nothing_more(town, karin, asked):
    """The button pressed again tells nobody again."""
    await karin.says("förfrågningar")
    button = karin.button("Bekräfta person och enhet")
    await karin.presses(button)
    await town.told()
    await karin.presses(button)
    assert await town.told() == {}


async def test_nothing_can_be_done_with_an_unconfirmed_request(karin, asked):
    """A pair is not appointed to a unit that nobody has confirmed."""
    await karin.says("utse Nyängsskolan Olle Lindgård och Sana Haddadi")
    assert karin.sees == "Nyängsskolan är inte bekräftad än. Bekräfta förfrågan först."


async def test_a_question_and_its_answer(town, karin, bengt):
    """The coordinator asks, the principal answers from the message, the coordinator gets the answer."""
    await karin.says("förfrågningar")
    await karin.presses("Ställ en fråga")
    seen = await karin.sends(question="Vilka arbetslag är med?")
    assert seen == "Frågan om Björkängens förskola är skickad. Svaret kommer till dig här."
    assert "Vilka arbetslag är med?" in await bengt.reads()
    assert bengt.labels == ["Svara på frågan"]
    await bengt.presses("Svara på frågan")
    assert await bengt.sends(answer="Båda.") == "Tack, svaret är skickat."
    told = await town.told()
    assert set(told) == {"karin"}
    assert "Vilka arbetslag är med?" in told["karin"][0]
    assert "Båda." in told["karin"][0]


async def test_a_second_question_waits_for_the_first(karin):
    """Only one question is open at a time."""
    await karin.says("förfrågningar fråga Björkängen Vilka är med?")
    await karin.confirms()
    await karin.says("förfrågningar fråga Björkängen När då?")
    await karin.confirms()
    assert karin.sees == "En fråga väntar redan på svar. Invänta det innan du ställer nästa."


async def test_answered_by_typing(karin, bengt):
    """An answer can be typed in a line, as the only question waits."""
    await karin.says("requests ask Björkängens förskola Vilka är med?")
    await bengt.says("förfrågningar svara Alla i båda arbetslagen")
    assert bengt.sees == "Tack, svaret är skickat."


async def test_answered_after_the_pair_was_appointed(town, karin, bengt):
    """A button that is behind the times shows how it stands, with a new button for the answer."""
    await karin.says("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    await karin.says("utse Björkängens förskola Olle Lindgård och Sana Haddadi")
    await bengt.presses("Svara på frågan")
    assert bengt.sees.startswith("Det här har ändrats sedan dess. Så här är det nu.")
    await bengt.presses("Svara på frågan")
    assert await bengt.sends(answer="Båda.") == "Tack, svaret är skickat."


async def test_nothing_to_answer(bengt):
    """With no question open the principal is told so, instead of being asked which one."""
    await bengt.says("förfrågningar svara Ja")
    assert bengt.sees == "Här väntar ingen fråga på svar."


async def test_a_principal_without_chat(town, karin):
    """The coordinator is told that the principal has no chat here, and the question is kept."""
    async with town.store.transaction() as tx:
        tx.remove(await tx.get(Account, "terminal:bengt"))
    await karin.says("förfrågningar fråga Björkängens förskola Vilka är med?")
    assert karin.sees.startswith("Frågan om Björkängens förskola är sparad. Ställ den på annat sätt.")
    assert "Bengt Björkegård har ingen chatt och vet inte om det här." in karin.sees
    assert (await town.get(Collaboration, BJORKANGEN)).open_enquiry is not None


async def test_declining_with_a_reason(town, karin, bengt):
    """A declined request tells the principal why, and nobody else."""
    await karin.says("förfrågningar")
    await karin.presses("Avböj")
    await karin.sends(reason="Inget par är ledigt före VT27.")
    assert "Skede: avböjd" in karin.sees
    told = await town.told()
    assert set(told) == {"bengt"}
    assert "Din förfrågan för Björkängens förskola avböjdes" in told["bengt"][0]
    assert "Inget par är ledigt före VT27." in told["bengt"][0]
    (declined,) = await town.find(Collaboration, Equal("stage", "declined"))
    assert declined.id == BJORKANGEN


async def test_declining_needs_a_reason(town, karin):
    """Without a reason nothing is declined."""
    await karin.says("förfrågningar avböj Björkängens förskola")
    await karin.sends(reason=" ")
    assert karin.errors == {"reason": "Fyll i det här."}
    assert (await town.get(Collaboration, BJORKANGEN)).stage == "requested"


async def test_an_old_button_of_a_request_dealt_with(karin, henrik):
    """Two who coordinate: the second one's button shows that it was dealt with."""
    for one in (karin, henrik):
        await one.says("förfrågningar")
    await karin.presses("Avböj")
    await karin.sends(reason="Inget par är ledigt.")
    await henrik.presses("Utse ett par")
    assert henrik.sees.startswith("Det här har ändrats sedan dess.")
    assert "avböjd" in henrik.sees
    assert henrik.labels == []


@pytest.mark.parametrize(
    "act", ["", " bekräfta Björkängen", " fråga Björkängen Hur?", " avböj Björkängen Nej"]
)
async def test_only_for_who_coordinates(town, maja, bengt, act):
    """Developers and principals are refused the queue and all that is done with it."""
    for one in (maja, bengt):
        await one.says(f"förfrågningar{act}")
        assert one.sees.startswith("Det hör inte till din roll. Fråga Karin Samuelsdotter")
    assert await town.told() == {}


async def test_a_stranger_only_answers(anna):
    """A stranger can't see the queue."""
    assert (await anna.says("förfrågningar")).startswith("Jag känner dig inte än.")


async def test_another_principal_cannot_answer(karin, bengt, rut):
    """A question to one principal is none of another's, even with the button in hand."""
    await karin.says("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    rut.answer = bengt.answer
    await rut.presses("Svara på frågan")
    assert rut.sees == "Det samarbetet är inte ett av dina."


async def test_in_english(town):
    """The same in English."""
    karin = town.seat("karin", "en-US")
    seen = await karin.says("requests")
    assert "Björkängens förskola asks for a collaboration" in seen
    assert "Waiting: 5 days" in seen


async def test_in_a_word(karin):
    """A request is declined by the word alone, too."""
    assert "Stämmer" in await karin.says("avböj Björkängen Inget par är ledigt i år")
    assert "Inget par är ledigt i år" in karin.sees
