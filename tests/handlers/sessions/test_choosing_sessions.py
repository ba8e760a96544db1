"""Saying which session is meant, as people write it: by unit, topic, date, weekday, week and clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Role
from storage.documents.sessions import Held, Session
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM, Seat, Town

SESSIONS = (
    ("c-almby", "2026-10-13 15:00", "Talets roll"),  # Tuesday, week 42: it waits for a reflection
    ("c-almby", "2026-10-22 14:00", "Formativ bedömning"),  # Thursday, week 43
    ("c-almby", "2026-10-29 14:00", "Läsning"),  # Thursday, week 44
    ("c-almby", "2027-02-04 14:00", "Från ord till text"),  # Thursday, week 5
    ("c-ekdala", "2026-10-16 09:00", "Läsning"),  # Friday, tomorrow
    ("c-ekdala", "2026-10-29 09:00", "Sambedömning"),  # Thursday, week 44
    (None, "2026-11-02 13:00", "Läsecirkel"),  # Monday, week 45
)
ALMBY = {
    "tal": "Almby skola, tis 13 okt v. 42 15.00–16.30 Talets roll",
    "formativ": "Almby skola, tors 22 okt v. 43 14.00–15.30 Formativ bedömning",
    "läsning": "Almby skola, tors 29 okt v. 44 14.00–15.30 Läsning",
    "ord": "Almby skola, tors 4 feb 2027 v. 5 14.00–15.30 Från ord till text",
}
SEEN = ALMBY | {
    "ekdala": "Ekdalaskolan, fre 16 okt v. 42 09.00–10.30 Läsning",
    "sambedömning": "Ekdalaskolan, tors 29 okt v. 44 09.00–10.30 Sambedömning",
    "egen": "Vår egen grupp, mån 2 nov v. 45 13.00–14.30 Läsecirkel",
    "par": "Granlidens gymnasium, mån 12 okt v. 42 14.00–15.30 Sambedömning i par",
    "mål": "Granlidens gymnasium, mån 26 okt v. 44 14.00–15.30 Elevernas egna mål",
}


@pytest.fixture
async def busy(town: Town) -> Town:
    """Return the sample with two more collaborations of Maja's and Petter's, and sessions in them."""
    sample = await town.get(Collaboration, "c-granliden")
    for unit in ("almby", "ekdala"):
        await town.add(sample.changed(id=f"c-{unit}", unit_id=unit, principal_id="rut").at_version(0))
    for number, (collaboration, when, topic) in enumerate(SESSIONS):
        start = datetime.fromisoformat(when).replace(tzinfo=STOCKHOLM)
        await town.add(
            Session(
                id=f"s-{number}",
                collaboration_id=collaboration,
                session_kind="learning" if collaboration else "own-group",
                span=Span(start=start, end=start + timedelta(minutes=90)),
                topic=topic,
                people=("maja", "petter"),
            )
        )
    return town


def _facts(person: Seat) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in person.sees.splitlines() if ": " in line)


@pytest.mark.parametrize(
    ("line", "session", "reason"),
    [
        ("ställ in Almby 4 feb", "ord", None),
        ("ställ in Almby 4 feb sjuk", "ord", "sjuk"),
        ("ställ in almby den 4:e februari, läraren är sjuk", "ord", "läraren är sjuk"),
        ("ställ in Almby v 43", "formativ", None),
        ("ställ in Almby v. 43 pga friluftsdag", "formativ", "pga friluftsdag"),
        ("ställ in torsdagens träff", "formativ", None),
        ("ställ in torsdagens träff i Almby sjukdom", "formativ", "sjukdom"),
        ("ställ in Almby torsdag 2 lärare är sjuka", "formativ", "2 lärare är sjuka"),
        ("ställ in Almby to 29 okt", "läsning", None),
        ("ställ in Almbyträffen 4/2", "ord", None),
        ("ställ in träffen i Almby på torsdag", "formativ", None),
        ("ställ in mötet imorgon", "ekdala", None),
        ("ställ in morgondagens träff snöoväder", "ekdala", "snöoväder"),
        ("ställ in i morgon bitti", "ekdala", None),
        ("ställ in Ekdala 29 oktober kl 9", "sambedömning", None),
        ("ställ in 29 okt kl 14", "läsning", None),
        ("ställ in torsdag v 44 kl 9", "sambedömning", None),
        ("ställ in Läsning Almby", "läsning", None),
        ("ställ in Almby Läsning", "läsning", None),
        ("ställ in Läsning 16/10", "ekdala", None),
        ("ställ in nästa träff", "ekdala", None),
        ("ställ in nästa möte i Almby", "formativ", None),
        ("ställ in Från ord till text", "ord", None),
        ("ställ in Elevernas egna mål 26 okt lov", "mål", "lov"),
        ("ställ in vår egen grupp", "egen", None),
        ("avboka Almby v 5", "ord", None),
        ("cancel Almby 4 Feb ill", "ord", "ill"),
        ("cancel Almby Thursday", "formativ", None),
        ("cancel tomorrow's meeting", "ekdala", None),
    ],
)
async def test_cancelled(busy: Town, maja: Seat, line: str, session: str, reason: str | None) -> None:
    """What names the session is taken for it and read back; the words after it are the reason."""
    await maja.says(line)
    assert _facts(maja)["Träff"] == SEEN[session]
    assert _facts(maja).get("Skäl") == reason
    assert all(one.state is Held.BOOKED for one in await busy.find(Session) if one.id != "s-held")


@pytest.mark.parametrize(
    ("line", "session", "new"),
    [
        ("flytta Almby 4 feb till 11 feb 14-16", "ord", "torsdag 11 februari 2027, v. 6, 14.00–16.00"),
        ("flytta Almby 4 feb till 11 feb", "ord", "torsdag 11 februari 2027, v. 6, 14.00–15.30"),
        ("flytta Almby 22 okt till 23 okt kl 9", "formativ", "fredag 23 oktober 2026, v. 43, 09.00–10.30"),
        ("flytta Almby från 22/10 till 23/10", "formativ", "fredag 23 oktober 2026, v. 43, 14.00–15.30"),
        ("flytta Almby v 43 till v 45", "formativ", "torsdag 5 november 2026, v. 45, 14.00–15.30"),
        ("flytta Almby v 43 till v 45 to 9-10", "formativ", "torsdag 5 november 2026, v. 45, 09.00–10.00"),
        ("flytta Almby v 43 to till v 44 on 14", "formativ", "onsdag 28 oktober 2026, v. 44, 14.00–15.30"),
        ("flytta Almby to 22 okt till fr 23 okt", "formativ", "fredag 23 oktober 2026, v. 43, 14.00–15.30"),
        ("flytta Almby torsdag -> fredag v 45 14", "formativ", "fredag 6 november 2026, v. 45, 14.00–15.30"),
        ("flytta torsdagens träff till imorgon", "formativ", "fredag 16 oktober 2026, v. 42, 14.00–15.30"),
        (
            "flytta morgondagens möte till tisdag kl 10",
            "ekdala",
            "tisdag 20 oktober 2026, v. 43, 10.00–11.30",
        ),
        ("flytta nästa träff till 30 november", "ekdala", "måndag 30 november 2026, v. 49, 09.00–10.30"),
        ("flytta Läsecirkel till nästa vecka", "egen", "måndag 19 oktober 2026, v. 43, 13.00–14.30"),
        ("flytta Från ord till text till 5 feb", "ord", "fredag 5 februari 2027, v. 5, 14.00–15.30"),
        (
            "flytta Elevernas egna mål fredag v 45 kl 14 till 16",
            "mål",
            "fredag 6 november 2026, v. 45, 14.00–16.00",
        ),
        ("flytta Almby tisdag till onsdag v 43 kl 8", "tal", "onsdag 21 oktober 2026, v. 43, 08.00–09.30"),
        ("flytta Almby 22 okt till kl 15", "formativ", "torsdag 22 oktober 2026, v. 43, 15.00–16.30"),
        ("flytta torsdagens träff till 15.15-16", "formativ", "torsdag 22 oktober 2026, v. 43, 15.15–16.00"),
        ("flytta Elevernas egna mål kl 15", "mål", "måndag 26 oktober 2026, v. 44, 15.00–16.30"),
        ("boka om Ekdala 29 okt till 5 nov", "sambedömning", "torsdag 5 november 2026, v. 45, 09.00–10.30"),
        ("move Almby 4 Feb to 11 Feb 2pm", "ord", "torsdag 11 februari 2027, v. 6, 14.00–15.30"),
        ("move Thursday's session to week 45", "formativ", "torsdag 5 november 2026, v. 45, 14.00–15.30"),
    ],
)
async def test_moved(busy: Town, maja: Seat, line: str, session: str, new: str) -> None:
    """What stands before `till` names the session, what comes after is its new time; both are read back."""
    before = {one.id: one.span for one in await busy.find(Session)}
    await maja.says(line)
    assert _facts(maja)["Träff"] == SEEN[session]
    assert _facts(maja)["Ny tid"] == new
    assert {one.id: one.span for one in await busy.find(Session)} == before
    assert (await maja.confirms()).startswith("Flyttad: ")


@pytest.mark.parametrize(
    ("line", "session", "said"),
    [
        ("reflektera Almby 13 okt 4 Bra samtal", "tal", ("4, mycket", "Bra samtal")),
        ("reflektera tisdagens träff 4 Bra samtal", "tal", ("4, mycket", "Bra samtal")),
        ("reflektera i tisdags 5 Alla var med", "tal", ("5, väldigt mycket", "Alla var med")),
        ("reflektera Almby 4 Bra samtal", "tal", ("4, mycket", "Bra samtal")),
        ("reflektera Granliden i måndags 3 Kort om tid", "par", ("3, delvis", "Kort om tid")),
        ("reflektera måndag 2", "par", ("2, lite", None)),
        ("reflektera v 42 tisdag 4", "tal", ("4, mycket", None)),
        ("reflektera 4 Bra samtal", "tal", ("4, mycket", "Bra samtal")),
        ("reflektera senaste träffen 4", "tal", ("4, mycket", None)),
        ("reflect last Monday 4 Good talk", "par", ("4, mycket", "Good talk")),
        ("reflect Almby Tuesday 4 Good talk", "tal", ("4, mycket", "Good talk")),
    ],
)
async def test_reflected_on(
    busy: Town, maja: Seat, line: str, session: str, said: tuple[str, str | None]
) -> None:
    """A day that has been names the session; the number after it is the grade."""
    await maja.says(line)
    facts = _facts(maja)
    assert facts["Träff"] == SEEN[session]
    assert (facts["Ledde den mot sitt syfte?"], facts.get("Vad hände")) == said


@pytest.mark.parametrize(
    ("line", "says", "offered"),
    [
        ("ställ in Almby 5 feb", "Ingen träff stämmer med ”5 feb”.", list(ALMBY)),
        ("ställ in Almby v 50 sjuk", "Ingen träff stämmer med ”v 50”.", list(ALMBY)),
        ("ställ in Almby torsdag kl 9", "Ingen träff stämmer med ”torsdag kl 9”.", list(ALMBY)),
        ("ställ in Almby", "Det finns flera som heter så.", list(ALMBY)),
        ("ställ in Läsning", "Det finns flera som heter så.", ["ekdala", "läsning"]),
        ("ställ in 29 okt", "Flera träffar stämmer med ”29 okt”.", ["sambedömning", "läsning"]),
        ("ställ in v 44 lov", "Flera träffar stämmer med ”v 44”.", ["mål", "sambedömning", "läsning"]),
        ("ställ in Almby torsdag eller fredag", "Vilken träff menar du?", ["formativ"]),
        ("flytta Almby 5 feb till 11 feb 14", "Ingen träff stämmer med ”5 feb”.", list(ALMBY)),
        ("flytta Almby till 11 feb 14", "Det finns flera som heter så.", list(ALMBY)),
        ("reflektera Almby 4 feb 4 Bra", "Ingen träff stämmer med ”4 feb”.", ["tal"]),
        ("reflektera v 42 4 Bra", "Flera träffar stämmer med ”v 42”.", ["tal", "par"]),
    ],
)
async def test_what_is_not_certain_is_offered(
    busy: Town, maja: Seat, line: str, says: str, offered: list[str]
) -> None:
    """Where no session fits, or several do, those that may be meant are offered and nothing is chosen.

    Where all of them are one unit's, its name need not stand on the buttons.
    """
    await maja.says(line)
    assert says in maja.sees
    assert "Bekräfta" not in maja.labels
    wanted = [SEEN[one] for one in offered]
    if len({label.split(", ")[0] for label in wanted}) == 1:
        wanted = [label.split(", ", 1)[1] for label in wanted]
    assert sorted(maja.labels[:-2]) == sorted(wanted)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("flytta Almby torsdag till fredag 14", ["23 oktober 2026, v. 43", "16 oktober 2026, v. 42"]),
        ("flytta Almby 4 feb till fredag 14", ["5 februari 2027, v. 5", "16 oktober 2026, v. 42"]),
        ("flytta Elevernas egna mål fredag kl 14", ["30 oktober 2026, v. 44", "16 oktober 2026, v. 42"]),
        ("move Thursday's session to Friday", ["23 oktober 2026, v. 43", "16 oktober 2026, v. 42"]),
    ],
)
async def test_a_weekday_beside_the_session(busy: Town, maja: Seat, line: str, offered: list[str]) -> None:
    """A new weekday may be the coming one or the one in the session's week: both are offered."""
    await maja.says(line)
    assert maja.labels[:-2] == [f"fredag {one}, 14.00" for one in offered]
    await maja.presses(maja.labels[0])
    assert _facts(maja)["Ny tid"] == f"fredag {offered[0]}, 14.00–15.30"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("flytta Elevernas egna mål till måndag", ["2 november 2026, v. 45", "19 oktober 2026, v. 43"]),
        ("flytta Almby 22 okt till torsdag", ["29 oktober 2026, v. 44", "15 oktober 2026, v. 42"]),
        (
            "flytta Almby 4 feb till torsdag",
            ["11 februari 2027, v. 6", "15 oktober 2026, v. 42", "22 oktober 2026, v. 43"],
        ),
    ],
)
async def test_the_session_s_own_weekday(busy: Town, maja: Seat, line: str, offered: list[str]) -> None:
    """To its own weekday a session is moved a week on, or to the coming one; its own time is not offered."""
    await maja.says(line)
    assert [label.partition(" ")[2].removesuffix(", 14.00") for label in maja.labels[:-2]] == offered


