"""What somebody sees: all that cards, lists, fields and exports need to show things to one reader."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.core.declaration import Declaration
from handlers.core.replies import Card
from handlers.core.scene import Scene
from handlers.core.subjects import Subject
from storage.documents.base import Document
from storage.documents.people import Person
from storage.values.texts import Message, t


@dataclass(frozen=True, kw_only=True)
class View(Scene):
    """A scene as one person sees it. Nothing can be written through it.

    Attributes:
        person: who reads. For a stranger a person who is not saved, without roles.
        known: whether they are known here.
        coordinators: the coordinators' names, for somebody who must turn to them.
        commands: all that there are.
        shows: how documents stand, by their kind.
        subjects: what commands are listed under, by the name of the room or module that says so.
        here: the id of the place where it is shown, or "".
        page: which page of a list is shown, from 0.
        mentions: identities of those mentioned in what was typed, by the name that stands for them there.
    """

    person: Person
    known: bool
    coordinators: Message = field(default_factory=lambda: t("the coordinator"))
    commands: Sequence[Declaration] = ()
    shows: Mapping[str, Callable[[Any, View], Awaitable[Card | None]]] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    here: str = ""
    page: int = 0
    mentions: Mapping[str, str] = field(default_factory=dict)

    def may_send(self, command: Declaration) -> bool:
        """Tell whether the reader may send the command at all."""
        return command.open_to(self.person, known=self.known)

    async def stands(self, document: Document) -> Card | None:
        """Return how a document stands now, or None where the reader may not see it."""
        show = self.shows.get(document.kind)
        return await show(document, self) if show else None

    async def card_of(self, document: Document) -> Card:
        """Return a card of what the reader has just changed. Raises LookupError where it has none."""
        card = await self.stands(document)
        if card is None:
            raise LookupError(f"no card of {document.kind}")
        return card

    @property
    def admitted(self) -> bool:
        """Whether the reader is known and let in."""
        return self.known and self.person.approved


def seen_by(person: Person, scene: Scene) -> View:
    """Return a scene as somebody who is known sees it, for cards that are sent to them."""
    return View(
        source=scene.source,
        municipality=scene.municipality,
        guards=scene.guards,
        words=scene.words,
        now=scene.now,
        language=person.language or scene.municipality.language,
        person=person,
        known=True,
    )
