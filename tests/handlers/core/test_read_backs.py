"""What is typed to a read-back says yes, no or what is to be different; nothing of it is taken silently."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

NOTHING = {"sv": "Okej, inget är gjort.", "en": "All right, nothing was done."}
RIGHT = {"sv": "Stämmer det här?", "en": "Is this right?"}
OPEN = {"sv": "Det här är fortfarande öppet", "en": "It is still open"}
LET_GO = {"sv": "så jag släppte det", "en": "so I let go of it"}
BOOKING = {
    "sv": "boka Granliden torsdag v. 50 kl 14-15.30 Bedömning",
    "en": "book Granliden Thursday week 50 14:00-15:30 Bedömning",
}

YES = """
ja | Ja! | JA TACK | ja, tack | japp | jepp | jo | jodå | absolut | Absolut! | visst | javisst
självklart | sjalvklart | såklart | ok | okej | Okej. | kör | Kör! | kör på | gör det
ja, gör det | ja kör | då kör vi | stämmer | det stämmer | precis | exakt | rätt | bra
det ser bra ut | perfekt | toppen | bekräfta | Bekräfta | j | 1 | 1. | 👍 | 👍🏽 | 👍👍 | :+1:
:thumbsup: | ✅ | yes | Yes please | yes, please! | yep | yeah | y | sure | Sure thing | go ahead
Go ahead! | do it | absolutely | of course | correct | that's right | that’s right | looks good
sounds good | confirm | okay | ok thanks
"""
NO = """
nej | Nej! | nej tack | nä | nää | nix | glöm det | Glöm det! | låt bli | strunta i det | inte nu
gör det inte | avbryt | Avbryt. | stopp | cancel | Cancel | ångra | 👎 | no | No thanks | nope
nah | never mind | Nevermind | forget it | don't | don’t | not now | stop | undo
"""
# What is typed to a read-back of Thursday 10 December, 14.00–15.30, “Bedömning”, and what is read back then.
CHANGES = """
kl 15 > torsdag 10 december 2026, v. 50, 15.00–16.30
nej kl 10 > torsdag 10 december 2026, v. 50, 10.00–11.30
Nej, kl. 10 istället! > torsdag 10 december 2026, v. 50, 10.00–11.30
15 > torsdag 10 december 2026, v. 50, 15.00–16.30
15.15 > torsdag 10 december 2026, v. 50, 15.15–16.45
15-16 > torsdag 10 december 2026, v. 50, 15.00–16.00
kl 8-10 tack > torsdag 10 december 2026, v. 50, 08.00–10.00
ändra till kl 15 > torsdag 10 december 2026, v. 50, 15.00–16.30
vi tar kl 9 istället > torsdag 10 december 2026, v. 50, 09.00–10.30
at 3 pm > torsdag 10 december 2026, v. 50, 15.00–16.30
make it 3 pm > torsdag 10 december 2026, v. 50, 15.00–16.30
onsdag istället > onsdag 9 december 2026, v. 50, 14.00–15.30
onsdag > onsdag 9 december 2026, v. 50, 14.00–15.30
nej på fredag > fredag 11 december 2026, v. 50, 14.00–15.30
Wednesday instead > onsdag 9 december 2026, v. 50, 14.00–15.30
no, Friday > fredag 11 december 2026, v. 50, 14.00–15.30
onsdag kl 10 > onsdag 9 december 2026, v. 50, 10.00–11.30
v. 49 > torsdag 3 december 2026, v. 49, 14.00–15.30
week 49 instead > torsdag 3 december 2026, v. 49, 14.00–15.30
den 8 > tisdag 8 december 2026, v. 50, 14.00–15.30
8 december > tisdag 8 december 2026, v. 50, 14.00–15.30
imorgon > fredag 16 oktober 2026, v. 42, 14.00–15.30
tomorrow > fredag 16 oktober 2026, v. 42, 14.00–15.30
en vecka senare > torsdag 17 december 2026, v. 51, 14.00–15.30
en timme tidigare > torsdag 10 december 2026, v. 50, 13.00–14.30
45 minuter > torsdag 10 december 2026, v. 50, 14.00–14.45
an hour > torsdag 10 december 2026, v. 50, 14.00–15.00
när: kl 15 > torsdag 10 december 2026, v. 50, 15.00–16.30
tid: 11 december 9-10 > fredag 11 december 2026, v. 50, 09.00–10.00
ämne: bedömning i par > Ämne: bedömning i par
nej, ämne: Läsning > Ämne: Läsning
topic: reading aloud > Ämne: reading aloud
med ämne läsning > Ämne: läsning
ämnet är läsning > Ämne: läsning
ändra ämne till läsning > Ämne: läsning
ämne = läsning > Ämne: läsning
typ av träff: kartläggning > Typ av träff: kartläggning
typ av träff: kartläggning > Typ av träff: kartläggning
kartläggning > Typ av träff: kartläggning
fredag kl 9 och kartläggning > Typ av träff: kartläggning
fredag, kl 9 > fredag 11 december 2026, v. 50, 09.00–10.30
"""
UNCLEAR = """
vadå | Vänta, jag frågar Henrik | kanske | hmm | kl 15 eller så tror jag | Bedömning och lärande
utan Olle | 2 | 77 | what? | let me think | maybe later this week or so | med Fredrik | ? | 🤔
"""


def _listed(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


def _pairs(text: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split(" > ")) for line in text.strip().splitlines()]


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """The language that one reads in."""
    return str(request.param)


@pytest.fixture
async def reader(town: Town, language: str) -> Seat:
    """Maja, with a booking read back."""
    maja = town.seat("maja", locale={"sv": "sv-SE", "en": "en-GB"}[language])
    assert RIGHT[language] in await maja.says(BOOKING[language])
    return maja


async def _booked(town: Town) -> int:
    return len(await town.find(Session))


@pytest.mark.parametrize("answer", _listed(YES))
async def test_yes(town: Town, reader: Seat, answer: str) -> None:
    """Words, signs and the first number that say yes confirm, whichever language they are of."""
    before = await _booked(town)
    await reader.says(answer)
    assert await _booked(town) == before + 1


@pytest.mark.parametrize("answer", _listed(NO))
async def test_no(town: Town, reader: Seat, language: str, answer: str) -> None:
    """Words and signs that say no leave it, and nothing answers it after that."""
    before = await _booked(town)
    assert await reader.says(answer) == NOTHING[language]
    await reader.says("ja")
    assert await _booked(town) == before


@pytest.mark.parametrize(("answer", "seen"), _pairs(CHANGES))
async def test_what_is_different(town: Town, maja: Seat, answer: str, seen: str) -> None:
    """What is to be different is read back with all else as it was, and done only once it is confirmed."""
    await maja.says(BOOKING["sv"])
    before = await _booked(town)
    shown = await maja.says(answer)
    assert seen in shown
    assert RIGHT["sv"] in shown
    assert "Samarbete: Granlidens gymnasium" in shown
    assert "ämne" in answer.casefold() or "topic" in answer or "Ämne: Bedömning" in shown
    assert await _booked(town) == before
    await maja.says("ja")
    assert await _booked(town) == before + 1


@pytest.mark.parametrize("answer", _listed(UNCLEAR))
async def test_what_is_not_understood(town: Town, reader: Seat, language: str, answer: str) -> None:
    """What is not understood is asked about beside the read-back, which stays as it was."""
    before = await _booked(town)
    shown = await reader.says(answer)
    assert {"sv": "Jag förstod inte", "en": "I did not understand"}[language] in shown
    assert RIGHT[language] in shown
    assert {"sv": "14.00–15.30", "en": "14:00–15:30"}[language] in shown
    assert "Bedömning" in shown
    await reader.says("ja")
    assert await _booked(town) == before + 1


async def test_somebody_is_taken_out(town: Town, karin: Seat) -> None:
    """Of a field of several one is taken out, put in, or given another's place; whose place is asked."""
    await karin.says("utse Björkängen Maja och Olle")
    for answer, names in (
        ("byt Olle mot Sana", "Maja Ekström, Sana Haddadi"),
        ("replace Sana with Olle", "Maja Ekström, Olle Lindgård"),
        ("byt ut Olle mot Sana", "Maja Ekström, Sana Haddadi"),
        ("ersätt Sana med Olle", "Maja Ekström, Olle Lindgård"),
        ("utan Olle", "Maja Ekström"),
        ("och Ylva", "Maja Ekström, Ylva Norrby"),
        ("Petter istället för Ylva", "Maja Ekström, Petter Åsberg"),
        ("without Petter", "Maja Ekström"),
        ("add Sana", "Maja Ekström, Sana Haddadi"),
        ("nej, Olle och Ylva", "Olle Lindgård, Ylva Norrby"),
        ("inte Ylva", "Olle Lindgård"),
        ("nej med Maja", "Olle Lindgård, Maja Ekström"),
    ):
        assert f"Par: {names}\n" in await karin.says(answer)
    await karin.says("Sana")
    assert "Vilka ska det vara, med Sana Haddadi?" in karin.sees
    assert "Par: Sana Haddadi, Maja Ekström\n" not in await karin.presses("Maja Ekström och Sana Haddadi")
    assert "Par: Maja Ekström, Sana Haddadi\n" in karin.sees
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ()
    await karin.says("👍")
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "sana")