async def test_tomorrow_s_session_to_its_own_weekday(busy: Town, maja: Seat) -> None:
    """Where the coming one is its own time, only the week after is meant."""
    await maja.says("flytta Ekdala imorgon till fredag")
    assert _facts(maja)["Ny tid"] == "fredag 23 oktober 2026, v. 43, 09.00–10.30"


async def test_a_chosen_offer_keeps_the_reason(busy: Town, maja: Seat) -> None:
    """The reason that was typed is still there once the session is chosen."""
    await maja.says("ställ in Almby v 50 sjukdom")
    await maja.presses(SEEN["läsning"].split(", ", 1)[1])
    assert (_facts(maja)["Träff"], _facts(maja)["Skäl"]) == (SEEN["läsning"], "sjukdom")
    await maja.confirms()
    assert (await busy.get(Session, "s-2")).state is Held.CANCELLED


async def test_typed_as_an_answer(busy: Town, maja: Seat) -> None:
    """When asked which session, a date answers."""
    await maja.says("ställ in Almby")
    await maja.says("29 okt kl 14")
    assert _facts(maja)["Träff"] == SEEN["läsning"]


async def test_words_that_name_nothing(busy: Town, maja: Seat) -> None:
    """Beside what names a session, an answer may hold nothing that would be dropped."""
    await maja.says("ställ in")
    await maja.sends(session="Almby 4 feb kanelbulle")
    assert maja.errors == {
        "session": "Jag hittar ingen träff med ”Almby 4 feb kanelbulle” här. Välj i listan."
    }


