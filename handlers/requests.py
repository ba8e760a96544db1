"""The queue of requests, and what who coordinates does with each: confirm, ask, decline."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cards.accounts import accounts_fact
from handlers.cards.cautions import request_cautions
from handlers.cards.collaborations import age, collaboration_card, request_card
from handlers.cards.lists import choice_of, nothing_found
from handlers.cards.names import person_name, unit_name
from handlers.cards.roles import roles_of
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Button, Card, Fact, Page, Replace, Reply, Say, Style
from handlers.core.sifting import Row, sifted
from handlers.core.view import View, seen_by
from handlers.fields.collaborations import Enquired, Waiting
from handlers.fields.text import Line, Paragraph
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, lines, t, tn, typed
from storage.documents.people import COORDINATING, Person, Role, Unit
from storage.store import Equal

SHOWN = 8
LISTED = 30  # with those that get a line each


class Requests(Form):
    """Which requests; all that wait where nothing is said."""

    wanted: Line = ask(t("Which ones"), hint=t("Part of the unit's or the principal's name."), default="")


@command(
    "requests",
    sv="förfrågningar",
    about=t("See the requests that wait"),
    example=t("requests"),
    who=COORDINATING,
    reads=True,
    order=10,
)
async def requests(view: View, form: Requests) -> Reply:
    """Show the oldest requests first, each with what can be done."""
    every = await view.find(Collaboration, Equal("stage", "requested"), order_by="requested_at")
    waiting = await sifted(form.wanted, [await _row(one, view) for one in every]) if form.wanted else every
    if form.wanted and not waiting:
        units = [typed(await unit_name(one, view)) for one in every[:LISTED]]
        choices = (choice_of(t("Unit"), units),) if units else ()
        return nothing_found(form.wanted, "requests", choices, view)
    if not waiting:
        return Say(text=t("No requests are waiting."))
    cards = [await request_card(one, view) for one in waiting[:SHOWN]]
    rest = [await _line(one, view) for one in waiting[SHOWN:LISTED]]
    return Page(parts=(_head(len(waiting)), *cards, *((Say(text=lines(*rest)),) if rest else ())))


def _head(count: int) -> Say:
    """Return how many wait, and how to see those that don't fit."""
    waiting = tn("{count} request is waiting.", "{count} requests are waiting.", count)
    how = t("{waiting} Write “requests” and a unit's name to see one of them.", waiting=waiting)
    return Say(text=how if count > SHOWN else waiting)


async def _row(request: Collaboration, view: View) -> Row[Collaboration]:
    names = (await unit_name(request, view), await person_name(request.principal_id, view))
    return Row(request, names)


async def _line(request: Collaboration, view: View) -> Message:
    waited = age(request.requested_at, view)
    return t("Also waiting: {unit}, {age}", unit=await unit_name(request, view), age=waited)


