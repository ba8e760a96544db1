"""Whom a reflection is shared with: named before it is saved and after, each by itself, or nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.core.replies import Confirm
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft
from storage.documents.people import Person
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Session
from storage.store import Equal
from storage.values.times import Span
from tests.handlers.desk import Seat, Town


async def _written(town: Town, session: str, author: str) -> Reflection:
    return await town.get(Reflection, Reflection.id_of(session, author))


async def _own_session(town: Town, maja: Seat) -> None:
    await maja.says("boka egen träff 2026-10-15 10.00-11.00 Läsecirkel")
    await maja.confirms()
    town.later(hours=2)


async def test_the_developers_own_session_names_the_group(town: Town, maja: Seat) -> None:
    """Of the developers' own session the readers are the whole group, and nobody is ticked from the start."""
    await _own_session(town, maja)
    await maja.says("reflektera Läsecirkel")
    (field,) = [one for one in maja.form.fields if one.name == "visibility"]
    assert [maja._word(one.label) for one in field.options] == [
        "hela utvecklargruppen",
        "samordnaren (Karin och Henrik)",
    ]
    await maja.sends(grade="4")
    assert "Vem får läsa: bara du" in maja.sees


async def test_another_session_than_the_form_was_shown_for(town: Town, maja: Seat) -> None:
    """Where the session is changed in the form, its own readers are read back by name before it counts."""
    session = await town.get(Session, "s-ended")
    start = town.now - timedelta(hours=2)
    span = Span(start=start, end=start + timedelta(hours=1))
    await town.add(session.changed(id="morgon", version=0, span=span, people=("maja", "olle")))
    await maja.says("reflektera")
    assert "paret (Maja och Olle)" in maja.sees
    await maja.sends(session="s-ended", grade="4", happened="Ord")
    assert "Vem får läsa: paret (Maja och Petter), samordnaren" in maja.sees
    assert "Stämmer det här?" in maja.sees
    await maja.confirms()
    assert (await _written(town, "s-ended", "maja")).shared_with == (Readers.PAIR, Readers.COORDINATOR)


async def test_readers_of_another_kind_of_session(town: Town, maja: Seat) -> None:
    """Readers that were ticked for a collaboration's session are not taken for the developers' own."""
    await maja.says("reflektera")
    form = maja.form
    await _own_session(town, maja)
    (own,) = [one for one in await town.find(Session) if one.topic == "Läsecirkel"]
    await maja.sends(form, session=own.id, grade="4")
    assert maja.errors == {"visibility": "Den här träffen har andra läsare. Välj igen vem som får läsa."}


@pytest.mark.parametrize(
    ("typed", "shared_with"),
    [
        ("paret", (Readers.PAIR,)),
        ("rektorn", (Readers.PRINCIPAL,)),
        ("rektor", (Readers.PRINCIPAL,)),
        ("paret, samordnaren och rektorn", (Readers.PAIR, Readers.PRINCIPAL, Readers.COORDINATOR)),
        ("processledningsgruppen", (Readers.PROCESS_GROUP,)),
        ("samordnare", (Readers.COORDINATOR,)),
        ("ingen", ()),
        ("bara jag", ()),
        ("the pair and the principal", (Readers.PAIR, Readers.PRINCIPAL)),
        ("nobody", ()),
    ],
)
async def test_readers_by_name(town: Town, maja: Seat, typed: str, shared_with: tuple[Readers, ...]) -> None:
    """Readers are named in either language, several with och or commas, and nobody by a word of its own."""
    await maja.says(f'reflektera s-ended 4 vem-får-läsa="{typed}"')
    await maja.confirms()
    assert (await _written(town, "s-ended", "maja")).shared_with == shared_with


async def test_readers_before_other_words(maja: Seat) -> None:
    """Readers in a line end where no more are named; what follows is the text."""
    await maja.says("reflektera vem-får-läsa=paret, rektorn 4 Bra samtal")
    assert "Vem får läsa: paret (Maja och Petter), rektorn (Greta)" in maja.sees
    assert "Vad hände: Bra samtal" in maja.sees