@pytest.mark.parametrize("answer", ["Maja Ekström och Sana Haddadi", "Maja Ekström and Sana Haddadi"])
async def test_what_is_offered_is_typed(karin: Seat, answer: str) -> None:
    """What the buttons beside a read-back say can be typed in either language."""
    await karin.says("utse Björkängen Maja och Olle")
    await karin.says("Sana")
    assert "Par: Maja Ekström, Sana Haddadi\n" in await karin.says(answer)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("utan Ylva", "Ylva Norrby kan inte tas bort"),
        ("utan Maja och Olle", "Då blir ingen kvar."),
        ("kl 14", "Jag förstod inte"),
        ("utan par", "Jag förstod inte"),
        ("samarbete: Nirgends", "Jag hittar inget samarbete med ”Nirgends”"),
    ],
)
async def test_what_cannot_be(karin: Seat, answer: str, why: str) -> None:
    """What can't be taken is told beside the read-back, which stays as it was."""
    await karin.says("utse Björkängen Maja och Olle")
    shown = await karin.says(answer)
    assert why in shown
    assert "Par: Maja Ekström, Olle Lindgård" in shown


async def test_an_old_card_is_not_what_was_changed(town: Town, karin: Seat) -> None:
    """The Confirm of a card from before a change reads back what it is now, and does nothing."""
    await karin.says("utse Björkängen Maja och Olle")
    confirm = karin.button("Bekräfta")
    await karin.says("Sana istället för Olle")
    assert "Par: Maja Ekström, Sana Haddadi" in await karin.presses(confirm)
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ()


