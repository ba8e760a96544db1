"""Keeps forms that are under way, and makes of them what is asked, offered and read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from handlers.core.act import Act
from handlers.core.asking import ask_for, read_back
from handlers.core.command import CommandSpec
from handlers.core.filling import Filled, build, fill, understood
from handlers.core.forms import Form, Notice, Suggestion
from handlers.core.left_over import named, notice_of
from handlers.core.replies import (
    LEAVE,
    LEAVING,
    Ask,
    Button,
    Card,
    Confirm,
    Fact,
    Page,
    PagePart,
    Reply,
    Style,
    Table,
)
from handlers.core.scene import Scene
from handlers.core.small_talk import bare
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from storage.documents.base import new_id
from storage.documents.drafts import Attention, Draft, DraftChoice, Kept
from storage.store import Equal
from storage.values.texts import Message, Refusal, t

MOST_OFFERS = 6
MOST_OPEN = 20  # forms under way of one account
ANSWER_WITHIN = timedelta(hours=1)


async def own_draft(draft_id: str, identity: str, scene: Scene) -> Draft:
    """Return a draft of an account. Raises Refusal where it is gone, another's, or already sent."""
    draft = await scene.get(Draft, draft_id)
    if draft is None:
        raise Refusal("This form is no longer kept. Start again by writing the command.")
    if draft.identity != identity:
        raise Refusal("This form is somebody else's. Start one of your own by writing the command.")
    if draft.left:
        raise Refusal("You left this, and nothing was done. Start again by writing the command.")
    if draft.spent:
        raise Refusal("This has already been done. Nothing was done twice.")
    return draft


async def make_room(act: Act) -> None:
    """Throw the oldest forms of the one who acts away, where one more is too many; queries of lists first."""
    its = Equal("identity", act.actor.identity), Equal("spent", value=False)
    under_way = await act.find(Draft, *its, order_by="created_at")
    under_way.sort(key=lambda one: not one.page)
    for oldest in under_way[: max(len(under_way) - MOST_OPEN + 1, 0)]:
        act.remove(oldest)


def keep(spec: CommandSpec, filled: Filled, raw: dict[str, Kept], act: Act, draft: Draft | None) -> Draft:
    """Return the form as far as it is filled in, to be saved."""
    draft = draft or Draft(id=new_id(), identity=act.actor.identity, command=spec.name, created_at=act.now)
    none = {"choices": (), "shown": "", "noticed": (), "read_back": False, "unclear": False}
    return draft.changed(values=raw, left_over=filled.left_over, **none)


async def attend(draft_id: str, act: Act) -> None:
    """Take what is typed next in the own chat as the answer to this form."""
    act.save((await _attention(act)).changed(draft_id=draft_id, at=act.now))


async def turn_away(act: Act) -> None:
    """Take what is typed next as something new."""
    before = await act.get(Attention, act.actor.identity)
    if before and before.draft_id:
        act.save(before.changed(draft_id=""))


async def _attention(act: Act) -> Attention:
    found = await act.get(Attention, act.actor.identity)
    return found or Attention(id=act.actor.identity, at=act.now)


@dataclass(frozen=True)
class Asked:
    """The form that was asked last. `late`: too long ago for what is typed now to answer it."""

    draft: Draft
    late: bool


async def asked_last(act: Act) -> Asked | None:
    """Return the form that was asked last, if nothing became of it yet."""
    attention = await act.get(Attention, act.actor.identity)
    draft = await act.get(Draft, attention.draft_id) if attention and attention.draft_id else None
    if attention is None or draft is None or draft.spent:
        return None
    return Asked(draft, late=act.now - attention.at > ANSWER_WITHIN)


async def attended(act: Act) -> Draft | None:
    """Return the form that what is typed now can answer, if it was asked just now."""
    asked = await asked_last(act)
    return asked.draft if asked and not asked.late else None


def changed_since(draft: Draft, filled: Filled) -> bool:
    """Tell whether a document that the form names was changed after the form was shown."""
    return any(draft.seen.get(name, version) != version for name, version in filled.seen.items())


async def turning(spec: CommandSpec, filled: Filled, shown: Reply, act: Act) -> Reply:
    """Return a list with the button for its next page, where it has one; the query is kept for that."""
    if not (isinstance(shown, Page) and shown.left):
        return shown
    place = max(range(len(shown.parts)), key=lambda one: (_rows(shown.parts[one]), -one))
    listed = shown.parts[place]
    if not isinstance(listed, Card | Table):
        raise TypeError("a list that has more is a card or a table")
    await make_room(act)
    query = act.save(keep(spec, filled, filled.raw, act, None).changed(page=act.page + 1))
    more = Button(label=t("Show more"), action="more", id=query.id, revision=query.version)
    turned = listed.model_copy(update={"buttons": (more, *listed.buttons)})
    parts = (*shown.parts[:place], turned, *shown.parts[place + 1 :])
    return shown.model_copy(update={"parts": parts})


def _rows(part: PagePart) -> int:
    """Return how long a part of a page is as a list; what is none comes behind all that are."""
    if isinstance(part, Table):
        return len(part.rows)
    return 0 if isinstance(part, Card) else -1


async def shows_otherwise(spec: CommandSpec, draft: Draft, filled: Filled, form: Form, view: View) -> bool:
    """Tell whether reading the form back would now say something else than it did, such as other readers."""
    return bool(draft.shown) and draft.shown != _digest(await read_back(spec, filled, form, view))


