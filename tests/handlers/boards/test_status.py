"""How things stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.boards.standing import FEW
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Role, Unit
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.values.times import Span
from tests.handlers.desk import THURSDAY, Seat, Town


async def test_the_coordinator_sees_every_collaboration(karin: Seat) -> None:
    """One row each: stage, pair, last and next session, last reflection and next step; then a count."""
    seen = await karin.says("läget")
    assert "Enhet | Skede | Par | Senast | Nästa | Reflektion | Nästa steg" in seen
    assert (
        "Granlidens gymnasium | kollegialt lärande | Maja Ekström, Petter Åsberg | "
        "mån 12 okt v. 42 14.00–15.30 Sambedömning i par | mån 26 okt v. 44 14.00–15.30 Elevernas egna mål | "
        "4 av 5: Ämneslagen jämförde sina exempel. | Följ de bokade träffarna"
    ) in seen
    assert "Björkängens förskola | förfrågan | ingen än | – | – | – | Ett par ska utses" in seen
    assert "Samarbeten efter skede\nförfrågan: 1\nkollegialt lärande: 1" in seen


@pytest.mark.parametrize("name", ["granliden", "Granlidens gymnasium", "granlidn", "GRANLIDENS"])
async def test_one_in_detail(karin: Seat, name: str) -> None:
    """By the unit's name, however it is typed."""
    seen = await karin.says(f"läget {name}")
    assert seen.startswith(
        "Granlidens gymnasium\nNästa steg: Följ de bokade träffarna\n"
        "Vems tur: Maja Ekström, Petter Åsberg\nSkede: kollegialt lärande\nI det här skedet: 5 veckor\n"
    )
    for text in ("Rektor: Greta Granath", "Syfte: Mer likvärdig bedömning", "Önskad start: HT"):
        assert text in seen
    assert karin.labels == ["Boka en träff"]


async def test_a_member_sees_their_own(maja: Seat, greta: Seat) -> None:
    """A developer and a principal with one collaboration see it in detail; only the developer books."""
    assert (await maja.says("läget")).startswith("Granlidens gymnasium\nNästa steg:")
    assert maja.labels == ["Boka en träff"]
    assert (await greta.says("läget")).startswith("Granlidens gymnasium\nNästa steg:")
    assert greta.labels == []


async def test_the_process_group_follows(town: Town) -> None:
    """A member of the process group sees that collaboration, and no other."""
    await town.add(Person(id="pelle", name="Pelle Öst", roles=(Role.PROCESS_GROUP,)))
    await town.add(Account(id="terminal:pelle", person_id="pelle"))
    await town.change(await town.get(Collaboration, "c-granliden"), process_group=("pelle",))
    pelle = town.seat("pelle")
    assert (await pelle.says("läget")).startswith("Granlidens gymnasium")
    assert (await pelle.says("läget Björkängen")).startswith("Du är inte med i något samarbete på")


