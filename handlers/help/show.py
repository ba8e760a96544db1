"""What you can do here: the jobs used most with examples of your own, then subject by subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from handlers.core.command import CommandSpec, command
from handlers.core.examples import example_of, possible
from handlers.core.forms import FieldSpec, Form, ask
from handlers.core.left_over import left_over, named
from handlers.core.matching import plain_letters
from handlers.core.replies import Button, Card, Fact, Input, Option, Page, Reply
from handlers.core.subjects import OTHER, Subject
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from handlers.fields.text import ChoiceKind, Line
from handlers.help.explained import explained, terms_called
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING
from storage.values.texts import Bilingual, Message, Value, t, typed

IN_SHORT = 80
MOST_JOBS = 5
MOST_SUBJECTS = 4  # on the first screen, where there are more
MOST_ON_A_SCREEN = 9  # commands of a subject: with title and buttons, twelve lines

LONGEST_CHOICES = 120  # characters of a field's choices


class SubjectKind(ChoiceKind):
    """What commands are about, as a button chooses it; typed it is a word like any other."""

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take nothing."""


def _subjects(view: View) -> list[Option]:
    return [Option(value=one.id, label=one.name) for one in _by_subject(_mine(view), view)]


class Help(Form):
    """Which command, word or subject; an overview where none is named."""

    word: Line = ask(t("Word"), default="")
    subject: Annotated[str, SubjectKind(_subjects)] = ask(t("Subject"), default="")

    @classmethod
    async def examples(cls, view: View) -> Mapping[str, Value]:
        """Ask for the job that comes first."""
        first = next((one for one in _jobs(_mine(view), view) if one.order < IN_SHORT), None)
        return {"word": first.word(view.language)} if first else {}


@command(
    "help",
    sv="hjälp",
    about=t("See what you can do"),
    example=t("help {word}", word=Bilingual(sv="boka", en="book")),
    strangers=True,
    reads=True,
    order=95,
    also=("vad kan du", "what can you"),
    chooses="subject",
)
async def show_help(view: View, form: Help) -> Reply | tuple[Reply, ...]:
    """List what the one who asks may send by subject, show one subject or command, or explain a word."""
    mine, wanted = _mine(view), plain_letters(form.word)
    subject = _subject_called(wanted, form.subject, mine, view)
    if subject:
        return await _about(subject, mine, view)
    found = _called(wanted, mine)
    terms = terms_called(form.word, view)
    meant = explained(terms, form.word, view) if terms else None
    if found:
        over = left_over(_beyond(found[0], form.word), view)
        in_full = await _in_full(found, view, over=over)
        return (meant, in_full) if meant else in_full
    if meant:
        return meant
    others = _called(wanted, _all(view)) if view.known else []
    unused = (named(form.word),) if wanted and not others else ()
    not_yours = [t("“{word}” is not for your role.", word=one.word(view.language)) for one in others[:1]]
    return await _overview(mine, (*unused, *not_yours), view)


def _all(view: View) -> list[CommandSpec]:
    return [one for one in view.commands if isinstance(one, CommandSpec)]


def _mine(view: View) -> list[CommandSpec]:
    """Return what the reader may send, the most used first."""
    return sorted(filter(view.may_send, _all(view)), key=lambda one: (one.order, one.name))


def _by_subject(commands: Sequence[CommandSpec], view: View) -> dict[Subject, list[CommandSpec]]:
    """Return the commands of each subject, the subjects in their order."""
    found: dict[Subject, list[CommandSpec]] = {}
    for one in commands:
        found.setdefault(_subject_of(one, view), []).append(one)
    return dict(sorted(found.items(), key=lambda item: item[0].order))


def _subject_of(one: CommandSpec, view: View) -> Subject:
    room = one.module.rpartition(".")[0]
    return view.subjects.get(one.module) or view.subjects.get(room) or OTHER


def _subject_called(wanted: str, chosen: str, mine: Sequence[CommandSpec], view: View) -> Subject | None:
    """Return the subject that a button chose, or that is called so in either language."""
    for one in _by_subject(mine, view):
        names = {plain_letters(view.words.text(one.name, language)) for language in LANGUAGES}
        if one.id == chosen or (wanted in names and not chosen):
            return one
    return None


def _called(wanted: str, commands: Sequence[CommandSpec]) -> list[CommandSpec]:
    """Return the commands that begin with what is wanted; else those that it begins with."""
    words = [(f"{plain_letters(word)} ", one) for one in commands for word in one.words]
    whole = [one for word, one in words if wanted and word.startswith(f"{wanted} ")]
    begun = [one for word, one in words if wanted and f"{wanted} ".startswith(word)]
    return list({one.name: one for one in whole or begun}.values())


def _beyond(command: CommandSpec, typed: str) -> str:
    """Return what was typed beyond one of the command's words."""
    words = typed.split()
    counts = [len(word.split()) for word in command.words]
    used = [n for n in counts if plain_letters(" ".join(words[:n])) in map(plain_letters, command.words)]
    return " ".join(words[max(used) :]) if used else ""


