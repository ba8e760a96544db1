"""How logging a reflection, or changing it, is undone."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from handlers.reflections.readers import all_readers
from handlers.sessions.access import may_reflect
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.values.texts import Refusal, t


async def _check(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the session is no longer theirs to reflect on."""
    if not all(may_reflect(view.person, one.document) for one in of_kind(Session, changes)):
        raise Refusal("That session is not one of yours.")
    return ()


async def _said(changes: Changes, view: View) -> Undone:
    (one,) = of_kind(Reflection, changes)
    name = view.person.name
    if one.before:
        own = t("The change of your reflection is undone")
        others = t("{name} has undone a change of a reflection", name=name)
    else:
        own = t("Your reflection is undone")
        others = t("{name} has undone a reflection", name=name)
    shared = one.document.shared_with
    readers = await all_readers(one.document, view)
    until_now = t("Until now it could be read by: {readers}.", readers=readers)
    return Undone(own=own, others=others, notes=(until_now if shared else t("Nobody else could read it."),))


logged = Undoing(_check, _said)
