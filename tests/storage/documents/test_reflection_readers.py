"""Reflections from before the readers became independent keep exactly their readers."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from handlers.reflections.access import may_read
from storage.bodies import current, decode
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, Person, Role
from storage.documents.reflections import Reflection
from storage.open import opened_store
from storage.store import Record
from tests.storage.contract.acts import batches

NOW = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
IDS = ("a", "b", "c", "d", "e")
LADDER = ("me", "pair", "process-group", "coordinator")
members = st.lists(st.sampled_from(IDS), max_size=3, unique=True)


def _first_version(visibility: str, readers: list[str], collaboration_id: str | None) -> str:
    return json.dumps(
        {
            "schema_version": 1,
            "id": "s-a",
            "version": 3,
            "session_id": "s",
            "collaboration_id": collaboration_id,
            "author_id": "a",
            "readers": readers,
            "written_at": "2026-10-15T08:00:00.000000Z",
            "outcome": "held",
            "grade": 4,
            "happened": "Ord",
            "visibility": visibility,
        }
    )


def _could_read(person: Person, visibility: str, readers: list[str], members: tuple[str, ...]) -> bool:
    """Tell what schema version 1 let somebody read, as its program did."""
    rung = LADDER.index(visibility)
    return (
        person.id == "a"
        or (rung >= 1 and person.id in readers)
        or (rung >= 2 and person.id in members)
        or (rung >= 3 and person.has(*COORDINATING))
    )


@given(
    st.builds(
        Person, id=st.sampled_from(IDS), name=st.just("x"), roles=st.lists(st.sampled_from(Role)).map(tuple)
    ),
    st.sampled_from(LADDER),
    members,
    st.none()
    | st.builds(
        Collaboration,
        id=st.just("c"),
        unit_id=st.just("u"),
        principal_id=st.sampled_from(IDS),
        requested_at=st.just(NOW),
        stage_since=st.just(NOW),
        purpose=st.just("p"),
        developers=members.map(tuple),
        process_group=members.map(tuple),
    ),
)
def test_the_same_readers(
    person: Person, visibility: str, readers: list[str], collaboration: Collaboration | None
) -> None:
    """Whoever could read one of schema version 1 can read it now, and nobody else can."""
    body = _first_version(visibility, readers, collaboration.id if collaboration else None)
    reflection = decode(Reflection, current(Reflection, body))
    among = collaboration.members if collaboration else ()
    assert may_read(person, reflection, collaboration) is _could_read(person, visibility, readers, among)


async def test_stores_are_brought_up_to_date(url: str) -> None:
    """Both stores read what was written before, and nothing of it is lost."""
    old = Record("reflection", _first_version("coordinator", ["a", "b"], "c"))
    async with opened_store(url, (Reflection,)) as store:
        await store.load(batches([old]))
        async with store.transaction() as tx:
            (found,) = await tx.find(Reflection)
    assert (found.version, found.happened, found.private) == (3, "Ord", "")
    assert [one.value for one in found.shared_with] == ["pair", "members", "coordinator"]
