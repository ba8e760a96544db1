"""One person's talk with the bot in a terminal: what they do becomes acts, what is said is remembered."""

from __future__ import annotations

import uuid

from handlers.core.desk import CheckingDesk
from handlers.core.incoming import (
    Actor,
    Check,
    Command,
    Incoming,
    Place,
    PlaceKind,
    Press,
    Said,
    Submit,
    Suggest,
)
from handlers.core.replies import Answer, Ask, Button, FormField, Option, parse_button
from storage.documents.drafts import Raw
from storage.values.texts import Message


class Talk:
    """Speaks as one person at a time.

    Attributes:
        actor: who speaks now.
        buttons: those that were shown last; their numbers count from 1.
        form: the form that was shown last, if it still waits.
        answerable: whether what is said next can answer that form.
        language: in which they were answered last.
    """

    def __init__(self, desk: CheckingDesk, actor: Actor) -> None:
        self._desk = desk
        self.actor = actor
        self.language = actor.locale
        self.buttons: list[Button] = []
        self.form: Ask | None = None
        self.answerable = False

    def speak_as(self, actor: Actor) -> None:
        """Be somebody else from now on."""
        self.actor = actor
        self.language = actor.locale
        self.buttons = []
        self.form = None

    async def say(self, text: str) -> Answer:
        """Say something."""
        answer = await self._act(Said(text=text, **self._envelope()))
        self.answerable = True
        return answer

    async def command(self, text: str) -> Answer:
        """Do a command, whatever form is open."""
        return await self._act(Command(text=text, **self._envelope()))

    async def search(self, form: Ask, field: FormField, text: str) -> tuple[Option, ...]:
        """Look in a field's long list."""
        return await self._desk.suggest(
            Suggest(actor=self.actor, draft=form.draft, field=field.name, query=text)
        )

    async def check(self, form: Ask, field: FormField, values: dict[str, Raw]) -> tuple[Message, ...]:
        """Return what is wrong with a field as it is filled in among `values`, and what may be meant."""
        shown = {one.name: one.value for one in form.fields}
        return await self._desk.check(
            Check(actor=self.actor, draft=form.draft, field=field.name, values=shown | values)
        )

    async def press(self, button: Button) -> Answer:
        """Press a button."""
        return await self._act(Press(**parse_button(button.value)._asdict(), **self._envelope()))

    async def send(self, form: Ask, values: dict[str, Raw]) -> Answer:
        """Send a form as it is shown, but for `values`."""
        shown = {one.name: one.value for one in form.fields}
        return await self._act(
            Submit(draft=form.draft, revision=form.revision, values=shown | values, **self._envelope())
        )

    def button(self, text: str) -> Button | None:
        """Return the shown button with this number, or None."""
        number = int(text) if text.isdecimal() and len(text) < 4 else 0
        return self.buttons[number - 1] if 0 < number <= len(self.buttons) else None

    def chosen(self, text: str) -> str | None:
        """Return what a number chooses from the list of the field that the form asks for first, or None."""
        fields = self.form.fields if self.form and self.answerable else ()
        asked = next((one for one in fields if one.error or (one.required and not one.value)), None)
        number = int(text) if text.isdecimal() and len(text) < 4 else 0
        options = asked.options if asked else ()
        return options[number - 1].value if 0 < number <= len(options) else None

    def number(self, button: Button) -> int:
        """Give a button that is being shown its number."""
        self.buttons.append(button)
        return len(self.buttons)

    async def _act(self, act: Incoming) -> Answer:
        answer = await self._desk.handle(act)
        self.answerable = False
        self.buttons = []
        self.language = answer.language
        self.form = next((reply for reply in answer.replies if isinstance(reply, Ask)), None)
        return answer

    def _envelope(self) -> dict[str, Actor | Place | str]:
        place = Place(id=f"{self.actor.home}:{self.actor.identity}", kind=PlaceKind.PERSONAL)
        return {"actor": self.actor, "place": place, "delivery_id": f"terminal:{uuid.uuid4()}"}
