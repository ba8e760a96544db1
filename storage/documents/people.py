"""People, the chat accounts that they are known by, and the places where the bot speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, computed_field, field_validator

from storage.documents.base import Document, Part
from storage.holds import OwnerId, PastPersonId, Personal, PersonId, SchoolFormId, UnitId, Written
from storage.values.letters import as_name, key_of

Language = Literal["sv", "en"]
FULL_TIME = 100  # percent
Called = AfterValidator(as_name)
"""What people and platforms call somebody or something, in one spelling."""


class Role(StrEnum):
    """What somebody is in the collaborations. The values are stored."""

    PRINCIPAL = "principal"
    DEPUTY = "deputy"
    DEVELOPER = "developer"
    COORDINATOR = "coordinator"
    HEAD = "head"
    PARTNER = "partner"
    PROCESS_GROUP = "process-group"
    PROGRAMME_GROUP = "programme-group"


COORDINATING = frozenset({Role.COORDINATOR, Role.HEAD})
DEVELOPING = frozenset({Role.DEVELOPER, Role.PARTNER})
LEADING_A_UNIT = frozenset({Role.PRINCIPAL, Role.DEPUTY})
AT_A_UNIT = LEADING_A_UNIT | {Role.PROCESS_GROUP}


class Position(Part):
    """What somebody is somewhere, for a while.

    Attributes:
        role: what they are, or None where they work at a unit without a part in the collaborations of others.
        unit_id: the unit where it is, or None for what is central.
        since, until: the first and the last day; None is open.
        share: percent of full time, or None where nobody has said.
        weekdays: the ISO weekdays on which they work, 1 is Monday; empty where nobody has said.
    """

    role: Role | None = None
    unit_id: UnitId | None = None
    since: date | None = None
    until: date | None = None
    share: int | None = Field(default=None, ge=1, le=FULL_TIME)
    weekdays: tuple[int, ...] = ()

    @field_validator("weekdays")
    @classmethod
    def _are_weekdays(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if any(not 1 <= day <= 7 for day in value):
            raise ValueError("weekdays are 1 to 7")
        return tuple(sorted(set(value)))

    def holds(self, day: date) -> bool:
        """Tell whether it has begun and not ended on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def holds_or_will(self, day: date) -> bool:
        """Tell whether it has not ended on a day."""
        return self.until is None or day <= self.until


_IDENTITY = re.compile(r"(?:slack|teams|terminal):\S+")
_STAND_INS: dict[Language, tuple[str, str, str]] = {
    "sv": ("samordnaren", "rektorn", "någon ny"),
    "en": ("the coordinator", "the principal", "somebody new"),
}


def stand_in(roles: Collection[Role], language: Language) -> str:
    """Return what somebody is called in the municipality's language until their name is known."""
    coordinator, principal, newcomer = _STAND_INS[language]
    if Role.COORDINATOR in roles:
        return coordinator
    return principal if Role.PRINCIPAL in roles else newcomer


def _without_ids(data: dict[str, Any]) -> dict[str, Any]:
    """Take a platform's id, or nothing, from where a name should be: until version 2 it was shown as one."""
    if data["name"].strip() and not _IDENTITY.fullmatch(data["name"]):
        return data
    return data | {"name": stand_in(data.get("roles") or (Role.PRINCIPAL,), "sv"), "named": False}


def _with_positions(data: dict[str, Any]) -> dict[str, Any]:
    """Make a post of the home unit: until version 3 there was one, whatever somebody was there."""
    data = dict(data)
    home, roles = data.pop("home_unit", None), data.get("roles") or ()
    if not home:
        return data
    role = next((one.value for one in Role if one in AT_A_UNIT and one.value in roles), None)
    return data | {"positions": [{"role": role, "unit_id": home}]}