async def test_several_of_ones_own(town: Town, karin: Seat, maja: Seat) -> None:
    """With two collaborations a developer gets the overview of those."""
    await karin.orders("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    seen = await maja.says("läget")
    assert "Björkängens förskola | par utsett" in seen
    assert "Granlidens gymnasium | kollegialt lärande" in seen


async def test_what_each_can_do_with_a_request(town: Town, karin: Seat) -> None:
    """The principal answers and withdraws, who coordinates appoints, and who follows does nothing."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await town.change(await town.get(Collaboration, "c-bjorkangen"), process_group=("rut",))
    labels = {"bengt": ["Svara på frågan", "Återkalla"], "karin": ["Utse ett par"], "rut": []}
    for who, expected in labels.items():
        seat = town.seat(who)
        await seat.says("läget Björkängen")
        assert seat.labels == expected


async def test_one_of_several(town: Town, karin: Seat, maja: Seat) -> None:
    """Naming one of them shows it in detail."""
    await karin.orders("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    assert (await maja.says("läget Björkängen")).startswith(
        "Björkängens förskola\nNästa steg: Boka en träff\n"
    )


async def test_somebody_elses(town: Town, bengt: Seat) -> None:
    """Another's collaboration is not shown, by name or by id."""
    assert (await bengt.says("läget Granliden")).startswith("Du är inte med i något samarbete på Granlidens")
    assert "Greta" not in bengt.sees
    assert "Greta" not in await bengt.says("läget c-granliden")
    assert set(bengt.errors) == {"collaboration"}


async def test_a_principal_who_waits(bengt: Seat) -> None:
    """Who asked sees that a pair is to be appointed."""
    seen = await bengt.says("läget")
    assert "Skede: förfrågan" in seen
    assert "Nästa steg: Ett par ska utses" in seen


async def test_nothing_under_way(olle: Seat) -> None:
    """Who takes part in nothing is told so, and who knows more."""
    seen = await olle.says("läget")
    assert seen == "Du är inte med i något samarbete just nu.\nKarin Samuelsdotter vet mer."


async def test_an_unknown_name(karin: Seat) -> None:
    """A name that nothing is called is said to be unknown, instead of showing the overview."""
    await karin.says("läget Månbasen")
    assert karin.sees.startswith("Jag hittar inget i listan med ”Månbasen”\n")
    assert "försenade · väntar · pausade" in karin.sees
    assert "Granliden" not in karin.sees


async def test_an_ended_one_by_name(town: Town, karin: Seat) -> None:
    """A collaboration that has ended is left out of the overview and found by its name."""
    await town.change(await town.get(Collaboration, "c-granliden"), stage="completed")
    assert "Granliden" not in await karin.says("läget")
    assert "Skede: avslutat" in await karin.says("läget Granliden")
    assert karin.labels == []


async def test_refused_to_strangers(anna: Seat) -> None:
    """A stranger sees no status."""
    assert (await anna.says("läget")).startswith("Jag känner dig inte än.")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("karin", "en-GB").says("status Granliden")
    assert "Stage: collegial learning" in seen
    assert "In this stage: 5 weeks" in seen


def _session(unit: str, days: int, state: Held) -> Session:
    start = THURSDAY + timedelta(days=days, hours=3)
    return Session(
        id=f"{unit}.{days}",
        collaboration_id=f"c-{unit}",
        session_kind="learning",
        span=Span(start=start, end=start + timedelta(hours=1)),
        topic=f"{state.value} {days}",
        people=("olle", "sana"),
        state=state,
    )


def _reflection(session: Session, word: str, *shared_with: Readers) -> Reflection:
    return Reflection(
        id=Reflection.id_of(session.id, "olle"),
        session_id=session.id,
        collaboration_id=session.collaboration_id,
        author_id="olle",
        written_at=session.ends_at,
        outcome=Held.HELD,
        grade=3,
        happened=f"{word} {session.topic}",
        shared_with=shared_with,
    )


async def _many(town: Town, count: int) -> None:
    """Add collaborations whose sessions lie nearer to today and further off, some with no session at all."""
    for number in range(count):
        unit = f"skola{number}"
        back, ahead = (5, 50, 200)[number % 3], (4, 90)[number % 2]
        sessions = [
            _session(unit, -back, Held.HELD),
            _session(unit, -back - 20, Held.HELD),
            _session(unit, -back + 2, Held.CANCELLED),
            _session(unit, ahead - 1, Held.CANCELLED),
            _session(unit, ahead, Held.BOOKED),
            _session(unit, ahead + 5, Held.BOOKED),
        ][: 6 if number % 7 else 0]
        await town.add(
            Unit(id=unit, name=f"Skola {number:02}", owner="municipal", school_form="compulsory"),
            Collaboration(
                id=f"c-{unit}",
                unit_id=unit,
                principal_id="rut",
                requested_at=THURSDAY,
                stage="learning",
                stage_since=THURSDAY,
                purpose="Läsning",
                developers=("olle", "sana"),
            ),
            *sessions,
            *(_reflection(one, "me") for one in sessions[:1]),
            *(_reflection(one, "shared", Readers.COORDINATOR) for one in sessions[1:2]),
        )


@pytest.mark.parametrize("count", [FEW - 4, FEW + 4])
async def test_many_collaborations(town: Town, karin: Seat, count: int) -> None:
    """Of few or many, each row tells the same as the collaboration's own card does."""
    await _many(town, count)
    shown = [await karin.says("läget")]
    while "Visa fler" in karin.labels:
        shown.append(await karin.presses("Visa fler"))
    rows = dict(line.split(" | ", 1) for one in shown for line in one.splitlines() if " | " in line)
    for number in range(count):
        town.later(seconds=1)
        card = dict(
            line.split(": ", 1)
            for line in (await karin.says(f"läget Skola {number:02}")).splitlines()
            if ": " in line
        )
        _, _, last, coming, reflection, _ = rows[f"Skola {number:02}"].split(" | ")
        assert last == card["Senaste träff"].replace("ingen än", "–")
        assert coming == card["Nästa träff"].replace("ingen bokad", "–")
        assert reflection == card["Senaste reflektion"].replace("ingen än", "–")
        assert number % 7 == 0 or (f"held -{(5, 50, 200)[number % 3]}" in last and "me " not in reflection)
        assert number % 7 == 0 or f"booked {(4, 90)[number % 2]}" in coming


async def test_a_name_where_there_is_nothing_to_choose(rut: Seat) -> None:
    """Who takes part in nothing is told so, and asked for nothing: the next line is something new."""
    assert (await rut.says("läget almby")).startswith("Du är inte med i något samarbete på Almby skola")
    assert rut.labels == ["Be om ett samarbete"]
    assert (await rut.says("mina förfrågningar")).startswith("Jag förstår inte ”mina förfrågningar”")


@pytest.mark.parametrize("typed", ["läget alla", "Mina samarbeten", "samarbeten", "status all"])
async def test_all_of_them_in_other_words(karin: Seat, typed: str) -> None:
    """The overview can be asked for by what it is of."""
    assert (await karin.says(typed)).startswith("Pågående samarbeten")
