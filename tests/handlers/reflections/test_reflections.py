"""Reading reflections, as far as their authors let one."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from handlers.core.records import Records
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.store import Condition
from storage.values.times import Span, instant
from tests.handlers.desk import Seat, Town

WAYS = (
    "reflektioner",
    "reflektioner Granliden",
    "reflektioner v 42",
    "reflektioner hemligt",
    "läget",
    "läget Granliden",
)


async def _writes(maja: Seat, text: str, visibility: str) -> None:
    await maja.says("reflektera s-ended")
    await maja.sends(grade="4", happened=text, visibility=visibility)


async def test_the_latest_first(maja: Seat) -> None:
    """One's own collaborations' reflections, the latest first, with session, grade and who wrote."""
    await _writes(maja, "Senaste nytt", "pair")
    seen = await maja.says("reflektioner")
    assert seen.startswith("2 reflektioner, den senaste först")
    assert seen.index("Senaste nytt") < seen.index("Ämneslagen jämförde sina exempel.")
    assert "Träffen ledde mot sitt syfte: 4, mycket" in seen
    assert "Skriven av: Maja Ekström" in seen


async def test_of_one_collaboration(maja: Seat) -> None:
    """By the unit's name, with typos and without å, ä and ö."""
    assert (await maja.says("reflektioner granlidn")).startswith("Granlidens gymnasium: 1 reflektion")


@pytest.fixture
async def many(town: Town) -> Town:
    """Twelve more reflections, one a week from last week back, the odd ones of another unit."""
    almby = Collaboration(
        id="c-almby",
        unit_id="almby",
        principal_id="rut",
        requested_at=town.now,
        stage="learning",
        stage_since=town.now,
        purpose="Läsning",
        developers=("maja", "olle"),
    )
    await town.add(almby)
    for weeks in range(1, 13):
        start = (town.now - timedelta(weeks=weeks)).replace(hour=9)
        unit = "c-almby" if weeks % 2 else "c-granliden"
        session = Session(
            id=f"s{weeks}",
            collaboration_id=unit,
            session_kind="learning",
            span=Span(start=start, end=start + timedelta(hours=1)),
            topic=f"Träff {weeks}",
            people=("maja",),
            state=Held.HELD,
        )
        written = Reflection(
            id=Reflection.id_of(session.id, "maja"),
            session_id=session.id,
            collaboration_id=unit,
            author_id="maja",
            written_at=instant(start + timedelta(days=1)),
            outcome=Held.HELD,
            grade=3,
            happened=f"Nr {weeks}.",
            shared_with=(Readers.PAIR, Readers.COORDINATOR),
        )
        await town.add(session, written)
    return town


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("reflektioner", [1, 0, 2, 3, 4, 5, 6, 7]),
        ("reflektioner Granliden", [0, 2, 4, 6, 8, 10, 12]),
        ("reflektioner Almby", [1, 3, 5, 7, 9, 11]),
        ("reflektioner v 38", [4]),
        ("reflektioner september", [3, 4, 5, 6]),
        ("reflektioner Almby september", [3, 5]),
        ("reflektioner september Almby", [3, 5]),
        ("reflections last week", [1]),
        ("reflektioner v 20", []),
        ("reflektioner sedan september", [1, 0, 2, 3, 4, 5, 6]),
        ("reflektioner sedan v 40", [1, 0, 2]),
        ("reflektioner från förra veckan", [1]),
        ("reflektioner före september", [7, 8, 9, 10, 11, 12]),
        ("reflektioner till v 35", [7, 8, 9, 10, 11, 12]),
        ("reflektioner efter sommarlovet Almby", [1, 3, 5, 7]),
        ("reflektioner Granliden mellan v 36 och v 38", [4, 6]),
        ("reflektioner augusti–september", [3, 4, 5, 6, 7, 8, 9, 10]),
        ("reflections since September", [1, 0, 2, 3, 4, 5, 6]),
        ("reflections before week 33", [10, 11, 12]),
        ("reflektioner efter jul", [1, 0, 2, 3, 4, 5, 6, 7]),
        ("reflektioner före jul", []),
    ],
)
@pytest.mark.parametrize("who", ["maja", "karin"])
async def test_some_of_many(many: Town, who: str, typed: str, numbers: list[int]) -> None:
    """By unit, and by the week or month of the session, those are found that the latest eight leave out."""
    seen = await many.seat(who).says(typed)
    shown = [int(number) for number in re.findall(r"Nr (\d+)\.|Ämneslagen jämförde", seen) if number]
    assert shown == [number for number in numbers if number]
    assert ("Ämneslagen jämförde" in seen) == (0 in numbers)


