"""What you can do here, by role, with an example for each; and one command in full."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.command import CommandSpec, command
from handlers.core.forms import FieldSpec, Form, ask
from handlers.core.left_over import left_over, named
from handlers.core.matching import plain_letters
from handlers.core.replies import Button, Card, Fact, Input, Reply
from handlers.core.view import View
from handlers.fields.text import Line
from storage.documents.people import COORDINATING
from storage.values.texts import Message, t, typed

IN_SHORT = 80


class Help(Form):
    """Which command; an overview where none is named."""

    word: Line = ask(t("Command"), default="")


@command(
    "help",
    sv="hjälp",
    about=t("See what you can do"),
    example=t("help book"),
    strangers=True,
    reads=True,
    order=95,
    also=("vad kan du", "what can you"),
)
async def show_help(view: View, form: Help) -> Reply:
    """List what the one who asks may send, their own jobs first, or show one command in full."""
    commands = [one for one in view.commands if isinstance(one, CommandSpec)]
    mine = [one for one in commands if view.may_send(one)]
    wanted = plain_letters(form.word)
    found = _called(wanted, mine)
    if found:
        card = await _in_full(found, view)
        over = left_over(_beyond(found[0], form.word), view)
        return card.model_copy(update={"text": (*card.text, named(over))}) if over else card
    others = _called(wanted, commands) if view.known else []
    card = _overview(mine, view, others[0] if others else None)
    if wanted and not others:
        return card.model_copy(update={"text": (named(form.word), *card.text)})
    return card


def _called(wanted: str, commands: Sequence[CommandSpec]) -> list[CommandSpec]:
    """Return the commands that begin with what is wanted; else those that it begins with."""
    words = [(f"{plain_letters(word)} ", one) for one in commands for word in one.words]
    whole = [one for word, one in words if wanted and word.startswith(f"{wanted} ")]
    begun = [one for word, one in words if wanted and f"{wanted} ".startswith(word)]
    return list({one.name: one for one in whole or begun}.values())


def _beyond(command: CommandSpec, typed: str) -> str:
    """Return what was typed beyond one of the command's words."""
    words = typed.split()
    counts = [len(word.split()) for word in command.words]
    used = [n for n in counts if plain_letters(" ".join(words[:n])) in map(plain_letters, command.words)]
    return " ".join(words[max(used) :]) if used else ""


def _overview(mine: Sequence[CommandSpec], view: View, others: CommandSpec | None) -> Card:
    top = [one for one in sorted(mine, key=lambda one: one.order) if " " not in one.name]
    own = [one for one in top if _own(one, view) and one.order < IN_SHORT]
    facts = [Fact(label=one.about, value=one.example) for one in own]
    rest = ", ".join(one.word(view.language) for one in top if one not in own)
    facts.append(Fact(label=t("You can also write"), value=typed(rest)))
    if not view.known:
        intro = t(
            "You are not known here yet. You can ask for a collaboration; {names} will see to the rest.",
            names=view.coordinators,
        )
    else:
        intro = t("Write as in the examples, or begin with the first word and I will ask for the rest.")
    not_yours = (t("“{word}” is not for your role.", word=others.word(view.language)),) if others else ()
    return Card(
        title=t("What you can do here"),
        text=(*not_yours, intro, t("Write “help” and a word for more about it.")),
        facts=tuple(facts),
    )


def _own(command: CommandSpec, view: View) -> bool:
    """Tell whether it is the person's own job, not what who coordinates may do for others."""
    roles = (command.who or frozenset()) - COORDINATING
    return not roles or view.person.has(*roles) or not view.known


async def _in_full(found: Sequence[CommandSpec], view: View) -> Card:
    first, *more = found
    fields = [one for one in first.fields if one.for_person(view)]
    return Card(
        title=first.about,
        text=(t("For example: {example}", example=first.example),),
        facts=(
            *[Fact(label=one.asked.label, value=await _what(one, view)) for one in fields],
            *(Fact(label=one.about, value=one.example) for one in more),
        ),
        buttons=(Button(label=first.about, action=first.action, opens=bool(fields)),),
    )


async def _what(one: FieldSpec, view: View) -> Message:
    """Say what a field takes: its choices or its hint."""
    if one.kind.input is Input.CHOICE:
        names = [view.words.text(option.label, view.language) for option in await one.kind.options(view)]
        return typed(" · ".join(names))
    return one.asked.hint or (t("needed") if one.required else t("may be left out"))
