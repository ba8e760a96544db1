"""Who may do what, over all combinations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handlers
from handlers.collaborations.access import may_lead, may_see
from handlers.core.command import CommandSpec
from handlers.core.rooms import rooms_of
from handlers.reflections.access import may_read
from handlers.sessions.access import may_change, may_follow, may_reflect
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, Person, Role
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM

NOW = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
IDS = ("a", "b", "c", "d", "e")

people = st.builds(
    Person, id=st.sampled_from(IDS), name=st.just("x"), roles=st.lists(st.sampled_from(Role)).map(tuple)
)
members = st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple)
collaborations = st.builds(
    Collaboration,
    id=st.just("c"),
    unit_id=st.just("u"),
    principal_id=st.sampled_from(IDS),
    requested_at=st.just(NOW),
    stage_since=st.just(NOW),
    purpose=st.just("p"),
    developers=members,
    process_group=members,
)
reflections = st.builds(
    Reflection,
    id=st.just("r"),
    session_id=st.just("s"),
    collaboration_id=st.just("c"),
    author_id=st.sampled_from(IDS),
    readers=members,
    written_at=st.just(NOW),
    outcome=st.just(Held.HELD),
    shared_with=st.lists(st.sampled_from(Readers), unique=True).map(tuple),
)


@given(people, reflections, st.none() | collaborations)
def test_the_author_always_reads(
    person: Person, reflection: Reflection, collaboration: Collaboration | None
) -> None:
    """Who wrote it can read it."""
    written = reflection.changed(author_id=person.id)
    assert may_read(person, written, collaboration)


@given(people, reflections, collaborations)
def test_just_those_whom_it_is_shared_with(
    person: Person, reflection: Reflection, collaboration: Collaboration
) -> None:
    """Each of the readers lets in its own people, and none of the others."""
    led = person.id in reflection.readers
    principal = person.id == collaboration.principal_id
    among = {
        Readers.PAIR: led,
        Readers.OWN_GROUP: led,
        Readers.PRINCIPAL: principal,
        Readers.PROCESS_GROUP: principal or person.id in collaboration.process_group,
        Readers.COORDINATOR: bool(set(person.roles) & COORDINATING),
        Readers.MEMBERS: person.id in collaboration.members,
    }
    author = person.id == reflection.author_id
    assert may_read(person, reflection, collaboration) is (
        author or any(among[one] for one in reflection.shared_with)
    )


@given(people, reflections, st.none() | collaborations)
def test_shared_with_nobody_is_the_authors(
    person: Person, reflection: Reflection, collaboration: Collaboration | None
) -> None:
    """No role and no membership reads what is shared with nobody."""
    own = reflection.changed(shared_with=())
    assert may_read(person, own, collaboration) is (person.id == own.author_id)


@given(people, collaborations)
def test_collaborations_are_led_by_their_pair(person: Person, collaboration: Collaboration) -> None:
    """Its members see a collaboration, its pair books in it, and who coordinates may do both."""
    coordinates = bool(set(person.roles) & COORDINATING)
    assert may_see(person, collaboration) is (coordinates or person.id in collaboration.members)
    assert may_lead(person, collaboration) is (coordinates or person.id in collaboration.developers)


def _session(leaders: tuple[str, ...]) -> Session:
    start = datetime(2026, 10, 16, 9, 0, tzinfo=STOCKHOLM)
    span = Span(start=start, end=start.replace(hour=10))
    return Session(id="s", collaboration_id=None, session_kind="learning", span=span, people=leaders)


@given(people, members, st.none() | collaborations)
def test_sessions_are_known_to_those_concerned(
    person: Person, leaders: tuple[str, ...], collaboration: Collaboration | None
) -> None:
    """Who leads a session knows of it, who takes part in its collaboration, and who coordinates."""
    takes_part = collaboration is not None and person.id in collaboration.members
    expected = person.coordinates or person.id in leaders or takes_part
    assert may_follow(person, _session(leaders), collaboration) is expected


@given(people, members, st.none() | collaborations)
def test_sessions_are_changed_by_the_present_pair(
    person: Person, leaders: tuple[str, ...], collaboration: Collaboration | None
) -> None:
    """The present pair changes a session, who leads one of the own group, and who coordinates."""
    session = _session(leaders)
    pair = collaboration.developers if collaboration else leaders
    assert may_change(person, session, collaboration) is (person.coordinates or person.id in pair)


@given(people, members)
def test_sessions_are_reflected_on_by_who_led_them(person: Person, leaders: tuple[str, ...]) -> None:
    """Who led a session may reflect on it, and who coordinates; nobody else."""
    expected = person.coordinates or person.id in leaders
    assert may_reflect(person, _session(leaders)) is expected


@pytest.mark.parametrize("command", list(rooms_of(handlers).commands), ids=lambda one: one.name)
def test_roles_of_each_command(command: CommandSpec) -> None:
    """A command runs for its roles alone; for somebody not confirmed only what strangers may."""
    for role in Role:
        person = Person(id="a", name="x", roles=(role,))
        assert command.open_to(person, known=True) is (command.who is None or role in command.who)
        assert command.open_to(person.changed(approved=False), known=True) is command.strangers
        assert command.open_to(person, known=False) is command.strangers
