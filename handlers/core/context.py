"""What a handler works with: who asks, the present, the municipality's ways, and the act's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from config.calendar import Calendar
from config.filler import Filler
from config.process import Process, Programme
from handlers.core.accounts import accounts_of, had_account
from handlers.core.incoming import Actor, Place
from handlers.core.readable import GUARDED, may_be_told
from handlers.core.replies import Reply
from handlers.core.wire import write_reply
from handlers.core.words import Words, language_of
from storage.documents.base import Document
from storage.documents.messages import Message
from storage.documents.people import Channel, Language, Person, Role
from storage.kept import Queued
from storage.store import AuditEntry, Condition, Equal, Outgoing, Transaction

if TYPE_CHECKING:
    from handlers.core.command import CommandSpec

D = TypeVar("D", bound=Document)

USEFUL = timedelta(days=2)


@dataclass(frozen=True)
class Municipality:
    """How things are done here: one installation serves one municipality.

    Attributes:
        zone: in which people's times are meant.
        language: for those whose language is not known.
        coordinators: identities that are coordinators from the start.
    """

    zone: ZoneInfo
    language: Language
    process: Process
    programme: Programme
    calendar: Calendar
    filler: Filler
    coordinators: frozenset[str] = frozenset()


def language_for(person: Person | None, actor: Actor, municipality: Municipality) -> Language:
    """Return what the person chose, else what their platform says, else the municipality's language."""
    chosen = person.language if person else None
    return chosen or language_of(actor.locale) or municipality.language


async def who_coordinates(tx: Transaction) -> list[Person]:
    """Return the active coordinators, or the heads who stand in for them where there are none."""
    active = Equal("active", value=True)
    for role in (Role.COORDINATOR, Role.HEAD):
        found = await tx.find(Person, Equal("roles", role.value), active)
        if found:
            return found
    return []


@dataclass(frozen=True)
class Unreached:
    """Somebody whom an act could not tell `reply`. `had_chat`: they have an account, or had one."""

    person: Person
    reply: Reply
    language: Language
    had_chat: bool


