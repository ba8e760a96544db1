"""Begins what is done in a transaction: the act of somebody, a duty, or a view that only reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.core.acquaintance import ask_whom, meet, recognise
from handlers.core.act import Act, Duty
from handlers.core.incoming import Actor, Command, Incoming, Said
from handlers.core.letters import Letters
from handlers.core.municipality import Municipality
from handlers.core.new_names import offer_new_name
from handlers.core.records import Records, Source
from handlers.core.rooms import Rooms
from handlers.core.scene import Scene
from handlers.core.view import View
from handlers.core.words import Words
from storage.documents.people import Language
from storage.store import Transaction


@dataclass(frozen=True)
class Begin:
    """Knows what all acts have in common. `clock` returns the present, aware."""

    municipality: Municipality
    words: Words
    rooms: Rooms
    clock: Callable[[], datetime]

    def records(self, tx: Transaction) -> Records:
        """Return what is read and written in a transaction."""
        return Records(tx, self.clock(), self.rooms.guards)

    async def act(self, incoming: Incoming, records: Records, tx: Transaction) -> Act:
        """Return the act of whoever sent what came in. Raises Refusal for those we don't talk with."""
        met = await meet(incoming.actor, incoming.place, tx, self.municipality)
        language = self.municipality.language_for(met.person, incoming.actor)
        act = Act(
            **vars(self.duty(records, language, writer_id=met.person.id)),
            person=met.person,
            known=met.known,
            coordinators=await ask_whom(tx),
            commands=tuple(self.rooms.commands),
            shows=self.rooms.shows,
            subjects=self.rooms.subjects,
            here=incoming.place.id,
            mentions=incoming.mentions if isinstance(incoming, Command | Said) else {},
            actor=incoming.actor,
            place=incoming.place,
        )
        if met.new_name:
            await offer_new_name(act.person, met.new_name, act.actor, act)
        return act

    def duty(self, records: Records, language: Language | None = None, writer_id: str = "") -> Duty:
        """Return what nobody asked for; nothing is written to the person `writer_id`."""
        scene = self.scene(records, language)
        return Duty(**vars(scene), records=records, letters=Letters(scene, records, writer_id))

    async def view(self, actor: Actor, source: Source) -> View:
        """Return what somebody sees. Raises Refusal for somebody no longer active."""
        met = await recognise(actor, source)
        scene = self.scene(source, self.municipality.language_for(met.person, actor))
        return View(
            **vars(scene),
            person=met.person,
            known=met.known,
            commands=tuple(self.rooms.commands),
            shows=self.rooms.shows,
            subjects=self.rooms.subjects,
        )

    def scene(self, source: Source, language: Language | None = None) -> Scene:
        """Return the present, with the documents of `source`."""
        return Scene(
            source=source,
            municipality=self.municipality,
            guards=self.rooms.guards,
            words=self.words,
            now=self.clock(),
            language=language or self.municipality.language,
        )
