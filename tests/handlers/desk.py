"""The sample municipality in a real store, and people before the real desk who read plain text."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.app import make_dispatch
from config.settings import Settings
from handlers.core.dispatch import Dispatch
from handlers.core.incoming import (
    Actor,
    Incoming,
    Installed,
    Opened,
    Place,
    PlaceKind,
    Press,
    Said,
    Submit,
    Suggest,
)
from handlers.core.plain import PlainText
from handlers.core.replies import (
    Answer,
    Ask,
    Button,
    Card,
    Confirm,
    FormField,
    Page,
    Replace,
    Reply,
    Table,
    parse_button,
)
from handlers.core.wire import read_reply
from handlers.core.words import Words
from storage.documents.base import Document
from storage.documents.drafts import Raw
from storage.documents.people import Account
from storage.kinds import all_kinds
from storage.open import open_store
from storage.store import Condition, OutgoingState, Store
from tests.town import CHANNEL, fill_town

D = TypeVar("D", bound=Document)
R = TypeVar("R")

STOCKHOLM = ZoneInfo("Europe/Stockholm")
THURSDAY = datetime(2026, 10, 15, 9, 30, tzinfo=STOCKHOLM)
STAFF_ROOM = Place(id="terminal:kollegium", kind=PlaceKind.CHANNEL, name="kollegium")
WORDS = Words.load()
TOLD = (OutgoingState.WAITING, OutgoingState.SENDING, OutgoingState.SENT)


class Town:
    """The sample municipality at an hour that only a test moves. `now` is the present.

    Its store keeps `kinds` of the test's own, too.
    """

    store: Store
    dispatch: Dispatch

    def __init__(self, folder: Path, kinds: Iterable[type[Document]] = (), **settings: Any) -> None:
        self._folder = folder
        self._kinds = (*all_kinds(), *kinds)
        self._settings = Settings(_env_file=None, **settings)
        self._heard: set[str] = set()
        self._count = itertools.count()
        self.now = THURSDAY

    async def open(self) -> None:
        """Open the store, as a start of the program does."""
        self.store = open_store(f"tinydb:{self._folder / 'store'}", self._kinds)
        await self.store.open()
        await fill_town(self.store, STOCKHOLM, THURSDAY.date())
        self.dispatch = make_dispatch(self._settings, self.store, WORDS, lambda: self.now)

    async def restart(self) -> None:
        """Stop the program and start it anew over the same folder."""
        await self.store.close()
        await self.open()

    def later(self, **passed: float) -> None:
        """Let time pass: `later(hours=2)`."""
        self.now += timedelta(**passed)

    def delivery(self) -> str:
        """Return an id that no delivery has had."""
        return f"terminal:{next(self._count)}:{id(self)}"

    def seat(self, who: str, locale: str = "sv-SE", **actor: Any) -> Seat:
        """Seat a person of the sample, by id, or somebody new."""
        identity = who if ":" in who else f"terminal:{who}"
        return Seat(self, Actor(identity=identity, **({"name": who.title(), "locale": locale} | actor)))

    async def told(self) -> dict[str, list[str]]:
        """Return what the outbox has got since it was last looked into, as text, by whom it is for."""
        told: dict[str, list[str]] = {}
        for whom, reply, language in await self.posted():
            told.setdefault(whom, []).append(PlainText(WORDS, language).write(reply))
        return told

    async def posted(self) -> list[tuple[str, Reply, str]]:
        """Return the same as whom it is for, the reply and the language."""
        fresh = [one for one in await self.store.outgoing(*TOLD) if one.id not in self._heard]
        self._heard |= {one.id for one in fresh}
        return [
            (one.address.rpartition(":")[2], read_reply(one.body or ""), one.language)
            for one in fresh
            if one.body
        ]

    async def get(self, kind: type[D], document_id: str) -> D:
        """Return a stored document."""
        async with self.store.transaction() as tx:
            found = await tx.get(kind, document_id)
        assert found is not None, f"no {kind.kind} {document_id}"
        return found

    async def find(self, kind: type[D], *conditions: Condition, order_by: str | None = None) -> list[D]:
        """Return stored documents."""
        async with self.store.transaction() as tx:
            return await tx.find(kind, *conditions, order_by=order_by)

    async def change(self, document: Document, **fields: Any) -> None:
        """Change a stored document behind everybody's back."""
        async with self.store.transaction() as tx:
            tx.save((await tx.get(type(document), document.id) or document).changed(**fields))

    async def add(self, *documents: Document) -> None:
        """Store documents."""
        async with self.store.transaction() as tx:
            for one in documents:
                tx.save(one)

    async def erase(self, kind: type[Document], document_id: str) -> None:
        """Remove a stored document, if it is there."""
        async with self.store.transaction() as tx:
            if found := await tx.get(kind, document_id):
                tx.remove(found)

    async def tick(self) -> int:
        """Do what has fallen due, as the clock does each minute; returns how much was done."""
        return sum([await self.dispatch.due(one) for one in await self.dispatch.what_is_due()])


