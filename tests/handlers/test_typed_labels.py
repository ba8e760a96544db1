"""Whatever a button says can be typed: a walk through all commands by all roles, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

import handlers
from handlers.core.command import OWN_ACTIONS
from handlers.core.replies import Button
from handlers.core.rooms import rooms_of
from tests.handlers.desk import WORDS, Seat, Town

COMMANDS = list(rooms_of(handlers).commands)
NOT_UNDERSTOOD = ("Jag förstår inte", "I don't know what", "Något gick fel", "Something went wrong")
NOT_ALLOWED = ("hör inte till din roll", "not for your role")
EVERYBODY = ("karin", "henrik", "maja", "petter", "olle", "greta", "bengt", "rut", "new-anna")
MORE = {
    "sv": "läget Almby|träffar simning|personer simning|enheter simning|nästa träff|förfrågningar simning"
    "|boka Granliden torsdag 14|boka Granliden 28 oktober 14|flytta Granliden fredag 9|personer Maja"
    "|enheter Almby|reflektera 4 bara för mig|utse Björkängen Maja eller Olle|personer väntar|vad menar du",
    "en": "status Almby|sessions swimming|people swimming|units swimming|next session|requests swimming"
    "|book Granliden Thursday 14:00|book Granliden 28 October 14:00|move Granliden Friday 9:00|people Maja"
    "|units Almby|reflect 4 only for me|assign Björkängen Maja or Olle|people waiting|what do you mean",
}


def _lines(language: str) -> list[str]:
    words = [one.word(language) for one in COMMANDS]
    return [*words, *(WORDS.text(one.example, language) for one in COMMANDS), *MORE[language].split("|")]


async def _labels(seat: Seat, language: str) -> AsyncIterator[tuple[str, str, Button]]:
    """Yield what was typed, and each button with its label."""
    for line in _lines(language):
        await seat.says(line)
        for button in seat.buttons:
            yield line, WORDS.text(button.label, language), button


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("who", EVERYBODY)
async def test_every_label_works(town: Town, waiting: None, who: str, language: str) -> None:
    """Typed, a label is understood, and leads to what its button does."""
    seat = town.seat(who, {"sv": "sv-SE", "en": "en-GB"}[language])
    calls = town.dispatch._conversation.calls
    seen: set[tuple[str, str]] = set()
    async for line, label, button in _labels(seat, language):
        if (label, button.action) in seen:
            continue
        seen.add((label, button.action))
        if button.action not in OWN_ACTIONS:
            called = calls.called(label)
            assert called is not None, f"{line!r} shows {label!r}, which calls nothing"
            assert called[0].action == button.action, f"{label!r} calls {called[0].name!r}"
        await seat.says(line)
        answer = await seat.says(label)
        assert not any(one in answer for one in NOT_UNDERSTOOD), f"{line!r} shows {label!r}: {answer}"
        assert not any(one in answer for one in NOT_ALLOWED), f"{line!r} shows {label!r}: {answer}"


async def test_a_form_is_opened_and_changed_by_its_buttons_words(maja: Seat) -> None:
    """`Ändra` opens what was read back, `Öppna formuläret` what is asked; both as the buttons do."""
    await maja.says("boka Granliden fredag 14–15")
    await maja.says("ändra")
    assert "16 oktober 2026" in maja.filled_in["when"]
    await maja.says("flytta Granliden")
    await maja.says("Öppna formuläret")
    assert set(maja.form.fields[0].model_dump()) >= {"name"}
    assert maja.form.title.key == "Move a session"


async def test_the_rest_of_a_form_is_opened_by_its_buttons_words(karin: Seat) -> None:
    """`Fler uppgifter` shows what stands behind it."""
    await karin.says("begär Almby skola")
    behind = [one.name for one in karin.form.fields if one.more]
    assert behind
    await karin.says("fler uppgifter")
    assert [one.name for one in karin.form.fields if one.more] == []
    assert set(behind) <= {one.name for one in karin.form.fields}


async def test_an_offer_is_taken_by_its_words(maja: Seat) -> None:
    """What a button offers is chosen by typing it, and read back as after the button."""
    await maja.says("ställ in Granliden")
    label = maja.labels[0]
    pressed = await maja.presses(label)
    await maja.says("ställ in Granliden")
    assert await maja.says(label) == pressed


async def test_a_page_is_turned_by_its_words(town: Town, karin: Seat, maja: Seat) -> None:
    """`Visa fler` turns the page of the list that was asked for last, and nobody else's."""
    await karin.says(
        "enheter importera " + "\n".join(f"Skola {n:02}; kommunal; grundskola" for n in range(45))
    )
    await karin.confirms()
    await karin.says("enheter")
    assert "Skola 44" in await karin.says("visa fler")
    assert (await maja.says("visa fler")).startswith("Jag förstår inte")
    town.later(hours=2)
    assert "Skola 44" not in await karin.says("visa fler")


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        (
            "avslå Björkängen Inget par är ledigt i år.",
            "Avböj en förfrågan|Björkängens förskola|Inget par är ledigt",
        ),
        ("avslå", "Avböj en förfrågan"),
        ("turn down Björkängen No pair is free.", "Avböj en förfrågan|Björkängens förskola|No pair is free."),
        (
            "byt ut Maja mot Olle",
            "Byt ut en i ett par|Granlidens gymnasium|Vem lämnar: Maja|Vem kommer i stället: Olle",
        ),
        (
            "ta bort Maja från Granliden",
            "Byt ut en i ett par|Vem lämnar: Maja Ekström",
        ),
        ("byt ut Maja mot Olle på Granliden", "Granlidens gymnasium|Vem kommer i stället: Olle Lindgård"),
        ("replace Maja with Olle", "Byt ut en i ett par|Granlidens gymnasium|Olle Lindgård"),
        ("gör Maja till samordnare", "Stämmer det här?|Roll: samordnare (var kvalitetsutvecklare)"),
        ("make Maja a coordinator", "Stämmer det här?|Roll: samordnare (var kvalitetsutvecklare)"),
        ("gör Greta till utvecklare", "Roll: kvalitetsutvecklare (var rektor)"),
        ("lägg till Anna Andersson rektor Almby", "Anna Andersson|Roll: rektor|Almby skola"),
        ("lägg till Anna Andersson som kvalitetsutvecklare", "Anna Andersson|Roll: kvalitetsutvecklare"),
        ("add Anna Andersson principal Almby", "Anna Andersson|Roll: rektor|Almby skola"),
        ("inaktivera Olle", "Stämmer det här?|Status: inte längre aktiv (var aktiv)"),
        ("deactivate Olle", "Stämmer det här?|Status: inte längre aktiv (var aktiv)"),
        ("inaktivera", "Ändra en persons roll|Status: inte längre aktiv"),
        ("byt namn på", "Ändra en persons roll|Namn: "),
        ("byt namn på en skola", "Ändra en enhet|Namn: "),
        ("inaktivera Olle från måndag", "från måndag|Stämmer det här?"),
        ("godkänn Anna", "Släpp in någon|Person: Anna Nyberg"),
        ("approve Anna", "Person: Anna Nyberg"),
        ("släpp in Anna Nyberg", "Person: Anna Nyberg"),
        ("byt namn på Maja Ekström till Maja Ek", "Namn: Maja Ek (var Maja Ekström)"),
        ("byt namn på Almby skola till Almbyskolan", "Enhet: Almby skola|Namn: Almbyskolan"),
        ("rename Almby skola to Almbyskolan", "Enhet: Almby skola|Namn: Almbyskolan"),
        ("byt namn på Olle", "Ändra en persons roll|Olle Lindgård"),
        ("ändra Almby skola", "Ändra en enhet|Almby skola"),
        ("ändra Maja", "Ändra en persons roll|Maja Ekström"),
        ("byt kanal", "Välj kanal för veckobrevet"),
        ("change channel", "Välj kanal för veckobrevet"),
        ("kan du lägga till en person?", "Lägg till en person"),
        ("jag vill ställa in Granliden", "Ställ in en träff"),
    ],
)
async def test_other_words_for_what_changes_something(
    waiting: None, karin: Seat, typed: str, holds: str
) -> None:
    """What people call it leads to the command with what they named, read back before it counts."""
    seen = await karin.says(typed)
    assert [one for one in holds.split("|") if one not in seen] == [], seen
