"""Stored messages keep their words when the code words them anew."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.core.renamed import load_renamed
from handlers.core.replies import Card, Fact
from handlers.core.wire import read_reply, write_reply
from handlers.core.words import LOCALES, Words
from storage.values.texts import t, tn
from storage.values.times import Day
from tools.texts import PLACES, ROOMS, ROOT, ever, gone, lost, renamed, texts, wordless

RENAMED = load_renamed(LOCALES / "renamed.toml")
PRESENT = {one.key: one.plural for one in texts()}


@pytest.fixture
def words(tmp_path: Path) -> Words:
    """Swedish for two present texts, which were called something else before."""
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "handlers.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: sv\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Booked at {unit}: {subject}"\nmsgstr "Bokat på {unit}: {subject}"\n\n'
        'msgid "{count} session held"\nmsgid_plural "{count} sessions held"\n'
        'msgstr[0] "{count} hållen träff"\nmsgstr[1] "{count} hållna träffar"\n',
        encoding="utf-8",
    )
    (tmp_path / "renamed.toml").write_text(
        '[[renamed]]\nwas = "Booked {topic} at {unit}"\nnow = "Booked at {unit}: {subject}"\n'
        'values = { subject = "topic" }\n\n'
        '[[renamed]]\nwas = "Booked"\nnow = "Booked at {unit}: {subject}"\n\n'
        '[[renamed]]\nwas = "{count} done"\nnow = "{count} session held"\nplural = "{count} sessions held"\n',
        encoding="utf-8",
    )
    return Words.load(tmp_path)


@pytest.mark.parametrize(
    ("language", "shown"), [("sv", "Bokat på Almby: Läsa"), ("en", "Booked at Almby: Läsa")]
)
def test_a_stored_text_is_shown_as_it_is_said_now(words: Words, language: str, shown: str) -> None:
    """A reply from an earlier version has the present words in both languages, inside others too."""
    old = t("Booked {topic} at {unit}", topic="Läsa", unit="Almby")
    stored = write_reply(Card(title=old, facts=(Fact(label=t("{text}", text=old), value=old),)))
    card = read_reply(stored)
    assert isinstance(card, Card)
    assert [words.text(one, language) for one in (card.title, card.facts[0].label)] == [shown, shown]


@pytest.mark.parametrize("count", [1, 2])
def test_a_stored_count_has_its_form(words: Words, count: int) -> None:
    """A counted text of an earlier version is shown in the form for its count."""
    old = tn("{count} done", "{count} done", count)
    assert words.text(old, "sv") == ("1 hållen träff" if count == 1 else "2 hållna träffar")
    assert words.text(old, "en") == ("1 session held" if count == 1 else "2 sessions held")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_value_that_is_missing_is_left_out(words: Words, language: str) -> None:
    """A stored text without a value that the present one puts in is shown with “…” there."""
    assert words.text(t("Booked"), language).endswith("…: …")
    assert words.text(t("{count} done"), language).startswith("… ")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_values_are_worded_after_the_rename(language: str) -> None:
    """What a renamed value says is worded in the reader's language, in the project's own words."""
    old = t(
        "{day} at that time is already past. Write a coming time.",
        day=Day(day=datetime(2026, 10, 15, tzinfo=UTC)),
    )
    now = t("{when} is already past. Write a coming time.", when=old.values["day"])
    own = Words.load()
    assert own.text(old, language) == own.text(now, language)


def test_no_text_is_lost() -> None:
    """Each text that ever was in the code is there, named in renamed.toml, or gone on purpose."""
    assert lost() == set()


def test_every_text_is_noted() -> None:
    """The list of all texts that ever were has those of today: run `make words` where it lacks some."""
    assert {key for key in PRESENT if not wordless(key)} - ever() == set()


def test_present_texts_are_neither_renamed_nor_gone() -> None:
    """What is named as renamed or gone is not in the code, and just one of both."""
    assert (renamed() | gone()) & PRESENT.keys() == set()
    assert renamed() & gone() == set()


def test_renamed_texts_lead_to_present_ones() -> None:
    """A renamed text is given by a text and plural of today, and by places that both of them have."""
    for entry in RENAMED.values():
        assert entry.now in PRESENT, entry
        assert entry.plural == PRESENT[entry.now], entry
        assert set(entry.values) <= _places(entry.now), entry
        assert set(entry.values.values()) <= _places(entry.was), entry


def test_renamed_texts_find_all_their_values() -> None:
    """The present text of a renamed one puts in nothing that was not there."""
    for entry in RENAMED.values():
        assert _places(entry.now) <= _places(entry.was) | set(entry.values), entry


def test_each_text_gets_its_values() -> None:
    """Each text that a function says has a value for each of its places, as no renderer complains."""
    assert list(_valueless()) == []


def _places(text: str) -> set[str]:
    return {place[1:-1] for place in PLACES.findall(text)}


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return (node for one in functions for node in ast.walk(one) if isinstance(node, ast.Call))


def _valueless() -> Iterator[str]:
    for path in (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))):
        for call in _calls(path):
            match call:
                case ast.Call(
                    func=ast.Name(id="t" | "tn" | "Refusal"), args=[ast.Constant(value=str(key)), *_]
                ):
                    given = {one.arg for one in call.keywords}
                    counted = {"count"} if len(call.args) > 1 else set()
                    if None not in given and _places(key) - given - counted:
                        yield f"{path.relative_to(ROOT)}:{call.lineno}: {key}"
