"""Forms: sent twice, somebody else's, refused, filled in by answering."""

from __future__ import annotations

import pytest

from handlers.core.incoming import Submit
from handlers.core.replies import Input
from storage.documents.drafts import Draft, Understood
from storage.documents.sessions import Session
from tests.handlers.desk import STAFF_ROOM, Seat, Town


async def test_sent_twice(town: Town, rut: Seat) -> None:
    """The second sending of a form does nothing and says that it is done."""
    await rut.says("begär")
    form = rut.form
    await rut.sends(form, purpose="Läsning", effects="Fler läser")
    await town.told()
    assert await rut.sends(form, purpose="Läsning", effects="Fler läser") == (
        "Det här är redan gjort. Inget gjordes två gånger."
    )
    assert await town.told() == {}


async def test_somebody_elses_draft(town: Town, rut: Seat, bengt: Seat) -> None:
    """A form can't be sent by another than the one who was asked."""
    await rut.says("begär")
    seen = await bengt.sends(rut.form, purpose="Läsning", effects="Fler läser")
    assert seen == "Det här är någon annans formulär. Börja ett eget genom att skriva kommandot."
    assert await town.told() == {}


async def test_an_unknown_draft(maja: Seat) -> None:
    """A form that is no longer kept can't be sent; one is told to start again."""
    envelope = {"actor": maja.actor, "place": maja.place, "delivery_id": "terminal:x"}
    seen = await maja.does(Submit(draft="nosuch", revision=0, values={"when": "imorgon 14"}, **envelope))
    assert seen == "Formuläret finns inte kvar. Börja om genom att skriva kommandot."


async def test_fields_that_the_form_lacks(town: Town, rut: Seat) -> None:
    """Made-up fields are left out."""
    await rut.says("begär")
    seen = await rut.sends(purpose="Läsning", effects="Läslust", stage="learning", developers=("rut",))
    assert "Din förfrågan är skickad" in seen


async def test_a_refused_form_comes_back(town: Town, karin: Seat) -> None:
    """A form that a rule says no to comes back with the reason above it and all that was written."""
    await karin.says("utse Granliden")
    await karin.sends(developers=("sana", "maja"))
    assert "Sana Haddadi arbetar på Granlidens gymnasium" in karin.sees
    assert karin.form.intro is not None
    assert karin.filled_in["developers"] == ("sana", "maja")
    assert "Par: Olle Lindgård, Maja Ekström" in await karin.sends(developers=("olle", "maja"))


async def test_what_was_understood_stays_so(town: Town, karin: Seat) -> None:
    """What was understood and sent unchanged is no text to read anew, also in a form that is refused."""
    await karin.says("utse granlid Olle Maja")
    await karin.presses("Ändra")
    form = karin.form
    await karin.sends(developers=("sana", "maja"))
    assert "Sana Haddadi arbetar på Granlidens gymnasium" in karin.sees
    draft = await town.get(Draft, form.draft)
    assert draft.values == {
        "collaboration": Understood(value="c-granliden"),
        "developers": ("sana", "maja"),
    }


async def test_what_was_written_is_kept(town: Town, rut: Seat) -> None:
    """What was written in a form with an error is there after a restart, though only the error is mended."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning i alla ämnen", effects="", participants="Alla")
    form = rut.form
    await town.restart()
    await rut.does(
        Submit(
            draft=form.draft,
            revision=form.revision,
            values={"effects": "Läslust"},
            actor=rut.actor,
            place=rut.place,
            delivery_id="terminal:mended",
        )
    )
    assert "Syfte: Läsning i alla ämnen\nÖnskade effekter: Läslust\nVilka deltar: Alla" in rut.sees


async def test_changed_after_reading_back(maja: Seat) -> None:
    """Change opens the form with what was understood filled in."""
    await maja.says("boka granlid torsdag v 43 kl 14-15.30 Formativ")
    await maja.presses("Ändra")
    assert maja.filled_in["collaboration"] == "c-granliden"
    assert maja.filled_in["topic"] == "Formativ"
    assert "2026" in str(maja.filled_in["when"])
    await maja.sends(topic="Sambedömning")
    assert "Ämne: Sambedömning" in maja.sees


async def test_answered_by_writing(maja: Seat) -> None:
    """What is missing can be answered as a message, one after the other."""
    await maja.says("flytta Elevernas egna mål")
    await maja.says("fredag v 44 kl 9")
    assert "Ny tid: fredag 30 oktober 2026" in maja.sees
    assert (await maja.says("ja")).startswith("Flyttad")


@pytest.mark.parametrize("no", ["nej", "Nej tack.", "avbryt", "no"])
async def test_declined_by_writing(town: Town, maja: Seat, no: str) -> None:
    """A no to what was read back ends it."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")
    confirm = maja.button("Bekräfta")
    assert await maja.says(no) == "Okej, inget är gjort."
    await maja.presses(confirm)
    assert (await town.get(Session, "s-coming")).span.start.day == 26


