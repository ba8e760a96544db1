"""Takes what is typed as a button of a form under way, where it is what that button says."""

from __future__ import annotations

from dataclasses import replace

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.asking import ask_for
from handlers.core.command import Commands
from handlers.core.filling import fill
from handlers.core.incoming import PlaceKind
from handlers.core.replies import Reply
from handlers.core.running import choose, reshow, run
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
SHOW = t("Show it again")


async def press_by_label(text: str, commands: Commands, act: Act) -> tuple[Reply, ...] | None:
    """Do what the button called so does on the form or list that was shown last, or return None.

    Raises Refusal as the button does.
    """
    if _says(text, MORE, act):
        return await _next_page(commands, act)
    shows = _says(text, SHOW, act)
    opens = shows or any(_says(text, label, act) for label in (OPEN, CHANGE, DETAILS))
    draft = await _attended(act) or (await _begun_last(act) if opens else None)
    spec = commands.by_action(draft.command.replace(" ", ".")) if draft else None
    if draft is None or spec is None or not act.may_send(spec):
        return None
    if shows:
        return await reshow(spec, draft, act)
    whole = _says(text, DETAILS, act)
    if whole or _says(text, OPEN, act) or (draft.read_back and _says(text, CHANGE, act)):
        return (await ask_for(spec, draft, await fill(spec, draft.values, act), act, whole=whole),)
    choice = next((one for one in draft.choices if bare(text) in one.called), None)
    if choice:
        return await choose(spec, draft, choice, act)
    return await _begun_beside(text, draft, commands, act) if draft.choices else None


async def _begun_beside(text: str, asked: Draft, commands: Commands, act: Act) -> tuple[Reply, ...] | None:
    """Go on with the line that was offered to be done besides, if that is what its button says."""
    for draft in await _under_way(act):
        spec = commands.by_action(draft.command.replace(" ", "."))
        if spec and draft.id != asked.id and not draft.page and _says(text, spec.about, act):
            return await run(spec, draft.values, act, draft=draft) if act.may_send(spec) else None
    return None


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
