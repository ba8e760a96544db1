"""What you can do here, by role, with an example for each."""

from __future__ import annotations

from handlers.core.access import may_run
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form
from handlers.core.replies import Card, Fact, Reply
from storage.documents.messages import t


class Help(Form):
    """Nothing is asked."""


@command("help", sv="hjälp", about=t("See what you can do"), example=t("help"), strangers=True, reads=True)
async def show_help(ctx: Context, form: Help) -> Reply:
    """List the commands that the one who asks may send."""
    mine = [one for one in ctx.commands if may_run(ctx.person, one, known=ctx.known)]
    facts = [Fact(label=one.about, value=one.example) for one in mine]
    intro = (
        t("Write a command, or press a button where there is one. Swedish and English words both work.")
        if ctx.known
        else t(
            "You are not known here yet. You can ask for a collaboration; {names} will see to the rest.",
            names=ctx.coordinators,
        )
    )
    return Card(title=t("What you can do here"), text=(intro,), facts=tuple(facts))