async def test_a_time_that_is_past_or_unclear(town: Town, maja: Seat) -> None:
    """A time that is past, or that may be one of two, is asked about; the one of before stays."""
    await maja.says("boka Granliden i morgon kl 14 Bedömning")
    assert "Det har redan varit." in await maja.says("igår")
    assert "fredag 16 oktober 2026, v. 42, 14.00–15.30" in maja.sees
    await maja.says("måndag eller tisdag")
    assert "fredag 16 oktober 2026, v. 42, 14.00–15.30" in maja.sees
    assert "tisdag 20 oktober 2026, v. 43, 14.00" in "".join(maja.labels)


async def test_who_may_read(maja: Seat) -> None:
    """Who may read a reflection is changed by name as well: without some, with some, or some alone."""
    await maja.says("reflektera 4 Bra samtal")
    for answer, readers in (
        ("utan samordnaren", "paret (Maja och Petter)\n"),
        ("även rektorn", "rektorn (Greta)"),
        ("bara paret", "paret (Maja och Petter)\n"),
        ("only me", "bara du\n"),
    ):
        assert readers in await maja.says(answer), answer


async def test_a_series(maja: Seat) -> None:
    """Of a series the clock is changed for each; a single day says nothing of it."""
    await maja.says("boka Granliden torsdag v 45, 46 och 47 kl 14-15.30 Bedömning")
    assert maja.sees.count("14.00–15.30") == 3
    assert (await maja.says("kl 15")).count("15.00–16.30") == 3
    assert "torsdag 12 november 2026, v. 46, 15.00–16.30" in await maja.says("en vecka senare")
    assert "Jag förstod inte" in await maja.says("onsdag")


