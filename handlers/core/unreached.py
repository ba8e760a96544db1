"""Names in an act's answer those whom it could not reach, with what they would have read."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.letters import Unreached
from handlers.core.replies import Button, Card, Reply
from handlers.core.wire import write_reply
from storage.documents.base import new_id
from storage.documents.untold import Untold
from storage.values.texts import Message, t, tn, together


async def name_unreached(act: Act) -> tuple[Reply, ...]:
    """Return a card that names whom the act could not reach; nothing where it reached everybody."""
    if not act.letters.unreached:
        return ()
    without_chat = list(dict.fromkeys(one.person.name for one in act.letters.unreached if not one.had_chat))
    out_of_reach = list(dict.fromkeys(one.person.name for one in act.letters.unreached if one.had_chat))
    first, *others = [
        *([_no_chat(without_chat)] if without_chat else []),
        *([_not_reached(out_of_reach)] if out_of_reach else []),
    ]
    return (Card(title=first, text=tuple(others), buttons=tuple(await _texts(act))),)


def _no_chat(names: Sequence[str]) -> Message:
    return tn(
        "{names} has no chat and doesn't know of this.",
        "{names} have no chat and don't know of this.",
        len(names),
        names=together(names),
    )


def _not_reached(names: Sequence[str]) -> Message:
    return tn(
        "{names} can't be reached in the chat any more and doesn't know of this.",
        "{names} can't be reached in the chat any more and don't know of this.",
        len(names),
        names=together(names),
    )


async def _texts(act: Act) -> list[Button]:
    """Keep what can be told in another way, and return the buttons that show it.

    What those who coordinate would have read is not for everybody who writes to them.
    """
    untold: dict[tuple[str, str], list[Unreached]] = {}
    for one in act.letters.unreached:
        if act.person.coordinates or not one.person.coordinates:
            untold.setdefault((write_reply(one.reply), one.language), []).append(one)
    about = await act.letters.changed_for(act.person)
    return [
        _text(people, body, language, about, len(untold), act) for (body, language), people in untold.items()
    ]


def _text(
    people: list[Unreached], body: str, language: str, about: tuple[str, ...], count: int, act: Act
) -> Button:
    kept = act.save(
        Untold(
            id=new_id(),
            by=act.person.id,
            to=people[0].person.id,
            body=body,
            language=language,
            about=about,
            created_at=act.now,
        )
    )
    names = together([one.person.name for one in people])
    label = t("Show text to copy") if count == 1 else t("Show text for {names}", names=names)
    return Button(label=label, action="messages.text", id=kept.id, revision=kept.version)
