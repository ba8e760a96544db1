"""A municipality that calls its stages something else does the whole job with them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from config.process import HERE, load_process
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session

OWN = {
    "requested": "anmäld",
    "assigned": "par-klart",
    "declined": "nej-tack",
    "withdrawn": "ångrad",
    "kickoff": "dra-igång",
    "completed": "färdig",
    "paused": "vilar",
}


@pytest.fixture
async def own(town, tmp_path):
    """The town with stages of its own names, and without the collaborations of the sample."""
    text = (HERE / "process.toml").read_text(encoding="utf-8")
    for before, now in OWN.items():
        text = re.sub(rf'^(id|begins) = "{before}"$', rf'\1 = "{now}"', text, flags=re.MULTILINE)
    path = tmp_path / "process.toml"
    path.write_text(text.replace('id = "kickoff"', 'id = "dra-igång"'), encoding="utf-8")
    begin = town.dispatch._begin
    municipality = replace(begin.municipality, process=load_process(path))
    town.dispatch._begin = replace(begin, municipality=municipality)
    for kind in (Collaboration, Session):
        for one in await town.find(kind):
            await town.erase(kind, one.id)
    return town


async def _only(town) -> Collaboration:
    (found,) = await town.find(Collaboration)
    return found


async def test_from_request_to_reflection(own, rut, karin, maja):
    """Ask, appoint, book, reflect and see the status."""
    await rut.says("begär Almby skola syfte=Läsning effects=Läslust")
    await rut.confirms() if "Stämmer" in rut.sees else None
    assert (await _only(own)).stage == "anmäld"
    assert "1 förfrågan väntar." in await karin.says("hem")
    await karin.says("utse Almby skola Maja Ekström och Petter")
    await karin.confirms() if "Stämmer" in karin.sees else None
    assert (await _only(own)).stage == "par-klart"
    await maja.says("boka Almby första mötet 2026-10-16 10-11")
    await maja.confirms()
    own.later(days=2)
    await maja.says("reflektera 4 Bra möte")
    await maja.confirms()
    assert (await _only(own)).stage == "first-meeting"
    assert "första möte" in await karin.says("läget Almby")


@pytest.mark.parametrize(
    ("who", "line", "stage"),
    [
        ("karin", "förfrågningar avböj Almby skola Inget par är ledigt", "nej-tack"),
        ("rut", "återkalla Almby skola", "ångrad"),
    ],
)
async def test_a_request_that_comes_to_nothing(own, rut, karin, who, line, stage):
    """Declined or taken back, it is no request any more, and nobody can be appointed."""
    await rut.says("begär Almby skola syfte=Läsning effects=Läslust")
    await rut.confirms() if "Stämmer" in rut.sees else None
    person = {"karin": karin, "rut": rut}[who]
    await person.says(line)
    await person.confirms() if "Stämmer" in person.sees else None
    assert (await _only(own)).stage == stage
    assert "Inga förfrågningar väntar" in await karin.says("förfrågningar")
