"""Greet those of imported collaborations: principal and pair are told that it is kept here now."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice
from handlers.core.replies import Button, Card, Fact, Reply, Say, Style
from handlers.core.view import View
from handlers.people.names import people_names
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING
from storage.values.texts import Refusal, in_a_row, named, t, tn


class Greet(Form):
    """Nothing is asked."""

    async def notices(self, view: View) -> Sequence[Notice]:
        """Name the units whose people are greeted. Raises Refusal where all have been."""
        found = await _untold(view)
        units = [await unit_name(one, view) for one in found]
        return [
            Notice(
                tn(
                    "Principals and pair of {count} collaboration are told: {units}.",
                    "Principals and pairs of {count} collaborations are told: {units}.",
                    len(found),
                    units=in_a_row(units),
                )
            )
        ]


@command(
    "collaborations greet",
    sv="samarbeten hälsa",
    about=t("Greet principals and pairs of imported collaborations"),
    example=t("collaborations greet"),
    who=COORDINATING,
    confirms=True,
    tells=True,
    order=93,
)
async def greet(act: Act, form: Greet) -> Reply:
    """Tell each of them once, and keep that they were."""
    found = await _untold(act)
    for one in found:
        told = act.save(one.changed(untold=False))
        for person in (*told.principals, *told.developers):
            await act.letters.tell([person], await _greeting(told, person, act), about=told)
    return Say(
        text=tn("{count} collaboration is greeted.", "{count} collaborations are greeted.", len(found))
    )


async def _untold(view: View) -> list[Collaboration]:
    found = await view.find(Collaboration)
    untold = [one for one in found if one.untold and not one.has_ended(view.process)]
    if not untold:
        raise Refusal("Everybody has been greeted already.")
    return untold


async def _greeting(collaboration: Collaboration, person_id: str, view: View) -> Card:
    leads = person_id in collaboration.developers
    what = (
        t("Here you book sessions, log reflections and see how it stands.")
        if leads
        else t("Here you see what is booked and how it stands, and write to those who lead it.")
    )
    about = {"id": collaboration.id, "revision": collaboration.version}
    button = (
        Button(label=t("Book a session"), action="book", style=Style.PRIMARY, opens=True, **about)
        if leads
        else Button(label=t("See your sessions"), action="next.session")
    )
    return Card(
        title=t(
            "Your collaboration at {unit} is kept in Samlär now", unit=await unit_name(collaboration, view)
        ),
        facts=(
            Fact(label=t("Stage"), value=named(view.process.stage(collaboration.stage))),
            Fact(label=t("Principal"), value=await people_names(collaboration.principals, view)),
            Fact(label=t("Pair"), value=await people_names(collaboration.developers, view)),
        ),
        text=(what,),
        buttons=(button, Button(label=t("Help"), action="help")),
    )
