"""Takes what is typed as a button of a form under way, where it is what that button says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.asking import ask_for
from handlers.core.command import Commands, CommandSpec
from handlers.core.filling import build, fill, fill_typed
from handlers.core.incoming import PlaceKind
from handlers.core.replies import Reply
from handlers.core.running import run
from handlers.core.small_talk import bare
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from storage.documents.drafts import Draft
from storage.store import Equal
from storage.values.texts import Message, t

MORE = t("Show more")
OPEN = t("Open the form")
CHANGE = t("Change")
DETAILS = t("More details")


async def press_by_label(text: str, commands: Commands, act: Act) -> tuple[Reply, ...] | None:
    """Do what the button called so does on the form or list that was shown last, or return None.

    Raises Refusal as the button does.
    """
    if _says(text, MORE, act):
        return await _next_page(commands, act)
    opens = any(_says(text, label, act) for label in (OPEN, CHANGE, DETAILS))
    draft = await _attended(act) or (await _begun_last(act) if opens else None)
    spec = commands.by_action(draft.command.replace(" ", ".")) if draft else None
    if draft is None or spec is None or not act.may_send(spec):
        return None
    whole = _says(text, DETAILS, act)
    if whole or _says(text, OPEN, act) or (draft.read_back and _says(text, CHANGE, act)):
        return (await ask_for(spec, draft, await fill(spec, draft.values, act), act, whole=whole),)
    labels = await _offered(spec, draft, act) if draft.choices else ()
    for label, choice in zip(labels, draft.choices, strict=False):
        if _says(text, label, act):
            return await run(spec, draft.values | {choice.field: choice.value}, act, draft=draft)
    return None


async def _offered(spec: CommandSpec, draft: Draft, view: View) -> Sequence[Message]:
    """Return what the buttons with the draft's choices say."""
    filled = await fill_typed(spec, draft.values, view)
    if not draft.read_back:
        return [offer.label for _, offer in filled.offers]
    if not filled.complete:
        return ()
    return [one.label for notice in await build(spec, filled).notices(view) for one in notice.suggestions]


async def _attended(act: Act) -> Draft | None:
    return await drafting.attended(act) if act.place.kind is PlaceKind.PERSONAL else None


async def _begun_last(act: Act) -> Draft | None:
    return next((one for one in await _under_way(act) if not one.page), None)


async def _next_page(commands: Commands, act: Act) -> tuple[Reply, ...] | None:
    draft = next((one for one in await _under_way(act) if one.page), None)
    spec = commands.by_action(draft.command.replace(" ", ".")) if draft else None
    if draft is None or spec is None or not (spec.reads and act.may_send(spec)):
        return None
    return await run(spec, draft.values, replace(act, page=draft.page))


async def _under_way(act: Act) -> list[Draft]:
    """Return the account's forms and lists, those of the last hour, the latest first."""
    its = Equal("identity", act.actor.identity), Equal("spent", value=False)
    found = await act.find(Draft, *its, order_by="created_at")
    return [one for one in reversed(found) if act.now - one.created_at <= drafting.ANSWER_WITHIN]


def _says(text: str, label: Message, view: View) -> bool:
    return bare(text) in {bare(view.words.text(label, language)) for language in LANGUAGES}
