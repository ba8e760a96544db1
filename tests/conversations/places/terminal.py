"""The terminal as a place: lines in, what rich prints out."""

from __future__ import annotations

import io
from collections.abc import Mapping

from rich.console import Console

import handlers
from bot.app import make_dispatch, municipality
from bot.clock import Clock
from bot.delivery import Courier, NobodyKnows
from bot.sample.clock import SampleClock
from bot.sample.desk import SampleDesk
from bot.terminal.render import Renderer
from bot.terminal.script import choice_of
from bot.terminal.talk import Talk
from handlers.core.incoming import Actor
from handlers.core.replies import Answer, Ask, FormField, Reply
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from storage.documents.drafts import Raw
from storage.documents.places import Channel as KnownChannel
from storage.documents.posts import Posted
from storage.open import open_store
from tests.conversations.places.place import CHANNEL, LOCALES, NAMES, Place


class TerminalPlace(Place):
    """The terminal, by what rich prints."""

    losing = False

    async def start(self) -> None:
        """Open the store."""
        settings = self.settings()
        self.words = Words.load()
        self.store = open_store(settings.samlar_store)
        await self.store.open()
        now = SampleClock(self.present)
        await now.take_up(self.store)
        self.dispatch = make_dispatch(settings, self.store, self.words, now)
        self.courier = Courier(self.store, {"terminal": self}, rooms_of(handlers).guards, now)
        self.clock = Clock(self.store, self.dispatch, self.courier, now)
        self.desk = SampleDesk(self.dispatch, self.store, now, self._deliver, municipality(settings))
        self.posted: dict[str, list[Reply]] = getattr(self, "posted", {})
        self._people: dict[str, TerminalPerson] = {}

    async def _deliver(self) -> None:
        while await self.courier.carry():
            pass

    async def stop(self) -> None:
        """Close the store."""
        await self.store.close()

    async def tick(self) -> None:
        """Let the clock look, and carry what it says."""
        await self.clock.tick()
        await self.courier.carry()

    def identity(self, who: str) -> str:
        """Return a person's account."""
        return f"terminal:{who}"

    def person(self, who: str) -> TerminalPerson:
        """Seat a person before the terminal; a new one after each start."""
        return self._people.setdefault(who, TerminalPerson(self, who))

    async def add_to_channel(self) -> None:
        """A terminal has no channels of its own, so one is put into the store."""
        async with self.store.transaction() as tx:
            tx.save(KnownChannel(id="terminal:sample:room", name=CHANNEL))

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Show what was sent to somebody else, or posted."""
        if self.losing:
            self.losing = False
            raise NobodyKnows
        self.posted.setdefault(address, []).append(reply)
        return Posted()

    def printed(self, reply: Reply, language: str, talk: Talk) -> str:
        """Return what the terminal prints."""
        output = io.StringIO()
        console = Console(file=output, width=320, highlight=False, markup=False)
        console.print(Renderer(self.words, language, talk.number).render(reply))
        return output.getvalue()

    @property
    def channel(self) -> str:
        """What is posted in the channel."""
        talk = self.person("karin").talk
        posted = self.posted.get("terminal:sample:room", [])
        return "\n".join(self.printed(one, self.language, talk) for one in posted)

    def lose_an_answer(self) -> None:
        """Let nobody know whether the next message arrived."""
        self.losing = True

    @property
    def refused(self) -> list[list[str]]:
        """A terminal takes everything."""
        return []


def _chosen(field: FormField, value: Raw, words: Words) -> Raw:
    if isinstance(value, str):
        return choice_of(field, value, words)
    return tuple(str(choice_of(field, one, words)) for one in value)


class TerminalPerson:
    """Somebody at the terminal."""

    def __init__(self, place: TerminalPlace, who: str) -> None:
        actor = Actor(identity=f"terminal:{who}", name=NAMES[who], locale=LOCALES[place.language])
        self.identity = actor.identity
        self.talk = Talk(place.desk, actor)
        self.screen = ""
        self._place = place

    @property
    def inbox(self) -> list[str]:
        """What was sent to them unasked."""
        place = self._place
        return [place.printed(one, place.language, self.talk) for one in place.posted.get(self.identity, [])]

    async def say(self, text: str) -> None:
        """Write a line."""
        await self._show(await self.talk.say(text))

    async def press(self, label: str) -> None:
        """Press the button of that label among those shown, or sent."""
        _ = self.inbox if not self.talk.buttons else None
        words, language = self._place.words, self._place.language
        buttons = [one for one in self.talk.buttons if words.text(one.label, language) == label]
        await (self._show(await self.talk.press(buttons[-1])) if buttons else self.say(label))

    async def fill(self, values: Mapping[str, str | tuple[str, ...]]) -> None:
        """Fill in the form now shown, by label, and send it."""
        form = self.talk.form
        assert isinstance(form, Ask), f"no form in: {self.screen}"
        words, language = self._place.words, self._place.language
        fields = {words.text(one.label, language): one for one in form.fields}
        sent = {fields[label].name: _chosen(fields[label], value, words) for label, value in values.items()}
        standing = {one.name: one.value for one in form.fields if one.value}
        await self._show(await self.talk.send(form, standing | sent))

    async def _show(self, answer: Answer) -> None:
        printed = [self._place.printed(reply, answer.language, self.talk) for reply in answer.replies]
        self.screen = "\n".join(printed)
        await self._place.clock.tick()
        while await self._place.courier.carry():
            pass
