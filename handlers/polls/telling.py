"""Shows a question of times to those whom it concerns, each as they see it."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.act import Act
from handlers.core.view import seen_by
from handlers.polls.shown import poll_card
from storage.documents.people import Person
from storage.documents.polls import Poll
from storage.values.texts import Message


async def send(poll: Poll, people: Iterable[str], act: Act, *, title: Message | None = None) -> None:
    """Show it to people."""
    for one in people:
        person = await act.get(Person, one)
        if person:
            seen = seen_by(person, act)
            await act.letters.tell([one], await poll_card(poll, seen, title=title), about=poll)
