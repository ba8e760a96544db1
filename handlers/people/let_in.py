"""As what somebody who waits is let in: the role that they asked as, and the buttons for the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from handlers.core.forms import FieldKind
from handlers.core.replies import Button, Say, Style
from handlers.core.view import View
from handlers.fields.text import ChoiceKind
from handlers.people.roles import ALSO_CALLED, ROLES, all_roles
from storage.documents.drafts import Raw
from storage.documents.people import Person, Role
from storage.values.texts import Message, t

USUAL = (Role.DEVELOPER, Role.PRINCIPAL)


class RoleAskedAsKind(ChoiceKind):
    """A role; unless one is said, the one that somebody has who asked as something."""

    def __init__(self, person: Person | None = None) -> None:
        super().__init__(all_roles, also=lambda _: ALSO_CALLED)
        self._person = person

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind that knows who waits."""
        return RoleAskedAsKind(values.get("person"))

    async def default(self, view: View) -> Raw:
        """Return the role that they asked as, if they did as one."""
        return self._person.roles[0].value if self._person and self._person.roles else ""


RoleAskedAs = Annotated[str, RoleAskedAsKind()]


def lets_in(person: Person) -> tuple[Button, ...]:
    """Return the buttons that let in somebody who waits: as what they asked as, or as what is usual."""
    roles = person.roles[:1] or USUAL
    first, *others = [_button(person, t("Let in as {role}", role=ROLES[one]), one.value) for one in roles]
    other_role = _button(person, t("Let in as …"), "").model_copy(update={"opens": True})
    return first.model_copy(update={"style": Style.PRIMARY}), *others, other_role


def let_in_by(person: Person) -> Say:
    """Return what somebody is told whom the person has let in."""
    return Say(text=t("{name} has let you in. Write “help” to see what you can do.", name=person.name))


def _button(person: Person, label: Message, role: str) -> Button:
    return Button(label=label, action="people.approve", id=person.id, revision=person.version, choice=role)
