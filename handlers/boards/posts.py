"""The board's part about developers' posts that end soon."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.collaborations.posts import EndingPost, ending_posts
from handlers.core.replies import Button, Table
from handlers.core.view import View
from storage.values.texts import Message, in_a_row, t, tn, typed
from storage.values.times import Day

MOST_BUTTONS = 5


async def ending_table(view: View) -> tuple[Table, ...]:
    """Return what ends within six weeks, and what is led there, for those who coordinate."""
    ending = await ending_posts(view) if view.person.coordinates else []
    if not ending:
        return ()
    led = {one.id: one for post in ending for one in post.led}
    buttons = [
        Button(
            label=t("Change the pair: {unit}", unit=await unit_name(one, view)),
            action="assign",
            id=one.id,
            revision=one.version,
            opens=True,
        )
        for one in list(led.values())[:MOST_BUTTONS]
    ]
    table = Table(
        title=tn("{count} post ends soon", "{count} posts end soon", len(ending)),
        columns=(t("Name"), t("Last day"), t("Leads")),
        rows=tuple([await _row(one, view) for one in ending]),
        empty=t("No post ends soon."),
        buttons=tuple(buttons),
    )
    return (table,)


async def _row(one: EndingPost, view: View) -> tuple[Message, ...]:
    units = [await unit_name(each, view) for each in one.led]
    led = typed(in_a_row(units)) if units else typed("–")
    return typed(one.person.name), t("{day}", day=Day(day=one.until)), led
