"""Booking sessions."""

from __future__ import annotations

from typing import Any

import pytest

from handlers import when
from handlers.core.replies import Confirm
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft, Understood
from storage.documents.people import Person, Role, Unit
from storage.documents.sessions import Session
from storage.store import Equal
from storage.values.times import wall_text
from tests.handlers.desk import Seat, Town

GRANLIDEN = "c-granliden"


async def _booked(town: Town, topic: str) -> Session:
    (found,) = [one for one in await town.find(Session) if one.topic == topic]
    return found


def _understood(draft: Draft, field: str) -> Any:
    kept = draft.values[field]
    assert isinstance(kept, Understood)
    return kept.value


async def test_what_was_understood_is_read_back(town: Town, maja: Seat) -> None:
    """Unit, weekday, date, week and clock are read back, and nothing is booked before Confirm."""
    await maja.says("boka granlid torsdag v 43 kl 14-15.30 Formativ bedömning")
    assert "Samarbete: Granlidens gymnasium 2025/26, kollegialt lärande" in maja.sees
    assert "När: torsdag 22 oktober 2026, v. 43, 14.00–15.30" in maja.sees
    assert "Ämne: Formativ bedömning" in maja.sees
    assert len(await town.find(Session)) == 3
    assert await maja.confirms()
    booked = await _booked(town, "Formativ bedömning")
    assert wall_text(booked.span.start) == "2026-10-22T14:00:00[Europe/Stockholm]"
    assert (booked.collaboration_id, booked.people) == (GRANLIDEN, ("maja", "petter"))
    assert maja.labels == ["Flytta", "Ställ in", "Ångra"]


async def test_the_own_group_is_those_who_are_here(town: Town, maja: Seat) -> None:
    """A developer who has left doesn't lead the developers' own session, and so reads nothing of it."""
    await town.change(await town.get(Person, "olle"), active=False)
    await maja.says("boka egen träff måndag v 43 kl 13 Läsecirkel")
    await maja.confirms()
    assert set((await _booked(town, "Läsecirkel")).people) == {"maja", "petter", "sana"}


async def test_the_others_concerned_are_told(town: Town, maja: Seat) -> None:
    """The principal and the other of the pair are told; only the latter can move it; nobody else hears."""
    await maja.says("boka Granliden torsdag v 43 kl 14-15.30 Formativ")
    await maja.confirms()
    told = await town.told()
    assert set(told) == {"petter", "greta"}
    assert told["greta"][0].startswith("Maja Ekström har bokat: Granlidens gymnasium\n")
    assert "torsdag 22 oktober 2026, v. 43, 14.00–15.30" in told["greta"][0]
    assert "[Flytta]" in told["petter"][0]
    assert "[Flytta]" not in told["greta"][0]


async def test_by_the_coordinator(town: Town, karin: Seat) -> None:
    """Who coordinates books for a pair, and all of them are told."""
    await karin.says("boka Granliden torsdag v 43 kl 14-15.30")
    await karin.confirms()
    assert set(await town.told()) == {"maja", "petter", "greta"}


async def test_a_series(town: Town, maja: Seat) -> None:
    """A series is read back and booked as so many sessions, told in one message."""
    await maja.says("boka Granliden 2026-10-22 14.00-15.00; 2026-11-05 14.00-15.00; 2026-11-12 14.00-15.00")
    assert maja.sees.count("14.00–15.00") == 3
    await maja.confirms()
    assert maja.sees.startswith("3 träffar är bokade")
    assert len(await town.find(Session, Equal("collaboration_id", GRANLIDEN))) == 6
    assert [len(texts) for texts in (await town.told()).values()] == [1, 1]


async def test_the_usual_length(town: Town, maja: Seat) -> None:
    """Without an end the kind's usual length is taken, and read back."""
    await maja.says("boka Granliden kartläggning torsdag v 43 kl 14")
    assert "14.00–15.00" in maja.sees
    await maja.says("boka Granliden torsdag v 43 kl 14")
    assert "14.00–15.30" in maja.sees


async def test_booking_leaves_the_stage(town: Town, karin: Seat, olle: Seat) -> None:
    """A session that is only booked does not move the collaboration on."""
    await karin.orders("utse Björkängens förskola Olle Lindgård och Ylva Norrby")
    await olle.says("boka avslutande möte torsdag v 43 kl 14")
    await olle.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "assigned"


async def test_the_only_collaboration_need_not_be_named(maja: Seat) -> None:
    """Who leads one collaboration only books in it."""
    await maja.says("boka torsdag v 43 kl 14-15.30 Formativ")
    assert "Samarbete: Granlidens gymnasium" in maja.sees


