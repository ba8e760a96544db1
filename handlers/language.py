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
    return _chosen(form.language, ctx)


class Nothing(Form):
    """Nothing is asked."""


@command(
    "english",
    sv="engelska",
    about=t("Choose English"),
    example=t("english"),
    order=91,
    also=("in english", "in english please", "english please", "på engelska"),
)
async def english(ctx: Context, form: Nothing) -> Reply:
    """Write English from now on."""
    return _chosen("en", ctx)


@command(
    "swedish",
    sv="svenska",
    about=t("Choose Swedish"),
    example=t("swedish"),
    order=91,
    also=("in swedish", "på svenska"),
)
async def swedish(ctx: Context, form: Nothing) -> Reply:
    """Write Swedish from now on."""
    return _chosen("sv", ctx)


def _chosen(language: str, ctx: Context) -> Reply:
    ctx.save(ctx.person.changed(language=language))
    ctx.language = next(one for one in LANGUAGES if one == language)
    return Say(text=t("From now on I write English to you."))