async def test_a_read_back_from_before_is_no_wider(town: Town, maja: Seat) -> None:
    """What was pinned as one word of the old ladder is read as that reader alone, or nobody."""
    for before, shared_with in (
        ("me", ()),
        ("pair", (Readers.PAIR,)),
        ("coordinator", (Readers.COORDINATOR,)),
    ):
        await maja.says("reflektera s-ended 4 Ord")
        read_back = maja.shown_as(Confirm)
        draft = await town.get(Draft, read_back.buttons[0].id)
        await town.change(draft, values=draft.values | {"visibility": before}, shown="")
        button = read_back.buttons[0].model_copy(update={"revision": draft.version + 1})
        await maja.presses(button)
        assert (await _written(town, "s-ended", "maja")).shared_with == shared_with


async def test_who_left_the_pair_keeps_it_until_it_is_narrowed(
    town: Town, karin: Seat, maja: Seat, petter: Seat
) -> None:
    """Who is no longer of the pair goes on reading what was shared with them, until its author narrows it."""
    await maja.says("reflektera s-ended 4 Mellan oss")
    await maja.confirms()
    await karin.says("utse Granliden Maja Ekström och Olle Lindgård")
    await karin.confirms()
    assert "Mellan oss" in await petter.says("reflektioner")
    await maja.says("reflektera s-ended vem-får-läsa=samordnaren")
    await maja.confirms()
    assert "Mellan oss" not in await petter.says("reflektioner")


async def test_a_municipality_chooses_the_default(town: Town, maja: Seat) -> None:
    """Who reads unless the author says otherwise stands in the process, for all kinds or for one."""
    begin = town.dispatch._begin
    process = begin.municipality.process
    for kind_readers, expected in ((None, (Readers.PRINCIPAL,)), ((), ())):
        kinds = tuple(
            one.model_copy(update={"shared_with": kind_readers if one.id == "learning" else None})
            for one in process.session_kinds
        )
        own = process.model_copy(update={"shared_with": ("principal",), "session_kinds": kinds})
        town.dispatch._begin = replace(begin, municipality=replace(begin.municipality, process=own))
        await town.erase(Reflection, Reflection.id_of("s-ended", "maja"))
        await maja.says("reflektera s-ended 4 Ord")
        await maja.confirms()
        assert (await _written(town, "s-ended", "maja")).shared_with == expected


@pytest.mark.parametrize("typed", ["paret utom Petter", "paret men inte rektorn", "ingen och rektorn"])
async def test_a_limit_is_no_lesson(maja: Seat, typed: str) -> None:
    """What limits or denies readers is asked about, and neither dropped nor taken for a text."""
    await maja.says(f'reflektera s-ended grade=4 happened="Ord" visibility={typed}')
    assert "visibility" in maja.errors


@pytest.mark.parametrize(
    "line",
    [
        "reflektera s-ended 3 bara för mig: Greta är svår. vem får läsa: ingen",
        "reflektera s-ended 3 Vem får läsa: bara jag bara för mig: Greta är svår.",
        "reflect s-ended 3 only for me: Greta är svår. who can read it: nobody",
    ],
)
async def test_a_label_before_a_colon(town: Town, maja: Seat, karin: Seat, line: str) -> None:
    """Labels before a colon name their fields in a line, so that what is private stays so."""
    await maja.says(line)
    await maja.confirms()
    written = await _written(town, "s-ended", "maja")
    assert (written.private.strip(" ."), written.happened, written.shared_with) == ("Greta är svår", "", ())
    assert "Greta" not in await karin.says("reflektioner")


