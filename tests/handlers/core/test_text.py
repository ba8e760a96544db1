"""What people write: too much, nothing, controls, emoji and marks of every platform."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.core.replies import Input
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.values.texts import typed
from tests.handlers.desk import WORDS, Seat, Town

MARKS = (
    "<!channel> <@U1> [x](http://x.se) *b* _i_ `c` ~s~ {unit} {0} %s %(a)s &amp; [bold]rich[/bold] 🎒👩🏽‍🏫"
)
TOO_LONG = "Här får högst {most} tecken plats, och det här är 10000. Korta texten."


async def test_shown_exactly_as_typed(town: Town, maja: Seat, greta: Seat) -> None:
    """A topic with marks of every kind is kept, read back, shown and sent as typed."""
    await maja.says("boka Granliden torsdag v 43 kl 14")
    await maja.presses("Ändra")
    await maja.sends(topic=MARKS)
    assert f"Ämne: {MARKS}" in maja.sees
    assert f"Ämne: {MARKS}" in await maja.confirms()
    assert f"Ämne: {MARKS}" in await greta.reads()
    assert MARKS in await maja.says("träffar")
    assert [one.topic for one in await town.find(Session) if one.topic == MARKS]


async def test_control_characters_are_taken_away(town: Town, maja: Seat) -> None:
    """Escapes, bells and nulls don't get in; new lines and tabs of a paragraph do."""
    await maja.says("reflektera")
    await maja.sends(grade="4", happened="Rad ett\n\tRad\x00 två\x07\x1b[31m\x9b", visibility="pair")
    written = await town.get(Reflection, Reflection.id_of("s-ended", "maja"))
    assert written.happened == "Rad ett\n\tRad två[31m"


async def test_half_a_character_is_taken_away(town: Town, maja: Seat) -> None:
    """Half of a surrogate pair, which no file can hold, is dropped and the rest kept."""
    await maja.says("reflektera")
    await maja.sends(grade="4", happened="Hej \ud83c då", visibility="pair")
    written = await town.get(Reflection, Reflection.id_of("s-ended", "maja"))
    assert written.happened == "Hej  då"


@pytest.mark.parametrize(
    ("text", "field", "most"),
    [
        ("reflektera 4 Bra", "happened", 3000),
        ("reflektera 4 Bra", "learnt", 3000),
        ("reflektera 4 Bra", "next_step", 150),
        ("ställ in Elevernas egna mål", "reason", 150),
        ("boka Granliden torsdag v 43 kl 14", "topic", 150),
    ],
)
async def test_too_long(maja: Seat, text: str, field: str, most: int) -> None:
    """10,000 characters are refused with how many fit, at the field, and the rest stays."""
    await maja.says(text)
    await maja.presses("Ändra")
    before = maja.filled_in
    await maja.sends(**{field: "å" * 10_000})
    assert maja.errors == {field: TOO_LONG.format(most=most)}
    assert {name: value for name, value in maja.filled_in.items() if name != field} == {
        name: value for name, value in before.items() if name != field
    }


@pytest.mark.parametrize("command", ["boka", "flytta", "reflektera", "läget", "språk"])
async def test_a_long_line(maja: Seat, command: str) -> None:
    """10,000 characters behind a command are answered, clearly and in short."""
    seen = await maja.says(f"{command} " + "gurka " * 1_700)
    assert "Något gick fel" not in seen
    assert len(seen) < 25_000


async def test_every_field_of_every_form_takes_anything(town: Town) -> None:
    """Whatever is sent in whichever field, the answer is a form, a question or the thing done; no fault."""
    starts = {
        "karin": [
            "begär", "utse", "boka", "flytta", "ställ in", "reflektera", "veckobrev skicka",
            "veckobrev kanal",
            "personer lägg till", "personer ändra", "förfrågningar fråga", "förfrågningar avböj", "läget",
            "enheter lägg till", "enheter ändra", "enheter importera", "språk", "reflektioner", "hjälp",
        ],
        "new-anna": ["begär"],
    }  # fmt: skip
    odd = ["", " ", "\x00", ";", "=", "🎒" * 200, "c-granliden", "x" * 10_000, "<!channel>", "-1", "\u202e"]
    for who, texts in starts.items():
        seat = town.seat(who)
        for text in texts:
            await seat.says(text)
            fields = [one.name for one in seat.form.fields] if "Ask" in _kinds(seat) else []
            for value in odd:
                await seat.says(text)
                if "Ask" in _kinds(seat):
                    assert "Något gick fel" not in await seat.sends(**dict.fromkeys(fields, value)), text
                    many = {n: (value, value) for n in fields if n == "developers"}
                    if many and "Ask" in _kinds(seat):
                        assert "Något gick fel" not in await seat.sends(**many), text


def _kinds(seat: Seat) -> list[str]:
    return [type(one).__name__ for one in seat.answer.replies]


async def test_what_is_required_can_be_filled_in(karin: Seat) -> None:
    """Every field has a length that its platform's field can hold, and says how it is filled in."""
    await karin.says("begär")
    for one in karin.form.fields:
        assert 0 < one.max_length <= 3000
        assert isinstance(one.input, Input)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_wording_changes_nothing(text: str) -> None:
    """Whatever somebody wrote, wording gives it back as it is, in both languages."""
    for language in ("sv", "en"):
        assert WORDS.text(typed(text), language) == text


async def test_a_unit_called_anything(town: Town, anna: Seat) -> None:
    """A new unit can be called what it is called."""
    await anna.says("begär")
    await anna.sends(
        unit="+{unit} <b>Å</b> 🎒", purpose="a", effects="b", owner="municipal", school_form="preschool"
    )
    assert "{unit} <b>Å</b> 🎒 önskar ett samarbete" in (await town.told())["karin"][0]


async def test_composed_and_otherwise_as_typed(town: Town, maja: Seat) -> None:
    """Letters of a Mac are composed; joined emoji, soft hyphens and marks of direction stay in a text."""
    await maja.says("reflektera")
    await maja.sends(grade="4", happened="Bra samtal a\u0308r va\u00adrda 👩‍🏫 \u200f", visibility="pair")
    written = await town.get(Reflection, Reflection.id_of("s-ended", "maja"))
    assert written.happened.startswith("Bra samtal är va\u00adrda 👩‍🏫")
