"""The catalogues follow the texts in the code."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from tools.texts import EVER, GONE, LOCALES, catalogue_of, ever
from tools.words import bring_up

HEAD = '# Swedish.\nmsgid ""\nmsgstr ""\n"Language: sv\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two translated texts in its handlers, and nothing to do."""
    _write(tmp_path / "handlers" / "book.py", 't("Book a session"); tn("{count} unit", "{count} units", 2)')
    _write(
        _po(tmp_path, "handlers"),
        f'{HEAD}\nmsgid "Book a session"\nmsgstr "Boka en träff"\n\n'
        '#, python-brace-format\nmsgid "{count} unit"\nmsgid_plural "{count} units"\n'
        'msgstr[0] "{count} enhet"\nmsgstr[1] "{count} enheter"\n',
    )
    _write(tmp_path / LOCALES / "renamed.toml", "renamed = []\n")
    _write(tmp_path / EVER, '"Book a session"\n"{count} unit"\n')
    _write(tmp_path / GONE, "gone = []\n")
    return tmp_path


def _po(project: Path, name: str) -> Path:
    return project / LOCALES / "sv" / f"{name}.po"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("module", "catalogue"),
    [
        ("bot/slack/render.py", "slack"),
        ("bot/teams/app.py", "teams"),
        ("bot/terminal/chat.py", "terminal"),
        ("bot/server.py", "bot"),
        ("handlers/book.py", "handlers"),
        ("handlers/core/forms.py", "handlers"),
        ("handlers/when/plan.py", "when"),
        ("storage/documents/sessions.py", "documents"),
        ("config/process.py", "config"),
    ],
)
def test_a_text_belongs_to_its_room(module: str, catalogue: str) -> None:
    """The room of the file where a text stands says which catalogue is its."""
    assert catalogue_of(PurePath(module)) == catalogue


def test_nothing_changes_where_all_is_done(project: Path) -> None:
    """Catalogues that are in order stay byte by byte as they are, and nothing is left to do."""
    before = {path: path.read_bytes() for path in project.rglob("*.*") if path.is_file()}
    assert bring_up(project) == []
    assert {path: path.read_bytes() for path in before} == before


def test_a_new_text_goes_in_order_into_its_room(project: Path) -> None:
    """A new text stands empty in its room's catalogue, made if need be, and is said to lack words."""
    _write(project / "handlers" / "zoo.py", 't("Animals"); t("{a}: {b}")')
    _write(project / "bot" / "slack" / "home.py", 't("Home of {name}")')
    to_do = bring_up(project)
    assert [line.partition(" (")[0] for line in to_do] == [
        "config/locales/sv/handlers.po: no words for “Animals”",
        "config/locales/sv/slack.po: no words for “Home of {name}”",
    ]
    assert (
        _po(project, "handlers")
        .read_text("utf-8")
        .startswith(f'{HEAD}\nmsgid "Animals"\nmsgstr ""\n\nmsgid "Book')
    )
    assert _po(project, "slack").read_text("utf-8").endswith('msgid "Home of {name}"\nmsgstr ""\n')
    assert {"Animals", "Home of {name}"} <= ever(project)
    assert bring_up(project) == to_do


def test_a_text_worded_anew_gets_its_old_words_as_a_suggestion(project: Path) -> None:
    """Words of the text that went are suggested and don't count yet, and its new name is asked for."""
    _write(project / "handlers" / "book.py", 't("Book one session"); tn("{count} unit", "{count} units", 2)')
    words, name = bring_up(project)
    assert "no words for “Book one session”" in words
    assert name.startswith("“Book a session” is gone. Say what it is called now (“Book one session”?)")
    written = _po(project, "handlers").read_text("utf-8")
    suggestion = '#. was: Book a session\n#, fuzzy\nmsgid "Book one session"\nmsgstr "Boka en träff"\n'
    assert suggestion in written
    _write(_po(project, "handlers"), written.replace("#, fuzzy\n", ""))
    assert bring_up(project) == [name]
    assert "was:" not in _po(project, "handlers").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        (LOCALES / "renamed.toml", '[[renamed]]\nwas = "Book a session"\nnow = "{count} unit"\n'),
        (GONE, '[[gone]]\nwhy = "Never stored."\ntexts = ["Book a session"]\n'),
    ],
)
def test_a_text_that_goes_is_accounted_for(project: Path, file: Path, entry: str) -> None:
    """A text taken out goes from its catalogue, and is asked about until it is named as renamed or gone."""
    _write(project / "handlers" / "book.py", 'tn("{count} unit", "{count} units", 2)')
    assert len(bring_up(project)) == 1
    assert "Boka" not in _po(project, "handlers").read_text("utf-8")
    assert "Book a session" in ever(project)
    _write(project / file, entry)
    assert bring_up(project) == []


def test_a_text_that_moves_takes_its_words_along(project: Path) -> None:
    """A text that stands in another room now, or in two, has its words in one catalogue."""
    _write(project / "handlers" / "book.py", 't("Book a session")')
    _write(
        project / "bot" / "slack" / "home.py", 't("Book a session"); tn("{count} unit", "{count} units", 2)'
    )
    assert bring_up(project) == []
    assert "Boka en träff" in _po(project, "handlers").read_text("utf-8")
    assert "Boka en träff" not in _po(project, "slack").read_text("utf-8")
    assert "{count} enheter" in _po(project, "slack").read_text("utf-8")


def test_a_text_that_is_counted_from_now_on_lacks_a_form(project: Path) -> None:
    """Words for one are kept where a text gets a plural, and the other form is asked for."""
    _write(
        project / "handlers" / "book.py",
        'tn("Book a session", "Book sessions", 2); tn("{count} unit", "{count} units", 2)',
    )
    assert len(bring_up(project)) == 1
    assert 'msgstr[0] "Boka en träff"\nmsgstr[1] ""' in _po(project, "handlers").read_text("utf-8")
