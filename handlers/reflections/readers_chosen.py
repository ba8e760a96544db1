"""The field that says whom a reflection is shared with: any of several, or nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers.core import phrasing
from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.matching import match, plain_letters
from handlers.core.replies import Input, Option
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from handlers.fields.text import bare
from handlers.reflections.readers import UNNAMED, Circle, circle_of, readers_name, shared
from storage.documents.drafts import Raw
from storage.documents.reflections import Readers
from storage.documents.sessions import Session
from storage.values.texts import Message, t

NOBODY = "nobody"
_NOBODY_SAID = (t("nobody"), t("only me"), t("only you"))
_SHORT = {Readers.PAIR: t("pair"), Readers.PRINCIPAL: t("principal"), Readers.COORDINATOR: t("coordinator")}
MOST_SAID = 12  # words at once in which readers are looked for in a text
_NAMES = re.compile(r"\([^)]*\)")
_OF_READERS = (t("Only for me"), t("only me"), t("only you"), t("may read"), t("Who can read it"))
_BUT = re.compile(r"(?:utom|inte|ej|men|nej|förutom|except|but|not|no)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|\+|&|/|\n|\boch\b|\band\b|\bsamt\b)\s*", re.IGNORECASE)


class ReadersKind(FieldKind):
    """Who may read a reflection on `session`, besides its author; each reader stands by itself.

    A value is a frozenset of Readers, so that sharing with nobody is a value like any other.
    """

    input: ClassVar[Input] = Input.CHOICES
    nothing: ClassVar[tuple[Message, ...]] = _NOBODY_SAID

    def __init__(self, session: Session | None = None) -> None:
        self._session = session

    def beside(self, values: Mapping[str, Any]) -> FieldKind:
        """Return the kind for the session that the form is about."""
        return ReadersKind(values.get("session"))

    def sent(self, raw: Raw) -> Raw:
        """Take nothing chosen for nobody."""
        return raw or (NOBODY,)

    async def default(self, view: View) -> Raw:
        """Return the municipality's default for the kind of session."""
        if self._session is None:
            return ""
        return view.process.readers_of(self._session.session_kind) or (NOBODY,)

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return whom it can be shared with."""
        circle = await self._circle(view)
        return [
            Option(value=one.value, label=await readers_name(one, circle, view)) for one in circle.possible
        ]

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the options that are ticked."""
        ticked = (raw,) if isinstance(raw, str) else raw
        return tuple(option for option in await self.options(view) if option.value in ticked)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the readers, by value or by name in either language. Raises Problem for any other."""
        possible = (await self._circle(view)).possible
        if isinstance(raw, str):
            named = {one: await self._names(one, view) for one in possible}
            parts = _AND.split(_NAMES.sub("", bare(raw)).strip())
            readers = [_named(part, named, view) for part in parts if part]
        else:
            readers = [_valued(one, possible) for one in raw]
        if None in readers and len(set(readers)) > 1:
            raise Problem(t("Nobody and somebody can't both read it. Choose who can read it once more."))
        return Read(frozenset(one for one in readers if one is not None))

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take readers' whole names from the front, as long as they follow each other.

        None too where one is joined to something that is no reader's name: that is for `read` to ask about.
        """
        names = {
            plain_letters(name): one.value if one else NOBODY
            for one, several in _every_name(view).items()
            for name in several
        }
        taken: list[str] = []
        rest = text
        joined = True
        while joined:
            found = _front(rest, names)
            if found is None:
                return None
            value, rest, joined = found
            taken.append(value)
            if _BUT.match(rest):
                return None
            if joins := _AND.match(rest):
                rest, joined = rest[joins.end() :], True
        return tuple(dict.fromkeys(taken)), rest

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the readers without some, with some more, or others, as a text says. Raises Problem."""
        said, present = view.municipality.yes_and_no, frozenset(value or ())
        changes = (
            (said.without, present.difference),
            (said.also, present.union),
            (said.share, present.union),
        )
        for listed, change in changes:
            if name := phrasing.after(text, listed):
                named = await self._named(name, view)
                return None if named is None else Read(frozenset(change(named)))
        if (name := phrasing.before(text, said.also)) and (named := await self._named(name, view)):
            return Read(present | named)
        only = phrasing.after(text, said.only)
        if only and plain_letters(only) in map(plain_letters, said.myself):
            return Read(frozenset())
        named = await self._named(text, view)
        if named is None and only:
            named = await self._named(only, view)
        return None if named is None else Read(named)

    async def _named(self, text: str, view: View) -> frozenset[Readers] | None:
        """Return the readers that a text names and says nothing else; None where it does not."""
        taken = await self.take(text, view)
        if taken is None or taken[1]:
            return None
        named: frozenset[Readers] = (await self.read(taken[0], view)).value
        return named

    def to_json(self, value: Any) -> JsonValue:
        """Return the readers' values, or that there are none."""
        return [str(one) for one in sorted(value)] or [NOBODY]

    async def show(self, value: Any, view: View) -> Message:
        """Return who they are."""
        circle = await self._circle(view)
        return shared([await readers_name(one, circle, view) for one in Readers if one in value])

    async def _circle(self, view: View) -> Circle:
        return await circle_of(self._session, view) if self._session else Circle()

    async def _names(self, readers: Readers, view: View) -> list[str]:
        named = await readers_name(readers, await self._circle(view), view)
        return [*_every_name(view)[readers], *_in_each_language(named, view)]