async def test_a_new_command_instead_of_an_answer(maja: Seat) -> None:
    """Asked for something to choose, one can ask for something else."""
    await maja.says("ställ in")
    assert (await maja.says("läget")).startswith("Granlidens gymnasium")


async def test_not_answered_later(town: Town, maja: Seat) -> None:
    """An hour later a message is no longer an answer."""
    await maja.says("boka Granliden")
    town.later(hours=2)
    assert (await maja.says("torsdag v 43 kl 14")).startswith("Jag förstår inte")


async def test_not_answered_in_a_channel(maja: Seat) -> None:
    """In a channel a message is not taken for the answer to a form."""
    await maja.says("boka Granliden", STAFF_ROOM)
    assert (await maja.says("torsdag v 43 kl 14", STAFF_ROOM)).startswith("Jag förstår inte")


async def test_long_lists_are_searched(karin: Seat) -> None:
    """What is listed is found by its beginning, with typos and without å, ä and ö."""
    await karin.says("begär")
    units = next(one for one in karin.form.fields if one.name == "unit")
    assert units.input is Input.SEARCH
    assert await karin.searches("principal", "grta") == ["Greta Granath (Granlidens gymnasium)"]
    assert (await karin.searches("unit", "bjork"))[0] == "Björkängens förskola"


async def test_searches_are_ones_own(town: Town, rut: Seat, bengt: Seat) -> None:
    """Another's form, or a field that one isn't asked, gives nothing."""
    await rut.says("begär")
    assert await rut.searches("principal", "greta") == []
    assert await rut.searches("nosuch", "greta") == []
    bengt.answer = rut.answer
    assert await bengt.searches("unit", "almby") == []


async def test_a_spent_draft_keeps_nothing(town: Town, rut: Seat) -> None:
    """Once a form is done, what was written is not kept twice."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects="Läslust")
    assert [(one.spent, one.values) for one in await town.find(Draft)] == [(True, {})]


async def test_named_values(town: Town, rut: Seat) -> None:
    """A value runs on to the next name unless it is quoted, straight or curly; others fill in order."""
    for line in (
        "begär Almby skola syfte=Läsning i alla ämnen effects=Läslust & glädje",
        'begär syfte="Läsning i alla ämnen" Almby skola effects=Läslust & glädje',
        "begär syfte=“Läsning i alla ämnen” effects='Läslust & glädje' Almby skola",
    ):
        await rut.says(line)
        assert "Syfte: Läsning i alla ämnen\nÖnskade effekter: Läslust & glädje" in rut.sees, line


async def test_what_follows_a_named_choice(maja: Seat) -> None:
    """A named choice ends where it is whole; what follows fills in the other fields in order."""
    await maja.says("reflektera vem-får-läsa=bara jag 4 Bra samtal")
    for fact in ("Ledde den mot sitt syfte?: 4, mycket", "Vad hände: Bra samtal", "Vem får läsa: bara du"):
        assert fact in maja.sees
    for line in (
        "4 vem-får-läsa=paret och processledningsgruppen",
        "4 visibility=the pair and the process group",
    ):
        await maja.says(f"reflektera {line}")
        assert "Vem får läsa: paret (Maja och Petter), processledningsgruppen (Greta)" in maja.sees


async def test_equals_signs_in_words(rut: Seat) -> None:
    """An equals sign that names no field is text like any other."""
    await rut.orders('begär Almby skola syfte="1+1=2" effects=x=y')
    assert "Syfte: 1+1=2\nÖnskade effekter: x=y" in rut.sees
