"""What holds for every kind of document."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from bot.sample.filling import sample
from storage.documents.base import Document, new_id
from storage.documents.people import Person, Role, Unit
from storage.kinds import all_kinds
from storage.values.texts import Refusal, lines, t, tn, typed

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TODAY = datetime(2026, 10, 15, tzinfo=UTC).date()
SAMPLE = sample(STOCKHOLM, TODAY)


@pytest.mark.parametrize("document", SAMPLE, ids=lambda one: f"{one.kind} {one.id}")
def test_there_and_back_as_json(document: Document) -> None:
    """A document's JSON is read as the same document."""
    assert type(document).model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda one: one.kind)
def test_what_a_store_finds_by_is_there(kind: type[Document]) -> None:
    """The fields that a kind is found by are fields of it, computed ones included."""
    known = {*kind.model_fields, *kind.model_computed_fields}
    assert set(kind.indexed) <= known
    assert kind.kind
    assert kind.schema_version == 1 + len(kind.migrations)


def test_kinds_have_names_of_their_own() -> None:
    """No two kinds are stored under one name."""
    names = [kind.kind for kind in all_kinds()]
    assert len(names) == len(set(names)) >= 8


def test_the_sample_has_what_a_town_has() -> None:
    """Whoever tries Samlär out finds people, units and what they do together; all of it is of known kinds."""
    sample = {one.kind for one in SAMPLE}
    assert {"person", "unit", "collaboration", "session", "reflection", "channel"} <= sample
    assert sample <= {kind.kind for kind in all_kinds()}


def test_documents_are_frozen() -> None:
    """A document changes by a copy, never in place."""
    person = Person(id="a", name="Maja")
    with pytest.raises(ValidationError):
        person.name = "Olle"  # type: ignore[misc]  # that it is read-only is what is tested
    assert person.changed(name="Olle") == Person(id="a", name="Olle")
    assert person.name == "Maja"


def test_a_change_is_checked() -> None:
    """A change of the wrong shape is refused."""
    with pytest.raises(ValidationError):
        Person(id="a", name="Maja").changed(roles=("kung",))


def test_ids_say_nothing() -> None:
    """Ids are opaque, of twelve characters that can't be mistaken for each other, and never the same."""
    ids = {new_id() for _ in range(10_000)}
    assert len(ids) == 10_000
    assert all(len(one) == 12 and one.isalnum() and one == one.lower() for one in ids)
    assert not set("".join(ids)) & set("01ilo")


def test_fields_of_a_later_version_are_no_reason_to_fail() -> None:
    """A document with a field that this version doesn't know is read without it."""
    assert Person.model_validate_json('{"id": "a", "name": "Maja", "shoe_size": 38}').name == "Maja"


@pytest.mark.parametrize("name", ["Almby skola", "ALMBY  SKOLA", " almby skola "])
def test_units_are_compared_by_their_names(name: str) -> None:
    """Case and spaces make no two names."""
    assert Unit(id="a", name=name, owner="municipal", school_form="compulsory").name_key == "almby skola"


@pytest.mark.parametrize(
    ("role", "coordinates", "develops"),
    [
        (Role.PRINCIPAL, False, False),
        (Role.DEVELOPER, False, True),
        (Role.COORDINATOR, True, False),
        (Role.HEAD, True, False),
        (Role.PARTNER, False, True),
        (Role.PROCESS_GROUP, False, False),
        (Role.PROGRAMME_GROUP, False, False),
    ],
)
def test_what_roles_mean(role: Role, coordinates: bool, develops: bool) -> None:
    """Coordinators and heads coordinate; developers and partners can be appointed."""
    person = Person(id="a", name="x", roles=(role,))
    assert (person.coordinates, person.develops) == (coordinates, develops)
    assert person.has(role)


def test_messages_keep_what_they_say_apart_from_what_was_written() -> None:
    """A message is a text with places, and values that are put in when it is worded."""
    message = t("Booked {topic}", topic="{unit} %s")
    assert (message.key, message.values) == ("Booked {topic}", {"topic": "{unit} %s"})
    assert typed("hej").values == {"text": "hej"}
    counted = tn("{count} session", "{count} sessions", 3)
    assert (counted.plural, counted.values) == ("{count} sessions", {"count": 3})
    assert lines(typed("a"), typed("b")).key == "{line0}\n{line1}"


def test_a_refusal_says_what_to_do_in_any_language() -> None:
    """A rule's no carries a message with its values, and no other text."""
    refusal = Refusal("{name} is not a developer. Choose somebody who is.", name="Rut")
    assert refusal.message.values == {"name": "Rut"}
    assert "Rut" not in str(refusal)
