"""A booking, and a pair that changes between its reading and its commit."""

from __future__ import annotations

import pytest

from handlers.core.act import Act
from handlers.core.view import View
from handlers.sessions import book
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from tests.handlers.desk import Town


async def test_is_made_by_the_pair_of_its_commit(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has left the pair while the booking was under way books nothing."""
    maja, granliden = town.seat("maja"), await town.get(Collaboration, "c-granliden")
    before = await town.find(Session)
    await maja.says("boka granliden tors v 43 14")
    usual, overtaken = book.people_of, list[bool]()

    async def overtake(collaboration: Collaboration | None, view: View) -> tuple[str, ...]:
        if isinstance(view, Act) and not overtaken:
            overtaken.append(True)
            await town.change(granliden, developers=("sana", "petter"))
        return await usual(collaboration, view)

    monkeypatch.setattr(book, "people_of", overtake)
    await maja.confirms()
    assert overtaken
    assert await town.find(Session) == before
