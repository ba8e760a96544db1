"""Tells of a form that waits while something else is asked: that it stays open, or is given up."""

from __future__ import annotations

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import OWN_ACTIONS, Commands, CommandSpec
from handlers.core.drafting import Asked
from handlers.core.incoming import Command, Opened, PlaceKind, Press, Said, Submit
from handlers.core.labels import SHOW
from handlers.core.replies import Button, Card
from storage.documents.drafts import Draft
from storage.values.texts import Message, t

Heard = Command | Said | Press | Submit | Opened


class StillOpen:
    """Knows all commands, as the one that asked is among them."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    async def told(self, before: Asked | None, incoming: Heard, act: Act) -> tuple[Card, ...]:
        """Return what is told of the form that was asked last before an act, once that is done.

        What gave it up is heard where it was read back; that it stays open wherever it can be answered.
        """
        draft = await act.get(Draft, before.draft.id) if before else None
        spec = self._commands.by_action(draft.command.replace(" ", ".")) if draft else None
        if before is None or draft is None or spec is None or draft.spent or _is_about(incoming, draft):
            return ()
        now = await drafting.asked_last(act)
        if now is None or now.draft.id != draft.id:
            return (_given_up(spec, draft),) if draft.read_back else ()
        if draft.version != before.draft.version:
            return ()
        if now.late:
            await drafting.turn_away(act)
            return (_too_late(spec, draft),) if draft.read_back else ()
        return (_waits(spec, draft),) if act.place.kind is PlaceKind.PERSONAL and _asks(incoming) else ()


def _is_about(incoming: Heard, draft: Draft) -> bool:
    """Tell whether an act is about this very form, or is Home, which shows itself alone."""
    match incoming:
        case Press():
            return incoming.action in OWN_ACTIONS and incoming.id.partition(".")[0] == draft.id
        case Submit():
            return incoming.draft == draft.id
        case _:
            return isinstance(incoming, Opened)


def _asks(incoming: Heard) -> bool:
    """Tell whether an act asks for something, and does not only go on with another form or list."""
    return not isinstance(incoming, Submit) and not (
        isinstance(incoming, Press) and incoming.action in OWN_ACTIONS
    )


def _waits(spec: CommandSpec, draft: Draft) -> Card:
    still = t("It is still open: what you write next answers it. Nothing is done until you confirm.")
    return _card(spec, draft, still)


def _given_up(spec: CommandSpec, draft: Draft) -> Card:
    return _card(spec, draft, t("You went on to something else, so I let go of it. Nothing was done."))


def _too_late(spec: CommandSpec, draft: Draft) -> Card:
    late = t("It has waited for your answer for more than an hour, so I let go of it. Nothing was done.")
    return _card(spec, draft, late)


def _card(spec: CommandSpec, draft: Draft, text: Message) -> Card:
    show = Button(label=SHOW, action="show", id=draft.id, revision=draft.version)
    return Card(title=spec.about, text=(text,), buttons=(show, drafting.cancel(draft)))
