"""Undo what one did last."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.done import UNDO, forget_former
from handlers.core.forms import Form, Notice, ask
from handlers.core.records import Change
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.core.undoing import Undone
from handlers.core.view import View
from handlers.people.names import people_names
from handlers.undo.chosen import LastAct
from handlers.undo.last import Undoable, undoable
from storage.documents.base import Document
from storage.documents.steps import Step
from storage.documents.untold import Untold
from storage.store import Equal
from storage.values.texts import Message, t


class Undo(Form):
    """Which act: what the person did last."""

    done: LastAct | None = ask(t("What you did"), default=None)

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what to know before. Raises Refusal where it stands."""
        return (await undoable(self.done, view)).notices


@command(
    UNDO,
    sv="ångra",
    about=t("Undo what you did last"),
    example=t("undo"),
    strangers=True,
    lasting=True,
    order=81,
    also=("ångra mig", "ångra det", "undo it", "undo that"),
)
async def undo(act: Act, form: Undo) -> Reply:
    """Put everything back as it was, and tell those who had been told; what had not left never does."""
    found = await undoable(form.done, act)
    said = await found.undoing.said(found.changes, act)
    restored = [_put_back(one, act) for one in found.changes]
    stands = [card for one in restored if one and (card := await act.stands(one))]
    told = await _tell(found, said, act)
    await forget_former(found.done, act)
    act.save(found.done.forgotten(undone=True))
    return Replace(card=_shown(said, told, stands[0] if stands and not _alike(restored) else None))


def _alike(restored: Sequence[Document | None]) -> bool:
    """Tell whether several documents of one kind were put back, none of which says it all."""
    kinds = {one.kind for one in restored if one}
    return len(kinds) == 1 and sum(one is not None for one in restored) > 1


def _put_back(change: Change[Document], act: Act) -> Document | None:
    """Return the document as it was before, or None where there was none; what was done stays told."""
    if change.before:
        return act.save(change.before.at_version(change.after.version if change.after else 0))
    if isinstance(change.document, Step):
        act.save(change.document.undone(act.person.id, now=act.now))
    if not change.document.history:
        act.remove(change.document)
    return None


async def _tell(found: Undoable, said: Undone, act: Act) -> Sequence[Fact]:
    """Tell once more who had been told; returns who that is, and who was never told and never will be."""
    spared, told = await act.letters.readers(found.done.letters)
    for text in await act.find(Untold, Equal("by", act.person.id)):
        if text.created_at == found.done.done_at:
            act.remove(text)
    told = list(dict.fromkeys((*told, *found.done.unreached)))
    unreached = await act.letters.tell(told, Card(title=said.others, facts=said.facts))
    await act.letters.withdraw(found.done.letters)
    reached = [one for one in told if one not in unreached and one != act.person.id]
    return [
        *await _named(t("Told that it is undone"), reached, act),
        *await _named(t("Had not been told yet"), spared, act),
    ]


async def _named(label: Message, people: Sequence[str], act: Act) -> list[Fact]:
    return [Fact(label=label, value=await people_names(people, act))] if people else []


def _shown(said: Undone, told: Sequence[Fact], stands: Card | None) -> Card:
    """Return how it stands now, under what was undone, or what it was about where nothing stands."""
    if stands is None:
        return Card(title=said.own, text=said.notes, facts=(*said.facts, *told))
    title = t("{title}: {about}", title=said.own, about=stands.title)
    text = (*said.notes, *stands.text)
    return stands.model_copy(update={"title": title, "text": text, "facts": (*stands.facts, *told)})
