"""Files that come with what somebody writes: which command takes one, and why one can't be read."""

from __future__ import annotations

from handlers.core import drafting
from handlers.core.act import Act
from handlers.core.command import CommandSpec
from handlers.core.incoming import FileTrouble, SentFile
from handlers.core.left_over import joined
from handlers.core.lines import check_line
from handlers.core.replies import Reply
from handlers.core.running import run
from handlers.core.typed_line import Line, take_line
from storage.values.texts import Refusal, t

_WHY = {
    FileTrouble.TOO_LARGE: t("The file is too large. I read lists of at most 1 MB."),
    FileTrouble.NO_TEXT: t(
        "I can only read a list that is saved as text. In Excel, choose “Save as” and “CSV”, and send that."
    ),
    FileTrouble.UNREACHABLE: t("I could not fetch the file. Try again, or paste the list in a message."),
    FileTrouble.SEVERAL: t("Send one file at a time."),
}


async def taker(file: SentFile, act: Act) -> str:
    """Return the action of the command that a lone file is for: that of the open form, or the one it fits.

    Raises Refusal where no command takes it.
    """
    takers = [one for one in act.commands if one.file and act.may_send(one)]
    draft = await drafting.attended(act)
    asked = [one for one in takers if draft and one.name == draft.command]
    fitting = [one for one in takers if one.fits and one.fits(file.text, act)]
    found = asked or fitting or [one for one in takers if one.fits is None]
    if len(found) != 1:
        raise Refusal("I did nothing with the file. Write “help” to see what you can do.")
    return found[0].action


async def run_with(spec: CommandSpec, text: str, file: SentFile, act: Act) -> tuple[Reply, ...]:
    """Do what a command asks with the rest of its line and a file; in its open form, if one waits.

    Raises Refusal where the file can't be read.
    """
    check_line(text, spec, act)
    line = await take_line(spec, text, act) if text else Line({})
    if not spec.file:
        return await run(spec, line.raw, act, over=joined(line.left_over, file.name))
    raw = line.raw | {spec.file: _read(file)}
    draft = await drafting.attended(act)
    if draft is None or draft.command != spec.name:
        return await run(spec, raw, act, over=line.left_over)
    return await run(spec, draft.values | raw, act, draft=draft, over=line.left_over)


def _read(file: SentFile) -> str:
    """Return the text of a file. Raises Refusal where it has none."""
    if file.trouble:
        why = _WHY[file.trouble]
        raise Refusal(why.key, **why.values)
    if not file.text.strip():
        raise Refusal("The file is empty.")
    return file.text
