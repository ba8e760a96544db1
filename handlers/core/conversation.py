"""Leads from what people type, press and send to a command that runs, asking on the way."""

from __future__ import annotations

from dataclasses import replace

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.answering import Answers
from handlers.core.asking import ask_for, held, shows_the_same
from handlers.core.calling import Calls, NotForRole
from handlers.core.command import OWN_ACTIONS, Commands, CommandSpec
from handlers.core.done import nothing_waits
from handlers.core.filling import Filled, beside, fill
from handlers.core.forms import FieldSpec, Problem
from handlers.core.incoming import Check, Command, Opened, PlaceKind, Press, Said, SentFile, Submit, Suggest
from handlers.core.labels import press_by_label
from handlers.core.lines import check_fields, check_line
from handlers.core.municipality import Municipality
from handlers.core.newcomers import UnknownPerson
from handlers.core.replies import ALL_FIELDS, LEAVING, Ask, Option, Reply, Say
from handlers.core.running import choose, complete, look_over, reshow, run
from handlers.core.sent_files import run_with, taker
from handlers.core.slips import unknown
from handlers.core.small_talk import refuses, thanks
from handlers.core.still_open import StillOpen
from handlers.core.text_or_command import calling, which
from handlers.core.typed_line import take_line
from handlers.core.view import View
from handlers.core.words import Words
from storage.documents.drafts import Kept, Raw, Understood
from storage.values.texts import Message, Refusal, t


