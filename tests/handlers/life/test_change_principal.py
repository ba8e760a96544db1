"""Changing the principal of a collaboration: what the new one sees, and the former one no more."""

from __future__ import annotations

from datetime import date

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.reflections import Readers, Reflection
from tests.handlers.desk import Seat, Town

GRANLIDEN = "c-granliden"


async def _shared(town: Town) -> Reflection:
    """Let the reflection that there is be shared with the principal."""
    (written,) = await town.find(Reflection)
    await town.change(written, shared_with=(Readers.PRINCIPAL, Readers.PROCESS_GROUP))
    return await town.get(Reflection, written.id)


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv-SE", "byt rektor Granliden Rut"),
        ("sv-SE", "byt rektor på Granliden till Rut"),
        ("en-GB", "change principal Granliden Rut"),
    ],
)
async def test_who_reads_what(town: Town, greta: Seat, rut: Seat, locale: str, line: str) -> None:
    """The new one sees the collaboration and what is written from now on; the former one nothing more."""
    written = await _shared(town)
    assert written.happened in await greta.says("reflektioner")
    karin = town.seat("karin", locale)
    await karin.says(line)
    assert ("läser inget mer" if locale == "sv-SE" else "read nothing of it") in karin.sees
    await karin.confirms()
    assert (await town.get(Collaboration, GRANLIDEN)).principals == ("rut",)
    assert "Skede: kollegialt lärande" in await rut.says("läget Granliden")
    assert written.happened not in await rut.says("reflektioner Granliden")
    assert written.happened not in await rut.says("läget Granliden")
    for asked in ("läget", "reflektioner", "träffar Granliden", "historik Granliden", "mina träffar"):
        seen = await greta.says(asked)
        assert "Sambedömning" not in seen
        assert "Maja" not in seen
    town.later(days=1)
    await town.add(
        written.changed(id="new", version=0, session_id="s2", written_at=town.now, happened="Nyskrivet")
    )
    assert "Nyskrivet" in await rut.says("reflektioner Granliden")


async def test_those_concerned_are_told(town: Town, karin: Seat) -> None:
    """The new principal is welcomed, the former one and the pair hear it, each once."""
    await karin.orders("byt rektor Granliden Rut")
    told = await town.told()
    assert {who: len(texts) for who, texts in told.items()} == {"rut": 1, "greta": 1, "maja": 1, "petter": 1}
    assert told["rut"][0].startswith("Du är nu rektor för samarbetet med Granlidens gymnasium")


async def test_the_register_follows(town: Town, karin: Seat) -> None:
    """Where they work is noted: from today the one, until yesterday the other."""
    await karin.orders("byt rektor Granliden Rut")
    rut, greta = await town.get(Person, "rut"), await town.get(Person, "greta")
    assert rut.leads_on("granliden", date(2026, 10, 15))
    assert rut.leads_on("almby", date(2026, 10, 15))
    assert not greta.leads_on("granliden", date(2026, 10, 15))
    assert "Rut Almquister" in await karin.says("vem är rektor på Granliden")


async def test_several(town: Town, karin: Seat, greta: Seat, rut: Seat) -> None:
    """Several can follow it, and the one named first leads; who was there keeps what they could read."""
    written = await _shared(town)
    await karin.orders("byt rektor Granliden Greta och Rut")
    assert (await town.get(Collaboration, GRANLIDEN)).principals == ("greta", "rut")
    assert written.happened in await greta.says("reflektioner")
    assert written.happened not in await rut.says("reflektioner Granliden")


async def test_it_is_undone(town: Town, karin: Seat, greta: Seat) -> None:
    """Undone, everything is as it was, the register too."""
    before = await town.get(Person, "greta")
    await karin.orders("byt rektor Granliden Rut")
    await karin.says("ångra")
    assert (await town.get(Collaboration, GRANLIDEN)).principals == ("greta",)
    assert (await town.get(Person, "greta")).positions == before.positions
    assert "Skede" in await greta.says("läget")


async def test_the_words_of_the_request_stay_whose_they_were(town: Town, karin: Seat) -> None:
    """Who asked stays noted as whose the words of the request are."""
    await karin.orders("byt rektor Granliden Rut")
    assert (await town.get(Collaboration, GRANLIDEN)).requested_by == "greta"


async def test_an_author_hands_over_what_was_shared_before(
    town: Town, karin: Seat, maja: Seat, rut: Seat
) -> None:
    """The new principal reads what was shared with the principal before, and only that."""
    (own,) = await town.find(Reflection)
    await maja.says("reflektera Granliden 12 okt 4 Delat ord")
    await maja.says("dela med rektor")
    await maja.confirms()
    town.later(minutes=5)
    await karin.orders("byt rektor Granliden Rut")
    assert "lämnar över" in await maja.reads()
    assert "Vem får läsa: paret (Maja och Petter), samordnaren" in await maja.says("reflektioner delat")
    assert "Delat ord" not in await rut.says("reflektioner")
    await maja.says("överlämna Granliden")
    mine = [one.id for one in await town.find(Reflection) if one.author_id == "maja"]
    await maja.sends(where_we_are="Vi har träffats.", reflections=tuple(mine))
    await maja.confirms()
    assert "Vem får läsa: paret (Maja och Petter), rektorn (Rut), samordnaren" in await maja.says(
        "reflektioner delat"
    )
    seen = await rut.says("reflektioner")
    assert "Delat ord" in seen
    assert own.happened not in seen
