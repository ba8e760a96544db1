"""What somebody is: how roles are shown, and chosen."""

from __future__ import annotations

from typing import Annotated

from handlers.core.replies import Option
from handlers.core.view import View
from handlers.fields.text import ChoiceKind
from storage.documents.people import Person, Role
from storage.values.texts import Message, listed, t

ROLES = {
    Role.PRINCIPAL: t("principal"),
    Role.DEVELOPER: t("developer"),
    Role.COORDINATOR: t("coordinator"),
    Role.HEAD: t("head of unit"),
    Role.PARTNER: t("partner from central school support"),
    Role.PROCESS_GROUP: t("member of a process group"),
    Role.PROGRAMME_GROUP: t("member of the programme group"),
}


def roles_of(person: Person) -> Message:
    """Return the person's roles in words."""
    if not person.roles:
        return t("no role yet")
    return listed(*(ROLES[role] for role in person.roles))


def all_roles(view: View) -> list[Option]:
    """Return every role, to choose among."""
    return [Option(value=role.value, label=label) for role, label in ROLES.items()]


ARole = Annotated[str, ChoiceKind(all_roles)]
