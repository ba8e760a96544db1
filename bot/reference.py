"""The command reference in `docs/commands.md`, made from the commands' own declarations."""

from __future__ import annotations

from handlers.core.command import Commands, CommandSpec
from handlers.core.words import Words
from handlers.people.roles import ROLES
from storage.documents.messages import Message

HEAD = """\
# Commands

Made from the declarations by `samlar reference > docs/commands.md`. The Swedish and the English words
both work, whatever language one reads. What is left out is asked for. A field can be named:
`syfte="Bättre läsning"`, or `syfte: Bättre läsning` with its whole label.
"""


def reference(commands: Commands, words: Words) -> str:
    """Return all commands as Markdown, each with its words, roles, example and fields."""
    return "\n".join([HEAD, *(_section(command, words) for command in commands)])


def _section(command: CommandSpec, words: Words) -> str:
    lines = [
        f"## {command.sv} · {command.name}",
        "",
        f"{words.text(command.about, 'sv')}. {words.text(command.about, 'en')}.",
        "",
        f"- Who: {_who(command, words)}",
        f"- `{words.text(command.example, 'sv')}` · `{words.text(command.example, 'en')}`",
    ]
    for one in command.fields:
        optional = "" if one.required else ", optional"
        lines.append(f"- `{one.name}`: {_both(one.asked.label, words)}{optional}")
    return "\n".join([*lines, ""])


def _who(command: CommandSpec, words: Words) -> str:
    if command.strangers:
        return "everybody, also those not known yet"
    if command.who is None:
        return "everybody who is known"
    return ", ".join(_both(label, words) for role, label in ROLES.items() if role in command.who)


def _both(message: Message, words: Words) -> str:
    return f"{words.text(message, 'sv')} ({words.text(message, 'en')})"