@pytest.mark.parametrize("answer", ["hmm", "2", "ny skola kanske", "vänta lite", "vadå för skola"])
async def test_what_is_no_new_unit(rut: Seat, answer: str) -> None:
    """What names no known unit is not taken as a new one: that could be anything."""
    await rut.says("begär Almby skola syfte=Läsning effects=Läslust")
    shown = await rut.says(answer)
    assert "Jag förstod inte" in shown
    assert "Skola eller förskola: Almby skola" in shown


async def test_a_slip_at_a_read_back(town: Town, reader: Seat, language: str) -> None:
    """A command with a slip in its word is offered, and the read-back stays open."""
    line = {
        "sv": "flyta Elevernas egna mål fredag v. 44 kl 9",
        "en": "moove Elevernas egna mål Friday week 44 9 am",
    }
    shown = await reader.says(line[language])
    assert OPEN[language] in shown
    before = await _booked(town)
    await reader.says("ja")
    assert await _booked(town) == before + 1


async def test_it_is_shown_again_by_its_label(reader: Seat, language: str) -> None:
    """The button that shows it again works when it is typed."""
    await reader.says({"sv": "läget", "en": "status"}[language])
    assert RIGHT[language] in await reader.says({"sv": "Visa igen", "en": "Show it again"}[language])


async def test_a_field_is_emptied(maja: Seat) -> None:
    """What may be left out is left out; what is needed stays."""
    await maja.says(BOOKING["sv"])
    assert "Bedömning" not in await maja.says("utan ämne")
    assert "Jag förstod inte" in await maja.says("utan när")


async def test_changing_in_the_form(maja: Seat) -> None:
    """A word that wants to change without saying what opens the form."""
    for word in ("ändra", "fel", "det stämmer inte", "change", "Edit"):
        await maja.says(BOOKING["sv"])
        await maja.says(word)
        assert maja.form.title.key == "Book a session"


async def test_a_number_that_may_be_a_value(town: Town, maja: Seat) -> None:
    """A number that is a value of a field as well as the first button is read back as the value."""
    await maja.says("reflektera 4 Bra samtal")
    assert "Ledde den mot sitt syfte?: 1, " in await maja.says("1")
    assert "Stämmer det här?" in maja.sees


@pytest.mark.parametrize("look", ["läget", "reflektioner", "hjälp", "hej", "tack", "status", "help"])
async def test_a_look_up_in_between(town: Town, maja: Seat, look: str) -> None:
    """What only reads leaves the read-back open, and says so; a yes answers it then."""
    await maja.says(BOOKING["sv"])
    before = await _booked(town)
    assert OPEN["sv"] in await maja.says(look)
    assert "15.00–16.30" in await maja.says("kl 15")
    await maja.says(look)
    await maja.says("ja")
    assert await _booked(town) == before + 1
    assert OPEN["sv"] not in await maja.says(look)


