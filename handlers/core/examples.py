"""What somebody could ask for just now, and how they would write it: examples of their own."""

from __future__ import annotations

from handlers.core.command import CommandSpec
from handlers.core.view import View
from storage.values.texts import Message, Value, typed


async def possible(command: CommandSpec, view: View) -> bool:
    """Tell whether the reader may send the command, and has what it must be about."""
    if not view.may_send(command):
        return False
    needed = [one for one in command.fields if one.required and one.for_person(view)]
    return not any([await one.kind.why_none(view) for one in needed])


async def example_of(command: CommandSpec, view: View) -> Message | None:
    """Return the command's example made of what the reader has; None where they have nothing for it.

    What the example says of a field that may be left out is left out where there is nothing of the kind.
    """
    if not await possible(command, view):
        return None
    values = await _values(command, view)
    for one in command.fields:
        if values.get(one.name) == "":
            return None if one.required else typed(command.word(view.language))
    return command.example.model_copy(update={"values": values})


async def _values(command: CommandSpec, view: View) -> dict[str, Value]:
    """Return what stands in the example's places."""
    own = await command.form.examples(view)
    return {
        one.name: own[one.name] if one.name in own else await one.kind.example(view)
        for one in command.fields
        if one.name in command.example.values
    }
