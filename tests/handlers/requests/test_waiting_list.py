"""The waiting list: requests that wait for a term."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.values.times import Term
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("locale", "line", "term"),
    [
        ("sv-SE", "väntelista Björkängen HT27", Term(season="HT", year=2027)),
        ("sv-SE", "sätt på väntelista Björkängen till vårterminen", Term(season="VT", year=2027)),
        ("sv-SE", "väntelista Björkängen nästa termin", Term(season="VT", year=2027)),
        ("en-GB", "waiting list Björkängen autumn term 2027", Term(season="HT", year=2027)),
    ],
)
async def test_it_waits_for_a_term(town: Town, locale: str, line: str, term: Term) -> None:
    """The request waits for the term, its principal is told, and the card and the list show it."""
    karin = town.seat("karin", locale)
    await karin.orders(line)
    assert (await town.get(Collaboration, "c-bjorkangen")).waits_for == term
    assert str(term) in (await town.told())["bengt"][0]
    assert str(term) in karin.sees
    assert str(term) in await karin.says("väntelista")
    assert str(term) in await karin.says("läget Björkängen")


async def test_appointing_takes_it_off(town: Town, karin: Seat) -> None:
    """Once a pair is appointed it is on the list no more."""
    await karin.orders("väntelista Björkängen HT27")
    await karin.orders("utse Björkängen Maja Ekström och Olle Lindgård")
    assert (await town.get(Collaboration, "c-bjorkangen")).waits_for is None
    assert "Ingen står på väntelistan." in await karin.says("väntelista")


async def test_the_term_is_asked_for(town: Town, karin: Seat) -> None:
    """Without a term it is asked for, and answered by typing it; a term that is over is refused."""
    await karin.says("väntelista Björkängen")
    assert "term" in {one.name for one in karin.form.fields}
    assert "redan slut" in await karin.says("VT25")
    await karin.says("HT27")
    await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).waits_for == Term(season="HT", year=2027)


async def test_it_can_be_undone(town: Town, karin: Seat) -> None:
    """Undone it waits as before."""
    await karin.orders("väntelista Björkängen HT27")
    await karin.says("ångra")
    assert (await town.get(Collaboration, "c-bjorkangen")).waits_for is None
