"""Files that people send the bot in their own chat with it.

Reference: docs.slack.dev/reference/objects/file-object, and `files:read` for `url_private_download`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.files import MOST_BYTES
from bot.slack.web_api import WebApi
from handlers.core.incoming import FileTrouble, SentFile

_NO_TEXT = ("image/", "video/", "audio/")


class FileObject(NamedTuple):
    """What an event tells of a file. `url`: where its content is, or "" where the bot may not read it."""

    name: str
    url: str
    size: int
    mimetype: str


def read_files(told: Any) -> tuple[FileObject, ...]:
    """Return the files of an event. Raises TypeError, AttributeError and ValueError for other shapes."""
    return tuple(
        FileObject(
            str(one.get("name") or ""),
            str(one.get("url_private_download") or ""),
            int(one.get("size") or 0),
            str(one.get("mimetype") or ""),
        )
        for one in told or ()
    )


async def fetch_file(files: Sequence[FileObject], api: WebApi) -> SentFile | None:
    """Return the one file that was sent, read as text; None where none was.

    The bot's token goes to Slack's own hosts alone.
    """
    if not files:
        return None
    one = files[0]
    trouble = _trouble(files, api)
    if trouble:
        return SentFile(name=one.name, trouble=trouble)
    return await api.fetch(one.url, one.name)


def _trouble(files: Sequence[FileObject], api: WebApi) -> FileTrouble | None:
    one = files[0]
    if len(files) > 1:
        return FileTrouble.SEVERAL
    if one.mimetype.startswith(_NO_TEXT):
        return FileTrouble.NO_TEXT
    if one.size > MOST_BYTES:
        return FileTrouble.TOO_LARGE
    return None if api.is_slacks(one.url) else FileTrouble.UNREACHABLE
