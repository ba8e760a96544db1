"""Answer a question about one's request."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply, Say
from handlers.core.view import seen_by
from handlers.fields.text import Paragraph
from handlers.requests.chosen import Enquired
from handlers.requests.shown import request_card
from storage.documents.people import COORDINATING, LEADING_A_UNIT, Person
from storage.values.texts import t


class AnswerForm(Form):
    """The principal's answer."""

    request: Enquired = ask(t("Request"))
    answer: Paragraph = ask(t("Answer"))


@command(
    "requests answer",
    sv="förfrågningar svara",
    about=t("Answer a question about your request"),
    example=t("requests answer All teams in years 4–6"),
    who=LEADING_A_UNIT | COORDINATING,
    strangers=True,
    also=("svara", "answer"),
    tells=True,
)
async def answer(act: Act, form: AnswerForm) -> Reply:
    """Keep the answer and send it to who asked."""
    waiting = form.request.open_enquiry(act.process)
    answered = act.save(form.request.answer(form.answer, act.process))
    if waiting:
        asker = await act.need(Person, waiting.asked_by)
        title = t("An answer about the request for {unit}", unit=await unit_name(answered, act))
        for person in [asker] if asker.active and asker.coordinates else await act.who_coordinates():
            await act.letters.tell(
                [person.id], await request_card(answered, seen_by(person, act), title=title)
            )
    return Say(text=t("Thank you, the answer is sent."))
