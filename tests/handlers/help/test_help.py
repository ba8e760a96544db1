"""Help, by role and by subject."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import handlers
from bot.app import municipality
from config.settings import Settings
from handlers.core.command import Commands
from handlers.core.dispatch import Dispatch
from handlers.core.replies import Ask, Card, Confirm, Page
from handlers.core.rooms import rooms_of
from storage.documents.collaborations import Collaboration
from storage.documents.done import Done
from storage.documents.people import Person as Known
from storage.documents.people import Role, Unit
from storage.values.texts import Message
from tests.handlers.desk import WORDS, Seat, Town, a_town

COMMANDS = rooms_of(handlers).commands
EVERYBODY = ("karin", "henrik", "maja", "olle", "ylva", "greta", "bengt", "rut", "new-anna")


def _card(seat: Seat) -> Card:
    (reply,) = seat.answer.replies
    (card,) = reply.parts if isinstance(reply, Page) else (reply,)
    assert isinstance(card, Card)
    return card


def _examples(seat: Seat) -> list[str]:
    return [WORDS.text(fact.value, seat.answer.language) for fact in _card(seat).facts]


def _listed(seat: Seat) -> list[str]:
    return [example.split()[0] for example in _examples(seat)]


async def test_a_developers_jobs_first(maja: Seat) -> None:
    """A developer sees booking and reflecting first, with their own units and sessions."""
    seen = await maja.says("hjälp")
    assert _listed(maja)[:2] == ["boka", "reflektera"]
    assert "Boka en träff: boka Granlidens gymnasium tisdag 14–15.30 Formativ bedömning" in seen
    assert "flytta Granlidens gymnasium Elevernas egna mål en vecka framåt" in seen
    assert "utse" not in seen
    assert "begär" not in seen


async def test_a_coordinators_jobs_first(karin: Seat) -> None:
    """A coordinator sees the queue first; what they may do for others stands under its subject."""
    await karin.says("help")
    assert _listed(karin)[:4] == ["förfrågningar", "utse", "läget", "veckobrev"]
    assert "boka" not in _listed(karin)
    assert "Boka en träff: boka" in await karin.presses("Hjälp: Träffar")


async def test_a_principals_jobs_first(rut: Seat) -> None:
    """A principal sees how to ask for their own school first, and no command of other roles."""
    assert "Be om ett samarbete: begär Almby skola" in await rut.says("hjälp")
    theirs = {one.sv for one in COMMANDS if one.who is None or Role.PRINCIPAL in one.who}
    assert _listed(rut)[0] == "begär"
    assert set(_listed(rut)) <= theirs


async def test_only_what_can_be_done_now(olle: Seat) -> None:
    """Who has no session to move and none to reflect on sees neither among their jobs."""
    await olle.says("hjälp")
    assert {"flytta", "reflektera"}.isdisjoint(_listed(olle))


async def test_short_enough_for_a_phone(town: Town) -> None:
    """Nobody's help, nor that of any subject, is longer than twelve lines."""
    for who in EVERYBODY:
        seat = town.seat(who)
        assert len((await seat.says("hjälp")).splitlines()) <= 12
        for button in [one for one in seat.buttons if one.choice]:
            assert len((await seat.presses(button)).splitlines()) <= 12


async def test_each_command_once(town: Town) -> None:
    """Everything that somebody may send stands under one of the subjects."""
    for who in EVERYBODY:
        seat = town.seat(who)
        await seat.says("hjälp")
        shown: list[str] = []
        subjects = [one for one in seat.buttons if one.choice]
        if "Visa fler" in seat.labels:
            await seat.presses("Visa fler")
            subjects += [one for one in seat.buttons if one.choice]
        for button in subjects:
            await seat.presses(button)
            shown += [one.action for one in seat.buttons if one.action != "more"]
            while "Visa fler" in seat.labels:
                await seat.presses("Visa fler")
                shown += [one.action for one in seat.buttons if one.action != "more"]
        found = await town.find(Known)
        known = [one for one in found if one.id == who]
        person = known[0] if known else Known(id="x", name="", approved=False)
        may = [one.action for one in COMMANDS if one.open_to(person, known=bool(known))]
        assert sorted(shown) == sorted(may)


def _lines(seat: Seat) -> list[str]:
    """Return what the card that is shown says can be typed."""
    buttons = [one for one in seat.buttons if one.action != "more" and not one.choice]
    behind = [one.values["example"] for one in _card(seat).text if "example" in one.values]
    examples = _examples(seat)[len(behind) - len(buttons) :] if len(buttons) > len(behind) else []
    return [*(WORDS.text(one, seat.answer.language) for one in behind if isinstance(one, Message)), *examples]


@pytest.mark.parametrize("locale", ["sv-SE", "en-GB"])
@pytest.mark.parametrize("who", EVERYBODY)
async def test_each_example_works_when_typed(
    town: Town, tmp_path: Path, sample_store: Path, who: str, locale: str
) -> None:
    """All that help shows somebody, in whichever subject, is taken by its own command as it stands."""
    seat = town.seat(who, locale)
    await seat.says("help")
    lines = _lines(seat)
    for button in [one for one in seat.buttons if one.choice]:
        await seat.presses(button)
        lines += _lines(seat)
    assert len(set(lines)) > 4
    for number, line in enumerate(dict.fromkeys(lines)):
        folder = tmp_path / str(number)
        shutil.copytree(sample_store, folder)
        async with a_town(folder) as like_before:
            await _works(like_before.seat(who, locale), line, like_before)


