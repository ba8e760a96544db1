"""People stored with a platform's id, or nothing, for a name are called by a word until theirs comes."""

from __future__ import annotations

import json

import pytest

from storage.bodies import current, decode
from storage.documents.people import Person, Role
from storage.open import opened_store
from storage.store import Record
from tests.storage.contract.acts import batches

TEAMS = "teams:7a1f0d52-0000-4000-8000-0000000000aa:0b07c0de-0000-4000-8000-000000000001"


def _first_version(name: str, *roles: str) -> str:
    return json.dumps({"schema_version": 1, "id": "p", "version": 3, "name": name, "roles": roles})


@pytest.mark.parametrize(
    ("name", "roles", "called"),
    [
        (TEAMS, ("coordinator",), "samordnaren"),
        ("slack:T1:UBOSS", ("developer", "coordinator"), "samordnaren"),
        ("terminal:olle", ("coordinator",), "samordnaren"),
        ("", ("principal",), "rektorn"),
        ("   ", (), "rektorn"),
    ],
)
def test_an_id_is_no_name(name: str, roles: tuple[str, ...], called: str) -> None:
    """An id as a name, or none, becomes a word, and it is noted that the name is still to come."""
    person = decode(Person, current(Person, _first_version(name, *roles)))
    assert (person.name, person.named, person.version) == (called, False, 3)


@pytest.mark.parametrize("name", ["Karin Samuelsdotter", "samordnaren", "Slack: Karin", "teams"])
def test_names_stay(name: str) -> None:
    """What somebody was called stays as it was."""
    person = decode(Person, current(Person, _first_version(name, "coordinator")))
    assert (person.name, person.named) == (name, True)


async def test_stores_are_brought_up_to_date(url: str) -> None:
    """Both stores read people from before."""
    async with opened_store(url, (Person,)) as store:
        await store.load(batches([Record("person", _first_version(TEAMS, "coordinator"))]))
        async with store.transaction() as tx:
            [person] = await tx.find(Person)
    assert person == Person(id="p", version=3, name="samordnaren", roles=(Role.COORDINATOR,), named=False)
