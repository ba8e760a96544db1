"""Takes what is typed as the answer to what was asked last in somebody's own chat."""

from __future__ import annotations

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import Commands, CommandSpec
from handlers.core.filling import fill
from handlers.core.incoming import PlaceKind
from handlers.core.lines import check_line, one_after_the_other
from handlers.core.replies import Ask, Reply, Say
from handlers.core.running import look_over, run
from handlers.core.small_talk import agrees
from handlers.core.typed_line import Line, take_line
from handlers.core.view import View
from storage.documents.drafts import Draft
from storage.values.texts import t


class Answers:
    """Knows all commands, as the one that asked is among them."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    async def leave(self, act: Act) -> tuple[Reply, ...]:
        """Leave the form that was last asked here, if one waits."""
        draft = await drafting.attended(act) if act.place.kind is PlaceKind.PERSONAL else None
        if draft is None:
            return ()
        drafting.spend(draft, act)
        return (Say(text=t("All right, nothing was done.")),)

    async def answer(self, text: str, act: Act) -> tuple[Reply, ...]:
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
        await look_over(spec, filled, view)
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
