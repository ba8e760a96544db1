"""The field that says what somebody is."""

from __future__ import annotations

from typing import Annotated

from handlers.cards.roles import ROLES
from handlers.core.replies import Option
from handlers.core.view import View
from handlers.fields.text import ChoiceKind
from storage.documents.people import Role


def _roles(view: View) -> list[Option]:
    return [Option(value=role.value, label=label) for role, label in ROLES.items()]


ARole = Annotated[str, ChoiceKind(_roles)]
PrincipalUnlessSaid = Annotated[str, ChoiceKind(_roles, Role.PRINCIPAL.value)]