def _digest(facts: Sequence[Fact]) -> str:
    return sha256("\n".join(one.model_dump_json() for one in facts).encode()).hexdigest()


def told(notices: Sequence[Notice]) -> tuple[str, ...]:
    """Return what the notices say, for comparing."""
    return tuple(notice.message.model_dump_json() for notice in notices)


def spend(draft: Draft, act: Act) -> None:
    """Note that the form was sent; what was written in it is no longer kept here."""
    act.save(draft.changed(spent=True, values={}, choices=(), shown="", noticed=(), left_over=""))


def leave(draft: Draft, act: Act) -> None:
    """Note that nothing is to become of the form."""
    spend(draft.changed(left=True), act)


async def form(spec: CommandSpec, filled: Filled, act: Act, draft: Draft | None) -> Ask:
    """Keep the draft and return its form."""
    if draft is None:
        await make_room(act)
    before = draft.seen if draft else {}
    shown = told([notice_of(filled.left_over)]) if filled.left_over else ()
    kept = keep(spec, filled, filled.raw, act, draft).changed(seen=filled.seen | before, noticed=shown)
    kept = act.save(kept)
    return await ask_for(spec, kept, filled, act)


async def question(spec: CommandSpec, filled: Filled, act: Act, draft: Draft | None) -> Reply:
    """Keep the draft and ask what is unclear, with the likely values as buttons beside the form's."""
    if draft is None:
        await make_room(act)
    suggestions = [Suggestion(offer.label, name, offer.value) for name, offer in filled.offers]
    kept, offered = offering(keep(spec, filled, filled.raw, act, draft), suggestions, act)
    await attend(kept.id, act)
    opener = Ask(draft=kept.id, revision=kept.version, title=spec.about, fields=()).button
    over = (named(filled.left_over),) if filled.left_over else ()
    return Card(
        title=spec.about, text=(*_asked(spec, filled), *over), buttons=(*offered, opener, cancel(kept))
    )


def _asked(spec: CommandSpec, filled: Filled) -> Iterator[Message]:
    """Yield what is unclear, below the label of a field that nothing was said in."""
    for one in spec.fields:
        if one.name in filled.problems:
            if not filled.raw.get(one.name):
                yield one.asked.label
            yield filled.problems[one.name]


async def confirmation(
    spec: CommandSpec,
    filled: Filled,
    form: Form,
    notices: Sequence[Notice],
    act: Act,
    draft: Draft | None,
    *,
    unclear: bool = False,
) -> Confirm:
    """Keep the draft, with every value as it was understood, and read it back.

    Where it is `unclear` what is to be different in it, a yes alone is not taken for this.
    """
    if draft is None:
        await make_room(act)
    suggestions = [one for notice in notices for one in notice.suggestions]
    meant = next((one for one in suggestions if one.meant), None)
    known = told(notices)
    if meant:
        filled, form = await _as_meant(spec, filled, meant, act)
        known += told(await form.notices(act))
    facts = await read_back(spec, filled, form, act)
    shown = keep(spec, filled, understood(spec, filled), act, draft).changed(
        seen=filled.seen, shown=_digest(facts), noticed=known, read_back=True, unclear=unclear
    )
    others = [one for one in suggestions if one is not meant]
    kept, offered = offering(shown, others, act, confirming=meant.label if meant else None)
    await attend(kept.id, act)
    return Confirm(
        title=spec.about,
        text=(
            *(notice.message for notice in notices),
            t("Is this right? Nothing is done until you confirm."),
        ),
        facts=facts,
        buttons=(
            _button(meant.label if meant else t("Confirm"), "confirm", kept, style=Style.PRIMARY),
            *offered,
            _button(t("Change"), "edit", kept, opens=True),
            cancel(kept),
        ),
    )


async def _as_meant(spec: CommandSpec, filled: Filled, meant: Suggestion, view: View) -> tuple[Filled, Form]:
    """Return the form with what a yes means in the place of what was typed."""
    other = await fill(spec, understood(spec, filled) | {meant.field: meant.value}, view)
    other.left_over = filled.left_over
    return other, build(spec, other)


def offering(
    draft: Draft, suggestions: Sequence[Suggestion], act: Act, *, confirming: Message | None = None
) -> tuple[Draft, list[Button]]:
    """Keep likely values of a form's fields; returns it with the buttons that choose them.

    `confirming`: what the button says that takes the form as it stands, where that is its own label.
    """
    offered = suggestions[:MOST_OFFERS]
    choices = [
        DraftChoice(field=one.field, value=one.value, called=_called(one.label, act)) for one in offered
    ]
    if confirming:
        choices.append(DraftChoice(field="", value="", called=_called(confirming, act)))
    kept = act.save(draft.changed(choices=tuple(choices)))
    return kept, [
        Button(label=one.label, action="pick", id=f"{kept.id}.{index}", revision=kept.version)
        for index, one in enumerate(offered)
    ]


def _called(label: Message, view: View) -> tuple[str, ...]:
    return tuple(bare(view.words.text(label, language)) for language in LANGUAGES)


def cancel(draft: Draft) -> Button:
    """Return the button that leaves a form."""
    return _button(LEAVE, LEAVING, draft)


def _button(
    label: Message, action: str, draft: Draft, *, style: Style = Style.PLAIN, opens: bool = False
) -> Button:
    return Button(label=label, action=action, id=draft.id, revision=draft.version, style=style, opens=opens)