class Context:
    """One act under way.

    Attributes:
        person: who acts. For a stranger a person not yet saved, without roles.
        known: whether they were known before.
        now: the present, aware, in UTC.
        language: in which they read.
        coordinators: their names, for somebody who must turn to them.
        words: for finding what people typed among names in both languages.
        commands: all that there are.
        mentions: identities of those mentioned in what was typed, by the name that stands for them there.
        unreached: those whom the act could not tell what it was to tell them.
        made_of: what of that not everybody may read the act has read or written so far, as `kind:id`.
    """

    def __init__(
        self,
        tx: Transaction,
        municipality: Municipality,
        *,
        person: Person,
        known: bool,
        actor: Actor,
        place: Place,
        now: datetime,
        coordinators: Message,
        words: Words,
        commands: Iterable[CommandSpec] = (),
    ) -> None:
        self._tx = tx
        self._touched: list[str] = []
        self._posts: list[str] = []
        self.unreached: list[Unreached] = []
        self._read: dict[tuple[str, str], Document | None] = {}
        self.made_of: set[str] = set()
        self.municipality = municipality
        self.person = person
        self.known = known
        self.actor = actor
        self.place = place
        self.now = now
        self.language = language_for(person, actor, municipality)
        self.coordinators = coordinators
        self.words = words
        self.commands = commands
        self.mentions: Mapping[str, str] = {}

    @property
    def process(self) -> Process:
        """The municipality's process."""
        return self.municipality.process

    @property
    def local_now(self) -> datetime:
        """The present on the wall clock."""
        return self.now.astimezone(self.municipality.zone)

    @property
    def today(self) -> date:
        """Today's date where people are."""
        return self.local_now.date()

    @property
    def posts(self) -> bool:
        """Whether the act sends messages to others."""
        return bool(self._posts)

    @property
    def writes(self) -> bool:
        """Whether the act leaves anything behind: documents, messages, claims."""
        return self._tx.writes

    @property
    def touched(self) -> tuple[str, ...]:
        """Which documents the act writes, as `kind:id`."""
        return tuple(dict.fromkeys(self._touched))

    async def get(self, kind: type[D], document_id: str | None) -> D | None:
        """Return the document, or None."""
        if not document_id:
            return None
        key = (kind.kind, document_id)
        if key not in self._read:
            self._read[key] = await self._tx.get(kind, document_id)
        known = self._read[key]
        if not isinstance(known, kind):
            return None
        self._used(known)
        return known

    async def need(self, kind: type[D], document_id: str) -> D:
        """Return a document that another one names. Raises LookupError where it is gone."""
        found = await self.get(kind, document_id)
        if found is None:
            raise LookupError(f"{kind.kind} is gone")
        return found

    async def find(
        self, kind: type[D], *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """Return the documents that meet all conditions."""
        found = await self._tx.find(kind, *conditions, order_by=order_by, limit=limit)
        self._used(*found)
        return found

    def seen_by(self, person: Person) -> Context:
        """Return this act as another person sees it, for cards that are sent to them."""
        other = copy(self)
        other.person = person
        other.language = person.language or self.municipality.language
        return other

    async def who_coordinates(self) -> list[Person]:
        """Return the active coordinators, or the heads who stand in for them where there are none."""
        return await who_coordinates(self._tx)

    def save(self, document: D) -> D:
        """Write the document at commit; returns it with its new version."""
        self._touched.append(f"{document.kind}:{document.id}")
        saved = self._tx.save(document)
        self._used(saved)
        self._read[document.kind, document.id] = saved
        return saved

    def remove(self, document: Document) -> None:
        """Remove the document at commit."""
        self._touched.append(f"{document.kind}:{document.id}")
        self._tx.remove(document)
        self._read[document.kind, document.id] = None

    async def claim(self, key: str, kept: timedelta) -> bool:
        """Take `key`, for as long as it is `kept`; False where it was taken before."""
        return await self._tx.claim(key, now=self.now, until=self.now + kept)

    async def tell(
        self,
        people: Iterable[str],
        reply: Reply,
        *,
        about: Document | None = None,
        notice: bool = False,
        farewell: bool = False,
        avoiding: str = "",
    ) -> list[str]:
        """Write to people, but not to the one who acts. Returns the ids of those who can't be reached.

        These are named in the act's answer, too.

        A message is about what the act has changed so far, and `about`. What of that its reader may read now
        they must be able to read when it is sent, else it is not sent. A `notice` says that other messages
        did not arrive: nobody is told where it doesn't itself. A `farewell` goes to who is no longer active.
        An account on the platform `avoiding` is written to only where there is no other.
        """
        unreached = []
        for person_id in dict.fromkeys(people):
            person = await self.get(Person, person_id)
            if person_id == self.person.id or person is None:
                continue
            accounts = await accounts_of(person_id, self._tx)
            accounts.sort(key=lambda one: one.id.startswith(f"{avoiding}:"))
            spoken = person.language or next((one.language for one in accounts if one.language), None)
            language = spoken or self.municipality.language
            if not accounts or not (person.active or farewell):
                unreached.append(person_id)
                had_chat = await had_account(person_id, self._tx)
                self.unreached.append(Unreached(person, reply, language, had_chat=had_chat))
                continue
            readable = await self.changed_for(person, about)
            message = self._message(accounts[0].id, reply, language, USEFUL)
            told = {"to": person.id, "about": readable, "reported": notice, "farewell": farewell}
            self._send(message.model_copy(update=told))
        return unreached

    def post(
        self, channel: str, reply: Reply, language: str, *, useful: timedelta = USEFUL, chosen: bool = False
    ) -> None:
        """Post in a place, once the act is committed and for as long as it is `useful`.

        Where the channel had to be `chosen` for the digest, it must still be when it is posted.
        """
        message = self._message(channel, reply, language, useful)
        about = (f"{Channel.kind}:{channel}",) if chosen else ()
        self._send(message.model_copy(update={"about": about}))

    def send_again(self, lost: Queued) -> None:
        """Send what was lost once more, after all that is on its way there."""
        self.save(lost.resent())
        self._send(lost.again(now=self.now))

    def _message(self, address: str, reply: Reply, language: str, useful: timedelta) -> Outgoing:
        return Outgoing(
            address=address,
            body=write_reply(reply),
            language=language,
            created_at=self.now,
            useful_until=self.now + useful,
            not_before=self.now,
        )

    def _used(self, *documents: Document) -> None:
        self.made_of.update(f"{one.kind}:{one.id}" for one in documents if one.kind in GUARDED)

    def _send(self, message: Outgoing) -> None:
        self._posts.append(f"{Queued.kind}:{message.id}")
        self._tx.enqueue(message)

    async def changed_for(self, person: Person, about: Document | None = None) -> tuple[str, ...]:
        """Return what the act has changed so far, and `about`, as far as the person may read it now."""
        names = [*self.touched, *([f"{about.kind}:{about.id}"] if about else [])]
        return tuple([one for one in dict.fromkeys(names) if await may_be_told(person, one, self.get)])

    def note(self, act: str) -> None:
        """Write the audit entry for what the act changed and sent, if anything."""
        documents = (*self.touched, *self._posts)
        if documents:
            self._tx.audit(AuditEntry(at=self.now, person_id=self.person.id, act=act, documents=documents))
