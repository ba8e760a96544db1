"""Newcomers: the ways in that somebody has whom nobody has let in, and what is kept of them once they ask."""

from __future__ import annotations

from handlers.core.acquaintance import account_of, called_something
from handlers.core.act import Act
from handlers.core.command import CommandSpec
from handlers.core.replies import Button, Card
from handlers.core.view import View
from storage.documents.newcomers import Newcomer
from storage.documents.people import Language, Person
from storage.values.texts import Bilingual, Message, Refusal, t

SELDOM = 50  # the order of commands that are no way in for most, and of all after them


class UnknownPerson(Refusal):
    """Somebody who isn't let in may not do that; `card` tells them what they can do instead."""

    def __init__(self, view: View) -> None:
        super().__init__("I don't know you yet.")
        self.card = _waits(view) if view.known else _not_known(view)


def ways_in(view: View) -> tuple[Button, ...]:
    """Return what somebody whom nobody knows can begin: the commands for them that change something."""
    ways = [one for one in view.commands if isinstance(one, CommandSpec) and one.strangers and not one.reads]
    often = [one for one in ways if one.order < SELDOM]
    return tuple(map(_begins, sorted(often, key=lambda one: one.order)))


def in_another_language() -> Message:
    """Return how to choose the other language, in that language."""
    other = Bilingual(sv="In English? Write “english”.", en="På svenska? Skriv ”svenska”.")
    return Message(key="{text}", values={"text": other})


def keep_newcomer(person: Person, act: Act) -> Person:
    """Keep the stranger who acts as a person who waits to be let in, with their account."""
    act.save(account_of(act.actor, person))
    return act.save(called_something(person, act.municipality))


async def keep_language(language: Language, act: Act) -> None:
    """Keep what the stranger who acts has chosen to read."""
    kept = await act.get(Newcomer, act.actor.identity)
    chosen = {"language": language, "chosen_at": act.now}
    act.save(kept.changed(**chosen) if kept else Newcomer(id=act.actor.identity, **chosen))


def _begins(way: CommandSpec) -> Button:
    return Button(label=way.about, action=way.action, opens=bool(way.fields))


def _not_known(view: View) -> Card:
    return Card(
        title=t("I don't know you yet."),
        text=(
            t("Choose what fits. {names} will see to the rest.", names=view.coordinators),
            in_another_language(),
        ),
        buttons=ways_in(view),
    )


def _waits(view: View) -> Card:
    return Card(
        title=t("You are not let in yet."),
        text=(t("I have told {names} already. You will hear from me here.", names=view.coordinators),),
        buttons=(Button(label=t("See what waits for you"), action="home"),),
    )