async def _works(seat: Seat, line: str, town: Town) -> None:
    """See that a line is answered, done, read back, or met by a form that has nothing to complain of."""
    found = COMMANDS.by_text(line)
    assert found is not None, line
    command, rest = found
    seen = await seat.says(line)
    for wrong in ("hör inte till din roll", "not for your role", "did not use", "använde jag inte"):
        assert wrong not in seen, (line, seen)
    forms = [one for one in seat.answer.replies if isinstance(one, Ask)]
    assert not any(one.errors for one in forms), (line, seen)
    asked = {"edit", "pick"} & {one.action for one in seat.buttons}
    read_back = any(isinstance(one, Confirm) for one in seat.answer.replies)
    assert forms or read_back or not asked, (line, seen)
    done = command.name in [one.command for one in await town.find(Done)]
    assert not rest or command.reads or forms or read_back or done, (line, seen)


async def test_a_stranger(anna: Seat) -> None:
    """A stranger is told that they can ask for a collaboration, and who sees to the rest."""
    seen = await anna.says("hjälp")
    assert "Du är inte känd här än." in seen
    assert "Karin Samuelsdotter" in seen
    assert _listed(anna)[0] == "begär"


async def test_one_command_in_full(maja: Seat) -> None:
    """Help and a word shows its example, its fields and their choices, and a button that begins."""
    seen = await maja.says("hjälp boka")
    assert "Till exempel: boka Granlidens gymnasium tisdag 14–15.30 Formativ bedömning" in seen
    assert "Typ av träff: lärträff · första möte" in seen
    assert "När: Till exempel torsdag v. 42 14–15.30" in seen
    assert (await maja.presses("Boka en träff")).startswith("Boka en träff")


@pytest.mark.parametrize("word", ["personer", "people", "PERSONER"])
async def test_a_subject(karin: Seat, word: str) -> None:
    """A subject's name in either language shows its commands, each with a button."""
    seen = await karin.says(f"hjälp {word}")
    assert "Lägg till en person: personer lägg till" in seen
    assert "Släpp in någon: personer godkänn" in seen
    assert (await karin.presses("Lägg till en person")).startswith("Lägg till en person")


async def test_one_subject_of_two_rooms(karin: Seat) -> None:
    """Rooms of the same subject are shown as one."""
    seen = await karin.says("hjälp samarbeten")
    assert "läget Björkängens förskola" in seen
    assert "utse Björkängens förskola Maja Ekström och Olle Lindgård" in seen


async def test_nobody_from_their_own_school(town: Town, karin: Seat) -> None:
    """The pair in an example can be appointed there."""
    bengts = await town.get(Collaboration, "c-bjorkangen")
    await town.change(bengts, unit_id="ekdala")
    await town.change(await town.get(Unit, "ekdala"), name="Ekdalaskolan")
    assert "utse Ekdalaskolan Olle Lindgård och Petter Åsberg" in await karin.says("hjälp")


@pytest.mark.parametrize("asked", ["Hjälp!", "vad kan du?", "Vad kan du göra", "what can you do?", "help."])
async def test_asked_in_other_words(maja: Seat, asked: str) -> None:
    """Help is also what answers the question of what the bot can do."""
    assert (await maja.says(asked)).startswith("Det här kan du göra")


async def test_nothing_of_other_roles(maja: Seat) -> None:
    """Help about what one may not do says so, and shows what one may."""
    title, *rest = (await maja.says("hjälp utse")).splitlines()
    assert rest.pop(0) == "”utse” hör inte till din roll."
    assert [title, *rest] == (await maja.says("hjälp")).splitlines()


@pytest.mark.parametrize(
    "typed", ["hjälp boka träff", "hjälp boka en träff på Granliden", "help book session"]
)
async def test_more_than_the_word(maja: Seat, typed: str) -> None:
    """More words than the command's own do no harm."""
    assert (await maja.says(typed)).startswith("Boka en träff\nTill exempel: boka")


async def test_nothing_of_roles_to_strangers(anna: Seat) -> None:
    """A stranger isn't told which commands there are for others."""
    assert "hör inte till din roll" not in await anna.says("hjälp boka")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("maja", "en-GB").says("hjälp")
    assert "Book a session: book Granlidens gymnasium Tuesday 14–15:30 Formative assessment" in seen


@pytest.mark.parametrize(
    ("typed", "title", "says"),
    [
        ("hjälp tider", "Tider", "”v. 42 tisdag 13”"),
        ("hjälp serie", "Serie", "flera träffar som bokas på en gång"),
        ("hjälp ståndpunkt", "Ståndpunkt", "Lärandet är synligt för den som lär"),
        ("hjälp standpunkter", "Ståndpunkt", "programmet"),
        ("help times", "Tider", "Jag visar veckodag"),
    ],
)
async def test_a_word_is_explained(maja: Seat, typed: str, title: str, says: str) -> None:
    """Help and a word that is no command explains it."""
    seen = await maja.says(typed)
    assert seen.startswith(f"{title}\n")
    assert says in seen


async def test_the_rest_of_a_large_subject(town: Town, karin: Seat) -> None:
    """What is more than a screen holds has a button for the rest, where nothing is shown twice."""
    change = COMMANDS.by_action("units.change")
    assert change is not None
    more = [replace(change, name=f"units x{n}", sv=f"enheter x{n}", also=()) for n in range(20)]
    rooms = replace(rooms_of(handlers), commands=Commands([*COMMANDS, *more]))
    town.dispatch = Dispatch(
        town.store, rooms, WORDS, municipality(Settings(_env_file=None)), lambda: town.now
    )
    screens = [await karin.says("hjälp enheter")]
    actions = [one.action for one in karin.buttons]
    while "Visa fler" in karin.labels:
        screens.append(await karin.presses("Visa fler"))
        actions += [one.action for one in karin.buttons]
    units = [one for one in actions if one.startswith("units")]
    assert len(units) == len(set(units)) == 24
    assert all(len(one.splitlines()) <= 12 for one in screens)
