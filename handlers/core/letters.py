"""Messages of an act to others: they leave once it is committed, and are looked at again before they do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from handlers.core.accounts import accounts_of, had_account
from handlers.core.records import Records, name_of
from handlers.core.replies import Reply
from handlers.core.scene import Scene
from handlers.core.wire import write_reply
from storage.documents.base import Document
from storage.documents.people import Language, Person
from storage.documents.places import Channel
from storage.kept import Queued
from storage.store import Outgoing, OutgoingState

USEFUL = timedelta(days=2)
_NEVER_READ = frozenset({OutgoingState.SKIPPED, OutgoingState.UNDELIVERABLE})


@dataclass(frozen=True)
class Unreached:
    """Somebody whom an act could not tell `reply`. `had_chat`: they have an account, or had one."""

    person: Person
    reply: Reply
    language: Language
    had_chat: bool


class Letters:
    """Writes to people and channels.

    Attributes:
        unreached: those whom the act could not tell what it was to tell them.
    """

    def __init__(self, scene: Scene, records: Records, writer_id: str = "") -> None:
        """Take where it is written; nothing is written to the writer, if it is a person."""
        self._scene = scene
        self._records = records
        self._writer_id = writer_id
        self.unreached: list[Unreached] = []

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
            person = await self._scene.get(Person, person_id)
            if person_id == self._writer_id or person is None:
                continue
            accounts = await accounts_of(person_id, self._records)
            accounts.sort(key=lambda one: one.id.startswith(f"{avoiding}:"))
            spoken = person.language or next((one.language for one in accounts if one.language), None)
            language = spoken or self._scene.municipality.language
            if not accounts or not (person.active or farewell):
                unreached.append(person_id)
                had_chat = await had_account(person_id, self._records)
                self.unreached.append(Unreached(person, reply, language, had_chat=had_chat))
                continue
            readable = await self.changed_for(person, about)
            message = self._message(accounts[0].id, reply, language, USEFUL)
            told = {"to": person.id, "about": readable, "reported": notice, "farewell": farewell}
            self._records.enqueue(message.model_copy(update=told))
        return unreached

    def post(
        self, channel: str, reply: Reply, language: str, *, useful: timedelta = USEFUL, chosen: bool = False
    ) -> None:
        """Post in a place, once the act is committed and for as long as it is `useful`.

        Where the channel had to be `chosen` for the digest, it must still be when it is posted.
        """
        message = self._message(channel, reply, language, useful)
        about = (f"{Channel.kind}:{channel}",) if chosen else ()
        self._records.enqueue(message.model_copy(update={"about": about}))

    def send_again(self, lost: Queued) -> None:
        """Send what was lost once more, after all that is on its way there."""
        self._records.save(lost.resent())
        self._records.enqueue(lost.again(now=self._scene.now))

    async def readers(self, letters: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return whose letters, by their ids, have not left, and who may have read one: ids of people."""
        spared: dict[str, None] = {}
        told: dict[str, None] = {}
        for one in await self._queued(letters):
            if one.to and one.state is OutgoingState.WAITING:
                spared[one.to] = None
            elif one.to and one.state not in _NEVER_READ:
                told[one.to] = None
        return [one for one in spared if one not in told], list(told)

    async def withdraw(self, letters: Iterable[str]) -> None:
        """Let what of some letters has not left never do so, and what may have arrived not be sent again."""
        for one in await self._queued(letters):
            if one.state is OutgoingState.WAITING:
                self._records.save(one.withdrawn())
            elif one.state is OutgoingState.UNKNOWN:
                self._records.save(one.resent())

    async def _queued(self, letters: Iterable[str]) -> list[Queued]:
        found = [await self._records.get(Queued, one) for one in letters]
        return [one for one in found if one]

    async def changed_for(self, person: Person, about: Document | None = None) -> tuple[str, ...]:
        """Return what the act has changed so far, and `about`, as far as the person may read it now."""
        names = dict.fromkeys((*self._records.touched, *([name_of(about)] if about else ())))
        return tuple([one for one in names if await self._scene.may_be_told(person, one)])

    def _message(self, address: str, reply: Reply, language: str, useful: timedelta) -> Outgoing:
        return Outgoing(
            address=address,
            body=write_reply(reply),
            language=language,
            created_at=self._scene.now,
            useful_until=self._scene.now + useful,
            not_before=self._scene.now,
        )