class Seat:
    """Somebody at the desk.

    Attributes:
        answer: what the last act was answered with.
        act: the last act, for handing it in again.
    """

    def __init__(self, town: Town, actor: Actor) -> None:
        self._town = town
        self.actor = actor
        self.place = Place(id=f"{actor.home}:{actor.identity}", kind=PlaceKind.PERSONAL)
        self.answer = Answer(language="sv")
        self.act: Incoming | None = None

    async def says(self, text: str, place: Place | None = None, **mentions: str) -> str:
        """Write something to the bot; `mentions` are accounts by names in the text (_ a space)."""
        mentioned = {name.replace("_", " "): identity for name, identity in mentions.items()}
        return await self.does(Said(text=text, mentions=mentioned, **self._envelope(place)))

    async def orders(self, text: str) -> str:
        """Write what others are told of, and confirm it as it is read back."""
        await self.says(text)
        return await self.confirms()

    async def opens_home(self) -> str:
        """Open the bot's Home."""
        return await self.does(Opened(**self._envelope()))

    async def adds_the_bot(self, place: Place) -> str:
        """Add the bot to a place."""
        return await self.does(Installed(**self._envelope(place)))

    async def presses(self, label: str | Button) -> str:
        """Press a button that is shown."""
        button = self.button(label) if isinstance(label, str) else label
        return await self.does(Press(**parse_button(button.value)._asdict(), **self._envelope()))

    async def sends(self, form: Ask | None = None, /, **values: Raw) -> str:
        """Send the form that is shown, with these fields changed."""
        form = form or self.form
        shown = {one.name: one.value for one in form.fields}
        return await self.does(
            Submit(draft=form.draft, revision=form.revision, values=shown | values, **self._envelope())
        )

    async def confirms(self) -> str:
        """Press Confirm."""
        return await self.presses(self.shown_as(Confirm).buttons[0])

    async def does(self, act: Incoming) -> str:
        """Hand an act in, perhaps once more, and read the answer."""
        self.act = act
        self.answer = await self._town.dispatch.handle(act)
        return self.sees

    async def again(self) -> str:
        """Let the platform deliver the last act once more."""
        assert self.act is not None
        return await self.does(self.act)

    async def reads(self) -> str:
        """Read what others' acts have sent here; its buttons can be pressed then."""
        mine = [one for one in await self._town.posted() if one[0] == self.actor.identity.rpartition(":")[2]]
        assert mine, f"nobody wrote to {self.actor.name}"
        self.answer = Answer(language=mine[0][2], replies=tuple(reply for _, reply, _ in mine))
        return self.sees

    async def searches(self, field: str, query: str) -> list[str]:
        """Search in a long list of the form that is shown."""
        search = Suggest(actor=self.actor, draft=self.form.draft, field=field, query=query)
        return [self._word(one.label) for one in await self._town.dispatch.suggest(search)]

    @property
    def sees(self) -> str:
        """What is shown, as text; a form with its fields."""
        plain = PlainText(WORDS, self.answer.language)
        return "\n\n".join(plain.write(one) + self._fields(one) for one in self.answer.replies)

    @property
    def buttons(self) -> list[Button]:
        """The buttons that are shown."""
        return [button for reply in self.answer.replies for button in _buttons(reply)]

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons that are shown."""
        return [self._word(button.label) for button in self.buttons]

    def button(self, label: str) -> Button:
        """Return a button that is shown."""
        found = [one for one in self.buttons if self._word(one.label) == label]
        assert found, f"no button {label!r} in:\n{self.sees}"
        return found[0]

    @property
    def form(self) -> Ask:
        """The form that is shown."""
        return self.shown_as(Ask)

    @property
    def errors(self) -> dict[str, str]:
        """What the form that is shown complains of, by field."""
        return {name: self._word(message) for name, message in self.form.errors.items()}

    @property
    def filled_in(self) -> dict[str, Raw]:
        """What is filled in in the form that is shown, by field."""
        return {one.name: one.value for one in self.form.fields if one.value}

    def shown_as(self, kind: type[R]) -> R:
        """Return the reply of this type that is shown."""
        found = [one for one in self.answer.replies if isinstance(one, kind)]
        assert found, f"no {kind.__name__} in:\n{self.sees}"
        return found[0]

    def _fields(self, reply: Reply) -> str:
        if not isinstance(reply, Ask):
            return ""
        return "".join(f"\n{self._word(one.label)}: {self._filled(one)}" for one in reply.fields)

    def _filled(self, one: FormField) -> str:
        options = one.chosen or [option for option in one.options if option.value == one.value]
        return ", ".join(self._word(option.label) for option in options) or str(one.value)

    def _word(self, message: Any) -> str:
        return WORDS.text(message, self.answer.language)

    def _envelope(self, place: Place | None = None) -> dict[str, Any]:
        return {"actor": self.actor, "place": place or self.place, "delivery_id": self._town.delivery()}


def _buttons(reply: Reply) -> list[Button]:
    match reply:
        case Card() | Confirm() | Table():
            return list(reply.buttons)
        case Ask():
            return [reply.button, *([reply.more_button] if reply.more_button else []), reply.cancel]
        case Replace():
            return list(reply.card.buttons)
        case Page():
            return [button for part in reply.parts for button in _buttons(part)]
        case _:
            return []


@asynccontextmanager
async def a_town(folder: Path, kinds: Iterable[type[Document]] = (), **settings: Any) -> AsyncIterator[Town]:
    """Open a municipality, and close it in the end."""
    town = Town(folder, kinds, **settings)
    await town.open()
    try:
        yield town
    finally:
        await town.store.close()


def account(identity: str, person_id: str) -> Account:
    """Return a chat account."""
    return Account(id=identity, person_id=person_id)


__all__ = ["CHANNEL", "STAFF_ROOM", "STOCKHOLM", "THURSDAY", "WORDS", "Seat", "Town", "a_town", "account"]
