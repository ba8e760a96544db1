"""Keeps what an act leaves, so that whoever did it can undo it: for a while, and only what they did last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from handlers.core.act import Act
from handlers.core.command import CommandSpec
from handlers.core.records import Source, name_of
from handlers.core.replies import Button, Card, Replace, Reply, Say, Table
from handlers.core.undoing import Changes
from handlers.core.view import View
from storage.bodies import encode
from storage.documents.base import Document, new_id
from storage.documents.done import UNDO_WITHIN, Done, Former
from storage.kept import KEPT, Queued
from storage.references import referring
from storage.store import Condition, Equal
from storage.values.texts import t

D = TypeVar("D", bound=Document)

UNDO = "undo"
"""The command that undoes."""
LATELY = timedelta(hours=1)


async def note_done(spec: CommandSpec, replies: tuple[Reply, ...], act: Act) -> tuple[Reply, ...]:
    """Keep what a command has done as the last act of who acts; returns the answer, with how it is undone.

    What they did before that can't be undone any more, so how it was then is erased at once.
    """
    for before in await _last(act):
        await forget_former(before, act)
        act.save(before.forgotten(last=False))
    done = Done(id=new_id(), person_id=act.person.id, command=spec.name, done_at=act.now)
    changes = act.records.changes if spec.undoing else ()
    if not changes:
        act.save(done)
        return replies
    done = act.save(await _with_what_it_left(done, changes, act))
    bodies = {name_of(one.before): encode(one.before) for one in changes if one.before}
    act.save(Former(id=done.id, bodies=bodies, done_at=act.now))
    return _with_button(replies, undo_button(done))


async def last_done(view: View) -> Done | None:
    """Return what the reader did last, within the time that it is remembered."""
    return next(reversed(await _last(view)), None)


async def forget_former(done: Done, act: Act) -> None:
    """Erase how things were before an act."""
    former = await act.get(Former, done.id)
    if former:
        act.remove(former)


async def nothing_waits(view: View) -> Reply:
    """Answer a no to nothing: what was done just now stands, and this button undoes it."""
    done = await last_done(view)
    if done is None or view.now - done.done_at > LATELY or done.command == UNDO:
        return Say(text=t("All right, nothing was done."))
    text = t("Nothing waits for an answer here, so nothing more was done.")
    spec = next((one for one in view.commands if one.name == done.command), None)
    if spec is None or not done.left or view.now - done.done_at > UNDO_WITHIN:
        return Say(text=text)
    return Card(
        title=text, text=(t("What you did last: {about}", about=spec.about),), buttons=(undo_button(done),)
    )


def undo_button(done: Done) -> Button:
    """Return the button that undoes an act."""
    return Button(label=t("Undo"), action=UNDO, id=done.id, revision=done.version)


async def names_of_referring(documents: Sequence[Document], source: Source) -> tuple[str, ...]:
    """Return what refers to documents and stays: no messages, forms and the like, which go by themselves."""
    found: dict[str, None] = {}
    for document in documents:
        for one in await referring(_Staying(source), document.kind, document.id):
            found[name_of(one)] = None
    return tuple(sorted(found))


class _Staying:
    """Finds documents of the kinds that stay until somebody removes them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.kinds = [one for one in source.kinds if one.goes is None and one not in KEPT]

    async def find(self, kind: type[D], /, *conditions: Condition) -> list[D]:
        """As `Source.find`."""
        return await self._source.find(kind, *conditions)


async def _last(view: View) -> list[Done]:
    """Return what the reader did last: one act, or none; more where two came at the same time."""
    its = Equal("person_id", view.person.id), Equal("last", value=True)
    return await view.find(Done, *its, order_by="done_at")


async def _with_what_it_left(done: Done, changes: Changes, act: Act) -> Done:
    left = {name_of(one.document): one.after.version if one.after else 0 for one in changes}
    prefix = f"{Queued.kind}:"
    changed = [one.after for one in changes if one.before and one.after]
    return done.changed(
        left=left,
        known=await names_of_referring(changed, act.records),
        letters=tuple(one.removeprefix(prefix) for one in act.records.posts),
        unreached=tuple(dict.fromkeys(one.person.id for one in act.letters.unreached)),
    )


def _with_button(replies: tuple[Reply, ...], button: Button) -> tuple[Reply, ...]:
    """Return an answer with a button more on its first card or table."""
    for place, one in enumerate(replies):
        if isinstance(one, Card | Table):
            shown: Reply = one.model_copy(update={"buttons": (*one.buttons, button)})
        elif isinstance(one, Replace):
            card = one.card.model_copy(update={"buttons": (*one.card.buttons, button)})
            shown = one.model_copy(update={"card": card})
        else:
            continue
        return (*replies[:place], shown, *replies[place + 1 :])
    return replies
