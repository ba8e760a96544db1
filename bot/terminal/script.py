"""Lines from a pipe: each is a message, a button's number, or a form's `field: value`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.core.matching import plain_letters
from handlers.core.replies import Ask, FormField, Input
from handlers.core.words import LANGUAGES, Words
from storage.documents.drafts import Raw
from storage.documents.messages import Message

_FIELD = re.compile(r"\s*([^:=]{1,40}?)\s*[:=]\s?(.*)")


def names_of(one: FormField, words: Words) -> set[str]:
    """Return what a field can be called: its name, and its label in each language."""
    labels = [words.text(one.label, language) for language in LANGUAGES]
    return {plain_letters(name.replace("_", " ").replace("-", " ")) for name in (one.name, *labels)}


@dataclass
class Filling:
    """A form that is being filled in, line by line."""

    form: Ask
    words: Words
    values: dict[str, Raw] = field(default_factory=dict)
    latest: str = ""

    def take(self, line: str) -> bool:
        """Take a `field: value` line, or one more line of a paragraph; False where it is neither."""
        found = _FIELD.fullmatch(line)
        wanted = plain_letters(found[1].replace("_", " ").replace("-", " ")) if found else ""
        for one in self.form.fields:
            if found and wanted in names_of(one, self.words):
                self.values[one.name] = choice_of(one, found[2].strip(), self.words)
                self.latest = one.name if one.input is Input.PARAGRAPH else ""
                return True
        if self.latest and line.strip():
            self.values[self.latest] = f"{self.values[self.latest]}\n{line}"
            return True
        return False


def choice_of(one: FormField, text: str, words: Words) -> Raw:
    """Return the value of the option that the text numbers or names, else the text."""
    if one.input in {Input.LINE, Input.PARAGRAPH}:
        return text
    for option in one.options:
        labels = {plain_letters(words.text(option.label, language)) for language in LANGUAGES}
        if plain_letters(text) in labels or text == option.value:
            return option.value
    if text.isdecimal() and 0 < int(text) <= len(one.options):
        return one.options[int(text) - 1].value
    return text


def form_lines(form: Ask, word: Callable[[Message], str]) -> list[str]:
    """Return the form's fields as lines of text, with what is filled in."""
    lines = []
    for one in form.fields:
        chosen = ", ".join(word(option.label) for option in one.chosen)
        value = chosen or _chosen(one, word)
        star = " *" if one.required else ""
        lines.append(f"  {word(one.label)}{star}: {value}")
    return lines


def _chosen(one: FormField, word: Callable[[Message], str]) -> str:
    for option in one.options:
        if option.value == one.value:
            return word(option.label)
    return one.value if isinstance(one.value, str) else ", ".join(one.value)
