"""What somebody is: how roles are shown, and chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Read
from handlers.core.replies import Option
from handlers.core.view import View
from handlers.fields.text import ChoiceKind, bare
from storage.documents.drafts import Raw
from storage.documents.people import Person, Role
from storage.values.texts import Message, listed, t

ROLES = {
    Role.PRINCIPAL: t("principal"),
    Role.DEPUTY: t("deputy principal"),
    Role.DEVELOPER: t("developer"),
    Role.COORDINATOR: t("coordinator"),
    Role.HEAD: t("head of unit"),
    Role.PARTNER: t("partner from central school support"),
    Role.PROCESS_GROUP: t("member of a process group"),
    Role.PROGRAMME_GROUP: t("member of the programme group"),
}


ALSO_CALLED = {
    Role.DEVELOPER.value: ("utvecklare", "ku"),
    Role.DEPUTY.value: ("bitr rektor", "bitr. rektor", "deputy"),
    Role.PARTNER.value: ("medverkande", "partner"),
    Role.PROCESS_GROUP.value: ("processledningsgrupp", "processledare", "process group"),
    Role.PROGRAMME_GROUP.value: ("programgrupp", "programme group"),
    Role.HEAD.value: ("chef", "head"),
}
SAME = "same"


def roles_of(person: Person) -> Message:
    """Return the person's roles in words."""
    if not person.roles:
        return t("no role yet")
    return listed(*(ROLES[role] for role in person.roles))


def all_roles(view: View) -> list[Option]:
    """Return every role, to choose among."""
    return [Option(value=role.value, label=label) for role, label in ROLES.items()]


class RoleOrSameKind(ChoiceKind):
    """A role, or `same` where somebody's own is to stay: of somebody with several, all of them."""

    def __init__(self, person: Person | None = None) -> None:
        super().__init__(all_roles, also=lambda _: ALSO_CALLED)
        self._person = person

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind that knows whose role it is."""
        return RoleOrSameKind(values.get("person"))

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the role's id, or `same`. Raises Problem with all offered."""
        return Read(SAME) if bare(raw) == SAME else await super().read(raw, view)

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the same as `read`. Raises Problem where it is no longer a choice."""
        return Read(SAME) if kept == SAME else await super().from_json(kept, view)

    async def show(self, value: Any, view: View) -> Message:
        """Return the role, or all that the person has."""
        return roles_of(self._person) if self._person and value == SAME else await super().show(value, view)

    def filled_in(self, value: Any, view: View) -> Raw:
        """Return the role's id; of somebody with several the first."""
        if value == SAME:
            return self._person.roles[0].value if self._person and self._person.roles else ""
        return super().filled_in(value, view)


ARole = Annotated[str, ChoiceKind(all_roles, also=lambda _: ALSO_CALLED)]
RoleOrSame = Annotated[str, RoleOrSameKind()]
