"""Show what somebody without chat would have read, to be told in another way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.plain import PlainText
from handlers.core.replies import Reply, Say
from handlers.core.view import View
from handlers.core.wire import read_reply
from handlers.fields.pick import PickKind
from handlers.people.names import person_name
from storage.documents.untold import Untold
from storage.store import Equal
from storage.values.texts import Message, Refusal, t, typed
from storage.values.times import Brief, Span


class UntoldKind(PickKind[Untold]):
    """Something that one's own act could not tell somebody, the latest first."""

    document = Untold
    none = t("There is nothing that you would have to tell somebody in another way.")

    async def candidates(self, view: View) -> Sequence[Untold]:
        """Return one's own."""
        found = await view.find(Untold, Equal("by", view.person.id), order_by="created_at")
        return list(reversed(found))

    async def name(self, document: Untold, view: View) -> str:
        """Return whom it was for."""
        return await person_name(document.to, view)

    async def label(self, document: Untold, view: View) -> Message:
        """Return whom it was for, and when."""
        when = Brief.of(Span(start=document.created_at.astimezone(view.municipality.zone)), view.today)
        return t("{name}, {when}", name=await self.name(document, view), when=when)

    async def show(self, value: Untold, view: View) -> Message:
        """Return whom it was for, and when."""
        return await self.label(value, view)

    async def check(self, document: Untold, view: View) -> None:
        """Raise Refusal for what somebody else was to tell, or what one may not read any more."""
        if document.by != view.person.id:
            raise Refusal("Only the one who did it can see this text.")
        if not all([await view.may_be_told(view.person, one) for one in document.about]):
            raise Refusal("This text is about something that you can't read any more.")


class Text(Form):
    """Which text."""

    untold: Annotated[Untold, UntoldKind()] = ask(t("Message"))


@command(
    "messages text",
    sv="meddelanden text",
    about=t("See a text that you can send in another way"),
    example=t("messages text"),
    strangers=True,
    reads=True,
    order=83,
)
async def text(view: View, form: Text) -> Reply:
    """Answer with the text alone, so that it can be copied."""
    written = PlainText(view.words, form.untold.language, mark=None).write(read_reply(form.untold.body))
    return Say(text=typed(written))
