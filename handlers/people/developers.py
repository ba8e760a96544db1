"""Who develops: posts, weekdays, load, and what ends when."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.replies import Reply, Table
from handlers.core.view import View
from handlers.fields.share import percent, weekdays
from handlers.people.load import develops_until, led_by, load_in, load_of, next_term, share_on
from storage.documents.people import COORDINATING, DEVELOPING, Person, Role
from storage.store import Equal
from storage.values.letters import order_of
from storage.values.texts import Message, t, typed
from storage.values.times import Day, Term


class Developers(Form):
    """Nothing is asked."""


async def who_develops(view: View) -> list[Person]:
    """Return the active developers by name, and after them partners who are appointed to a pair."""
    developers = await view.find(Person, Equal("roles", Role.DEVELOPER.value))
    partners = await view.find(Person, Equal("roles", Role.PARTNER.value))
    leading = [one for one in partners if one not in developers and await led_by(one, view)]
    active = [one for one in (*developers, *leading) if one.active and one.approved]
    return sorted(active, key=lambda one: (not one.has(Role.DEVELOPER), order_of(one.name)))


@command(
    "developers",
    sv="utvecklare",
    about=t("See the developers, their posts and their load"),
    example=t("developers"),
    who=COORDINATING,
    reads=True,
    order=71,
    also=("kvalitetsutvecklare", "quality developers"),
)
async def developers(view: View, form: Developers) -> Reply:
    """List them."""
    term = next_term(view.today)
    rows = [await _row(one, term, view) for one in await who_develops(view)]
    return Table(
        title=t("Developers"),
        columns=(
            t("Name"),
            t("Share of full time"),
            t("Weekdays"),
            t("Load now"),
            t("{term}", term=str(term)),
            t("Post until"),
        ),
        rows=tuple(rows),
        empty=t("Nobody develops here yet."),
    )


async def _row(person: Person, term: Term, view: View) -> Sequence[Message]:
    share, until = share_on(person, view.today), develops_until(person)
    held = [one for one in person.positions_as(*DEVELOPING) if one.holds(view.today)]
    days = tuple(sorted({day for one in held for day in one.weekdays}))
    none = typed("–")
    return (
        typed(person.name),
        percent(share) if share else none,
        weekdays(days) if days else none,
        (await load_of(person, view)).words,
        (await load_in(person, term, view)).words,
        t("{day}", day=Day(day=until)) if until else none,
    )
