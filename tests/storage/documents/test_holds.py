"""Documents say in their types what their texts hold."""

from __future__ import annotations

import pytest

from config.process import load_process, load_programme
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration, Enquiry, Goal
from storage.documents.people import Person
from storage.holds import NamedIn, Personal, Reference, Written
from storage.kept import KEPT
from storage.kinds import all_kinds
from storage.references import refers_to
from storage.walk import computed, declared, walk
from tests.handlers.desk import THURSDAY

KINDS = (*all_kinds(), *KEPT)
EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


@EVERY
def test_no_field_is_a_bare_text(kind: type[Document]) -> None:
    """Each text of a kind, in its parts and computed ones too, says what it is."""
    texts = (*declared(kind), *computed(kind))
    assert [one.path for one in texts if one.holds is None] == []


@EVERY
def test_what_is_named_is_there(kind: type[Document]) -> None:
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


@EVERY
def test_every_stranger_is_found(kind: type[Document]) -> None:
    """Where a stranger may be named there is an index to find them by, or the kind says where to look."""
    indexed = {one.path[0]: one.holds for one in (*declared(kind), *computed(kind))}
    assert set(kind.sought_among or ()) <= set(kind.indexed)
    for one in declared(kind):
        if refers_to(one.holds, Person.kind) and not getattr(one.holds, "let_in", False):
            field = getattr(one.holds, "through", "") or one.path[0]
            has_index = field in kind.indexed and refers_to(indexed[field], Person.kind)
            assert has_index or kind.sought_among is not None


def test_whose_words_a_request_holds() -> None:
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
        "Läsa": "requested_by",
        "Läslust": "requested_by",
        "Vilka?": "asked_by",
        "Alla": "requested_by",
    }