class Confirming(Form):
    """Which request's person and unit are right."""

    request: Waiting = ask(t("Request"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell who is let in, from which account, whom they may be taken for, and whose unit it is."""
        principal = await view.need(Person, self.request.principal_id)
        account = await accounts_fact(principal, view)
        who = t("{name}, {label}: {account}", name=principal.name, label=account.label, account=account.value)
        cautions = await request_cautions(self.request, view)
        return [Notice(one) for one in (*(() if principal.approved else (who,)), *cautions)]


@command(
    "requests confirm",
    sv="förfrågningar bekräfta",
    about=t("Confirm the person and the unit of a request"),
    example=t("requests confirm Björkängen"),
    who=COORDINATING,
)
async def confirm(act: Act, form: Confirming) -> Reply:
    """Let the person in as principal and the unit into the register."""
    unit = await act.need(Unit, form.request.unit_id)
    principal = await act.need(Person, form.request.principal_id)
    if not unit.confirmed:
        unit = await _into_register(unit, form.request, act)
    if not principal.approved:
        roles = tuple(dict.fromkeys((*principal.roles, Role.PRINCIPAL)))
        home = principal.home_unit or unit.id
        confirmed = act.save(principal.changed(approved=True, roles=roles, home_unit=home))
        await act.letters.tell(
            [principal.id],
            Say(
                text=t("{name} has confirmed you and {unit}. Welcome!", name=act.person.name, unit=unit.name)
            ),
        )
        title = t("{name} has confirmed {person}", name=act.person.name, person=principal.name)
        facts = (
            Fact(label=t("Role"), value=roles_of(confirmed)),
            Fact(label=t("Home unit"), value=typed(unit.name)),
            await accounts_fact(confirmed, act),
        )
        await act.letters.tell(
            [one.id for one in await act.who_coordinates()], Card(title=title, facts=facts)
        )
    request = await act.need(Collaboration, form.request.id)
    return Replace(card=await request_card(request, act))


async def _into_register(unit: Unit, request: Collaboration, act: Act) -> Unit:
    """Confirm the unit; where the register has one of that name already, the request is for that one."""
    namesakes = await act.find(Unit, Equal("name_key", unit.name_key), Equal("confirmed", value=True))
    if not namesakes:
        return act.save(unit.changed(confirmed=True))
    act.save(request.changed(unit_id=namesakes[0].id))
    act.remove(unit)
    return namesakes[0]


class Question(Form):
    """What the principal is asked about a request."""

    request: Waiting = ask(t("Request"))
    question: Paragraph = ask(t("Question"))


@command(
    "requests ask",
    sv="förfrågningar fråga",
    about=t("Ask the principal about a request"),
    example=t("requests ask Björkängen Which teams will take part?"),
    who=COORDINATING,
)
async def ask_principal(act: Act, form: Question) -> Reply:
    """Send the question to the principal."""
    asked = act.save(form.request.enquire(form.question, act.person, now=act.now))
    name = await unit_name(asked, act)
    answer = Button(
        label=t("Answer the question"),
        action="requests.answer",
        id=asked.id,
        revision=asked.version,
        style=Style.PRIMARY,
        opens=True,
    )
    card = Card(
        title=t("A question about your request for {unit}", unit=name),
        text=(typed(form.question),),
        facts=(Fact(label=t("From"), value=typed(act.person.name)),),
        buttons=(answer,),
    )
    if await act.letters.tell([asked.principal_id], card):
        return Say(text=t("The question about {unit} is kept. Ask it in another way.", unit=name))
    return Say(text=t("The question about {unit} is sent. The answer comes to you here.", unit=name))


class AnswerForm(Form):
    """The principal's answer."""

    request: Enquired = ask(t("Request"))
    answer: Paragraph = ask(t("Answer"))


@command(
    "requests answer",
    sv="förfrågningar svara",
    about=t("Answer a question about your request"),
    example=t("requests answer All teams in years 4–6"),
    who={Role.PRINCIPAL, *COORDINATING},
    strangers=True,
    also=("svara", "answer"),
)
async def answer(act: Act, form: AnswerForm) -> Reply:
    """Keep the answer and send it to who asked."""
    waiting = form.request.open_enquiry
    answered = act.save(form.request.answer(form.answer))
    if waiting:
        asker = await act.need(Person, waiting.asked_by)
        title = t("An answer about the request for {unit}", unit=await unit_name(answered, act))
        for person in [asker] if asker.active and asker.coordinates else await act.who_coordinates():
            await act.letters.tell(
                [person.id], await request_card(answered, seen_by(person, act), title=title)
            )
    return Say(text=t("Thank you, the answer is sent."))


class Decline(Form):
    """Which request, and why not."""

    request: Waiting = ask(t("Request"))
    reason: Paragraph = ask(t("Reason"), hint=t("The principal will read it."))


@command(
    "requests decline",
    sv="förfrågningar avböj",
    about=t("Decline a request, with the reason"),
    example=t("requests decline Björkängen No pair is free this term."),
    who=COORDINATING,
    also=("avböj", "decline"),
)
async def decline(act: Act, form: Decline) -> Reply:
    """Decline and tell the principal why."""
    declined = act.save(form.request.decline(form.reason, now=act.now))
    name = await unit_name(declined, act)
    principal = await act.need(Person, declined.principal_id)
    told = Card(
        title=t("Your request for {unit} was declined", unit=name),
        facts=(Fact(label=t("Reason"), value=typed(form.reason)),),
    )
    await act.letters.tell([principal.id], told)
    return Replace(card=await collaboration_card(declined, act))