@pytest.mark.parametrize("text", ["Bra samtal, bara för mig", "vem får läsa ingen", "Frank talk, only me"])
async def test_words_about_readers_are_pointed_out(town: Town, maja: Seat, text: str) -> None:
    """Words about readers in the text are pointed out before it is saved, with nobody at hand."""
    await maja.says(f"reflektera s-ended 4 {text}")
    assert "Din text säger vem som får läsa." in maja.sees
    await maja.presses("bara du")
    assert "Vem får läsa: bara du" in maja.sees
    await maja.confirms()
    assert (await _written(town, "s-ended", "maja")).shared_with == ()


async def test_other_people_behind_the_same_readers(town: Town, maja: Seat) -> None:
    """Where somebody else has become principal since the read-back, it is read back anew by name."""
    await maja.says("reflektera s-ended 4 Ord vem-får-läsa=rektorn")
    assert "Vem får läsa: rektorn (Greta)" in maja.sees
    await town.change(await town.get(Collaboration, "c-granliden"), principal_id="bengt")
    await maja.confirms()
    assert "Det här har ändrats sedan du började. Titta en gång till." in maja.sees
    assert "Vem får läsa: rektorn (Bengt)" in maja.sees
    assert await town.find(Reflection, Equal("session_id", "s-ended")) == []
    await maja.confirms()
    assert (await _written(town, "s-ended", "maja")).shared_with == (Readers.PRINCIPAL,)


async def test_those_who_led_are_named(town: Town, karin: Seat, maja: Seat) -> None:
    """Of the pair those are named who led the session, also when the pair is another one."""
    await karin.says("utse Granliden Maja och Olle")
    await karin.confirms()
    assert "Vem får läsa: paret (Maja och Petter), samordnaren (Karin och Henrik)" in (
        await maja.says("reflektioner")
    )


async def test_those_who_led_stay_its_readers(town: Town, maja: Seat, petter: Seat, olle: Seat) -> None:
    """A reflection that is changed keeps its readers, though others lead the session now."""
    await town.change(await town.get(Session, "s-held"), people=("maja", "olle"))
    await maja.says("reflektera s-held lärdom='Nytt ord'")
    await maja.confirms()
    assert "Nytt ord" in await petter.says("reflektioner")
    assert "Nytt ord" not in await olle.says("reflektioner")


async def test_coordinators_who_have_left_are_not_named(town: Town, maja: Seat) -> None:
    """Among those who coordinate nobody is named who is no longer active."""
    await town.change(await town.get(Person, "henrik"), active=False)
    assert "samordnaren (Karin)" in await maja.says("reflektioner")


async def test_what_everybody_could_read(town: Town, maja: Seat) -> None:
    """What was shared with the whole collaboration is shown as shared with its two parts."""
    await town.change(await town.get(Reflection, "s-held-maja"), shared_with=(Readers.MEMBERS,))
    await maja.says("reflektera s-held")
    await maja.presses("Ändra")
    assert maja.filled_in["visibility"] == ("principal", "process-group")


async def test_a_name_of_several_readers(town: Town, maja: Seat) -> None:
    """A word that several readers' names begin with names none of them."""
    eva = town.seat("maja", locale="en-GB")
    await eva.says("reflect s-ended 4 Word who-can-read-it='the p'")
    assert eva.errors == {"visibility": "“the p” is not one of the choices."}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("bara jag", "bara du"),
        ("bara för mig", "bara du"),
        ("bara paret", "paret (Maja och Petter)"),
        ("dela med rektor", "paret (Maja och Petter), rektorn (Greta), samordnaren (Karin och Henrik)"),
        ("rektor också", "paret (Maja och Petter), rektorn (Greta), samordnaren (Karin och Henrik)"),
        ("dela inte med samordnaren", "paret (Maja och Petter)"),
        ("only me", "bara du"),
    ],
)
async def test_said_at_the_read_back(maja: Seat, typed: str, who: str) -> None:
    """What is said of readers there changes who they are, and nothing else."""
    await maja.says("reflektera 4 Bra samtal")
    seen = await maja.says(typed)
    assert f"Vem får läsa: {who}\nVad hände: Bra samtal" in seen