async def test_with_several_the_unit_is_asked_for(town: Town, karin: Seat, maja: Seat) -> None:
    """Who leads more than one is asked which, with the rest kept."""
    await karin.orders("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    await maja.says("boka torsdag v 43 kl 14-15.30 Formativ")
    assert maja.errors == {"collaboration": "Välj vilket samarbete den hör till."}
    assert maja.filled_in["topic"] == "Formativ"
    await maja.sends(collaboration="c-bjorkangen")
    assert "Samarbete: Björkängens förskola" in maja.sees


async def test_a_unit_that_is_not_ones_own(town: Town, maja: Seat) -> None:
    """Naming a unit without a collaboration of one's own books nowhere else by mistake."""
    await maja.says("boka Almby torsdag v 43 kl 14")
    assert maja.errors == {"collaboration": "Du är inte med i något samarbete på Almby skola"}
    assert maja.filled_in["when"] == "torsdag v 43 kl 14"


async def test_the_developers_own_session(town: Town, maja: Seat) -> None:
    """A session of the developers' own belongs to no collaboration, and all developers are told."""
    await maja.says("boka egen träff måndag v 43 kl 13 Läsecirkel")
    assert "Samarbete" not in maja.sees
    await maja.confirms()
    assert maja.sees.startswith("Bokad: Vår egen grupp")
    booked = await _booked(town, "Läsecirkel")
    assert booked.collaboration_id is None
    assert set(await town.told()) == {"olle", "petter", "sana"}


async def test_a_clash_is_told_before_it_counts(maja: Seat) -> None:
    """A session at the same time for one of the pair is pointed out, and can be booked all the same."""
    await maja.says("boka Granliden 2026-10-26 15.00-16.00 Kort")
    both = "Maja Ekström och Petter Åsberg har redan mån 26 okt v. 44 14.00–15.30 Elevernas egna mål då."
    assert both in maja.sees
    assert "Bokad" in await maja.confirms()


async def test_side_by_side_is_no_clash(maja: Seat) -> None:
    """A session that begins as another ends clashes with nothing."""
    await maja.says("boka Granliden 2026-10-26 15.30-16.30")
    assert "har redan" not in maja.sees


async def test_a_standpoint_can_be_tagged(town: Town, maja: Seat) -> None:
    """A session can carry one of the programme's standpoints, by its name or id."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    await maja.presses("Ändra")
    await maja.sends(standpoint="visible-learning")
    assert "Ståndpunkt: Lärandet är synligt" in maja.sees
    await maja.confirms()
    assert (await _booked(town, "Formativ")).standpoint == "visible-learning"


async def test_no_time_is_asked_for(maja: Seat) -> None:
    """Without a time the form asks, with all that was said filled in; a blank or stray mark is no time."""
    await maja.says("boka Granliden")
    assert maja.filled_in == {"collaboration": GRANLIDEN, "kind": "learning"}
    for text in (" ", ";", "; ;"):
        await maja.sends(when=text)
        assert set(maja.errors) == {"when"}


async def test_the_time_alone_answers_the_question(maja: Seat) -> None:
    """After being asked, the time can be written as a message of its own."""
    await maja.says("boka Granliden")
    await maja.says("torsdag v 43 kl 14-15.30")
    assert "När: torsdag 22 oktober 2026, v. 43, 14.00–15.30" in maja.sees


async def test_past_times_are_not_booked(maja: Seat) -> None:
    """A time that has passed is not taken."""
    await maja.says("boka Granliden 2026-10-12 14.00-15.00")
    assert "Bekräfta" not in maja.labels


async def test_not_before_a_pair_is_appointed(karin: Seat) -> None:
    """Nothing can be booked in a request."""
    await karin.says("boka Björkängen torsdag v 43 kl 14")
    assert karin.sees.startswith("Inget par är utsett för Björkängens förskola än")
    assert karin.labels == ["Utse ett par"]
    await karin.says("boka")
    await karin.sends(collaboration="c-bjorkangen", when="torsdag v 43 kl 14")
    assert karin.errors == {"collaboration": "Inget par är utsett än, så inget kan bokas."}


@pytest.mark.parametrize("stage", ["completed", "ended-early", "declined"])
async def test_a_button_after_the_end(town: Town, maja: Seat, stage: str) -> None:
    """The button of a collaboration that has ended shows how it stands; a confirmation is refused too."""
    await maja.says("läget Granliden")
    button = maja.button("Boka en träff")
    await maja.says("boka torsdag v 43 kl 14")
    await town.change(await town.get(Collaboration, GRANLIDEN), stage=stage)
    confirm = maja.shown_as(Confirm).buttons[0]
    await maja.presses(button)
    assert maja.sees.startswith("Det här har ändrats sedan dess. Så här är det nu.")
    assert "Boka en träff" not in maja.labels
    await maja.presses(confirm)
    assert "Samarbetet är avslutat, så inget mer kan bokas." in maja.sees
    assert len(await town.find(Session)) == 3


async def test_refused_to_others(town: Town, greta: Seat, anna: Seat) -> None:
    """Principals and strangers don't book."""
    assert (await greta.says("boka Granliden torsdag 14")).startswith("Det hör inte till din roll.")
    assert (await anna.says("boka Granliden torsdag 14")).startswith("Jag känner dig inte än.")


async def test_somebody_elses_collaboration(olle: Seat) -> None:
    """A developer who isn't of the pair can't book there, with its id in hand either."""
    await olle.says("boka torsdag v 43 kl 14")
    await olle.sends(collaboration=GRANLIDEN)
    assert olle.errors == {"collaboration": "Det samarbetet är inte ett av dina, så du kan inte boka i det."}


async def test_pinned_when_read_back(town: Town, maja: Seat) -> None:
    """Tomorrow means the day that was read back, though it is confirmed the day after."""
    await maja.says("boka Granliden imorgon kl 14 Pinnad")
    assert "fredag 16 oktober 2026" in maja.sees
    town.later(hours=20)
    assert "fredag 16 oktober 2026" in await maja.confirms()


async def test_kept_as_it_was_understood(town: Town, maja: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read back is kept as dates and ids, so that no change of the grammar or of names matters."""
    await maja.says("boka Granliden imorgon kl 14 Pinnad")
    (draft,) = await town.find(Draft)
    (span,) = _understood(draft, "when")
    assert span["start"] == "2026-10-16T14:00:00[Europe/Stockholm]"
    assert _understood(draft, "collaboration") == "c-granliden"
    monkeypatch.setattr(when, "read", None)
    await town.change(await town.get(Unit, "granliden"), name="Skolan med nytt namn")
    await maja.confirms()
    assert "Samarbete: Skolan med nytt namn" in maja.sees
    await maja.confirms()
    assert "Bokad: Skolan med nytt namn" in maja.sees
    assert "fredag 16 oktober 2026" in maja.sees


async def test_a_draft_from_before_is_still_read(town: Town, maja: Seat) -> None:
    """A draft that kept times and names as text means what its text says."""
    await maja.says("boka Granliden imorgon kl 14 Pinnad")
    (draft,) = await town.find(Draft)
    before = {
        "collaboration": "c-granliden",
        "kind": "learning",
        "when": "fredag 16 oktober 2026, v. 42, 14.00",
        "topic": "Pinnad",
        "standpoint": "",
    }
    await town.change(draft, values=before, shown="")
    button = maja.shown_as(Confirm).buttons[0].model_copy(update={"revision": draft.version + 1})
    await maja.presses(button)
    assert "Bokad" in maja.sees
    assert "fredag 16 oktober 2026, v. 42, 14.00" in maja.sees


async def test_changed_in_ones_own_language(town: Town, maja: Seat) -> None:
    """What was understood is filled in in the reader's language, and counts as it is unless it is changed."""
    await maja.says("svenska")
    await maja.says("boka Granliden imorgon kl 14 Pinnad")
    await maja.presses("Ändra")
    assert maja.filled_in["when"] == "fredag 16 oktober 2026, v. 42, 14.00"
    await maja.says("engelska")
    await maja.says("book Granliden tomorrow at 2pm Pinned")
    await maja.presses("Change")
    assert maja.filled_in["when"].startswith("Friday 16 October 2026")
    await maja.sends(topic="Another")
    assert "Friday 16 October 2026" in maja.sees
    assert "Another" in maja.sees


async def test_confirmed_too_late(town: Town, maja: Seat) -> None:
    """A time that has passed when Confirm is pressed is not booked, and said."""
    await maja.says("boka Granliden imorgon kl 14 Pinnad")
    town.later(days=3)
    await maja.confirms()
    assert "Bokad" not in maja.sees
    assert len(await town.find(Session)) == 3


async def test_a_developer_who_coordinates_too(town: Town, maja: Seat) -> None:
    """Several roles add up."""
    await town.change(await town.get(Person, "maja"), roles=(Role.DEVELOPER, Role.COORDINATOR))
    await maja.says("boka Granliden torsdag v 43 kl 14")
    assert "Stämmer det här?" in maja.sees


async def test_in_english(town: Town) -> None:
    """The same in English, with English times."""
    maja = town.seat("maja", "en-GB")
    await maja.says("book Granliden Thursday week 43 14:00-15:30 Formative assessment")
    assert "When: Thursday 22 October 2026, week 43, 14:00–15:30" in maja.sees
    assert "Booked: Granlidens gymnasium" in await maja.confirms()


@pytest.mark.parametrize("typed", ["fredag v 43 13-14 första möte", "första möte fredag v 43 13-14"])
async def test_the_kind_before_or_after_the_time(maja: Seat, typed: str) -> None:
    """What names a kind of session is the kind, wherever it stands."""
    seen = await maja.says(f"boka Granliden {typed}")
    assert "Typ av träff: första möte" in seen
    assert "Ämne" not in seen


async def test_a_topic_beside_the_kind(maja: Seat) -> None:
    """With a kind named before, the same words after the time are the topic."""
    seen = await maja.says("boka Granliden kartläggning fredag v 43 13-14 första möte")
    assert "Typ av träff: kartläggning" in seen
    assert "Ämne: första möte" in seen