class Person(Document):
    """Somebody known to the bot, with or without a chat account.

    Attributes:
        approved: False for a stranger who asked for a collaboration, until the coordinator confirms them.
        roles: what they are today. What no position says holds until somebody takes it away.
        positions: where they work and as what, the foremost first; also past ones and those to come.
        language: what they chose, or None for what their platform says.
        named: False while no platform has told their name, and `stand_in` is what they are called.
    """

    kind: ClassVar[str] = "person"
    schema_version: ClassVar[int] = 3
    migrations: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        2: _without_ids,
        3: _with_positions,
    }
    indexed: ClassVar[tuple[str, ...]] = ("roles", "units", "dated", "approved", "active")

    name: Annotated[str, Called, Personal(of="id")]
    roles: tuple[Role, ...] = ()
    positions: tuple[Position, ...] = ()
    language: Language | None = None
    approved: bool = True
    active: bool = True
    named: bool = True

    @computed_field  # type: ignore[prop-decorator]
    @property
    def units(self) -> tuple[UnitId, ...]:
        """The units of all positions, also of past ones and those to come."""
        return tuple(dict.fromkeys(one.unit_id for one in self.positions if one.unit_id))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def dated(self) -> bool:
        """Whether what they are changes by itself: a position begins or ends some day."""
        return any(one.role and (one.since or one.until) for one in self.positions)

    def units_on(self, day: date) -> tuple[str, ...]:
        """Return the units where they work on a day, the foremost first."""
        held = (one.unit_id for one in self.positions if one.holds(day))
        return tuple(dict.fromkeys(one for one in held if one))

    def positions_as(self, *roles: Role) -> tuple[Position, ...]:
        """Return the positions with one of `roles`."""
        return tuple(one for one in self.positions if one.role in roles)

    def leads_on(self, unit_id: str, day: date) -> bool:
        """Tell whether they are principal or deputy of a unit on a day."""
        held = (one for one in self.positions_as(*LEADING_A_UNIT) if one.holds(day))
        return any(one.unit_id == unit_id for one in held)

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """Return what they are on a day: by their positions then, and what no post of theirs says."""
        of_positions = {one.role for one in self.positions if one.role}
        held = [one.role for one in self.positions if one.role and one.holds(day)]
        lasting = [one for one in self.roles if one not in of_positions]
        return tuple(dict.fromkeys((*lasting, *held)))

    def placed(self, roles: tuple[Role, ...], unit_id: str | None, today: date) -> Self:
        """Return the person with these roles, and with a unit, or none, in the place of the foremost one."""
        at_unit = next((one for one in roles if one in AT_A_UNIT), None)
        first = next(iter(self.units_on(today)), None)
        there = [one for one in self.positions if first and one.unit_id == first]
        others = [one for one in self.positions if one not in there and one.role in {None, *roles}]
        if unit_id == first:
            there = [one if one.role in roles else one.model_copy(update={"role": at_unit}) for one in there]
        else:
            there = [Position(role=at_unit, unit_id=unit_id)] if unit_id else []
        return self.changed(roles=roles, positions=tuple(dict.fromkeys((*there, *others))))

    def on(self, day: date) -> Self:
        """Return the person with the roles of a day."""
        roles = self.roles_on(day)
        return self if set(roles) == set(self.roles) else self.changed(roles=roles)

    def has(self, *roles: Role) -> bool:
        """Tell whether the person has one of `roles`."""
        return any(role in self.roles for role in roles)

    @property
    def coordinates(self) -> bool:
        """Whether they are a coordinator, or the head who stands in for one."""
        return self.has(*COORDINATING)

    @property
    def develops(self) -> bool:
        """Whether they can be appointed: developers, and partners from other support units."""
        return self.has(*DEVELOPING)


class Account(Document):
    """A chat account that a person speaks from. The id is the identity: `slack:T1:U1`, `teams:<tenant>:<id>`.

    Attributes:
        reference: what the platform needs to write to them first, as opaque JSON, or None.
        language: what the platform says that they read, or None.
        latest_of: id of who spoke last from this one of their accounts, or None.
        name: what the platform calls them, often by their own choice; may be empty.
        handle: what tells the account from any other there (a user principal name, user name); may be empty.
        closed: the platform has closed it, so that nobody is written to there.
    """

    kind: ClassVar[str] = "account"
    indexed: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: PersonId
    reference: Annotated[str | None, Personal(of="person_id")] = None
    language: Language | None = None
    latest_of: PastPersonId | None = None
    name: Annotated[str, Called, Personal(of="person_id")] = ""
    handle: Annotated[str, Called, Personal(of="person_id")] = ""
    closed: bool = False

    @property
    def is_latest(self) -> bool:
        """Whether its person spoke from it last, and not from another of theirs."""
        return self.latest_of == self.person_id


def _in_one_spelling(data: dict[str, Any]) -> dict[str, Any]:
    """Bring a unit's name and key into one spelling: until version 2 both were kept as they were typed."""
    name = data["name"]
    return data | {"name": as_name(name), "name_key": key_of(name)} if isinstance(name, str) else data


class Unit(Document):
    """A school or preschool.

    Attributes:
        confirmed: False while only a stranger's request names it.
        called_before: the names that it had before, the oldest first, each once.
    """

    kind: ClassVar[str] = "unit"
    schema_version: ClassVar[int] = 2
    migrations: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {2: _in_one_spelling}
    indexed: ClassVar[tuple[str, ...]] = ("name_key", "confirmed")

    name: Annotated[str, Called, Written()]
    owner: OwnerId
    school_form: SchoolFormId
    confirmed: bool = True
    called_before: tuple[Annotated[str, Called, Written()], ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def name_key(self) -> Annotated[str, Written()]:
        """The name as it is compared, see `key_of`."""
        return key_of(self.name)

    def renamed(self, name: str) -> Self:
        """Return the unit under another name; what it was called before is kept."""
        if key_of(name) == self.name_key:
            return self.changed(name=name)
        before = [one for one in self.called_before if key_of(one) not in {self.name_key, key_of(name)}]
        return self.changed(name=name, called_before=(*before, self.name))
