"""One walk finds the texts in a document of any shape, and can change them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field, JsonValue, create_model

from storage.documents.base import Document, Part
from storage.holds import DocumentName, NamedIn, PersonId, Plain, StageId, Written
from storage.values.times import Instant, Span
from storage.walk import KEYS, VALUES, declared, rewritten, walk

NOW = datetime(2026, 10, 15, tzinfo=UTC)


class Colour(StrEnum):
    """One of a few."""

    RED = "red"


class Line(Part):
    """A part."""

    text: Annotated[str, Written(by="owner")]
    readers: tuple[PersonId, ...] = ()
    marks: dict[Plain, int] = Field(default_factory=dict)


class Sheet(Document):
    """One of each shape that a field can have."""

    kind: ClassVar[str] = "sheet"

    owner: PersonId
    stage: StageId | None = None
    lines: tuple[Line, ...] = ()
    best: Line | None = None
    either: tuple[PersonId, ...] | Line | None = None
    counts: dict[DocumentName, int] = Field(default_factory=dict)
    notes: Mapping[Plain, tuple[PersonId, ...]] = Field(default_factory=dict)
    anything: Annotated[JsonValue, Written()] = None
    colour: Colour = Colour.RED
    language: Literal["sv", "en"] | None = None
    at: Instant | None = None
    span: Span | None = None


def found(sheet: Sheet) -> list[tuple[str, Any]]:
    """Return each text but the id, with where it is."""
    return [(".".join(one.declared.path), one.value) for one in walk(sheet) if one.declared.path != ("id",)]


def test_each_text_is_found() -> None:
    """In tuples, parts, optional fields, keys and values, and whole where a marker covers more."""
    sheet = Sheet(
        id="s",
        owner="a",
        stage="learning",
        lines=(Line(text="Hej", readers=("b", "c")), Line(text="")),
        best=Line(text="Bäst"),
        counts={"person:a": 1},
        notes={"x": ("d",)},
        anything={"deep": ["words"]},
        at=NOW,
    )
    assert found(sheet) == [
        ("owner", "a"),
        ("stage", "learning"),
        ("lines.[].text", "Hej"),
        ("lines.[].text", ""),
        ("lines.[].readers.[]", "b"),
        ("lines.[].readers.[]", "c"),
        ("best.text", "Bäst"),
        (f"counts.{KEYS}", "person:a"),
        (f"notes.{KEYS}", "x"),
        (f"notes.{VALUES}.[]", "d"),
        ("anything", {"deep": ["words"]}),
    ]


def test_some_sorts_alone() -> None:
    """Only texts with the markers that are asked for."""
    sheet = Sheet(id="s", owner="a", stage="learning", best=Line(text="Bäst"), counts={"person:a": 1})
    assert [one.value for one in walk(sheet, NamedIn)] == ["learning"]
    assert [one.value for one in walk(sheet, NamedIn, Written)] == ["learning", "Bäst"]


@pytest.mark.parametrize(
    ("either", "texts"),
    [(None, []), (("b",), [("either.[]", "b")]), (Line(text="Hej"), [("either.text", "Hej")])],
)
def test_a_field_of_several_types(
    either: tuple[str, ...] | Line | None, texts: list[tuple[str, ...]]
) -> None:
    """Only what stands there is found."""
    assert found(Sheet(id="s", owner="a", either=either)) == [("owner", "a"), *texts]


def test_every_text_can_be_changed() -> None:
    """Wherever it is found; what is no text, and the document that was changed, stay as they are."""
    sheet = Sheet(
        id="s",
        owner="a",
        lines=(Line(text="a", readers=("a", "b")),),
        best=Line(text="a"),
        either=("a",),
        counts={"person:a": 1},
        notes={"a": ("a",)},
        anything="a",
        at=NOW,
    )
    before = sheet.model_copy()
    upper = rewritten(sheet, lambda one: one.value.upper())
    assert upper == Sheet(
        id="S",
        owner="A",
        lines=(Line(text="A", readers=("A", "B")),),
        best=Line(text="A"),
        either=("A",),
        counts={"PERSON:A": 1},
        notes={"A": ("A",)},
        anything="A",
        at=NOW,
    )
    assert sheet == before
    assert rewritten(sheet, lambda one: one.value) is sheet


def test_what_becomes_the_same_is_there_once() -> None:
    """A list that names two who become one names them once; parts, and what was the same before, stay."""
    sheet = Sheet(id="s", owner="a", either=("a", "b"), lines=(Line(text="a"), Line(text="b")))
    same = rewritten(sheet, lambda one: one.value if one.declared.path == ("id",) else "x")
    assert same.either == ("x",)
    assert same.lines == (Line(text="x"), Line(text="x"))
    assert rewritten(twice := Sheet(id="s", owner="a", either=("a", "a")), lambda one: one.value) is twice


@pytest.mark.parametrize(
    "annotation",
    [
        str,
        str | None,
        tuple[str, ...],
        dict[str, int],
        dict[Plain, str],
        Annotated[str, Field(min_length=1)],
        JsonValue,
        Any,
        list[str],
    ],
    ids=str,
)
def test_bare_text_is_told(annotation: Any) -> None:
    """A field of text that doesn't say what it holds is found out, wherever the text is."""
    bare = create_model("Bare", __base__=Part, field=(annotation, ...))
    holder = create_model("Holder", __base__=Part, part=(tuple[bare, ...], ...))
    assert None in {one.holds for one in declared(holder)}