async def test_it_is_shown_again(maja: Seat) -> None:
    """What is still open can be shown again, and left by its button."""
    await maja.says(BOOKING["sv"])
    await maja.says("läget")
    assert "Ämne: Bedömning" in await maja.presses("Visa igen")
    await maja.says("läget")
    assert NOTHING["sv"] in await maja.presses("Avbryt")
    assert OPEN["sv"] not in await maja.says("läget")


async def test_given_up_for_another_command(town: Town, reader: Seat, language: str) -> None:
    """A command that writes gives it up, which is heard, wherever it comes from; the new one is answered."""
    for line in ("ställ in Elevernas egna mål", "reflektera 4 Bra samtal"):
        assert LET_GO[language] in await reader.says(line)
        assert RIGHT[language] in reader.sees
    await reader.says("avbryt")
    assert LET_GO[language] not in await reader.says("läget")


async def test_given_up_when_refused(town: Town, maja: Seat) -> None:
    """A command that is refused gives it up as well, and that is heard beside the reason."""
    await maja.says(BOOKING["sv"])
    shown = await maja.says("utse Björkängen Maja och Olle")
    assert "Det hör inte till din roll." in shown
    assert LET_GO["sv"] in shown


@pytest.mark.parametrize("line", ["ja", "kl 15", "läget", "nej", "boka"])
async def test_given_up_by_time(town: Town, reader: Seat, language: str, line: str) -> None:
    """After an hour it is given up, which is heard with whatever is typed next; it can be shown again."""
    before = await _booked(town)
    town.later(hours=1.5)
    assert LET_GO[language] in await reader.says(line)
    assert await _booked(town) == before
    show = reader.button({"sv": "Visa igen", "en": "Show it again"}[language])
    assert LET_GO[language] not in await reader.says("läget")
    assert RIGHT[language] in await reader.presses(show)
    await reader.says("ja")
    assert await _booked(town) == before + 1


async def test_cancel_is_a_button(town: Town, reader: Seat, language: str) -> None:
    """Forms, questions and read-backs can be left by a button, after which their others say so."""
    leave = {"sv": "Avbryt", "en": "Cancel"}[language]
    confirm = reader.buttons[0]
    assert NOTHING[language] in await reader.presses(leave)
    gone = {"sv": "Du lämnade det här, och inget är gjort.", "en": "You left this, and nothing was done."}
    assert gone[language] in await reader.presses(confirm)
    await reader.says("boka Granliden i övermorgon")
    assert NOTHING[language] in await reader.presses(leave)
    await reader.says("boka")
    assert NOTHING[language] in await reader.presses(reader.form.cancel)


@pytest.mark.parametrize(
    ("who", "change", "yes"), [("sv-SE", "tors istället", "ja"), ("en-GB", "Thursday instead", "yes")]
)
async def test_a_yes_is_not_for_what_was_to_be_different(town: Town, who: str, change: str, yes: str) -> None:
    """After a question about a change, a bare yes books nothing: what stands is asked about once more."""
    maja = town.seat("maja", who)
    await maja.says("boka Granliden fre kl 14")
    await maja.says(change)
    before = len(await town.find(Session))
    asked = await maja.says(yes)
    assert ("En sak är inte avgjord än" if yes == "ja" else "One thing is not decided yet") in asked
    assert len(await town.find(Session)) == before
    await maja.says(yes)
    assert len(await town.find(Session)) == before + 1


async def test_a_question_about_a_change_can_be_answered(town: Town, maja: Seat) -> None:
    """The day that is chosen then is read back, and a yes books it."""
    await maja.says("boka Granliden fre kl 14")
    await maja.says("tors istället")
    await maja.says("tors 22/10")
    assert "torsdag 22 oktober 2026, v. 43, 14.00–15.30" in maja.sees
    assert "Bokad" in await maja.says("ja")
