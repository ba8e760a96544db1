"""The municipality's own data: stages, kinds, school forms and standpoints."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.app import municipality
from config.process import HERE, Process, load_process, load_programme
from config.settings import Settings, SettingsError

TEXT = (HERE / "process.toml").read_text(encoding="utf-8")


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = tmp_path / "process.toml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    return path


def test_the_stages_of_a_collaboration() -> None:
    """The stages come in the order in which a collaboration goes through them; three are its end."""
    process = load_process()
    order = [stage.id for stage in process.stages]
    assert order[:4] == ["requested", "assigned", "first-meeting", "kickoff"]
    assert [stage.id for stage in process.stages if stage.ended] == [
        "completed",
        "declined",
        "withdrawn",
        "ended-early",
    ]
    assert process.is_past("learning", "mapping")
    assert not process.is_past("mapping", "mapping")


def test_everything_has_both_names() -> None:
    """Each entry is named in Swedish and in English."""
    process = load_process()
    entries = (*process.stages, *process.session_kinds, *process.school_forms, *process.owners)
    for entry in (*entries, *load_programme().standpoints):
        assert entry.name("sv").strip()
        assert entry.name("en").strip()


def test_the_six_standpoints() -> None:
    """The programme's standpoints are there; their factors are the municipality's to fill in."""
    standpoints = load_programme().standpoints
    assert len(standpoints) == 6
    assert {one.factor_sv + one.factor_en for one in standpoints} == {""}


def test_what_is_not_there() -> None:
    """An id that the process lacks is a KeyError."""
    with pytest.raises(KeyError):
        load_process().stage("nosuch")
    with pytest.raises(KeyError):
        load_process().session_kind("nosuch")


def test_another_municipality_edits_the_file(tmp_path: Path) -> None:
    """Names, lengths and more entries are changed in the file alone."""
    path = _changed(tmp_path, 'sv = "lärträff"', 'sv = "studiecirkel"')
    assert load_process(path).session_kind("learning").sv == "studiecirkel"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('part = "request"', 'part = "work"', 'one of stages must have part = "request"'),
        ('part = "closing"', 'part = "request"', 'just one of stages can have part = "request"'),
        ('part = "resting"', 'part = "vila"', "part"),
        ('begins = "kickoff"', 'begins = "kickof"', "stages lacks kickof"),
        ('id = "kickoff"', 'id = "mapping"', "mapping is there twice"),
        ("minutes = 90", 'minutes = "länge"', "minutes"),
        ("weekday = 1", "weekday = 8", "weekday"),
        ('sv = "lärträff"', 'svenska = "lärträff"', "svenska"),
    ],
)
def test_a_file_that_does_not_fit(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What is wrong with the file is said when it is read."""
    with pytest.raises(ValidationError, match=said):
        load_process(_changed(tmp_path, old, new))


def test_learning_sessions_are_needed() -> None:
    """The kind that is taken unless another is said can't be left out."""
    data = tomllib.loads(TEXT)
    data["session_kinds"] = data["session_kinds"][1:]
    with pytest.raises(ValidationError, match="session_kinds lacks learning"):
        Process.model_validate(data)


def test_start_up_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that doesn't fit stops the start with one line that names it and the place in it."""
    for old, new, said in (
        ("minutes = 90", 'minutes = "länge"', "config/process.toml: session_kinds.0.minutes: "),
        ("[digest]", "[digest", "config/process.toml: "),
    ):
        path = _changed(tmp_path, old, new)
        monkeypatch.setattr("bot.app.load_process", lambda path=path: load_process(path))
        with pytest.raises(SettingsError) as caught:
            municipality(Settings(_env_file=None))
        assert str(caught.value).startswith(said)
        assert "\n" not in str(caught.value)
