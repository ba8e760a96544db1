"""Takes what is typed as the answer to what was asked last in somebody's own chat."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.asking import ask_for
from handlers.core.calling import Calls
from handlers.core.command import Commands, CommandSpec
from handlers.core.correcting import correction
from handlers.core.filling import Filled, fill, fill_typed, understood
from handlers.core.forms import FieldSpec, Notice, Suggestion
from handlers.core.incoming import PlaceKind
from handlers.core.left_over import without_filler_around
from handlers.core.lines import check_line, one_after_the_other
from handlers.core.named_fields import named_from_front
from handlers.core.nearest import nearest
from handlers.core.picking import picks
from handlers.core.replies import Ask, Card, Input, Replace, Reply, Say
from handlers.core.running import look_over, run, show_again
from handlers.core.slips import offered
from handlers.core.small_talk import agrees, changes, declines, greets, is_first, leaves
from handlers.core.text_or_command import asked_for, which, words_asked_for
from handlers.core.typed_line import Line, take_line
from handlers.core.view import View
from storage.documents.drafts import Draft, Kept
from storage.values.texts import Message, Refusal, t

TYPO = 82  # how close to a command an answer may not come: it is one with a slip


class Answers:
    """Knows all commands, as the one that asked is among them."""

    def __init__(self, commands: Commands, calls: Calls) -> None:
        self._commands = commands
        self._calls = calls

    async def leave(self, text: str, act: Act) -> tuple[Reply, ...]:
        """Leave the form that was last asked, if one waits and the text says so.

        Words that leave do so wherever they are written; a mere no is for what is read back in the own chat.
        """
        draft = await drafting.attended(act)
        said = act.municipality.yes_and_no
        answers = draft is not None and draft.read_back and act.place.kind is PlaceKind.PERSONAL
        if draft is None or not (leaves(text, said) or (answers and declines(text, said))):
            return ()
        drafting.leave(draft, act)
        return (Say(text=t("All right, nothing was done.")),)

    def cancelled(self, draft: Draft, act: Act) -> Replace:
        """Leave a form by its button, in its card's place."""
        spec = self._commands.by_action(draft.command.replace(" ", "."))
        drafting.leave(draft, act)
        nothing = t("All right, nothing was done.")
        return Replace(card=Card(title=spec.about if spec else nothing, text=(nothing,) if spec else ()))

    async def words_wanted(self, text: str, act: Act) -> tuple[CommandSpec, Draft, FieldSpec] | None:
        """Return the form that asks here for words or a time just now, with the field.

        Not to a greeting, nor to what a button says where there are some.
        """
        spec, draft = await self._attended(act)
        if act.place.kind is not PlaceKind.PERSONAL or spec is None or draft is None or draft.read_back:
            return None
        if draft.choices and self._calls.is_label(text):
            return None
        one = None if greets(text) else await words_asked_for(spec, draft, act)
        return (spec, draft, one) if one else None

    async def is_meant(self, text: str, called: CommandSpec, act: Act) -> bool:
        """Tell whether a text that calls a command says all the same what was asked for here just now.

        It names what is to be chosen, or says what is to be different in what is read back.
        """
        if called.reads and await picks(text, self._commands, act):
            return True
        spec, draft = await self._attended(act)
        if act.place.kind is not PlaceKind.PERSONAL or spec is None or draft is None or not draft.read_back:
            return False
        return bool((await correction(spec, draft, text, act)).values)

    async def _attended(self, act: Act) -> tuple[CommandSpec | None, Draft | None]:
        """Return the form that what is typed now can answer, with its command, if that may be sent."""
        draft = await drafting.attended(act)
        spec = self._commands.by_action(draft.command.replace(" ", ".")) if draft else None
        return (spec, draft) if spec and act.may_send(spec) else (None, None)

    async def too_late(self, text: str, act: Act) -> bool:
        """Tell whether a text, which is no command, comes too late to a read-back; that is told then."""
        asked = await drafting.asked_last(act)
        return asked is not None and asked.late and asked.draft.read_back and not nearest(text, act, TYPO)

    async def answer(self, text: str, act: Act) -> tuple[Reply, ...]:
        """Take the text as the answer to what was last asked here, if that was just now.

        Where nothing but the command was typed before, it is the rest of that line.
        """
        spec, draft = await self._attended(act)
        if spec is None or draft is None:
            return ()
        near = () if draft.read_back or await picks(text, self._commands, act) else nearest(text, act, TYPO)
        if near:
            wanted = await self.words_wanted(text, act)
            meant = [await offered(one, text, self._calls, act) for one in near] if wanted else []
            return (await which(*wanted, text, meant, act),) if wanted else ()
        check_line(text, spec, act)
        if draft.read_back:
            return await self._to_read_back(spec, draft, text, act)
        if agrees(text, act.municipality.yes_and_no) and draft.choices:
            only = {one.field: one.value for one in draft.choices} if len(draft.choices) == 1 else {}
            return await run(spec, draft.values | only, act, draft=draft, guessed=True)
        said = await self._what_it_answers(spec, draft, text, act)
        if not said:
            return ()
        replies = await run(
            spec, draft.values | said.raw, act, draft=draft, guessed=True, over=said.left_over
        )
        how = t("Write “cancel” to leave it.")
        return tuple(
            one.model_copy(update={"intro": how}) if isinstance(one, Ask) else one for one in replies
        )

    async def _to_read_back(self, spec: CommandSpec, draft: Draft, text: str, act: Act) -> tuple[Reply, ...]:
        """Take the text as yes, as what is to be different, or ask for either with the read-back as it is.

        Nothing is said to a command with a slip in its word.
        """
        said = act.municipality.yes_and_no
        if agrees(text, said):
            if draft.unclear:
                return await show_again(spec, draft, act, _still_unclear())
            return await run(spec, draft.values, act, draft=draft, confirmed=True)
        if changes(text, said):
            return (await ask_for(spec, draft, await fill(spec, draft.values, act), act),)
        meant = await correction(spec, draft, text, act)
        if is_first(text, said) and not meant.understood:
            return await run(spec, draft.values, act, draft=draft, confirmed=True)
        if not meant.understood and nearest(text, act, TYPO):
            return ()
        if not meant.understood:
            return await show_again(spec, draft, act, _not_understood(spec, text, act))
        if not meant.values:
            return await show_again(spec, draft, act, *meant.notices, unclear=True)
        return await self._corrected(spec, draft, meant.values, meant.notices, act)

    async def _corrected(
        self,
        spec: CommandSpec,
        draft: Draft,
        changed: dict[str, Kept],
        notices: Sequence[Notice],
        act: Act,
    ) -> tuple[Reply, ...]:
        """Read the form back with what is different in it, or as it is with why that can't be."""
        filled = await fill_typed(spec, draft.values | changed, act)
        await look_over(spec, filled, act)
        if not filled.complete:
            offers = tuple(Suggestion(one.label, name, one.value) for name, one in filled.offers)
            wrong = [*filled.problems.values()] or [_left_out(spec, filled)]
            asked = (Notice(wrong[0], offers), *map(Notice, wrong[1:]))
            return await show_again(spec, draft, act, *asked, unclear=True)
        try:
            other = draft.changed(values=understood(spec, filled))
            return await show_again(spec, other, act, *notices, unclear=bool(notices))
        except Refusal as refusal:
            return await show_again(spec, draft, act, Notice(refusal.message))

    async def _what_it_answers(self, spec: CommandSpec, draft: Draft, text: str, view: View) -> Line | None:
        """Return the fields that an answer fills in: those it names, those of a line, or the first asked for.

        What makes no sense there alone goes on with what was typed before, if that comes further.
        """
        fields = [one for one in spec.fields if one.for_person(view)]
        named = named_from_front(fields, text, view.words, lambda said: without_filler_around(said, view))
        if named:
            return Line(named)
        if draft.values == (await fill(spec, {}, view)).raw:
            line = await take_line(spec, text, view)
            if line.raw:
                return line
        filled = await fill(spec, draft.values, view)
        await look_over(spec, filled, view)
        asked = asked_for(spec, filled)
        if asked is None:
            return None
        name = asked.name
        longer = one_after_the_other(draft.values.get(name), text, asked.kind.max_length)
        alone = await fill(spec, draft.values | {name: text}, view)
        together = await fill(spec, draft.values | {name: longer}, view)
        old, new = filled.problems.get(name), together.problems.get(name)
        further = new is None or (old is not None and old.key != new.key and not alone.offers)
        return Line({name: longer if further and name in alone.problems else text})


def _left_out(spec: CommandSpec, filled: Filled) -> Message:
    one = next(one for one in spec.fields if one.name in filled.missing)
    return t("“{field}” can't be left out.", field=one.asked.label)


def _still_unclear() -> Notice:
    return Notice(
        t("One thing is not decided yet. Choose it below, or write yes once more if all of this is right.")
    )


def _not_understood(spec: CommandSpec, text: str, view: View) -> Notice:
    """Ask for yes, no or what is to be different, with a field as the example."""
    fields = [one for one in spec.fields if one.for_person(view)]
    words = [one for one in fields if one.kind.input is Input.LINE and not one.kind.of_time]
    return Notice(
        t(
            "I did not understand “{text}”. Write yes, no, or what is to be different, "
            "for example “{field}: …”.",
            text=text[:60],
            field=(words or fields)[-1].asked.label,
        )
    )
