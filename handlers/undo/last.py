"""Looks whether an act can be undone: its documents are as it left them, and rights and rules allow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.core.command import CommandSpec
from handlers.core.done import UNDO, names_of_referring
from handlers.core.forms import Notice
from handlers.core.records import Change
from handlers.core.undoing import Changes, Undoing
from handlers.core.view import View
from storage.bodies import current, decode
from storage.documents.base import Document
from storage.documents.done import UNDO_WITHIN, Done, Former
from storage.holds import Reference
from storage.values.texts import Message, Refusal, lines, t
from storage.walk import walk


@dataclass(frozen=True)
class Undoable:
    """An act that can be undone now. `notices`: what to know before."""

    done: Done
    undoing: Undoing
    changes: Changes
    notices: Sequence[Notice]


def about_of(done: Done, view: View) -> Message:
    """Return what was done, as help lists it."""
    spec = _command(done, view)
    return spec.about if spec else t("Something that I no longer know")


async def undoable(done: Done | None, view: View) -> Undoable:
    """Return an act with what is to be put back. Raises Refusal where it stands, with what to do then."""
    if done is None:
        raise Refusal("There is nothing of yours that I can undo.")
    if done.undone or done.command == UNDO:
        raise Refusal("That is undone already. Write the command once more to have it done after all.")
    spec = _command(done, view)
    if spec is None or spec.undoing is None:
        raise _never(spec)
    if not done.last:
        raise _stands(spec, t("You have done something else since. Only what you did last can be undone."))
    if not done.left:
        raise _never(spec)
    former = await view.get(Former, done.id)
    if former is None or view.now - done.done_at > UNDO_WITHIN:
        raise _stands(spec, t("It was more than 30 minutes ago, so I no longer know how it was before."))
    if not view.may_send(spec):
        raise Refusal(
            "You may no longer do that, so what was done stands. Ask {names} if you think you should.",
            names=view.coordinators,
        )
    changes = await _changes(done, former.bodies, spec, view)
    try:
        notices = await spec.undoing.check(changes, view)
    except Refusal as refusal:
        raise _stands(spec, refusal.message) from refusal
    return Undoable(done, spec.undoing, changes, notices)


async def _changes(done: Done, bodies: Mapping[str, str], spec: CommandSpec, view: View) -> Changes:
    """Return the documents before and after an act. Raises Refusal where something has come of it since."""
    kinds = {one.kind: one for one in view.source.kinds}
    changes: list[Change[Document]] = []
    for name, version in done.left.items():
        kind, _, document_id = name.partition(":")
        after = await view.get(kinds[kind], document_id)
        if (after.version if after else 0) != version:
            raise _stands(spec, t("It has been changed since."))
        before = decode(kinds[kind], current(kinds[kind], bodies[name])) if name in bodies else None
        changes.append(Change(before, after))
    await _nothing_new(done, spec, changes, view)
    for change in changes:
        if change.before and not await _finds_all(change.before, view):
            raise _stands(spec, t("What it was about before is no longer there."))
    return changes


async def _nothing_new(done: Done, spec: CommandSpec, changes: Changes, view: View) -> None:
    """Raise Refusal where something refers to the documents by now that did not when the act was done."""
    there = [one.after for one in changes if one.after]
    by_now = set(await names_of_referring(there, view.source))
    if by_now - {*done.known, *done.left}:
        raise _stands(spec, t("Something has been added to it since."))


async def _finds_all(document: Document, view: View) -> bool:
    """Tell whether all that a document refers to is there."""
    kinds = {one.kind: one for one in view.source.kinds}
    for one in walk(document, Reference):
        match one.declared.holds:
            case Reference(kind=kind, past=False) if not await view.get(kinds[kind], one.value):
                return False
    return True


def _stands(spec: CommandSpec, why: Message) -> Refusal:
    """Return that an act stands, why, and what can be done instead."""
    what = spec.back or t("Write “help” to see what you can do.")
    return Refusal("{why} What was done stands. {what}", why=why, what=what)


def _never(spec: CommandSpec | None) -> Refusal:
    """Return that an act is none that can be undone, and how it is taken back."""
    if spec is None:
        return Refusal("I no longer know what this was. What was done stands.")
    stands = t("“{about}” is done already, and I can't undo it for you.", about=spec.about)
    both = lines(stands, spec.back or t("Write “help” to see what you can do."))
    return Refusal(both.key, **both.values)


def _command(done: Done, view: View) -> CommandSpec | None:
    found = (one for one in view.commands if one.name == done.command)
    return next((one for one in found if isinstance(one, CommandSpec)), None)
