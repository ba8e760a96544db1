"""Whom an act could not reach is named in its answer, with the text that can be told in another way."""

from __future__ import annotations

import pytest

from handlers.core.housekeeping import tidy
from storage.documents.people import Account, Person, Role
from storage.documents.sessions import Session
from storage.documents.untold import Untold
from tests.handlers.desk import Seat, Town


async def _without_chat(town: Town, *people: str) -> None:
    for one in people:
        await town.erase(Account, f"terminal:{one}")


async def test_a_principal_without_chat_is_named(town: Town, maja: Seat) -> None:
    """Who moves a session hears that its principal has no chat, and gets the text alone to copy."""
    await _without_chat(town, "greta")
    await maja.says("flytta Elevernas egna mål 2026-10-30 14-15.30")
    await maja.confirms()
    assert "Greta Granath har ingen chatt och vet inte om det här." in maja.sees
    assert set(await town.told()) == {"petter"}
    await maja.presses("Visa text att kopiera")
    assert maja.sees.startswith("Maja Ekström har flyttat en träff\nEnhet: Granlidens gymnasium\n")
    assert "fredag 30 oktober 2026" in maja.sees
    assert maja.labels == []


async def test_several_texts(town: Town, karin: Seat) -> None:
    """Where each would have read something of their own, each text has a button with their name."""
    await _without_chat(town, "maja", "olle", "bengt")
    await karin.says("utse Björkängens förskola Maja och Olle")
    await karin.confirms()
    assert "Maja Ekström, Olle Lindgård och Bengt Björkegård har ingen chatt och vet inte om det här." in (
        karin.sees
    )
    assert await karin.presses("Visa text till Bengt Björkegård") == (
        "Ett par är utsett för Björkängens förskola\n"
        "Maja Ekström och Olle Lindgård hör av sig om ett första möte.\n"
        "Par: Maja Ekström, Olle Lindgård"
    )


async def test_who_is_no_longer_here(town: Town, maja: Seat) -> None:
    """Somebody who is no longer active is named, too."""
    await town.change(await town.get(Person, "greta"), active=False)
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    assert "Greta Granath nås inte längre i chatten och vet inte om det här." in maja.sees


async def test_in_the_readers_language(town: Town, maja: Seat) -> None:
    """The text is in the language of whom it is for."""
    await town.change(await town.get(Person, "greta"), language="en")
    await _without_chat(town, "greta")
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    assert (await maja.presses("Visa text att kopiera")).startswith("Maja Ekström has cancelled a session")


async def test_nobody_elses_text(town: Town, maja: Seat, petter: Seat) -> None:
    """The button shows it to nobody but the one who acted, and in a list to nobody else either."""
    await _without_chat(town, "greta")
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    petter.answer = maja.answer
    assert await petter.presses("Visa text att kopiera") == ("Bara den som gjorde det kan se den här texten.")
    assert await petter.says("meddelanden text") == ("Det finns inget som du behöver berätta på annat sätt.")
    assert (await maja.says("meddelanden text Greta")).startswith("Maja Ekström har ställt in en träff")


async def test_who_may_not_read_it_any_more(town: Town, maja: Seat, karin: Seat) -> None:
    """Who is no longer of the pair is not shown what they were to tell of it."""
    await _without_chat(town, "greta")
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    told = maja.answer
    await karin.says("utse Granliden Petter och Olle")
    await karin.confirms()
    maja.answer = told
    (cancelled,) = [one for one in await town.find(Session) if one.topic == "Elevernas egna mål"]
    await town.change(cancelled, people=("petter", "olle"))
    seen = await maja.presses("Visa text att kopiera")
    assert seen == "Den här texten handlar om något som du inte får läsa längre."


async def test_all_of_it_must_be_readable(town: Town, karin: Seat) -> None:
    """A text about several things is shown only to who may read of each of them."""
    await _without_chat(town, "greta")
    await karin.says("utse Granliden Petter och Olle")
    await karin.confirms()
    await town.change(await town.get(Person, "karin"), roles=(Role.DEVELOPER,))
    await town.change(await town.get(Session, "s-coming"), people=("karin",))
    seen = await karin.presses("Visa text att kopiera")
    assert seen == "Den här texten handlar om något som du inte får läsa längre."


async def test_what_coordinators_read_is_not_shown_to_others(town: Town, rut: Seat) -> None:
    """Who writes to a coordinator without chat hears so, and is not shown what is for coordinators."""
    await _without_chat(town, "karin")
    await rut.orders("begär Almby skola syfte=Läsning effects=Läslust")
    await rut.confirms() if "Stämmer" in rut.sees else None
    assert "Karin Samuelsdotter har ingen chatt och vet inte om det här." in rut.sees
    assert "Visa text att kopiera" not in rut.labels
    assert await town.find(Untold) == []


async def test_the_same_once_more(town: Town, maja: Seat) -> None:
    """A repeated delivery names them once more and keeps the text once."""
    await _without_chat(town, "greta")
    await maja.says("ställ in Elevernas egna mål")
    first = await maja.confirms()
    assert await maja.again() == first
    assert len(await town.find(Untold)) == 1


async def test_the_text_goes_after_a_month(town: Town, maja: Seat) -> None:
    """Texts are thrown away after 30 days."""
    await _without_chat(town, "greta")
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    for days, left in ((29, 1), (2, 0)):
        town.later(days=days)
        await tidy(town.store, town.now)
        assert len(await town.find(Untold)) == left


@pytest.mark.parametrize("who", ["karin", "maja"])
async def test_everybody_reached(town: Town, who: str) -> None:
    """Nothing is said where everybody has a chat."""
    person = town.seat(who)
    await person.says("ställ in Elevernas egna mål")
    await person.confirms()
    assert "chatt" not in person.sees