def _jobs(mine: Sequence[CommandSpec], view: View) -> list[CommandSpec]:
    """Return the person's own jobs, not what who coordinates may do for others."""
    return [one for one in mine if _own(one, view) and one.order < IN_SHORT and " " not in one.name]


def _own(command: CommandSpec, view: View) -> bool:
    roles = (command.who or frozenset()) - COORDINATING
    return not roles or view.person.has(*roles) or not view.known


async def _overview(mine: Sequence[CommandSpec], above: Sequence[Message], view: View) -> Reply:
    """Return the jobs used most and the first subjects, and the others on the next page."""
    every = [_helps(one) for one in _by_subject(mine, view)]
    first = every if len(every) <= MOST_SUBJECTS + 1 else every[:MOST_SUBJECTS]
    if view.page:
        rest = every[len(first) :]
        return Page(parts=(Card(title=t("More that you can get help with"), buttons=tuple(rest)),))
    card = await _first_screen(mine, first, above, view)
    left = len(every) - len(first)
    return Page(parts=(card,), left=left) if left else card


def _helps(subject: Subject) -> Button:
    return Button(label=t("Help: {subject}", subject=subject.name), action="help", choice=subject.id)


async def _first_screen(
    mine: Sequence[CommandSpec], subjects: Sequence[Button], above: Sequence[Message], view: View
) -> Card:
    jobs = [one for one in _jobs(mine, view) if await possible(one, view)][:MOST_JOBS]
    intro = (
        t("Write as in the examples, or begin with the first word and I will ask for the rest.")
        if view.known
        else t(
            "You are not known here yet. Choose what fits; {names} will see to the rest.",
            names=view.coordinators,
        )
    )
    return Card(
        title=t("What you can do here"),
        text=(*above, intro, t("Press a subject, or write “help” and a word, for more about it.")),
        facts=tuple([Fact(label=one.about, value=await _as_typed(one, view)) for one in jobs]),
        buttons=(*map(_begins, jobs), *subjects),
    )


async def _as_typed(one: CommandSpec, view: View) -> Message:
    """Return how the reader would write it: the example of their own, or the word alone."""
    return await example_of(one, view) or typed(one.word(view.language))


def _begins(one: CommandSpec) -> Button:
    """Return the button that begins a command."""
    return Button(label=one.about, action=one.action, opens=bool(one.fields))


async def _about(subject: Subject, mine: Sequence[CommandSpec], view: View) -> Reply:
    """Show a subject: the command of that very name in full, then all the others."""
    commands = _by_subject(mine, view)[subject]
    names = {plain_letters(view.words.text(subject.name, language)) for language in LANGUAGES}
    first = [one for one in commands if names.intersection(map(plain_letters, one.words))][:1]
    if first:
        return await _in_full([*first, *(one for one in commands if one not in first)], view)
    return _paged(subject.name, (), [], commands, [await _as_typed(one, view) for one in commands], view)


async def _in_full(found: Sequence[CommandSpec], view: View, over: str = "") -> Reply:
    """Show the first command with its fields, and those that belong with it."""
    first, *more = found
    fields = [one for one in first.fields if one.for_person(view)]
    facts = [Fact(label=one.asked.label, value=await _what(one, view)) for one in fields]
    example = t("For example: {example}", example=await _as_typed(first, view))
    text = (example, *((named(over),) if over else ()))
    written = [await _as_typed(one, view) for one in more]
    return _paged(first.about, text, facts, more, written, view, first)


def _paged(
    title: Message,
    text: tuple[Message, ...],
    facts: Sequence[Fact],
    commands: Sequence[CommandSpec],
    written: Sequence[Message],
    view: View,
    first: CommandSpec | None = None,
) -> Reply:
    """Return a screen of commands with how each is written; the first one's own fields are on the first."""
    most = max(MOST_ON_A_SCREEN - len(facts), 1)
    start = view.page * most
    shown = list(zip(commands, written, strict=True))[start : start + most]
    on_top = view.page == 0
    card = Card(
        title=title,
        text=text if on_top else (),
        facts=(*(facts if on_top else ()), *(Fact(label=one.about, value=how) for one, how in shown)),
        buttons=tuple(map(_begins, [*([first] if first and on_top else []), *(one for one, _ in shown)])),
    )
    left = len(commands) - start - len(shown)
    return Page(parts=(card,), left=left) if left > 0 or view.page else card


async def _what(one: FieldSpec, view: View) -> Message:
    """Say what a field takes: its choices or its hint."""
    if one.kind.input is Input.CHOICE:
        names = [view.words.text(option.label, view.language) for option in await one.kind.options(view)]
        few = [one for n, one in enumerate(names) if len(" · ".join(names[: n + 1])) <= LONGEST_CHOICES]
        more = len(names) - len(few)
        shown = " · ".join(few)
        return t("{names} … and {count} more", names=shown, count=more) if more else typed(shown)
    return one.asked.hint or (t("needed") if one.required else t("may be left out"))
