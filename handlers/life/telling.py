"""Tells those whom a step in a collaboration concerns, once, and shows it to who took it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.replies import Card, Fact, Replace
from storage.documents.collaborations import Collaboration
from storage.values.texts import Message, t, typed


async def tell(
    collaboration: Collaboration, title: Message, facts: Sequence[Fact], act: Act, *, also: Sequence[str] = ()
) -> None:
    """Tell the principals and the pair, and whoever else, but for the one who acts."""
    concerned = (*collaboration.principals, *collaboration.developers, *also)
    await act.letters.tell(concerned, Card(title=title, facts=tuple(facts)), about=collaboration)


async def shown(collaboration: Collaboration, title: Message, facts: Sequence[Fact], act: Act) -> Replace:
    """Return how a collaboration stands now, under what was done and with what that brought about."""
    card = await act.card_of(collaboration)
    unit = await unit_name(collaboration, act)
    head = t("{title}: {unit}", title=title, unit=unit)
    return Replace(card=card.model_copy(update={"title": head, "facts": (*facts, *card.facts)}))


def reason_fact(reason: str) -> tuple[Fact, ...]:
    """Return why, where somebody said so."""
    return (Fact(label=t("Reason"), value=typed(reason)),) if reason else ()
