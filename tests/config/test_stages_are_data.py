"""What stages are called is the municipality's own: code knows the parts that they play."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.app import municipality
from config.process import HERE, Process, StagePart, load_process
from config.settings import Settings, SettingsError

ROOT = HERE.parent
SAMPLE = ROOT / "bot" / "sample"
BEFORE = Path(__file__).with_name("process-before-parts.toml")
CODE = sorted(path for room in ("handlers", "storage", "bot") for path in (ROOT / room).rglob("*.py"))


def _texts(path: Path) -> dict[str, int]:
    """Return the texts in a module, each with its line."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {
        node.value: node.lineno
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_stage_is_named_in_code() -> None:
    """No text in the code is the id of a stage; only the made-up municipality names some."""
    ids = {stage.id for stage in load_process().stages}
    found = {
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in CODE
        if SAMPLE not in path.parents
        for text, line in _texts(path).items()
        if text in ids
    }
    assert not found
    assert ids & _texts(SAMPLE / "courses.py").keys()


def _stages(*parts: str) -> Process:
    """Return a process with stages that play these parts."""
    data = tomllib.loads((HERE / "process.toml").read_text(encoding="utf-8"))
    for kind in data["session_kinds"]:
        kind.pop("begins", None)
    stages = [{"id": f"s{n}", "sv": "x", "en": "x", "part": part} for n, part in enumerate(parts)]
    return Process.model_validate(data | {"stages": stages})


def test_the_stages_that_code_asks_for() -> None:
    """Whatever the ids, code finds where requests wait, what appointing leads to, and where they end."""
    process = _stages("request", "work", "resting", "work", "withdrawn", "refused", "ended")
    found = (process.request, process.appointed, process.refused, process.withdrawn)
    assert [one.id for one in found] == ["s0", "s1", "s5", "s4"]
    assert [one.id for one in process.stages if one.ended] == ["s4", "s5", "s6"]
    assert [one.id for one in process.stages if one.moves] == ["s1", "s3"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ("work refused withdrawn", 'one of stages must have part = "request"'),
        ("request refused withdrawn", 'one of stages must have part = "work"'),
        ("request work withdrawn", 'one of stages must have part = "refused"'),
        ("request work refused", 'one of stages must have part = "withdrawn"'),
        (
            "request request work refused withdrawn",
            'just one of stages can have part = "request", not s0, s1',
        ),
        (
            "request work refused refused withdrawn",
            'just one of stages can have part = "refused", not s2, s3',
        ),
        ("request work reused withdrawn", "Input should be 'request', 'work', 'closing', 'resting'"),
    ],
)
def test_parts_that_do_not_fit(parts: str, said: str) -> None:
    """Each part that code needs is there, and those that are one are one."""
    with pytest.raises(ValidationError, match=said):
        _stages(*parts.split())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('part = "refused"\n', "", "config/process.toml: stages.9.part: Field required"),
        (
            'part = "refused"',
            'part = "ended"',
            'config/process.toml: one of stages must have part = "refused"',
        ),
        ('part = "refused"', 'part = "refused"\nended = true', "config/process.toml: stages.9.ended: Extra"),
        ('usual_kind = "learning"', 'usual_kind = "x"', "config/process.toml: session_kinds lacks x"),
    ],
)
def test_administrators_get_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    """The start is refused with the file, the place in it, and what is wrong, in a line."""
    text = (HERE / "process.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "process.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr("bot.app.load_process", lambda: load_process(path))
    with pytest.raises(SettingsError) as caught:
        municipality(Settings(_env_file=None))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_file_from_before_stages_had_parts() -> None:
    """It loads as the present one but for sizes; parts follow from `ended` and fixed ids, weeks from days."""
    before, present = load_process(BEFORE), load_process()
    assert [one.model_copy(update={"weeks": None}) for one in before.stages] == [
        one.model_copy(update={"weeks": None}) for one in present.stages
    ]
    assert [one.weeks for one in before.stages if one.part is not StagePart.WORK] == [
        one.weeks for one in present.stages if one.part is not StagePart.WORK
    ]
    assert before.stage("learning").weeks == 78  # 540 days
    assert before.size(None).weight == present.size(None).weight == 1
    assert before.session_kinds == present.session_kinds


@pytest.mark.parametrize(
    ("stage", "part"),
    [
        ({"id": "vilande"}, StagePart.WORK),
        ({"id": "nedlagt", "ended": True}, StagePart.ENDED),
        ({"id": "klart", "ended": False}, StagePart.WORK),
        ({"id": "paused", "ended": True}, StagePart.ENDED),
        ({"id": "paused"}, StagePart.RESTING),
        ({"id": "closing"}, StagePart.CLOSING),
    ],
)
def test_own_stages_from_before(stage: dict[str, Any], part: StagePart) -> None:
    """A stage of the municipality's own is work, unless it ended what came to it."""
    data = tomllib.loads(BEFORE.read_text(encoding="utf-8"))
    others = [one for one in data["stages"] if one["id"] != stage["id"]]
    for kind in data["session_kinds"]:
        kind.pop("begins", None)
    process = Process.model_validate(data | {"stages": [*others, stage | {"sv": "x", "en": "x"}]})
    assert process.stage(stage["id"]).part is part


def test_a_file_from_before_withdrawing() -> None:
    """One that lacks a stage that code needs is refused as before, with what to add."""
    data = tomllib.loads(BEFORE.read_text(encoding="utf-8"))
    data["stages"] = [one for one in data["stages"] if one["id"] != "withdrawn"]
    with pytest.raises(ValidationError, match='one of stages must have part = "withdrawn"'):
        Process.model_validate(data)


@pytest.mark.parametrize("stages", ["x", [1], [["part"]]])
def test_stages_that_are_none(stages: str | list[int | list[str]]) -> None:
    """What is no list of stages at all is said to be wrong, too."""
    with pytest.raises(ValidationError, match="stages"):
        Process.model_validate({"stages": stages})
