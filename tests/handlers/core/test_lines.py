"""Long lines and hostile ones: what is read of them, and what is said."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from rapidfuzz.distance import OSA

from handlers.core.incoming import Suggest
from handlers.core.lines import LONGEST
from handlers.fields import period
from handlers.sessions.agenda import MOST_SEARCHED
from handlers.when import mentions
from storage.documents.drafts import Draft
from storage.documents.people import Unit
from storage.documents.reflections import Reflection
from tests.handlers.desk import Seat, Town
from tests.hostile import hostile

TOO_LONG = "Det är 4000 tecken, och jag läser högst 3500 på en gång. Inget är gjort."


class Counted:
    """Counts how often a function is called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
        self.calls = 0
        original = getattr(module, name)

        def counted(*args: Any, **named: Any) -> Any:
            self.calls += 1
            return original(*args, **named)

        monkeypatch.setattr(module, name, counted)


@pytest.mark.parametrize("word", ["träffar", "boka", "flytta", "utse", "personer"])
async def test_a_line_too_long(karin: Seat, word: str) -> None:
    """A line of more than 3,500 characters is not read; it is said how long it is and what to do."""
    seen = await karin.says(f"{word} {'1 ' * 1999}11")
    assert seen.startswith(TOO_LONG)
    assert f"skriv bara ”{word}” så får du formuläret" in seen


async def test_no_command_too_long(maja: Seat) -> None:
    """What is no command is bounded as well."""
    assert (await maja.says("1 " * 1999 + "11")).startswith(TOO_LONG)


async def test_a_stranger_too_long(anna: Seat) -> None:
    """Nor is a stranger's paste read."""
    assert (await anna.says("a" * 4000)).startswith(TOO_LONG)


async def test_a_long_reflection_typed_in_one_line(town: Town, maja: Seat) -> None:
    """What goes into a field for a long text is not counted: a long reflection is read."""
    happened = "Vi provade exit tickets i två grupper. " * 76
    await maja.says(f"reflektera 4 {happened} nästa=Pröva igen")
    assert len(happened) < 3000
    await maja.confirms()
    written = await town.get(Reflection, Reflection.id_of("s-ended", "maja"))
    assert written.happened == happened.strip()


async def test_rows_pasted_after_the_command(town: Town, karin: Seat) -> None:
    """Pasted rows of an import are not counted."""
    rows = "\n".join(f"Nya skolan nummer {number};kommunal;grundskola" for number in range(110))
    assert len(rows) > LONGEST
    await karin.says(f"enheter importera {rows}")
    await karin.confirms()
    assert len([one for one in await town.find(Unit) if one.name.startswith("Nya skolan")]) == 110


async def test_answers_to_a_form_do_not_pile_up(town: Town, maja: Seat) -> None:
    """What is answered wrongly again and again stays as long as its field takes."""
    await maja.says("flytta")
    for _ in range(40):
        await maja.says("den där träffen med alla de andra")
    [kept] = [one for one in await town.find(Draft) if one.command == "move"]
    assert all(isinstance(value, str | tuple) and len(value) <= 150 for value in kept.values.values())


async def test_a_value_sent_too_long(maja: Seat) -> None:
    """A form's field that takes fewer characters says so of every kind of field, and keeps the others."""
    await maja.says("flytta")
    await maja.sends(session="1 " * 2000, when="fredag v 43 kl 14")
    assert maja.errors["session"].startswith("Här får högst 150 tecken plats, och det här är 3999.")
    assert maja.filled_in["when"] == "fredag v 43 kl 14"


async def test_a_time_is_looked_for_at_so_many_words(maja: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is searched for a time at its first words only, and each is taken apart once."""
    taken = Counted(monkeypatch, mentions, "ways")
    await maja.says(f"träffar {'1 ' * 1700}")
    assert 0 < taken.calls <= period.MOST_SEARCHED


async def test_words_that_begin_no_time_are_not_taken_apart(
    maja: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a word can begin no time, nothing is taken apart there."""
    taken = Counted(monkeypatch, mentions, "ways")
    await maja.says("träffar Granlidens gymnasium Formativ bedömning")
    assert taken.calls == 0


async def test_an_endless_word_is_measured_against_no_name(
    karin: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word longer than any name is compared with none."""
    measured = Counted(monkeypatch, OSA, "normalized_similarity")
    await karin.says(f"läget {'a' * 3400}")
    assert measured.calls == 0


async def test_a_session_is_looked_for_among_so_many_words(
    maja: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which session is meant is looked for in the first words of a line."""
    taken = Counted(monkeypatch, mentions, "ways")
    await maja.says(f"ställ in {'torsdag ' * 420}")
    assert taken.calls <= MOST_SEARCHED


@pytest.mark.parametrize("size", [150, 3400])
async def test_hostile_texts_are_answered(town: Town, maja: Seat, anna: Seat, size: int) -> None:
    """Each of the worst texts is answered with words, after a command and without one."""
    for name, text in hostile(size):
        for who in (maja, anna):
            town.later(minutes=5)
            seen = [await who.says(line) for line in (text, f"träffar {text}", f"flytta {text}")]
            assert all(seen), name
            assert not any("Något gick fel" in one for one in seen), name


async def test_a_hostile_search(town: Town, maja: Seat) -> None:
    """A search in a long list for too long a text is answered."""
    await maja.says("flytta")
    for _, text in hostile(40_000):
        search = Suggest(actor=maja.actor, draft=maja.form.draft, field="session", query=text)
        assert isinstance(await town.dispatch.suggest(search), tuple)
