"""Lines from a pipe: each is a message, a button's number, or a form's `field: value`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from handlers.core.matching import plain_letters
from handlers.core.named_fields import field_called, names_of
from handlers.core.replies import Ask, FormField, Input
from handlers.core.words import LANGUAGES, Words
from storage.documents.drafts import Raw
from storage.values.texts import Message, t

MOST_LISTED = 12
SHORT = 60
_FIELD = re.compile(r"\s*([^:=]{1,40}?)\s*[:=]\s?(.*)")


@dataclass
class Filling:
    """A form that is being filled in, line by line.

    Attributes:
        values: what has been filled in beside what is shown.
        latest: the paragraph that an indented line goes on with.
        texts: the paragraph that was filled in by lines without its name, and goes on with the next one.
    """

    form: Ask
    words: Words
    values: dict[str, Raw] = field(default_factory=dict)
    latest: str = ""
    texts: str = ""

    @property
    def complete(self) -> bool:
        """Whether all that is needed is filled in, and nothing is wrong with what stands there."""
        filled = (self.values.get(one.name, one.value) or not one.required for one in self.form.fields)
        return all(filled) and all(one.name in self.values for one in self.form.fields if one.error)

    def field(self, line: str) -> tuple[FormField, str] | None:
        """Return the field that a `field: value` line is for, with the value; None for any other line."""
        found = _FIELD.fullmatch(line)
        fields = [(names_of(one, self.words), one) for one in self.form.fields]
        one = field_called(found[1], fields) if found else None
        return (one, found[2].strip()) if found and one else None

    def take(self, line: str) -> bool:
        """Take a `field: value` line, or an indented one of the paragraph before; False for any other."""
        if self.latest and line.strip() and line[0].isspace():
            self.values[self.latest] = f"{self.values[self.latest]}\n{line.strip()}"
            return True
        found = self.field(line)
        if found is None:
            return False
        one, value = found
        self.values[one.name] = choice_of(one, value, self.words)
        self.latest = one.name if one.input is Input.PARAGRAPH else ""
        return True

    def take_text(self, line: str) -> bool:
        """Take a line of text for the only field that waits for some, and those after it as more lines of it.

        False where several or none wait, or the one that does takes no more than a line.
        """
        lacking = [
            one for one in self.form.fields if one.required and not self.values.get(one.name, one.value)
        ]
        if self.texts and not lacking:
            self.values[self.texts] = f"{self.values[self.texts]}\n{line}"
            return True
        if len(lacking) != 1 or lacking[0].input is not Input.PARAGRAPH:
            return False
        self.texts = lacking[0].name
        self.values[self.texts] = line
        return True

    def said(self) -> str:
        """Return what has been filled in as one would say it to the form: `field: value` on each line."""
        labels = {one.name: self.words.text(one.label, LANGUAGES[0]).rstrip("?") for one in self.form.fields}
        return "\n".join(f"{labels[name]}: {_as_typed(value)}" for name, value in self.values.items())

    def sends(self, line: str) -> bool:
        """Tell whether the line is the form's own button."""
        labels = {plain_letters(self.words.text(self.form.submit, language)) for language in LANGUAGES}
        return plain_letters(line) in labels


def _as_typed(value: Raw) -> str:
    return value if isinstance(value, str) else ", ".join(value)


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


def form_lines(form: Ask, word: Callable[[Message], str]) -> Iterator[str]:
    """Yield the form's fields as lines of text, with what is filled in and what can be chosen."""
    for one in form.fields:
        if one.more:
            continue
        chosen = ", ".join(word(option.label) for option in one.chosen) or _chosen(one, word)
        star = " *" if one.required else ""
        yield f"  {word(one.label)}{star}: {chosen}"
        if not chosen:
            yield from _help_with(one, word)
    more = [one.label for one in form.fields if one.more]
    if more:
        yield f"  {word(t('More details'))}: {', '.join(map(word, more))}"
    yield word(
        t(
            "Write “field: value”, one on each line; * is needed. An empty line sends the form, "
            "“cancel” leaves it."
        )
    )


def numbered(number: int, label: str) -> str:
    """Return an option as it is listed; what begins with a digit needs no other number."""
    return label if label[:1].isdigit() else f"{number}. {label}"


def _help_with(one: FormField, word: Callable[[Message], str]) -> Iterator[str]:
    if one.hint:
        yield f"      {word(one.hint)}"
    labels = [word(option.label) for option in one.options]
    if sum(map(len, labels)) <= SHORT:
        yield from ([f"      {' / '.join(labels)}"] if labels else [])
        return
    yield from (f"      {numbered(place, one)}" for place, one in enumerate(labels[:MOST_LISTED], start=1))
    if len(labels) > MOST_LISTED:
        yield "      " + word(t("… and {count} more; write the name.", count=len(labels) - MOST_LISTED))


def _chosen(one: FormField, word: Callable[[Message], str]) -> str:
    for option in one.options:
        if option.value == one.value:
            return word(option.label)
    return one.value if isinstance(one.value, str) else ", ".join(one.value)