async def test_there_are_more(many: Town, karin: Seat) -> None:
    """Where more than eight can be read, that is said, and how to read the others."""
    head, how = (await karin.says("reflektioner")).splitlines()[:2]
    assert head == "8 reflektioner, den senaste först"
    assert how == "Det finns fler: skriv ”reflektioner” och en enhet, en vecka eller en månad."


async def test_the_next_ones(many: Town, karin: Seat) -> None:
    """The others are shown a page at a time, as long as there are any, and each one once."""
    shown: list[str] = []
    await karin.says("reflektioner")
    while True:
        shown += re.findall(r"Nr (\d+)\.|Ämneslagen jämförde", karin.sees)
        if "Visa fler" not in karin.labels:
            break
        await karin.presses("Visa fler")
    assert len(shown) == len(await many.find(Reflection)) > 8
    assert len(set(shown)) == len(shown)
    assert (await karin.says("reflektioner v 20")) == "Jag hittar inga reflektioner att läsa från v 20."
    assert (await karin.says("reflektioner före jul")) == "Det finns inga reflektioner att läsa före jul."


async def test_others_get_their_turn(many: Town, karin: Seat) -> None:
    """While the sessions of many reflections are looked at, others are answered after every fifty."""
    one = next(one for one in await many.find(Reflection) if one.session_id == "s12")
    session = await many.get(Session, "s12")
    for number in range(1000):
        await many.add(
            one.model_copy(update={"id": f"old{number}", "version": 0, "session_id": f"old{number}"}),
            session.model_copy(update={"id": f"old{number}", "version": 0}),
        )
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    await karin.says("hjälp")
    answered = asyncio.create_task(others())
    await karin.says("reflektioner v 30")
    answered.cancel()
    assert turns >= 1000 / 50