async def readers_in(
    text: str, present: frozenset[Readers], session: Session, view: View
) -> frozenset[Readers] | None:
    """Return the readers that words in a text ask for, such as `bara paret`; None where none do."""
    kind, said = ReadersKind(session), view.municipality.yes_and_no
    words = text.split()
    for start in range(len(words)):
        rest = " ".join(words[start : start + MOST_SAID])
        for listed, before in ((said.only, frozenset[Readers]()), (said.share, present)):
            name = phrasing.after(rest, listed)
            taken = await kind.take(name.rstrip(".!"), view) if name else None
            if taken:
                try:
                    named: frozenset[Readers] = (await kind.read(taken[0], view)).value
                except Problem:
                    continue
                return before | named
    return None


def speaks_of_readers(text: str, view: View) -> bool:
    """Tell whether a text says who may read it, in either language."""
    plain = plain_letters(text)
    said = [plain_letters(name) for message in _OF_READERS for name in _in_each_language(message, view)]
    kept = [plain_letters(one) for one in view.municipality.yes_and_no.keep]
    return any(one in plain for one in (*said, *kept))


def _every_name(view: View) -> dict[Readers | None, list[str]]:
    """Return what people may type for each of the readers, and for nobody."""
    nobody = [NOBODY, "me", *(name for said in _NOBODY_SAID for name in _in_each_language(said, view))]
    names: dict[Readers | None, list[str]] = {None: nobody}
    for one, text in UNNAMED.items():
        names[one] = [
            one.value,
            *_in_each_language(text, view),
            *_in_each_language(_SHORT.get(one, text), view),
        ]
    return names


def _in_each_language(message: Message, view: View) -> list[str]:
    return [_NAMES.sub("", view.words.text(message, language)).strip() for language in LANGUAGES]


def _front(text: str, names: Mapping[str, str]) -> tuple[str, str, bool] | None:
    """Return the value of the longest name at a text's front, the rest, and whether a comma parts them."""
    words = text.split()
    longest = max(len(name.split()) for name in names)
    for count in range(min(len(words), longest), 0, -1):
        value = names.get(plain_letters(" ".join(words[:count])).rstrip(",;"))
        if value is not None:
            return value, " ".join(words[count:]), words[count - 1].endswith((",", ";"))
    return None


def _named(text: str, named: Mapping[Readers, list[str]], view: View) -> Readers | None:
    """Return whom a text names, None for nobody. Raises Problem where that isn't one of them."""
    names: list[tuple[str, Readers | None]] = [(name, None) for name in _every_name(view)[None]]
    names += [(name, one) for one, several in named.items() for name in several]
    found = set(match(text, names).found)
    if len(found) != 1:
        raise Problem(t("“{text}” is not one of the choices.", text=text[:60]))
    return found.pop()


def _valued(value: str, possible: tuple[Readers, ...]) -> Readers | None:
    """Return the readers of an option's value. Raises Problem for those that another session has."""
    if value == NOBODY:
        return None
    readers = next((one for one in possible if one.value == value), None)
    if readers is None:
        raise Problem(t("This session has other readers. Choose who can read it once more."))
    return readers


SharedWith = Annotated[frozenset[Readers], ReadersKind()]
