"""Takes a command from what was typed, chosen or confirmed to what is done: asks, reads back, runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import CommandSpec
from handlers.core.done import note_done
from handlers.core.filling import (
    Filled,
    beside,
    build,
    fill_typed,
)
from handlers.core.forms import Form, Notice, Offer
from handlers.core.left_over import joined, named, notice_of
from handlers.core.replies import Card, Input, Reply, Say
from handlers.core.view import View
from storage.documents.drafts import Draft, DraftChoice, Kept, Understood
from storage.values.texts import Refusal, lines, t


async def run(
    spec: CommandSpec,
    raw: Mapping[str, Kept],
    act: Act,
    *,
    draft: Draft | None = None,
    pressed: bool = False,
    guessed: bool = False,
    confirmed: bool = False,
    over: str = "",
) -> tuple[Reply, ...]:
    """Read what is there of a command's form, and ask for what is missing or unclear; do it once nothing is.

    Args:
        spec: the command.
        raw: what was typed, chosen or understood, by field.
        act: whose act it is.
        draft: the form that this goes on with, if it was begun before.
        pressed: a button asks for it: what is missing is asked for, and nobody is blamed.
        guessed: a value came as the answer to a question, or others are told of what was typed: read it back.
        confirmed: what was read back is right.
        over: what was typed and is in no field.

    Raises:
        Refusal: it can't be done.
    """
    if draft is None and not spec.reads:
        await drafting.turn_away(act)
    filled = await fill_typed(spec, raw, act)
    filled.left_over = joined(draft.left_over if draft else "", over)
    await look_over(spec, filled, act)
    if draft is None and (pressed or not raw):
        filled.begin(raw)
    if filled.complete:
        filled.exact = filled.exact and not guessed
        return await complete(spec, filled, act, draft=draft, confirmed=confirmed)
    if draft is None and (card := await _instead(spec, filled, act)):
        return (card,)
    await _something_to_choose(spec, filled, act)
    if filled.offers and not pressed:
        return (await drafting.question(spec, filled, act, draft),)
    form = await drafting.form(spec, filled, act, draft)
    if not pressed:
        await drafting.attend(form.draft, act)
    return (form,)


async def _instead(spec: CommandSpec, filled: Filled, view: View) -> Card | None:
    """Return what is said instead of asking for what can't be had here, or None."""
    offered = {name for name, _ in filled.offers}
    for one in (beside(field, filled.values) for field in spec.fields):
        said = filled.raw.get(one.name, "")
        unread = one.name not in offered and (one.name in filled.problems or one.name in filled.missing)
        if unread and isinstance(said, str) and (card := await one.kind.instead(said, view)):
            return card
    return None


async def _something_to_choose(spec: CommandSpec, filled: Filled, view: View) -> None:
    """Raise Refusal rather than ask for what nobody could choose now."""
    for one in (beside(field, filled.values) for field in spec.fields):
        problem = filled.problems.get(one.name)
        if problem or one.name in filled.missing:
            nothing = await one.kind.why_none(view)
            if nothing and (one.required or problem == nothing):
                raise Refusal(nothing.key, **nothing.values)


async def look_over(spec: CommandSpec, filled: Filled, view: View) -> None:
    """Add what is wrong with the fields taken together.

    Where more was said than what it is about, a choice that is to be made is offered.
    """
    if not filled.complete:
        return
    wrong = await build(spec, filled).problems(view)
    filled.problems |= wrong
    about = spec.fields[0].name if spec.fields else ""
    more = any(raw and name not in {about, *filled.defaulted} for name, raw in filled.raw.items())
    for one in spec.fields if more else ():
        if one.name in wrong and one.name not in filled.values and one.kind.input is Input.CHOICE:
            options = await one.kind.options(view)
            filled.offers += [(one.name, Offer(each.label, Understood(value=each.value))) for each in options]


async def complete(
    spec: CommandSpec,
    filled: Filled,
    act: Act,
    *,
    draft: Draft | None,
    confirmed: bool = False,
    sent: bool = False,
) -> tuple[Reply, ...]:
    """Run the command, once everything that was guessed or is to be known has been read back."""
    form = build(spec, filled)
    notices = list(await _notices(form, filled, act))
    if draft and (
        drafting.changed_since(draft, filled)
        or (confirmed and await drafting.shows_otherwise(spec, draft, filled, form, act))
    ):
        notices.insert(0, Notice(t("This has changed since you began. Look once more.")))
    if filled.left_over:
        notices.append(notice_of(filled.left_over))
    news = set(drafting.told(notices)).difference(draft.noticed if draft else ())
    sure = filled.exact and (sent or not spec.confirms)
    if (news or not (confirmed or sure)) and not spec.reads:
        asks = any(one.asks and not news.isdisjoint(drafting.told([one])) for one in notices)
        return (await drafting.confirmation(spec, filled, form, notices, act, draft, unclear=asks),)
    act.records.command = spec.name
    replies = await spec.run(act, form)
    if draft:
        drafting.spend(draft, act)
    replies = replies if isinstance(replies, tuple) else (replies,)
    if spec.reads:
        replies = tuple([await drafting.turning(spec, filled, one, act) for one in replies])
        return (*replies, Say(text=named(filled.left_over))) if filled.left_over else replies
    return await note_done(spec, replies, act)


async def reshow(spec: CommandSpec, draft: Draft, act: Act) -> tuple[Reply, ...]:
    """Show what is asked of a form, or read back of it, as it stands."""
    if draft.read_back:
        return await show_again(spec, draft, act)
    return await run(spec, draft.values, act, draft=draft)


async def choose(spec: CommandSpec, draft: Draft, choice: DraftChoice, act: Act) -> tuple[Reply, ...]:
    """Go on with a form as a button that was offered has it; one without a field takes it as it is.

    What is read as text then, and what was read back before, is read back; as it was read back, it is done.
    """
    if draft.read_back and not choice.field:
        return await run(spec, draft.values, act, draft=draft, confirmed=True)
    chosen = {choice.field: choice.value} if choice.field else {}
    guessed = not chosen or draft.read_back or isinstance(choice.value, str)
    return await run(spec, draft.values | chosen, act, draft=draft, guessed=guessed)


async def show_again(
    spec: CommandSpec, draft: Draft, act: Act, *besides: Notice, unclear: bool = False
) -> tuple[Reply, ...]:
    """Read a form back once more, as it is kept, with what is to be known besides above it.

    `unclear`: that is a question of what is to be different.

    Raises:
        Refusal: it can't be done any more.
    """
    filled = await fill_typed(spec, draft.values, act)
    filled.left_over = draft.left_over
    await look_over(spec, filled, act)
    if not filled.complete:
        return await run(spec, draft.values, act, draft=draft)
    form = build(spec, filled)
    notices = [*besides, *await _notices(form, filled, act)]
    if filled.left_over:
        notices.append(notice_of(filled.left_over))
    return (await drafting.confirmation(spec, filled, form, notices, act, draft, unclear=unclear),)


async def _notices(form: Form, filled: Filled, view: View) -> Sequence[Notice]:
    """Return what to know before. Raises Refusal, which names what was not used, too."""
    try:
        return await form.notices(view)
    except Refusal as refusal:
        if not filled.left_over:
            raise
        both = lines(refusal.message, named(filled.left_over))
        raise Refusal(both.key, **both.values) from refusal