async def test_no_more_is_read_than_needed(many: Town, karin: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the reflections of years, only the latest months' are read for the latest eight."""
    old = next(one for one in await many.find(Reflection) if one.session_id == "s12")
    await many.add(
        *(
            old.model_copy(
                update={"id": f"old{n}", "version": 0, "written_at": many.now - timedelta(days=300 + n)}
            )
            for n in range(200)
        )
    )
    read: list[int] = []
    find = Records.find

    async def counted(
        records: Records, kind: type[Document], *conditions: Condition, **how: Any
    ) -> list[Any]:
        found = await find(records, kind, *conditions, **how)
        read.append(len(found) if kind is Reflection else 0)
        return found

    monkeypatch.setattr(Records, "find", counted)
    await karin.says("reflektioner")
    assert 8 < sum(read) < 30


@pytest.mark.parametrize(
    ("shared_with", "readers"),
    [
        ("nobody", set()),
        ("pair", {"petter"}),
        ("principal", {"greta"}),
        ("process-group", {"greta", "rut"}),
        ("coordinator", {"karin", "henrik"}),
        ("pair, coordinator", {"petter", "karin", "henrik"}),
        ("principal, process-group", {"greta", "rut"}),
    ],
)
async def test_who_reads_what(town: Town, maja: Seat, shared_with: str, readers: set[str]) -> None:
    """Each of the readers lets in just its own, in each of the lists, the status and the overview."""
    await town.change(await town.get(Collaboration, "c-granliden"), process_group=("rut",))
    await _writes(maja, "Hemligt ord", shared_with)
    found = set()
    for who in ("maja", "petter", "greta", "karin", "henrik", "olle", "bengt", "rut", "ylva"):
        seat = town.seat(who)
        texts = [await seat.says(text) for text in WAYS]
        if any("Hemligt ord" in text for text in texts):
            found.add(who)
            assert "Hemligt ord" in texts[0], who
    assert found == {"maja", *readers}


async def _own_session(town: Town, maja: Seat, text: str) -> None:
    await maja.says("boka egen träff 2026-10-15 10.00-11.00 Läsecirkel")
    await maja.confirms()
    town.later(hours=2)
    await maja.says(text)
    await maja.confirms()


async def test_the_developers_own_is_the_authors(town: Town, maja: Seat) -> None:
    """What is written of the developers' own session is read by no colleague unless its author shares it."""
    await _own_session(town, maja, "reflektera Läsecirkel 4 Eget ord")
    for who, reads in (("maja", True), ("olle", False), ("karin", False), ("greta", False), ("ylva", False)):
        assert ("Eget ord" in await town.seat(who).says("reflektioner")) is reads, who


async def test_the_developers_own_shared_with_the_group(town: Town, maja: Seat) -> None:
    """Shared with the whole group it is read by the other developers, and by nobody else."""
    await _own_session(town, maja, "reflektera Läsecirkel vem-får-läsa=hela utvecklargruppen 4 Eget ord")
    for who, reads in (("olle", True), ("petter", True), ("karin", False), ("greta", False), ("ylva", False)):
        assert ("Eget ord" in await town.seat(who).says("reflektioner")) is reads, who


async def test_a_principal_does_not_read_what_the_coordinator_does(town: Town, maja: Seat) -> None:
    """By default the pair and the coordinator read what was written, and the principal does not."""
    await maja.says("reflektera s-ended 2 Rektor kom inte")
    await maja.confirms()
    for who, reads in (("petter", True), ("karin", True), ("greta", False)):
        assert ("Rektor kom inte" in await town.seat(who).says("reflektioner")) is reads, who


async def test_what_is_only_for_me(town: Town, maja: Seat) -> None:
    """The field for the author alone is shown to nobody else, and found by nobody else's words."""
    await maja.says("reflektera s-ended")
    await maja.sends(grade="3", happened="För alla", private="Eget ord", visibility="pair, coordinator")
    seen = await maja.says("reflektioner Eget ord")
    assert "Bara för mig: Eget ord" in seen
    for who in ("petter", "karin"):
        seat = town.seat(who)
        assert "För alla" in await seat.says("reflektioner")
        assert "Eget ord" not in seat.sees
        assert "För alla" not in await seat.says("reflektioner Eget ord")


async def test_a_gone_developer_reads_nothing_new(town: Town, karin: Seat, maja: Seat, petter: Seat) -> None:
    """Who is no longer of the pair reads what they wrote and what was shared with them, and nothing since."""
    await petter.says("reflektera s-ended 3 Petters ord")
    await petter.confirms()
    await karin.says("utse Granliden Maja och Olle")
    await karin.confirms()
    session = await town.get(Session, "s-coming")
    town.now = session.ends_at
    await maja.says("reflektera s-coming 4 Nya parets ord")
    await maja.confirms()
    seen = await petter.says("reflektioner")
    assert "Petters ord" in seen
    assert "Ämneslagen jämförde" in seen
    assert "Nya parets ord" not in seen


async def test_none_to_read(olle: Seat) -> None:
    """With nothing to read one is told so."""
    assert await olle.says("reflektioner") == "Det finns inga reflektioner som du får läsa än."


async def test_with_nothing_of_the_words(maja: Seat) -> None:
    """Words that no reflection has are said to be in none, instead of showing everything."""
    assert await maja.says("reflektioner Månbasen") == "Det finns inga reflektioner med ”Månbasen” att läsa."


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("reflektioner ämneslagen", 1),
        ("reflektioner om AMNESLAGEN", 1),
        ("reflektioner av Maja", 13),
        ("reflektioner återkoppling på Granliden", 1),
        ("reflektioner Granliden exempel", 1),
        ("reflektioner nr 7", 1),
        ("reflektioner Nr 7. Almby", 1),
        ("reflektioner september nr", 4),
        ("reflections about examples", 0),
    ],
)
async def test_with_some_words(many: Town, karin: Seat, typed: str, count: int) -> None:
    """Words after the command find the reflections that have all of them, wherever they stand."""
    seen = await karin.says(typed)
    assert min(count, 8) == seen.count("Skriven av:")
    assert ("Det finns fler" in seen) is (count > 8)


async def test_nothing_is_found_in_what_one_may_not_read(maja: Seat, karin: Seat) -> None:
    """What only its author and the pair may read is searched for nobody else."""
    await _writes(maja, "Hemligt ord", "pair")
    assert "Hemligt ord" in await maja.says("reflektioner hemligt")
    assert (await karin.says("reflektioner hemligt")).startswith("Det finns inga reflektioner med")


async def test_among_many(many: Town, maja: Seat, karin: Seat) -> None:
    """What others may not read is left out where there are many, too."""
    await _writes(maja, "Hemligt ord", "pair")
    assert (await maja.says("reflektioner")).index("Hemligt ord") < maja.sees.index("Nr 1.")
    assert "Nr 1." in await karin.says("reflektioner")
    assert "Hemligt ord" not in karin.sees


async def test_refused_to_strangers(anna: Seat) -> None:
    """A stranger reads nothing."""
    assert (await anna.says("reflektioner")).startswith("Jag känner dig inte än.")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("maja", "en-GB").says("reflections Granliden")
    assert "The session led towards its purpose: 4, much" in seen
