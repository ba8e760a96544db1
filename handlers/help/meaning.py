"""What a word means: `vad är en lärträff`."""

from __future__ import annotations

import re

from handlers.collaborations.lacking import unit_called
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.nearest import nearest
from handlers.core.replies import Button, Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.help.explained import explained, not_explained, terms_called
from storage.values.texts import t, typed

_MEAN = re.compile(r"\s+(?:mean|means)\W*$", re.IGNORECASE)
NEAR = 75


class WhatIs(Form):
    """Which word."""

    word: Line = ask(t("Word"))


@command(
    "what is",
    sv="vad är",
    about=t("Ask what a word means"),
    example=t("what is a learning session"),
    strangers=True,
    reads=True,
    order=94,
    also=(
        "vad betyder",
        "vad innebär",
        "vad menas med",
        "förklara",
        "what are",
        "what does",
        "what's",
        "explain",
    ),
)
async def what_is(view: View, form: WhatIs) -> Reply:
    """Explain the word, or say what can be explained."""
    word = _MEAN.sub("", form.word)
    found = terms_called(word, view)
    if found:
        return explained(found, word, view)
    unit = await unit_called(word, view) if view.admitted else None
    if unit and (card := await view.stands(unit)):
        return card
    near = [
        Button(label=typed(one.spec.word(view.language)), action=one.spec.action)
        for one in nearest(word, view, NEAR, anywhere=True)
    ]
    return not_explained(word, near, view)