class Conversation:
    """Knows all commands; holds nothing of any talk.

    Attributes:
        calls: what the commands are called by.
    """

    def __init__(self, commands: Commands, words: Words, municipality: Municipality) -> None:
        self.calls = Calls(commands, words, municipality)
        self._answers = Answers(commands, self.calls)
        self._open = StillOpen(commands)
        self._commands = commands

    async def answer(self, incoming: Command | Said | Press | Submit | Opened, act: Act) -> tuple[Reply, ...]:
        """Answer what somebody typed, pressed, sent or opened. Raises Refusal."""
        before = await drafting.asked_last(act)
        try:
            replies = await self._answered(incoming, act)
        except NotForRole as refused:
            raise await self.calls.who_can(refused, act) from refused
        return (*replies, *await self._open.told(before, incoming, act))

    async def refused(self, incoming: Command | Said, act: Act) -> tuple[Reply, ...]:
        """Return what is told besides of the form that was asked last, where a typed command was refused.

        One that would have written ends it all the same: what is typed next may be meant for either.
        """
        found = self.calls.called(incoming.text.strip())
        if found is None:
            return ()
        before = await drafting.asked_last(act)
        if not found[0].reads:
            await drafting.turn_away(act)
        return await self._open.told(before, incoming, act)

    async def _answered(
        self, incoming: Command | Said | Press | Submit | Opened, act: Act
    ) -> tuple[Reply, ...]:
        match incoming:
            case Said(text=text, file=SentFile() as file):
                return await self._with_file(text.strip(), file, act)
            case Command() | Said():
                outright = isinstance(incoming, Command)
                return await self._typed(incoming.text.strip(), act, outright=outright)
            case Press():
                return await self._pressed(incoming, act)
            case Submit():
                return await self._submitted(incoming, act)
            case Opened():
                return await run(self.calls.by_action("home", act), {}, act)

    async def suggest(self, search: Suggest, view: View) -> tuple[Option, ...]:
        """Return the options that match in a form's long list. Raises Refusal."""
        draft = await drafting.own_draft(search.draft, search.actor.identity, view)
        fields = self.calls.by_action(draft.command, view).fields
        one = next((f for f in fields if f.name == search.field and f.for_person(view)), None)
        return tuple((await one.kind.options(view, search.query[: one.kind.max_length]))[:100]) if one else ()

    async def wrong(self, check: Check, view: View) -> tuple[Message, ...]:
        """Return what is wrong with a field as it is filled in, and what may be meant. Raises Refusal."""
        draft = await drafting.own_draft(check.draft, check.actor.identity, view)
        spec = self.calls.by_action(draft.command, view)
        shown = await fill(spec, draft.values, view)
        filled = await fill(spec, draft.values | self._changed(spec, check, shown, view), view, sent=True)
        await look_over(spec, filled, view)
        problem = filled.problems.get(check.field)
        return (
            (problem, *(offer.label for name, offer in filled.offers if name == check.field))
            if problem
            else ()
        )

    async def form_again(self, incoming: Submit, message: Message, act: Act) -> Ask | None:
        """Return a form that was refused as it was sent, with the reason above it; None if it is gone."""
        try:
            draft = await drafting.own_draft(incoming.draft, act.actor.identity, act)
            spec = self.calls.by_action(draft.command, act)
        except Refusal:
            return None
        shown = await fill(spec, draft.values, act)
        filled = await fill(spec, draft.values | self._changed(spec, incoming, shown, act), act)
        return (await drafting.form(spec, filled, act, draft)).model_copy(update={"intro": message})

    async def _typed(self, text: str, act: Act, *, outright: bool) -> tuple[Reply, ...]:
        """Answer a line; one that was typed `outright` as a command is no form's text where it calls one."""
        if left := await self._answers.leave(text, act):
            return left
        if (pressed := await press_by_label(text, self._commands, act)) is not None:
            return pressed
        found = await self.calls.meant(text, act)
        if found is not None and await self._answers.is_meant(text, found[0], act):
            return await self._answers.answer(text, act)
        if found is not None and (done := await self._called(*found, "" if outright else text, act)):
            return done
        if thanks(text):
            return (Say(text=t("You are welcome.")),)
        if await self._answers.too_late(text, act):
            return ()
        if act.place.kind is PlaceKind.PERSONAL and (answered := await self._answers.answer(text, act)):
            return answered
        return await self._calls_nothing(text, act)

    async def _calls_nothing(self, text: str, act: Act) -> tuple[Reply, ...]:
        """Answer a line that calls no command and answers no form: it may answer what came by itself."""
        check_line(text, None, act)
        if act.place.kind is PlaceKind.PERSONAL and (spec := await self.calls.asked_by_itself(text, act)):
            return await self._called(spec, text, "", act)
        if refuses(text, act.municipality.yes_and_no):
            return (await nothing_waits(act),)
        if not act.admitted:
            raise UnknownPerson(act)
        return (await unknown(text, self.calls, act),)

    async def _with_file(self, text: str, file: SentFile, act: Act) -> tuple[Reply, ...]:
        """Do what was typed with the file that came with it; where nothing was, what a file is for here."""
        called = self.calls.called(text) if text else None
        if called is None and not act.admitted:
            raise UnknownPerson(act)
        spec, rest = called or (self.calls.by_action(await taker(file, act), act), text)
        self.calls.check(spec, act)
        return await run_with(spec, rest, file, act)

    async def _called(self, spec: CommandSpec, rest: str, text: str, act: Act) -> tuple[Reply, ...]:
        """Do what a line calls, or ask whether it is meant so; nothing where it is an open form's text.

        `text` is the line, where it may be. Words may begin like a command of another role, no time does.
        """
        wanted = await self._answers.words_wanted(text, act) if text else None
        if wanted and not (act.may_send(spec) or wanted[2].kind.of_time):
            return ()
        if wanted:
            meant = [await calling(spec, rest, act)] if act.may_send(spec) else []
            return (await which(*wanted, text, meant, act),)
        self.calls.check(spec, act)
        check_line(rest, spec, act)
        line = await take_line(spec, rest, act)
        check_fields(line.raw, spec, act)
        looks = bool(spec.fields) and not any(one.required for one in spec.fields)
        tells = spec.tells and not (looks and not line.raw)
        return await run(spec, line.raw, act, guessed=tells, over=line.left_over)

    async def _pressed(self, incoming: Press, act: Act) -> tuple[Reply, ...]:
        if incoming.action in OWN_ACTIONS:
            return await self._pressed_draft(incoming, act)
        spec = self.calls.by_action(incoming.action, act)
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
        if incoming.action == LEAVING:
            return (self._answers.cancelled(draft, act),)
        spec = self.calls.by_action(draft.command, act)
        if incoming.action == "more":
            if not (spec.reads and draft.page):
                raise Refusal("I no longer have what this button did. Write “help” to see what you can do.")
            return await run(spec, draft.values, replace(act, page=draft.page))
        if incoming.action == "edit":
            filled = await fill(spec, draft.values, act)
            return (await ask_for(spec, draft, filled, act, whole=incoming.choice == ALL_FIELDS),)
        if draft.version != incoming.revision or incoming.action == "show":
            return await reshow(spec, draft, act)
        if incoming.action == "confirm":
            return await run(spec, draft.values, act, draft=draft, confirmed=True)
        if not index.isdecimal() or len(index) > 3 or int(index) >= len(draft.choices):
            raise Refusal("This form is no longer kept. Start again by writing the command.")
        return await choose(spec, draft, draft.choices[int(index)], act)

    async def _submitted(self, incoming: Submit, act: Act) -> tuple[Reply, ...]:
        draft = await drafting.own_draft(incoming.draft, act.actor.identity, act)
        spec = self.calls.by_action(draft.command, act)
        shown = await fill(spec, draft.values, act)
        filled = await fill(spec, draft.values | self._changed(spec, incoming, shown, act), act, sent=True)
        filled.left_over = draft.left_over
        await look_over(spec, filled, act)
        if not filled.complete:
            return (await drafting.form(spec, filled, act, draft),)
        filled.exact = filled.exact and await shows_the_same(spec, shown, filled, act)
        return await complete(spec, filled, act, draft=draft, sent=True)

    def _changed(
        self, spec: CommandSpec, incoming: Submit | Check, shown: Filled, view: View
    ) -> dict[str, Raw]:
        """Return what a form says of the fields that the sender is asked, where it is not as it was shown."""
        asked = {one.name: beside(one, shown.values) for one in spec.fields if one.for_person(view)}
        sent = {name: asked[name].kind.sent(raw) for name, raw in incoming.values.items() if name in asked}
        return {name: raw for name, raw in sent.items() if not _as_shown(asked[name], raw, shown, view)}


def _chosen(spec: CommandSpec, choice: str) -> dict[str, Kept]:
    """Return the field that a button chooses a value of; whether it is one is looked at as it is read."""
    return {spec.chooses: Understood(value=choice)} if spec.chooses and choice else {}


def _as_shown(one: FieldSpec, sent: Raw, shown: Filled, view: View) -> bool:
    """Tell whether a field was sent as it was shown, and shows what was understood before."""
    kept = shown.raw.get(one.name)
    return isinstance(kept, Understood) and held(one, kept, shown, view) == sent
