"""Choose between Swedish and English."""

from __future__ import annotations

from typing import Annotated

from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, ask
from handlers.core.replies import Option, Reply, Say
from handlers.core.words import LANGUAGES
from handlers.fields.text import ChoiceKind
from storage.documents.messages import Bilingual, Message, t

NAMES = {"sv": Bilingual(sv="svenska", en="Swedish"), "en": Bilingual(sv="engelska", en="English")}


def _languages(ctx: Context) -> list[Option]:
    return [Option(value=one, label=Message(key="{name}", values={"name": NAMES[one]})) for one in LANGUAGES]


class LanguageForm(Form):
    """Which language."""

    language: Annotated[str, ChoiceKind(_languages)] = ask(t("Language"))


@command("language", sv="språk", about=t("Choose language"), example=t("language svenska"), order=90)
async def language(ctx: Context, form: LanguageForm) -> Reply:
    """Keep the choice and answer in it."""
    ctx.save(ctx.person.changed(language=form.language))
    ctx.language = next(one for one in LANGUAGES if one == form.language)
    return Say(text=t("From now on I write English to you."))