async def test_searched_by_date(busy: Town, maja: Seat) -> None:
    """In the long list a date, a week and a name find sessions."""
    await maja.says("ställ in")
    assert await maja.searches("session", "4 feb") == [SEEN["ord"]]
    assert await maja.searches("session", "Almby v 43") == [SEEN["formativ"]]
    assert await maja.searches("session", "läsn") == [SEEN["ekdala"], SEEN["läsning"], SEEN["egen"]][:2]
    assert await maja.searches("session", "5 feb") == []


async def test_only_ones_own(busy: Town, olle: Seat, karin: Seat) -> None:
    """A date finds nobody else's session; who coordinates chooses among all."""
    assert await olle.says("ställ in Almby 4 feb") == "Du har inga bokade träffar."
    await karin.says("ställ in Almby 4 feb")
    assert _facts(karin)["Träff"] == SEEN["ord"]


async def test_who_no_longer_leads(busy: Town, maja: Seat) -> None:
    """Who was replaced in the pair doesn't cancel what they were to lead."""
    await busy.add(Person(id="nils", name="Nils Norrman", roles=(Role.DEVELOPER,)))
    await busy.change(await busy.get(Collaboration, "c-almby"), developers=("petter", "nils"))
    await maja.says("ställ in Almby 4 feb")
    assert maja.errors == {"session": "Den träffen är inte en av dina."}
