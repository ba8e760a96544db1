"""Leads from what people type, press and send to a command that runs, asking on the way."""

from __future__ import annotations

from dataclasses import replace

from config.filler import Filler
from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import OWN_ACTIONS, Commands, CommandSpec
from handlers.core.filling import Filled, Line, ask_for, beside, fill, held, shows_the_same, take_line
from handlers.core.forms import FieldSpec, Problem
from handlers.core.incoming import Command, Opened, PlaceKind, Press, Said, SentFile, Submit, Suggest
from handlers.core.left_over import without_greeting
from handlers.core.lines import check_fields, check_line, one_after_the_other
from handlers.core.markup import without_markup
from handlers.core.nearest import nearest
from handlers.core.replies import Ask, Button, Card, Option, Reply, Say
from handlers.core.running import complete, look_over, run
from handlers.core.sent_files import run_with, taker
from handlers.core.small_talk import agrees, bare, greets, leaves, refuses, takes_back, thanks
from handlers.core.view import View
from handlers.core.words import LANGUAGES, Words
from storage.documents.drafts import Draft, Kept, Raw, Understood
from storage.values.texts import Message, Refusal, lines, t, typed

NEAR = 62
TYPO = 80


class Conversation:
    """Knows all commands; holds nothing of any talk."""

    def __init__(self, commands: Commands, words: Words, filler: Filler) -> None:
        self._commands = commands
        self._filler = filler
        self._abouts = {
            bare(words.text(spec.about, language)): spec for spec in commands for language in LANGUAGES
        }

    async def answer(self, incoming: Command | Said | Press | Submit | Opened, act: Act) -> tuple[Reply, ...]:
        """Answer what somebody typed, pressed, sent or opened. Raises Refusal."""
        match incoming:
            case Said(text=text, file=SentFile() as file):
                return await self._with_file(text.strip(), file, act)
            case Command() | Said():
                return await self._typed(incoming.text.strip(), act)
            case Press():
                return await self._pressed(incoming, act)
            case Submit():
                return await self._submitted(incoming, act)
            case Opened():
                return await run(self._command("home", act), {}, act)

    async def suggest(self, search: Suggest, view: View) -> tuple[Option, ...]:
        """Return the options that match in a form's long list. Raises Refusal."""
        draft = await drafting.own_draft(search.draft, search.actor.identity, view)
        fields = self._command(draft.command, view).fields
        one = next((f for f in fields if f.name == search.field and f.for_person(view)), None)
        return tuple((await one.kind.options(view, search.query[: one.kind.max_length]))[:100]) if one else ()

    async def form_again(self, incoming: Submit, message: Message, act: Act) -> Ask | None:
        """Return a form that was refused as it was sent, with the reason above it; None if it is gone."""
        try:
            draft = await drafting.own_draft(incoming.draft, act.actor.identity, act)
            spec = self._command(draft.command, act)
        except Refusal:
            return None
        shown = await fill(spec, draft.values, act)
        filled = await fill(spec, draft.values | self._changed(spec, incoming, shown, act), act)
        return (await drafting.form(spec, filled, act, draft)).model_copy(update={"intro": message})

    def is_command(self, text: str) -> bool:
        """Tell whether a typed line begins with a command."""
        return self._commands.by_text(text.strip()) is not None

    def called(self, text: str) -> tuple[CommandSpec, str] | None:
        """Return the command that a typed line calls, and the rest of the line; None for any other line."""
        if bare(text) in self._abouts:
            return self._abouts[bare(text)], ""
        if greets(text):
            return self._commands.by_text("home")
        plain = without_markup(text)
        found = self._commands.by_text(text) or self._commands.by_text(plain)
        return found or self._commands.by_text(without_markup(without_greeting(plain, self._filler)))

    async def _typed(self, text: str, act: Act) -> tuple[Reply, ...]:
        if leaves(text) and (left := await self._left(act)):
            return left
        found = self.called(text)
        if found is not None:
            spec, rest = found
            self._check(spec, act)
            check_line(rest, spec, act)
            line = await take_line(spec, rest, act)
            check_fields(line.raw, spec, act)
            return await run(spec, line.raw, act, over=line.left_over)
        if thanks(text):
            return (Say(text=t("You are welcome.")),)
        if act.place.kind is PlaceKind.PERSONAL and not nearest(text, act, TYPO):
            answered = await self._answered(text, act)
            if answered:
                return answered
        check_line(text, None, act)
        if refuses(text):
            return (await self._nothing_or_done(text, act),)
        if not act.admitted:
            raise self._unknown_person(act)
        near = nearest(text, act, NEAR, anywhere=True)
        return (
            Card(
                title=t("I don't know what “{text}” means", text=text[:60]),
                text=(
                    *((t("Did you mean one of these?"),) if near else ()),
                    t("Write “help” to see what you can do."),
                ),
                buttons=tuple(
                    Button(label=typed(spec.word(act.language)), action=spec.action, opens=True)
                    for spec in near or [self._command("help", act)]
                ),
            ),
        )

    async def _with_file(self, text: str, file: SentFile, act: Act) -> tuple[Reply, ...]:
        """Do what was typed with the file that came with it; where nothing was, what a file is for here."""
        called = self.called(text) if text else None
        if called is None and not act.admitted:
            raise self._unknown_person(act)
        spec, rest = called or (await taker(self._commands, act), text)
        self._check(spec, act)
        return await run_with(spec, rest, file, act)

    async def _left(self, act: Act) -> tuple[Reply, ...]:
        """Leave the form that was last asked here, if one waits."""
        draft = await drafting.attended(act) if act.place.kind is PlaceKind.PERSONAL else None
        if draft is None:
            return ()
        drafting.spend(draft, act)
        return (Say(text=t("All right, nothing was done.")),)

    async def _nothing_or_done(self, text: str, act: Act) -> Reply:
        """Answer a no to nothing: what was done just now stands, and this is how it is taken back."""
        spec = self._commands.by_action((await drafting.done_lately(act)).replace(" ", "."))
        if spec is None:
            return Say(text=t("All right, nothing was done."))
        if not takes_back(text):
            return Say(text=t("Nothing waits for an answer here, so nothing more was done."))
        stands = t("“{about}” is done already, and I can't undo it for you.", about=spec.about)
        return Say(text=lines(stands, spec.back or t("Write “help” to see what you can do.")))

    async def _answered(self, text: str, act: Act) -> tuple[Reply, ...]:
        """Take the text as the answer to what was last asked here, if that was just now.

        Where nothing but the command was typed before, it is the rest of that line.
        """
        draft = await drafting.attended(act)
        if draft is None:
            return ()
        spec = self._commands.by_action(draft.command.replace(" ", "."))
        if spec is None or not act.may_send(spec):
            return ()
        check_line(text, spec, act)
        if draft.read_back:
            if not agrees(text):
                return ()
            return await run(spec, draft.values, act, draft=draft, confirmed=True)
        if agrees(text) and draft.choices:
            only = {one.field: one.value for one in draft.choices} if len(draft.choices) == 1 else {}
            return await run(spec, draft.values | only, act, draft=draft, guessed=True)
        said = await self._what_it_answers(spec, draft, text, act)
        if not said:
            return ()
        replies = await run(
            spec, draft.values | said.raw, act, draft=draft, guessed=True, over=said.left_over
        )
        how = t("Write “stop” to leave it.")
        return tuple(
            one.model_copy(update={"intro": how}) if isinstance(one, Ask) else one for one in replies
        )

    async def _what_it_answers(self, spec: CommandSpec, draft: Draft, text: str, view: View) -> Line | None:
        """Return the fields that an answer fills in: those of a line, or else the first that is asked for.

        What makes no sense there alone goes on with what was typed before, if that comes further.
        """
        if draft.values == (await fill(spec, {}, view)).raw:
            line = await take_line(spec, text, view)
            if line.raw:
                return line
        filled = await fill(spec, draft.values, view)
        asked = next((f for f in spec.fields if f.name in filled.problems or f.name in filled.missing), None)
        if asked is None:
            return None
        name = asked.name
        longer = one_after_the_other(draft.values.get(name), text, asked.kind.max_length)
        alone = await fill(spec, draft.values | {name: text}, view)
        together = await fill(spec, draft.values | {name: longer}, view)
        old, new = filled.problems.get(name), together.problems.get(name)
        further = new is None or (old is not None and old.key != new.key and not alone.offers)
        return Line({name: longer if further and name in alone.problems else text})

    async def _pressed(self, incoming: Press, act: Act) -> tuple[Reply, ...]:
        if incoming.action in OWN_ACTIONS:
            return await self._pressed_draft(incoming, act)
        spec = self._command(incoming.action, act)
        first = spec.fields[0] if spec.fields else None
        chosen = _chosen(spec, incoming.choice)
        if incoming.id == "-" or first is None or first.kind.document is None:
            return await run(spec, chosen, act, pressed=True)
        document = await act.get(first.kind.document, incoming.id)
        if document is None:
            raise Refusal("What this button was about is no longer kept.")
        stale = document.version != incoming.revision and not spec.lasting
        present = await act.stands(document) if stale else None
        if present:
            return Say(text=t("This has changed since. Here is how it stands now.")), present
        try:
            await first.kind.from_json(incoming.id, act)
        except Problem as problem:
            raise Refusal(problem.message.key, **problem.message.values) from problem
        return await run(spec, {first.name: Understood(value=incoming.id)} | chosen, act, pressed=True)

    async def _pressed_draft(self, incoming: Press, act: Act) -> tuple[Reply, ...]:
        draft_id, _, index = incoming.id.partition(".")
        draft = await drafting.own_draft(draft_id, act.actor.identity, act)
        spec = self._command(draft.command, act)
        if incoming.action == "more":
            if not (spec.reads and draft.page):
                raise Refusal("I no longer have what this button did. Write “help” to see what you can do.")
            return await run(spec, draft.values, replace(act, page=draft.page))
        if incoming.action == "edit":
            filled = await fill(spec, draft.values, act)
            return (await ask_for(spec, draft, filled, act),)
        if draft.version != incoming.revision:
            return await run(spec, draft.values, act, draft=draft)
        if incoming.action == "confirm":
            return await run(spec, draft.values, act, draft=draft, confirmed=True)
        if not index.isdecimal() or len(index) > 3 or int(index) >= len(draft.choices):
            raise Refusal("This form is no longer kept. Start again by writing the command.")
        choice = draft.choices[int(index)]
        return await run(spec, draft.values | {choice.field: choice.value}, act, draft=draft)

    async def _submitted(self, incoming: Submit, act: Act) -> tuple[Reply, ...]:
        draft = await drafting.own_draft(incoming.draft, act.actor.identity, act)
        spec = self._command(draft.command, act)
        shown = await fill(spec, draft.values, act)
        filled = await fill(spec, draft.values | self._changed(spec, incoming, shown, act), act, sent=True)
        filled.left_over = draft.left_over
        await look_over(spec, filled, act)
        if not filled.complete:
            return (await drafting.form(spec, filled, act, draft),)
        filled.exact = filled.exact and await shows_the_same(spec, shown, filled, act)
        return await complete(spec, filled, act, draft=draft, sent=True)

    def _changed(self, spec: CommandSpec, incoming: Submit, shown: Filled, view: View) -> dict[str, Raw]:
        """Return what a form says of the fields that the sender is asked, where it is not as it was shown."""
        asked = {one.name: beside(one, shown.values) for one in spec.fields if one.for_person(view)}
        sent = {name: asked[name].kind.sent(raw) for name, raw in incoming.values.items() if name in asked}
        return {name: raw for name, raw in sent.items() if not _as_shown(asked[name], raw, shown, view)}

    def _command(self, action: str, view: View) -> CommandSpec:
        spec = self._commands.by_action(action.replace(" ", "."))
        if spec is None:
            raise Refusal("I no longer have what this button did. Write “help” to see what you can do.")
        self._check(spec, view)
        return spec

    def _check(self, spec: CommandSpec, view: View) -> None:
        """Raise Refusal where the one who acts may not send the command."""
        if view.may_send(spec):
            return
        if not view.admitted:
            raise self._unknown_person(view)
        raise Refusal(
            "That is not for your role. Ask {names} if you think it should be.", names=view.coordinators
        )

    def _unknown_person(self, view: View) -> Refusal:
        asking = [one for one in self._commands if one.strangers and not one.reads]
        return Refusal(
            "I don't know you yet. You can ask for a collaboration by writing “{word}”; "
            "for everything else, ask {names} to let you in.",
            word=min(asking, key=lambda one: one.order).word(view.language),
            names=view.coordinators,
        )


def _chosen(spec: CommandSpec, choice: str) -> dict[str, Kept]:
    """Return the field that a button chooses a value of; whether it is one is looked at as it is read."""
    return {spec.chooses: Understood(value=choice)} if spec.chooses and choice else {}


def _as_shown(one: FieldSpec, sent: Raw, shown: Filled, view: View) -> bool:
    """Tell whether a field was sent as it was shown, and shows what was understood before."""
    kept = shown.raw.get(one.name)
    return isinstance(kept, Understood) and held(one, kept, shown, view) == sent
