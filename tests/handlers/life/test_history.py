"""The history of a collaboration."""

from __future__ import annotations

from tests.handlers.desk import Seat, Town


async def test_every_step(town: Town, rut: Seat, karin: Seat) -> None:
    """From the request to the end each step is there, with who, from what to what, and why."""
    await rut.orders("begär Almby skola syfte=Läsning effects=Lust")
    town.later(hours=1)
    await karin.orders("utse Almby Maja Ekström och Olle Lindgård")
    town.later(hours=1)
    await karin.orders("byt ut Olle mot Petter")
    town.later(hours=1)
    await karin.orders("förläng Almby till VT28")
    town.later(hours=1)
    await karin.orders("avsluta Almby i förtid rektorsbyte")
    await karin.says("historik Almby")
    steps = [line.split(" | ")[1:] for line in karin.sees.splitlines()[2:] if "|" in line]
    assert [one[0] for one in steps] == ["begärt", "par", "par", "väntas pågå till", "avslutat"]
    assert steps[0][2] == "Rut Almquister"
    assert steps[2][1] == "Maja Ekström, Olle Lindgård → Maja Ekström, Petter Åsberg"
    assert steps[3][1] == "fredag 11 juni 2027 → fredag 9 juni 2028"
    assert steps[4][1:] == ["par utsett → avslutat i förtid", "Karin Samuelsdotter", "rektorsbyte"]


async def test_whose_it_is(karin: Seat, rut: Seat, greta: Seat) -> None:
    """Its members read it, others don't."""
    await karin.orders("pausa Granliden till v 10 rektorsbyte")
    assert "rektorsbyte" in await greta.says("historik Granliden")
    assert "rektorsbyte" not in await rut.says("historik Granliden")


async def test_nothing_noted(karin: Seat) -> None:
    """What was done before the history was kept isn't in it, and that is said."""
    assert "innan historiken började föras" in await karin.says("historik Granliden")
