"""What is typed answers only what was just asked in the chat, and nothing runs that was not read back."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town


async def test_small_talk_does_not_finish_a_dialog(town: Town, karin: Seat) -> None:
    """A form that was opened by a button is not filled in by what is written in the chat."""
    await karin.says("förfrågningar")
    await karin.presses("Avböj")
    await karin.says("Vänta, jag måste fråga Henrik först")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"
    assert await town.told() == {}


async def test_an_answer_in_words_is_read_back(town: Town, karin: Seat) -> None:
    """What is typed as the last missing value is confirmed before the command runs."""
    await karin.says("förfrågningar avböj Björkängens förskola")
    assert "Stämmer det här?" in await karin.says("Inget par är ledigt före våren, tyvärr")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"
    await karin.says("ja")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "declined"


async def test_yes_after_something_else_confirms_nothing(town: Town, karin: Seat) -> None:
    """Another command that writes ends the question; the button still works."""
    await karin.says("utse Björkängen Maja och Olle")
    confirm = karin.buttons[0]
    await karin.says("enheter lägg till")
    await karin.says("ja")
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ()
    await karin.presses(confirm)
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "olle")


async def test_yes_after_a_refused_command_confirms_nothing(town: Town, maja: Seat) -> None:
    """A command in between ends the question also where it is refused."""
    before = len(await town.find(Session))
    await maja.says("boka Granliden torsdag v 50 kl 14-15.30 Nära")
    assert "Stämmer det här?" in maja.sees
    await maja.says("utse Björkängen Maja och Olle")
    assert maja.sees.startswith("Det hör inte till din roll.")
    await maja.says("ja")
    assert len(await town.find(Session)) == before


async def test_a_stranger_can_say_yes(town: Town) -> None:
    """Somebody not yet known can confirm their request in words."""
    nils = town.seat("new-nils", name="Nils Nyberg")
    assert "Stämmer" in await nils.says("begär skola-eller-forskola=Almby syfte=Läsning effects=Flyt")
    assert "Din förfrågan är skickad" in await nils.says("ja")


async def test_what_changed_meanwhile_is_read_back_anew(town: Town, karin: Seat) -> None:
    """A confirmation that is older than a change by somebody else shows the present first."""
    henrik = town.seat("henrik")
    await karin.says("utse Björkängen Maja och Olle")
    await henrik.says("utse Björkängen Sana och Petter")
    await henrik.confirms()
    assert "Det här har ändrats sedan du började." in await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("sana", "petter")


async def test_a_clash_that_came_meanwhile_is_told(town: Town, maja: Seat, karin: Seat) -> None:
    """Two who book the same time: the second is told before it counts."""
    await maja.says("boka Granliden fredag v 43 kl 9-10 Ett")
    await karin.says("boka Granliden fredag v 43 kl 9-10 Två")
    await maja.confirms()
    assert "Maja Ekström och Petter Åsberg har redan" in await karin.confirms()
    assert len(await town.find(Session)) == 4
    await karin.confirms()
    assert len(await town.find(Session)) == 5


async def test_who_left_the_pair_no_longer_moves_its_sessions(town: Town, karin: Seat, maja: Seat) -> None:
    """A session that has ended stays with those who led it to reflect on, but is not theirs to move."""
    await karin.says("utse Granliden Olle Lindgård och Ylva Norrby")
    await karin.confirms()
    await maja.says("flytta s-ended fredag v 45 kl 9")
    assert (await town.get(Session, "s-ended")).span.start.day != 6
    await maja.says("reflektera 4 Sista gången")
    await maja.confirms()
    assert (await town.get(Session, "s-ended")).state is Held.HELD


async def test_nobody_is_shut_out_for_good(town: Town, karin: Seat) -> None:
    """Somebody who was made inactive can be made active again."""
    await karin.says("personer ändra Olle Lindgård")
    await karin.sends(active="no")
    await karin.confirms()
    assert not (await town.get(Person, "olle")).active
    await karin.says("personer ändra Olle Lindgård")
    await karin.sends(active="yes")
    await karin.confirms()
    assert (await town.get(Person, "olle")).active


async def test_the_rest_of_the_line_afterwards(maja: Seat) -> None:
    """What is typed after a command alone is read as on its line; then what is missing is answered."""
    await maja.says("boka")
    await maja.says("granliden")
    assert "När: fredag 23 oktober 2026, v. 43, 14.00–15.30" in await maja.says("fredag v 43 14-15.30")
    assert "Samarbete: Granlidens gymnasium" in maja.sees
    await maja.says("boka")
    assert "Ämne: Elevinflytande" in await maja.says("granliden fredag v 43 14-15.30 Elevinflytande")
    await maja.says("ställ in")
    await maja.says("sjukdom")
    assert "Skäl: sjukdom" in await maja.says("Elevernas egna mål")


async def test_yes_to_a_choice(town: Town, maja: Seat) -> None:
    """A yes to several likely readings asks anew, with the same choices; it is no answer."""
    await maja.says("boka Granliden to v 43 kl 9")
    await maja.confirms()
    await maja.says("boka Granliden fr v 43 kl 9")
    await maja.confirms()
    asked = await maja.says("ställ in Granliden")
    assert "[" in asked
    assert await maja.says("ja") == asked
    assert len(await town.find(Session)) == 5


async def test_an_answer_goes_on_with_what_was_typed(maja: Seat) -> None:
    """A clock alone answers which clock on the day that was typed; a new day and clock replace it."""
    await maja.says("boka Granliden i övermorgon")
    assert "När: lördag 17 oktober 2026, v. 42, 14.30–16.00" in await maja.says("14.30")
    await maja.says("boka Granliden i övermorgon")
    assert "När: tisdag 20 oktober 2026, v. 43, 10.00–11.30" in await maja.says("tisdag kl 10")


async def test_how_to_leave(maja: Seat) -> None:
    """An answer that is not understood is met with how to leave the form, and that works."""
    await maja.says("boka Granliden i övermorgon")
    assert "Skriv ”avbryt” om du vill låta bli." in await maja.says("vet inte än")
    assert await maja.says("avbryt") == "Okej, inget är gjort."


async def test_a_reflection_afterwards(maja: Seat) -> None:
    """Grade and words typed after the command alone are read back as a reflection."""
    await maja.says("reflektera")
    seen = await maja.says("4 bra samtal")
    assert "Ledde den mot sitt syfte?: 4, mycket" in seen
    assert "Vad hände: bra samtal" in seen


async def test_a_time_bit_by_bit(maja: Seat) -> None:
    """Week, weekday and clock can be answered one by one, and none of them is forgotten."""
    await maja.says("boka Granliden v 50")
    assert "Vilken tid torsdag 10 december 2026?" in await maja.says("torsdag")
    assert "När: torsdag 10 december 2026, v. 50, 14.00–15.30" in await maja.says("kl 14")
