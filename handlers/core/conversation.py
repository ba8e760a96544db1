"""Leads from what people type, press and send to a command that runs, asking on the way."""

from __future__ import annotations

from collections.abc import Mapping

from config.filler import Filler
from handlers.core import drafting
from handlers.core.access import may_run
from handlers.core.command import Commands, CommandSpec
from handlers.core.context import Context
from handlers.core.filling import Filled, Line, ask_for, build, fill, fill_typed, shows_the_same, take_line
from handlers.core.forms import Notice, Problem
from handlers.core.incoming import Command, Opened, PlaceKind, Press, Said, Submit, Suggest
from handlers.core.left_over import joined, named, notice_of, without_greeting
from handlers.core.lines import check_fields, check_line, one_after_the_other
from handlers.core.nearest import nearest
from handlers.core.replies import Ask, Button, Card, Option, Reply, Say
from handlers.core.small_talk import agrees, bare, greets, leaves, refuses, takes_back, thanks
from handlers.core.words import LANGUAGES, Words
from storage.documents.drafts import Draft, Raw
from storage.documents.messages import Message, Refusal, lines, t, typed

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

    async def answer(self, act: Command | Said | Press | Submit | Opened, ctx: Context) -> tuple[Reply, ...]:
        """Answer what somebody typed, pressed, sent or opened. Raises Refusal."""
        match act:
            case Command() | Said():
                return await self._typed(act.text.strip(), ctx)
            case Press():
                return await self._pressed(act, ctx)
            case Submit():
                return await self._submitted(act, ctx)
            case Opened():
                return await self._run(self._command("home", ctx), {}, ctx)

    async def suggest(self, search: Suggest, ctx: Context) -> tuple[Option, ...]:
        """Return the options that match in a form's long list. Raises Refusal."""
        draft = await drafting.own_draft(search.draft, ctx)
        fields = self._command(draft.command, ctx).fields
        one = next((f for f in fields if f.name == search.field and f.for_person(ctx)), None)
        return tuple((await one.kind.options(ctx, search.query[: one.kind.max_length]))[:100]) if one else ()

    async def form_again(self, act: Submit, message: Message, ctx: Context) -> Ask | None:
        """Return a form that was refused as it was sent, with the reason above it; None if it is gone."""
        try:
            draft = await drafting.own_draft(act.draft, ctx)
            spec = self._command(draft.command, ctx)
        except Refusal:
            return None
        filled = await fill(spec, draft.values | self._sent(spec, act, ctx), ctx)
        return (await drafting.form(spec, filled, ctx, draft)).model_copy(update={"intro": message})

    def is_command(self, text: str) -> bool:
        """Tell whether a typed line begins with a command."""
        return self._commands.by_text(text.strip()) is not None

    def called(self, text: str) -> tuple[CommandSpec, str] | None:
        """Return the command that a typed line calls, and the rest of the line; None for any other line."""
        if bare(text) in self._abouts:
            return self._abouts[bare(text)], ""
        if greets(text):
            return self._commands.by_text("home")
        return self._commands.by_text(text) or self._commands.by_text(without_greeting(text, self._filler))

    async def _typed(self, text: str, ctx: Context) -> tuple[Reply, ...]:
        if leaves(text) and (left := await self._left(ctx)):
            return left
        found = self.called(text)
        if found is not None:
            spec, rest = found
            self._check(spec, ctx)
            check_line(rest, spec, ctx)
            line = await take_line(spec, rest, ctx)
            check_fields(line.raw, spec, ctx)
            return await self._run(spec, line.raw, ctx, over=line.left_over)
        if thanks(text):
            return (Say(text=t("You are welcome.")),)
        if ctx.place.kind is PlaceKind.PERSONAL and not nearest(text, ctx, TYPO):
            answered = await self._answered(text, ctx)
            if answered:
                return answered
        check_line(text, None, ctx)
        if refuses(text):
            return (await self._nothing_or_done(text, ctx),)
        if not ctx.known or not ctx.person.approved:
            raise self._unknown_person(ctx)
        near = nearest(text, ctx, NEAR, anywhere=True)
        return (
            Card(
                title=t("I don't know what “{text}” means", text=text[:60]),
                text=(
                    *((t("Did you mean one of these?"),) if near else ()),
                    t("Write “help” to see what you can do."),
                ),
                buttons=tuple(
                    Button(label=typed(spec.word(ctx.language)), action=spec.action, opens=True)
                    for spec in near or [self._command("help", ctx)]
                ),
            ),
        )

    async def _left(self, ctx: Context) -> tuple[Reply, ...]:
        """Leave the form that was last asked here, if one waits."""
        draft = await drafting.attended(ctx) if ctx.place.kind is PlaceKind.PERSONAL else None
        if draft is None:
            return ()
        drafting.spend(draft, ctx)
        return (Say(text=t("All right, nothing was done.")),)

    async def _nothing_or_done(self, text: str, ctx: Context) -> Reply:
        """Answer a no to nothing: what was done just now stands, and this is how it is taken back."""
        spec = self._commands.by_action((await drafting.done_lately(ctx)).replace(" ", "."))
        if spec is None:
            return Say(text=t("All right, nothing was done."))
        if not takes_back(text):
            return Say(text=t("Nothing waits for an answer here, so nothing more was done."))
        stands = t("“{about}” is done already, and I can't undo it for you.", about=spec.about)
        return Say(text=lines(stands, spec.back or t("Write “help” to see what you can do.")))

    async def _answered(self, text: str, ctx: Context) -> tuple[Reply, ...]:
        """Take the text as the answer to what was last asked here, if that was just now.

        Where nothing but the command was typed before, it is the rest of that line.
        """
        draft = await drafting.attended(ctx)
        if draft is None:
            return ()
        spec = self._commands.by_action(draft.command.replace(" ", "."))
        if spec is None or not may_run(ctx.person, spec, known=ctx.known):
            return ()
        check_line(text, spec, ctx)
        if draft.read_back:
            if not agrees(text):
                return ()
            return await self._run(spec, draft.values, ctx, draft=draft, confirmed=True)
        if agrees(text) and draft.choices:
            only = {one.field: one.value for one in draft.choices} if len(draft.choices) == 1 else {}
            return await self._run(spec, draft.values | only, ctx, draft=draft, guessed=True)
        said = await self._what_it_answers(spec, draft, text, ctx)
        if not said:
            return ()
        replies = await self._run(
            spec, draft.values | said.raw, ctx, draft=draft, guessed=True, over=said.left_over
        )
        how = t("Write “stop” to leave it.")
        return tuple(
            one.model_copy(update={"intro": how}) if isinstance(one, Ask) else one for one in replies
        )

    async def _what_it_answers(self, spec: CommandSpec, draft: Draft, text: str, ctx: Context) -> Line | None:
        """Return the fields that an answer fills in: those of a line, or else the first that is asked for.

        What makes no sense there alone goes on with what was typed before, if that comes further.
        """
        if draft.values == (await fill(spec, {}, ctx)).raw:
            line = await take_line(spec, text, ctx)
            if line.raw:
                return line
        filled = await fill(spec, draft.values, ctx)
        asked = next((f for f in spec.fields if f.name in filled.problems or f.name in filled.missing), None)
        if asked is None:
            return None
        name = asked.name
        longer = one_after_the_other(draft.values.get(name), text, asked.kind.max_length)
        alone = await fill(spec, draft.values | {name: text}, ctx)
        together = await fill(spec, draft.values | {name: longer}, ctx)
        old, new = filled.problems.get(name), together.problems.get(name)
        further = new is None or (old is not None and old.key != new.key and not alone.offers)
        return Line({name: longer if further and name in alone.problems else text})

    async def _pressed(self, act: Press, ctx: Context) -> tuple[Reply, ...]:
        if act.action in {"confirm", "edit", "pick"}:
            return await self._pressed_draft(act, ctx)
        spec = self._command(act.action, ctx)
        first = spec.fields[0] if spec.fields else None
        if act.id == "-" or first is None or first.kind.document is None:
            return await self._run(spec, {}, ctx, pressed=True)
        document = await ctx.get(first.kind.document, act.id)
        if document is None:
            raise Refusal("What this button was about is no longer kept.")
        stale = document.version != act.revision and not spec.lasting
        present = await first.kind.present(document, ctx) if stale else None
        if present:
            return Say(text=t("This has changed since. Here is how it stands now.")), present
        try:
            await first.kind.read(act.id, ctx)
        except Problem as problem:
            raise Refusal(problem.message.key, **problem.message.values) from problem
        return await self._run(spec, {first.name: act.id}, ctx, pressed=True)

    async def _pressed_draft(self, act: Press, ctx: Context) -> tuple[Reply, ...]:
        draft_id, _, index = act.id.partition(".")
        draft = await drafting.own_draft(draft_id, ctx)
        spec = self._command(draft.command, ctx)
        if act.action == "edit":
            filled = await fill(spec, draft.values, ctx)
            return (await ask_for(spec, draft, filled, ctx),)
        if draft.version != act.revision:
            return await self._run(spec, draft.values, ctx, draft=draft)
        if act.action == "confirm":
            return await self._run(spec, draft.values, ctx, draft=draft, confirmed=True)
        if not index.isdecimal() or len(index) > 3 or int(index) >= len(draft.choices):
            raise Refusal("This form is no longer kept. Start again by writing the command.")
        choice = draft.choices[int(index)]
        return await self._run(spec, draft.values | {choice.field: choice.value}, ctx, draft=draft)

    async def _submitted(self, act: Submit, ctx: Context) -> tuple[Reply, ...]:
        draft = await drafting.own_draft(act.draft, ctx)
        spec = self._command(draft.command, ctx)
        filled = await fill(spec, draft.values | self._sent(spec, act, ctx), ctx, sent=True)
        filled.left_over = draft.left_over
        await self._look_over(spec, filled, ctx)
        if not filled.complete:
            return (await drafting.form(spec, filled, ctx, draft),)
        shown = await fill(spec, draft.values, ctx)
        filled.exact = filled.exact and await shows_the_same(spec, shown, filled, ctx)
        return await self._complete(spec, filled, ctx, draft=draft, sent=True)

    def _sent(self, spec: CommandSpec, act: Submit, ctx: Context) -> dict[str, Raw]:
        allowed = {one.name: one.kind for one in spec.fields if one.for_person(ctx)}
        return {name: allowed[name].sent(raw) for name, raw in act.values.items() if name in allowed}

    async def _run(
        self,
        spec: CommandSpec,
        raw: Mapping[str, Raw],
        ctx: Context,
        *,
        draft: Draft | None = None,
        pressed: bool = False,
        guessed: bool = False,
        confirmed: bool = False,
        over: str = "",
    ) -> tuple[Reply, ...]:
        if draft is None:
            await drafting.turn_away(ctx)
        filled = await fill_typed(spec, raw, ctx)
        filled.left_over = joined(draft.left_over if draft else "", over)
        await self._look_over(spec, filled, ctx)
        if draft is None and (pressed or not raw):
            filled.begin(raw)
        if filled.complete:
            filled.exact = filled.exact and not guessed
            return await self._complete(spec, filled, ctx, draft=draft, confirmed=confirmed)
        await self._something_to_choose(spec, filled, ctx)
        if filled.offers and not pressed:
            return (await drafting.question(spec, filled, ctx, draft),)
        form = await drafting.form(spec, filled, ctx, draft)
        if not pressed:
            await drafting.attend(form.draft, ctx)
        return (form,)

    async def _something_to_choose(self, spec: CommandSpec, filled: Filled, ctx: Context) -> None:
        """Raise Refusal rather than ask for what nobody could choose now."""
        for one in spec.fields:
            problem = filled.problems.get(one.name)
            if problem or one.name in filled.missing:
                nothing = await one.kind.nothing(ctx)
                if nothing and (one.required or problem == nothing):
                    raise Refusal(nothing.key, **nothing.values)

    async def _look_over(self, spec: CommandSpec, filled: Filled, ctx: Context) -> None:
        """Add what is wrong with the fields taken together."""
        if filled.complete:
            filled.problems |= await build(spec, filled).amiss(ctx)

    async def _complete(
        self,
        spec: CommandSpec,
        filled: Filled,
        ctx: Context,
        *,
        draft: Draft | None,
        confirmed: bool = False,
        sent: bool = False,
    ) -> tuple[Reply, ...]:
        """Run the command, once everything that was guessed or is to be known has been read back."""
        form = build(spec, filled)
        notices = list(await form.notices(ctx))
        if draft and (
            drafting.changed_since(draft, filled)
            or (confirmed and await drafting.shows_otherwise(spec, draft, filled, form, ctx))
        ):
            notices.insert(0, Notice(t("This has changed since you began. Look once more.")))
        if filled.left_over:
            notices.append(notice_of(filled.left_over))
        news = set(drafting.told(notices)).difference(draft.noticed if draft else ())
        sure = filled.exact and (sent or not spec.confirms)
        if (news or not (confirmed or sure)) and not spec.reads:
            return (await drafting.confirmation(spec, filled, form, notices, ctx, draft),)
        replies = await spec.run(ctx, form)
        if draft:
            drafting.spend(draft, ctx)
        replies = replies if isinstance(replies, tuple) else (replies,)
        if spec.reads:
            return (*replies, Say(text=named(filled.left_over))) if filled.left_over else replies
        await drafting.done(spec, ctx)
        return replies

    def _command(self, action: str, ctx: Context) -> CommandSpec:
        spec = self._commands.by_action(action.replace(" ", "."))
        if spec is None:
            raise Refusal("I no longer have what this button did. Write “help” to see what you can do.")
        self._check(spec, ctx)
        return spec

    def _check(self, spec: CommandSpec, ctx: Context) -> None:
        """Raise Refusal where the one who acts may not send the command."""
        if may_run(ctx.person, spec, known=ctx.known):
            return
        if not ctx.known or not ctx.person.approved:
            raise self._unknown_person(ctx)
        raise Refusal(
            "That is not for your role. Ask {names} if you think it should be.", names=ctx.coordinators
        )

    def _unknown_person(self, ctx: Context) -> Refusal:
        return Refusal(
            "I don't know you yet. You can ask for a collaboration by writing “{word}”; "
            "for everything else, ask {names} to let you in.",
            word=next(one.word(ctx.language) for one in self._commands if one.strangers and not one.reads),
            names=ctx.coordinators,
        )
