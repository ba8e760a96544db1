"""How declining, withdrawing and putting off a request is undone: it waits again."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.names import unit_name
from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.store import Equal
from storage.values.texts import Refusal, t


async def _check_declined(changes: Changes, view: View) -> Sequence[Notice]:
    """Tell of another request for the unit that waits by now."""
    return await _others_waiting(_request(changes), view)


async def _check_withdrawn(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the request is somebody else's; tell of another one that waits by now."""
    request = _request(changes)
    if request.principal_id != view.person.id:
        raise Refusal("That request is not yours.")
    return await _others_waiting(request, view)


async def _check_put_off(changes: Changes, view: View) -> Sequence[Notice]:
    """Nothing is against it: it waits either way."""
    return ()


async def _others_waiting(request: Collaboration, view: View) -> Sequence[Notice]:
    its, waits = Equal("unit_id", request.unit_id), Equal("stage", view.process.request.id)
    if not await view.find(Collaboration, its, waits):
        return ()
    return [Notice(t("A request for {unit} is waiting already.", unit=await unit_name(request, view)))]


async def _said_of_declined(changes: Changes, view: View) -> Undone:
    unit = await unit_name(_request(changes), view)
    return Undone(
        own=t("The request is no longer declined"),
        others=t("Your request for {unit} is no longer declined: it waits again", unit=unit),
    )


async def _said_of_withdrawn(changes: Changes, view: View) -> Undone:
    unit = await unit_name(_request(changes), view)
    return Undone(
        own=t("Your request is no longer withdrawn"),
        others=t(
            "{name} has undone the withdrawal: the request for {unit} waits again",
            name=view.person.name,
            unit=unit,
        ),
    )


async def _said_of_put_off(changes: Changes, view: View) -> Undone:
    unit = await unit_name(_request(changes), view)
    return Undone(
        own=t("The request is no longer on the waiting list"),
        others=t("Your request for {unit} is no longer on the waiting list: it waits as before", unit=unit),
    )


def _request(changes: Changes) -> Collaboration:
    """Return the one request that was changed. Raises ValueError where it is not one."""
    (one,) = of_kind(Collaboration, changes)
    return one.document


declined = Undoing(_check_declined, _said_of_declined)
withdrawn = Undoing(_check_withdrawn, _said_of_withdrawn)
put_off = Undoing(_check_put_off, _said_of_put_off)
