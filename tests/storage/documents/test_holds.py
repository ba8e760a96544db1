"""Documents say in their types what their texts hold."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from config.process import load_process, load_programme
from storage.documents.base import Document, Part
from storage.documents.collaborations import Collaboration, Enquiry, Goal
from storage.holds import AnyReference, NamedIn, Personal, PersonId, Plain, Reference, Written
from storage.kept import KEPT
from storage.kinds import all_kinds
from storage.walk import computed, declared, rewritten, walk
from tests.handlers.desk import THURSDAY

KINDS = (*all_kinds(), *KEPT)
EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


@EVERY
def test_no_field_is_a_bare_text(kind):
    """Each text of a kind, in its parts too, says what it is."""
    assert [one.path for one in declared(kind) if one.holds is None] == []


@EVERY
def test_what_is_named_is_there(kind):
    """References are to kinds that there are, names in lists of config/, words by a field."""
    kinds = {one.kind for one in KINDS}
    lists = {*type(load_process()).model_fields, *type(load_programme()).model_fields}
    fields = {*kind.model_fields, *(one.path[-1] for one in declared(kind))}
    for one in declared(kind):
        match one.holds:
            case Reference():
                assert one.holds.kind in kinds
                assert not one.holds.through or one.holds.through in kind.indexed
            case NamedIn():
                assert one.holds.entries in lists
            case Written(by=whose) | Personal(of=whose):
                assert not whose or whose in fields


def test_what_others_are_found_through_holds_the_same():
    """A computed field through which references are found holds references of that kind."""
    assert {one.path[0]: one.holds for one in computed(Collaboration)}["members"] == Reference("person")


class Remark(Part):
    """A part with somebody's words."""

    by: PersonId
    text: Annotated[str, Written(by="by")]


class Paper(Document):
    """A kind of document with all that there can be."""

    kind: ClassVar[str] = "paper"

    people: tuple[PersonId, ...] = ()
    remarks: tuple[Remark, ...] = ()
    marks: dict[PersonId, Plain] = Field(default_factory=dict)
    about: Annotated[str, AnyReference()] | None = None


def test_a_walk_finds_every_text():
    """Tuples, mappings, parts and what is not set are gone through, and told where they are."""
    paper = Paper(id="p", people=("a", "b"), remarks=(Remark(by="a", text="Ja"),), marks={"b": "1"})
    assert [(one.declared.path, one.value) for one in walk(paper)] == [
        (("id",), "p"),
        (("people", "[]"), "a"),
        (("people", "[]"), "b"),
        (("remarks", "[]", "by"), "a"),
        (("remarks", "[]", "text"), "Ja"),
        (("marks", "{keys}"), "b"),
        (("marks", "{values}"), "1"),
    ]


def test_a_document_is_rewritten_everywhere():
    """What is changed is changed wherever it stands, and what a list then names twice is there once."""
    paper = Paper(id="p", people=("a", "b"), remarks=(Remark(by="a", text="a"),), marks={"a": "1"})

    def told(content):
        is_person = isinstance(content.declared.holds, Reference)
        return "b" if is_person and content.value == "a" else content.value

    changed = rewritten(paper, told)
    assert (changed.people, changed.remarks[0].by, changed.marks) == (("b",), "b", {"b": "1"})
    assert changed.remarks[0].text == "a"
    assert rewritten(changed, told) == changed


def test_whose_words_a_request_holds():
    """Of a collaboration every text says whose it is, down to the goals, questions and answers."""
    request = Collaboration(
        id="c",
        unit_id="u",
        principal_id="rut",
        stage="requested",
        requested_at=THURSDAY,
        stage_since=THURSDAY,
        purpose="Läsa",
        goals=(Goal(text="Läslust"),),
        enquiries=(Enquiry(text="Vilka?", asked_by="karin", asked_at=THURSDAY, answer="Alla"),),
    )
    held = ((one.declared.holds, one.value) for one in walk(request))
    words = {value: hold.by for hold, value in held if isinstance(hold, Written) and value}
    assert words == {
        "Läsa": "principal_id",
        "Läslust": "principal_id",
        "Vilka?": "asked_by",
        "Alla": "principal_id",
    }
