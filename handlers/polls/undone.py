"""How taking a time is undone: as a booking is, or as a move is; the question waits again."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from handlers.sessions.undone import booked, moved
from storage.documents.sessions import Session


def _as(changes: Changes) -> Undoing:
    (session,) = of_kind(Session, changes)
    return moved if session.before else booked


async def _check(changes: Changes, view: View) -> Sequence[Notice]:
    return await _as(changes).check(changes, view)


async def _said(changes: Changes, view: View) -> Undone:
    return await _as(changes).said(changes, view)


taken = Undoing(_check, _said)
