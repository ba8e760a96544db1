"""What lists have in common: how much is shown, and what is said of the rest and of a vain search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from handlers.core.declaration import Declaration
from handlers.core.matching import plain_letters
from handlers.core.replies import Button, Card, Fact, Page, Say, Table
from handlers.core.sifting import Trait
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from storage.values.texts import Message, t, tn, typed

T = TypeVar("T")
NARROW = 40
"""Rows of a list of three columns in one answer: what Slack and Teams show with names of usual length."""
WIDE = 25
"""Rows of a list of more columns, which Teams shows under each other."""
NEAR = 75


def traits(sort: str, labels: Mapping[str, Message], view: View) -> list[Trait]:
    """Return what rows can be, by id, each found by its id and its names in both languages."""
    return [
        Trait(sort, one, (one, *(view.words.text(label, language) for language in LANGUAGES)))
        for one, label in labels.items()
    ]


def standpoint_traits(view: View) -> list[Trait]:
    """Return the programme's standpoints as what rows can be tied to, each by all its names."""
    return [Trait("standpoint", one.id, one.names) for one in view.municipality.programme.standpoints]


def titled(found: Message, wanted: str) -> Message:
    """Return a list's title: how many there are, and of what was asked for."""
    return t("{found}: {text}", found=found, text=wanted[:60]) if wanted else found


def page_of(found: Sequence[T], most: int, view: View) -> Sequence[T]:
    """Return what is on the page that is looked at, with at most so many on each."""
    return found[view.page * most : (view.page + 1) * most]


def paged(table: Table, total: int, most: int, how: Message, view: View) -> Page | Table:
    """Return the page's table; where there are more, that is said, and `how` to see fewer.

    Args:
        table: the rows of the page.
        total: how many rows there are on all pages.
        most: how many there are on each.
        how: how to narrow the list.
        view: who looks, and at which page.
    """
    before = view.page * most
    left = total - before - len(table.rows)
    if before:
        title = t("{found}, {first}–{last}", found=table.title, first=before + 1, last=total - left)
    else:
        title = t("{found}, the first {count}", found=table.title, count=len(table.rows))
    if left <= 0:
        return table.model_copy(update={"title": title}) if before else table
    more = Say(text=tn("{count} more – {how}", "{count} more – {how}", left, how=how))
    return Page(parts=(table.model_copy(update={"title": title}), more), left=left)


def nothing_found(
    text: str, command: str, choices: Iterable[Fact], view: View, *, things: Message | None = None
) -> Card:
    """Say that a list has nothing of the kind, with what may be meant and what there is to choose from.

    Args:
        text: what was asked for.
        command: the list's own, by its English name.
        choices: what there is to choose from.
        view: who looks.
        things: what the list has, where the command's word doesn't say that.
    """
    near = _near(text, command, view)
    return Card(
        title=t("I find nothing in the list with “{text}”", text=text[:60]),
        text=(t("Did you mean one of these?"),) if near else (),
        facts=tuple(choices),
        buttons=(
            *(Button(label=typed(one.word(view.language)), action=one.action, opens=True) for one in near),
            Button(label=t("Show all {things}", things=things or _word(command, view)), action=command),
        ),
    )


def choice_of(label: Message, names: Iterable[Message]) -> Fact:
    """Return what there is to choose from, in a line."""
    values = {f"name{index}": name for index, name in enumerate(names)}
    return Fact(label=label, value=Message(key=" · ".join(f"{{{place}}}" for place in values), values=values))


def _word(command: str, view: View) -> str:
    return next((one.word(view.language) for one in view.commands if one.name == command), command)


def _near(text: str, command: str, view: View) -> list[Declaration]:
    """Return the commands below `command` of which the text's first words may be a slip."""
    said = plain_letters(text).split()
    return [
        one
        for one in view.commands
        if one.name.startswith(f"{command} ")
        and view.may_send(one)
        and any(_is_slip(said, plain_letters(word).split()[1:]) for word in (one.sv, one.name))
    ]


def _is_slip(said: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        fuzz.ratio(" ".join(said[:count]), " ".join(words[:count])) >= NEAR for count in (1, len(words))
    )
