"""Choose between Swedish and English."""

from __future__ import annotations

from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.newcomers import keep_language
from handlers.core.replies import Option, Reply, Say
from handlers.core.subjects import OTHER
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from handlers.fields.text import ChoiceKind
from storage.documents.people import Language
from storage.values.texts import Bilingual, Message, t

subject = OTHER
NAMES = {"sv": Bilingual(sv="svenska", en="Swedish"), "en": Bilingual(sv="engelska", en="English")}


def _languages(view: View) -> list[Option]:
    return [Option(value=one, label=Message(key="{name}", values={"name": NAMES[one]})) for one in LANGUAGES]


class LanguageForm(Form):
    """Which language."""

    language: Annotated[Language, ChoiceKind(_languages)] = ask(t("Language"))


@command(
    "language",
    sv="språk",
    about=t("Choose language"),
    example=t("language svenska"),
    strangers=True,
    order=90,
)
async def language(act: Act, form: LanguageForm) -> Reply:
    """Keep the choice and answer in it."""
    return await _chosen(form.language, act)


class Nothing(Form):
    """Nothing is asked."""


@command(
    "english",
    sv="engelska",
    about=t("Choose English"),
    example=t("english"),
    strangers=True,
    order=91,
    also=("in english", "in english please", "english please", "på engelska"),
)
async def english(act: Act, form: Nothing) -> Reply:
    """Write English from now on."""
    return await _chosen("en", act)


@command(
    "swedish",
    sv="svenska",
    about=t("Choose Swedish"),
    example=t("swedish"),
    strangers=True,
    order=91,
    also=("in swedish", "på svenska"),
)
async def swedish(act: Act, form: Nothing) -> Reply:
    """Write Swedish from now on."""
    return await _chosen("sv", act)


async def _chosen(language: Language, act: Act) -> Reply:
    if act.known:
        act.save(act.person.changed(language=language))
    else:
        await keep_language(language, act)
    return Say(text=t("From now on I write English to you."))
